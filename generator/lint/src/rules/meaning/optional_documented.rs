use super::part_roles::mentions;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, words};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "optional-documented",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("optional_documented.md"),
)
.options(&[OptionSpec::words(
    "words",
    &[
        "absent", "absence", "omit", "omitted", "missing", "without", "unless", "default", "defaults", "present",
        "optional", "only", "unset", "until",
    ],
    "Words by which a description says what absence means.",
)])
.cedes_to(&["description-required"]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    if property.is_required || property.owner.is_fragment || property.schema.is_boolean() {
        return;
    }
    let has_default = property.schema.has(Kw::Default) || property.resolved.has(Kw::Default);
    let own = property.schema.node.get_str("description");
    let says_when = |text: &str| words::words(&text.to_lowercase()).iter().any(|word| cx.words("words").has(word));
    let of_all = || {
        property.owner.text(Kw::Description).is_some_and(|text| mentions(text, "absent") || mentions(text, "omitted"))
    };
    if has_default || own.is_some_and(says_when) || of_all() {
        return;
    }
    let finding =
        Finding::at(property.key_at, format!("`{}` may be absent, and nothing says what that means", property.name));
    cx.report(finding.help("say in its description when it is absent, or what is assumed then; else require it"));
}
