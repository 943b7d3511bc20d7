//! A finite universe of values, and the schema that accepts exactly these.

use serde_json::{Value, json};

/// Properties that its objects may have.
pub(crate) const NAMES: [&str; 2] = ["a", "b"];

/// Its values that have no parts.
pub(crate) fn scalars() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(false),
        json!(-1),
        json!(0),
        json!(1),
        json!(2),
        json!(0.5),
        json!(""),
        json!("a"),
        json!("b"),
        json!("ab"),
    ]
}

/// All of its values: scalars, arrays of up to two of them, objects of up to two.
pub(crate) fn values() -> Vec<Value> {
    let scalars = scalars();
    let mut all = scalars.clone();
    all.extend([json!([]), json!({})]);
    for first in &scalars {
        all.push(json!([first]));
        all.extend(NAMES.iter().map(|name| json!({ *name: first })));
        for second in &scalars {
            all.push(json!([first, second]));
            all.push(json!({ NAMES[0]: first, NAMES[1]: second }));
        }
    }
    all
}

/// What accepts them and nothing else.
pub(crate) fn schema() -> Value {
    let scalar = json!({ "enum": scalars() });
    json!({
        "anyOf": [
            scalar,
            { "type": "array", "maxItems": 2, "items": scalar },
            { "type": "object", "propertyNames": { "enum": NAMES }, "additionalProperties": scalar },
        ],
    })
}
