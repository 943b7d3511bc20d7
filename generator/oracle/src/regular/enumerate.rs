//! Words of an automaton, by length and plausibility, and how many there are.

use super::alphabet::{Letter, rank};
use super::budget::Exhausted;
use super::explorer::Explorer;
use super::terms::Id;

/// The lengths of the words that are asked for: at least one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lengths {
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

impl Lengths {
    fn reach(self, length: u64) -> bool {
        self.max.is_none_or(|max| length <= max)
    }

    /// How many letters may follow after `length` of them, if that is bounded.
    fn beyond(self, length: u64) -> Option<u64> {
        self.max.map(|max| max - length)
    }
}

impl Explorer<'_> {
    /// The length of the shortest word of `root` within `lengths`.
    pub(super) fn least_length(&mut self, root: Id, lengths: Lengths) -> Result<Option<u64>, Exhausted> {
        let layer = self.layer(root, lengths.min)?;
        Ok(self.nearest(&layer, lengths.beyond(lengths.min))?.map(|more| lengths.min.saturating_add(more)))
    }

    /// Adds the first words of `root` within `lengths` to `words`, until there are `count` of them.
    pub(super) fn words(
        &mut self,
        root: Id,
        lengths: Lengths,
        count: usize,
        words: &mut Vec<String>,
    ) -> Result<(), Exhausted> {
        let mut layers = vec![vec![root]];
        let mut length = lengths.min;
        while words.len() < count && lengths.reach(length) {
            self.extend(&mut layers, length)?;
            let Some(more) = self.nearest(&layers[layers.len() - 1], lengths.beyond(length))? else { break };
            length += more;
            self.extend(&mut layers, length)?;
            self.words_of_length(&layers, count, words)?;
            length += 1;
        }
        Ok(())
    }

    /// Adds layers until the last one is that of `length`.
    fn extend(&mut self, layers: &mut Vec<Vec<Id>>, length: u64) -> Result<(), Exhausted> {
        while (layers.len() as u64) <= length {
            let next = self.step(&layers[layers.len() - 1])?;
            self.spend(1)?;
            layers.push(next);
        }
        Ok(())
    }

    /// Adds words that end in an accepting state of the last layer.
    fn words_of_length(&mut self, layers: &[Vec<Id>], count: usize, words: &mut Vec<String>) -> Result<(), Exhausted> {
        let live = self.live(layers)?;
        let mut word = Vec::with_capacity(live.len());
        let Some(&root) = live[0].first() else { return Ok(()) };
        let mut open = vec![self.edges(root, live.get(1), count - words.len())?];
        while let Some(edges) = open.last_mut() {
            if word.len() + 1 == live.len() {
                words.push(word.iter().collect());
                open.pop();
                word.pop();
            } else if let Some((c, state)) = edges.pop() {
                word.push(c);
                open.push(self.edges(state, live.get(word.len() + 1), count - words.len())?);
            } else {
                open.pop();
                word.pop();
            }
            if words.len() == count {
                break;
            }
        }
        Ok(())
    }

    /// For each layer, the states from which an accepting state of the last layer is reached in time.
    fn live(&mut self, layers: &[Vec<Id>]) -> Result<Vec<Vec<Id>>, Exhausted> {
        let mut live: Vec<Vec<Id>> = Vec::with_capacity(layers.len());
        for layer in layers.iter().rev() {
            let mut here = Vec::with_capacity(layer.len());
            for &state in layer {
                let keep = match live.last() {
                    None => self.is_accepting(state),
                    Some(next) => self.step(&[state])?.iter().any(|to| next.binary_search(to).is_ok()),
                };
                if keep {
                    here.push(state);
                }
            }
            live.push(here);
        }
        live.reverse();
        Ok(live)
    }

    /// The `count` most plausible characters that lead from `state` to a live one, best last.
    fn edges(&mut self, state: Id, live: Option<&Vec<Id>>, count: usize) -> Result<Vec<(char, Id)>, Exhausted> {
        let Some(live) = live else { return Ok(Vec::new()) };
        let mut edges = Vec::new();
        for (letter, to) in self.transitions(state)? {
            if live.binary_search(&to).is_ok() {
                edges.extend(self.alphabet().plausible(letter, count).into_iter().map(|c| (c, to)));
            }
        }
        self.spend(edges.len())?;
        edges.sort_unstable_by_key(|&(c, _)| rank(c));
        edges.truncate(count);
        edges.reverse();
        Ok(edges)
    }

    /// Where each letter leads from `state`.
    fn transitions(&mut self, state: Id) -> Result<Vec<(Letter, Id)>, Exhausted> {
        let table = self.table(state)?;
        let letters = self.alphabet().len();
        self.spend(letters)?;
        Ok((0..).take(letters).map(|letter| (letter, table.get(letter))).collect())
    }
}
