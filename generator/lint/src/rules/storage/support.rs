//! What rules about stored documents share: which schemas are documents, and which property plays a part.

use crate::finding::Finding;
use crate::scene::{PropertyView, Stand};
use crate::{Cx, SchemaView, words};
use stipula_model::{Kw, NodeRef};

/// True for a standalone schema that is stored by itself. One that others of the folder refer to, and whose name does not
/// end in the word for the whole, is a part.
pub(super) fn is_stored(cx: &Cx<'_>, schema: &SchemaView<'_>, whole: &[&str]) -> bool {
    let is_document = schema.stand == Stand::Root && schema.is_object();
    let is_named = || title(cx, schema).last().is_some_and(|last| whole.contains(&last.as_str()));
    is_document && (is_named() || !cx.schemas().iter().any(|other| other.target == Some(schema.id)))
}

/// The words of a schema's title, or of its file's name, without a version.
pub(super) fn title(cx: &Cx<'_>, schema: &SchemaView<'_>) -> Vec<String> {
    let file =
        || cx.contract_of(schema).map_or("", |contract| contract.file_name().split('.').next().unwrap_or_default());
    let mut words = words::words(schema.name().unwrap_or_else(file));
    words.pop_if(|word| is_version(word));
    words
}

/// True for `v1`.
pub(super) fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Who plays a part in a document.
pub(super) enum Part<'s> {
    /// No property does.
    Missing,
    /// One does, and may be left out.
    Optional(PropertyView<'s>),
    /// One does, always.
    Required,
}

impl<'s> Part<'s> {
    pub(super) fn of(properties: &[PropertyView<'s>], plays: impl Fn(&PropertyView<'_>) -> bool) -> Part<'s> {
        let mut optional = None;
        for property in properties.iter().filter(|property| plays(property)) {
            if property.is_required {
                return Part::Required;
            }
            optional.get_or_insert(*property);
        }
        optional.map_or(Part::Missing, Part::Optional)
    }

    /// The key of a property that may be left out, with its name.
    pub(super) fn optional(&self) -> Option<(NodeRef, &'s str)> {
        match self {
            Part::Optional(property) => Some((property.key_at, property.name)),
            _ => None,
        }
    }

    pub(super) fn is_required(&self) -> bool {
        matches!(self, Part::Required)
    }
}

/// Reports a part that nothing plays, with what to do about it, or that may be left out.
pub(super) fn demand(
    cx: &Cx<'_>,
    schema: &SchemaView<'_>,
    part: &Part<'_>,
    role: &str,
    missing: (&'static str, &'static str),
) {
    if let Some((key, name)) = part.optional() {
        let finding = Finding::at(key, format!("`{name}` is {role} and may be left out"));
        cx.report(finding.help(format!("list `{name}` under `required`")));
    } else if !part.is_required() {
        cx.report(Finding::at(schema.at, missing.0).help(missing.1));
    }
}

/// A part that a document must have, what it says, and how it is usually called.
pub(super) type Wanted<'s> = (Part<'s>, &'static str, &'static str);

/// Reports in one finding all parts that nothing plays, or that may be left out.
pub(super) fn demand_all(cx: &Cx<'_>, schema: &SchemaView<'_>, whole: &str, parts: &[Wanted<'_>]) {
    let lacking: Vec<&Wanted<'_>> = parts.iter().filter(|(part, ..)| !part.is_required()).collect();
    if lacking.is_empty() {
        return;
    }
    let said = listed(lacking.iter().map(|(_, said, _)| (*said).to_owned()).collect());
    let name = |(part, _, usual): &&Wanted<'_>| format!("`{}`", part.optional().map_or(*usual, |(_, name)| name));
    let help = format!("require {}", listed(lacking.iter().map(name).collect()));
    let mut finding = Finding::at(schema.at, format!("{whole} need not say {said}")).help(help);
    for (key, name) in lacking.iter().filter_map(|(part, ..)| part.optional()) {
        finding = finding.label(key, format!("`{name}` may be left out"));
    }
    cx.report(finding);
}

fn listed(mut words: Vec<String>) -> String {
    match words.pop() {
        Some(last) if !words.is_empty() => format!("{} and {last}", words.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// True for `priceSnapshotHash` in a snapshot of that name, and for `hash`: what comes before the last word is how the
/// document itself is called.
pub(super) fn is_own(name: &str, last: &[&str], title: &[String]) -> bool {
    let words = words::words(name);
    words.split_last().is_some_and(|(word, before)| last.contains(&word.as_str()) && title.ends_with(before))
}

/// True for a version: named so by an option, by the document's own name, or fixed to one value.
pub(super) fn is_own_version(cx: &Cx<'_>, property: &PropertyView<'_>, title: &[String]) -> bool {
    let is_fixed = property.resolved.has(Kw::Const) && property.name.ends_with("Version");
    is_fixed || cx.words("names").has(property.name) || is_own(property.name, &["version"], title)
}
