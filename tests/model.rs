//! One model, whatever notation and version a contract is written in.

use std::fmt::Write;
use stipula_model::{Contract, MediaType, Surface};
use stipula_source::Memory;
use stipula_tests::Judged;

/// What a contract promises, a line each.
fn promises(contract: &Contract) -> String {
    let mut out = String::new();
    let content = |content: &[MediaType]| content.iter().map(|media| media.name.clone()).collect::<Vec<_>>().join(" ");
    for operation in &contract.operations {
        let parameters: Vec<_> =
            operation.parameters.iter().map(|p| format!("{}:{}", p.location.name(), p.name)).collect();
        let body = operation.body.as_ref().map(|body| content(&body.content)).unwrap_or_default();
        let responses: Vec<_> =
            operation.responses.iter().map(|r| format!("{}={}", r.status, content(&r.content))).collect();
        let security: Vec<_> = operation.security.iter().flatten().map(|used| used.scheme.as_str()).collect();
        let (source, method, path) = (operation.source, &operation.method, &operation.path);
        writeln!(
            out,
            "{source:?} {method} {path} [{}] {body} -> {} {security:?}",
            parameters.join(" "),
            responses.join(" ")
        )
        .expect("a string takes everything");
    }
    for channel in &contract.channels {
        let messages: Vec<_> =
            channel.messages.iter().map(|(_, index)| contract.messages[*index].name.as_str()).collect();
        writeln!(out, "channel {} {messages:?}", channel.address.as_deref().unwrap_or("?"))
            .expect("a string takes everything");
    }
    for operation in &contract.wire_operations {
        let channel = operation.channel.map(|index| contract.channels[index].address.as_deref().unwrap_or("?"));
        let messages: Vec<_> = operation.messages.iter().map(|index| contract.messages[*index].name.as_str()).collect();
        writeln!(out, "{:?} {} {messages:?}", operation.action, channel.unwrap_or("?"))
            .expect("a string takes everything");
    }
    for message in &contract.messages {
        let (payload, headers) = (message.payload.is_some(), message.headers.is_some());
        let kind = message.content_type.as_deref().unwrap_or("?");
        writeln!(out, "message {} {kind} payload={payload} headers={headers}", message.name)
            .expect("a string takes everything");
    }
    out
}

fn lowered(path: &str, text: &str) -> String {
    let judged = Judged::of(Memory::new().with(path, text), None);
    assert_eq!(judged.places(), Vec::<String>::new());
    promises(&judged.model.contracts[0])
}

#[test]
fn asyncapi_2_and_3_say_the_same_thing() {
    let old = lowered(
        "asyncapi.yaml",
        r"
asyncapi: 2.6.0
info: {title: Quotes, version: 1.0.0}
defaultContentType: application/json
channels:
  quotes.{tenant}:
    parameters: {tenant: {schema: {type: string}}}
    subscribe:
      operationId: sendQuoteAccepted
      message: {$ref: '#/components/messages/quoteAccepted'}
    publish:
      operationId: receiveCommands
      message:
        oneOf:
          - {name: acceptQuote, payload: {type: object}}
          - {name: cancelQuote, traits: [{headers: {type: object}}], payload: {type: object}}
components:
  messages:
    quoteAccepted: {payload: {type: object}}
",
    );
    let new = lowered(
        "asyncapi.yaml",
        r"
asyncapi: 3.0.0
info: {title: Quotes, version: 1.0.0}
defaultContentType: application/json
channels:
  quotes:
    address: quotes.{tenant}
    parameters: {tenant: {}}
    messages:
      receiveCommands.0: {name: acceptQuote, payload: {type: object}}
      receiveCommands.1: {name: cancelQuote, traits: [{headers: {type: object}}], payload: {type: object}}
      quoteAccepted: {$ref: '#/components/messages/quoteAccepted'}
operations:
  receiveCommands:
    action: receive
    channel: {$ref: '#/channels/quotes'}
    messages: [{$ref: '#/channels/quotes/messages/receiveCommands.0'}, {$ref: '#/channels/quotes/messages/receiveCommands.1'}]
  sendQuoteAccepted:
    action: send
    channel: {$ref: '#/channels/quotes'}
    messages: [{$ref: '#/channels/quotes/messages/quoteAccepted'}]
components:
  messages:
    quoteAccepted: {payload: {type: object}}
",
    );
    insta::assert_snapshot!(new, @r#"
    channel quotes.{tenant} ["acceptQuote", "cancelQuote", "quoteAccepted"]
    Receive quotes.{tenant} ["acceptQuote", "cancelQuote"]
    Send quotes.{tenant} ["quoteAccepted"]
    message quoteAccepted application/json payload=true headers=false
    message acceptQuote application/json payload=true headers=false
    message cancelQuote application/json payload=true headers=true
    "#);
    assert_eq!(old, new);
}

#[test]
fn openapi_3_2_with_webhooks_callbacks_and_new_methods() {
    let text = r"
openapi: 3.2.0
info: {title: Quotes, version: 1.0.0}
security: [{token: [read]}]
paths:
  /quotes/{quoteId}:
    parameters:
      - {name: quoteId, in: path, required: true, schema: {type: string}}
      - {name: view, in: query, schema: {type: string}}
    get:
      parameters: [{$ref: '#/components/parameters/View'}]
      responses:
        '200': {description: The quote., content: {application/json: {schema: {type: object}}}}
        default: {$ref: '#/components/responses/Problem'}
    query:
      security: []
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: Lines., content: {application/jsonl: {itemSchema: {type: object}}}}}
    additionalOperations:
      COPY:
        responses: {'201': {description: A copy.}}
        callbacks:
          copied:
            '{$request.body#/url}':
              post:
                requestBody: {content: {application/json: {schema: {type: object}}}}
                responses: {'204': {description: Heard.}}
webhooks:
  quoteAccepted:
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: Heard.}}
components:
  parameters: {View: {name: view, in: query, schema: {enum: [full]}}}
  responses: {Problem: {description: A problem., content: {application/problem+json: {schema: {type: object}}}}}
  securitySchemes: {token: {type: http, scheme: bearer}}
";
    insta::assert_snapshot!(lowered("openapi.yaml", text), @r#"
    Path get /quotes/{quoteId} [query:view path:quoteId]  -> 200=application/json default=application/problem+json ["token"]
    Path query /quotes/{quoteId} [path:quoteId query:view] application/json -> 200=application/jsonl []
    Path COPY /quotes/{quoteId} [path:quoteId query:view]  -> 201= ["token"]
    Webhook post quoteAccepted [] application/json -> 204= ["token"]
    Callback post {$request.body#/url} [] application/json -> 204= ["token"]
    "#);
}

#[test]
fn the_surface_is_that_of_the_folder_or_what_the_schema_says() {
    let schema = |extra: &str| format!("{{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"{extra}}}");
    let files = Memory::new()
        .with("audit/decision.schema.json", schema(""))
        .with("canonical/money.schema.json", schema(""))
        .with("events/fact.schema.json", schema(", \"x-surface\": \"snapshot\""))
        .with("http/quotes/create-quote-request.schema.json", schema(""))
        .with("http/quotes/quote-response.schema.json", schema(""));
    let judged = Judged::of(files, None);
    let surfaces: Vec<_> = judged.model.contracts.iter().map(|contract| contract.surface).collect();
    let expected =
        [Some(Surface::Audit), None, Some(Surface::Snapshot), Some(Surface::HttpRequest), Some(Surface::HttpResponse)];
    assert_eq!(surfaces, expected);
}

#[test]
fn a_file_without_a_dialect_is_in_that_of_the_file_that_refers_to_it() {
    let openapi = r"
openapi: 3.0.3
info: {title: Quotes, version: 1.0.0}
paths:
  /quotes:
    get:
      responses:
        '200':
          description: A quote.
          content:
            application/json:
              schema: {$ref: 'shared.yaml#/Quote'}
              example: {note: null}
";
    let shared = "Quote: {type: object, properties: {note: {type: string, nullable: true}}}\n";
    let judged = Judged::of(Memory::new().with("openapi.yaml", openapi).with("shared.yaml", shared), None);
    assert_eq!(judged.places(), Vec::<String>::new());
    let newer = openapi.replace("3.0.3", "3.1.1");
    let judged = Judged::of(Memory::new().with("openapi.yaml", newer).with("shared.yaml", shared), None);
    assert_eq!(judged.places(), ["example-invalid openapi.yaml:13:31"]);
}

#[test]
fn read_only_properties_are_required_of_responses_alone() {
    let text = |part: &str| {
        format!(
            r"
openapi: 3.1.1
info: {{title: Quotes, version: 1.0.0}}
paths:
  /quotes:
    post:
      requestBody:
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Quote'}}{}}}}}
      responses:
        '201':
          description: Created.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Quote'}}{}}}}}
components:
  schemas:
    Quote:
      type: object
      required: [quoteId]
      properties: {{quoteId: {{type: string, readOnly: true}}}}
",
            if part == "request" { ", example: {}" } else { "" },
            if part == "response" { ", example: {}" } else { "" },
        )
    };
    let judged = |part: &str| Judged::of(Memory::new().with("openapi.yaml", text(part)), None).places();
    assert_eq!(judged("request"), Vec::<String>::new());
    assert_eq!(judged("response").len(), 1);
}

#[test]
fn unknown_extensions_are_kept_with_their_places() {
    let text =
        "openapi: 3.1.1\ninfo: {title: Quotes, version: 1.0.0}\npaths: {}\nx-owner: quote-team\nx-of-our-own: [1]\n";
    let judged = Judged::of(Memory::new().with("openapi.yaml", text), None);
    let contract = &judged.model.contracts[0];
    let found: Vec<_> = stipula_model::Model::extensions(&judged.sources, contract.at)
        .map(|(key, value)| (key, contract.at.sibling(value).place(&judged.sources).pointer))
        .collect();
    assert_eq!(found, [("x-owner", "/x-owner".to_owned()), ("x-of-our-own", "/x-of-our-own".to_owned())]);
}

#[test]
fn the_graph_of_references_crosses_files() {
    let files = Memory::new()
        .with(
            "a.schema.json",
            r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "b.schema.json#/$defs/id"}"#,
        )
        .with(
            "b.schema.json",
            r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"id": {"type": "string"}}}"#,
        );
    let judged = Judged::of(files, None);
    let name = |at: stipula_model::NodeRef| {
        let file = judged.sources.file(at.file).path();
        format!("{file}#{}", at.get(&judged.sources).pointer())
    };
    let edges: Vec<_> =
        judged.model.schemas.references().map(|(from, edge)| (name(from), name(edge.target), edge.section)).collect();
    assert_eq!(edges, [("a.schema.json#/$ref".to_owned(), "b.schema.json#/$defs/id".to_owned(), "schemas")]);
}

#[test]
fn a_bundle_takes_along_what_no_part_of_the_model_holds() {
    let asyncapi = r"
asyncapi: 3.0.0
info: {title: Quotes, version: 1.0.0}
servers:
  production: {$ref: 'shared.yaml#/servers/production'}
channels:
  quotes:
    address: quotes
    bindings: {$ref: 'shared.yaml#/bindings'}
";
    let shared = r"
servers: {production: {host: kafka.example.com, protocol: kafka}}
bindings: {kafka: {topic: quotes}}
";
    let judged = Judged::of(Memory::new().with("asyncapi.yaml", asyncapi).with("shared.yaml", shared), None);
    assert_eq!(judged.places(), Vec::<String>::new());
    let (bundle, _) = stipula_model::bundle(&judged.model, &judged.sources, &judged.roots, &judged.model.contracts[0]);
    assert_eq!(bundle["servers"]["production"]["$ref"], "#/components/servers/production");
    assert_eq!(bundle["components"]["servers"]["production"]["host"], "kafka.example.com");
    assert_eq!(bundle["channels"]["quotes"]["bindings"]["kafka"]["topic"], "quotes");
}

#[test]
fn references_of_another_file_are_followed_from_there() {
    let other = r##"{"c": {"publish": {"message": {"$ref": "#/m"}}}, "m": {"payload": {"type": "string"}}}"##;
    let two =
        r#"{"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "channels": {"c": {"$ref": "./b.json#/c"}}}"#;
    let judged = Judged::of(Memory::new().with("a.json", two).with("b.json", other), None);
    assert_eq!(judged.places(), [""; 0]);
    let other = r##"{"channels": {"c": {"address": "x", "messages": {"m": {"payload": {"type": "string"}}}}},
        "op": {"action": "send", "channel": {"$ref": "#/channels/c"}, "messages": [{"$ref": "#/channels/c/messages/m"}]}}"##;
    let three = r#"{"asyncapi": "3.0.0", "info": {"title": "t", "version": "1"}, "operations": {"op": {"$ref": "./b.json#/op"}}}"#;
    let judged = Judged::of(Memory::new().with("a.json", three).with("b.json", other), None);
    assert_eq!(judged.places(), [""; 0]);
    assert!(judged.model.contracts[0].wire_operations[0].channel.is_some());
}

#[test]
fn path_items_are_judged_without_operations_and_without_use() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"quotes": {}},
        "components": {"pathItems": {"A": {"get": {"responses": {"200": {"description": "x",
        "content": {"application/json": {"schema": {"type": "objekt"}}}}}}}}}}"#;
    let places = Judged::of(Memory::new().with("o.json", text), None).places();
    assert!(places.len() == 2 && places[0].contains("path-template-invalid"), "{places:?}");
    assert!(places[1].contains("schema-invalid"), "{places:?}");
}

#[test]
fn a_malformed_multiple_hides_no_other_fault() {
    let text = r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "integer", "multipleOf": 0e5, "default": "x"}"#;
    let places = Judged::of(Memory::new().with("a.schema.json", text), None).places();
    assert!(places.iter().any(|place| place.contains("default-invalid")), "{places:?}");
}

#[test]
fn messages_beside_one_that_does_not_resolve_are_not_mistaken_for_it() {
    let text = r##"{"asyncapi": "3.0.0", "info": {"title": "t", "version": "1"},
        "channels": {"c": {"address": "x", "messages": {"m": {"payload": {"type": "string"}}}}},
        "components": {"messages": {"o": {"payload": {"type": "string"}}}},
        "operations": {"op": {"action": "send", "channel": {"$ref": "#/channels/c"},
        "messages": [{"$ref": "#/channels/c/messages/no"}, {"$ref": "#/components/messages/o"}]}}}"##;
    let places = Judged::of(Memory::new().with("a.json", text), None).places();
    assert!(places.len() == 1 && places[0].contains("ref-unresolved"), "{places:?}");
}

#[test]
fn a_read_only_property_is_found_in_what_a_schema_is_composed_of() {
    let text = r"
openapi: 3.1.1
info: {title: Quotes, version: 1.0.0}
paths:
  /quotes:
    post:
      requestBody:
        content:
          application/json:
            schema: {required: [quoteId], allOf: [{$ref: '#/components/schemas/Identified'}]}
            example: {}
      responses: {'201': {description: Created.}}
components:
  schemas:
    Identified: {type: object, properties: {quoteId: {type: string, readOnly: true}}}
";
    let judged = Judged::of(Memory::new().with("openapi.yaml", text), None);
    assert_eq!(judged.places(), Vec::<String>::new());
}

/// The bundle of an AsyncAPI description whose payload is this 2020-12 schema, and what was refused.
fn bundled_payload(schema: &str) -> (serde_json::Value, Vec<String>) {
    let asyncapi = r"
asyncapi: 3.0.0
info: {title: Quotes, version: 1.0.0}
channels:
  quotes: {address: quotes, messages: {accepted: {payload: {$ref: quote.schema.json}}}}
";
    let files = Memory::new().with("asyncapi.yaml", asyncapi).with("quote.schema.json", schema);
    let judged = Judged::of(files, None);
    assert_eq!(judged.places(), Vec::<String>::new());
    let contract = &judged.model.contracts[0];
    let (bundle, refused) = stipula_model::bundle(&judged.model, &judged.sources, &judged.roots, contract);
    (bundle["components"]["schemas"]["quote"].clone(), refused.into_iter().map(|finding| finding.message).collect())
}

#[test]
fn a_bundle_says_a_schema_in_the_words_of_its_own_dialect() {
    let (schema, refused) = bundled_payload(
        r##"{
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$defs": {"id": {"type": "string"}},
            "properties": {"quoteId": {"$ref": "#/$defs/id", "maxLength": 30}, "pair": {"prefixItems": [true], "items": false}},
            "dependentRequired": {"a": ["b"]}
        }"##,
    );
    assert_eq!(refused, Vec::<String>::new());
    let quote_id = serde_json::json!({"maxLength": 30, "allOf": [{"$ref": "#/components/schemas/id"}]});
    assert_eq!(schema["properties"]["quoteId"], quote_id);
    assert_eq!(schema["properties"]["pair"], serde_json::json!({"items": [true], "additionalItems": false}));
    assert_eq!(schema["dependencies"], serde_json::json!({"a": ["b"]}));
}

#[test]
fn a_bundle_refuses_what_its_dialect_cannot_say() {
    let (_, refused) = bundled_payload(
        r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "unevaluatedProperties": false}"#,
    );
    let message = "`unevaluatedProperties` of 2020-12 cannot be said in draft-07, the dialect of the bundle";
    assert_eq!(refused, [message]);
}
