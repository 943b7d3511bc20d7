use super::success_answers::is_same_name;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::Stand;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;
use stipula_source::Node;

/// A rule about schemas, so that a rule about all numbers can cede to it.
pub(super) const RULE: Rule = Rule::new(
    "page-size-bounded",
    Warning,
    Profile::Recommended,
    Hook::Schema(check),
    include_str!("page_size_bounded.md"),
)
.on(Surfaces::REQUEST)
.options(&[
    OptionSpec::number("most", 10_000, "The largest page that is still one."),
    OptionSpec::words(
        "names",
        &["pageSize", "perPage", "limit", "pageLimit", "maxResults", "maxItems", "maxPageSize", "itemsPerPage", "top"],
        "Query parameters that say how much a page holds; case and separators do not count.",
    ),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if schema.stand != Stand::Whole {
        return;
    }
    let Some(name) = page_size(cx, schema) else { return };
    let stated = cx.resolved(schema.id);
    let has = |kw| schema.has(kw) || stated.has(kw);
    if !stated.is("integer") && !stated.is("number") || has(Kw::Enum) || has(Kw::Const) {
        return;
    }
    let bound_in = |view: &SchemaView<'_>| {
        let node = view.get(Kw::Maximum).or_else(|| view.get(Kw::ExclusiveMaximum));
        node.map(|node| view.at.sibling(node))
    };
    let Some(bound) = bound_in(schema).or_else(|| bound_in(stated)) else {
        let finding = Finding::at(schema.at, format!("`{name}` lets a client ask for a page of any size"));
        return cx.report(finding.help("add a `maximum`, for example 200"));
    };
    let (text, most) = (cx.node(bound).as_number().unwrap_or_default(), cx.number("most"));
    if text.parse().is_ok_and(|max: u64| max > most) {
        let message = format!("`{name}` allows pages of {text}, which is as good as no bound");
        let at = if bound_in(schema).is_some() { bound } else { schema.at };
        cx.report(Finding::at(at, message).help(format!("lower it to what the service can answer, at most {most}")));
    }
}

/// The name of the query parameter that the schema belongs to, if it is one that asks for a number of items.
fn page_size<'m>(cx: &Cx<'_>, schema: &SchemaView<'m>) -> Option<&'m str> {
    let parameter = schema.node.parent()?;
    let name = parameter.get_str("name").filter(|_| parameter.get("in").and_then(Node::as_str) == Some("query"))?;
    cx.words("names").iter().any(|own| is_same_name(own, name)).then_some(name)
}
