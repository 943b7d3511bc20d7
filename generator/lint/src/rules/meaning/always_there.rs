//! What every value of a schema has.

use crate::Scene;
use stipula_model::SchemaId;

/// Schemas that are looked at before the answer is no: compositions may be circular.
const MOST: u32 = 256;

/// True if every value has a property of such a name: required by the schema, by what it refers to or is composed of, or
/// by each of its alternatives.
pub(super) fn is_required(scene: &Scene<'_>, schema: SchemaId, is_name: &dyn Fn(&str) -> bool) -> bool {
    let mut left = MOST;
    within(scene, schema, is_name, &mut left)
}

fn within(scene: &Scene<'_>, schema: SchemaId, is_name: &dyn Fn(&str) -> bool, left: &mut u32) -> bool {
    let Some(fewer) = left.checked_sub(1) else { return false };
    *left = fewer;
    let view = scene.schema(schema);
    if view.required().any(|name| name.as_str().is_some_and(is_name)) {
        return true;
    }
    let parts = view.target.into_iter().chain(view.branches(scene, "allOf"));
    if parts.into_iter().any(|part| within(scene, part, is_name, left)) {
        return true;
    }
    ["oneOf", "anyOf"].into_iter().any(|keyword| {
        let alternatives = view.branches(scene, keyword);
        !alternatives.is_empty() && alternatives.into_iter().all(|one| within(scene, one, is_name, left))
    })
}
