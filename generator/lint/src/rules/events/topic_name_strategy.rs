use super::event_name::version_of;
use super::support::one_of;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ChannelView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;

const PATTERNS: &[&str] = &[
    "internal.<domain>.<entity>.<stream>",
    "external.<audience>.<subject>",
    "analytics.<domain>.<subject>",
    "audit.<domain>.<subject>",
];

pub(super) const RULE: Rule = Rule::new(
    "topic-name-strategy",
    Error,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("topic_name_strategy.md"),
)
.options(&[OptionSpec::words(
    "patterns",
    PATTERNS,
    "How topics are called, without the version; `<…>` is any part in lower case with hyphens.",
)]);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let Some(address) = channel.channel.address.as_deref() else { return };
    // A path of a server is no topic.
    if address.starts_with('/') {
        return;
    }
    let mut parts: Vec<&str> = address.split('.').collect();
    if parts.last().is_some_and(|part| version_of(part).is_some()) {
        parts.pop();
    }
    if !cx.words("patterns").iter().any(|pattern| matches(pattern, &parts)) {
        let at = channel.node.get("address").map_or(channel.at(), |value| channel.at().sibling(value));
        let finding = Finding::at(at, format!("`{address}` is not how a topic is called here"));
        let patterns: Vec<String> = cx.words("patterns").iter().map(|pattern| format!("{pattern}.v1")).collect();
        cx.report(finding.help(format!("topics are called {}", one_of(patterns.iter().map(String::as_str)))));
    }
}

fn matches(pattern: &str, parts: &[&str]) -> bool {
    let wanted: Vec<&str> = pattern.split('.').collect();
    let fits = |(wanted, part): (&&str, &&str)| if wanted.starts_with('<') { is_word(part) } else { wanted == part };
    wanted.len() == parts.len() && wanted.iter().zip(parts).all(fits)
}

/// True for a part in lower case with hyphens, and for a parameter.
fn is_word(part: &str) -> bool {
    let is_parameter = part.starts_with('{') && part.ends_with('}');
    let is_lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    is_parameter || part.starts_with(|c: char| c.is_ascii_lowercase()) && part.bytes().all(is_lower)
}
