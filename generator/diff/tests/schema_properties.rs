//! Properties and what is required of them: one edit is one fact.

mod support;

use stipula_diff::Edit;
use support::schemas;

#[track_caller]
fn expect(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(schemas(old, new).facts(), expected, "{old} => {new}");
}

#[test]
fn an_optional_property() {
    let (less, more) = ("{properties: {a: {type: string}}}", "{properties: {a: {type: string}, bb: {type: integer}}}");
    expect(less, more, &["property-added bb #/properties #/properties/bb"]);
    expect(more, less, &["property-removed bb #/properties/bb #/properties"]);
    assert_eq!(schemas(less, more).edit(), &Edit::Property("bb".to_owned()));
}

#[test]
fn a_required_property_is_one_fact() {
    let less = "{properties: {a: {type: string}}, required: [a]}";
    let more = "{properties: {a: {type: string}, bb: {type: integer}}, required: [a, bb]}";
    expect(less, more, &["required-property-added bb #/properties #/properties/bb"]);
    expect(more, less, &["property-removed bb #/properties/bb #/properties"]);
}

#[test]
fn a_name_that_was_required_before_it_was_declared() {
    expect(
        "{required: [a]}",
        "{properties: {a: {type: string}}, required: [a]}",
        &["property-added a # #/properties/a"],
    );
}

#[test]
fn required_alone() {
    let (optional, required) =
        ("{properties: {a: {type: string}}}", "{properties: {a: {type: string}}, required: [a]}");
    expect(optional, required, &["property-became-required a # #/required/0"]);
    expect(required, optional, &["property-became-optional a #/required/0 #"]);
    assert_eq!(schemas(optional, required).edit(), &Edit::Required("a".to_owned()));
    expect("{required: [a, b]}", "{required: [b, a]}", &[]);
}

#[test]
fn a_property_with_a_similar_name_and_an_equal_schema_was_renamed() {
    let old =
        "{properties: {customer_id: {type: string, format: uuid, description: x}, z: {}}, required: [customer_id]}";
    let new = "{properties: {customerId: {type: string, format: uuid, description: y}, z: {}}, required: [customerId]}";
    expect(
        old,
        new,
        &[
            "property-renamed customerId #/properties/customer_id #/properties/customerId",
            "description-changed description #/properties/customer_id/description #/properties/customerId/description",
        ],
    );
}

#[test]
fn the_only_removed_and_added_property_with_an_equal_particular_schema_was_renamed() {
    let old = "{properties: {total: {type: object, properties: {amount: {type: string}, currency: {type: string}}}}}";
    let compared = schemas(old, &old.replace("total", "gross"));
    assert_eq!(compared.facts(), ["property-renamed gross #/properties/total #/properties/gross"]);
    assert_eq!(compared.edit(), &Edit::Renamed("total".to_owned(), "gross".to_owned()));
}

#[test]
fn properties_of_plain_types_with_unlike_names_are_not_one() {
    expect(
        "{properties: {name: {type: string}}}",
        "{properties: {colour: {type: string}}}",
        &[
            "property-removed name #/properties/name #/properties",
            "property-added colour #/properties #/properties/colour",
        ],
    );
}

#[test]
fn a_rename_that_also_becomes_optional_is_two_facts() {
    let old = "{properties: {zip: {type: string, pattern: a}}, required: [zip]}";
    let new = "{properties: {zipCode: {type: string, pattern: a}}}";
    expect(
        old,
        new,
        &[
            "property-became-optional zipCode #/required/0 #",
            "property-renamed zipCode #/properties/zip #/properties/zipCode",
        ],
    );
}

#[test]
fn a_change_deep_inside_is_one_fact_with_its_path() {
    let old = "{properties: {lines: {type: array, items: {properties: {price: {type: number, minimum: 0}}}}}}";
    let compared = schemas(old, &old.replace("minimum: 0", "minimum: 1"));
    let place = "#/properties/lines/items/properties/price/minimum";
    assert_eq!(compared.facts(), [format!("minimum-increased - {place} {place}")]);
    assert_eq!((compared.diff.schemas.len(), compared.diff.payloads.len()), (1, 1));
    assert_eq!(compared.path(0, 0), "/lines/*/price");
    assert!(compared.diff.schemas[0].reach[0].is_monotone);
}

#[test]
fn the_only_removed_and_added_property_with_other_schemas_are_not_one() {
    expect(
        "{properties: {total: {type: string, maxLength: 9}}}",
        "{properties: {gross: {type: string, maxLength: 8}}}",
        &[
            "property-removed total #/properties/total #/properties",
            "property-added gross #/properties #/properties/gross",
        ],
    );
}
