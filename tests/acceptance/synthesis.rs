//! Thousands of values for one schema, the same every time.

use super::datum::Datum;
use super::neighbours::{FILLS, neighbours};
use super::random::Random;
use super::sample::{Fill, Sampler};
use serde_json::Value;
use std::collections::HashSet;

/// Values to hold a type against: what a schema probably accepts, and everything next to it.
///
/// The document is self-contained (`$ref`s lead into its `$defs`); `name` makes the choices.
pub fn values(document: &Value, name: &str, wanted: usize) -> Vec<Datum> {
    let mut sampler = Sampler { document, random: Random::named(name), fill: Fill::Least };
    let mut all = Bag::default();
    let mut round = Vec::new();
    for fill in FILLS {
        sampler.fill = fill;
        let value = sampler.of(document);
        sampler.fill = Fill::Some;
        round.extend(neighbours(&mut sampler, &value));
        all.add(value);
    }
    sampler.random.shuffle(&mut round);
    // At most two thirds are neighbours of the first three; the rest is new.
    round.into_iter().take(wanted * 2 / 3).for_each(|value| all.add(value));
    for _ in 0..wanted {
        if all.values.len() >= wanted {
            break;
        }
        let value = sampler.of(document);
        let next = neighbours(&mut sampler, &value);
        all.add(value);
        for _ in 0..8.min(next.len()) {
            all.add(sampler.random.pick(&next).clone());
        }
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
