use super::declared_metadata::listed;
use super::internal_texts::internal;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule, SchemaView};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kind, Kw, MediaType, NodeRef, Response};
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "error-model-canonical",
    Error,
    Profile::Recommended,
    Hook::Contract(check),
    include_str!("error_model_canonical.md"),
)
.options(&[
    OptionSpec::flag("canonical", false, "Ask for the canonical form where no registry of error codes is kept, too."),
    OptionSpec::words(
        "texts",
        &["error", "errors", "errorMessage", "message", "msg", "detail", "details", "description", "reason", "title"],
        "Members that hold nothing but a text for people.",
    ),
    OptionSpec::words(
        "members",
        &["errorCode", "message|detail", "correlationId", "remediation"],
        "What an error of the canonical form has; `|` parts alternatives.",
    ),
]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let is_canonical = cx.flag("canonical") || cx.documents(Kind::ErrorCodes).next().is_some();
    let mut seen = FxHashSet::default();
    for operation in contract.operations(cx.sources) {
        if !operation.is_called_by_clients() || operation.method() == "head" {
            continue;
        }
        for response in operation.failures() {
            if !seen.insert(response.at) {
                continue;
            }
            let at_fault = poor(cx, response).or_else(|| is_canonical.then(|| other(cx, response)).flatten());
            // A schema that many responses share is one fault.
            if let Some(finding) = at_fault.filter(|finding| finding.at == response.at || seen.insert(finding.at)) {
                cx.report(finding);
            }
        }
    }
}

/// The body in which a failure is told.
fn body(response: &Response) -> Option<&MediaType> {
    let is_problem = |media: &&MediaType| media.name.starts_with("application/problem+json");
    let content = &response.content;
    content.iter().find(is_problem).or_else(|| content.iter().find(|media| media.is_json()))
}

/// A body that is a free text, or an object around one.
fn poor(cx: &Cx<'_>, response: &Response) -> Option<Finding> {
    let media = body(response)?;
    let help = "answer with `application/problem+json` (RFC 9457) and at least a code that programs can branch on";
    let said = |at: NodeRef, what: &str| {
        Some(Finding::at(at, format!("an error that is {what} tells a program nothing")).help(help))
    };
    let Some(schema) = media.schema.map(|id| cx.resolved(id)) else {
        // A text that shows the inside is reported for that.
        let is_said = |text: Node<'_>| text.as_str().is_some_and(|text| internal(text).is_none());
        let is_poor = |at: &NodeRef| {
            let value = cx.node(*at);
            let mut members = value.members().filter(|(name, _)| cx.words("texts").has(name));
            is_said(value) || value.len() == 1 && members.any(|(_, text)| is_said(text))
        };
        let example = media.examples.iter().map(|example| example.value).find(is_poor)?;
        return said(example, "a text");
    };
    if is_text(schema) {
        return said(schema.at, "a text");
    }
    match cx.all_properties(schema.id).as_slice() {
        [only] if cx.words("texts").has(only.name) && are_texts(cx, only.resolved) => {
            said(schema.at, &format!("nothing but the text `{}`", only.name))
        }
        _ => None,
    }
}

fn are_texts(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    is_text(schema) || schema.child(cx, Kw::Items).is_some_and(|id| is_text(cx.resolved(id)))
}

fn is_text(schema: &SchemaView<'_>) -> bool {
    schema.is_only("string") && schema.values().is_empty()
}

/// A body that is not of the canonical form.
fn other(cx: &Cx<'_>, response: &Response) -> Option<Finding> {
    let status = &response.status;
    let help = "answer with `application/problem+json` and the canonical error";
    let Some(media) = body(response) else {
        return Some(Finding::at(response.at, format!("`{status}` has no body that says what went wrong")).help(help));
    };
    if !media.name.starts_with("application/problem+json") {
        let message = format!("`{status}` answers with `{}`", media.name);
        return Some(Finding::at(media.at, message).help("use `application/problem+json` (RFC 9457)"));
    }
    let schema = cx.resolved(media.schema?);
    let properties = cx.all_properties(schema.id);
    let has = |names: &str| names.split('|').any(|name| properties.iter().any(|own| own.name == name));
    let missing: Vec<&str> = cx.words("members").iter().filter(|names| !has(names)).collect();
    if missing.is_empty() || properties.is_empty() {
        return None;
    }
    let message = format!("this error has no {}", listed(&missing).replace('|', "` or `"));
    Some(Finding::at(schema.at, message).help("refer to the canonical error, or add what is missing"))
}
