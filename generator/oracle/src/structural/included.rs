//! Sufficient conditions for one schema to lie within another.

use super::Prover;
use crate::arena::{Keyword, Measure, Members, NodeId, TypeSet, item_schema};
use crate::datum::Datum;
use crate::evaluate;
use crate::number::Number;

impl<'a> Prover<'a, '_> {
    pub(super) fn derive_included(&mut self, a: NodeId, b: NodeId) -> bool {
        if let Some(answer) = self.by_values(a, b) {
            return answer;
        }
        let conjuncts = self.conjuncts(a);
        let b_keywords = self.arena.keywords(b);
        b_keywords.iter().all(|keyword| self.implies(a, &conjuncts, keyword)) || self.by_cases(&conjuncts, b)
    }

    /// Where `a` has few values, each is tried.
    fn by_values(&mut self, a: NodeId, b: NodeId) -> Option<bool> {
        let values = self.values(a)?;
        let outcomes = values.iter().map(|value| match evaluate::holds(self.arena, a, value) {
            Some(false) => Some(true),
            accepted => match evaluate::holds(self.arena, b, value) {
                Some(false) if accepted.is_none() => None,
                answer => answer,
            },
        });
        evaluate::all(outcomes)
    }

    /// All values that the schema can have, where it lists them.
    pub(super) fn values(&mut self, node: NodeId) -> Option<Vec<Datum>> {
        let listed = self.conjuncts(node).into_iter().find_map(|keyword| match keyword {
            Keyword::Enum(values) => Some(values.clone()),
            _ => None,
        });
        let small = TypeSet::NULL.or(TypeSet::BOOLEAN);
        let few = || vec![Datum::Null, Datum::Bool(false), Datum::Bool(true)];
        listed.or_else(|| self.types(node).is_within(small).then(few))
    }

    /// Where `a` offers alternatives, each lies within `b`.
    fn by_cases(&mut self, conjuncts: &[&'a Keyword], b: NodeId) -> bool {
        conjuncts.iter().any(|keyword| match keyword {
            Keyword::AnyOf(members) | Keyword::OneOf(members) => members.iter().all(|&member| self.included(member, b)),
            Keyword::If { then, otherwise, .. } => self.included(*then, b) && self.included(*otherwise, b),
            _ => false,
        })
    }

    /// Whether each value of `a`, which has these conjuncts, satisfies the keyword.
    fn implies(&mut self, a: NodeId, conjuncts: &[&'a Keyword], keyword: &Keyword) -> bool {
        if conjuncts.contains(&keyword)
            && !matches!(keyword, Keyword::UnevaluatedItems(_) | Keyword::UnevaluatedProperties(_))
        {
            return true;
        }
        let types = self.types(a);
        if !keyword.types().meets(types) {
            return true;
        }
        match keyword {
            Keyword::Types(allowed) => types.is_within(*allowed),
            Keyword::AllOf(members) => members.iter().all(|&member| self.included(a, member)),
            Keyword::AnyOf(members) => members.iter().any(|&member| self.included(a, member)),
            Keyword::OneOf(members) => self.is_one_of(a, members),
            Keyword::Not(member) => self.disjoint(a, *member),
            Keyword::If { condition, then, otherwise } => {
                (self.included(a, *then) || self.disjoint(a, *condition))
                    && (self.included(a, *otherwise) || self.included(a, *condition))
            }
            Keyword::Properties { named, patterns, rest } => {
                self.members_imply(conjuncts, Members::new(named, patterns, *rest))
            }
            Keyword::Required(names) => names.iter().all(|name| requires(conjuncts, name)),
            Keyword::DependentRequired(entries) => entries.iter().all(|(name, required)| {
                required.iter().all(|other| other == name || requires(conjuncts, other))
                    || self.forbids(conjuncts, name)
                    || depends(conjuncts, name, required)
            }),
            Keyword::DependentSchemas(entries) => entries.iter().all(|(name, schema)| {
                self.included(a, *schema)
                    || self.forbids(conjuncts, name)
                    || self.depends_on_schema(conjuncts, name, *schema)
            }),
            Keyword::MultipleOf(unit) => {
                let integers = !types.meets(TypeSet::FRACTION) && Number::from(1).is_multiple_of(unit);
                integers || conjuncts.iter().any(|own| self.covers(own, keyword, conjuncts))
            }
            Keyword::UnevaluatedItems(NodeId::TRUE)
            | Keyword::UnevaluatedProperties(NodeId::TRUE)
            | Keyword::Contains { min: 0, max: None, .. } => true,
            Keyword::Items { .. } if self.items_imply(conjuncts, keyword) => true,
            _ => conjuncts.iter().any(|own| self.covers(own, keyword, conjuncts)),
        }
    }

    fn is_one_of(&mut self, a: NodeId, members: &[NodeId]) -> bool {
        (0..members.len()).any(|chosen| {
            self.included(a, members[chosen])
                && (0..members.len()).all(|other| other == chosen || self.disjoint(a, members[other]))
        })
    }

    fn depends_on_schema(&mut self, conjuncts: &[&'a Keyword], name: &str, schema: NodeId) -> bool {
        conjuncts.iter().any(|own| match own {
            Keyword::DependentSchemas(entries) => {
                entries.iter().any(|(other, own)| other == name && self.included(*own, schema))
            }
            _ => false,
        })
    }

    /// Whether no value has the property.
    pub(super) fn forbids(&mut self, conjuncts: &[&'a Keyword], name: &str) -> bool {
        self.schemas_of(conjuncts, name).contains(&NodeId::FALSE)
    }

    /// Every schema that a property of this name must satisfy, as far as is known.
    pub(super) fn schemas_of(&self, conjuncts: &[&'a Keyword], name: &str) -> Vec<NodeId> {
        let of = |own: &&'a Keyword| match own {
            Keyword::Properties { named, patterns, rest } => Members::new(named, patterns, *rest).of(self.arena, name),
            _ => None,
        };
        conjuncts.iter().filter_map(of).flatten().collect()
    }

    fn members_imply(&mut self, conjuncts: &[&'a Keyword], wanted: Members<'_>) -> bool {
        let own: Vec<Members<'a>> = conjuncts
            .iter()
            .filter_map(|own| match own {
                Keyword::Properties { named, patterns, rest } => Some(Members::new(named, patterns, *rest)),
                _ => None,
            })
            .collect();
        let Some(names) = self.names_imply(conjuncts, &own, wanted) else { return false };
        names
            && wanted.patterns.iter().all(|(pattern, schema)| {
                own.iter().any(|own| {
                    own.patterns
                        .iter()
                        .any(|(other, own)| self.pattern_included(pattern, other) && self.included(*own, *schema))
                        || self.others_imply(*own, *schema, &[])
                })
            })
            && own
                .iter()
                .chain(&[Members::new(&[], &[], None)])
                .any(|own| self.others_imply(*own, wanted.rest, wanted.patterns))
    }

    /// Whether each name that either side declares fits; `None` where a pattern is beyond us.
    fn names_imply(&mut self, conjuncts: &[&'a Keyword], own: &[Members<'a>], wanted: Members<'_>) -> Option<bool> {
        let declared = own.iter().flat_map(|own| own.named).chain(wanted.named).map(|(name, _)| name);
        for name in declared {
            let required = wanted.of(self.arena, name)?;
            let own = self.schemas_of(conjuncts, name);
            let fits = |prover: &mut Self, schema| {
                schema == NodeId::TRUE || own.iter().any(|&own| prover.included(own, schema))
            };
            if !required.into_iter().all(|schema| fits(self, schema)) {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Whether what is said of properties that nobody declares by name lies within `schema`. Patterns that the other
    /// side has too are left out: it says itself what they must be.
    fn others_imply(&mut self, own: Members<'_>, schema: NodeId, but: &[(String, NodeId)]) -> bool {
        self.included(own.rest, schema)
            && own
                .patterns
                .iter()
                .all(|(pattern, own)| but.iter().any(|(other, _)| other == pattern) || self.included(*own, schema))
    }

    fn items_imply(&mut self, conjuncts: &[&'a Keyword], keyword: &Keyword) -> bool {
        let Keyword::Items { prefix, rest } = keyword else { return false };
        let longest = |keyword: &&'a Keyword| match keyword {
            Keyword::AtMost(Measure::Items, most) => Some(*most),
            _ => None,
        };
        let longest = conjuncts.iter().filter_map(longest).min().unwrap_or(u64::MAX);
        let prefixes =
            conjuncts.iter().map(|own| if let Keyword::Items { prefix, .. } = own { prefix.len() } else { 0 });
        let positions = prefixes.max().unwrap_or(0).max(prefix.len());
        (0..=positions).take_while(|&index| (index as u64) < longest).all(|index| {
            let schema = item_schema(prefix, *rest, index);
            schema == NodeId::TRUE
                || conjuncts.iter().any(|own| match own {
                    Keyword::Items { prefix, rest } => self.included(item_schema(prefix, *rest, index), schema),
                    _ => false,
                })
        })
    }

    /// Whether one keyword implies another of the same kind.
    fn covers(&mut self, own: &Keyword, wanted: &Keyword, conjuncts: &[&'a Keyword]) -> bool {
        match (own, wanted) {
            (Keyword::Lower { limit, exclusive }, Keyword::Lower { limit: other, exclusive: open }) => {
                limit > other || limit == other && (*exclusive || !open)
            }
            (Keyword::Upper { limit, exclusive }, Keyword::Upper { limit: other, exclusive: open }) => {
                limit < other || limit == other && (*exclusive || !open)
            }
            (Keyword::MultipleOf(unit), Keyword::MultipleOf(other)) => unit.is_multiple_of(other),
            (Keyword::AtLeast(measure, bound), Keyword::AtLeast(other, least)) => measure == other && bound >= least,
            (Keyword::AtMost(measure, bound), Keyword::AtMost(other, most)) => measure == other && bound <= most,
            (Keyword::Required(names), Keyword::AtLeast(Measure::Properties, least)) => names.len() as u64 >= *least,
            (Keyword::Pattern(pattern), Keyword::Pattern(other)) => self.pattern_included(pattern, other),
            (Keyword::AtMost(Measure::Items, most), Keyword::UniqueItems) => *most <= 1,
            (Keyword::Contains { item, min, max }, Keyword::Contains { item: other, min: least, max: most }) => {
                let enough = *least == 0 || min >= least && self.included(*item, *other);
                let few = most.is_none_or(|most| max.is_some_and(|max| max <= most) && self.included(*other, *item));
                enough && few
            }
            (Keyword::PropertyNames(names), Keyword::PropertyNames(other)) => self.included(*names, *other),
            (Keyword::AnyOf(members) | Keyword::OneOf(members), _) => members.iter().all(|&member| {
                let mut inner = self.conjuncts(member);
                inner.extend(conjuncts.iter().filter(|keyword| !keyword.is_in_place()));
                self.steps > 0 && self.implies_in(member, &inner, wanted)
            }),
            _ => false,
        }
    }

    fn implies_in(&mut self, member: NodeId, conjuncts: &[&'a Keyword], keyword: &Keyword) -> bool {
        self.steps = self.steps.saturating_sub(1);
        self.implies(member, conjuncts, keyword)
    }
}

pub(super) fn requires(conjuncts: &[&Keyword], name: &str) -> bool {
    conjuncts.iter().any(|own| matches!(own, Keyword::Required(names) if names.iter().any(|one| one == name)))
}

fn depends(conjuncts: &[&Keyword], name: &str, required: &[String]) -> bool {
    conjuncts.iter().any(|own| match own {
        Keyword::DependentRequired(entries) => {
            entries.iter().any(|(other, own)| other == name && required.iter().all(|name| own.contains(name)))
        }
        _ => false,
    })
}
