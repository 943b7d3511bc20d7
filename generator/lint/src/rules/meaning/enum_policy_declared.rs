use super::personal_data::is_conditional;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "enum-policy-declared",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("enum_policy_declared.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"])
.on(READ.and(Surfaces::CANONICAL));

/// Where others read what we write.
const READ: Surfaces = Surfaces::RESPONSE.and(Surfaces::EVENT).and(Surfaces::SNAPSHOT);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(list) = schema.get(Kw::Enum) else { return };
    let is_read = schema.surfaces.meets(READ) || schema.reached.meets(READ);
    if !is_read || list.len() < 2 || schema.is("boolean") || is_conditional(cx, schema) {
        return;
    }
    let of_list = schema.parent.filter(|_| schema.stand == Stand::Item).map(|id| cx.schema(id).node);
    let declared = [Some(schema.node), of_list].into_iter().flatten().find_map(policy);
    let finding = match declared {
        Some((key, value)) if !is_policy(key, value) => {
            Finding::at(schema.at.sibling(value), format!("`{key}` says neither that the list is open nor that it is closed"))
                .help("write `x-enum-policy: open` or `x-enum-policy: closed`")
        }
        Some(_) => return,
        None if is_tag(cx, schema) || is_yes_or_no(list) => return,
        None => Finding::at(schema.at.sibling(list), "nothing says whether readers must expect other values later").help(
            "add `x-enum-policy: open` and describe what a reader does with an unknown value, or `x-enum-policy: closed` \
             if there will never be another",
        ),
    };
    cx.report(finding);
}

fn policy(node: Node<'_>) -> Option<(&'static str, Node<'_>)> {
    ["x-enum-policy", "x-extensible-enum"].into_iter().find_map(|key| Some((key, node.get(key)?)))
}

fn is_policy(key: &str, value: Node<'_>) -> bool {
    match key {
        "x-enum-policy" => matches!(value.as_str(), Some("open" | "closed")),
        _ => value.as_bool().is_some() || value.is_array(),
    }
}

/// The property by which the variants of a union are told apart: a new variant is a change of the union.
fn is_tag(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let owner = schema.parent.filter(|_| schema.stand == Stand::Property).map(|id| cx.schema(id));
    let tag = owner.and_then(|owner| owner.get(Kw::Discriminator)?.get_str("propertyName"));
    tag.is_some() && tag == schema.key
}

/// A boolean in other words, which never gets a third value.
fn is_yes_or_no(list: Node<'_>) -> bool {
    const WORDS: [&str; 10] = ["true", "false", "yes", "no", "y", "n", "on", "off", "0", "1"];
    let is_word = |value: Node<'_>| {
        value.as_str().or(value.as_number()).is_some_and(|text| WORDS.contains(&text.to_ascii_lowercase().as_str()))
    };
    list.len() == 2 && list.items().all(is_word)
}
