//! Where the names of types are written, and which names others have decided.

use crate::words::parts;
use crate::{Cx, PropertyView, SchemaView, Stand, Surfaces};
use stipula_model::{Kw, NodeRef};
use stipula_source::Node;

/// The name of a type, and the value that holds it.
#[derive(Clone, Copy)]
pub(super) struct TypeName<'m> {
    pub(super) text: &'m str,
    pub(super) at: NodeRef,
}

impl<'m> TypeName<'m> {
    /// The key in `components.schemas`, otherwise the title of a file, of an object or of an enumeration. Titles of other
    /// schemas are labels for people, and the key of a definition counts only where it has no title.
    pub(super) fn of(schema: &SchemaView<'m>) -> Option<Self> {
        match schema.stand {
            Stand::Named if schema.parent.is_some() && schema.has(Kw::Title) => Self::title(schema),
            Stand::Named => {
                let key = schema.node.key()?;
                Some(TypeName { text: key.as_str()?, at: schema.at.sibling(key) })
            }
            Stand::Root => Self::title(schema),
            _ if schema.has(Kw::Title) && (schema.is_object() || schema.has(Kw::Enum)) => Self::title(schema),
            _ => None,
        }
    }

    pub(super) fn title(schema: &SchemaView<'m>) -> Option<Self> {
        let title = schema.get(Kw::Title)?;
        Some(TypeName { text: title.as_str()?, at: schema.at.sibling(title) })
    }

    /// Its words without a version at the end: `QuoteSubmittedEventV1` is `Quote`, `Submitted`, `Event`.
    pub(super) fn words(self) -> Vec<&'m str> {
        let mut words: Vec<&str> = parts(self.text).collect();
        if words.len() > 1 && words.last().is_some_and(|word| is_version(word)) {
            words.pop();
        }
        words
    }
}

/// True for `v1`.
pub(super) fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// True where a name is only repeated: in a condition, about a property that is declared elsewhere.
pub(super) fn is_repeated(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let mut next = Some(schema.id).filter(|_| schema.is_fragment);
    while let Some(id) = next {
        let view = cx.schema(id);
        if view.stand == Stand::Condition {
            return true;
        }
        next = view.parent;
    }
    false
}

/// True for the attributes of an event, in the body or in headers, and for all other headers of messages: a protocol
/// has named them.
pub(super) fn is_protocol(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let is_headers = || cx.messages().any(|message| message.headers.is_some_and(|it| it.id == property.owner.id));
    is_envelope(property.owner) || property.owner.reached.meets(Surfaces::EVENT) && is_headers()
}

fn is_envelope(owner: &SchemaView<'_>) -> bool {
    let (mut has_id, mut has_type) = (false, false);
    for (name, _) in owner.get(Kw::Properties).into_iter().flat_map(Node::members) {
        match name {
            "specversion" | "ce_specversion" | "ce-specversion" => return true,
            "eventId" => has_id = true,
            "eventType" => has_type = true,
            _ => {}
        }
    }
    has_id && has_type
}
