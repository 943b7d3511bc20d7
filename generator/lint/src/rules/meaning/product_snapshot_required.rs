use super::always_there::is_required;
use super::part_roles::{is_commercial_line, is_product_snapshot, mentions, name_of, plays};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, PropertyView, Rule, SchemaView, Surfaces, words};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "product-snapshot-required",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("product_snapshot_required.md"),
)
.on(Surfaces::RESPONSE.and(Surfaces::SNAPSHOT).and(Surfaces::AUDIT).and(Surfaces::EVENT))
.options(&[OptionSpec::words(
    "pointers",
    &[
        "productCode",
        "productId",
        "productNumber",
        "productReference",
        "productRef",
        "productOfferingId",
        "productOffering",
        "offeringId",
        "offeringCode",
        "sku",
        "catalogItemId",
        "catalogItemCode",
    ],
    "The properties that point to a product of the catalog.",
)]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !plays(cx, schema, &["line", "bundle"], is_some_line) {
        return;
    }
    let properties = cx.all_properties(schema.id);
    let name = name_of(cx, schema).unwrap_or("this line");
    if let Some(snapshot) = properties.iter().find(|property| is_product_snapshot(cx, property)) {
        if !is_required(cx, schema.id, &|name| name == snapshot.name) {
            let finding = Finding::at(snapshot.key_at, format!("`{name}` may come without `{}`", snapshot.name));
            cx.report(finding.help(format!("list `{}` in `required`", snapshot.name)));
        }
        return;
    }
    let pointer = properties.iter().find(|property| cx.words("pointers").has(property.name));
    let is_own = pointer.is_some_and(|pointer| pointer.owner.id == schema.id);
    let finding = match pointer {
        Some(_) if keeps_the_product(&properties) => return,
        Some(pointer) => Finding::at(
            if is_own { pointer.key_at } else { schema.at },
            format!("`{name}` points to a product by `{}` and keeps nothing of it", pointer.name),
        ),
        None if is_commercial_line(cx, schema) && !has_product(&properties) => {
            Finding::at(schema.at, format!("`{name}` does not say what is sold"))
        }
        None => return,
    };
    cx.report(finding.help(
        "add a required `productSnapshot` with code, name, catalog version and attributes as they were when the line was made",
    ));
}

/// `OrderLineResponse`, and not `OrderTimelineEntry`.
fn is_some_line(name: &str) -> bool {
    mentions(name, "line") && words::words(name).iter().any(|word| word == "line" || word == "lines")
}

/// The snapshot may be written out on the line itself.
fn keeps_the_product(properties: &[PropertyView<'_>]) -> bool {
    ["name", "version", "attributes"]
        .iter()
        .all(|end| properties.iter().any(|property| words::words(property.name).last().is_some_and(|word| word == end)))
}

/// `product: {…}`: whether it is a reference or a snapshot is asked by `reference-vs-snapshot-declared`.
fn has_product(properties: &[PropertyView<'_>]) -> bool {
    properties.iter().any(|property| mentions(property.name, "product") || mentions(property.name, "offering"))
}
