//! HTTP: whom an edit reaches, who writes and who reads, and what is silent.

use crate::case::{Case, Files, facts, payloads, whole};
use crate::http::BASE;
use stipula_diff::{About, Carrier, Fact, Flow};
use stipula_model::{Role, Surface};

fn edited(edits: &'static [(&'static str, &'static str)]) -> [Files; 2] {
    let case = Case { name: "", base: BASE, edits, forth: &[], back: &[] };
    [case.before(), case.after()]
}

#[test]
fn a_shared_parameter_names_the_operations_that_it_reaches() {
    let [old, new] = edited(&[("{name: limit, in: query, schema", "{name: limit, in: query, required: true, schema")]);
    let found = whole(&old, &new);
    assert_eq!(found.len(), 1);
    let about = About::Operation { contract: 0, operation: "GET /quotes".to_owned(), flow: Some(Flow::Inward) };
    assert_eq!((&found[0].about, &found[0].also), (&about, &vec!["GET /quotes/{quoteId}".to_owned()]));
}

#[test]
fn security_of_the_description_reaches_whatever_has_none_of_its_own() {
    let [old, new] = edited(&[("security: [{oauth: [quote:read]}]", "security: []")]);
    let found = whole(&old, &new);
    let values = (found[0].before.as_deref(), found[0].after.as_deref());
    assert_eq!(values, (Some("oauth(quote:read)"), Some("nothing")));
    let called_back = "callback onPriced POST {$request.body#/url}".to_owned();
    let own = "GET /quotes/{quoteId}".to_owned();
    assert_eq!(found[0].also, [called_back, own, "webhook quoteAccepted POST".to_owned()]);
}

#[test]
fn a_status_that_is_gone_says_what_covers_it() {
    let [old, new] = edited(&[("        '404': {$ref: '#/components/responses/Problem'}\n", "")]);
    let values = |facts: Vec<Fact>| (facts[0].before.clone(), facts[0].after.clone());
    assert_eq!(values(whole(&old, &new)), (None, Some("default".to_owned())));
    assert_eq!(values(whole(&new, &old)), (Some("default".to_owned()), None));
}

#[test]
fn what_covers_a_status_is_compared_with_it() {
    const OTHER: &str =
        "        '404': {description: None, content: {application/problem+json: {schema: {type: string}}}}\n";
    let [old, new] = edited(&[("        '404': {$ref: '#/components/responses/Problem'}\n", OTHER)]);
    let [_, without] = edited(&[("        '404': {$ref: '#/components/responses/Problem'}\n", "")]);
    assert!(payloads(&old, &without).is_empty(), "the default says the same");
    let found = payloads(&new, &without);
    let carrier = Carrier::ResponseBody {
        operation: "GET /quotes".to_owned(),
        status: "default".to_owned(),
        media_type: "application/problem+json".to_owned(),
    };
    assert_eq!(found.iter().map(|payload| &payload.carrier).collect::<Vec<_>>(), [&carrier]);
}

#[test]
fn what_covers_a_media_type_is_compared_with_it() {
    let [old, new] = edited(&[(
        "          application/json: {schema: {type: object}}",
        "          application/*: {schema: {type: array}}",
    )]);
    let carrier = Carrier::RequestBody { operation: "POST /quotes".to_owned(), media_type: "application/*".to_owned() };
    assert_eq!(payloads(&old, &new).iter().map(|payload| &payload.carrier).collect::<Vec<_>>(), [&carrier]);
}

#[test]
fn who_writes_and_who_reads() {
    let all = |to: &str| BASE[0].1.replace("type: object", to).replace("type: integer", to);
    let files = |text: String| vec![("http/a/openapi.yaml".to_owned(), text)];
    let found = payloads(&files(all("type: object")), &files(all("type: array")));
    let seen: Vec<_> = found
        .iter()
        .map(|payload| {
            let name = match &payload.carrier {
                Carrier::Parameter { operation, name, .. } => format!("{operation} parameter {name}"),
                Carrier::RequestBody { operation, media_type } => format!("{operation} request {media_type}"),
                Carrier::ResponseBody { operation, status, .. } => format!("{operation} response {status}"),
                Carrier::ResponseHeader { operation, name, .. } => format!("{operation} header {name}"),
                other => format!("{other:?}"),
            };
            (name, payload.flow, payload.surface, payload.role)
        })
        .collect();
    let inward = |name: &str| (name.to_owned(), Flow::Inward, Some(Surface::HttpRequest), Role::Request);
    let outward = |name: &str| (name.to_owned(), Flow::Outward, Some(Surface::HttpResponse), Role::Response);
    for expected in [
        inward("GET /quotes parameter limit"),
        inward("POST /quotes request application/json"),
        inward("POST /quotes request multipart/form-data"),
        outward("GET /quotes response 404"),
        outward("GET /quotes header X-Total"),
        outward("callback onPriced POST {$request.body#/url} request application/json"),
        outward("webhook quoteAccepted POST request application/json"),
    ] {
        assert!(seen.contains(&expected), "{expected:?} in {seen:#?}");
    }
}

#[test]
fn parameters_that_swap_their_names_are_told_by_position() {
    let text = |first: &str, second: &str| {
        let of =
            |name: &str, what: &str| format!("{{name: {name}, in: path, required: true, schema: {{type: {what}}}}}");
        let parameters = format!("{}, {}", of(first, "string"), of(second, "integer"));
        let paths = format!(
            "paths: {{'/a/{{{first}}}/{{{second}}}': {{get: {{parameters: [{parameters}], responses: {{}}}}}}}}"
        );
        vec![("a.yaml".to_owned(), format!("openapi: 3.1.1\ninfo: {{title: A, version: '1'}}\n{paths}\n"))]
    };
    let (old, new) = (text("x", "y"), text("y", "x"));
    assert!(payloads(&old, &new).is_empty(), "the schemas at each position are the same");
    assert_eq!(
        facts(&old, &new),
        [
            "path-parameter-renamed x /paths/~1a~1{x}~1{y} -> /paths/~1a~1{y}~1{x}",
            "path-parameter-renamed y /paths/~1a~1{x}~1{y} -> /paths/~1a~1{y}~1{x}",
        ]
    );
}

#[test]
fn a_version_that_is_written_inline_is_silent() {
    let [old, new] = edited(&[
        (
            "    get:\n      operationId: readQuote\n      parameters:\n        - {$ref: '#/components/parameters/Limit'}",
            "    get:\n      operationId: readQuote\n      parameters:\n        - {name: limit, in: query, schema: {type: integer}}",
        ),
        (
            "        4XX: {$ref: '#/components/responses/Problem'}",
            "        4XX: {description: Refused, content: {application/problem+json: {schema: {type: object}}}}",
        ),
    ]);
    assert_eq!(facts(&old, &new), Vec::<String>::new());
}

#[test]
fn a_callback_that_leads_back_to_itself_ends() {
    let text = |more: &str| {
        let text = format!(
            "openapi: 3.1.1\ninfo: {{title: A, version: '1'}}\npaths:\n  /a:\n    post:\n      responses: {{}}\n      callbacks: {{again: {{$ref: '#/components/callbacks/Again'}}}}\ncomponents:\n  callbacks:\n    Again:\n      '{{$url}}':\n        post: {{responses: {{}}, callbacks: {{again: {{$ref: '#/components/callbacks/Again'}}}}{more}}}\n"
        );
        vec![("a.yaml".to_owned(), text)]
    };
    assert_eq!(
        facts(&text(""), &text(", deprecated: true")),
        [
            "operation-deprecated callback again POST {$url} /components/callbacks/Again/{$url}/post -> /components/callbacks/Again/{$url}/post/deprecated"
        ]
    );
}
