//! The code of a few contracts as it is, and all that is said of the quote service.

mod support;

use support::{World, said, without_docs};

#[test]
fn typify_of_money() {
    let made = World::contracts(&["canonical/money.schema.json"]).typify().expect("typify reads it");
    insta::assert_snapshot!(made.rust);
}

#[test]
fn typify_of_a_request() {
    let made =
        World::contracts(&["http/quote-service/cancel-quote-request.schema.json"]).typify().expect("typify reads it");
    insta::assert_snapshot!(without_docs(&made.rust));
}

#[test]
fn losses_of_the_quote_service() {
    let world = World::contracts(&["http/quote-service/openapi.yaml"]);
    let types = world.typify().expect("typify reads it");
    let client = world.progenitor().expect("progenitor reads it");
    insta::assert_snapshot!(format!("{}\n\n{}\n", said(&types).join("\n"), said(&client).join("\n")));
}

#[test]
fn a_method_of_the_quote_service() {
    let made = World::contracts(&["http/quote-service/openapi.yaml"]).progenitor().expect("progenitor reads it");
    let code = without_docs(&made.rust);
    let start = code.find("    pub async fn cancel_quote").expect("the operation has a method");
    let end = code[start..].find("\n    pub async fn ").map_or(code.len(), |length| start + length);
    insta::assert_snapshot!(&code[start..end]);
}

#[test]
fn the_same_contracts_give_the_same_bytes() {
    let make =
        || World::contracts(&["http/quote-service/openapi.yaml"]).progenitor().expect("progenitor reads it").rust;
    assert_eq!(make(), make());
}
