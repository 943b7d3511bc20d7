use super::payload::facts;
use super::support::{entry_of, events, said, texts};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ChannelView, Cx, Profile, Rule};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "internal-event-not-external",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("internal_event_not_external.md"),
)
.options(&[
    OptionSpec::words("external-audiences", &["partner", "public", "external"], "Audiences outside of the platform."),
    OptionSpec::words(
        "external-addresses",
        &["external.", "partner.", "public."],
        "How the addresses of external channels begin, where no audience is declared.",
    ),
]);

fn check(cx: &Cx<'_>) {
    let channels =
        cx.contracts.iter().filter(|contract| contract.is_meant).flat_map(|contract| contract.channels(cx.scene));
    let (external, internal): (Vec<_>, Vec<_>) = channels.partition(|channel| is_external(cx, channel));
    if external.is_empty() {
        return;
    }
    let inside = carried(cx, &internal);
    for channel in &external {
        for event in events(cx, channel) {
            let own = std::iter::once(event.at()).chain(facts(cx, &event).into_iter().map(|schema| schema.at));
            if let Some((at, name)) = own.into_iter().find_map(|at| inside.get(&at)) {
                let text = format!(
                    "`{}` shows the partners of `{}` what `{name}` carries inside",
                    event.name(),
                    channel.name()
                );
                let finding = Finding::at(entry_of(channel, &event), text).label(*at, "the internal channel");
                cx.report(finding.help(
                    "publish an integration event of its own: its own name, its own payload, with only what outsiders may know",
                ));
            }
        }
    }
}

fn is_external(cx: &Cx<'_>, channel: &ChannelView<'_>) -> bool {
    let declared = match channel.node.get("x-audience") {
        Some(audience) => texts(audience),
        None => {
            let of_events = events(cx, channel).into_iter().filter_map(|event| said(cx, &event, "x-audience"));
            of_events.flat_map(|at| texts(cx.node(at))).collect()
        }
    };
    if declared.is_empty() {
        return cx.words("external-addresses").iter().any(|start| channel.name().starts_with(start));
    }
    declared.iter().any(|own| cx.words("external-audiences").has(own))
}

/// The messages and payloads of channels, each with its first channel.
fn carried<'m>(cx: &Cx<'m>, channels: &[ChannelView<'m>]) -> FxHashMap<NodeRef, (NodeRef, &'m str)> {
    let mut found = FxHashMap::default();
    for channel in channels {
        for event in events(cx, channel) {
            let own = std::iter::once(event.at()).chain(facts(cx, &event).into_iter().map(|schema| schema.at));
            let name = channel.channel.address.as_deref().unwrap_or(&channel.channel.name);
            own.for_each(|at| _ = found.entry(at).or_insert((channel.at(), name)));
        }
    }
    found
}
