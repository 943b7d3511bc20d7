use super::*;
use crate::answer::Engine;
use crate::canonical::SecondAnswer;
use serde_json::json;

fn oracle(schemas: &[Value]) -> (Oracle, Vec<Schema>) {
    let definitions = json!({ "list": { "type": "object", "properties": { "next": { "$ref": "#/$defs/list" } } } });
    let mut oracle = Oracle::new(definitions.as_object().unwrap().clone(), Options::default());
    let handles = schemas.iter().map(|schema| oracle.add(schema)).collect();
    (oracle, handles)
}

fn decide(old: Value, new: Value) -> Answer {
    let (oracle, handles) = oracle(&[old, new]);
    oracle.decide(handles[0], handles[1])
}

/// A second engine that always says the same.
struct Says(SecondAnswer);

impl SecondEngine for Says {
    fn decide(&self, _: &Value, _: &Value) -> SecondAnswer {
        self.0.clone()
    }
}

#[test]
fn equal_schemas_are_one() {
    let (oracle, handles) =
        oracle(&[json!({ "$ref": "#/$defs/list" }), json!({ "allOf": [{ "$ref": "#/$defs/list" }] })]);
    assert_eq!(handles[0], handles[1]);
    assert_eq!(oracle.proves(handles[0], handles[1]), Some(Proof::Equal));
}

#[test]
fn a_refutation_comes_with_the_smallest_value_and_the_fault() {
    let new = json!({ "type": "object", "properties": { "name": { "type": "string", "maxLength": 3 } } });
    let old = json!({ "type": "object", "properties": { "name": { "type": "string" } } });
    let Answer::Refuted(witness) = decide(old, new) else { panic!("a longer name refutes it") };
    assert_eq!((witness.at.as_str(), witness.keyword.as_str()), ("/name", "maxLength"));
    assert_eq!(witness.value["name"].as_str().map(str::len), Some(4));
    assert_eq!(witness.value.as_object().map(Map::len), Some(1));
}

#[test]
fn a_witness_can_be_sought_within_others() {
    let schemas =
        [json!({ "type": ["integer", "string"] }), json!({ "type": "integer", "minimum": 5 }), json!({ "minimum": 3 })];
    let (oracle, handles) = oracle(&[&schemas[..], &[json!({ "type": "integer" }), json!({ "minimum": 7 })]].concat());
    let Search::Found(witness) = oracle.witness(handles[0], handles[1], &[handles[2], handles[3]]) else { panic!("4") };
    assert!(matches!(witness.value.as_i64(), Some(3 | 4)), "{}", witness.value);
    assert_eq!(oracle.witness(handles[0], handles[1], &[handles[3], handles[4]]), Search::None);
}

#[test]
fn what_the_validators_do_not_confirm_is_undecided_even_if_the_second_engine_calls_it_proved() {
    let (mut oracle, handles) = oracle(&[json!({ "minimum": 0 }), json!({ "minimum": 1, "maximum": 2 })]);
    oracle.second = Box::new(Says(SecondAnswer::Included));
    let question = oracle.question(handles[1], handles[0], &[]);
    assert!(matches!(question.canonical(), Finding::Proved(Proof::Canonical)));
    // A difference that is none: its values are no witnesses, whatever the second engine says.
    oracle.second = Box::new(Says(SecondAnswer::Difference(json!({ "const": 1 }))));
    let question = oracle.question(handles[1], handles[0], &[]);
    assert!(matches!(question.canonical(), Finding::Doubtful(_)));
    assert_eq!(oracle.counters().unconfirmed, 1);
}

#[test]
fn a_difference_is_searched_and_the_value_is_confirmed() {
    let (mut oracle, handles) = oracle(&[json!({ "type": "integer" }), json!({ "type": "integer", "minimum": 1 })]);
    oracle.second = Box::new(Says(SecondAnswer::Difference(json!({ "type": "integer", "maximum": 0 }))));
    let Answer::Refuted(witness) = oracle.ask(Proof::Canonical, handles[0], handles[1]) else { panic!("0 is lost") };
    assert_eq!((witness.engine, witness.keyword.as_str()), (Engine::Canonical, "minimum"));
}

#[test]
fn questions_may_come_from_many_threads_and_in_any_order() {
    let schemas: Vec<Value> =
        (0..12).map(|n| json!({ "type": "array", "maxItems": n % 5, "minItems": n % 3 })).collect();
    let pairs: Vec<(usize, usize)> = (0..144).map(|n| (n / 12, n % 12)).collect();
    let ask = |pairs: &[(usize, usize)], threads: usize| {
        let (oracle, handles) = oracle(&schemas);
        let decide = |chunk: &[(usize, usize)]| {
            chunk.iter().map(|&(a, b)| ((a, b), oracle.decide(handles[a], handles[b]))).collect::<Vec<_>>()
        };
        let mut answers: Vec<((usize, usize), Answer)> = std::thread::scope(|scope| {
            let chunks = pairs.chunks(pairs.len() / threads);
            let running: Vec<_> = chunks.map(|chunk| scope.spawn(|| decide(chunk))).collect();
            running.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
        });
        answers.sort_by_key(|(pair, _)| *pair);
        (answers, oracle.counters())
    };
    let reversed: Vec<_> = pairs.iter().rev().copied().collect();
    assert_eq!(ask(&pairs, 1), ask(&reversed, 4));
}

#[test]
fn a_question_is_counted_once() {
    let (oracle, handles) = oracle(&[json!({ "minimum": 1 }), json!({ "minimum": 2 })]);
    oracle.decide(handles[1], handles[0]);
    let counters = oracle.counters();
    assert_eq!((counters.structural.asked, counters.structural.proved, counters.search.asked), (1, 1, 0));
    oracle.decide(handles[1], handles[0]);
    assert_eq!(oracle.counters(), counters, "the same question has the same answer");
}
