use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "allof-no-inheritance",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("allof_no_inheritance.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(list) = schema.get(Kw::AllOf).filter(|_| !schema.is_fragment) else { return };
    let parts = schema.branches(cx.scene, "allOf");
    let objects: Vec<SchemaId> = parts.into_iter().filter(|part| describes_object(cx, *part)).collect();
    let is_reference = |part: &&SchemaId| cx.schema(**part).target.is_some();
    let Some(base) = objects.iter().find(is_reference) else { return };
    let has_own = support::declares_properties(schema);
    if objects.len() + usize::from(has_own) < 2 {
        return;
    }
    let target = cx.resolved(*base);
    let name = target.name().or(target.key).map_or_else(|| "another object".to_owned(), |name| format!("`{name}`"));
    let message = format!("{} inherits from {name} by `allOf`", support::called(schema, "object"));
    let help = "write the properties down here, and share only what is a concept of its own, as a property of it";
    cx.report(Finding::at(schema.at.sibling(list), message).label(target.at, "the base").help(help));
}

/// True if it declares properties, itself or through what it is put together of.
fn describes_object(cx: &Cx<'_>, id: SchemaId) -> bool {
    const MOST: usize = 64;
    let mut parts = vec![id];
    let mut next = 0;
    while let Some(part) = parts.get(next).copied().filter(|_| next < MOST) {
        next += 1;
        let view = cx.schema(part);
        if support::declares_properties(view) {
            return true;
        }
        let inner = ["allOf", "oneOf", "anyOf"].into_iter().flat_map(|keyword| view.branches(cx.scene, keyword));
        parts.extend(inner.chain(view.target));
    }
    false
}
