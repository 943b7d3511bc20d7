//! What differs, without a verdict: a line for each fact, or JSON.

use super::human::MESSAGE;
use super::json::{Location, location};
use crate::{clean::clean_line, positions::Positions};
use serde::Serialize;
use std::borrow::Cow;
use std::io;
use stipula_diagnostics::Place;
use stipula_diff::Fact;
use stipula_source::Sources;

/// A difference, for programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Difference<'a> {
    change: &'static str,
    title: &'static str,
    old: Location,
    new: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'a [String],
}

#[derive(Debug, Serialize)]
struct Differences<'a> {
    stipula: &'static str,
    facts: Vec<Difference<'a>>,
}

/// Values of facts are shown up to this length; facts carry them whole.
const VALUE: usize = 200;

/// The beginning of a value.
fn short(value: &str) -> Cow<'_, str> {
    match value.char_indices().nth(VALUE) {
        Some((end, _)) => Cow::Owned(format!("{}…", &value[..end])),
        None => Cow::Borrowed(value),
    }
}

/// Writes a line for each fact, as `openapi.yaml:12:7: property-added: a property was added: ...`.
///
/// # Errors
/// When `out` cannot be written.
pub fn facts_human(out: &mut dyn io::Write, facts: &[Fact], sources: &Sources) -> io::Result<()> {
    let places: Vec<Place> = facts.iter().map(|fact| fact.new.place(sources)).collect();
    let positions = Positions::of_places(&places, sources);
    for (fact, place) in facts.iter().zip(&places) {
        let at = positions.start(place);
        let name = fact.name.as_ref().map(|name| format!(" `{name}`")).unwrap_or_default();
        let values = match (&fact.before, &fact.after) {
            (Some(before), Some(after)) => format!(": {} -> {}", short(before), short(after)),
            (Some(before), None) => format!(": was {}", short(before)),
            (None, Some(after)) => format!(": {}", short(after)),
            (None, None) => String::new(),
        };
        let file = sources.file(place.file).name();
        let text = format!("{file}:{}:{}: {}: {}{name}{values}", at.line, at.column, fact.kind, fact.kind.title());
        writeln!(out, "{}", clean_line(&text, MESSAGE))?;
    }
    match facts.len() {
        0 => writeln!(out, "no difference"),
        1 => writeln!(out, "1 difference"),
        count => writeln!(out, "{count} differences"),
    }
}

/// Writes the facts as indented JSON with a final newline.
///
/// # Errors
/// When `out` cannot be written.
pub fn facts_json(out: &mut dyn io::Write, facts: &[Fact], sources: &Sources) -> io::Result<()> {
    let places: Vec<(Place, Place)> =
        facts.iter().map(|fact| (fact.old.place(sources), fact.new.place(sources))).collect();
    let positions = Positions::of_places(places.iter().flat_map(|(old, new)| [old, new]), sources);
    let facts = facts.iter().zip(&places).map(|(fact, (old, new))| Difference {
        change: fact.kind.id(),
        title: fact.kind.title(),
        old: location(old, sources, &positions),
        new: location(new, sources, &positions),
        name: fact.name.as_deref(),
        before: fact.before.as_deref().map(short),
        after: fact.after.as_deref().map(short),
        also: &fact.also,
    });
    let report = Differences { stipula: env!("CARGO_PKG_VERSION"), facts: facts.collect() };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
