use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, MessageView, OperationView, Profile, Rule};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, MediaType, NodeRef, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "examples-required",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("examples_required.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let mut seen = FxHashSet::default();
    for operation in contract.operations(cx.scene.sources) {
        of_operation(cx, &operation, &mut seen);
    }
    for message in contract.messages(cx.scene) {
        of_message(cx, &message, &mut seen);
    }
}

/// A part that several operations share is asked once.
fn of_operation(cx: &Cx<'_>, view: &OperationView<'_>, seen: &mut FxHashSet<NodeRef>) {
    let body = view.operation.body.iter().flat_map(|body| json(&body.content));
    let parts: [(&str, Vec<&MediaType>); 3] = [
        ("its request", body.collect()),
        ("a success", view.successes().flat_map(|response| json(&response.content)).collect()),
        ("a refusal", view.failures().flat_map(|response| json(&response.content)).collect()),
    ];
    for (what, content) in parts {
        if let Some(at) = missing(cx, &content).filter(|at| seen.insert(*at)) {
            let finding = Finding::at(at, format!("`{}` has no example of {what}", view.name()));
            cx.report(
                finding.help("add one under `examples`: a value as it is sent in a business case that you test with"),
            );
        }
    }
}

fn of_message(cx: &Cx<'_>, view: &MessageView<'_>, seen: &mut FxHashSet<NodeRef>) {
    let has_payload = view.message.payload.is_some();
    let has_example = !view.message.payload_examples.is_empty() || view.message.payload.is_some_and(|id| shown(cx, id));
    if has_payload && !has_example && seen.insert(view.at()) {
        let finding = Finding::at(view.at(), format!("`{}` has no example of its payload", view.name()));
        cx.report(finding.help("add one under `examples` of the message or of its payload's schema"));
    }
}

fn json(content: &[MediaType]) -> impl Iterator<Item = &MediaType> {
    content.iter().filter(|media| media.is_json() && media.schema.is_some())
}

/// The first of some contents where none of them has an example.
fn missing(cx: &Cx<'_>, content: &[&MediaType]) -> Option<NodeRef> {
    let has = |media: &&MediaType| !media.examples.is_empty() || media.schema.is_some_and(|id| shown(cx, id));
    let first = content.first()?;
    (!content.iter().any(has)).then_some(first.at)
}

/// True for a schema with examples of its own.
fn shown(cx: &Cx<'_>, id: SchemaId) -> bool {
    [cx.schema(id), cx.resolved(id)].iter().any(|schema| schema.has(Kw::Examples) || schema.has(Kw::Example))
}
