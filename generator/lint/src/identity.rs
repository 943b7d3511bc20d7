//! What identifies a finding, without lines and prose: for baselines, and for waivers.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use stipula_diagnostics::Place;
use stipula_source::{Node, Sources, pointer};

/// `sha256:` and the digest of what a waiver is tied to: the rule, the place, and what stands there. Whoever edits the
/// place has to look at the waiver again.
pub fn fingerprint(rule: &str, contract: &str, place: &Place, sources: &Sources) -> String {
    let value = node(place, sources).map_or(Value::Null, Node::to_json);
    let mut object = json!({ "contract": contract, "pointer": place.pointer, "rule": rule, "value": value });
    object.sort_all_objects();
    let digest = Sha256::digest(object.to_string().as_bytes());
    digest.iter().fold("sha256:".to_owned(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("memory can be written");
        text
    })
}

/// The place of a finding as a pointer in which items of arrays go by their names, so that it stays the same when
/// something is inserted before them: `/paths/~1quotes/get/parameters/limit`.
pub fn lasting_pointer(place: &Place, sources: &Sources) -> String {
    let Some(mut node) = node(place, sources).filter(|_| place.pointer.bytes().any(|b| b.is_ascii_digit())) else {
        return place.pointer.clone();
    };
    let mut tokens = Vec::new();
    while let Some(parent) = node.parent() {
        tokens.push(match node.key() {
            Some(key) => key.as_str().unwrap_or_default().to_owned(),
            None => item_name(node, parent),
        });
        node = parent;
    }
    let mut out = String::new();
    tokens.iter().rev().for_each(|token| pointer::push(&mut out, token));
    out
}

/// What an item is called among its neighbours: its text, its name, where it refers to, or its position.
fn item_name(item: Node<'_>, array: Node<'_>) -> String {
    const NAMES: [&str; 6] = ["name", "$ref", "title", "command", "url", "code"];
    let name = |node: Node<'_>| match node.as_str() {
        Some(text) => Some(text.to_owned()),
        None => NAMES.iter().find_map(|key| node.get_str(key)).map(str::to_owned),
    };
    let position = || array.items().position(|other| other == item).unwrap_or_default().to_string();
    match name(item) {
        Some(own) if array.items().filter(|other| name(*other).as_ref() == Some(&own)).count() == 1 => own,
        _ => position(),
    }
}

fn node<'s>(place: &Place, sources: &'s Sources) -> Option<Node<'s>> {
    sources.file(place.file).tree().root()?.at_pointer(&place.pointer)
}
