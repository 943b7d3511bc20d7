//! Which fields are identifiers.

use super::known_fields::{is_envelope, last_word, siblings};
use crate::options::OptionSpec;
use crate::words::parts;
use crate::{Cx, PropertyView};

pub(super) const EXTERNAL: OptionSpec = OptionSpec::words(
    "external",
    &["external", "foreign", "legacy", "thirdparty", "upstream"],
    "Words of names of what other systems issue.",
);

/// True for `quoteId`, `quoteIds`, `quote_id` and `id`.
pub(super) fn is_id_name(name: &str) -> bool {
    let last = last_word(name);
    last.eq_ignore_ascii_case("id") || last.eq_ignore_ascii_case("ids")
}

/// True for `id` alone, however it is written.
pub(super) fn is_bare_id(name: &str) -> bool {
    is_id_name(name) && parts(name).nth(1).is_none()
}

/// True for what other systems have issued.
pub(super) fn is_external_name(cx: &Cx<'_>, name: &str) -> bool {
    parts(name).any(|word| cx.words("external").has_in_any_case(word))
}

/// True where `id` stands beside what makes it unambiguous: the attributes of an event, or a reference that has nothing
/// but the type of the thing and its label.
pub(super) fn is_id_of_reference(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    const COMPANIONS: [&str; 14] = [
        "attributes",
        "displayName",
        "externalReference",
        "href",
        "included",
        "label",
        "links",
        "meta",
        "name",
        "referredType",
        "relationships",
        "role",
        "type",
        "version",
    ];
    if is_envelope(cx, property.owner.id) {
        return true;
    }
    let siblings = siblings(cx, property.owner.id);
    let own = |sibling: &PropertyView<'_>| sibling.name.trim_start_matches('@').to_owned();
    let has_type = siblings.iter().any(|sibling| own(sibling) == "type");
    let is_small =
        || siblings.iter().all(|sibling| sibling.name == property.name || COMPANIONS.contains(&own(sibling).as_str()));
    let is_called_so = || {
        let name = super::known_fields::owner_name(cx, property.owner.id).map(last_word);
        name.is_some_and(|word| ["reference", "ref"].iter().any(|own| own.eq_ignore_ascii_case(word)))
    };
    has_type && (is_called_so() || is_small())
}
