//! Is what was written what was read?

use super::datum::{Datum, Step};
use super::decimal::Decimal;
use super::place::Place;
use serde_json::Value;

/// Where two values differ: members in any order, strings exactly, numbers by their text unless the schema asks for an
/// integer or lists the value, where every spelling is the same value.
pub(super) fn difference(document: &Value, sent: &Datum, got: &Datum) -> Option<String> {
    differs(&mut Vec::new(), document, sent, got)
}

fn differs(path: &mut Vec<Step>, document: &Value, sent: &Datum, got: &Datum) -> Option<String> {
    match (sent, got) {
        (Datum::List(one), Datum::List(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(n, (one, other))| inside(path, Step::Item(n), |path| differs(path, document, one, other))),
        (Datum::Object(one), Datum::Object(other)) if one.len() == other.len() => {
            one.iter().find_map(|(name, value)| {
                let Some(other) = got.get(name) else {
                    return Some(format!("{}: member `{name}` is lost", pointer(path)));
                };
                inside(path, Step::Member(name.clone()), |path| differs(path, document, value, other))
            })
        }
        (Datum::Number(one), Datum::Number(other)) if one != other => {
            let is_same = Decimal::parse(one) == Decimal::parse(other) && may_be_respelled(path, document);
            (!is_same).then(|| format!("{}: {one} became {other}", pointer(path)))
        }
        (one, other) => (one != other).then(|| format!("{}: {one} became {other}", pointer(path))),
    }
}

fn inside<T>(path: &mut Vec<Step>, step: Step, f: impl FnOnce(&mut Vec<Step>) -> T) -> T {
    path.push(step);
    let out = f(path);
    path.pop();
    out
}

fn may_be_respelled(path: &[Step], document: &Value) -> bool {
    let place = path.iter().fold(Place::root(document), |place, step| place.step(step));
    // A list of values is equal to an item of it, whatever stands inside.
    let is_listed = |end: usize| {
        let around = path[..end].iter().fold(Place::root(document), |place, step| place.step(step));
        around.says("const").chain(around.says("enum")).next().is_some()
    };
    place.has_type("integer") || (0..=path.len()).any(is_listed)
}

fn pointer(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Member(name) => format!("/{name}"),
        Step::Item(n) => format!("/{n}"),
    };
    path.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn differ(schema: &Value, sent: &str, got: &str) -> bool {
        difference(schema, &Datum::parse(sent).unwrap(), &Datum::parse(got).unwrap()).is_some()
    }

    #[test]
    fn only_integers_and_constants_may_be_spelled_otherwise() {
        let schema = json!({ "properties": { "n": { "type": "number" }, "i": { "$ref": "#/$defs/i" }, "c": { "const": 1 } },
            "$defs": { "i": { "type": "integer" } } });
        assert!(differ(&schema, r#"{"n":1.0}"#, r#"{"n":1}"#));
        assert!(!differ(&schema, r#"{"i":1.0,"c":1e0}"#, r#"{"c":1,"i":1}"#));
        assert!(differ(&schema, r#"{"i":1}"#, r#"{"i":2}"#));
        assert!(differ(&schema, r#"{"i":1,"x":null}"#, r#"{"i":1}"#));
        assert!(differ(&schema, r#"{"i":1}"#, r#"{"i":1,"x":null}"#));
    }
}
