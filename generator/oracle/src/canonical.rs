//! The second engine: the set algebra of `jsonschema::canonical`.
//!
//! It was written apart from our search, so that where both answer, each checks the other. It is experimental and has
//! no budget of its own that a caller could set, so what might cost it much is not asked.

use crate::walk;
use jsonschema::Draft;
use jsonschema::canonical::{CanonicalSchema, Containment, Satisfiability, options};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An engine beside our own.
pub(crate) trait SecondEngine: Send + Sync {
    /// Is every value of the one document a value of the other?
    fn decide(&self, old: &Value, new: &Value) -> SecondAnswer;
}

/// What it answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SecondAnswer {
    /// It is.
    Included,
    /// Perhaps not: this schema accepts what the old one accepts and the new one rejects, if there is such a value.
    Difference(Value),
    /// It cannot say, or was not asked.
    Silent,
}

/// Documents of more schemas than this are not given to it.
const MOST_SCHEMAS: usize = 250;

/// Alternatives multiply, so a document may have fewer of them.
const MOST_ALTERNATIVES: usize = 60;

/// Documents nested deeper are not given to it: it calls itself for every level.
const MOST_DEPTH: usize = 60;

/// `jsonschema::canonical`.
pub(crate) struct Canonical {
    pub(crate) asserts_formats: bool,
}

impl SecondEngine for Canonical {
    fn decide(&self, old: &Value, new: &Value) -> SecondAnswer {
        // A panic of an experimental library is no answer, and must not be our end.
        catch_unwind(AssertUnwindSafe(|| self.compare(old, new))).ok().flatten().unwrap_or(SecondAnswer::Silent)
    }
}

impl Canonical {
    fn compare(&self, old: &Value, new: &Value) -> Option<SecondAnswer> {
        let (old, new) = (self.canonical(old)?, self.canonical(new)?);
        if old.satisfiability() == Satisfiability::No || new.covers(&old).ok()? == Containment::Yes {
            return Some(SecondAnswer::Included);
        }
        let lost = old.subtract(&new).ok()?;
        Some(match lost.satisfiability() {
            Satisfiability::No => SecondAnswer::Included,
            Satisfiability::Yes | Satisfiability::Unknown => SecondAnswer::Difference(lost.to_json_schema()),
        })
    }

    fn canonical(&self, document: &Value) -> Option<CanonicalSchema> {
        if !is_affordable(document) || walk::applies_itself(document) || self.has_asserted_format(document) {
            return None;
        }
        let mut portable = document.clone();
        let mut is_portable = true;
        walk::change(&mut portable, &mut |schema| is_portable &= rewrite_patterns(schema));
        let options = options().with_draft(Draft::Draft202012).should_validate_formats(self.asserts_formats).offline();
        options.canonicalize(&portable).ok().filter(|_| is_portable)
    }

    /// What an asserted format accepts is not defined exactly enough to prove anything from it.
    fn has_asserted_format(&self, document: &Value) -> bool {
        let mut found = false;
        walk::visit(document, &mut |schema| found |= schema.contains_key("format"));
        found && self.asserts_formats
    }
}

fn is_affordable(document: &Value) -> bool {
    let (mut schemas, mut alternatives) = (0, 0);
    walk::visit(document, &mut |schema| {
        schemas += 1;
        let branches = ["anyOf", "oneOf"].iter().filter_map(|keyword| schema.get(*keyword)?.as_array());
        alternatives += branches.map(Vec::len).sum::<usize>() + usize::from(schema.contains_key("if"));
    });
    schemas <= MOST_SCHEMAS && alternatives <= MOST_ALTERNATIVES && !walk::is_deeper(document, MOST_DEPTH)
}

/// Writes the patterns of one schema so that they mean the same to ECMA-262 and to the library; false if one cannot be.
fn rewrite_patterns(schema: &mut Map<String, Value>) -> bool {
    let mut is_portable = true;
    if let Some(Value::String(pattern)) = schema.get_mut("pattern") {
        match portable(pattern) {
            Some(Cow::Owned(other)) => *pattern = other,
            Some(Cow::Borrowed(_)) => {}
            None => is_portable = false,
        }
    }
    if let Some(Value::Object(named)) = schema.get_mut("patternProperties") {
        let renamed = std::mem::take(named).into_iter().filter_map(|(pattern, schema)| {
            let other = portable(&pattern).map(Cow::into_owned);
            is_portable &= other.is_some();
            Some((other?, schema))
        });
        *named = renamed.collect();
    }
    is_portable
}

/// `.` rejects four line breaks in ECMA-262 and one in Rust; `\b` knows only ASCII there, and all letters here.
fn portable(pattern: &str) -> Option<Cow<'_, str>> {
    const ANY_BUT_LINE_BREAKS: &str = r"[^\n\r\u2028\u2029]";
    let mut out = String::new();
    let mut in_class = false;
    let mut chars = pattern.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => {
                let escaped = chars.next()?;
                if !in_class && matches!(escaped, 'b' | 'B') {
                    return None;
                }
                out.extend([char, escaped]);
                continue;
            }
            '[' if in_class => return None,
            '[' => {
                in_class = true;
                let rest: String = chars.clone().take(2).collect();
                if rest.starts_with(']') || rest == "^]" {
                    return None;
                }
            }
            ']' => in_class = false,
            '&' | '-' | '~' if in_class && chars.peek() == Some(&char) => return None,
            '.' if !in_class => {
                out.push_str(ANY_BUT_LINE_BREAKS);
                continue;
            }
            _ => {}
        }
        out.push(char);
    }
    Some(if out == pattern { Cow::Borrowed(pattern) } else { Cow::Owned(out) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn decide(old: &Value, new: &Value) -> SecondAnswer {
        Canonical { asserts_formats: false }.decide(old, new)
    }

    #[test]
    fn it_covers_and_it_subtracts() {
        let (short, long) = (json!({ "type": "string", "maxLength": 3 }), json!({ "type": "string", "maxLength": 5 }));
        assert_eq!(decide(&short, &long), SecondAnswer::Included);
        let SecondAnswer::Difference(lost) = decide(&long, &short) else { panic!("it is expressible") };
        assert_eq!((&lost["minLength"], &lost["maxLength"]), (&json!(4), &json!(5)));
    }

    #[test]
    fn recursion_goes_through_definitions() {
        let list = |last: Value| {
            json!({
                "$ref": "#/$defs/list",
                "$defs": { "list": { "type": "object", "properties": { "next": { "$ref": "#/$defs/list" }, "v": last } } },
            })
        };
        assert_eq!(decide(&list(json!(true)), &list(json!(true))), SecondAnswer::Included);
        let wider = decide(&list(json!({ "type": "number" })), &list(json!({ "type": "integer" })));
        assert!(matches!(wider, SecondAnswer::Difference(_)), "{wider:?}");
    }

    #[test]
    fn what_is_large_is_not_asked() {
        let large: Vec<Value> = (0..=MOST_ALTERNATIVES).map(|n| json!({ "minLength": n })).collect();
        let large = json!({ "anyOf": large });
        assert_eq!(decide(&large, &large), SecondAnswer::Silent);
    }

    #[test]
    fn patterns_mean_what_ecma_262_says() {
        assert_eq!(portable(r"^a\.[.]$").as_deref(), Some(r"^a\.[.]$"));
        assert_eq!(portable("^.$").as_deref(), Some(r"^[^\n\r\u2028\u2029]$"));
        assert_eq!(portable(r"\bword"), None);
        assert_eq!(portable(r"[\b]").as_deref(), Some(r"[\b]"));
        assert_eq!(portable("[]"), None);
        assert_eq!(portable("[a&&b]"), None);
        let dot = json!({ "type": "string", "pattern": "^.$" });
        assert_ne!(decide(&json!({ "const": "\r" }), &dot), SecondAnswer::Included);
        assert_eq!(decide(&json!({ "const": "x" }), &dot), SecondAnswer::Included);
    }

    #[test]
    fn an_asserted_format_proves_nothing() {
        let engine = Canonical { asserts_formats: true };
        let date = json!({ "type": "string", "format": "date" });
        assert_eq!(engine.decide(&date, &date), SecondAnswer::Silent);
    }
}
