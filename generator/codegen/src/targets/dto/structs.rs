//! Objects with known members.

use super::{DERIVES, Printer, deprecation};
use crate::code::literal;
use crate::plan::{Field, Presence, Rest, Shape, Struct, Use};
use crate::print::grouped;
use crate::targets::docs;

/// Constructors with more arguments are no help.
const MOST_ARGUMENTS: usize = 7;

/// Nor with more arguments that are true or false.
const MOST_FLAGS: usize = 3;

impl Printer<'_, '_> {
    pub(super) fn structure(&mut self, shape: &Struct) {
        let name = self.ty.name.clone();
        let is_empty_by_default = shape.fields.iter().all(|field| is_optional(field) || self.is_constant(&field.ty));
        let derives = if is_empty_by_default { DERIVES.replace("Debug", "Debug, Default") } else { DERIVES.to_owned() };
        let flags = shape.fields.iter().filter(|field| !is_optional(field) && field.ty == Use::Bool).count();
        if flags > MOST_FLAGS {
            self.line("#[allow(clippy::struct_excessive_bools, reason = \"as many as the contract has\")]");
        }
        self.declared(&derives);
        self.line(format!("pub struct {name} {{"));
        for field in &shape.fields {
            self.code.docs(&docs::of_field(self.atlas, field));
            deprecation(&field.docs, self.code);
            let ty = self.field_type(field);
            self.line(format!("pub {}: {ty},", field.name));
        }
        if let Some(ty) = self.rest_type(shape) {
            self.code.docs("Members that the contract does not name.");
            self.line(format!("pub {}: {ty},", rest_name(shape)));
        }
        self.line("}");
        self.constructor(shape);
        let (read, write) = (read(shape), self.write(shape));
        self.wire(&read, &write);
    }

    /// What must be there as arguments, all else absent.
    fn constructor(&mut self, shape: &Struct) {
        let arguments: Vec<&Field> =
            shape.fields.iter().filter(|field| !is_optional(field) && !self.is_constant(&field.ty)).collect();
        let is_whole = arguments.len() == shape.fields.len() && matches!(shape.rest, Rest::Closed);
        let flags = arguments.iter().filter(|field| field.ty == Use::Bool).count();
        if arguments.is_empty() || arguments.len() > MOST_ARGUMENTS || flags > MOST_FLAGS || is_whole {
            return;
        }
        let typed: Vec<String> =
            arguments.iter().map(|field| format!("{}: {}", field.name, self.field_type(field))).collect();
        let mut set: Vec<String> = Vec::new();
        for field in &shape.fields {
            set.push(match field.presence {
                Presence::Optional => format!("{}: None", field.name),
                Presence::Tri => format!("{}: {}::Absent", field.name, self.scope.runtime("Tri")),
                Presence::Required if self.is_constant(&field.ty) => {
                    format!("{}: {}", field.name, self.scope.ty(&field.ty))
                }
                Presence::Required => field.name.clone(),
            });
        }
        if !matches!(shape.rest, Rest::Closed) {
            set.push(format!("{}: {}::new()", rest_name(shape), self.scope.runtime("Map")));
        }
        if self.touches_deprecated() {
            self.line("#[allow(deprecated)]");
        }
        let name = self.ty.name.clone();
        self.line(format!("impl {name} {{"));
        self.code.docs("With what must be there, and nothing else.").line("#[must_use]");
        self.line(format!("pub fn new({}) -> Self {{ Self {{ {} }} }}", typed.join(", "), set.join(", ")));
        self.line("}");
    }

    fn is_constant(&self, used: &Use) -> bool {
        matches!(used, Use::Named(id) if matches!(self.atlas.plan.get(*id).shape, Shape::Constant(_)))
    }

    fn field_type(&mut self, field: &Field) -> String {
        let ty = self.scope.ty(&field.ty);
        match field.presence {
            Presence::Required => ty,
            Presence::Optional => format!("Option<{ty}>"),
            Presence::Tri => format!("{}<{ty}>", self.scope.runtime("Tri")),
        }
    }

    fn rest_type(&mut self, shape: &Struct) -> Option<String> {
        match &shape.rest {
            Rest::Closed => None,
            Rest::Open => Some(self.scope.ty(&Use::Map(Box::new(Use::Json)))),
            Rest::Typed(used) => Some(self.scope.ty(&Use::Map(Box::new(used.clone())))),
        }
    }

    fn write(&mut self, shape: &Struct) -> Vec<String> {
        let [json, members] = ["Json", "Members"].map(|name| self.scope.runtime(name));
        let is_closed = matches!(shape.rest, Rest::Closed);
        if shape.fields.is_empty() && is_closed {
            return vec![format!("{json}::Object({members}::new())")];
        }
        let mut lines = vec![format!("let mut members = {members}::new();")];
        for field in &shape.fields {
            let put = match field.presence {
                Presence::Required => "put",
                Presence::Optional => "put_optional",
                Presence::Tri => "put_tri",
            };
            lines.push(format!("members.{put}({}, &self.{});", literal(&field.wire), field.name));
        }
        if !is_closed {
            lines.push(format!("members.put_rest(&self.{});", rest_name(shape)));
        }
        lines.push(format!("{json}::Object(members)"));
        lines
    }
}

fn is_optional(field: &Field) -> bool {
    field.presence != Presence::Required
}

/// The name of the field that holds members without a name: `rest`, unless the contract has one of that name.
fn rest_name(shape: &Struct) -> &'static str {
    free(shape, &["rest", "other_members", "rest_", "other_members_"])
}

/// The first of some names that no field has.
fn free(shape: &Struct, names: &[&'static str]) -> &'static str {
    let is_free = |name: &&&str| shape.fields.iter().all(|field| field.name != **name);
    names.iter().find(is_free).or(names.last()).copied().unwrap_or_default()
}

/// Every member is read before one that is missing ends it, so that all faults are noted.
fn read(shape: &Struct) -> Vec<String> {
    let object = free(shape, &["members", "object", "members_", "object_"]);
    let counts = shape.min_members.is_some() || shape.max_members.is_some();
    let asks = counts || !shape.fields.is_empty() || !shape.dependencies.is_empty();
    let mut lines = vec![format!("let {}{object} = reader.object(json)?;", if asks { "mut " } else { "" })];
    for field in &shape.fields {
        let how = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Tri => "tri",
        };
        lines.push(format!("let {} = {object}.{how}({});", field.name, literal(&field.wire)));
    }
    if counts {
        let max = shape.max_members.map_or("usize::MAX".to_owned(), grouped);
        lines.push(format!("{object}.count({}, {max});", grouped(shape.min_members.unwrap_or(0))));
    }
    for (name, needs) in &shape.dependencies {
        let needs: Vec<String> = needs.iter().map(|name| literal(name)).collect();
        lines.push(format!("{object}.depends({}, &[{}]);", literal(name), needs.join(", ")));
    }
    let mut set: Vec<String> = shape.fields.iter().map(|field| format!("{0}: {0}?", field.name)).collect();
    let rest = rest_name(shape);
    match shape.rest {
        Rest::Closed => lines.push(format!("{object}.close();")),
        Rest::Open => {
            lines.push(format!("let {rest} = {object}.rest();"));
            set.push(rest.to_owned());
        }
        Rest::Typed(_) => {
            lines.push(format!("let {rest} = {object}.rest_as();"));
            set.push(format!("{rest}: {rest}?"));
        }
    }
    lines.push("Some(Self {".to_owned());
    lines.extend(set.into_iter().map(|field| format!("{field},")));
    lines.push("})".to_owned());
    lines
}
