//! Documentation as comments: what the contract says, what must hold, where it stands.

mod facets;
mod modules;

pub(crate) use modules::of_module;

use crate::plan::{By, ChoiceValue, Docs, Field, Shape, TypeId, Use, Variant};
use crate::print::Atlas;
use crate::print::json::pretty;
use crate::print::markdown::{clean, code_span, fenced};

/// How many columns a comment has at the first level, `/// ` aside; members have four less.
const WIDTH: usize = 96;

/// Longer examples are no part of a sentence.
const SHORT: usize = 60;

/// More lines than that, and an example is left to the tests.
const MOST_LINES: usize = 60;

/// What is said about a type, an operation or a method: its words, what must hold, and where the contract says so.
pub(crate) fn text(docs: &Docs) -> String {
    let mut parts = words(docs, WIDTH);
    parts.extend(facts(docs, &[], WIDTH));
    parts.extend(source(docs));
    parts.join("\n\n")
}

/// What is said about a type.
pub(super) fn of_type(atlas: &Atlas<'_>, id: TypeId) -> String {
    let ty = atlas.plan.get(id);
    let mut parts = words(&ty.docs, WIDTH);
    if parts.is_empty() {
        parts.push(format!("{}.", code_span(&ty.name)));
    }
    parts.extend(facts(&ty.docs, &facets::of(ty), WIDTH));
    let is_root = atlas.is_root(ty) || matches!(ty.shape, Shape::Struct(_) | Shape::Union(_));
    match ty.docs.examples.first() {
        Some(example) if is_root => parts.extend(example_block(atlas, id, example)),
        Some(_) => parts.extend(examples(&ty.docs)),
        None => {}
    }
    parts.extend(source(&ty.docs));
    parts.join("\n\n")
}

/// What is said about a member: its own words, else the first of its type's. Where it stands is known from the type.
pub(super) fn of_field(atlas: &Atlas<'_>, field: &Field) -> String {
    let width = WIDTH - 4;
    let mut parts = words(&field.docs, width);
    if parts.is_empty() {
        let first = named(&field.ty).and_then(|id| first_sentence(&atlas.plan.get(id).docs));
        parts.push(clean(&first.unwrap_or_else(|| code_span(&field.wire)), width));
    }
    parts.extend(facts(&field.docs, &[], width));
    if named(&field.ty).is_none() {
        parts.extend(examples(&field.docs).map(|text| clean(&text, width)));
    }
    parts.join("\n\n")
}

/// What is said about a variant: its own words or the first of its type's, and what chooses it.
pub(super) fn of_variant(atlas: &Atlas<'_>, variant: &Variant, by: &By) -> String {
    let own = variant.docs.title.clone().or_else(|| first_sentence(&variant.docs));
    let words = own.or_else(|| named(&variant.ty).and_then(|id| first_sentence(&atlas.plan.get(id).docs)));
    let chosen = match by {
        By::Tag(tag) => Some(format!("Where {} is {}.", code_span(tag), either(&variant.tags))),
        By::Kind => Some(format!("Where it is of type {}.", either(&variant.tags))),
        By::One | By::Any => None,
    };
    let mut text = match (words, chosen) {
        (Some(words), Some(chosen)) => format!("{}\n\n{chosen}", words.trim_end()),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => code_span(&variant.name),
    };
    if text.lines().count() == 3 && text.len() + 2 < WIDTH && text.contains(".\n\n") {
        text = text.replace("\n\n", " ");
    }
    clean(&text, WIDTH - 4)
}

/// What is said about a part that has no type of its own: its words, else its name.
pub(super) fn of_member(docs: &Docs, wire: &str) -> String {
    let mut parts = words(docs, WIDTH - 4);
    if parts.is_empty() {
        parts.push(code_span(wire));
    }
    parts.extend(facts(docs, &[], WIDTH - 4));
    parts.join("\n\n")
}

/// The shortest that is said about a part: its title, else its words, else its name.
pub(super) fn summary(docs: &Docs, wire: &str) -> String {
    docs.title.as_deref().map_or_else(|| of_member(docs, wire), |title| clean(title, WIDTH - 4))
}

fn either(names: &[String]) -> String {
    names.iter().map(|name| code_span(name)).collect::<Vec<_>>().join(" or ")
}

/// What is said about a value of an enum: the value, and what it means.
pub(super) fn of_value(value: &ChoiceValue) -> String {
    let shown = value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
    match value.docs.text.as_deref().or(value.docs.title.as_deref()) {
        Some(text) => clean(&format!("{}: {text}", code_span(&shown)), WIDTH - 4),
        None => code_span(&shown),
    }
}

/// The type whose words will do for a place where it is used.
fn named(used: &Use) -> Option<TypeId> {
    match used {
        Use::Named(id) | Use::Boxed(id) => Some(*id),
        Use::Nullable(inner) | Use::List(inner, _) => named(inner),
        _ => None,
    }
}

fn first_sentence(docs: &Docs) -> Option<String> {
    let text = docs.text.as_deref().or(docs.title.as_deref())?.trim();
    let paragraph = text.split("\n\n").next()?;
    let end = paragraph.find(". ").map_or(paragraph.len(), |end| end + 1);
    (!paragraph[..end].is_empty()).then(|| paragraph[..end].to_owned())
}

fn words(docs: &Docs, width: usize) -> Vec<String> {
    let text = docs.text.as_deref().or(docs.title.as_deref());
    text.map(|text| clean(text, width)).filter(|text| !text.is_empty()).into_iter().collect()
}

/// What must hold, in one paragraph.
fn facts(docs: &Docs, more: &[String], width: usize) -> Option<String> {
    let facts: Vec<&str> = docs.facts.iter().map(String::as_str).chain(more.iter().map(String::as_str)).collect();
    (!facts.is_empty()).then(|| clean(&facts.join(" "), width))
}

fn source(docs: &Docs) -> Option<String> {
    docs.source.as_ref().map(|source| format!("Source: {}", code_span(source)))
}

/// Short examples in a sentence.
fn examples(docs: &Docs) -> Option<String> {
    let short: Vec<String> =
        docs.examples.iter().filter(|text| text.len() <= SHORT).take(3).map(|text| code_span(text)).collect();
    match &short[..] {
        [] => None,
        [one] => Some(format!("Example: {one}")),
        many => Some(format!("Examples: {}", many.join(", "))),
    }
}

/// An example of its own: in a package it is compiled and run.
fn example_block(atlas: &Atlas<'_>, id: TypeId, example: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(example).ok()?;
    let json = pretty(&value, WIDTH);
    if json.lines().count() > MOST_LINES {
        return None;
    }
    let block = match &atlas.input.options.package {
        Some(package) => fenced("", &doc_test(atlas, &package.name, id, &json)),
        None => fenced("json", &json),
    };
    Some(format!("# Examples\n\n{block}"))
}

fn doc_test(atlas: &Atlas<'_>, package: &str, id: TypeId, json: &str) -> String {
    let ty = atlas.plan.get(id);
    let path: Vec<&str> = atlas.path(atlas.home(id)).iter().map(String::as_str).collect();
    let path = [&[package.replace('-', "_").as_str()], &path[..], &[ty.name.as_str()]].concat().join("::");
    let allow = if ty.docs.deprecated.is_some() { "# #![allow(deprecated)]\n" } else { "" };
    let (name, json) = (&ty.name, crate::code::raw(json));
    format!(
        "\
{allow}use {path};
use stipula_rt::{{Json, Mode, Wire, from_slice}};

let json = {json};
let read = from_slice::<{name}>(json.as_bytes(), Mode::Strict)?;
assert_eq!(read.write(), Json::parse(json.as_bytes())?);
# Ok::<(), stipula_rt::Invalid>(())"
    )
}

/// The same for a member, which stands further in.
pub(super) fn in_member(text: &str) -> String {
    clean(text, WIDTH - 4)
}

/// Words of a contract as Markdown that rustdoc reads without warnings.
pub(super) fn escaped(text: &str) -> String {
    clean(text, WIDTH)
}
