//! What must follow from what, whatever the schemas are.

use super::check::{Case, Outcome, oracle};
use super::random::Random;
use super::schemas;
use serde_json::{Map, Value, json};
use stipula_oracle::Answer;

/// Laws of sets, and rewritings that change nothing.
pub(crate) fn laws(seeds: std::ops::Range<u64>) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in seeds {
        let mut random = Random::new(seed);
        let Case { definitions, old, new } = Case::random(&mut random);
        let case =
            |old: &Value, new: &Value| Case { definitions: definitions.clone(), old: old.clone(), new: new.clone() };
        let mut holds = |case: Case| {
            let answer = oracle(&case);
            outcome.answered(&answer, &case);
            if let Answer::Refuted(witness) = &answer {
                outcome.violations.push(format!("seed {seed}: {} against a law: {case}", witness.value));
            }
        };
        let either = json!({ "anyOf": [old, new] });
        let both = json!({ "allOf": [new, old] });
        holds(case(&old, &either));
        holds(case(&both, &old));
        holds(case(&both, &either));
        holds(case(&old, &json!({ "not": { "not": old } })));
        let reordered = reordered(&mut random, &old);
        holds(case(&old, &reordered));
        holds(case(&reordered, &old));
        let inlined = inlined(&old, &definitions);
        holds(case(&old, &inlined));
        holds(case(&inlined, &old));
        let (bundled, more) = bundled(&mut random, &old, &definitions);
        holds(Case { definitions: more.clone(), old: old.clone(), new: bundled.clone() });
        holds(Case { definitions: more, old: bundled, new: old.clone() });
    }
    outcome
}

/// If A ⊆ B and B ⊆ C were proved, A ⊆ C is not refuted.
pub(crate) fn transitivity(seeds: std::ops::Range<u64>) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in seeds {
        let mut random = Random::new(seed);
        let Case { definitions, old: first, new: second } = Case::random(&mut random);
        let third = schemas::edited(&mut random, &second);
        let case =
            |old: &Value, new: &Value| Case { definitions: definitions.clone(), old: old.clone(), new: new.clone() };
        let chain = [case(&first, &second), case(&second, &third)];
        if chain.iter().all(|case| matches!(oracle(case), Answer::Included(_))) {
            let whole = case(&first, &third);
            let answer = oracle(&whole);
            outcome.answered(&answer, &whole);
            if let Answer::Refuted(witness) = answer {
                let by = format!("by {} in spite of {}", witness.value, chain[0].new);
                outcome.violations.push(format!("seed {seed}: {by}: {whole}"));
            }
        }
    }
    outcome
}

/// The same schema with its keywords, properties and sets in another order.
fn reordered(random: &mut Random, value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut members: Vec<(String, Value)> = object
                .iter()
                .map(|(keyword, value)| {
                    let mut value = if keyword == "const" { value.clone() } else { reordered(random, value) };
                    if let ("enum" | "required" | "anyOf" | "allOf" | "oneOf", Value::Array(items)) =
                        (keyword.as_str(), &mut value)
                    {
                        random.shuffle(items);
                    }
                    (keyword.clone(), value)
                })
                .collect();
            random.shuffle(&mut members);
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| reordered(random, item)).collect()),
        other => other.clone(),
    }
}

/// The same schema with each reference replaced by what it leads to, once.
fn inlined(schema: &Value, definitions: &Map<String, Value>) -> Value {
    let mut schema = schema.clone();
    for place in schemas::places(&schema) {
        let Some(Value::Object(object)) = schema.pointer_mut(&place) else { continue };
        let Some(Value::String(reference)) = object.shift_remove("$ref") else { continue };
        let target = reference.strip_prefix("#/$defs/").and_then(|name| definitions.get(name));
        let target = target.cloned().unwrap_or(Value::Bool(true));
        match object.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(members) => members.push(target),
            None => {
                object.insert("allOf".to_owned(), json!([target]));
            }
        }
    }
    schema
}

/// The same schema with one of its parts moved to the definitions.
fn bundled(random: &mut Random, schema: &Value, definitions: &Map<String, Value>) -> (Value, Map<String, Value>) {
    let (mut schema, mut definitions) = (schema.clone(), definitions.clone());
    let places = schemas::places(&schema);
    if let Some(part) = schema.pointer_mut(random.pick(&places).as_str()) {
        definitions.insert("moved".to_owned(), part.take());
        *part = json!({ "$ref": "#/$defs/moved" });
    }
    (schema, definitions)
}
