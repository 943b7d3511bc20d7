use super::always_there::is_required;
use super::part_roles::{mentions, plays, stem};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "product-snapshot-complete",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("product_snapshot_complete.md"),
)
.options(&[OptionSpec::words(
    "fields",
    &["productCode", "productName", "catalogVersion", "attributes"],
    "What a product snapshot always has.",
)]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let is_named =
        |name: &str| mentions(name, "snapshot") && stem(name).ends_with(&["product".to_owned(), "snapshot".to_owned()]);
    if !plays(cx, schema, &["product-snapshot"], is_named) {
        return;
    }
    let fields = cx.words("fields").iter();
    let lacking: Vec<&str> = fields.filter(|field| !is_required(cx, schema.id, &|name| name == *field)).collect();
    if lacking.is_empty() {
        return;
    }
    let names = lacking.join("`, `");
    let is_declared = |field: &&str| cx.property(schema.id, field).is_some();
    let (message, help) = if lacking.iter().all(is_declared) {
        (format!("this snapshot may come without `{names}`"), format!("list `{names}` in `required`"))
    } else {
        (format!("this snapshot does not keep `{names}`"), format!("add `{names}`, and require what is always known"))
    };
    cx.report(Finding::at(schema.at, message).help(help));
}
