//! HTTP: how values are written on the wire, and which credentials are enough.

use crate::case::{cases, facts};
use crate::http::BASE;

cases! { CASES of BASE;
    an_empty_value_that_clients_may_send_is_taken_back {
        ["{name: sort, in: query, " => "{name: sort, in: query, allowEmptyValue: true, "]
        forth []
        back [
            "parameter-serialization-changed sort /paths/~1quotes/get/parameters/1 -> =",
        ]
    }
    fewer_credentials_are_enough {
        ["{key: []}]" => "{key: [], oauth: [quote:write]}]"]
        forth [
            "security-alternative-added key + oauth(quote:write) /paths/~1quotes/post/security -> /paths/~1quotes/post/security/1",
            "security-alternative-removed key /paths/~1quotes/post/security/1 -> /paths/~1quotes/post/security",
        ]
        back [
            "security-alternative-added key /paths/~1quotes/post/security -> /paths/~1quotes/post/security/1",
        ]
    }
}

/// What is found when one text of the description becomes another.
fn found(base: &str, from: &str, to: &str) -> Vec<String> {
    let files = |text: String| vec![("http/a/openapi.yaml".to_owned(), text)];
    assert_eq!(base.matches(from).count(), 1, "{from}");
    facts(&files(base.to_owned()), &files(base.replace(from, to)))
}

#[test]
fn an_empty_value_is_new_to_those_who_are_called() {
    let hook = "responses: {'204': {description: Seen}}\ncomponents:";
    let with =
        |flag: &str| format!("parameters: [{{name: q, in: query, {flag}schema: {{type: string}}}}]\n      {hook}");
    let base = BASE[0].1.replace(hook, &with(""));
    let place = "/webhooks/quoteAccepted/post/parameters/0";
    assert_eq!(
        found(&base, &with(""), &with("allowEmptyValue: true, ")),
        [format!("parameter-serialization-changed q {place} -> =")]
    );
    let base = BASE[0].1.replace(hook, &with("allowEmptyValue: true, "));
    assert_eq!(found(&base, &with("allowEmptyValue: true, "), &with("")), [""; 0]);
}

#[test]
fn exploding_a_header_shows_in_objects_alone() {
    for (schema, shows) in [
        ("{type: integer}", false),
        ("{type: [array, 'null'], items: {type: string}}", false),
        ("{type: object}", true),
        ("{}", true),
    ] {
        let header = |flag: &str| format!("X-Page: {{{flag}schema: {schema}}}");
        let base = BASE[0].1.replace("X-Page: {schema: {type: integer}}", &header(""));
        let fact = "parameter-serialization-changed X-Page /paths/~1quotes/get/responses/200/headers/X-Page -> =";
        let expected: &[&str] = if shows { &[fact] } else { &[] };
        assert_eq!(found(&base, &header(""), &header("explode: true, ")), expected, "{schema}");
    }
}

#[test]
fn a_list_in_a_query_shows_that_it_is_exploded() {
    let schema = "{type: array, items: {type: string}}";
    let written = |flag: &str| format!("{{name: filter, in: query, {flag}schema: {schema}}}");
    assert_eq!(found(BASE[0].1, &written(""), &written("explode: true, ")), [""; 0], "the default");
    assert_eq!(found(BASE[0].1, &written(""), &written("explode: false, ")).len(), 1);
}

#[test]
fn who_has_more_than_what_is_left_still_may() {
    let several = "[{oauth: [quote:read, quote:write]}, {oauth: [quote:read]}]";
    let base = BASE[0].1.replace("[{oauth: [quote:read, quote:write]}, {key: []}]", several);
    assert_eq!(found(&base, several, "[{oauth: [quote:read]}]"), [""; 0]);
    let list = "/paths/~1quotes/post/security";
    let removed = format!("security-alternative-removed oauth(quote:read) {list}/1 -> {list}");
    assert_eq!(found(&base, several, "[{oauth: [quote:read, quote:write]}]"), [removed]);
}
