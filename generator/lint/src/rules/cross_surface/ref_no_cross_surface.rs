use super::support::{called, declared, groups, named};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule = Rule::new(
    "ref-no-cross-surface",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("ref_no_cross_surface.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(target) = schema.target.map(|id| cx.schema(id)) else { return };
    let (theirs, ours) = (groups(declared(cx, target)), groups(schema.surfaces));
    let is_canonical = schema.surfaces.meets(Surfaces::CANONICAL);
    // A schema that several surfaces reach is told what it may refer to once it is split.
    if theirs.is_empty() || ours.meets(theirs) || ours.is_empty() && !is_canonical {
        return;
    }
    let at = schema.get(Kw::Ref).map_or(schema.at, |reference| schema.at.sibling(reference));
    let ours = if is_canonical { "canonical concepts".to_owned() } else { named(ours) };
    let message = format!("`{}` belongs to {}, and this is a schema of {ours}", called(cx, target), named(theirs));
    let help = "repeat the part that is needed here, or move what is one concept on all surfaces to `canonical/`";
    cx.report(Finding::at(at, message).help(help));
}
