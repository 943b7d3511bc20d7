//! Does a schema accept a value? Our own validator over the arena: exact, and cheap enough to ask at every step.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::arena::{Arena, Keyword, Measure, NodeId, TypeSet};
use crate::datum::Datum;

/// How deep evaluation may go, through the value and the schema together.
const MOST_NESTED: usize = 600;

/// Whether the schema accepts the value (2020-12).
///
/// `None` where that hangs on something we do not understand, such as an asserted format.
pub(crate) fn accepts(arena: &Arena, node: NodeId, value: &Value) -> Option<bool> {
    holds(arena, node, &Datum::read(value)?)
}

pub(crate) fn holds(arena: &Arena, node: NodeId, datum: &Datum) -> Option<bool> {
    Evaluator { arena, depth: 0 }.node(node, datum, None)
}

/// Whether one assertion holds; not for `unevaluated*`, which look at their siblings.
pub(crate) fn keyword_holds(arena: &Arena, keyword: &Keyword, datum: &Datum) -> Option<bool> {
    Evaluator { arena, depth: 0 }.keyword(keyword, datum, &mut Seen::default())
}

/// What has been evaluated of a value by the schemas that accept it (core §11).
#[derive(Debug, Default)]
struct Seen {
    names: BTreeSet<String>,
    items: BTreeSet<usize>,
    /// Whether it is unknown of some schema if it accepts.
    uncertain: bool,
}

struct Evaluator<'a> {
    arena: &'a Arena,
    depth: usize,
}

/// All of them, in Kleene's logic: one that is false outweighs what is unknown.
pub(crate) fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => result = None,
        }
    }
    result
}

fn not(part: Option<bool>) -> Option<bool> {
    part.map(|holds| !holds)
}

/// Whether a count between `sure` and `possible` lies within bounds.
fn within(sure: u64, possible: u64, min: u64, max: Option<u64>) -> Option<bool> {
    if possible < min || max.is_some_and(|max| sure > max) {
        return Some(false);
    }
    (sure >= min && max.is_none_or(|max| possible <= max)).then_some(true)
}

impl Evaluator<'_> {
    fn node(&mut self, node: NodeId, datum: &Datum, seen: Option<&mut Seen>) -> Option<bool> {
        if self.depth == MOST_NESTED {
            return None;
        }
        self.depth += 1;
        let mut own = Seen::default();
        let arena = self.arena;
        let result = all(arena.keywords(node).iter().map(|keyword| self.keyword(keyword, datum, &mut own)));
        self.depth -= 1;
        if let Some(seen) = seen {
            match result {
                Some(true) => {
                    seen.names.extend(own.names);
                    seen.items.extend(own.items);
                    seen.uncertain |= own.uncertain;
                }
                Some(false) => {}
                None => seen.uncertain = true,
            }
        }
        result
    }

    /// Keywords come in the order of their variants, so that `unevaluated*` sees what all others have seen.
    fn keyword(&mut self, keyword: &Keyword, datum: &Datum, seen: &mut Seen) -> Option<bool> {
        if !keyword.types().meets(TypeSet::of(datum)) {
            return Some(true);
        }
        match keyword {
            Keyword::Types(types) => Some(types.meets(TypeSet::of(datum))),
            Keyword::Enum(values) => Some(values.contains(datum)),
            Keyword::Opaque { .. } => None,
            Keyword::AllOf(members) => all(members.iter().map(|&member| self.node(member, datum, Some(seen)))),
            Keyword::AnyOf(members) => self.count(members, datum, seen, 1, None),
            Keyword::OneOf(members) => self.count(members, datum, seen, 1, Some(1)),
            Keyword::Not(member) => not(self.node(*member, datum, None)),
            Keyword::If { condition, then, otherwise } => match self.node(*condition, datum, Some(seen)) {
                Some(true) => self.node(*then, datum, Some(seen)),
                Some(false) => self.node(*otherwise, datum, Some(seen)),
                None => match (self.node(*then, datum, Some(seen)), self.node(*otherwise, datum, Some(seen))) {
                    (then, otherwise) if then == otherwise => then,
                    _ => None,
                },
            },
            _ => match datum {
                Datum::Number(_) => Some(number(keyword, datum)),
                Datum::String(text) => self.string(keyword, text),
                Datum::Array(items) => self.array(keyword, items, seen),
                Datum::Object(_) => self.object(keyword, datum, seen),
                Datum::Null | Datum::Bool(_) => Some(true),
            },
        }
    }

    /// Whether so many members accept. All are asked, because each that accepts evaluates.
    fn count(
        &mut self,
        members: &[NodeId],
        datum: &Datum,
        seen: &mut Seen,
        min: u64,
        max: Option<u64>,
    ) -> Option<bool> {
        let (mut sure, mut possible) = (0, 0);
        for &member in members {
            let result = self.node(member, datum, Some(seen));
            sure += u64::from(result == Some(true));
            possible += u64::from(result != Some(false));
        }
        within(sure, possible, min, max)
    }

    fn string(&mut self, keyword: &Keyword, text: &str) -> Option<bool> {
        let length = || text.chars().count() as u64;
        match keyword {
            Keyword::AtLeast(_, bound) => Some(length() >= *bound),
            Keyword::AtMost(_, bound) => Some(length() <= *bound),
            Keyword::Pattern(pattern) => self.matches(pattern, text),
            _ => Some(true),
        }
    }

    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        Some(self.arena.language(pattern)?.accepts(text))
    }

    fn array(&mut self, keyword: &Keyword, items: &[Datum], seen: &mut Seen) -> Option<bool> {
        match keyword {
            Keyword::AtLeast(_, bound) => Some(items.len() as u64 >= *bound),
            Keyword::AtMost(_, bound) => Some(items.len() as u64 <= *bound),
            Keyword::UniqueItems => Some(items.iter().collect::<BTreeSet<_>>().len() == items.len()),
            Keyword::Items { prefix, rest } => {
                let evaluated = if rest.is_some() { items.len() } else { prefix.len().min(items.len()) };
                seen.items.extend(0..evaluated);
                let schemas = prefix.iter().copied().chain(std::iter::repeat(rest.unwrap_or(NodeId::TRUE)));
                all(items.iter().zip(schemas).map(|(item, schema)| self.node(schema, item, None)))
            }
            Keyword::Contains { item: schema, min, max } => {
                let (mut sure, mut possible) = (0, 0);
                for (index, item) in items.iter().enumerate() {
                    let result = self.node(*schema, item, None);
                    sure += u64::from(result == Some(true));
                    possible += u64::from(result != Some(false));
                    seen.uncertain |= result.is_none();
                    if result == Some(true) {
                        seen.items.insert(index);
                    }
                }
                within(sure, possible, *min, *max)
            }
            Keyword::UnevaluatedItems(schema) => {
                let left = (0..items.len()).filter(|index| !seen.items.contains(index));
                let result = all(left.map(|index| self.node(*schema, &items[index], None)));
                seen.items.extend(0..items.len());
                if seen.uncertain && result != Some(true) { None } else { result }
            }
            _ => Some(true),
        }
    }

    fn object(&mut self, keyword: &Keyword, datum: &Datum, seen: &mut Seen) -> Option<bool> {
        let Datum::Object(members) = datum else { return Some(true) };
        let has = |name: &String| members.contains_key(name);
        match keyword {
            Keyword::AtLeast(Measure::Properties, bound) => Some(members.len() as u64 >= *bound),
            Keyword::AtMost(Measure::Properties, bound) => Some(members.len() as u64 <= *bound),
            Keyword::Required(names) => Some(names.iter().all(has)),
            Keyword::DependentRequired(entries) => {
                Some(entries.iter().all(|(name, required)| !has(name) || required.iter().all(has)))
            }
            Keyword::DependentSchemas(entries) => {
                let present = entries.iter().filter(|(name, _)| has(name));
                all(present.map(|(_, schema)| self.node(*schema, datum, Some(seen))))
            }
            Keyword::PropertyNames(schema) => {
                all(members.keys().map(|name| self.node(*schema, &Datum::String(name.clone()), None)))
            }
            Keyword::Properties { named, patterns, rest } => {
                all(members.iter().map(|(name, value)| self.member(name, value, (named, patterns, *rest), seen)))
            }
            Keyword::UnevaluatedProperties(schema) => {
                let left = members.iter().filter(|(name, _)| !seen.names.contains(*name));
                let result = all(left.map(|(_, value)| self.node(*schema, value, None)));
                seen.names.extend(members.keys().cloned());
                if seen.uncertain && result != Some(true) { None } else { result }
            }
            _ => Some(true),
        }
    }

    fn member(&mut self, name: &str, value: &Datum, schemas: Members<'_>, seen: &mut Seen) -> Option<bool> {
        let (named, patterns, rest) = schemas;
        let mut result = Some(true);
        let mut declared = false;
        if let Ok(at) = named.binary_search_by(|(other, _)| other.as_str().cmp(name)) {
            declared = true;
            result = self.node(named[at].1, value, None);
        }
        for (pattern, schema) in patterns {
            match self.matches(pattern, name) {
                Some(true) => {
                    declared = true;
                    result = all([result, self.node(*schema, value, None)].into_iter());
                }
                Some(false) => {}
                None => {
                    seen.uncertain = true;
                    return None;
                }
            }
        }
        if declared || rest.is_some() {
            seen.names.insert(name.to_owned());
        }
        match rest {
            Some(rest) if !declared => self.node(rest, value, None),
            _ => result,
        }
    }
}

/// `properties`, `patternProperties` and `additionalProperties`.
type Members<'a> = (&'a [(String, NodeId)], &'a [(String, NodeId)], Option<NodeId>);

fn number(keyword: &Keyword, datum: &Datum) -> bool {
    let Datum::Number(number) = datum else { return true };
    match keyword {
        Keyword::Lower { limit, exclusive } => number > limit || !exclusive && number == limit,
        Keyword::Upper { limit, exclusive } => number < limit || !exclusive && number == limit,
        Keyword::MultipleOf(unit) => number.is_multiple_of(unit),
        _ => true,
    }
}
