//! Sets of Unicode scalar values.

use std::sync::Arc;

/// The surrogates, which are code points but not characters: no string holds them, so no set does.
const SURROGATES: (u32, u32) = (0xD800, 0xDFFF);
const LAST: u32 = 0x0010_FFFF;

/// A set of Unicode scalar values, as sorted ranges that neither overlap nor touch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct CharSet(Arc<[(u32, u32)]>);

impl CharSet {
    /// The set of all code points in `ranges`, in any order, surrogates left out.
    pub(super) fn new(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().flat_map(without_surrogates).filter(|(a, b)| a <= b).collect();
        ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match joined.last_mut() {
                Some(open) if first <= open.1.saturating_add(1) => open.1 = open.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        Self(joined.into())
    }

    pub(super) fn none() -> Self {
        Self(Arc::new([]))
    }

    pub(super) fn any() -> Self {
        Self::new([(0, LAST)])
    }

    pub(super) fn one(c: char) -> Self {
        Self(Arc::new([(c.into(), c.into())]))
    }

    /// `\d`: the ASCII digits.
    pub(super) fn digits() -> Self {
        Self::new([('0'.into(), '9'.into())])
    }

    /// `\w`: the ASCII letters, the digits and `_`.
    pub(super) fn word() -> Self {
        Self::new([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')].map(|(a, b)| (a.into(), b.into())))
    }

    /// `\s`: `WhiteSpace` and `LineTerminator` of ECMA-262 §12.2 and §12.3.
    pub(super) fn space() -> Self {
        let singles = [0x20, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF];
        Self::new(singles.map(|c| (c, c)).into_iter().chain([(0x09, 0x0D), (0x2000, 0x200A)]))
    }

    /// `.`: everything but `LineTerminator`.
    pub(super) fn dot() -> Self {
        Self::new([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)]).complement()
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(other.0.iter()).copied())
    }

    pub(super) fn complement(&self) -> Self {
        let mut gaps = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(first, last) in self.0.iter() {
            if first > next {
                gaps.push((next, first - 1));
            }
            next = last + 1;
        }
        gaps.push((next, LAST));
        Self::new(gaps)
    }

    pub(super) fn intersection(&self, other: &Self) -> Self {
        self.complement().union(&other.complement()).complement()
    }

    pub(super) fn contains(&self, code: u32) -> bool {
        let at = self.0.partition_point(|&(_, last)| last < code);
        self.0.get(at).is_some_and(|&(first, _)| first <= code)
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }
}

fn without_surrogates((first, last): (u32, u32)) -> [(u32, u32); 2] {
    if last < SURROGATES.0 || first > SURROGATES.1 {
        return [(first, last), (1, 0)];
    }
    [(first, SURROGATES.0 - 1), (SURROGATES.1 + 1, last)]
}
