use super::envelope::attribute;
use super::event_name::{EventName, version_of};
use super::payload::facts;
use super::support::{is_event, said};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::words;
use crate::{Cx, MessageView, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, NodeRef};

pub(super) const RULE: Rule = Rule::new(
    "event-version-agrees",
    Error,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_version_agrees.md"),
);

/// A place that says a version.
struct Said {
    what: &'static str,
    version: u64,
    at: NodeRef,
}

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let all = versions(cx, message);
    let count = |version: u64| all.iter().filter(|said| said.version == version).count();
    // The most frequent version counts; among equals the one that is said first, and the type comes first.
    let Some(right) = all.iter().rev().max_by_key(|said| count(said.version)) else { return };
    let Some(wrong) = all.iter().find(|said| said.version != right.version) else { return };
    let text =
        format!("{} says version {}, and {} says version {}", wrong.what, wrong.version, right.what, right.version);
    let mut finding = Finding::at(wrong.at, text).label(right.at, format!("version {}", right.version));
    for other in all.iter().filter(|said| said.version != right.version && said.at != wrong.at) {
        finding = finding.label(other.at, format!("version {}", other.version));
    }
    cx.report(
        finding.help("make the type, the file, the title and the constant of one event agree on its major version"),
    );
}

fn versions(cx: &Cx<'_>, message: &MessageView<'_>) -> Vec<Said> {
    let mut all = Vec::new();
    let mut add = |what, version: Option<u64>, at| all.extend(version.map(|version| Said { what, version, at }));
    if let Some(name) = EventName::of(cx, message) {
        add("the type", name.version, name.at);
    }
    if let Some(at) = said(cx, message, "title") {
        add("the message's title", cx.node(at).as_str().and_then(last_word), at);
    }
    if let Some(constant) = attribute(cx, message, &["eventversion"]).and_then(|own| own.resolved.get(Kw::Const)) {
        let owner = attribute(cx, message, &["eventversion"]).map_or(message.at(), |own| own.resolved.at);
        add("`eventVersion`", constant.as_number().and_then(|number| number.parse().ok()), owner.sibling(constant));
    }
    for schema in facts(cx, message) {
        if let Some(title) = schema.get(Kw::Title) {
            add("the payload's title", title.as_str().and_then(last_word), schema.at.sibling(title));
        }
        let written = said(cx, message, "payload").unwrap_or(schema.at);
        let in_file = file_version(cx, schema);
        add("the payload's file", in_file, written);
        let id = schema.get(Kw::Id).filter(|_| in_file.is_none());
        add("the payload's `$id`", id.and_then(|id| in_path(id.as_str()?)), schema.at);
        let own = cx.scene.property(schema.id, "eventVersion").map(|own| own.resolved);
        if let Some((own, constant)) = own.and_then(|own| Some((own, own.get(Kw::Const)?))) {
            add("`eventVersion`", constant.as_number().and_then(|n| n.parse().ok()), own.at.sibling(constant));
        }
    }
    all
}

/// 2 of `QuoteSubmittedEventV2`.
fn last_word(text: &str) -> Option<u64> {
    version_of(words(text).last()?)
}

fn file_version(cx: &Cx<'_>, schema: &SchemaView<'_>) -> Option<u64> {
    let contract = cx.contract_of(schema).filter(|_| schema.stand == Stand::Root)?;
    in_path(contract.file_name())
}

/// 2 of `quote-submitted.v2.schema.json` and of `events/quote-submitted/v2/schema.json`.
fn in_path(path: &str) -> Option<u64> {
    path.split(['.', '/', '-', '_']).rev().find_map(version_of)
}
