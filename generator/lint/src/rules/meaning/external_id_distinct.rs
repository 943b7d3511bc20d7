use super::known_fields::{is_spoken_of, last_word, metadata, siblings};
use super::lexicon_ids::{EXTERNAL, is_external_name};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "external-id-distinct",
    Error,
    Profile::Platform,
    Hook::Property(check),
    include_str!("external_id_distinct.md"),
)
.cedes_to(&["id-single-identity"])
.options(&[
    OptionSpec::words("systems", SYSTEMS, "Words of a field that names the system which issued the identifier."),
    EXTERNAL,
]);

const SYSTEMS: &[&str] =
    &["system", "issuer", "provider", "namespace", "authority", "registry", "source", "owner", "scheme"];

/// The last words of names of identifiers.
const IDENTIFIERS: [&str; 8] = ["id", "ids", "identifier", "key", "number", "ref", "reference", "code"];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let value = property.resolved;
    if !value.is("string") && !value.is("integer") || !is_external_name(cx, property.name) {
        return;
    }
    let is_identifier = IDENTIFIERS.iter().any(|own| own.eq_ignore_ascii_case(last_word(property.name)));
    let is_declared = metadata(property, "x-id-namespace").is_some();
    if !is_identifier || is_declared || is_spoken_of(cx, property.owner.id) {
        return;
    }
    let names_system = |sibling: &PropertyView<'_>| {
        sibling.name != property.name && parts(sibling.name).any(|word| cx.words("systems").has_in_any_case(word))
    };
    if !siblings(cx, property.owner.id).iter().any(names_system) {
        let finding = Finding::at(property.key_at, format!("`{}` does not say which system issued it", property.name));
        cx.report(finding.help("use an object of `system` and `externalId`, such as `sourceSystemReference`"));
    }
}
