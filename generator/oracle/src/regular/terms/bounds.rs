//! `r{1,3}t | r{2,9}t` is `r{1,9}t`.

use std::collections::BTreeMap;

use super::{EMPTY, Id, Term, Terms};

/// How often something is repeated: at least, and at most.
type Bounds = (u32, Option<u32>);

/// `parts`, with counted repetitions of the same term before the same term joined where their bounds overlap or
/// touch. Without it a search for a counted repetition counts from each place where it may have begun.
pub(super) fn join(terms: &mut Terms, parts: Vec<Id>) -> Vec<Id> {
    let mut groups: BTreeMap<(Id, Id), Vec<Bounds>> = BTreeMap::new();
    let mut joined = Vec::with_capacity(parts.len());
    for part in parts {
        let (head, rest) = split(terms, part);
        match *terms.get(head) {
            Term::Repeat(body, min, max) => groups.entry((body, rest)).or_default().push((min, max)),
            _ => joined.push(part),
        }
    }
    for ((body, rest), mut bounds) in groups {
        bounds.sort_unstable();
        for (min, max) in merged(&bounds) {
            let repeat = terms.repeat(body, min, max);
            joined.push(terms.cat(repeat, rest));
        }
    }
    joined
}

/// `head` and then `rest`, if `rest` goes on with words of the same term: `r{1,2}r{3,4}t` is `r{4,6}t`.
pub(super) fn prepend(terms: &mut Terms, head: Id, rest: Id) -> Option<Id> {
    let (next, tail) = split(terms, rest);
    let ((body, (min, max)), (same, (more_min, more_max))) = (counted(terms, head), counted(terms, next));
    if body != same {
        return None;
    }
    let min = min.checked_add(more_min)?;
    let max = match (max, more_max) {
        (Some(max), Some(more)) => Some(max.checked_add(more)?),
        _ => None,
    };
    let repeat = terms.repeat(body, min, max);
    Some(terms.cat(repeat, tail))
}

/// What `part` begins with and what follows it.
fn split(terms: &Terms, part: Id) -> (Id, Id) {
    match *terms.get(part) {
        Term::Cat(head, rest) => (head, rest),
        _ => (part, EMPTY),
    }
}

/// `head` as a repetition, of itself if it is none.
fn counted(terms: &Terms, head: Id) -> (Id, Bounds) {
    match *terms.get(head) {
        Term::Repeat(body, min, max) => (body, (min, max)),
        _ => (head, (1, Some(1))),
    }
}

/// Sorted bounds, with those that overlap or touch as one.
fn merged(bounds: &[Bounds]) -> Vec<Bounds> {
    let mut merged: Vec<Bounds> = Vec::with_capacity(bounds.len());
    for &(min, max) in bounds {
        match merged.last_mut() {
            Some((_, None)) => {}
            Some((_, open @ Some(_))) if open.is_some_and(|open| min <= open.saturating_add(1)) => {
                *open = max.and_then(|max| open.map(|open| open.max(max)));
            }
            _ => merged.push((min, max)),
        }
    }
    merged
}
