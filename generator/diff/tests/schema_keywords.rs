//! Each keyword that changes is one fact, with its place on both sides; what means the same is none.

mod support;

use stipula_diff::Edit;
use stipula_model::Kw;
use support::schemas;

#[track_caller]
fn expect(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(schemas(old, new).facts(), expected, "{old} => {new}");
    for same in [old, new] {
        let found = schemas(same, same);
        assert_eq!(found.facts(), [""; 0], "{same} is equal to itself");
        assert_eq!((found.diff.schemas.len(), found.diff.payloads.len()), (0, 0));
    }
}

#[test]
fn types() {
    expect("{type: string}", "{type: [string, boolean]}", &["type-added - #/type #/type"]);
    expect("{type: [string, boolean]}", "{type: string}", &["type-removed - #/type #/type"]);
    expect("{type: [string, array]}", "{type: [string, boolean]}", &["type-changed - #/type #/type"]);
    expect("{type: integer}", "{type: number}", &["type-added - #/type #/type"]);
    expect("{type: number}", "{type: integer}", &["type-removed - #/type #/type"]);
    expect("{type: [integer, number]}", "{type: number}", &[]);
    expect("{type: string, minLength: 1}", "{minLength: 1}", &["type-added - #/type #"]);
    expect("{minLength: 1}", "{type: string, minLength: 1}", &["type-removed - # #/type"]);
}

#[test]
fn a_wider_number_says_what_it_was() {
    let compared = schemas("{type: integer}", "{type: number}");
    let fact = compared.fact();
    assert_eq!((fact.before.as_deref(), fact.after.as_deref()), (Some("integer"), Some("number")));
}

#[test]
fn null() {
    expect("{type: string}", "{type: [string, 'null']}", &["null-allowed - #/type #/type"]);
    expect("{type: ['null', string]}", "{type: string}", &["null-forbidden - #/type #/type"]);
}

#[test]
fn null_in_type_and_in_enum_is_one_edit() {
    let (old, new) = ("{type: string, enum: [a]}", "{type: [string, 'null'], enum: [a, null]}");
    expect(old, new, &["null-allowed - #/type #/type"]);
    assert_eq!(schemas(old, new).edit(), &Edit::Keywords(vec![Kw::Type, Kw::Enum]));
    expect(
        "{type: string, enum: [a]}",
        "{type: [string, 'null'], enum: [a, b, null]}",
        &["null-allowed - #/type #/type", "enum-value-added - #/enum #/enum/1", "enum-value-added - #/enum #/enum/2"],
    );
}

#[test]
fn a_schema_that_describes_other_values_is_one_fact() {
    expect(
        "{type: object, properties: {a: {type: string}, b: {}}, required: [a], minProperties: 1}",
        "{type: string, maxLength: 5, pattern: x}",
        &["type-changed - #/type #/type"],
    );
    let replaced = schemas("{type: object, required: [a]}", "{type: [string, 'null'], maxLength: 5}");
    assert_eq!(replaced.edit(), &Edit::Whole);
}

#[test]
fn listed_values() {
    expect("{type: string}", "{type: string, enum: [a]}", &["enum-introduced - # #/enum"]);
    expect("{type: string, enum: [a]}", "{type: string}", &["enum-dropped - #/enum #"]);
    expect(
        "{enum: [a, b]}",
        "{enum: [b, c]}",
        &["enum-value-removed - #/enum/0 #/enum", "enum-value-added - #/enum #/enum/1"],
    );
    expect("{enum: [1, {a: 1, b: 2}]}", "{enum: [{b: 2.0, a: 1}, 1e0]}", &[]);
    assert_eq!(schemas("{enum: [a]}", "{enum: [a, {b: 1}]}").edit(), &Edit::Value(r#"{"b":1}"#.to_owned()));
}

#[test]
fn one_value() {
    expect("{}", "{const: 1}", &["const-added - # #/const"]);
    expect("{const: 1}", "{}", &["const-removed - #/const #"]);
    expect("{const: 1}", "{const: 2}", &["const-changed - #/const #/const"]);
    expect("{const: a}", "{enum: [a]}", &[]);
    expect("{const: a}", "{enum: [a, b]}", &["enum-value-added - #/const #/enum/1"]);
    expect("{enum: [a, b]}", "{const: a}", &["enum-value-removed - #/enum/1 #/const"]);
    expect("{enum: [a, b]}", "{enum: [a, b], const: a}", &["const-added - # #/const"]);
}

#[test]
fn bounds_inclusive_and_exclusive_are_one() {
    expect("{minimum: 1}", "{minimum: 1.0}", &[]);
    expect("{minimum: 1}", "{exclusiveMinimum: 1}", &["minimum-increased - #/minimum #/exclusiveMinimum"]);
    expect("{exclusiveMinimum: 0}", "{minimum: 0}", &["minimum-decreased - #/exclusiveMinimum #/minimum"]);
    expect("{minimum: 1}", "{minimum: 1, exclusiveMinimum: 0}", &[]);
    expect("{}", "{maximum: 1e2}", &["maximum-decreased - # #/maximum"]);
    expect("{maximum: 99.5}", "{maximum: 1e2}", &["maximum-increased - #/maximum #/maximum"]);
    expect("{maximum: 5}", "{exclusiveMaximum: 5}", &["maximum-decreased - #/maximum #/exclusiveMaximum"]);
    expect("{maximum: 5}", "{}", &["maximum-increased - #/maximum #"]);
}

#[test]
fn the_exclusive_flag_of_old_drafts_is_the_same_bound() {
    let old = "{$schema: 'http://json-schema.org/draft-04/schema#', minimum: 1, exclusiveMinimum: true}";
    let new = "{$schema: 'http://json-schema.org/draft-07/schema#', exclusiveMinimum: 1}";
    expect(old, new, &["dialect-changed - #/$schema #/$schema"]);
}

#[test]
fn multiples() {
    expect("{}", "{multipleOf: 2}", &["multiple-of-added - # #/multipleOf"]);
    expect("{multipleOf: 2}", "{}", &["multiple-of-removed - #/multipleOf #"]);
    expect("{multipleOf: 0.1}", "{multipleOf: 1e-2}", &["multiple-of-changed - #/multipleOf #/multipleOf"]);
    expect("{multipleOf: 0.1}", "{multipleOf: 1e-1}", &[]);
}

#[test]
fn counts() {
    for (least, greatest) in [("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")]
    {
        let id = |keyword: &str, what: &str| {
            let (limit, counted) = keyword.split_at(3);
            let words = format!("{limit}-{}", counted.to_lowercase());
            format!("{words}-{what}")
        };
        let keyword = |name: &str, n: u32| format!("{{{name}: {n}}}");
        let one = |kw: &str, what: &str, old: &str, new: &str| format!("{} - {old} {new}", id(kw, what));
        let (at_least, at_greatest) = (format!("#/{least}"), format!("#/{greatest}"));
        expect("{}", &keyword(least, 1), &[&one(least, "increased", "#", &at_least)]);
        expect(&keyword(least, 2), &keyword(least, 1), &[&one(least, "decreased", &at_least, &at_least)]);
        expect(&keyword(least, 0), "{}", &[]);
        expect("{}", &keyword(greatest, 0), &[&one(greatest, "decreased", "#", &at_greatest)]);
        expect(
            &keyword(greatest, 9),
            &keyword(greatest, 10),
            &[&one(greatest, "increased", &at_greatest, &at_greatest)],
        );
        expect(&keyword(greatest, 9), "{}", &[&one(greatest, "increased", &at_greatest, "#")]);
    }
}

#[test]
fn counted_contains() {
    expect("{}", "{contains: {type: string}, minContains: 2}", &["contains-added - # #/contains"]);
    expect("{contains: {type: string}}", "{}", &["contains-removed - #/contains #"]);
    let contains = |rest: &str| format!("{{contains: {{type: string}}{rest}}}");
    expect(&contains(""), &contains(", minContains: 1"), &[]);
    expect(&contains(""), &contains(", minContains: 2"), &["min-contains-increased - # #/minContains"]);
    expect(&contains(""), &contains(", minContains: 0"), &["min-contains-decreased - # #/minContains"]);
    expect(&contains(""), &contains(", maxContains: 3"), &["max-contains-decreased - # #/maxContains"]);
    expect(
        &contains(", maxContains: 2"),
        &contains(", maxContains: 3"),
        &["max-contains-increased - #/maxContains #/maxContains"],
    );
    expect("{maxContains: 2}", "{maxContains: 3}", &[]);
}

#[test]
fn strings() {
    expect("{}", "{pattern: a}", &["pattern-added - # #/pattern"]);
    expect("{pattern: a}", "{}", &["pattern-removed - #/pattern #"]);
    expect("{pattern: a}", "{pattern: b}", &["pattern-changed - #/pattern #/pattern"]);
    expect("{}", "{format: date}", &["format-added - # #/format"]);
    expect("{format: date}", "{}", &["format-removed - #/format #"]);
    expect("{format: date}", "{format: date-time}", &["format-changed - #/format #/format"]);
    expect(
        "{contentMediaType: application/json, contentSchema: {type: string}}",
        "{contentMediaType: application/xml, contentSchema: {type: object}}",
        &["content-changed - #/contentMediaType #/contentMediaType"],
    );
}

#[test]
fn items() {
    expect("{}", "{items: {type: string}}", &["items-changed - # #/items"]);
    expect("{items: {type: string}}", "{}", &["items-changed - #/items #"]);
    expect("{items: {}}", "{}", &[]);
    expect(
        "{items: {maxLength: 1}}",
        "{items: {maxLength: 2}}",
        &["max-length-increased - #/items/maxLength #/items/maxLength"],
    );
    expect(
        "{prefixItems: [{type: string}]}",
        "{prefixItems: [{type: string}, {type: number}]}",
        &["prefix-item-added 1 #/prefixItems #/prefixItems/1"],
    );
    expect("{prefixItems: [{type: string}]}", "{}", &["prefix-item-removed 0 #/prefixItems/0 #"]);
    expect("{}", "{uniqueItems: true}", &["unique-items-added - # #/uniqueItems"]);
    expect("{uniqueItems: true}", "{uniqueItems: false}", &["unique-items-removed - #/uniqueItems #/uniqueItems"]);
    expect("{}", "{unevaluatedItems: false}", &["unevaluated-items-changed - # #/unevaluatedItems"]);
}

#[test]
fn additional_properties() {
    let closed = "{additionalProperties: false}";
    let typed = "{additionalProperties: {type: string}}";
    expect("{}", closed, &["additional-properties-forbidden - # #/additionalProperties"]);
    expect(typed, closed, &["additional-properties-forbidden - #/additionalProperties #/additionalProperties"]);
    expect(closed, "{}", &["additional-properties-allowed - #/additionalProperties #"]);
    expect("{}", typed, &["additional-properties-changed - # #/additionalProperties"]);
    expect("{additionalProperties: true}", "{}", &[]);
    expect(
        typed,
        "{additionalProperties: {type: integer}}",
        &["type-changed - #/additionalProperties/type #/additionalProperties/type"],
    );
}

#[test]
fn names_of_properties() {
    expect("{}", "{propertyNames: {pattern: a}}", &["property-names-changed - # #/propertyNames"]);
    expect(
        "{propertyNames: {pattern: a}}",
        "{propertyNames: {pattern: b}}",
        &["pattern-changed - #/propertyNames/pattern #/propertyNames/pattern"],
    );
    expect("{}", "{patternProperties: {^a: {type: string}}}", &["pattern-property-added ^a # #/patternProperties/^a"]);
    expect(
        "{patternProperties: {^a: {type: string}}}",
        "{}",
        &["pattern-property-removed ^a #/patternProperties/^a #"],
    );
    expect("{}", "{unevaluatedProperties: false}", &["unevaluated-properties-changed - # #/unevaluatedProperties"]);
}

#[test]
fn dependencies() {
    expect("{}", "{dependentRequired: {a: [b]}}", &["dependency-added a # #/dependentRequired/a"]);
    expect(
        "{dependentRequired: {a: [b, c]}}",
        "{dependentRequired: {a: [c]}}",
        &["dependency-removed a #/dependentRequired/a #/dependentRequired/a"],
    );
    expect("{dependentRequired: {a: [b, c]}}", "{dependentRequired: {a: [c, b]}}", &[]);
    expect("{}", "{dependentSchemas: {a: {required: [b]}}}", &["dependency-added a # #/dependentSchemas/a"]);
    expect(
        "{dependentSchemas: {a: {maxProperties: 3}}}",
        "{dependentSchemas: {a: {maxProperties: 2}}}",
        &["max-properties-decreased - #/dependentSchemas/a/maxProperties #/dependentSchemas/a/maxProperties"],
    );
}

#[test]
fn nothing_satisfies_false() {
    let (open, closed) = ("{properties: {a: {type: string}}}", "{properties: {a: false}}");
    expect(open, closed, &["schema-forbidden - #/properties/a #/properties/a"]);
    expect(closed, open, &["schema-allowed - #/properties/a #/properties/a"]);
    expect("{properties: {a: true}}", "{properties: {a: {}}}", &[]);
}

#[test]
fn negation_and_conditions_are_judged_together() {
    expect("{}", "{not: {type: string}}", &["not-changed - # #/not"]);
    expect("{not: {maxLength: 1}}", "{not: {maxLength: 2}}", &["not-changed - #/not #/not"]);
    expect(
        "{if: {required: [a]}, then: {required: [b]}}",
        "{if: {required: [c]}, then: {required: [b]}}",
        &["condition-changed - #/if #/if"],
    );
    expect(
        "{if: {required: [a]}, then: {minProperties: 2}}",
        "{if: {required: [a]}, then: {minProperties: 3}}",
        &["min-properties-increased - #/then/minProperties #/then/minProperties"],
    );
}

#[test]
fn annotations() {
    expect(
        "{title: a, description: b}",
        "{title: c, description: d}",
        &["description-changed title #/title #/title", "description-changed description #/description #/description"],
    );
    expect("{}", "{default: 1}", &["default-changed - # #/default"]);
    expect("{default: 1.0}", "{default: 1}", &[]);
    expect("{examples: [1]}", "{examples: [2]}", &["examples-changed - #/examples #/examples"]);
    expect("{}", "{readOnly: true}", &["read-only-changed - # #/readOnly"]);
    expect("{writeOnly: false}", "{}", &[]);
    expect("{writeOnly: true}", "{}", &["write-only-changed - #/writeOnly #"]);
    expect("{}", "{deprecated: true}", &["schema-deprecated - # #/deprecated"]);
    expect("{deprecated: true}", "{}", &["schema-reactivated - #/deprecated #"]);
    expect("{xml: {name: a}}", "{xml: {name: b}}", &["xml-changed - #/xml #/xml"]);
}
