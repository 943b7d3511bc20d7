//! `enum` and `const`: the values that are left.

use super::Facets;
use crate::plan::{NumberFacets, TextFacets};
use stipula_model::TypeSet;
use stipula_rt::{Json, Number, format::has_format};
use stipula_source::{Kind, Node};

impl<'m> Facets<'m> {
    /// The values in both lists, each once.
    pub(super) fn add_values(&mut self, new: Vec<Node<'m>>) {
        let mut values: Vec<Node<'m>> = Vec::new();
        for value in new {
            let is_known = self.values.as_ref().is_none_or(|known| known.iter().any(|known| equal(*known, value)));
            if is_known && !contains(&values, value) {
                values.push(value);
            }
        }
        self.values = Some(values);
    }

    /// Leaves out values that the other keywords refuse. What only a validator can tell stays, and so do the keywords.
    pub(super) fn filter_values(&mut self) {
        let Some(mut values) = self.values.take() else { return };
        values.retain(|value| {
            self.types.is_none_or(|types| types.contains(type_of(*value)) || is_integer(types, *value))
        });
        values.retain(|value| fits_text(&self.text, *value) && fits_number(&self.number, *value));
        self.values = Some(values);
    }

    /// True if values of a kind that is listed are described further: only a validator can tell which of them are left.
    pub(crate) fn describes_listed(&self) -> bool {
        let lists = |kind: Kind| self.values.iter().flatten().any(|value| value.kind() == kind);
        (lists(Kind::Object) && self.has_object_facets()) || (lists(Kind::Array) && self.has_array_facets())
    }
}

fn contains(values: &[Node<'_>], value: Node<'_>) -> bool {
    values.iter().any(|known| equal(*known, value))
}

/// Equal as JSON Schema has it (Core §4.2.2): `1` is `1.0`.
pub(crate) fn equal(one: Node<'_>, other: Node<'_>) -> bool {
    if one.kind() != other.kind() {
        return false;
    }
    match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) => one == other,
        _ => Json::from(one.to_json()) == Json::from(other.to_json()),
    }
}

fn type_of(value: Node<'_>) -> &'static str {
    match value.kind() {
        Kind::Null => "null",
        Kind::Bool => "boolean",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    }
}

fn is_integer(types: TypeSet, value: Node<'_>) -> bool {
    let number = value.as_number().and_then(|text| text.parse::<Number>().ok());
    types.contains("integer") && number.is_some_and(|number| number.is_integer())
}

fn fits_text(text: &TextFacets, value: Node<'_>) -> bool {
    let Some(string) = value.as_str() else { return true };
    let length = string.chars().count() as u64;
    let engine = |pattern: &str| regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern));
    let matches = |pattern: &String| engine(pattern).map_or(true, |engine| engine.find(string).is_some());
    text.min_length.is_none_or(|least| least <= length)
        && text.max_length.is_none_or(|most| length <= most)
        && text.format.as_deref().is_none_or(|format| has_format(format, string) != Some(false))
        && text.patterns.iter().all(matches)
}

fn fits_number(facets: &NumberFacets, value: Node<'_>) -> bool {
    let parse = |text: &str| text.parse::<Number>().ok();
    let Some(number) = value.as_number().and_then(parse) else { return true };
    let bound = |text: &Option<String>| text.as_deref().and_then(parse);
    bound(&facets.minimum).is_none_or(|bound| number >= bound)
        && bound(&facets.maximum).is_none_or(|bound| number <= bound)
        && bound(&facets.exclusive_minimum).is_none_or(|bound| number > bound)
        && bound(&facets.exclusive_maximum).is_none_or(|bound| number < bound)
        && facets.multiple_of.iter().filter_map(|of| parse(of)).all(|of| number.is_multiple_of(&of) != Some(false))
}
