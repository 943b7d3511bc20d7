//! Strings, numbers and constants that have a type of their own.

use super::{DERIVES, ORDERED, Printer};
use crate::code::literal;
use crate::plan::{Choice, NumberFacets, TextFacets};
use serde_json::Value;

impl Printer<'_, '_> {
    pub(super) fn choice(&mut self, shape: &Choice) {
        let name = self.ty.name.clone();
        self.line(ORDERED);
        if shape.open {
            self.line("#[non_exhaustive]");
        }
        self.line(format!("pub enum {name} {{"));
        for (value, name) in &shape.values {
            self.code.docs(&crate::print::markdown::code_span(value)).line(format!("{name},"));
        }
        if shape.open {
            self.code.docs("A value that this version of the contract does not know.").line("Unknown(String),");
        }
        self.line("}");
        let values: Vec<String> =
            shape.values.iter().map(|(value, name)| format!("{name} = {}", literal(value))).collect();
        self.code.call("stipula_rt::choice", &name, &values, if shape.open { " open" } else { "" });
    }

    pub(super) fn text(&mut self, facets: &TextFacets) {
        let mut said: Vec<String> =
            facets.patterns.iter().map(|pattern| format!("pattern: {}", literal(pattern))).collect();
        said.extend(facets.min_length.map(|n| format!("min_length: {n}")));
        said.extend(facets.max_length.map(|n| format!("max_length: {n}")));
        said.extend(facets.format.as_ref().map(|format| format!("format: {}", literal(format))));
        let name = self.ty.name.clone();
        self.line(ORDERED);
        self.line(format!("pub struct {name}(String);"));
        self.code.call("stipula_rt::text", &name, &said, "");
    }

    pub(super) fn number(&mut self, facets: &NumberFacets) {
        let named = [
            ("minimum", &facets.minimum),
            ("exclusive_minimum", &facets.exclusive_minimum),
            ("maximum", &facets.maximum),
            ("exclusive_maximum", &facets.exclusive_maximum),
        ];
        let mut said: Vec<String> = facets.integer.then(|| "integer: true".to_owned()).into_iter().collect();
        said.extend(named.into_iter().filter_map(|(name, text)| Some(format!("{name}: {}", literal(text.as_ref()?)))));
        said.extend(facets.multiple_of.iter().map(|text| format!("multiple_of: {}", literal(text))));
        let (name, number) = (self.ty.name.clone(), self.scope.runtime("Number"));
        self.line(DERIVES);
        self.line(format!("pub struct {name}({number});"));
        self.code.call("stipula_rt::number", &name, &said, "");
    }

    pub(super) fn constant(&mut self, value: &Value) {
        let name = self.ty.name.clone();
        self.line("#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]");
        self.line(format!("pub struct {name};"));
        let value = match value {
            Value::String(text) => literal(text),
            Value::Bool(flag) => flag.to_string(),
            other => format!("json {}", literal(&other.to_string())),
        };
        self.code.printed(format!("stipula_rt::constant!({name} = {value});"));
    }
}
