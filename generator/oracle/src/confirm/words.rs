//! Regular expressions for a validator whose own dialect is not ECMA-262: each pattern becomes the list of those
//! texts of one value that it matches, as `regress` says.

use crate::walk;
use regress::Regex;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::fmt::Write;

/// A backtracking match may take this many steps at most, by a bound that is known before.
const MOST_STEPS: u64 = 10_000_000;

/// The patterns of a schema, compiled.
pub(super) struct Words(FxHashMap<String, Regex>);

impl Words {
    /// `None` where a pattern is not of ECMA-262.
    pub(super) fn new(document: &Value) -> Option<Self> {
        let mut patterns = Vec::new();
        walk::visit(document, &mut |schema| {
            patterns.extend(schema.get("pattern").and_then(Value::as_str));
            let named = schema.get("patternProperties").and_then(Value::as_object);
            patterns.extend(named.into_iter().flatten().map(|(pattern, _)| pattern.as_str()));
        });
        let compile = |pattern: &str| Some((pattern.to_owned(), Regex::with_flags(pattern, "u").ok()?));
        patterns.into_iter().map(compile).collect::<Option<_>>().map(Self)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The document with its patterns replaced, so that it means the same for this value.
    ///
    /// `None` where a match might take too long.
    pub(super) fn spelled_out(&self, document: &Value, value: &Value) -> Option<Value> {
        let mut texts = Vec::new();
        collect_texts(value, &mut texts);
        texts.sort_unstable();
        texts.dedup();
        let mut lists = FxHashMap::default();
        for (n, (pattern, regex)) in self.0.iter().enumerate() {
            if texts.iter().any(|text| most_steps(pattern, text) > MOST_STEPS) {
                return None;
            }
            lists.insert(pattern.as_str(), alternatives(n, texts.iter().filter(|text| regex.find(text).is_some())));
        }
        let mut document = document.clone();
        walk::change(&mut document, &mut |schema| replace(schema, &lists));
        Some(document)
    }
}

fn replace(schema: &mut Map<String, Value>, lists: &FxHashMap<&str, String>) {
    if let Some(Value::String(pattern)) = schema.get_mut("pattern")
        && let Some(list) = lists.get(pattern.as_str())
    {
        pattern.clone_from(list);
    }
    if let Some(Value::Object(named)) = schema.get_mut("patternProperties") {
        let renamed = std::mem::take(named).into_iter().map(|(pattern, schema)| {
            let list = lists.get(pattern.as_str()).cloned();
            (list.unwrap_or(pattern), schema)
        });
        *named = renamed.collect();
    }
}

fn collect_texts<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            texts.push(name);
            collect_texts(member, texts);
        }),
        _ => {}
    }
}

/// A pattern that matches these texts and no others; the number keeps the patterns of one schema apart.
fn alternatives<'t>(number: usize, texts: impl Iterator<Item = &'t &'t str>) -> String {
    let mut out = String::from("^(?:");
    for text in texts {
        for char in text.chars() {
            let _ = write!(out, "\\x{{{:x}}}", u32::from(char));
        }
        out.push('|');
    }
    // Nothing is inside and outside a class.
    let _ = write!(out, "[^\\x{{0}}-\\x{{10ffff}}]{number})$");
    out
}

/// A bound on the steps of a backtracking matcher: the ways to share out the text among the quantifiers, and
/// twice as many for each character where quantifiers are nested.
fn most_steps(pattern: &str, text: &str) -> u64 {
    let length = text.chars().count() as u64;
    let (quantifiers, is_nested) = quantifiers(pattern);
    let mut ways = length + 1;
    for n in 1..=quantifiers {
        ways = ways.saturating_mul(length + n) / n;
    }
    if is_nested { ways.saturating_mul(2u64.saturating_pow(u32::try_from(length).unwrap_or(u32::MAX))) } else { ways }
}

/// How many quantifiers there are, and whether one may stand inside another. Classes and escapes are counted too:
/// the bound is only looser for it.
fn quantifiers(pattern: &str) -> (u64, bool) {
    let is_quantifier = |char: char| matches!(char, '*' | '+' | '{');
    let count = pattern.chars().filter(|char| is_quantifier(*char) || *char == '?').count() as u64;
    let mut after_group = pattern.split(')').skip(1).filter_map(|rest| rest.chars().next());
    (count, after_group.any(is_quantifier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn patterns_become_the_texts_that_they_match() {
        let document = json!({ "pattern": "^a.$", "patternProperties": { "b": true, "^[b]$": false } });
        let words = Words::new(&document).unwrap();
        let spelled = words.spelled_out(&document, &json!({ "b": ["a\r", "ab", "b$"] })).unwrap();
        let pattern = spelled["pattern"].as_str().unwrap();
        assert!(pattern.starts_with(r"^(?:\x{61}\x{62}|[^"), "`.` matches no line break of ECMA-262: {pattern}");
        assert_eq!(spelled["patternProperties"].as_object().unwrap().len(), 2, "they stay two");
    }

    #[test]
    fn a_property_named_pattern_is_no_pattern() {
        let document = json!({ "properties": { "pattern": { "const": "(" } }, "enum": [{ "pattern": "(" }] });
        assert!(Words::new(&document).unwrap().is_empty());
    }

    #[test]
    fn what_may_take_for_ever_is_not_tried() {
        let document = json!({ "pattern": "^(a+)+$" });
        let words = Words::new(&document).unwrap();
        assert!(words.spelled_out(&document, &json!("aaaaaaaaaab")).is_some());
        assert!(words.spelled_out(&document, &json!("a".repeat(60) + "b")).is_none());
    }
}
