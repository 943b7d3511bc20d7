//! Boundary types: what schemas say, as Rust says it.

mod structs;
mod tuples;
mod unions;
mod values;

use super::docs;
use crate::code::{Code, WIDTH, call, list, literal, raw};
use crate::plan::{Docs, ModuleId, Rest, Shape, Type, TypeId, Use};
use crate::print::json::pretty;
use crate::print::{Atlas, Scope, indented};

/// Derived by every type: values can be compared, kept in sets and shown.
const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, Eq, Hash)]";

/// Derived by what has an order as well.
const ORDERED: &str = "#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]";

/// Prints the types of a module.
pub(crate) fn print<'p>(atlas: &'p Atlas<'p>, module: ModuleId, scope: &mut Scope<'p>, code: &mut Code) {
    let (mut read, mut old) = (Vec::new(), Vec::new());
    for (id, ty) in atlas.types(module) {
        Printer { atlas, id, ty, scope, code }.print();
        code.cut();
        rules(ty, scope, code);
        match (&ty.shape, &ty.docs.deprecated) {
            (Shape::Alias(_), _) => {}
            (_, None) => read.push(ty.name.clone()),
            (_, Some(_)) => old.push(ty.name.clone()),
        }
    }
    if !read.is_empty() {
        code.printed(list("stipula_rt::serde!(", &read, ");"));
    }
    if !old.is_empty() {
        code.printed(allowed(&list("stipula_rt::serde!(", &old, ");")));
    }
}

/// Attributes on a call of a macro do not reach what it writes, but those of a constant around it do.
fn allowed(call: &str) -> String {
    format!("#[allow(deprecated)]\nconst _: () = {{\n{}}};", indented(call))
}

/// A type on its way to text.
struct Printer<'a, 'p> {
    atlas: &'p Atlas<'p>,
    id: TypeId,
    ty: &'p Type,
    scope: &'a mut Scope<'p>,
    code: &'a mut Code,
}

impl Printer<'_, '_> {
    fn print(&mut self) {
        let ty = self.ty;
        self.code.docs(&docs::of_type(self.atlas, self.id));
        deprecation(&ty.docs, self.code);
        match &ty.shape {
            Shape::Struct(shape) => self.structure(shape),
            Shape::Choice(shape) => self.choice(shape),
            Shape::Union(shape) => self.union(shape),
            Shape::Tuple(shape) => self.tuple(shape),
            Shape::Text(facets) => self.text(facets),
            Shape::Number(facets) => self.number(facets),
            Shape::Constant(value) => self.constant(value),
            Shape::Alias(used) => {
                let used = self.scope.ty(used);
                if self.holds_deprecated() {
                    self.line("#[allow(deprecated)]");
                }
                self.line(format!("pub type {} = {used};", ty.name));
            }
            Shape::Checked(used) => self.checked(used),
            Shape::Never => self.never(),
        }
    }

    /// What is derived; the declaration may name what is not to be used any more.
    fn declared(&mut self, derives: &str) {
        if self.holds_deprecated() {
            self.line("#[allow(deprecated)]");
        }
        self.line(derives);
    }

    /// A call of a macro that implements what the type needs.
    fn call(&mut self, path: &str, entries: &[String], tail: &str) {
        self.macros(call(path, &self.ty.name, entries, tail));
    }

    fn macros(&mut self, call: String) {
        let is_old = self.ty.docs.deprecated.is_some();
        self.code.printed(if is_old { allowed(&call) } else { call });
    }

    fn line(&mut self, text: impl AsRef<str>) {
        self.code.line(text);
    }

    fn lines(&mut self, lines: &[String]) {
        for line in lines {
            self.code.line(line);
        }
    }

    /// `impl Wire for …`: how the type is read, and how it is written.
    fn wire(&mut self, read: &[String], write: &[String]) {
        let [json, reader, wire] = ["Json", "Reader", "Wire"].map(|name| self.scope.runtime(name));
        if self.touches_deprecated() {
            self.line("#[allow(deprecated)]");
        }
        let is_short = |line: &&String| line.starts_with("let ") && line[5..].starts_with(' ');
        if read.iter().filter(is_short).count() > MOST_LETTERS {
            self.line("#[allow(clippy::many_single_char_names, reason = \"the contract calls its members so\")]");
        }
        let name = &self.ty.name;
        self.code.line(format!("impl {wire} for {name} {{"));
        self.code.line(format!("fn read(json: &{json}, reader: &mut {reader}) -> Option<Self> {{"));
        if self.ty.rules.is_some() {
            self.code.line(format!("reader.rules(&{}, json);", rules_name(name)));
        }
        self.lines(read);
        self.code.line("}").line(format!("fn write(&self) -> {json} {{"));
        self.lines(write);
        self.code.line("}").line("}");
    }

    /// True if the implementations name what is not to be used any more.
    fn touches_deprecated(&self) -> bool {
        let is_marked = match &self.ty.shape {
            Shape::Struct(it) => it.fields.iter().any(|field| field.docs.deprecated.is_some()),
            Shape::Union(it) => it.variants.iter().any(|variant| variant.docs.deprecated.is_some()),
            _ => false,
        };
        is_marked || self.holds_deprecated() || self.ty.docs.deprecated.is_some()
    }

    /// True if the declaration names what is not to be used any more.
    fn holds_deprecated(&self) -> bool {
        let is_old = |used: &Use| mentions(used, &|id| self.atlas.plan.get(id).docs.deprecated.is_some());
        match &self.ty.shape {
            Shape::Struct(it) => {
                it.fields.iter().any(|field| is_old(&field.ty)) || matches!(&it.rest, Rest::Typed(used) if is_old(used))
            }
            Shape::Union(it) => it.variants.iter().any(|variant| is_old(&variant.ty)),
            Shape::Tuple(it) => it.items.iter().chain(&it.rest).any(is_old),
            Shape::Alias(used) | Shape::Checked(used) => is_old(used),
            _ => false,
        }
    }

    fn checked(&mut self, used: &Use) {
        let (inner, wire) = (self.scope.ty(used), self.scope.runtime("Wire"));
        let name = self.ty.name.clone();
        self.declared(DERIVES);
        self.line(format!("pub struct {name}(pub {inner});"));
        self.wire(&[format!("{wire}::read(json, reader).map(Self)")], &["self.0.write()".to_owned()]);
    }

    fn never(&mut self) {
        let name = self.ty.name.clone();
        self.line(DERIVES.replace("Debug", "Copy, Debug"));
        self.line(format!("pub enum {name} {{}}"));
        let never = self.scope.runtime("Never");
        let wire = self.scope.runtime("Wire");
        self.wire(
            &[format!("<{never} as {wire}>::read(json, reader).map(|never| match never {{}})")],
            &["match *self {}".to_owned()],
        );
    }
}

/// More names of one letter are noted by clippy.
const MOST_LETTERS: usize = 4;

fn mentions(used: &Use, is_meant: &dyn Fn(TypeId) -> bool) -> bool {
    match used {
        Use::Named(id) | Use::Boxed(id) => is_meant(*id),
        Use::List(inner, _) | Use::Map(inner) | Use::Nullable(inner) => mentions(inner, is_meant),
        _ => false,
    }
}

pub(super) fn deprecation(docs: &Docs, code: &mut Code) {
    match docs.deprecated.as_deref() {
        Some("") => drop(code.line("#[deprecated]")),
        Some(note) => drop(code.line(format!("#[deprecated(note = {})]", literal(note)))),
        None => {}
    }
}

/// What the type cannot say, as the JSON Schema that is held against the value as a whole.
fn rules(ty: &Type, scope: &mut Scope<'_>, code: &mut Code) {
    let Some(rules) = &ty.rules else { return };
    let rules_type = scope.runtime("Rules");
    let schema = pretty(&rules.schema, WIDTH - 8);
    let text = match schema.contains('\n') || schema.len() > 50 {
        true => format!("\n    {},\n", raw(&schema).replace('\n', "\n    ")),
        false => raw(&schema),
    };
    let name = rules_name(&ty.name);
    code.printed(format!(
        "/// What [`{}`] does not say by its type.\nstatic {name}: {rules_type} = {rules_type}::new({text});",
        ty.name
    ));
}

/// `QuoteResponse` as `QUOTE_RESPONSE_RULES`.
fn rules_name(name: &str) -> String {
    let mut out = String::new();
    for (n, c) in name.chars().enumerate() {
        if n > 0 && c.is_uppercase() {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out + "_RULES"
}
