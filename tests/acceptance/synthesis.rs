//! Thousands of values for one schema, the same every time.

use super::datum::Datum;
use super::judge::Judge;
use super::neighbours::{FILLS, neighbours};
use super::sample::{Fill, Sampler};
use serde_json::Value;
use std::collections::HashSet;

/// A value that the schema accepts is looked for so many times.
const TRIES: usize = 60;

/// Values next to one that is new.
const BESIDE: usize = 8;

/// Values to hold a type against: what a schema accepts, and what is next to it.
///
/// The document is self-contained (`$ref`s lead into its `$defs`); `name` makes the choices.
pub fn values(document: &Value, name: &str, wanted: usize) -> Vec<Datum> {
    let judge = Judge::new(document);
    let is_valid = |value: &Datum| judge.as_ref().is_none_or(|judge| judge.accepts(&value.to_string()));
    let mut sampler = Sampler::new(document, name);
    let mut all = Bag::default();
    // At most two thirds are neighbours of the first three; the rest is new.
    let beside = wanted * 2 / 9;
    for fill in FILLS {
        sampler.fill = fill;
        let mut value = sampler.whole();
        for _ in 0..TRIES {
            if is_valid(&value) {
                break;
            }
            value = sampler.whole();
        }
        sampler.fill = Fill::Some;
        neighbours(&mut sampler, &value, beside).into_iter().for_each(|next| all.add(next));
        all.add(value);
    }
    for _ in 0..wanted {
        if all.values.len() >= wanted {
            break;
        }
        let value = sampler.whole();
        neighbours(&mut sampler, &value, BESIDE).into_iter().for_each(|next| all.add(next));
        all.add(value);
    }
    all.values.truncate(wanted);
    all.values
}

#[derive(Default)]
struct Bag {
    seen: HashSet<String>,
    values: Vec<Datum>,
}

impl Bag {
    fn add(&mut self, value: Datum) {
        if self.seen.insert(value.to_string()) {
            self.values.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_stand_on_both_sides_of_every_bound() {
        let schema = json!({
            "type": "object", "required": ["n"], "additionalProperties": false,
            "properties": { "n": { "type": "integer", "minimum": 1, "maximum": 120 }, "s": { "type": "string", "maxLength": 3 } },
        });
        let texts: Vec<String> = values(&schema, "bounds", 600).iter().map(ToString::to_string).collect();
        for wanted in [r#"{"n":0}"#, r#"{"n":120}"#, r#"{"n":121}"#, r#"{"n":1.0}"#, "{}", r#"{"n":null}"#, "[]"] {
            assert!(texts.iter().any(|text| text == wanted), "{wanted} is missing");
        }
        assert!(texts.iter().any(|text| text.contains(r#""s":"aaaa""#)));
        assert_eq!(values(&schema, "bounds", 600), values(&schema, "bounds", 600));
    }
}
