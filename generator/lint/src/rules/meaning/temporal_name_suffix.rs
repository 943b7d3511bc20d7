use super::known_fields::{is_envelope, is_spoken_of, metadata};
use super::lexicon_time::is_temporal_format;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "temporal-name-suffix",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("temporal_name_suffix.md"),
)
.options(&[
    OptionSpec::words("suffixes", SUFFIXES, "Last words of names of moments and days."),
    OptionSpec::words("names", &["deadline"], "Names that need no other word."),
])
.cedes_to(&["time-semantics-explicit"]);

const SUFFIXES: &[&str] = &["at", "on", "until", "from", "since", "date", "time", "deadline"];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let value = property.resolved;
    if !value.text(Kw::Format).is_some_and(is_temporal_format) || cx.words("names").has(property.name) {
        return;
    }
    let has_suffix = parts(property.name).last().is_some_and(|word| cx.words("suffixes").has_in_any_case(word));
    if has_suffix && parts(property.name).nth(1).is_some() {
        return;
    }
    let is_declared = metadata(property, "x-time-semantics").is_some();
    if !is_declared && !is_envelope(cx, property.owner.id) && !is_spoken_of(cx, property.owner.id) {
        let finding = Finding::at(property.key_at, format!("`{}` does not say which moment it is", property.name));
        cx.report(finding.help("name a moment `…At`, an end `…Until`, a start `…From`, a day `…On` or `…Date`"));
    }
}
