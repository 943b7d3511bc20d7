//! Events: whom an edit reaches, which way messages go, and what is silent.

use crate::case::{Case, Files, facts, payloads, whole};
use crate::event::{BASE, BASE_OF_2};
use stipula_diff::{About, Carrier, Flow};

fn edited(edits: &'static [(&'static str, &'static str)]) -> [Files; 2] {
    let case = Case { name: "", base: BASE, edits, forth: &[], back: &[] };
    [case.before(), case.after()]
}

#[test]
fn one_default_content_type_reaches_the_messages_that_have_none() {
    let [old, new] = edited(&[("defaultContentType: application/json", "defaultContentType: application/cbor")]);
    let found = whole(&old, &new);
    assert_eq!(found.len(), 1);
    let about = About::Event { contract: 0, subject: "com.example.accepted.v1".to_owned(), flow: Flow::Kept };
    let also = vec!["com.example.placed.v1".to_owned(), "answer".to_owned()];
    assert_eq!((&found[0].about, &found[0].also), (&about, &also));
}

#[test]
fn payloads_go_the_way_that_operations_say() {
    let all = |to: &str| vec![("events/asyncapi.yaml".to_owned(), BASE[0].1.replace("payload: {type: object", to))];
    let found = payloads(&all("payload: {type: object"), &all("payload: {type: array"));
    let seen: Vec<_> = found
        .iter()
        .map(|payload| match &payload.carrier {
            Carrier::Message { message, channels } => (message.as_str(), channels.join(" "), payload.flow),
            Carrier::MessageHeaders { message, .. } => (message.as_str(), "headers".to_owned(), payload.flow),
            other => panic!("{other:?}"),
        })
        .collect();
    let of = |message, channels: &str, flow| (message, channels.to_owned(), flow);
    assert_eq!(
        seen,
        [
            of("com.example.accepted.v1", "quotes", Flow::Outward),
            of("com.example.rejected.v1", "quotes", Flow::Outward),
            of("answer", "answers", Flow::Kept),
        ]
    );
}

#[test]
fn a_message_that_comes_to_a_channel_flows_as_its_operations_do() {
    let flow = |edits| {
        let [old, new] = edited(edits);
        match &whole(&new, &old)[0].about {
            About::Event { flow, .. } => *flow,
            other => panic!("{other:?}"),
        }
    };
    let sent = flow(&[
        ("      rejected: {$ref: '#/components/messages/rejected'}\n", ""),
        ("      - {$ref: '#/channels/quotes/messages/rejected'}\n", ""),
    ]);
    let received = flow(&[("    messages:\n      placed: {$ref: '#/components/messages/placed'}\n", "")]);
    assert_eq!((sent, received), (Flow::Outward, Flow::Inward));
}

#[test]
fn the_same_description_in_version_3_is_silent() {
    let version_3 = r"asyncapi: 3.0.0
info: {title: E, version: 1.0.0}
channels:
  orders:
    address: oms/{tenant}/orders
    parameters: {tenant: {}}
    messages:
      placed: {$ref: '#/components/messages/placed'}
      done: {$ref: '#/components/messages/done'}
      failed: {$ref: '#/components/messages/failed'}
operations:
  placeOrder:
    action: receive
    channel: {$ref: '#/channels/orders'}
    messages: [{$ref: '#/channels/orders/messages/placed'}]
  orderEnded:
    action: send
    channel: {$ref: '#/channels/orders'}
    messages: [{$ref: '#/channels/orders/messages/done'}, {$ref: '#/channels/orders/messages/failed'}]
components:
  messages:
    placed: {name: placed, payload: {type: object}}
    done: {name: done, payload: {type: object, required: [at]}}
    failed: {name: failed, payload: {type: object, required: [why]}}
";
    let old = [("events/asyncapi.yaml".to_owned(), BASE_OF_2[0].1.replace("{schema: {type: string}}", "{}"))];
    let new = [("events/asyncapi.yaml".to_owned(), version_3.to_owned())];
    assert_eq!(facts(&old, &new), Vec::<String>::new());
}
