//! The name under which a value is known, and what stands beside it.

use crate::words::parts;
use crate::{Cx, PropertyView, SchemaView, Stand};
use stipula_model::{Kw, NodeRef, SchemaId};
use stipula_source::Node;

/// A value with the name under which it is known.
#[derive(Clone, Copy)]
pub(super) struct Field<'m> {
    pub(super) name: &'m str,
    /// The name as a place.
    pub(super) at: NodeRef,
    /// The object that declares it as a property.
    pub(super) owner: Option<SchemaId>,
    pub(super) is_parameter: bool,
}

/// The name of what a schema describes: its property, the array that it is an item of, the parameter, the type. Names are
/// judged where the value is described, so a type that many properties refer to is judged once.
pub(super) fn field<'m>(cx: &Cx<'m>, schema: &SchemaView<'m>) -> Option<Field<'m>> {
    const DEEPEST: usize = 4;
    let mut schema = schema;
    for _ in 0..DEEPEST {
        if schema.stand != Stand::Item {
            break;
        }
        schema = cx.scene.schema(schema.parent?);
    }
    let named = |name: Node<'m>, owner, is_parameter| {
        Some(Field { name: name.as_str()?, at: schema.at.sibling(name), owner, is_parameter })
    };
    match schema.stand {
        Stand::Property => named(schema.node.key()?, schema.parent, false),
        Stand::Named => named(schema.node.key()?, None, false),
        Stand::Root => named(schema.get(Kw::Title)?, None, false),
        Stand::Whole => {
            let around = schema.node.parent()?;
            around.get("in")?;
            named(around.get("name")?, None, true)
        }
        _ => None,
    }
}

/// Metadata of a property: its own, or that of what it refers to.
pub(super) fn metadata<'s>(property: &PropertyView<'s>, key: &str) -> Option<Node<'s>> {
    property.schema.node.get(key).or_else(|| property.resolved.node.get(key))
}

/// The last word of a name.
pub(super) fn last_word(name: &str) -> &str {
    parts(name).last().unwrap_or_default()
}

/// True if a field is only spoken of: in a condition, about a property that is declared elsewhere.
pub(super) fn is_spoken_of(cx: &Cx<'_>, id: SchemaId) -> bool {
    let mut next = Some(id).filter(|id| cx.schema(*id).is_fragment);
    while let Some(id) = next {
        let view = cx.schema(id);
        if view.stand == Stand::Condition {
            return true;
        }
        next = view.parent;
    }
    false
}

/// True if another part of the same `allOf` describes the property further, in a way that `test` asks for.
pub(super) fn is_completed(cx: &Cx<'_>, field: Field<'_>, test: impl Fn(&SchemaView<'_>) -> bool) -> bool {
    let Some(owner) = field.owner.filter(|owner| cx.schema(*owner).is_fragment) else { return false };
    let whole = whole(cx, owner);
    let branches = whole.branches(cx, "allOf").into_iter().filter_map(|branch| cx.property(branch, field.name));
    let own = cx.properties(whole).filter(|property| property.name == field.name);
    branches.chain(own).any(|property| test(property.resolved))
}

/// The object that a part belongs to.
fn whole<'c>(cx: &'c Cx<'_>, owner: SchemaId) -> &'c SchemaView<'c> {
    let mut whole = cx.schema(owner);
    while let Some(parent) = whole.parent.filter(|_| whole.stand == Stand::Part) {
        whole = cx.schema(parent);
    }
    whole
}

/// The properties of an object with those of the parts that it is put together of, whichever of them `owner` is.
pub(super) fn siblings<'c>(cx: &'c Cx<'_>, owner: SchemaId) -> Vec<PropertyView<'c>> {
    cx.all_properties(whole(cx, owner).id)
}

/// What an object is called: by its title, its name, or the property that it is the value of.
pub(super) fn owner_name<'m>(cx: &Cx<'m>, owner: SchemaId) -> Option<&'m str> {
    let mut schema = cx.scene.schema(owner);
    loop {
        match (schema.stand, schema.name(), schema.key) {
            (_, Some(name), _) | (_, None, Some(name)) => return Some(name),
            (Stand::Part | Stand::Item | Stand::Alternative, None, None) => schema = cx.scene.schema(schema.parent?),
            _ => return None,
        }
    }
}

/// True for the object that carries an event: a protocol has named its attributes.
pub(super) fn is_envelope(cx: &Cx<'_>, owner: SchemaId) -> bool {
    let (mut has_id, mut has_type) = (false, false);
    for (name, _) in cx.schema(owner).get(Kw::Properties).into_iter().flat_map(Node::members) {
        match name {
            "specversion" | "ce_specversion" | "ce-specversion" => return true,
            "eventId" => has_id = true,
            "eventType" => has_type = true,
            _ => {}
        }
    }
    has_id && has_type
}
