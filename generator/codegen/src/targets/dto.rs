//! Boundary types: what schemas say, as Rust says it.

use super::docs;
use crate::code::{Code, literal};
use crate::plan::{
    By, Choice, Docs, Field, ModuleId, NumberFacets, Plan, Presence, Rest, Shape, Struct, TextFacets, Type, Union, Use,
};
use crate::print::Scope;

/// Derived by every type: values can be compared, kept in sets and shown.
const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, Eq, Hash)]";

/// Prints the types of a module.
pub(crate) fn print(plan: &Plan, module: ModuleId, scope: &mut Scope<'_>, code: &mut Code) {
    let types: Vec<&Type> = plan.types.iter().filter(|ty| ty.module == module).collect();
    let mut read = Vec::new();
    for ty in types {
        code.docs(&docs::text(&ty.docs));
        deprecation(&ty.docs, code);
        print_type(ty, scope, code);
        if !matches!(ty.shape, Shape::Alias(_)) {
            read.push(ty.name.as_str());
        }
    }
    if !read.is_empty() {
        code.line(format!("stipula_rt::serde!({});", read.join(", ")));
    }
}

fn deprecation(docs: &Docs, code: &mut Code) {
    if let Some(note) = &docs.deprecated {
        code.line(if note.is_empty() {
            "#[deprecated]".to_owned()
        } else {
            format!("#[deprecated = {}]", literal(note))
        });
    }
}

fn print_type(ty: &Type, scope: &mut Scope<'_>, code: &mut Code) {
    match &ty.shape {
        Shape::Struct(shape) => structure(ty, shape, scope, code),
        Shape::Choice(shape) => choice(ty, shape, code),
        Shape::Union(shape) => union(ty, shape, scope, code),
        Shape::Text(facets) => text(ty, facets, code),
        Shape::Number(facets) => number(ty, facets, scope, code),
        Shape::Constant(value) => constant(ty, value, code),
        Shape::Alias(used) => drop(code.line(format!("pub type {} = {};", ty.name, scope.ty(used)))),
        Shape::Checked(used) => checked(ty, used, scope, code),
        Shape::Never => drop(code.line(DERIVES).line(format!("pub enum {} {{}}", ty.name))),
    }
}

fn structure(ty: &Type, shape: &Struct, scope: &mut Scope<'_>, code: &mut Code) {
    code.line(DERIVES).line(format!("pub struct {} {{", ty.name));
    for field in &shape.fields {
        code.docs(&docs::text(&field.docs));
        deprecation(&field.docs, code);
        code.line(format!("pub {}: {},", field.name, field_type(field, scope)));
    }
    rest_field(shape, scope, code);
    code.line("}");
    let [json, members, reader, wire] = ["Json", "Members", "Reader", "Wire"].map(|name| scope.runtime(name));
    code.line(format!("impl {wire} for {} {{", ty.name));
    code.line(format!("fn read(json: &{json}, reader: &mut {reader}) -> Option<Self> {{"));
    rules(ty, code);
    read(shape, code);
    code.line("}").line(format!("fn write(&self) -> {json} {{")).line(format!("let mut members = {members}::new();"));
    for field in &shape.fields {
        let put = match field.presence {
            Presence::Required => "put",
            Presence::Optional => "put_optional",
            Presence::Tri => "put_tri",
        };
        code.line(format!("members.{put}({}, &self.{});", literal(&field.wire), field.name));
    }
    if !matches!(shape.rest, Rest::Closed) {
        code.line(format!("members.put_rest(&self.{});", rest_name(shape)));
    }
    code.line(format!("{json}::Object(members)")).line("}").line("}");
}

fn field_type(field: &Field, scope: &mut Scope<'_>) -> String {
    let ty = scope.ty(&field.ty);
    match field.presence {
        Presence::Required => ty,
        Presence::Optional => format!("Option<{ty}>"),
        Presence::Tri => format!("{}<{ty}>", scope.runtime("Tri")),
    }
}

/// The name of the field that holds members without a name: `rest`, unless the contract has one of that name.
fn rest_name(shape: &Struct) -> &'static str {
    let mut names = ["rest", "other_members", "rest_", "other_members_"].into_iter();
    names.find(|name| shape.fields.iter().all(|field| field.name != *name)).unwrap_or("rest__")
}

fn rest_field(shape: &Struct, scope: &mut Scope<'_>, code: &mut Code) {
    let ty = match &shape.rest {
        Rest::Closed => return,
        Rest::Open => scope.ty(&Use::Map(Box::new(Use::Json))),
        Rest::Typed(used) => scope.ty(&Use::Map(Box::new(used.clone()))),
    };
    code.docs("Members that the contract does not name.");
    code.line(format!("pub {}: {ty},", rest_name(shape)));
}

fn read(shape: &Struct, code: &mut Code) {
    code.line("let mut members = reader.object(json)?;");
    for field in &shape.fields {
        let read = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Tri => "tri",
        };
        code.line(format!("let {} = members.{read}({});", field.name, literal(&field.wire)));
    }
    if shape.min_members.is_some() || shape.max_members.is_some() {
        let max = shape.max_members.map_or("usize::MAX".to_owned(), |max| max.to_string());
        code.line(format!("members.count({}, {max});", shape.min_members.unwrap_or(0)));
    }
    for (name, needs) in &shape.dependencies {
        let needs: Vec<String> = needs.iter().map(|name| literal(name)).collect();
        code.line(format!("members.depends({}, &[{}]);", literal(name), needs.join(", ")));
    }
    match shape.rest {
        Rest::Closed => code.line("members.close();"),
        _ => code.line(format!("let {} = members.rest();", rest_name(shape))),
    };
    let fields = shape.fields.iter().map(|field| format!("{0}: {0}?", field.name));
    let rest = (!matches!(shape.rest, Rest::Closed)).then(|| format!("{0}: {0}?", rest_name(shape)));
    code.line(format!("Some(Self {{ {} }})", fields.chain(rest).collect::<Vec<_>>().join(", ")));
}

/// What the type cannot say is held against the value as a whole.
fn rules(ty: &Type, code: &mut Code) {
    let Some(rules) = &ty.rules else { return };
    let schema = serde_json::to_string(&rules.schema).expect("JSON can be written");
    code.line(format!("static RULES: stipula_rt::Rules = stipula_rt::Rules::new({});", literal(&schema)));
    code.line("reader.rules(&RULES, json);");
}

fn choice(ty: &Type, shape: &Choice, code: &mut Code) {
    code.line("#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]");
    if shape.open {
        code.line("#[non_exhaustive]");
    }
    code.line(format!("pub enum {} {{", ty.name));
    for (value, name) in &shape.values {
        code.docs(&format!("`{value}`")).line(format!("{name},"));
    }
    if shape.open {
        code.docs("A value that this version of the contract does not know.").line("Unknown(String),");
    }
    code.line("}");
    let values: Vec<String> = shape.values.iter().map(|(value, name)| format!("{name} = {}", literal(value))).collect();
    let open = if shape.open { ", .." } else { "" };
    code.line(format!("stipula_rt::choice!({} {{ {}{open} }});", ty.name, values.join(", ")));
}

fn union(ty: &Type, shape: &Union, scope: &mut Scope<'_>, code: &mut Code) {
    code.line(DERIVES).line(format!("pub enum {} {{", ty.name));
    for variant in &shape.variants {
        code.docs(&docs::text(&variant.docs)).line(format!("{}({}),", variant.name, scope.ty(&variant.ty)));
    }
    code.line("}");
    let [json, reader, wire] = ["Json", "Reader", "Wire"].map(|name| scope.runtime(name));
    code.line(format!("impl {wire} for {} {{", ty.name));
    code.line(format!("fn read(json: &{json}, reader: &mut {reader}) -> Option<Self> {{"));
    rules(ty, code);
    match &shape.by {
        By::Tag(tag) => tagged(shape, tag, code),
        By::One => tried(shape, "one_of", code),
        By::Any => tried(shape, "any_of", code),
    }
    code.line("}").line(format!("fn write(&self) -> {json} {{")).line("match self {");
    for variant in &shape.variants {
        code.line(format!("Self::{}(value) => value.write(),", variant.name));
    }
    code.line("}").line("}").line("}");
}

fn tagged(shape: &Union, tag: &str, code: &mut Code) {
    code.line(format!("match reader.tag(json, {})? {{", literal(tag)));
    let mut known = Vec::new();
    for variant in &shape.variants {
        let tags: Vec<String> = variant.tags.iter().map(|tag| literal(tag)).collect();
        code.line(format!("{} => {}::read(json, reader).map(Self::{}),", tags.join(" | "), "Wire", variant.name));
        known.extend(tags);
    }
    code.line(format!("other => reader.unknown_tag({}, other, &[{}]),", literal(tag), known.join(", "))).line("}");
}

fn tried(shape: &Union, how: &str, code: &mut Code) {
    code.line(format!("reader.{how}(json, &["));
    for variant in &shape.variants {
        let name = literal(&variant.name);
        code.line(format!("({name}, &|json, reader| Wire::read(json, reader).map(Self::{})),", variant.name));
    }
    code.line("])");
}

fn text(ty: &Type, facets: &TextFacets, code: &mut Code) {
    let mut said: Vec<String> =
        facets.patterns.iter().map(|pattern| format!("pattern: {}", literal(pattern))).collect();
    said.extend(facets.min_length.map(|n| format!("min_length: {n}")));
    said.extend(facets.max_length.map(|n| format!("max_length: {n}")));
    said.extend(facets.format.as_ref().map(|format| format!("format: {}", literal(format))));
    code.line("#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]");
    code.line(format!("pub struct {}(String);", ty.name));
    code.line(format!("stipula_rt::text!({} {{ {} }});", ty.name, said.join(", ")));
}

fn number(ty: &Type, facets: &NumberFacets, scope: &mut Scope<'_>, code: &mut Code) {
    let named = [
        ("minimum", &facets.minimum),
        ("exclusive_minimum", &facets.exclusive_minimum),
        ("maximum", &facets.maximum),
        ("exclusive_maximum", &facets.exclusive_maximum),
    ];
    let mut said: Vec<String> = facets.integer.then(|| "integer: true".to_owned()).into_iter().collect();
    said.extend(named.into_iter().filter_map(|(name, text)| Some(format!("{name}: {}", literal(text.as_ref()?)))));
    said.extend(facets.multiple_of.iter().map(|text| format!("multiple_of: {}", literal(text))));
    code.line(DERIVES).line(format!("pub struct {}({});", ty.name, scope.runtime("Number")));
    code.line(format!("stipula_rt::number!({} {{ {} }});", ty.name, said.join(", ")));
}

fn constant(ty: &Type, value: &serde_json::Value, code: &mut Code) {
    code.line("#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]").line(format!("pub struct {};", ty.name));
    code.line(format!("stipula_rt::constant!({} = {});", ty.name, literal(&value.to_string())));
}

fn checked(ty: &Type, used: &Use, scope: &mut Scope<'_>, code: &mut Code) {
    let inner = scope.ty(used);
    code.line(DERIVES).line(format!("pub struct {}(pub {inner});", ty.name));
    let [json, reader, wire] = ["Json", "Reader", "Wire"].map(|name| scope.runtime(name));
    code.line(format!("impl {wire} for {} {{", ty.name));
    code.line(format!("fn read(json: &{json}, reader: &mut {reader}) -> Option<Self> {{"));
    rules(ty, code);
    code.line("Wire::read(json, reader).map(Self)").line("}");
    code.line(format!("fn write(&self) -> {json} {{")).line("self.0.write()").line("}").line("}");
}
