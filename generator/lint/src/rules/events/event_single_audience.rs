use super::support::{events, listed, one_of, said, texts};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ChannelView, Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "event-single-audience",
    Error,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("event_single_audience.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"])
.options(&[OptionSpec::words(
    "audiences",
    &["orchestration", "analytics", "audit", "partner"],
    "The audiences that events are made for.",
)]);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let events = events(cx, channel);
    let own = channel.node.get("x-audience").map(|value| channel.at().sibling(value));
    let of_events: Vec<_> = events.iter().map(|event| (event, audience_at(cx, event))).collect();
    let all = || own.into_iter().chain(of_events.iter().filter_map(|(_, at)| *at));
    if events.is_empty() {
        return;
    }
    if let Some((at, fault)) = all().find_map(|at| Some((at, fault(cx, at)?))) {
        let known = one_of(cx.words("audiences").iter());
        return cx.report(Finding::at(at, fault).help(format!("name the one audience it is made for: {known}")));
    }
    let Some(first) = own.or(of_events[0].1).filter(|_| own.is_some() || of_events.iter().all(|(_, at)| at.is_some()))
    else {
        let finding = Finding::at(channel.at(), format!("`{}` does not say for whom its events are", channel.name()));
        return cx
            .report(finding.help("add `x-audience` to the channel, and a channel of its own for each other audience"));
    };
    let word = |at: NodeRef| texts(cx.node(at)).concat();
    if let Some(other) = all().find(|at| word(*at) != word(first)) {
        let text = format!("`{}` on a channel for `{}`", word(other), word(first));
        let finding = Finding::at(other, text).label(first, "for another audience");
        cx.report(finding.help("give each audience an event and a channel of its own, with the facts that it needs"));
    }
}

fn audience_at(cx: &Cx<'_>, event: &MessageView<'_>) -> Option<NodeRef> {
    let of_payload = || event.payload.and_then(|schema| Some(schema.at.sibling(schema.node.get("x-audience")?)));
    said(cx, event, "x-audience").or_else(of_payload)
}

fn fault(cx: &Cx<'_>, at: NodeRef) -> Option<String> {
    let named = texts(cx.node(at));
    match named.as_slice() {
        [one] if cx.words("audiences").has(one) => None,
        [one] => Some(format!("`{one}` is no audience that an event can be made for")),
        [] => Some("this names no audience".to_owned()),
        several => Some(format!("one event cannot be made for {} at once", listed(several.iter().copied()))),
    }
}
