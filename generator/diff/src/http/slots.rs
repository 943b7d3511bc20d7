//! Where a parameter or a header holds its value: a schema and a style, or a media type.

use super::Http;
use super::scope::{Scope, Way};
use crate::envelope::Both;
use crate::{Carrier, Fact, Kind, Version};
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

    /// How the value is written, with the defaults applied (OpenAPI 3.1.1 §4.8.12.2.2).
    fn serialization(&self, node: Node<'_>, is_scalar: bool) -> String {
        if let (None, Some(media_type)) = (self.schema, self.content.first()) {
            return format!("content {}", media_type.name.to_lowercase());
        }
        let is_query = matches!(self.location, ParameterIn::Query | ParameterIn::Cookie);
        let style = node.get_str("style").unwrap_or(if is_query { "form" } else { "simple" });
        let by_default = matches!(style, "form" | "cookie");
        let explode = node.get("explode").and_then(Node::as_bool).unwrap_or(by_default);
        let mut text = format!("style={style}");
        // A single value looks the same in both ways (RFC 6570 §3.2.1).
        if !is_scalar {
            text.push_str(if explode { " explode=true" } else { " explode=false" });
        }
        for flag in ["allowReserved", "allowEmptyValue"] {
            if self.location == ParameterIn::Query && node.get(flag).and_then(Node::as_bool) == Some(true) {
                text.push(' ');
                text.push_str(flag);
            }
        }
        text
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
            let is_scalar =
                is_scalar(self.noted.old(), old.value()) && is_scalar(self.noted.new_version(), new.value());
            let before = old.serialization(self.noted.node(old.at), is_scalar);
            let after = new.serialization(self.noted.node(new.at), is_scalar);
            if before != after {
                let fact = Fact::at(Kind::ParameterSerializationChanged, &scope.way(way), at);
                self.noted.fact(fact.named(new.name).values(Some(before), Some(after)));
            }
        }
        self.schemas(scope, way, at, (old.value(), new.value()), carrier);
    }
}

/// True if a value is neither a list nor an object, by the `type` of its schema.
fn is_scalar(version: Version<'_>, schema: Option<SchemaId>) -> bool {
    let schemas = &version.model.schemas;
    let mut at = schema;
    for _ in 0..version.sources.limits().ref_hops {
        let Some(id) = at else { return false };
        let mut types: Option<TypeSet> = None;
        at = None;
        for keyword in schemas.keywords(version.sources, id) {
            match keyword.shape {
                Shape::Types(found) => types = Some(found.set),
                Shape::Target(target) => at = target,
                _ => {}
            }
        }
        if let Some(types) = types {
            return types.names().next().is_some() && !types.contains("array") && !types.contains("object");
        }
    }
    false
}
