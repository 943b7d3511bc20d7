//! Characters that no class of a question tells apart are one letter.

use std::collections::BTreeMap;

use super::charset::CharSet;

/// A set of characters that every class holds all or nothing of.
pub(super) type Letter = u32;

type Ranges = Vec<(u32, u32)>;

/// The letters of a question: every character belongs to exactly one.
#[derive(Debug)]
pub(super) struct Alphabet {
    letters: Vec<CharSet>,
    /// Where a range begins, and its letter; the range ends where the next one begins.
    starts: Vec<(u32, Letter)>,
}

impl Alphabet {
    /// The fewest letters with which each of `classes` can be spelled. One of them holds all characters.
    pub(super) fn new(classes: &[&CharSet]) -> Self {
        let mut edges: BTreeMap<u32, Vec<usize>> = BTreeMap::from([(0, vec![])]);
        for (index, class) in classes.iter().enumerate() {
            for &(first, last) in class.ranges() {
                edges.entry(first).or_default().push(index);
                edges.entry(last + 1).or_default().push(index);
            }
        }
        let mut letters: BTreeMap<Vec<u64>, (Letter, Ranges)> = BTreeMap::new();
        let mut starts = Vec::with_capacity(edges.len());
        let mut holders = vec![0_u64; classes.len() / 64 + 1];
        let ends: Vec<u32> = edges.keys().skip(1).map(|&next| next - 1).chain([0x0010_FFFF]).collect();
        for ((start, toggled), end) in edges.into_iter().zip(ends) {
            for index in toggled {
                holders[index / 64] ^= 1 << (index % 64);
            }
            if holders.iter().all(|&holder| holder == 0) {
                continue; // Surrogates: no letter, as they are no characters.
            }
            let fresh = Letter::try_from(letters.len()).expect("there are fewer letters than characters");
            let (letter, ranges) = letters.entry(holders.clone()).or_insert_with(|| (fresh, Ranges::new()));
            ranges.push((start, end));
            starts.push((start, *letter));
        }
        let mut letters: Vec<_> = letters.into_values().collect();
        letters.sort_unstable_by_key(|(letter, _)| *letter);
        Self { letters: letters.into_iter().map(|(_, ranges)| CharSet::new(ranges)).collect(), starts }
    }

    /// How many letters there are; the letters are the numbers below.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The letters that make up `class`, which is one of the classes of this alphabet or a union of such.
    pub(super) fn spell(&self, class: &CharSet) -> Vec<Letter> {
        let mut letters = Vec::new();
        for (letter, set) in (0..).zip(&self.letters) {
            if set.ranges().first().is_some_and(|&(first, _)| class.contains(first)) {
                letters.push(letter);
            }
        }
        letters
    }

    /// The letter that `c` belongs to.
    pub(super) fn letter(&self, c: char) -> Letter {
        let at = self.starts.partition_point(|&(start, _)| start <= u32::from(c));
        self.starts[at - 1].1
    }

    /// The `count` most plausible characters of `letter`, best first.
    pub(super) fn plausible(&self, letter: Letter, count: usize) -> Vec<char> {
        let all = BANDS.iter().flat_map(|&band| {
            let within = self.set(letter).ranges().iter();
            within.flat_map(move |&(first, last)| first.max(band.0)..=last.min(band.1))
        });
        all.filter_map(char::from_u32).take(count).collect()
    }

    fn set(&self, letter: Letter) -> &CharSet {
        &self.letters[letter as usize]
    }
}

/// All code points, in the order in which a reader likes to see them in an example: letters and digits, the marks of
/// names, other printable ASCII, printable characters of other scripts, and the rest.
const BANDS: [(u32, u32); 15] = [
    (0x61, 0x7A),
    (0x30, 0x39),
    (0x41, 0x5A),
    (0x2D, 0x2D),
    (0x5F, 0x5F),
    (0x21, 0x2C),
    (0x2E, 0x2F),
    (0x3A, 0x40),
    (0x5B, 0x5E),
    (0x60, 0x60),
    (0x7B, 0x7E),
    (0x20, 0x20),
    (0xA1, 0x0010_FFFF),
    (0x00, 0x1F),
    (0x7F, 0xA0),
];

/// Where a character stands in the order of plausibility: less is better.
pub(super) fn rank(c: char) -> (usize, char) {
    let code = u32::from(c);
    (BANDS.iter().position(|&(first, last)| (first..=last).contains(&code)).unwrap_or(BANDS.len()), c)
}
