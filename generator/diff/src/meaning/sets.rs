//! Values that are sets or ranks: audiences, error codes, sensitivity, enum policies.

use super::Member;
use crate::envelope::{Both, Pass, pair, set_difference, strings};
use crate::{Fact, Kind};
use stipula_model::NodeRef;
use stipula_source::Node;

/// More readers, fewer readers, or some instead of others. Where nothing is said, nobody is kept out.
pub(super) fn audience(member: &Member<'_>, facts: &mut Vec<Fact>) {
    let (gone, come) = set_difference(&strings(member.old), &strings(member.new));
    if member.new.is_none() || (member.old.is_some() && !come.is_empty()) {
        facts.push(member.fact(Kind::AudienceWidened));
    }
    if member.old.is_none() || (member.new.is_some() && !gone.is_empty()) {
        facts.push(member.fact(Kind::AudienceNarrowed));
    }
}

/// From what everybody may see to what hardly anybody may. Personal data has duties of its own beyond secrecy.
const SENSITIVITY: [&str; 6] = ["public", "internal", "confidential", "pii", "restricted", "secret"];

/// Raised or lowered; a word that the order does not know counts as raised, so that readers look.
pub(super) fn sensitivity(old: Option<Node<'_>>, new: Option<Node<'_>>) -> Kind {
    let rank = |node: Node<'_>| SENSITIVITY.iter().position(|word| node.as_str() == Some(word));
    match (old.map(rank), new.map(rank)) {
        (_, None) => Kind::SensitivityLowered,
        (Some(Some(old)), Some(Some(new))) if new < old => Kind::SensitivityLowered,
        _ => Kind::SensitivityRaised,
    }
}

/// The two keys by which an enum is declared open.
pub(super) const ENUM_POLICY: [&str; 2] = ["x-enum-policy", "x-extensible-enum"];

/// True if readers must expect unknown values: `x-enum-policy: open`, or `x-extensible-enum` that is `true` or a list.
pub(super) fn is_open(value: Node<'_>) -> bool {
    match value.as_str() {
        Some(word) => word == "open",
        None => value.as_bool() == Some(true) || value.is_array(),
    }
}

/// Opened or closed, by whichever of the two keys; where neither is there the values are closed.
pub(super) fn enum_policy(member: &Member<'_>, facts: &mut Vec<Fact>) {
    let says_open = |value: Option<Node<'_>>| value.is_some_and(is_open);
    let kind = match member.open {
        (false, true) if says_open(member.new) => Kind::EnumPolicyOpened,
        (true, false) if says_open(member.old) => Kind::EnumPolicyClosed,
        // The values that an open list names.
        (true, true) if member.old.is_some_and(Node::is_array) && member.new.is_some_and(Node::is_array) => {
            Kind::SemanticsChanged
        }
        _ => return,
    };
    facts.push(member.fact(kind));
}

/// One fact for each code.
pub(super) fn error_codes(member: &Member<'_>, facts: &mut Vec<Fact>) {
    let codes = |node: Option<Node<'_>>, at: NodeRef| -> Vec<(String, NodeRef)> {
        let items = node.into_iter().flat_map(Node::items);
        items.filter_map(|item| Some((item.as_str()?.to_owned(), at.sibling(item)))).collect()
    };
    let at = member.at;
    let (old, new) = (codes(member.old, at.old), codes(member.new, at.new));
    let (old, new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
    let paired = pair(&old, &new, &[Pass::Each(&|code: &&(String, NodeRef)| Some(code.0.clone()))]);
    for (code, old) in paired.old {
        facts.push(Fact::at(Kind::ErrorCodeRemoved, member.about, Both { old: *old, ..at }).named(code));
    }
    for (code, new) in paired.new {
        facts.push(Fact::at(Kind::ErrorCodeAdded, member.about, Both { new: *new, ..at }).named(code));
    }
}
