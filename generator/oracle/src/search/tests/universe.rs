//! Small random schemas against a finite universe of values, in which inclusion can be looked up.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::*;
use super::{difference, validator};
use crate::arena::Options;

const NAMES: [&str; 3] = ["a", "b", "ab"];

/// Values that the schemas below tell apart.
fn universe() -> Vec<Value> {
    let mut small: Vec<Value> = ["", "a", "b", "ab", "aab"].map(Value::from).to_vec();
    small.extend([json!(null), json!(false), json!(true)]);
    small.extend([-1, 0, 1, 2, 3, 4, 6].map(Value::from));
    small.extend([json!(0.5), json!(1.5), json!([]), json!({})]);
    let mut all = small.clone();
    let few = [json!(null), json!(true), json!(1), json!(2), json!(0.5), json!("a"), json!("ab"), json!([]), json!({})];
    for one in &small {
        all.push(json!([one]));
        for name in ["a", "b", "ab", "c"] {
            all.push(json!({ name: one }));
        }
    }
    for one in &few {
        for two in &few {
            all.push(json!([one, two]));
            all.push(json!({ "a": one, "b": two }));
            all.push(json!({ "a": one, "ab": two }));
            all.push(json!({ "b": one, "c": two }));
            for three in &few[..4] {
                all.push(json!([one, two, three]));
                all.push(json!({ "a": one, "b": two, "c": three }));
            }
        }
    }
    all
}

fn object(parts: Vec<(&'static str, Value)>) -> Value {
    Value::Object(parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

fn types() -> impl Strategy<Value = Value> {
    let one = prop::sample::select(vec!["null", "boolean", "integer", "number", "string", "array", "object"]);
    prop_oneof![3 => one.clone().prop_map(Value::from), 1 => prop::collection::hash_set(one, 1..3).prop_map(|set| {
        let mut names: Vec<&str> = set.into_iter().collect();
        names.sort_unstable();
        json!(names)
    })]
}

fn values() -> impl Strategy<Value = Value> {
    let plain = vec![json!(null), json!(true), json!(0), json!(1), json!(2), json!(0.5), json!("a"), json!("ab")];
    let nested = vec![json!([]), json!([1]), json!({}), json!({ "a": 1 }), json!([1, 2])];
    prop_oneof![4 => prop::sample::select(plain), 1 => prop::sample::select(nested)]
}

fn names() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(NAMES.to_vec(), 1..=2)
}

fn simple() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let number = prop::sample::select(vec![json!(-1), json!(0), json!(1), json!(1.5), json!(2), json!(4)]);
    let unit = prop::sample::select(vec![json!(0.5), json!(1), json!(1.5), json!(2), json!(3)]);
    let pattern = prop::sample::select(vec!["a", "^a", "b$", "^a?b*$", "^$", "^[ab]$"]);
    prop_oneof![
        4 => types().prop_map(|one| vec![("type", one)]),
        2 => prop::collection::vec(values(), 1..4).prop_map(|mut all| { all.dedup(); vec![("enum", json!(all))] }),
        1 => values().prop_map(|one| vec![("const", one)]),
        1 => (prop::sample::select(vec!["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), number)
            .prop_map(|(keyword, limit)| vec![(keyword, limit)]),
        1 => unit.prop_map(|unit| vec![("multipleOf", unit)]),
        1 => (prop::sample::select(vec!["minLength", "maxLength"]), 0..4_u64).prop_map(|(one, n)| vec![(one, json!(n))]),
        1 => pattern.prop_map(|pattern| vec![("pattern", json!(pattern))]),
        1 => (prop::sample::select(vec!["minItems", "maxItems", "minProperties", "maxProperties"]), 0..4_u64)
            .prop_map(|(one, n)| vec![(one, json!(n))]),
        1 => Just(vec![("uniqueItems", json!(true))]),
        2 => names().prop_map(|names| vec![("required", json!(names))]),
        1 => (prop::sample::select(NAMES.to_vec()), names())
            .prop_map(|(name, names)| vec![("dependentRequired", json!({ name: names }))]),
    ]
}

fn applied(inner: &BoxedStrategy<Value>) -> impl Strategy<Value = Vec<(&'static str, Value)>> + use<> {
    let list = || prop::collection::vec(inner.clone(), 1..4);
    let pattern = prop::sample::select(vec!["a", "^a", "b$"]);
    let member = || (prop::sample::select(NAMES.to_vec()), inner.clone());
    let one = |keyword: &'static str| inner.clone().prop_map(move |schema| vec![(keyword, schema)]);
    prop_oneof![
        2 => prop::collection::vec(member(), 1..3).prop_map(|members| vec![("properties", object(members))]),
        1 => (pattern, inner.clone()).prop_map(|(pattern, schema)| vec![("patternProperties", json!({ pattern: schema }))]),
        2 => prop_oneof![Just(json!(false)), inner.clone()].prop_map(|schema| vec![("additionalProperties", schema)]),
        1 => one("propertyNames"),
        1 => member().prop_map(|member| vec![("dependentSchemas", object(vec![member]))]),
        2 => prop_oneof![Just(json!(false)), inner.clone()].prop_map(|schema| vec![("items", schema)]),
        1 => list().prop_map(|all| vec![("prefixItems", json!(all))]),
        2 => (inner.clone(), prop::option::of(0..3_u64), prop::option::of(0..3_u64)).prop_map(|(schema, min, max)| {
            let min = min.map(|min| ("minContains", json!(min)));
            let max = max.map(|max| ("maxContains", json!(max)));
            [("contains", schema)].into_iter().chain(min).chain(max).collect()
        }),
        2 => (prop::sample::select(vec!["allOf", "anyOf", "oneOf"]), list()).prop_map(|(one, all)| vec![(one, json!(all))]),
        1 => one("not"),
        1 => (inner.clone(), inner.clone(), prop::option::of(inner.clone())).prop_map(|(condition, then, otherwise)| {
            let otherwise = otherwise.map(|schema| ("else", schema));
            [("if", condition), ("then", then)].into_iter().chain(otherwise).collect()
        }),
        1 => prop_oneof![Just(json!(false)), inner.clone()].prop_map(|schema| vec![("unevaluatedProperties", schema)]),
        1 => prop_oneof![Just(json!(false)), inner.clone()].prop_map(|schema| vec![("unevaluatedItems", schema)]),
        1 => prop::sample::select(vec!["X", "Y"]).prop_map(|name| vec![("$ref", json!(format!("#/$defs/{name}")))]),
    ]
}

fn schema(depth: u32) -> BoxedStrategy<Value> {
    let leaf = prop::collection::vec(simple(), 1..3).prop_map(|parts| object(parts.concat()));
    let leaf = prop_oneof![8 => leaf, 1 => any::<bool>().prop_map(Value::from)].boxed();
    if depth == 0 {
        return leaf;
    }
    let below = schema(depth - 1);
    let part = || prop_oneof![1 => simple().boxed(), 2 => applied(&below).boxed()];
    let inner = prop::collection::vec(part(), 1..4).prop_map(|parts| object(parts.concat()));
    prop_oneof![1 => leaf, 3 => inner].boxed()
}

/// Definitions that refer to each other through parts of the value only.
fn definitions() -> impl Strategy<Value = Value> {
    let part = || (prop::sample::select(vec!["items", "contains", "additionalProperties"]), simple());
    let one = |to: &'static str| {
        part().prop_map(move |(keyword, simple)| {
            let mut schema = object(simple);
            schema[keyword] = json!({ "$ref": format!("#/$defs/{to}") });
            schema
        })
    };
    (one("Y"), one("X"), one("X")).prop_map(|(x, y, z)| json!({ "X": x, "Y": { "anyOf": [y, z] } }))
}

/// Two schemas that have much in common, so that inclusion is not rare.
fn related() -> impl Strategy<Value = (Value, Value)> {
    (schema(2), schema(1), prop::collection::vec(simple(), 1..3), 0..6).prop_map(|(one, other, parts, relation)| {
        let mut changed = one.clone();
        if let (Value::Object(changed), Value::Object(parts)) = (&mut changed, object(parts.concat())) {
            changed.extend(parts);
        }
        match relation {
            0 => (json!({ "allOf": [one, other] }), one),
            1 => (one.clone(), json!({ "anyOf": [other, one] })),
            2 => (json!({ "oneOf": [one, other] }), json!({ "anyOf": [other, one] })),
            3 => (changed, one),
            4 => (one, changed),
            _ => (json!({ "not": { "anyOf": [one, other] } }), json!({ "allOf": [{ "not": other }, { "not": one }] })),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases * 2,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_search_agrees_with_a_finite_universe(
        definitions in definitions(),
        (a, b) in prop_oneof![(schema(2), schema(2)), related()],
    ) {
        let [left, right] = [&a, &b].map(|schema| validator(&definitions, schema));
        match difference(&definitions, &a, &b) {
            Found::Value(value) => {
                prop_assert!(left.is_valid(&value), "{value} is no value of the first");
                prop_assert!(!right.is_valid(&value), "{value} is a value of the second");
            }
            Found::None => {
                for value in universe() {
                    prop_assert!(!left.is_valid(&value) || right.is_valid(&value), "{value} was missed");
                }
            }
            // Honest, and rarer than one in a hundred thousand.
            Found::Unknown(_) => {}
        }
    }

    #[test]
    fn structural_proofs_agree_with_a_finite_universe(
        definitions in definitions(),
        (a, b) in prop_oneof![(schema(2), schema(2)), related()],
    ) {
        let mut arena = Arena::new(definitions.as_object().unwrap(), Options::default());
        let (left, right) = (arena.intern(&a), arena.intern(&b));
        let mut memo = Memo::default();
        let (included, disjoint) = (arena.included(&mut memo, left, right), arena.disjoint(&mut memo, left, right));
        for value in universe() {
            let [inside, beyond] = [left, right].map(|node| crate::evaluate::accepts(&arena, node, &value) == Some(true));
            prop_assert!(!included || !inside || beyond, "{value} is in the first alone");
            prop_assert!(!disjoint || !inside || !beyond, "{value} is in both");
        }
    }

    #[test]
    fn the_evaluator_agrees_with_another_validator(definitions in definitions(), schema in schema(2)) {
        let mut arena = Arena::new(definitions.as_object().unwrap(), Options::default());
        let node = arena.intern(&schema);
        let validator = validator(&definitions, &schema);
        for value in universe() {
            prop_assert_eq!(crate::evaluate::accepts(&arena, node, &value), Some(validator.is_valid(&value)), "{}", value);
        }
    }
}
