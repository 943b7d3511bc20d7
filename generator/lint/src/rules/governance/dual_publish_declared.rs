use super::support::messages;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Info;

pub(super) const RULE: Rule = Rule::new(
    "dual-publish-declared",
    Info,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("dual_publish_declared.md"),
);

fn check(cx: &Cx<'_>) {
    let all: Vec<(MessageView<'_>, &str, u64)> = messages(cx).filter_map(versioned).collect();
    for (old, base, major) in &all {
        let newer =
            all.iter().filter(|(_, other, later)| other == base && later > major).max_by_key(|(.., later)| later);
        let Some((new, ..)) = newer.filter(|(new, ..)| !ends(old) && !ends_with(new)) else { continue };
        let message = format!("`{}` is published beside `{}`, and nothing says until when", old.name(), new.name());
        let help = "add `x-dual-publish-until` or `x-sunset` with the last day of the old version";
        cx.report(Finding::at(old.name_at(), message).label(new.name_at(), "the newer version").help(help));
    }
}

/// `com.example.oms.order.submitted` and 2 of `com.example.oms.order.submitted.v2`.
fn versioned(message: MessageView<'_>) -> Option<(MessageView<'_>, &str, u64)> {
    let (base, version) = message.message.name.rsplit_once(".v")?;
    Some((message, base, version.parse().ok()?))
}

/// True if the old version says when it ends, itself or in its payload.
fn ends(old: &MessageView<'_>) -> bool {
    let payload = old.payload.is_some_and(|payload| payload.node.get("x-sunset").is_some());
    payload || old.node.get("x-sunset").is_some() || ends_with(old)
}

/// True if both are said to end together on a day.
fn ends_with(message: &MessageView<'_>) -> bool {
    message.node.get("x-dual-publish-until").is_some()
}
