use super::always_there::is_required;
use super::part_roles::{is_order, is_order_line, name_of};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces, words};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule =
    Rule::new("order-line-state", Error, Profile::Platform, Hook::Schema(check), include_str!("order_line_state.md"))
        .on(Surfaces::RESPONSE)
        .options(&[OptionSpec::words(
            "lists",
            &["lineItems", "lines", "orderLines", "orderItems", "items"],
            "The properties in which an order lists its lines.",
        )]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if is_order_line(cx, schema) {
        if !has_state(cx, schema.id) {
            let name = name_of(cx, schema).unwrap_or("this line");
            report(cx, Finding::at(schema.at, format!("`{name}` need not say how far the line has come")));
        }
    } else if is_order(cx, schema) {
        of_order(cx, schema);
    }
}

/// An order whose lines are not recognised by themselves.
fn of_order(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    for list in cx.properties(schema).filter(|property| cx.words("lists").has(property.name)) {
        let Some(line) = list.resolved.child(cx, Kw::Items) else { continue };
        let resolved = cx.resolved(line);
        let is_known = is_order_line(cx, resolved) || !(resolved.is_object() || resolved.is_composed());
        if !is_known && !has_state(cx, line) {
            report(
                cx,
                Finding::at(list.key_at, format!("the lines in `{}` need not say how far they have come", list.name)),
            );
        }
    }
}

fn report(cx: &Cx<'_>, finding: Finding) {
    cx.report(
        finding.help("add a required `status` to the line: the header sums the lines up, it cannot stand for them"),
    );
}

fn has_state(cx: &Cx<'_>, line: SchemaId) -> bool {
    let is_state =
        |name: &str| words::words(name).last().is_some_and(|word| ["status", "state"].contains(&word.as_str()));
    is_required(cx, line, &is_state)
}
