use super::{support, union};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "oneof-discriminator",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("oneof_discriminator.md"),
)
.cedes_to(&["oneof-branches-disjoint"]);

/// Schemas that are looked at for one `oneOf`.
const MOST_SCHEMAS: u32 = 5_000;

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(list) = schema.get(Kw::OneOf).filter(|_| !schema.is_fragment && !schema.has(Kw::Discriminator)) else {
        return;
    };
    let look = union::Look::new(cx, MOST_SCHEMAS);
    let describes = |id: &SchemaId| look.kinds_of(*id) & union::OBJECT != 0 && !support::only_requires(cx.schema(*id));
    let objects: Vec<SchemaId> = union::alternatives(cx, schema).into_iter().filter(describes).collect();
    if objects.len() < 2 || look.is_blind() || union::tag(cx, &objects).is_some() {
        return;
    }
    let message = format!("nothing tells the {} kinds of objects apart that can stand here", objects.len());
    let help = "give each a required property with a `const` of its own, and name it as `discriminator` in OpenAPI";
    cx.report(Finding::at(schema.at.sibling(list), message).help(help));
}
