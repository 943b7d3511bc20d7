use super::questions::Questions;
use super::{clash, support};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OptionSpec, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::{Kind, Node};

pub(super) const RULE: Rule = Rule::new(
    "constraint-satisfiable",
    Error,
    Profile::Minimal,
    Hook::Repository(check),
    include_str!("constraint_satisfiable.md"),
)
.options(&[OptionSpec::number("questions", 200, "Suspicious schemas that are looked into in one run.")]);

fn check(cx: &Cx<'_>) {
    let mut questions = Questions::new(cx.number("questions"));
    let is_meant = |schema: &SchemaView<'_>| cx.contract_of(schema).is_some_and(|contract| contract.is_meant);
    for schema in cx.schemas() {
        let (has_values, may_clash) = (schema.has(Kw::Enum) || schema.has(Kw::Const), clash::is_possible(schema));
        if !has_values && !may_clash || !is_meant(schema) {
            continue;
        }
        cx.turn_to(Some(schema.at), schema.surfaces);
        if has_values && refused_values(cx, schema, &mut questions) || !may_clash {
            continue;
        }
        let Some(clash) = clash::find(cx, schema) else { continue };
        if questions.accepts_no(cx, schema.id, clash.kind) {
            let finding = Finding::at(clash.at, format!("nothing is valid here: {}", clash.text));
            cx.report(finding.label(clash.other, "the other one").help("correct the one that is wrong"));
        }
    }
}

/// Reports the values of `enum` and `const` that the schema refuses itself; true if there is one.
fn refused_values(cx: &Cx<'_>, schema: &SchemaView<'_>, questions: &mut Questions) -> bool {
    let values = schema.values();
    let refused: Vec<(Node<'_>, Kw)> =
        values.iter().filter_map(|value| Some((*value, refusal(schema, *value, questions)?))).collect();
    let Some((_, first)) = refused.first().copied() else { return false };
    let list = schema.get(Kw::Enum).filter(|list| list.len() > 1 && refused.len() == values.len());
    if let Some(list) = list.filter(|_| refused.iter().all(|(_, kw)| *kw == first)) {
        let message = format!("nothing is valid here: `{}` refuses all values of `enum`", said(schema, first));
        cx.report(Finding::at(schema.at.sibling(list), message).help(help(schema, first, refused[0].0)));
        return true;
    }
    for (value, kw) in refused {
        let text = support::short(&value.to_json().to_string(), 60);
        let message = format!("`{text}` can never be valid: `{}` refuses it", said(schema, kw));
        cx.report(Finding::at(schema.at.sibling(value), message).help(help(schema, kw, value)));
    }
    true
}

/// The keyword of the same schema that refuses a value.
fn refusal(schema: &SchemaView<'_>, value: Node<'_>, questions: &mut Questions) -> Option<Kw> {
    if schema.has(Kw::Type) && !schema.types.names().any(|name| is_of_type(value, name)) {
        return Some(Kw::Type);
    }
    if let Some(number) = value.as_number().and_then(|text| text.parse::<f64>().ok()) {
        let below = |kw| limit(schema, kw).is_some_and(|limit| number < limit);
        let above = |kw| limit(schema, kw).is_some_and(|limit| number > limit);
        return [Kw::Minimum, Kw::ExclusiveMinimum]
            .into_iter()
            .find(|kw| below(*kw))
            .or_else(|| [Kw::Maximum, Kw::ExclusiveMaximum].into_iter().find(|kw| above(*kw)));
    }
    let text = value.as_str()?;
    let length = u32::try_from(text.chars().count()).map_or(f64::INFINITY, f64::from);
    if limit(schema, Kw::MinLength).is_some_and(|limit| length < limit) {
        return Some(Kw::MinLength);
    }
    if limit(schema, Kw::MaxLength).is_some_and(|limit| length > limit) {
        return Some(Kw::MaxLength);
    }
    let pattern = schema.text(Kw::Pattern)?;
    questions.misfits(pattern, text).then_some(Kw::Pattern)
}

fn limit(schema: &SchemaView<'_>, kw: Kw) -> Option<f64> {
    schema.get(kw)?.as_number()?.parse().ok()
}

fn is_of_type(value: Node<'_>, name: &str) -> bool {
    match (value.kind(), name) {
        (Kind::Number, "integer") => {
            value.as_number().and_then(|text| text.parse::<f64>().ok()).is_none_or(|number| number.fract() == 0.0)
        }
        (kind, name) => kind.name() == name,
    }
}

/// A keyword with its value.
fn said(schema: &SchemaView<'_>, kw: Kw) -> String {
    let value = schema.get(kw).map(Node::to_json);
    let text = match value {
        Some(serde_json::Value::String(text)) => text,
        Some(value) => value.to_string(),
        None => String::new(),
    };
    format!("{}: {}", kw.name(), support::short(&text, 60))
}

fn help(schema: &SchemaView<'_>, kw: Kw, value: Node<'_>) -> &'static str {
    match (kw, value.kind()) {
        (Kw::Type, Kind::Null) => "let `type` allow `null` too, or take it out of the list",
        (Kw::Type, Kind::Number | Kind::Bool) if schema.is("string") => {
            "put the value in quotation marks if it is a text, or correct `type`"
        }
        _ => "correct the value or the constraint",
    }
}
