use super::payload::payloads;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{ContractView, Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

const OTHERS: &[&str] = &[
    "schema",
    "event",
    "spec",
    "api",
    "catalog",
    "policy",
    "protocol",
    "software",
    "firmware",
    "app",
    "client",
    "contract",
    "document",
    "model",
    "format",
    "orchestration",
    "source",
    "previous",
    "rule",
    "template",
];

pub(super) const RULE: Rule = Rule::new(
    "event-aggregate-version",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("event_aggregate_version.md"),
)
.options(&[OptionSpec::words("others", OTHERS, "Words before `Version` that mean the version of something else.")]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    for payload in payloads(cx, contract) {
        let properties = cx.scene.all_properties(payload.schema.id);
        let versions: Vec<_> = properties.iter().filter(|property| is_version(cx, property.name)).collect();
        if versions.iter().any(|version| fault(version).is_none()) {
            continue;
        }
        let finding = match versions.first().and_then(|version| Some((version, fault(version)?))) {
            Some((version, fault)) => Finding::at(version.key_at, format!("`{}` {fault}", version.name))
                .help(format!("make `{}` a required integer from 1, which grows with each change", version.name)),
            None => Finding::at(payload.schema.at, "this event does not say the version of what it is about")
                .help("add and require the version of the aggregate after the fact: `orderVersion`, an integer from 1"),
        };
        cx.report(finding);
    }
}

/// True for `orderVersion` and `version`, not for `catalogVersion` and `sourceQuoteVersion`.
fn is_version(cx: &Cx<'_>, name: &str) -> bool {
    let words = words(name);
    words.last().is_some_and(|word| word == "version") && !words.iter().any(|word| cx.words("others").has(word))
}

fn fault(version: &PropertyView<'_>) -> Option<&'static str> {
    let schema = version.resolved;
    let bound = |kw: Kw| schema.get(kw).and_then(|bound| bound.as_number()?.parse::<f64>().ok());
    let is_positive = bound(Kw::Minimum).is_some_and(|bound| bound >= 1.0)
        || bound(Kw::ExclusiveMinimum).is_some_and(|bound| bound >= 0.0)
        || schema.has(Kw::Const);
    if !version.is_required {
        Some("is the version of what the event is about, and may be absent")
    } else if !schema.is_only("integer") {
        Some("is the version of what the event is about, and no integer")
    } else if !is_positive {
        Some("is the version of what the event is about, and may be 0 or less")
    } else {
        None
    }
}
