//! What generators of types lose silently, and generated types do not: each truth is a small contract of which every
//! value is known, generated, compiled and asked. Accepted texts come back as they were, or as the text behind ` => `;
//! of refused ones, the fault has to contain the word behind ` => `; tolerated ones are for consumers alone.

use std::sync::OnceLock;
use stipula_acceptance::{Truth, Truths};

macro_rules! truths {
    ($($name:ident { schema: $schema:literal, accepts: $accepts:expr, refuses: $refuses:expr, tolerates: $tolerates:expr })*) => {
        const TRUTHS: &[Truth] = &[$(Truth {
            name: stringify!($name),
            schema: $schema,
            accepts: &$accepts,
            refuses: &$refuses,
            tolerates: &$tolerates,
        }),*];
        $(
            #[test]
            fn $name() {
                built().hold(stringify!($name));
            }
        )*
    };
}

/// All truths are one program, compiled when the first is asked for.
fn built() -> &'static Truths {
    static BUILT: OnceLock<Truths> = OnceLock::new();
    BUILT.get_or_init(|| Truths::build("generated-truths", TRUTHS))
}

truths! {
    a_const_is_one_value {
        schema: r#"{ "type": "object", "required": ["kind"], "properties": { "kind": { "const": "QUOTE" }, "version": { "const": 1 } } }"#,
        accepts: [r#"{"kind":"QUOTE"}"#, r#"{"kind":"QUOTE","version":1}"#, r#"{"kind":"QUOTE","version":1.0} => {"kind":"QUOTE","version":1}"#],
        refuses: [r#"{"kind":"ORDER"} => /kind"#, r#"{"kind":"quote"}"#, r#"{"kind":"QUOTE","version":2} => /version"#, r#"{"kind":"QUOTE","version":"1"}"#, r#"{"kind":null}"#],
        tolerates: []
    }
    a_const_may_be_of_any_type {
        schema: r#"{ "properties": { "a": { "const": null }, "b": { "const": [1, { "x": 2 }] }, "c": { "const": false }, "d": { "const": { "y": 0.5 } } }, "type": "object" }"#,
        accepts: [r#"{"a":null,"b":[1,{"x":2}],"c":false,"d":{"y":0.5}}"#],
        refuses: [r#"{"a":0}"#, r#"{"b":[1,{"x":3}]}"#, r#"{"b":[1]}"#, r#"{"c":0}"#, r#"{"c":true}"#, r#"{"d":{"y":0.5,"z":1}}"#],
        tolerates: []
    }
    numbers_stay_within_bounds {
        schema: r#"{ "type": "object", "properties": { "share": { "type": "number", "minimum": 0, "exclusiveMaximum": 1 }, "count": { "type": "integer", "exclusiveMinimum": 0, "maximum": 120 } } }"#,
        accepts: [r#"{"share":0}"#, r#"{"share":0.999999999999999999999}"#, r#"{"count":1}"#, r#"{"count":120}"#, r#"{"share":-0}"#, r#"{"share":1e-400}"#],
        refuses: [r#"{"share":1} => less than 1"#, r#"{"share":1.0}"#, r#"{"share":-1e-400}"#, r#"{"count":0}"#, r#"{"count":121}"#, r#"{"count":1.5}"#],
        tolerates: []
    }
    multiples_are_exact {
        schema: r#"{ "type": "object", "properties": { "price": { "type": "number", "multipleOf": 0.01 }, "dozen": { "type": "integer", "multipleOf": 12 } } }"#,
        accepts: [r#"{"price":0.07}"#, r#"{"price":4.35}"#, r#"{"price":1e2}"#, r#"{"dozen":24}"#, r#"{"dozen":-12}"#, r#"{"dozen":0}"#, r#"{"price":123456789012345678901234567890.12}"#],
        refuses: [r#"{"price":0.075}"#, r#"{"dozen":13}"#, r#"{"price":1e-3}"#, r#"{"price":123456789012345678901234567890.123}"#],
        tolerates: []
    }
    lists_have_their_length {
        schema: r#"{ "type": "object", "properties": { "lines": { "type": "array", "minItems": 1, "maxItems": 2, "items": { "type": "string" } }, "tags": { "type": "array", "uniqueItems": true, "items": { "type": "number" } } } }"#,
        accepts: [r#"{"lines":["a"]}"#, r#"{"lines":["a","b"]}"#, r#"{"tags":[1,2]}"#, r#"{"tags":[]}"#],
        refuses: [r#"{"lines":[]} => /lines"#, r#"{"lines":["a","b","c"]}"#, r#"{"lines":["a",1]} => /lines/1"#, r#"{"tags":[1,1.0]}"#, r#"{"tags":[1,2,1e0]}"#],
        tolerates: []
    }
    tuples_keep_their_items_apart {
        schema: r#"{ "type": "object", "properties": { "point": { "type": "array", "prefixItems": [{ "type": "integer" }, { "type": "string" }], "items": false }, "pair": { "type": "array", "prefixItems": [{ "type": "boolean" }], "minItems": 1, "items": { "type": "null" } } } }"#,
        accepts: [r#"{"point":[]}"#, r#"{"point":[1]}"#, r#"{"point":[1,"a"]}"#, r#"{"pair":[true]}"#, r#"{"pair":[true,null,null]}"#],
        refuses: [r#"{"point":["a",1]}"#, r#"{"point":[1,"a",2]}"#, r#"{"pair":[]}"#, r#"{"pair":[true,1]}"#, r#"{"point":[1,2]}"#],
        tolerates: []
    }
    a_discriminator_chooses_by_value {
        schema: r##"{ "oneOf": [{ "$ref": "#/$defs/Card" }, { "$ref": "#/$defs/Cash" }], "discriminator": { "propertyName": "type", "mapping": { "CARD": "#/$defs/Card", "CASH": "#/$defs/Cash" } },
            "$defs": {
                "Card": { "type": "object", "required": ["type", "number"], "properties": { "type": { "const": "CARD" }, "number": { "type": "string" } }, "additionalProperties": false },
                "Cash": { "type": "object", "required": ["type"], "properties": { "type": { "const": "CASH" }, "given": { "type": "number" } }, "additionalProperties": false }
            } }"##,
        accepts: [r#"{"type":"CARD","number":"1"}"#, r#"{"type":"CASH"}"#, r#"{"type":"CASH","given":1.10}"#],
        refuses: [r#"{"type":"CARD"} => number"#, r#"{"type":"CARD","number":1} => /number"#, r#"{"type":"COIN"} => type"#, r#"{"number":"1"}"#, r#"{"type":null}"#, r#"{"type":"CASH","number":"1"}"#, "[]"],
        tolerates: [r#"{"type":"CASH","currency":"EUR"} => {"type":"CASH"}"#]
    }
    null_and_absent_are_two_things {
        schema: r#"{ "type": "object", "required": ["must"], "properties": { "must": { "type": ["string", "null"] }, "may": { "type": ["string", "null"] }, "never": { "type": "string" } }, "additionalProperties": false }"#,
        accepts: [r#"{"must":null}"#, r#"{"must":"a"}"#, r#"{"must":"a","may":null}"#, r#"{"must":"a","may":"b"}"#, r#"{"must":null,"never":""}"#],
        refuses: ["{} => must", r#"{"must":null,"never":null} => /never"#, r#"{"may":null}"#],
        tolerates: []
    }
    nullable_references_keep_null_apart {
        schema: r##"{ "type": "object", "properties": { "one": { "oneOf": [{ "$ref": "#/$defs/Name" }, { "type": "null" }] }, "two": { "anyOf": [{ "type": "null" }, { "type": "integer" }] }, "three": { "enum": ["A", null] } },
            "$defs": { "Name": { "type": "string", "minLength": 1 } } }"##,
        accepts: [r#"{"one":null,"two":null,"three":null}"#, r#"{"one":"a","two":1,"three":"A"}"#, "{}"],
        refuses: [r#"{"one":""}"#, r#"{"two":"1"}"#, r#"{"three":"B"}"#],
        tolerates: []
    }
    times_keep_their_offset_and_text {
        schema: r#"{ "type": "object", "properties": { "at": { "type": "string", "format": "date-time" } } }"#,
        accepts: [r#"{"at":"2026-07-02T10:15:30+07:00"}"#, r#"{"at":"2026-07-02T10:15:30Z"}"#, r#"{"at":"2026-07-02T10:15:30-00:00"}"#, r#"{"at":"2026-07-02t10:15:30z"}"#, r#"{"at":"2026-07-02T10:15:30.10Z"}"#, r#"{"at":"2016-12-31T23:59:60Z"}"#, r#"{"at":"2026-07-02T10:15:30.123456789012Z"}"#],
        refuses: [r#"{"at":"2026-07-02T10:15:30"} => date-time"#, r#"{"at":"2026-07-02"}"#, r#"{"at":"2026-02-30T10:15:30Z"}"#, r#"{"at":1782960930}"#, r#"{"at":"2026-07-02T25:15:30Z"}"#, r#"{"at":""}"#],
        tolerates: []
    }
    dates_are_days_of_the_calendar {
        schema: r#"{ "type": "object", "properties": { "on": { "type": "string", "format": "date" } } }"#,
        accepts: [r#"{"on":"2026-07-02"}"#, r#"{"on":"2024-02-29"}"#, r#"{"on":"0000-01-01"}"#],
        refuses: [r#"{"on":"2026-02-29"}"#, r#"{"on":"2026-7-2"}"#, r#"{"on":"20260702"}"#, r#"{"on":"2026-07-02T00:00:00Z"}"#, r#"{"on":"+2026-07-02"}"#],
        tolerates: []
    }
    open_enums_keep_what_is_new_for_consumers {
        schema: r#"{ "type": "object", "properties": { "status": { "type": "string", "enum": ["OPEN", "DONE"], "x-enum-policy": "open" }, "closed": { "type": "string", "enum": ["A"] } } }"#,
        accepts: [r#"{"status":"OPEN"}"#, r#"{"status":"DONE","closed":"A"}"#],
        refuses: [r#"{"status":"NEW"} => /status"#, r#"{"status":{"OPEN":null}}"#, r#"{"closed":"B"}"#, r#"{"status":null}"#],
        tolerates: [r#"{"status":"NEW"}"#, r#"{"status":"Unknown"}"#, r#"{"status":""}"#]
    }
    an_enum_is_no_map_and_no_number {
        schema: r#"{ "type": "object", "properties": { "e": { "enum": ["A", "B"] } } }"#,
        accepts: [r#"{"e":"A"}"#, r#"{"e":"B"}"#],
        refuses: [r#"{"e":{"A":null}}"#, r#"{"e":0}"#, r#"{"e":"a"}"#, r#"{"e":["A"]}"#, r#"{"e":"A "}"#, r#"{"e":""}"#],
        tolerates: []
    }
    an_enum_may_mix_types {
        schema: r#"{ "type": "object", "properties": { "e": { "enum": ["A", 1, null, true, [], { "x": 1 }] }, "n": { "enum": [1, 2.5] } } }"#,
        accepts: [r#"{"e":"A"}"#, r#"{"e":1}"#, r#"{"e":null}"#, r#"{"e":true}"#, r#"{"e":[]}"#, r#"{"e":{"x":1}}"#, r#"{"n":2.5}"#],
        refuses: [r#"{"e":"B"}"#, r#"{"e":2}"#, r#"{"e":false}"#, r#"{"e":[1]}"#, r#"{"e":{}}"#, r#"{"n":2}"#, r#"{"n":"1"}"#],
        tolerates: []
    }
    values_of_enums_may_collide_in_rust {
        schema: r#"{ "type": "object", "properties": { "e": { "enum": ["fooBar", "foo_bar", "FOO-BAR", "", "+1", "-1", "1", "Self", "Unknown", "größe", "a b", "*"] } } }"#,
        accepts: [r#"{"e":"fooBar"}"#, r#"{"e":"foo_bar"}"#, r#"{"e":"FOO-BAR"}"#, r#"{"e":""}"#, r#"{"e":"+1"}"#, r#"{"e":"-1"}"#, r#"{"e":"1"}"#, r#"{"e":"Self"}"#, r#"{"e":"Unknown"}"#, r#"{"e":"größe"}"#, r#"{"e":"*"}"#],
        refuses: [r#"{"e":"foobar"}"#, r#"{"e":"+"}"#, r#"{"e":"FooBar"}"#],
        tolerates: []
    }
    names_that_differ_in_style_stand_side_by_side {
        schema: r#"{ "type": "object", "properties": { "fooBar": { "type": "integer" }, "foo_bar": { "type": "string" }, "foo-bar": { "type": "boolean" }, "type": { "type": "string" }, "self": { "type": "string" }, "": { "type": "string" }, "1st": { "type": "string" }, "rest": { "type": "string" }, "members": { "type": "integer" }, "json": { "type": "integer" }, "reader": { "type": "integer" }, "$ref": { "type": "string" }, "\"\\": { "type": "string" }, "größe": { "type": "number" } } }"#,
        accepts: [r#"{"fooBar":1,"foo_bar":"a","foo-bar":true,"type":"t","self":"s","":"e","1st":"f","rest":"r","members":1,"json":2,"reader":3,"größe":1.0}"#, r#"{"\"\\":"x"}"#, r#"{"other":[1]}"#],
        refuses: [r#"{"fooBar":"a"}"#, r#"{"foo_bar":1}"#, r#"{"foo-bar":"a"}"#, r#"{"":1}"#, r#"{"\"\\":1}"#, r#"{"json":"a"}"#],
        tolerates: []
    }
    closed_objects_are_closed_and_consumers_pass_over {
        schema: r#"{ "type": "object", "properties": { "a": { "type": "string" }, "in": { "type": "object", "properties": { "b": { "type": "integer" } }, "additionalProperties": false } }, "additionalProperties": false }"#,
        accepts: ["{}", r#"{"a":"x"}"#, r#"{"in":{"b":1}}"#],
        refuses: [r#"{"A":"x"} => /A"#, r#"{"a":"x","b":null}"#, r#"{"in":{"c":1}} => /in/c"#],
        tolerates: [r#"{"a":"x","b":null} => {"a":"x"}"#, r#"{"in":{"b":1,"c":{}}} => {"in":{"b":1}}"#]
    }
    open_objects_keep_what_they_do_not_name {
        schema: r#"{ "type": "object", "properties": { "a": { "type": "string" } } }"#,
        accepts: [r#"{"a":"x","b":null}"#, r#"{"b":{"c":[1.0,{}]}}"#, r#"{"":0.10}"#],
        refuses: [r#"{"a":1,"b":2} => /a"#],
        tolerates: []
    }
    further_members_have_their_type {
        schema: r#"{ "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } }, "additionalProperties": { "type": "integer", "minimum": 1 } }"#,
        accepts: [r#"{"id":"a"}"#, r#"{"id":"a","x":1,"y":2}"#],
        refuses: [r#"{"id":"a","x":0} => /x"#, r#"{"id":"a","x":"1"}"#, r#"{"id":1}"#],
        tolerates: []
    }
    maps_have_their_type_and_size {
        schema: r#"{ "type": "object", "additionalProperties": { "type": "string", "maxLength": 2 }, "propertyNames": { "pattern": "^[a-z]+$" }, "minProperties": 1, "maxProperties": 2 }"#,
        accepts: [r#"{"a":"x"}"#, r#"{"b":"x","a":"yy"}"#],
        refuses: ["{}", r#"{"a":"xyz"} => /a"#, r#"{"A":"x"}"#, r#"{"a":"1","b":"2","c":"3"}"#, r#"{"a":null}"#, "[]"],
        tolerates: []
    }
    pattern_properties_are_held {
        schema: r#"{ "type": "object", "patternProperties": { "^x-": { "type": "integer" } }, "additionalProperties": false }"#,
        accepts: ["{}", r#"{"x-a":1}"#],
        refuses: [r#"{"x-a":"1"}"#, r#"{"y":1}"#],
        tolerates: []
    }
    number_text_is_kept {
        schema: r#"{ "type": "object", "properties": { "n": { "type": "number" }, "any": true } }"#,
        accepts: [r#"{"n":1.0}"#, r#"{"n":0.10}"#, r#"{"n":1E2}"#, r#"{"n":1e+2}"#, r#"{"n":-0}"#, r#"{"n":-0.0}"#, r#"{"n":123456789012345678901234567890.1234567890}"#, r#"{"n":1e400}"#, r#"{"any":[1.50,{"x":1E-7}]}"#],
        refuses: [r#"{"n":"1"}"#, r#"{"n":true}"#, r#"{"n":01} => JSON"#, r#"{"n":1.} => JSON"#, r#"{"n":+1} => JSON"#, r#"{"n":NaN} => JSON"#],
        tolerates: []
    }
    integers_may_be_written_with_a_fraction {
        schema: r#"{ "type": "object", "properties": { "n": { "type": "integer" }, "small": { "type": "integer", "minimum": 1, "maximum": 10 } } }"#,
        accepts: [r#"{"n":1}"#, r#"{"n":1.0} => {"n":1}"#, r#"{"n":1e2} => {"n":100}"#, r#"{"n":-0} => {"n":0}"#, r#"{"small":10.00} => {"small":10}"#, r#"{"n":9223372036854775807}"#],
        refuses: [r#"{"n":1.5}"#, r#"{"n":"1"}"#, r#"{"small":11}"#, r#"{"small":1.1e1}"#, r#"{"n":null}"#],
        tolerates: []
    }
    integers_beyond_their_width_are_refused_and_never_wrapped {
        schema: r#"{ "type": "object", "properties": { "n": { "type": "integer" }, "u": { "type": "integer", "minimum": 0 }, "u64": { "type": "integer", "minimum": 0, "maximum": 18446744073709551615 } } }"#,
        accepts: [r#"{"n":9223372036854775807}"#, r#"{"n":-9223372036854775808}"#, r#"{"u64":18446744073709551615}"#],
        refuses: [r#"{"n":9223372036854775808} => at most"#, r#"{"n":-123456789012345678901234567890} => at least"#, r#"{"u":-1}"#, r#"{"u64":18446744073709551616}"#, r#"{"n":0.5}"#],
        tolerates: []
    }
    arrays_are_no_structs {
        schema: r#"{ "type": "object", "required": ["a", "b"], "properties": { "a": { "type": "string" }, "b": { "type": "integer" } } }"#,
        accepts: [r#"{"a":"x","b":1}"#, r#"{"b":1,"a":"x"} => {"a":"x","b":1}"#],
        refuses: [r#"["x",1] => object"#, r#""{\"a\":\"x\",\"b\":1}""#, "null", r#"[["a","x"],["b",1]]"#],
        tolerates: []
    }
    a_member_twice_is_no_object {
        schema: r#"{ "type": "object", "properties": { "a": { "type": "integer" } } }"#,
        accepts: [r#"{"a":1}"#],
        refuses: [r#"{"a":1,"a":1} => a"#, r#"{"a":1,"\u0061":2}"#, r#"{"b":{"c":1,"c":2}}"#, r#"{"b":[{"c":1,"c":1}]}"#],
        tolerates: []
    }
    conditions_between_members_are_held {
        schema: r#"{ "type": "object", "required": ["status"], "properties": { "status": { "enum": ["OPEN", "FAILED"] }, "reason": { "type": "string" } }, "additionalProperties": false,
            "if": { "properties": { "status": { "const": "FAILED" } }, "required": ["status"] }, "then": { "required": ["reason"] }, "else": { "properties": { "reason": false } } }"#,
        accepts: [r#"{"status":"OPEN"}"#, r#"{"status":"FAILED","reason":"x"}"#],
        refuses: [r#"{"status":"FAILED"} => reason"#, r#"{"status":"OPEN","reason":"x"}"#],
        tolerates: []
    }
    members_depend_on_members {
        schema: r#"{ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } }, "dependentRequired": { "a": ["b"] }, "dependentSchemas": { "c": { "minProperties": 2 } }, "not": { "required": ["x"] } }"#,
        accepts: ["{}", r#"{"b":"1"}"#, r#"{"a":"1","b":"2"}"#, r#"{"c":1,"d":2}"#],
        refuses: [r#"{"a":"1"} => b"#, r#"{"c":1}"#, r#"{"x":1}"#],
        tolerates: []
    }
    anchors_are_followed {
        schema: r##"{ "type": "object", "properties": { "a": { "$ref": "#name" }, "b": { "$ref": "#/$defs/Count" } }, "$defs": { "Name": { "$anchor": "name", "type": "string", "minLength": 2 }, "Count": { "type": "integer" } } }"##,
        accepts: [r#"{"a":"xy","b":1}"#],
        refuses: [r#"{"a":"x"} => /a"#, r#"{"b":"x"}"#],
        tolerates: []
    }
    references_lead_into_other_files {
        schema: r#"{
            "main.schema.json": { "$id": "https://contracts.example.com/main.schema.json", "type": "object", "required": ["money"], "properties": { "money": { "$ref": "common/money.schema.json" }, "code": { "$ref": "common/money.schema.json#/properties/currency" } }, "additionalProperties": false },
            "common/money.schema.json": { "$id": "https://contracts.example.com/common/money.schema.json", "title": "Money", "type": "object", "required": ["currency"], "properties": { "currency": { "type": "string", "pattern": "^[A-Z]{3}$" } }, "additionalProperties": false }
        }"#,
        accepts: [r#"{"money":{"currency":"EUR"}}"#, r#"{"money":{"currency":"EUR"},"code":"USD"}"#],
        refuses: [r#"{"money":{"currency":"eur"}} => /money/currency"#, r#"{"money":{}}"#, r#"{"money":{"currency":"EUR"},"code":"usd"}"#],
        tolerates: []
    }
    what_stands_beside_a_reference_counts {
        schema: r##"{ "type": "object", "properties": { "a": { "$ref": "#/$defs/Name", "maxLength": 3 }, "b": { "allOf": [{ "$ref": "#/$defs/Name" }, { "pattern": "^x" }] } }, "$defs": { "Name": { "type": "string", "minLength": 2 } } }"##,
        accepts: [r#"{"a":"abc"}"#, r#"{"b":"xyzzy"}"#],
        refuses: [r#"{"a":"abcd"}"#, r#"{"a":"a"}"#, r#"{"b":"x"}"#, r#"{"b":"yx"}"#],
        tolerates: []
    }
    recursion_is_boxed {
        schema: r##"{ "type": "object", "required": ["value"], "properties": { "value": { "type": "integer" }, "next": { "$ref": "#" }, "children": { "type": "array", "items": { "$ref": "#" } }, "by": { "type": "object", "additionalProperties": { "$ref": "#" } } }, "additionalProperties": false }"##,
        accepts: [r#"{"value":1,"next":{"value":2,"next":{"value":3}}}"#, r#"{"value":1,"children":[{"value":2,"children":[]}],"by":{"x":{"value":1}}}"#],
        refuses: [r#"{"value":1,"next":{"value":2,"next":{}}} => /next/next"#, r#"{"value":1,"children":[{}]} => /children/0"#, r#"{"value":1,"by":{"x":{}}} => /by/x"#],
        tolerates: []
    }
    patterns_are_those_of_ecma_262 {
        schema: r#"{ "type": "object", "properties": { "digits": { "type": "string", "pattern": "^\\d+$" }, "word": { "type": "string", "pattern": "^\\w+$" }, "part": { "type": "string", "pattern": "b" }, "dot": { "type": "string", "pattern": "^.$" }, "space": { "type": "string", "pattern": "^\\s$" }, "ahead": { "type": "string", "pattern": "^(?!x)[a-z]+$" }, "letter": { "type": "string", "pattern": "^\\p{L}$" }, "slash": { "type": "string", "pattern": "^a\\/b$" } } }"#,
        accepts: [r#"{"digits":"123"}"#, r#"{"word":"a_1"}"#, r#"{"part":"abc"}"#, r#"{"dot":"😀"}"#, r#"{"space":"\ufeff"} => {"space":"﻿"}"#, r#"{"ahead":"abc"}"#, r#"{"letter":"ß"}"#, r#"{"slash":"a/b"}"#],
        refuses: [r#"{"digits":"٣"}"#, r#"{"word":"é"}"#, r#"{"digits":"1\n"}"#, r#"{"part":"ac"}"#, r#"{"dot":"\n"}"#, r#"{"dot":"ab"}"#, r#"{"ahead":"xyz"}"#, r#"{"letter":"1"}"#],
        tolerates: []
    }
    lengths_are_counted_in_code_points {
        schema: r#"{ "type": "object", "properties": { "s": { "type": "string", "minLength": 2, "maxLength": 3 } } }"#,
        accepts: [r#"{"s":"😀😀"}"#, r#"{"s":"日本語"}"#, r#"{"s":"\ud83d\ude00a"} => {"s":"😀a"}"#, "{\"s\":\"e\\u0301\"} => {\"s\":\"e\u{301}\"}"],
        refuses: [r#"{"s":"😀"} => at least 2 characters"#, r#"{"s":"😀😀😀😀"} => at most 3 characters"#, r#"{"s":""}"#],
        tolerates: []
    }
    strings_are_kept_to_the_last_character {
        schema: r#"{ "type": "object", "properties": { "s": { "type": "string" } } }"#,
        accepts: [r#"{"s":""}"#, r#"{"s":" a "}"#, r#"{"s":"\u0000\u001f"}"#, r#"{"s":"\"\\\n\t"}"#, r#"{"s":"\/"} => {"s":"/"}"#, r#"{"s":"\u00e9"} => {"s":"é"}"#],
        refuses: [r#"{"s":"\ud800"} => JSON"#, r#"{"s":"\x"}"#],
        tolerates: []
    }
    one_of_is_exactly_one {
        schema: r#"{ "type": "object", "properties": { "v": { "oneOf": [{ "type": "integer", "multipleOf": 2 }, { "type": "integer", "multipleOf": 3 }] } } }"#,
        accepts: [r#"{"v":2}"#, r#"{"v":3}"#],
        refuses: [r#"{"v":6} => /v"#, r#"{"v":5}"#, r#"{"v":"2"}"#],
        tolerates: []
    }
    any_of_loses_nothing {
        schema: r#"{ "type": "object", "properties": { "v": { "anyOf": [{ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] }, { "type": "object", "properties": { "b": { "type": "integer" } }, "required": ["b"] }] } } }"#,
        accepts: [r#"{"v":{"a":"x"}}"#, r#"{"v":{"b":1}}"#, r#"{"v":{"a":"x","b":1}}"#, r#"{"v":{"a":"x","b":"y"}}"#, r#"{"v":{"b":1,"c":[1.0]}}"#],
        refuses: [r#"{"v":{}}"#, r#"{"v":{"a":1}}"#, r#"{"v":[]}"#],
        tolerates: []
    }
    all_of_is_all {
        schema: r##"{ "allOf": [{ "$ref": "#/$defs/Base" }, { "type": "object", "required": ["b"], "properties": { "b": { "type": "integer" } } }], "unevaluatedProperties": false, "$defs": { "Base": { "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } } } } }"##,
        accepts: [r#"{"a":"x","b":1}"#],
        refuses: [r#"{"a":"x"} => b"#, r#"{"b":1} => a"#, r#"{"a":"x","b":1,"c":2}"#],
        tolerates: []
    }
    types_without_a_type_accept_everything_else {
        schema: r#"{ "type": "object", "properties": { "s": { "maxLength": 2 }, "o": { "required": ["x"] }, "n": { "minimum": 3 } } }"#,
        accepts: [r#"{"s":"ab"}"#, r#"{"s":123456}"#, r#"{"s":null}"#, r#"{"o":{"x":1}}"#, r#"{"o":"text"}"#, r#"{"n":3.0}"#, r#"{"n":"a"}"#, r#"{"n":[1.50]}"#],
        refuses: [r#"{"s":"abc"}"#, r#"{"o":{}}"#, r#"{"n":2.99}"#],
        tolerates: []
    }
    several_types_keep_their_facets {
        schema: r#"{ "type": "object", "properties": { "v": { "type": ["string", "integer", "array", "null"], "maxLength": 2, "minimum": 0, "items": { "type": "boolean" } } } }"#,
        accepts: [r#"{"v":"ab"}"#, r#"{"v":0}"#, r#"{"v":[true]}"#, r#"{"v":null}"#, r#"{"v":3.0} => {"v":3}"#],
        refuses: [r#"{"v":"abc"}"#, r#"{"v":-1}"#, r#"{"v":[1]}"#, r#"{"v":1.5}"#, r#"{"v":{}}"#, r#"{"v":true}"#],
        tolerates: []
    }
    formats_are_checked {
        schema: r#"{ "type": "object", "properties": { "u": { "type": "string", "format": "uuid" }, "e": { "type": "string", "format": "email" }, "l": { "type": "string", "format": "uri" }, "r": { "type": "string", "format": "uri-reference" }, "d": { "type": "string", "format": "duration" }, "i": { "type": "string", "format": "ipv4" }, "o": { "type": "string", "format": "of-our-own" } } }"#,
        accepts: [r#"{"u":"2EB8AA08-aa98-11ea-b4aa-73b441d16380"}"#, r#"{"e":"jo+x@example.com"}"#, r#"{"l":"urn:isbn:0"}"#, r#"{"r":"../x?y#z"}"#, r#"{"d":"P1Y2M3DT4H5M6S"}"#, r#"{"i":"127.0.0.1"}"#, r#"{"o":"anything"}"#],
        refuses: [r#"{"u":"2eb8aa08aa9811eab4aa73b441d16380"}"#, r#"{"e":"jo"}"#, r#"{"l":"/relative"}"#, r#"{"r":"a b"}"#, r#"{"d":"1D"}"#, r#"{"i":"256.0.0.1"}"#],
        tolerates: []
    }
    a_format_describes_strings_only {
        schema: r#"{ "type": "object", "properties": { "v": { "format": "uuid" }, "w": { "type": ["integer", "string"], "format": "date" } } }"#,
        accepts: [r#"{"v":1}"#, r#"{"v":"2eb8aa08-aa98-11ea-b4aa-73b441d16380"}"#, r#"{"w":1}"#, r#"{"w":"2026-07-02"}"#],
        refuses: [r#"{"v":"x"}"#, r#"{"w":"x"}"#],
        tolerates: []
    }
    contained_items_are_counted {
        schema: r#"{ "type": "object", "properties": { "l": { "type": "array", "contains": { "const": "x" }, "minContains": 2, "maxContains": 3 } } }"#,
        accepts: [r#"{"l":["x","x"]}"#, r#"{"l":["x",1,"x",null]}"#],
        refuses: [r#"{"l":["x"]}"#, r#"{"l":["x","x","x","x"]}"#, r#"{"l":[]}"#],
        tolerates: []
    }
    true_and_false_are_schemas {
        schema: r#"{ "type": "object", "properties": { "any": true, "none": false, "empty": {} }, "required": ["any"] }"#,
        accepts: [r#"{"any":null}"#, r#"{"any":1.0,"empty":[]}"#],
        refuses: [r#"{"any":1,"none":1}"#, "{}"],
        tolerates: []
    }
    what_is_required_need_not_be_declared {
        schema: r#"{ "type": "object", "required": ["ghost"], "properties": { "a": { "type": "string" } } }"#,
        accepts: [r#"{"ghost":null}"#, r#"{"ghost":{"x":1.0},"a":"y"} => {"a":"y","ghost":{"x":1.0}}"#],
        refuses: [r#"{"a":"y"} => ghost"#],
        tolerates: []
    }
    depth_does_not_break_a_reader {
        schema: r##"{ "type": "array", "items": { "$ref": "#" } }"##,
        accepts: ["[]", "[[],[[]]]"],
        refuses: ["[[1]] => /0/0", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["],
        tolerates: []
    }
    what_is_no_json_is_one_fault {
        schema: r#"{ "type": "object" }"#,
        accepts: ["{}", r#" { "a" : 1 }  => {"a":1}"#],
        refuses: ["", "{", "{}{}", "{'a':1}", "{\"a\":1,}", "// x", "nul", "{\"a\":\"\u{1}\"}"],
        tolerates: []
    }
}
