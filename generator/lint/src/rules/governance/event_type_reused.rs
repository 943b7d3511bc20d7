use super::support::meant;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, MessageView, Profile, Rule, SchemaView};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;
use stipula_source::digest;

pub(super) const RULE: Rule = Rule::new(
    "event-type-reused",
    Error,
    Profile::Recommended,
    Hook::Repository(check),
    include_str!("event_type_reused.md"),
);

fn check(cx: &Cx<'_>) {
    let mut known: FxHashMap<&str, (&SchemaView<'_>, NodeRef)> = FxHashMap::default();
    for contract in meant(cx) {
        let sent: Vec<ChannelView<'_>> = contract.channels(cx.scene).filter(ChannelView::is_sent).collect();
        let mut indices: Vec<usize> =
            sent.iter().flat_map(|channel| &channel.channel.messages).map(|(_, index)| *index).collect();
        indices.sort_unstable();
        for (index, view) in contract.messages(cx.scene).enumerate() {
            // A message without a `name` is called by its key, which is not sent.
            if view.node.get("name").is_some() && indices.binary_search(&index).is_ok() {
                compare(cx, &mut known, &view);
            }
        }
    }
}

fn compare<'s>(cx: &Cx<'_>, known: &mut FxHashMap<&'s str, (&'s SchemaView<'s>, NodeRef)>, view: &MessageView<'s>) {
    let Some(payload) = view.payload else { return };
    let name: &'s str = &view.message.name;
    let (first, at) = *known.entry(name).or_insert((payload, view.name_at()));
    if first.id != payload.id && digest(first.node) != digest(payload.node) {
        let finding = Finding::at(view.name_at(), format!("`{name}` is sent with another payload too"));
        cx.report(finding.label(at, "the same type here").help("give one of the two a type of its own"));
    }
}
