//! Types, and schemas of strings, numbers and booleans.

use super::keywords::Keywords;
use super::{Lowering, names, object};
use crate::loss::Effect;
use serde_json::{Map, Value, json};
use stipula_model::{Kw, OPEN_ENUM};
use stipula_source::{Kind, Node};

/// The types of a schema but `null`, which stands apart.
pub(super) struct Types {
    pub(super) names: Vec<&'static str>,
    pub(super) is_nullable: bool,
}

const ALL: [&str; 5] = ["boolean", "object", "array", "number", "string"];

impl<'m> Lowering<'m> {
    pub(super) fn types(&mut self, keywords: &Keywords<'m>) -> Types {
        let mut types = match (keywords.types(), keywords.values()) {
            (Some(set), _) => {
                let names: Vec<_> = set.names().filter(|name| *name != "null").collect();
                Types { names, is_nullable: set.contains("null") }
            }
            (None, Some(values)) => of_values(&values),
            (None, None) => self.implied(keywords),
        };
        if types.names.contains(&"number") {
            types.names.retain(|name| *name != "integer");
        }
        if let Some(values) = keywords.values() {
            let found = of_values(&values);
            let is_among = |name: &&'static str| {
                found.names.contains(name) || (*name == "number" && found.names.contains(&"integer"))
            };
            if types.names.len() > 1 {
                types.names.retain(is_among);
            }
            types.is_nullable &= found.is_nullable;
        } else if types.is_nullable && ALL.iter().all(|name| types.names.contains(name)) && !keywords.implies_a_type() {
            return Types { names: Vec::new(), is_nullable: false };
        }
        types
    }

    /// Without `type`, the keywords of a type refuse nothing of another. Back ends read that type all the same.
    fn implied(&mut self, keywords: &Keywords<'m>) -> Types {
        let Some(name) = keywords.implied_type() else { return Types { names: Vec::new(), is_nullable: false } };
        let is_part = self.parts > 0 || [Kw::Ref, Kw::AllOf, Kw::AnyOf, Kw::OneOf].iter().any(|kw| keywords.has(*kw));
        if !is_part {
            let article = if name.starts_with(['a', 'o']) { "an" } else { "a" };
            let message = format!(
                "without `type` the contract accepts other values too; {} reads {article} {name}",
                self.backend
            );
            self.lose(Effect::Stricter, "type", keywords.at, message);
        }
        Types { names: vec![name], is_nullable: false }
    }

    pub(super) fn string(&mut self, keywords: &Keywords<'m>) -> Map<String, Value> {
        let mut out = object([("type", json!("string"))]);
        if let Some(values) = keywords.values()
            && let Some(values) = self.variants(keywords, &values)
        {
            out.insert("enum".to_owned(), values);
            return out;
        }
        if let Some(format) = keywords.text(Kw::Format)
            && self.format(keywords, format)
        {
            out.insert("format".to_owned(), json!(format));
            for kw in [Kw::Pattern, Kw::MinLength, Kw::MaxLength] {
                self.unchecked(keywords, kw);
            }
            return out;
        }
        for kw in [Kw::MinLength, Kw::MaxLength] {
            match keywords.count(kw) {
                Some(count) => drop(out.insert(kw.name().to_owned(), json!(count))),
                None => self.unchecked(keywords, kw),
            }
        }
        if let Some(pattern) = keywords.text(Kw::Pattern) {
            out.insert("pattern".to_owned(), json!(pattern));
        }
        out
    }

    /// The values of an enum of strings; `None` where it becomes any string.
    fn variants(&mut self, keywords: &Keywords<'m>, values: &[Node<'m>]) -> Option<Value> {
        let mut texts: Vec<&str> = Vec::new();
        for text in values.iter().filter_map(|value| value.as_str()) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let kw = keywords.values_kw();
        let at = keywords.place(kw).unwrap_or(keywords.at);
        let is_open = keywords.node.get_str(OPEN_ENUM.0) == Some(OPEN_ENUM.1);
        if is_open {
            let message =
                format!("{} has no enum that keeps unknown values; the open one becomes any string", self.backend);
            self.lose(Effect::Looser, kw.name(), at, message);
            return None;
        }
        if texts.is_empty() || !names::have_variants(&texts) {
            let message = format!("{} finds no names for the values, and the enum becomes any string", self.backend);
            self.lose(Effect::Looser, kw.name(), at, message);
            return None;
        }
        Some(json!(texts))
    }

    /// Says what becomes of a format; true if the back end has a type for it.
    fn format(&mut self, keywords: &Keywords<'m>, format: &str) -> bool {
        let Some(at) = keywords.place(Kw::Format) else { return false };
        match format {
            "date-time" => {
                self.habit(Effect::Rewrites, "format", at, "turns times into UTC and loses their offset");
                self.habit(Effect::Looser, "format", at, "reads other forms of a `date-time` too");
            }
            "date" => self.habit(Effect::Looser, "format", at, "reads other forms of a `date` too"),
            "uuid" => {
                self.habit(Effect::Looser, "format", at, "reads other forms of a `uuid` too");
                self.habit(Effect::Rewrites, "format", at, "writes a `uuid` in lower case");
            }
            "ipv4" | "ipv6" => {}
            "ip" | "byte" | "binary" | "password" => return false,
            _ => {
                self.habit(Effect::Looser, "format", at, &format!("does not check the format `{format}`"));
                return false;
            }
        }
        true
    }

    pub(super) fn integer(&mut self, keywords: &Keywords<'m>) -> Map<String, Value> {
        let mut out = object([("type", json!("integer"))]);
        let at = keywords.place(Kw::Type).unwrap_or(keywords.at);
        self.habit(
            Effect::Stricter,
            "type",
            at,
            "reads integers of 64 bits at most, and none that is written with a fraction",
        );
        if let Some(values) = keywords.values() {
            let own: Vec<i64> = values.iter().filter_map(|value| value.as_number()?.parse().ok()).collect();
            if own.len() == values.iter().filter(|value| value.as_number().is_some()).count() && !own.is_empty() {
                out.insert("enum".to_owned(), json!(own));
                return out;
            }
            self.unchecked(keywords, keywords.values_kw());
        }
        // typify chooses an unsigned type by a minimum of 0 or 1, and looks at no other bound.
        let least = keywords
            .number(Kw::Minimum)
            .filter(|least| [0.0, 1.0].contains(least) && !keywords.has(Kw::ExclusiveMinimum));
        if let Some(least) = least {
            out.insert("minimum".to_owned(), json!(i32::from(least > 0.5)));
        } else {
            self.unchecked(keywords, Kw::Minimum);
            let format = keywords.text(Kw::Format).filter(|format| matches!(*format, "int32" | "int64"));
            if let (Some("int32"), Some(at)) = (format, keywords.place(Kw::Format)) {
                out.insert("format".to_owned(), json!("int32"));
                self.habit(Effect::Stricter, "format", at, "reads `int32` into 32 bits");
            }
        }
        for kw in [Kw::Maximum, Kw::ExclusiveMinimum, Kw::ExclusiveMaximum] {
            self.unchecked(keywords, kw);
        }
        out
    }

    pub(super) fn number(&mut self, keywords: &Keywords<'m>) -> Map<String, Value> {
        let at = keywords.place(Kw::Type).unwrap_or(keywords.at);
        self.habit(Effect::Rewrites, "type", at, "passes numbers through binary floating point");
        if keywords.values().is_some() {
            self.unchecked(keywords, keywords.values_kw());
        }
        for kw in [Kw::Minimum, Kw::Maximum, Kw::ExclusiveMinimum, Kw::ExclusiveMaximum] {
            self.unchecked(keywords, kw);
        }
        object([("type", json!("number"))])
    }

    pub(super) fn boolean(&mut self, keywords: &Keywords<'m>) -> Map<String, Value> {
        let values = keywords.values().unwrap_or_default();
        let has = |wanted| values.iter().any(|value| value.as_bool() == Some(wanted));
        if !values.is_empty() && has(true) != has(false) {
            self.unchecked(keywords, keywords.values_kw());
        }
        object([("type", json!("boolean"))])
    }
}

/// The types of given values.
fn of_values(values: &[Node<'_>]) -> Types {
    let mut types = Types { names: Vec::new(), is_nullable: false };
    for value in values {
        let name = match value.kind() {
            Kind::Null => {
                types.is_nullable = true;
                continue;
            }
            Kind::Bool => "boolean",
            Kind::Object => "object",
            Kind::Array => "array",
            Kind::String => "string",
            Kind::Number if value.as_number().is_some_and(|text| text.parse::<i64>().is_ok()) => "integer",
            Kind::Number => "number",
        };
        if !types.names.contains(&name) {
            types.names.push(name);
        }
    }
    types
}
