//! Schemas made of others, and references: members are matched, names are looked through.

mod support;

use stipula_diff::Edit;
use support::schemas;

#[track_caller]
fn expect(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(schemas(old, new).facts(), expected, "{old} => {new}");
    for same in [old, new] {
        assert_eq!(schemas(same, same).facts(), [""; 0], "{same} is equal to itself");
    }
}

#[test]
fn members_are_matched_whatever_their_order() {
    let a = "{required: [a]}";
    let b = "{required: [b]}";
    for list in ["allOf", "anyOf", "oneOf"] {
        expect(&format!("{{{list}: [{a}, {b}]}}"), &format!("{{{list}: [{b}, {a}]}}"), &[]);
    }
}

#[test]
fn members_added_and_removed() {
    let (one, two) = ("[{type: string}]", "[{type: string}, {type: boolean}]");
    for (list, id) in [("allOf", "all-of"), ("anyOf", "any-of"), ("oneOf", "one-of")] {
        let written = |members: &str| format!("{{{list}: {members}, title: t}}");
        expect(&written(one), &written(two), &[&format!("{id}-member-added - #/{list} #/{list}/1")]);
        expect(&written(two), &written(one), &[&format!("{id}-member-removed - #/{list}/1 #/{list}")]);
    }
}

#[test]
fn a_changed_member_is_compared_with_itself() {
    expect(
        "{oneOf: [{title: Card, maxProperties: 2}, {title: Bill, maxProperties: 3}]}",
        "{oneOf: [{title: Bill, maxProperties: 4}, {title: Card, maxProperties: 2}]}",
        &["max-properties-increased - #/oneOf/1/maxProperties #/oneOf/0/maxProperties"],
    );
    expect(
        "{anyOf: [{properties: {k: {const: a}, x: {}}}, {properties: {k: {const: b}, y: {}}}]}",
        "{anyOf: [{properties: {k: {const: b}, y: {}, q: {}}}, {properties: {k: {const: a}, x: {}}}]}",
        &["property-added q #/anyOf/1/properties #/anyOf/0/properties/q"],
    );
}

#[test]
fn alternatives_introduced_or_made_exclusive() {
    let of = |list: &str| format!("{{{list}: [{{type: string}}, {{type: boolean}}]}}");
    expect("{}", &of("anyOf"), &["composition-changed - # #/anyOf"]);
    expect(&of("anyOf"), &of("oneOf"), &["composition-changed - #/anyOf #/oneOf"]);
}

#[test]
fn what_is_below_an_exclusive_alternative_does_not_carry_over() {
    let of = |list: &str, n: u8| {
        format!("{{properties: {{p: {{{list}: [{{type: string, maxLength: {n}}}, {{type: array}}]}}}}}}")
    };
    let monotone = |list: &str| {
        let compared = schemas(&of(list, 1), &of(list, 2));
        assert_eq!(compared.facts().len(), 1);
        assert_eq!(compared.path(0, 0), "/p");
        compared.diff.schemas[0].reach[0].is_monotone
    };
    assert!(monotone("anyOf"));
    assert!(!monotone("oneOf"));
}

#[test]
fn null_as_an_alternative_is_null_allowed() {
    let single = "{properties: {p: {$ref: '#/$defs/P'}}, $defs: {P: {type: string, maxLength: 3}}}";
    let several = single.replace("{$ref: '#/$defs/P'}", "{oneOf: [{$ref: '#/$defs/P'}, {type: 'null'}]}");
    expect(single, &several, &["null-allowed - #/properties/p #/properties/p/oneOf/1"]);
    expect(&several, single, &["null-forbidden - #/properties/p/oneOf/1 #/properties/p"]);
    assert_eq!(schemas(single, &several).edit(), &Edit::Whole);
    expect(
        "{type: [string, 'null']}",
        "{anyOf: [{type: string}, {type: 'null'}]}",
        &["composition-changed - # #/anyOf/1"],
    );
}

const SHARED: &str = "
properties: { a: { $ref: '#/$defs/Money' }, b: { items: { $ref: '#/$defs/Money' } } }
$defs: { Money: { type: object, properties: { amount: { type: string, maxLength: 10 } } } }
";

#[test]
fn a_shared_schema_that_changes_is_one_fact() {
    let compared = schemas(SHARED, &SHARED.replace("maxLength: 10", "maxLength: 12"));
    let place = "#/$defs/Money/properties/amount/maxLength";
    assert_eq!(compared.facts(), [format!("max-length-increased - {place} {place}")]);
    assert_eq!(compared.path(0, 0), "/a/amount", "the shortest way, first come");
}

#[test]
fn a_renamed_schema_is_one_fact_about_source() {
    expect(SHARED, &SHARED.replace("Money", "Amount"), &["component-renamed Amount #/$defs/Money #/$defs/Amount"]);
}

#[test]
fn a_renamed_schema_that_also_changed() {
    let new = SHARED.replace("Money", "Moneys").replace("maxLength: 10", "maxLength: 12");
    expect(
        SHARED,
        &new,
        &[
            "component-renamed Moneys #/$defs/Money #/$defs/Moneys",
            "max-length-increased - #/$defs/Money/properties/amount/maxLength #/$defs/Moneys/properties/amount/maxLength",
        ],
    );
}

#[test]
fn an_inlined_schema_is_noted_once() {
    let inline = "{ type: object, properties: { amount: { type: string, maxLength: 10 } } }";
    let new = format!("properties: {{ a: {inline}, b: {{ items: {inline} }} }}");
    expect(
        SHARED,
        &new,
        &["component-removed Money #/$defs/Money #", "reference-changed - #/properties/a/$ref #/properties/a"],
    );
}

#[test]
fn a_wrapper_is_looked_through() {
    let bare = "{properties: {p: {$ref: '#/$defs/P'}}, $defs: {P: {type: string}}}";
    let wrapped = bare.replace("{$ref: '#/$defs/P'}", "{allOf: [{$ref: '#/$defs/P'}]}");
    expect(bare, &wrapped, &[]);
    let described = bare.replace("{$ref: '#/$defs/P'}", "{allOf: [{$ref: '#/$defs/P'}], description: x}");
    expect(bare, &described, &["description-changed description #/properties/p #/properties/p/description"]);
}

#[test]
fn keywords_beside_a_reference_are_compared_too() {
    let bare = "{properties: {p: {$ref: '#/$defs/P'}}, $defs: {P: {type: string, maxLength: 9}}}";
    let beside = bare.replace("'#/$defs/P'}", "'#/$defs/P', maxLength: 3}");
    expect(bare, &beside, &["max-length-decreased - #/properties/p #/properties/p/maxLength"]);
    let changed = beside.replace("maxLength: 9", "maxLength: 8");
    let place = "#/$defs/P/maxLength";
    expect(&beside, &changed, &[&format!("max-length-decreased - {place} {place}")]);
}

#[test]
fn recursion_ends() {
    let list = "{type: object, properties: {next: {$ref: '#'}, v: {type: integer}}}";
    let place = "#/properties/v/type";
    expect(list, &list.replace("integer", "number"), &[&format!("type-added - {place} {place}")]);
    let turned = "{$ref: '#/$defs/A', $defs: {A: {maxItems: 1, properties: {b: {$ref: '#/$defs/B'}}},
        B: {properties: {a: {$ref: '#/$defs/A'}}}}}";
    let place = "#/$defs/A/maxItems";
    expect(turned, &turned.replace("maxItems: 1", "maxItems: 2"), &[&format!("max-items-increased - {place} {place}")]);
    expect("{$ref: '#'}", "{$ref: '#', title: x}", &["description-changed title # #/title"]);
}

#[test]
fn tags_of_alternatives() {
    let old = "
$schema: https://spec.openapis.org/oas/3.1/dialect/base
oneOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }]
discriminator: { propertyName: kind }
$defs: { Cat: { properties: { kind: {}, lives: {} } }, Dog: { properties: { kind: {}, breed: {} } } }
";
    let renamed = old.replace("Dog", "Hound");
    expect(
        old,
        &renamed,
        &[
            "discriminator-mapping-added Hound #/discriminator #/oneOf/1/$ref",
            "discriminator-mapping-removed Dog #/oneOf/1/$ref #/discriminator",
            "component-renamed Hound #/$defs/Dog #/$defs/Hound",
        ],
    );
    let mapped = renamed.replace("{ propertyName: kind }", "{ propertyName: kind, mapping: { Dog: '#/$defs/Hound' } }");
    expect(old, &mapped, &["component-renamed Hound #/$defs/Dog #/$defs/Hound"]);
    expect(
        old,
        &old.replace("propertyName: kind", "propertyName: type"),
        &["discriminator-changed - #/discriminator #/discriminator"],
    );
}

#[test]
fn a_tag_that_means_a_renamed_alternative_means_the_same() {
    let old = "
$schema: https://spec.openapis.org/oas/3.1/dialect/base
$ref: '#/$defs/Pet'
$defs:
  Pet:
    oneOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }]
    discriminator: { propertyName: kind, mapping: { cat: '#/$defs/Cat', dog: '#/$defs/Dog' } }
  Cat: { type: object, required: [lives], properties: { lives: {} } }
  Dog: { type: object, required: [breed], properties: { breed: {}, parent: { $ref: '#/$defs/Pet' } } }
";
    let discriminators = |new: &str| {
        let found = schemas(old, new).facts();
        found.into_iter().filter(|fact| fact.starts_with("discriminator-")).collect::<Vec<_>>()
    };
    // Nothing but its place tells which alternative it is: the recursion makes the texts of the mappings differ.
    assert_eq!(discriminators(&old.replace("Dog", "Quadruped")), [""; 0]);
    let changed = old.replace("Dog", "Quadruped").replace("breed: {}", "breed: { maxLength: 3 }");
    assert_eq!(discriminators(&changed), [""; 0], "what differs is said of the alternative");
    let swapped = old.replace("cat: '#/$defs/Cat', dog: '#/$defs/Dog'", "cat: '#/$defs/Dog', dog: '#/$defs/Cat'");
    assert_eq!(discriminators(&swapped).len(), 2);
}

#[test]
fn a_dynamic_reference_means_every_schema_with_its_anchor() {
    let tree = "
$ref: tree
$defs:
  tree: { $id: tree, $dynamicAnchor: node, properties: { children: { items: { $dynamicRef: '#node' } } } }
  strict: { $id: strict, $dynamicAnchor: node, $ref: tree, maxProperties: 3 }
";
    let place = "#/$defs/strict/maxProperties";
    expect(
        tree,
        &tree.replace("maxProperties: 3", "maxProperties: 4"),
        &[&format!("max-properties-increased - {place} {place}")],
    );
}
