//! Arrays: a length among the few that matter, a goal for each position, counted items, equal or distinct items.

use super::branch::List;
use super::{Closed, Literal, Outcome, Search};
use crate::arena::item_schema;
use crate::datum::Datum;

/// The longest array that is built.
const MOST_ITEMS: u64 = 2_000;

/// How many lengths are tried.
const MOST_LENGTHS: u64 = 40;

/// Positions of which all the same is said.
#[derive(Debug, Clone)]
struct Slot {
    literals: Vec<Literal>,
    /// The positions; where two items are equal, one slot has both.
    positions: Vec<usize>,
    /// Whether the positions have one and the same value.
    joined: bool,
}

/// The positions with their goals as far as they have been assigned, and how many items each count has.
struct Plan<'l> {
    list: &'l List,
    slots: Vec<Slot>,
    goals: Vec<(Vec<usize>, Vec<Literal>)>,
    counted: Vec<u64>,
    length: usize,
}

impl Search<'_> {
    /// An array that satisfies the facts. Items beyond the prefixes that nothing counts can be left out, so that no
    /// length matters beyond the shortest allowed one, the prefixes, and one item for each that is needed.
    pub(super) fn array(&mut self, list: &List) -> Outcome {
        if list.unique && list.repeat {
            return Err(Closed::default());
        }
        let prefix =
            list.groups.iter().map(|(prefix, _)| prefix.len()).chain(list.counts.iter().map(|count| count.from));
        let prefix = prefix.chain(list.either.iter().map(|(from, _)| *from));
        let prefix = prefix.chain(list.at.iter().map(|(index, _)| index + 1)).max().unwrap_or(0);
        let needed = list.counts.iter().fold(u64::from(list.repeat) * 2, |sum, count| sum.saturating_add(count.min));
        let shortest = list.at.iter().map(|(index, _)| *index as u64 + 1).max().unwrap_or(0).max(list.least);
        let shortest = shortest.max(u64::from(list.repeat) * 2);
        let longest = shortest.max(prefix as u64).saturating_add(needed).min(list.most);
        let mut closed = Closed::default();
        if shortest <= longest && (shortest > MOST_ITEMS || longest - shortest > MOST_LENGTHS) {
            closed = Closed::doubtful("the array would be too long", "");
        }
        for length in (shortest..=longest).take_while(|&length| length <= MOST_ITEMS.min(shortest + MOST_LENGTHS)) {
            self.step()?;
            match self.of_length(list, prefix, usize::try_from(length).unwrap_or(usize::MAX)) {
                Ok(datum) => return Ok(datum),
                Err(other) => closed.absorb(&other),
            }
        }
        // A count that is far off is reached at once or not at all.
        if longest - shortest.min(longest) > MOST_LENGTHS && longest <= MOST_ITEMS {
            return self.of_length(list, prefix, usize::try_from(longest).unwrap_or(usize::MAX)).map_err(|other| {
                closed.absorb(&other);
                closed
            });
        }
        Err(closed)
    }

    fn of_length(&mut self, list: &List, prefix: usize, length: usize) -> Outcome {
        let mut closed = Closed::default();
        for pair in pairs(list.repeat, prefix, length) {
            let slots = slots(list, prefix, length, pair);
            let mut plan = Plan { list, slots, goals: Vec::new(), counted: vec![0; list.counts.len()], length };
            match self.assign(&mut plan, 0) {
                Ok(datum) => return Ok(datum),
                Err(other) => closed.absorb(&other),
            }
        }
        Err(closed)
    }

    /// Decides for each slot from `index` on which counts its items take part in.
    fn assign(&mut self, plan: &mut Plan<'_>, index: usize) -> Outcome {
        let Some(slot) = plan.slots.get(index).cloned() else {
            return self.finish(plan);
        };
        let mut closed = Closed::default();
        let mut profiles = Vec::new();
        for profile in profiles_of(plan.list, &slot) {
            match self.solve(profile.literals(plan.list, &slot)) {
                Ok(_) => profiles.push(profile),
                Err(other) => closed.absorb(&other),
            }
        }
        match self.share(plan, index, &slot, &profiles, slot.positions.len()) {
            Ok(datum) => Ok(datum),
            Err(other) => {
                closed.absorb(&other);
                Err(closed)
            }
        }
    }

    /// Shares the last `left` positions of the slot among the profiles.
    fn share(&mut self, plan: &mut Plan<'_>, index: usize, slot: &Slot, profiles: &[Profile], left: usize) -> Outcome {
        if left == 0 {
            return self.assign(plan, index + 1);
        }
        let Some((profile, others)) = profiles.split_first() else {
            return Err(Closed::default());
        };
        self.step()?;
        let mut closed = Closed::default();
        let start = slot.positions.len() - left;
        let least = if others.is_empty() || slot.joined { left } else { 0 };
        for size in (least..=left).rev().chain((slot.joined && !others.is_empty()).then_some(0)) {
            let before = plan.counted.clone();
            for &count in &profile.inside {
                plan.counted[count] += weight(plan.list.counts[count].from, &slot.positions[start..start + size]);
            }
            let within = plan.list.counts.iter().zip(&plan.counted);
            if within.clone().all(|(count, &counted)| count.max.is_none_or(|max| counted <= max)) {
                let goals = plan.goals.len();
                if size > 0 {
                    let literals = profile.literals(plan.list, slot);
                    plan.goals.push((slot.positions[start..start + size].to_vec(), literals));
                }
                match self.share(plan, index, slot, others, left - size) {
                    Ok(datum) => return Ok(datum),
                    Err(other) => closed.absorb(&other),
                }
                plan.goals.truncate(goals);
            }
            plan.counted = before;
        }
        Err(closed)
    }

    fn finish(&mut self, plan: &Plan<'_>) -> Outcome {
        if plan.list.counts.iter().zip(&plan.counted).any(|(count, &counted)| counted < count.min) {
            return Err(Closed::default());
        }
        let mut goals = vec![Vec::new(); plan.length];
        for (positions, literals) in &plan.goals {
            for &position in positions {
                goals[position].clone_from(literals);
            }
        }
        let items = if plan.list.unique { self.distinct(&goals)? } else { self.each(&goals)? };
        Ok(Datum::Array(items.iter().map(|item| (**item).clone()).collect()).into())
    }
}

/// Which counts the items of a slot take part in, and which they must stay out of.
#[derive(Debug, Clone, Default)]
struct Profile {
    inside: Vec<usize>,
    outside: Vec<usize>,
    chosen: Vec<Literal>,
}

impl Profile {
    fn literals(&self, list: &List, slot: &Slot) -> Vec<Literal> {
        let literals = |&count: &usize| &list.counts[count].literals;
        let outside = self.outside.iter().flat_map(literals).filter_map(Literal::opposite);
        let own = slot.literals.iter().chain(&self.chosen).chain(self.inside.iter().flat_map(literals));
        own.cloned().chain(outside).collect()
    }
}

/// Every way for the items of a slot to take part in counts and to choose where they have a choice. A count without
/// an upper limit may be left open.
fn profiles_of(list: &List, slot: &Slot) -> Vec<Profile> {
    let mut profiles = vec![Profile::default()];
    for (index, count) in list.counts.iter().enumerate() {
        if weight(count.from, &slot.positions) == 0 {
            continue;
        }
        let mut inside = profiles.clone();
        for profile in &mut inside {
            profile.inside.push(index);
        }
        if count.max.is_some() {
            for profile in &mut profiles {
                profile.outside.push(index);
            }
        }
        profiles.extend(inside);
    }
    for (_, literals) in list.either.iter().filter(|(from, _)| weight(*from, &slot.positions) > 0) {
        let choose = |profile: &Profile| {
            let profile = profile.clone();
            literals.iter().map(move |literal| {
                let mut profile = profile.clone();
                profile.chosen.push(literal.clone());
                profile
            })
        };
        profiles = profiles.iter().flat_map(choose).collect();
    }
    profiles
}

/// How many of the positions a count looks at.
fn weight(from: usize, positions: &[usize]) -> u64 {
    positions.iter().filter(|&&position| position >= from).count() as u64
}

/// The two positions that are equal, where two must be; among equal positions beyond the prefix the first ones do.
fn pairs(repeat: bool, prefix: usize, length: usize) -> Vec<Option<(usize, usize)>> {
    if !repeat {
        return vec![None];
    }
    let last = length.min(prefix + 2);
    (0..last).rev().flat_map(|second| (0..second).rev().map(move |first| Some((first, second)))).collect()
}

fn slots(list: &List, prefix: usize, length: usize, pair: Option<(usize, usize)>) -> Vec<Slot> {
    let literals = |index: usize| -> Vec<Literal> {
        let schemas = list.groups.iter().map(|(prefix, rest)| Literal::Holds(item_schema(prefix, Some(*rest), index)));
        let own = list.at.iter().filter(|(at, _)| *at == index).map(|(_, literal)| literal.clone());
        schemas.chain(own).collect()
    };
    let is_free = |index: &usize| pair.is_none_or(|(first, second)| *index != first && *index != second);
    let mut slots = Vec::new();
    if let Some((first, second)) = pair {
        let both = literals(first).into_iter().chain(literals(second)).collect();
        slots.push(Slot { literals: both, positions: vec![first, second], joined: true });
    }
    let alone = (0..length.min(prefix)).filter(is_free);
    slots.extend(alone.map(|index| Slot { literals: literals(index), positions: vec![index], joined: false }));
    let rest: Vec<usize> = (prefix..length).filter(is_free).collect();
    if !rest.is_empty() {
        slots.push(Slot { literals: literals(prefix), positions: rest, joined: false });
    }
    slots
}
