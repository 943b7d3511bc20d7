use super::success_answers::is_same_name;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::ParameterView;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Kw, ParameterIn};

pub(super) const RULE: Rule = Rule::new(
    "filter-params-explicit",
    Warning,
    Profile::Platform,
    Hook::Parameter(check),
    include_str!("filter_params_explicit.md"),
)
.options(&[OptionSpec::words(
    "names",
    &["filter", "filters", "where", "criteria", "conditions", "expression", "predicate", "rsql", "fiql", "cql", "sql"],
    "Query parameters that stand for a whole language of filters; case and separators do not count.",
)]);

fn check(cx: &Cx<'_>, view: &ParameterView<'_>) {
    let parameter = view.parameter;
    if parameter.location != ParameterIn::Query {
        return;
    }
    let is_filter = cx.words("names").iter().any(|own| is_same_name(own, &parameter.name));
    let Some(schema) = parameter.schema.filter(|_| is_filter).map(|id| cx.resolved(id)) else { return };
    if !is_anything(cx, schema) {
        return;
    }
    let message = format!("`{}` takes any text as a filter", parameter.name);
    let at = view.node.get("name").map_or(parameter.at, |name| parameter.at.sibling(name));
    cx.report(
        Finding::at(at, message)
            .help("replace it by one typed parameter for each field, such as `status` and `customerId`"),
    );
}

/// True for a text, a list of texts or an object about which nothing else is said.
fn is_anything(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    if schema.is("array") {
        return schema.child(cx, Kw::Items).is_none_or(|id| is_any_text(cx.resolved(id)));
    }
    is_any_text(schema) || schema.is("object") && cx.all_properties(schema.id).is_empty()
}

fn is_any_text(schema: &SchemaView<'_>) -> bool {
    let says_more = [Kw::Enum, Kw::Const, Kw::Pattern, Kw::Format].into_iter().any(|kw| schema.has(kw));
    schema.is_only("string") && !says_more
}
