use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView, Surfaces, words};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule =
    Rule::new("actor-canonical", Error, Profile::Platform, Hook::Property(check), include_str!("actor_canonical.md"))
        .on(Surfaces::EVENT.and(Surfaces::SNAPSHOT).and(Surfaces::AUDIT))
        .options(&[
            OptionSpec::words(
                "names",
                &["actor", "approver", "requester", "submitter"],
                "Names of actors that do not end in `By`.",
            ),
            OptionSpec::words(
                "others",
                &["sortBy", "sortedBy", "orderBy", "groupBy", "groupedBy", "filteredBy", "divisibleBy", "standby"],
                "Names that end in `By` and are no actors.",
            ),
            OptionSpec::words("parts", &["actorId", "actorType"], "What an actor reference requires."),
        ]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    if property.owner.is_fragment || !is_actor(cx, property.name) {
        return;
    }
    let who = item(cx, property.resolved);
    let is_amount = ["boolean", "number"].iter().any(|other| who.is_only(other));
    if who.is_reference() || who.is_boolean() || is_amount || !who.values().is_empty() || is_canonical(cx, who) {
        return;
    }
    let what = if who.is_object() { "an object of its own" } else { "a bare value" };
    let name = property.name;
    let finding =
        Finding::at(property.key_at, format!("`{name}` is {what}, which does not say who acted on whose authority"));
    cx.report(finding.help("refer to `canonical/actor-reference.schema.json`: an id, a type, and on whose behalf"));
}

fn is_actor(cx: &Cx<'_>, name: &str) -> bool {
    let ends_in_by = name.ends_with("By") || name.ends_with("_by");
    (ends_in_by && words::words(name).len() > 1 || cx.words("names").has(name)) && !cx.words("others").has(name)
}

/// The items of a list, or the schema itself.
fn item<'s>(cx: &'s Cx<'_>, schema: &'s SchemaView<'_>) -> &'s SchemaView<'s> {
    schema.child(cx, Kw::Items).map_or(schema, |item| cx.resolved(item))
}

/// True for what has the shape of an actor reference.
fn is_canonical(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let properties = cx.all_properties(schema.id);
    let has = |part: &str| properties.iter().any(|property| property.name == part && property.is_required);
    cx.words("parts").iter().all(has)
}
