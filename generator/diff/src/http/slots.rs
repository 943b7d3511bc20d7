//! Where a parameter or a header holds its value: a schema and a style, or a media type.

use super::Http;
use super::scope::{Scope, Way};
use crate::envelope::{Both, is_true};
use crate::{Carrier, Fact, Flow, Kind, Version};
use stipula_model::{Header, MediaType, NodeRef, Parameter, ParameterIn, SchemaId, Shape, TypeSet};
use stipula_source::Node;

/// A parameter or a header without its name.
#[derive(Clone, Copy)]
pub(super) struct Slot<'a> {
    at: NodeRef,
    name: &'a str,
    location: ParameterIn,
    schema: Option<SchemaId>,
    content: &'a [MediaType],
}

impl<'a> Slot<'a> {
    pub(super) fn of_parameter(it: &'a Parameter) -> Self {
        Slot { at: it.at, name: &it.name, location: it.location, schema: it.schema, content: &it.content }
    }

    pub(super) fn of_header(it: &'a Header) -> Self {
        Slot { at: it.at, name: &it.name, location: ParameterIn::Header, schema: it.schema, content: &it.content }
    }

    /// The schema of the value, however it is written.
    fn value(&self) -> Option<SchemaId> {
        self.schema.or(self.content.first().and_then(|media_type| media_type.schema))
    }

    /// How a value of the form is written, with the defaults applied (OpenAPI 3.1.1 §4.8.12.2.2).
    fn serialization(&self, node: Node<'_>, form: Form) -> String {
        if let (None, Some(media_type)) = (self.schema, self.content.first()) {
            return format!("content {}", media_type.name.to_lowercase());
        }
        let is_query = matches!(self.location, ParameterIn::Query | ParameterIn::Cookie);
        let style = node.get_str("style").unwrap_or(if is_query { "form" } else { "simple" });
        let by_default = matches!(style, "form" | "cookie");
        let explode = node.get("explode").and_then(Node::as_bool).unwrap_or(by_default);
        let mut text = format!("style={style}");
        if form.shows_explode(style) {
            text.push_str(if explode { " explode=true" } else { " explode=false" });
        }
        if self.is_allowed(node, "allowReserved") {
            text.push_str(" allowReserved");
        }
        text
    }

    /// A flag that only query parameters have.
    fn is_allowed(&self, node: Node<'_>, flag: &str) -> bool {
        self.location == ParameterIn::Query && is_true(node, flag)
    }

    fn is_empty(&self) -> bool {
        self.schema.is_none() && self.content.is_empty()
    }
}

impl<'a> Http<'_, 'a> {
    /// How a value is written, and its schema. What was moved is written in another way as a matter of course.
    pub(super) fn slot(
        &mut self,
        scope: &Scope,
        way: Way,
        (old, new): (Slot<'a>, Slot<'a>),
        is_moved: bool,
        carrier: &Carrier,
    ) {
        let at = Both::new(old.at, new.at);
        if !is_moved && !old.is_empty() && !new.is_empty() {
            let form = Form::of(self.noted.old(), old.value()).max(Form::of(self.noted.new_version(), new.value()));
            let nodes = (self.noted.node(old.at), self.noted.node(new.at));
            let (mut before, mut after) = (old.serialization(nodes.0, form), new.serialization(nodes.1, form));
            // Who reads must know that a value may be empty; who writes need not make use of it.
            let flag = "allowEmptyValue";
            let (was, is) = (old.is_allowed(nodes.0, flag), new.is_allowed(nodes.1, flag));
            match (was, is, scope.flow(way)) {
                (true, false, Flow::Inward | Flow::Kept) => before = format!("{before} {flag}"),
                (false, true, Flow::Outward | Flow::Kept) => after = format!("{after} {flag}"),
                _ => {}
            }
            if before != after {
                let fact = Fact::at(Kind::ParameterSerializationChanged, &scope.way(way), at);
                self.noted.fact(fact.named(new.name).values(Some(before), Some(after)));
            }
        }
        self.schemas(scope, way, at, (old.value(), new.value()), carrier);
    }
}

/// What a value can be at most, by the `type` of its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// Neither a list nor an object.
    Single,
    /// A list, or a single value.
    List,
    /// An object, or nobody knows.
    Any,
}

impl Form {
    fn of(version: Version<'_>, schema: Option<SchemaId>) -> Self {
        match types(version, schema) {
            Some(types) if types.contains("object") => Form::Any,
            Some(types) if types.contains("array") => Form::List,
            Some(types) if types.names().next().is_some() => Form::Single,
            _ => Form::Any,
        }
    }

    /// True if `explode` shows: a single value looks the same in both ways, and so does a list in the simple style, whose
    /// items are joined by commas (RFC 6570 §3.2.1 and §3.2.2).
    fn shows_explode(self, style: &str) -> bool {
        match self {
            Form::Single => false,
            Form::List => style != "simple",
            Form::Any => true,
        }
    }
}

/// The types that a schema, or what it refers to, names.
fn types(version: Version<'_>, schema: Option<SchemaId>) -> Option<TypeSet> {
    let schemas = &version.model.schemas;
    let mut at = schema;
    for _ in 0..version.sources.limits().ref_hops {
        let mut types: Option<TypeSet> = None;
        for keyword in schemas.keywords(version.sources, at.take()?) {
            match keyword.shape {
                Shape::Types(found) => types = Some(found.set),
                Shape::Target(target) => at = target,
                _ => {}
            }
        }
        if types.is_some() {
            return types;
        }
    }
    None
}
