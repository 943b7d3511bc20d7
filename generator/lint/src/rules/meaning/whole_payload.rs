//! What is sent or stored as a whole, and not as a part of something else.

use crate::{Cx, SchemaView, Stand, Surfaces};

/// True for what a message carries, and for the root of a standalone file that nothing else of its surface is made of.
pub(super) fn is_whole_payload(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    matches!(schema.stand, Stand::Root | Stand::Named | Stand::Whole)
        && (is_carried(cx, schema) || schema.stand == Stand::Root && !is_part(cx, schema))
}

fn is_carried(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let mut payloads =
        cx.contracts.iter().flat_map(|view| &view.contract.messages).filter_map(|message| message.payload);
    schema.surfaces.meets(Surfaces::EVENT) && payloads.any(|payload| cx.resolved(payload).id == schema.id)
}

/// True if another schema of the same surface, or the headers of a message, are made of it.
fn is_part(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let refers = |other: &SchemaView<'_>| other.target == Some(schema.id) && other.surfaces.meets(schema.surfaces);
    cx.schemas().iter().any(|other| refers(other) && other.id != schema.id)
}
