use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use jiff::Span;
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kind;
use stipula_source::Node;

pub(super) const RULE: Rule =
    Rule::new("sunset-window", Warning, Profile::Platform, Hook::Repository(check), include_str!("sunset_window.md"))
        .options(&[
            OptionSpec::number("days", 180, "The least number of days that something deprecated stays."),
            OptionSpec::words(
                "surfaces",
                &["http-request", "http-response", "event"],
                "The surfaces that others depend on.",
            ),
        ]);

fn check(cx: &Cx<'_>) {
    let (least, surfaces) = (cx.number("days"), cx.words("surfaces"));
    for (at, root, _) in cx.documents(Kind::Compatibility) {
        for policy in root.get("policies").into_iter().flat_map(Node::items) {
            let is_public = policy.get_str("surface").is_some_and(|surface| surfaces.has(surface));
            let Some(window) = policy.get("window").filter(|_| is_public) else { continue };
            let Some(days) = window.as_str().and_then(days).filter(|days| *days < least) else { continue };
            let what = policy.get_str("contracts").unwrap_or_default();
            let message = format!("what is deprecated in `{what}` stays for {days} days, less than {least}");
            let help = format!("give consumers the time to notice, to change and to release: `P{least}D` or more");
            cx.report(Finding::at(at.sibling(window), message).help(help));
        }
    }
}

/// The days of `P180D`, `P26W`, `P6M`, `P1Y`.
fn days(text: &str) -> Option<u64> {
    let span: Span = text.parse().ok()?;
    let months = i64::from(span.get_years()) * 12 + i64::from(span.get_months());
    let days = months * 365 / 12 + i64::from(span.get_weeks()) * 7 + i64::from(span.get_days());
    u64::try_from(days).ok()
}
