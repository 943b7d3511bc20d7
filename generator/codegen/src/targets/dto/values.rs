//! Strings, numbers and constants that have a type of their own.

use super::{DERIVES, ORDERED, Printer};
use crate::code::literal;
use crate::plan::{Choice, NumberFacets, TextFacets};
use crate::targets::docs;
use serde_json::Value;

impl Printer<'_, '_> {
    pub(super) fn choice(&mut self, shape: &Choice) {
        let name = self.ty.name.clone();
        let texts = shape.texts();
        self.declared(if texts.is_some() || !shape.open { ORDERED } else { DERIVES });
        if shape.open {
            self.line("#[non_exhaustive]");
        }
        self.line(format!("pub enum {name} {{"));
        for value in &shape.values {
            let docs = docs::of_value(value);
            self.code.docs(&docs).line(format!("{},", value.name));
        }
        if shape.open {
            let held = if texts.is_some() { "String".to_owned() } else { self.scope.runtime("Json") };
            let docs = "A value that this version of the contract does not know.";
            self.code.docs(docs).line(format!("Unknown({held}),"));
        }
        self.line("}");
        match texts {
            Some(texts) => {
                let pairs = texts.iter().zip(&shape.values);
                let values: Vec<String> = pairs.map(|(text, it)| format!("{} = {}", it.name, literal(text))).collect();
                self.call("stipula_rt::choice", &values, if shape.open { " open" } else { "" });
            }
            None => self.mixed(shape),
        }
    }

    /// An enum of values that are not all texts: they are told apart by their canonical text.
    fn mixed(&mut self, shape: &Choice) {
        let json = self.scope.runtime("Json");
        let mut read = vec!["match json.canonical().as_str() {".to_owned()];
        let mut write = vec!["match self {".to_owned()];
        for it in &shape.values {
            let canonical = stipula_rt::Json::from(it.value.clone()).canonical();
            read.push(format!("{} => Some(Self::{}),", literal(&canonical), it.name));
            let value = match &it.value {
                Value::String(text) => format!("{json}::from({})", literal(text)),
                Value::Bool(flag) => format!("{json}::from({flag})"),
                Value::Null => format!("{json}::Null"),
                other if other.is_i64() => format!("{json}::from({other}_i64)"),
                other => format!("{}.parse().expect(\"generated from JSON\")", literal(&other.to_string())),
            };
            write.push(format!("Self::{} => {value},", it.name));
        }
        let shown: Vec<String> = shape.values.iter().map(|it| it.value.to_string()).collect();
        let message = literal(&format!("must be one of {}", shown.join(", ")));
        if shape.open {
            let mode = self.scope.runtime("Mode");
            read.push(format!("_ if reader.mode() == {mode}::Tolerant => Some(Self::Unknown(json.clone())),"));
            write.push("Self::Unknown(json) => json.clone(),".to_owned());
        }
        read.push(format!("_ => reader.fault(\"enum\", {message}),"));
        read.push("}".to_owned());
        write.push("}".to_owned());
        self.wire(&read, &write);
    }

    pub(super) fn text(&mut self, facets: &TextFacets) {
        let mut said: Vec<String> =
            facets.patterns.iter().map(|pattern| format!("pattern: {}", literal(pattern))).collect();
        said.extend(facets.min_length.map(|n| format!("min_length: {n}")));
        said.extend(facets.max_length.map(|n| format!("max_length: {n}")));
        said.extend(facets.format.as_ref().map(|format| format!("format: {}", literal(format))));
        let name = self.ty.name.clone();
        self.declared(ORDERED);
        self.line(format!("pub struct {name}(String);"));
        self.call("stipula_rt::text", &said, "");
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
        self.declared(DERIVES);
        self.line(format!("pub struct {name}({number});"));
        self.call("stipula_rt::number", &said, "");
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
        self.macros(format!("stipula_rt::constant!({name} = {value});"));
    }
}
