//! Sufficient conditions for two schemas to have no value in common.

use super::Prover;
use super::included::requires;
use crate::arena::{Keyword, Measure, NodeId, TypeSet, item_schema};
use crate::evaluate;

impl<'a> Prover<'a, '_> {
    pub(super) fn derive_disjoint(&mut self, a: NodeId, b: NodeId) -> bool {
        let common = self.types(a).and(self.types(b));
        if common.is_empty() || self.no_value_of(a, b) || self.no_value_of(b, a) {
            return true;
        }
        let (own, other) = (self.conjuncts(a), self.conjuncts(b));
        self.by_alternatives(&own, b)
            || self.by_alternatives(&other, a)
            || common.each().all(|one| self.clash(one, &own, &other))
    }

    /// Whether `a` has few values and `b` none of them.
    fn no_value_of(&mut self, a: NodeId, b: NodeId) -> bool {
        let Some(values) = self.values(a) else { return false };
        values
            .iter()
            .all(|value| [a, b].into_iter().any(|node| evaluate::holds(self.arena, node, value) == Some(false)))
    }

    fn by_alternatives(&mut self, conjuncts: &[&'a Keyword], other: NodeId) -> bool {
        conjuncts.iter().any(|keyword| match keyword {
            Keyword::AnyOf(members) | Keyword::OneOf(members) => {
                members.iter().all(|&member| self.disjoint(member, other))
            }
            Keyword::Not(member) => self.included(other, *member),
            _ => false,
        })
    }

    /// Whether no value of this one type satisfies both.
    fn clash(&mut self, one: TypeSet, own: &[&'a Keyword], other: &[&'a Keyword]) -> bool {
        match one {
            TypeSet::INTEGER | TypeSet::FRACTION => bounds_clash(own, other) || bounds_clash(other, own),
            TypeSet::STRING => counts_clash(Measure::Length, own, other) || self.words_clash(own, other),
            TypeSet::ARRAY => counts_clash(Measure::Items, own, other) || self.items_clash(own, other),
            TypeSet::OBJECT => counts_clash(Measure::Properties, own, other) || self.members_clash(own, other),
            _ => false,
        }
    }

    fn words_clash(&mut self, own: &[&'a Keyword], other: &[&'a Keyword]) -> bool {
        let patterns = |conjuncts: &[&'a Keyword]| -> Vec<&'a String> {
            let pattern =
                |keyword: &&'a Keyword| if let Keyword::Pattern(pattern) = keyword { Some(pattern) } else { None };
            conjuncts.iter().filter_map(pattern).collect()
        };
        let others = patterns(other);
        patterns(own).into_iter().any(|one| others.iter().any(|other| self.patterns_disjoint(one, other)))
    }

    fn items_clash(&mut self, own: &[&'a Keyword], other: &[&'a Keyword]) -> bool {
        let least = least(Measure::Items, own).max(least(Measure::Items, other));
        let schemas = |conjuncts: &[&'a Keyword], index| -> Vec<NodeId> {
            let schema = |keyword: &&'a Keyword| match keyword {
                Keyword::Items { prefix, rest } => Some(item_schema(prefix, *rest, index)),
                _ => None,
            };
            conjuncts.iter().filter_map(schema).collect()
        };
        let positions = own.iter().chain(other).map(|keyword| match keyword {
            Keyword::Items { prefix, .. } => prefix.len() + 1,
            _ => 0,
        });
        let positions = positions.max().unwrap_or(0);
        (0..positions).take_while(|&index| (index as u64) < least).any(|index| {
            let others = schemas(other, index);
            schemas(own, index).into_iter().any(|one| others.iter().any(|&other| self.disjoint(one, other)))
        })
    }

    fn members_clash(&mut self, own: &[&'a Keyword], other: &[&'a Keyword]) -> bool {
        let required = own.iter().chain(other).flat_map(|keyword| match keyword {
            Keyword::Required(names) => names.as_slice(),
            _ => &[],
        });
        let required: Vec<&String> = required.collect();
        required.into_iter().any(|name| {
            debug_assert!(requires(own, name) || requires(other, name));
            let (ours, others) = (self.schemas_of(own, name), self.schemas_of(other, name));
            ours.iter().chain(&others).any(|&schema| schema == NodeId::FALSE)
                || ours.iter().any(|&one| others.iter().any(|&other| self.disjoint(one, other)))
        })
    }
}

fn least(measure: Measure, conjuncts: &[&Keyword]) -> u64 {
    let bound = |keyword: &&Keyword| match keyword {
        Keyword::AtLeast(own, bound) if *own == measure => Some(*bound),
        _ => None,
    };
    conjuncts.iter().filter_map(bound).max().unwrap_or(0)
}

fn most(measure: Measure, conjuncts: &[&Keyword]) -> u64 {
    let bound = |keyword: &&Keyword| match keyword {
        Keyword::AtMost(own, bound) if *own == measure => Some(*bound),
        _ => None,
    };
    conjuncts.iter().filter_map(bound).min().unwrap_or(u64::MAX)
}

fn counts_clash(measure: Measure, own: &[&Keyword], other: &[&Keyword]) -> bool {
    least(measure, own) > most(measure, other) || least(measure, other) > most(measure, own)
}

fn bounds_clash(own: &[&Keyword], other: &[&Keyword]) -> bool {
    own.iter().any(|one| match one {
        Keyword::Lower { limit, exclusive } => other.iter().any(|two| match two {
            Keyword::Upper { limit: upper, exclusive: open } => {
                limit > upper || limit == upper && (*exclusive || *open)
            }
            _ => false,
        }),
        _ => false,
    })
}
