//! One of some types.

use super::{DERIVES, Printer, deprecation};
use crate::code::literal;
use crate::plan::{By, Type, Union, Use, Variant};
use crate::targets::docs;
use rustc_hash::FxHashMap;

impl Printer<'_, '_> {
    pub(super) fn union(&mut self, shape: &Union) {
        let name = self.ty.name.clone();
        self.declared(DERIVES);
        self.line(format!("pub enum {name} {{"));
        for variant in &shape.variants {
            self.code.docs(&docs::of_variant(self.atlas, variant, &shape.by));
            deprecation(&variant.docs, self.code);
            let ty = self.scope.ty(&variant.ty);
            self.line(format!("{}({ty}),", variant.name));
        }
        self.line("}");
        self.conversions(shape);
        let read = match &shape.by {
            By::Tag(tag) => self.tagged(shape, tag),
            By::Kind => self.by_kind(shape),
            By::One => tried(shape, "one_of"),
            By::Any => tried(shape, "any_of"),
        };
        let arms = shape.variants.iter().map(|variant| format!("Self::{}(value) => value.write(),", variant.name));
        let write: Vec<String> =
            std::iter::once("match self {".to_owned()).chain(arms).chain(["}".to_owned()]).collect();
        self.wire(&read, &write);
    }

    fn tagged(&mut self, shape: &Union, tag: &str) -> Vec<String> {
        let wire = self.scope.runtime("Wire");
        let mut lines = vec![format!("match reader.tag(json, {})? {{", literal(tag))];
        let mut known = Vec::new();
        for variant in &shape.variants {
            let tags: Vec<String> = variant.tags.iter().map(|tag| literal(tag)).collect();
            lines.push(format!("{} => {wire}::read(json, reader).map(Self::{}),", tags.join(" | "), variant.name));
            known.extend(tags);
        }
        lines.push(format!("_ => reader.unknown_tag({}, &[{}]),", literal(tag), known.join(", ")));
        lines.push("}".to_owned());
        lines
    }

    /// By the type in JSON.
    fn by_kind(&mut self, shape: &Union) -> Vec<String> {
        let [json, wire] = ["Json", "Wire"].map(|name| self.scope.runtime(name));
        let pattern = |kind: &str| match kind {
            "null" => format!("{json}::Null"),
            "boolean" => format!("{json}::Bool(_)"),
            "number" => format!("{json}::Number(_)"),
            "string" => format!("{json}::String(_)"),
            "array" => format!("{json}::Array(_)"),
            _ => format!("{json}::Object(_)"),
        };
        let mut lines = vec!["match json {".to_owned()];
        let mut known: Vec<&str> = Vec::new();
        for variant in &shape.variants {
            let kinds: Vec<String> = variant.tags.iter().map(|kind| pattern(kind)).collect();
            lines.push(format!("{} => {wire}::read(json, reader).map(Self::{}),", kinds.join(" | "), variant.name));
            known.extend(variant.tags.iter().map(String::as_str));
        }
        if known.len() < 6 {
            let message = literal(&format!("must be one of {}, and is {{}}", known.join(", ")));
            lines.push(format!("other => reader.fault(\"type\", format!({message}, other.type_name())),"));
        }
        lines.push("}".to_owned());
        lines
    }

    /// `From` for each type that only one variant holds.
    fn conversions(&mut self, shape: &Union) {
        let plan = self.atlas.plan;
        let bare = |variant: &Variant| match self.atlas.behind(&variant.ty) {
            Use::Boxed(id) => Use::Named(*id),
            other => other.clone(),
        };
        let mut holders: FxHashMap<Use, usize> = FxHashMap::default();
        let held: Vec<Use> = shape.variants.iter().map(bare).collect();
        held.iter().for_each(|used| *holders.entry(used.clone()).or_default() += 1);
        let allow = if self.touches_deprecated() { "#[allow(deprecated)]\n" } else { "" };
        for (variant, used) in shape.variants.iter().zip(&held) {
            let is_itself = matches!(used, Use::Named(id) if std::ptr::eq::<Type>(plan.get(*id), self.ty));
            if holders[used] > 1 || is_itself || matches!(used, Use::Never) {
                continue;
            }
            let is_boxed = matches!(variant.ty, Use::Boxed(_));
            let (name, ty) = (self.ty.name.clone(), self.scope.ty(used));
            let value = if is_boxed { "Box::new(value)" } else { "value" };
            self.line(format!(
                "{allow}impl From<{ty}> for {name} {{ fn from(value: {ty}) -> Self {{ Self::{}({value}) }} }}",
                variant.name
            ));
        }
    }
}

fn tried(shape: &Union, how: &str) -> Vec<String> {
    let variants =
        shape.variants.iter().map(|variant| format!(".variant({}, Self::{1})", literal(&variant.name), variant.name));
    let mut line = format!("reader.{how}(json)");
    line.extend(variants);
    vec![line + ".finish()"]
}
