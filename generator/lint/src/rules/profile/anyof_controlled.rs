use super::{support, union};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule =
    Rule::new("anyof-controlled", Warning, Profile::Platform, Hook::Schema(check), include_str!("anyof_controlled.md"));

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(list) = schema.get(Kw::AnyOf).filter(|_| !schema.is_fragment) else { return };
    let branches = schema.branches(cx.scene, "anyOf");
    let is_null = |id: &SchemaId| union::kinds(cx, *id) == union::NULL;
    let others: Vec<SchemaId> = branches.into_iter().filter(|id| !is_null(id)).collect();
    let restricts = others.iter().all(|id| support::only_requires(cx.schema(*id)));
    if others.len() < 2 || restricts || is_open_enum(cx, &others) {
        return;
    }
    let message = format!("`anyOf`: a value here may be any of {} kinds, or several at once", others.len());
    let help =
        "use `oneOf` with a tag, or one object with optional properties; if the tools cope, waive it with a reason";
    cx.report(Finding::at(schema.at.sibling(list), message).help(help));
}

/// Known values and any other of the same type: how open enums are written without an extension.
fn is_open_enum(cx: &Cx<'_>, branches: &[SchemaId]) -> bool {
    let [one, other] = branches else { return false };
    let (one, other) = (cx.resolved(*one), cx.resolved(*other));
    let is_listed = |view: &SchemaView<'_>| view.has(Kw::Enum) || view.has(Kw::Const);
    is_listed(one) != is_listed(other) && one.types == other.types
}
