use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "topic-owner-declared",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("topic_owner_declared.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    if contract.contract.channels.is_empty() || contract.node.get("x-owner").is_some() {
        return;
    }
    let contract = &cx.scene.contracts[contract.index];
    let channels: Vec<ChannelView<'_>> = contract.channels(cx.scene).collect();
    let ownerless = || channels.iter().filter(|channel| channel.node.get("x-owner").is_none());
    let help = "add `x-owner` with the team that answers for it, to the channel or to the whole document";
    if channels.len() > 1 && ownerless().count() == channels.len() {
        let text = format!("nobody owns the {} channels of this document", channels.len());
        return cx.report(Finding::at(contract.at(), text).help(help));
    }
    for channel in ownerless() {
        cx.report(Finding::at(channel.at(), format!("nobody owns `{}`", channel.name())).help(help));
    }
}
