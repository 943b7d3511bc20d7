//! Objects composed of parts: what only moved between them is no change of the whole.

mod support;

use stipula_diff::{Edit, Kind};
use support::{Compared, schemas};

/// An object that has its own properties, beside a part `Base` with others.
fn composed(base: &str, own: &str) -> String {
    format!(
        "$ref: '#/$defs/It'\n$defs:\n  Base: {{type: object, {base}}}\n  It: {{allOf: [{{$ref: '#/$defs/Base'}}], {own}}}\n"
    )
}

/// An object that says all by itself.
fn alone(own: &str) -> String {
    format!("$ref: '#/$defs/It'\n$defs: {{It: {{type: object, {own}}}}}\n")
}

/// Without what is said about names of schemas.
fn facts(compared: &Compared) -> Vec<String> {
    compared.facts().into_iter().filter(|fact| !fact.starts_with("component-")).collect()
}

#[track_caller]
fn expect(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(facts(&schemas(old, new)), expected, "{old} => {new}");
}

#[test]
fn properties_extracted_into_a_part_or_written_out_are_the_same() {
    let flat = alone("properties: {id: {type: string}, name: {type: string}}, required: [id]");
    let parts = composed("properties: {id: {type: string}}, required: [id]", "properties: {name: {type: string}}");
    expect(&flat, &parts, &["reference-changed - #/$defs/It #/$defs/It/allOf"]);
    expect(&parts, &flat, &["reference-changed - #/$defs/It/allOf #/$defs/It"]);
}

#[test]
fn a_property_that_moved_and_differs_is_one_fact() {
    let flat = alone("properties: {id: {type: string, maxLength: 3}, name: {}}");
    let parts = composed("properties: {id: {type: string, maxLength: 4}}", "properties: {name: {}}");
    let compared = schemas(&flat, &parts);
    let expected = [
        "max-length-increased - #/$defs/It/properties/id/maxLength #/$defs/Base/properties/id/maxLength",
        "reference-changed - #/$defs/It #/$defs/It/allOf",
    ];
    assert_eq!(facts(&compared), expected);
    assert_eq!(compared.path(0, 0), "/id");
}

#[test]
fn what_the_whole_gained_or_lost_is_said_of_the_whole() {
    let flat = alone("properties: {id: {}, name: {}}");
    let parts = composed("properties: {id: {}, kind: {}}, required: [kind]", "properties: {name: {}}");
    let edits = |compared: &Compared| -> Vec<(Kind, Option<String>, Edit)> {
        let of_schemas = compared.diff.facts.iter().filter(|fact| fact.kind != Kind::ReferenceChanged);
        let edits = of_schemas.filter_map(|fact| match &fact.about {
            stipula_diff::About::Schema(_, edit) => Some((fact.kind, fact.name.clone(), edit.clone())),
            _ => None,
        });
        edits.collect()
    };
    let kind = Some("kind".to_owned());
    assert_eq!(edits(&schemas(&flat, &parts)), [(Kind::RequiredPropertyAdded, kind.clone(), Edit::Whole)]);
    assert_eq!(edits(&schemas(&parts, &flat)), [(Kind::PropertyRemoved, kind, Edit::Whole)]);
    let more = alone("properties: {id: {}, kind: {}, name: {}, own: {}}, required: [kind]");
    let own = Edit::Property("own".to_owned());
    assert_eq!(edits(&schemas(&parts, &more)), [(Kind::PropertyAdded, Some("own".to_owned()), own)]);
}

#[test]
fn properties_move_between_parts_that_stay() {
    let old = composed("properties: {id: {}}", "properties: {kind: {const: 1}, name: {}}");
    let new = composed("properties: {id: {}, kind: {const: 1}}", "properties: {name: {}}");
    let reached = |compared: &Compared| -> Vec<Kind> {
        let reached = compared.diff.facts.iter().filter(|fact| match fact.about {
            stipula_diff::About::Schema(pair, _) => !compared.diff.schemas[pair].reach.is_empty(),
            _ => true,
        });
        reached.map(|fact| fact.kind).collect()
    };
    assert_eq!(reached(&schemas(&old, &new)), [Kind::ReferenceChanged], "the part alone has another property");
    assert_eq!(reached(&schemas(&new, &old)), [Kind::ReferenceChanged]);
}

#[test]
fn a_part_that_nothing_moved_into_or_out_of_is_compared_itself() {
    let old = composed("properties: {id: {}}", "properties: {name: {}}");
    let new = composed("properties: {id: {}, kind: {}}", "properties: {name: {}}");
    expect(&old, &new, &["property-added kind #/$defs/Base/properties #/$defs/Base/properties/kind"]);
    expect(&old, &alone("properties: {name: {}}"), &["all-of-member-removed - #/$defs/It/allOf/0/$ref #/$defs/It"]);
}

#[test]
fn parts_that_say_more_are_not_taken_apart() {
    let flat = alone("properties: {id: {}, name: {}}");
    for more in ["additionalProperties: false, ", "minProperties: 1, ", "x-note: a, ", "readOnly: true, "] {
        let parts = composed(&format!("{more}properties: {{id: {{}}}}"), "properties: {name: {}}");
        let found = facts(&schemas(&flat, &parts));
        assert!(found.iter().any(|fact| fact.starts_with("all-of-member-added")), "{more}: {found:?}");
    }
}
