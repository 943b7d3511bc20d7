use super::known_fields::{is_spoken_of, metadata};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "time-semantics-explicit",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("time_semantics_explicit.md"),
)
.options(&[OptionSpec::words(
    "plain",
    &["birth", "birthday", "death"],
    "Words that make a day the same one everywhere.",
)]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let value = property.resolved;
    let what = match value.text(Kw::Format) {
        Some("date") => "a day",
        Some("time") => "a time of day",
        _ => return,
    };
    let is_declared = metadata(property, "x-time-semantics").is_some();
    let is_plain = parts(property.name).any(|word| cx.words("plain").has_in_any_case(word));
    if !is_declared && !is_plain && !is_spoken_of(cx, property.owner.id) {
        let finding = Finding::at(property.key_at, format!("`{}` is {what}, and it is not said whose", property.name));
        cx.report(
            finding
                .help("use `format: date-time` for a moment, or say whose it is with `x-time-semantics`: `local-date`"),
        );
    }
}
