use super::collections::collection;
use super::declared_metadata::listed;
use super::success_answers::{Answer, answer, last_word_of};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView};
use crate::words::words;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, NodeRef};

pub(super) const RULE: Rule =
    Rule::new("query-freshness", Error, Profile::Platform, Hook::Operation(check), include_str!("query_freshness.md"))
        .options(&[
            OptionSpec::words(
                "derived",
                &[
                    "timeline",
                    "summary",
                    "summaries",
                    "search",
                    "history",
                    "dashboard",
                    "overview",
                    "statistics",
                    "projection",
                ],
                "Words in the last segment of a path, in an `operationId` or in a title that tell of a read model.",
            ),
            OptionSpec::words(
                "fields",
                &["lastUpdatedAt", "sourceVersion", "asOf", "asOfVersion"],
                "Members that say how old an answer is, for operations that do not name theirs.",
            ),
        ]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.family != Some(Family::Query) || !operation.is_called_by_clients() {
        return;
    }
    let Some(answer) = answer(operation) else { return };
    let Some(at) = operation.key("x-freshness") else {
        if is_derived(cx, operation, &answer) {
            let message = format!("`{}` reads derived state and does not say how old it may be", operation.name());
            let help = "add `x-freshness: {source: …, field: lastUpdatedAt, maxStaleness: PT5S}`, and both members to the answer";
            cx.report(Finding::at(operation.at(), message).help(help));
        }
        return;
    };
    if cx.node(at).get_str("source").is_none_or(str::is_empty) {
        let finding = Finding::at(at, format!("`x-freshness` of `{}` names no source", operation.name()));
        return cx.report(finding.help("add `source` with the service or read model that answers"));
    }
    in_answer(cx, operation, at, &answer);
}

/// The answer itself has to carry where it comes from and how old it is.
fn in_answer(cx: &Cx<'_>, operation: &OperationView<'_>, at: NodeRef, answer: &Answer<'_>) {
    let properties = cx.all_properties(answer.schema);
    if properties.is_empty() && !cx.resolved(answer.schema).is("array") {
        return;
    }
    let is_header = |name: &str| answer.response.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name));
    let carries = |name: &str| is_header(name) || properties.iter().any(|property| property.name == name);
    let mut missing = Vec::new();
    if !carries("source") {
        missing.push("source");
    }
    match cx.node(at).get_str("field") {
        Some(field) if !carries(field) => missing.push(field),
        None if !cx.words("fields").iter().any(carries) => missing.push("lastUpdatedAt"),
        _ => {}
    }
    if !missing.is_empty() {
        let message = format!("the answer of `{}` has no {}", operation.name(), listed(&missing));
        let help = "add what is missing, so that a reader can tell how far to trust the answer";
        let finding = Finding::at(at, message).label(answer.media.at, "this is the answer");
        cx.report(finding.help(help));
    }
}

fn is_derived(cx: &Cx<'_>, operation: &OperationView<'_>, answer: &Answer<'_>) -> bool {
    let derived = cx.words("derived");
    let segment = last_word_of(operation.path()).unwrap_or_default();
    let id = operation.operation.id.as_deref().unwrap_or_default();
    words(segment).iter().chain(&words(id)).any(|word| derived.has(word)) || is_projection(cx, operation, answer)
}

/// True if the body or what it lists is called a summary or the like.
fn is_projection(cx: &Cx<'_>, operation: &OperationView<'_>, answer: &Answer<'_>) -> bool {
    let derived = cx.words("derived");
    let tells =
        |schema: &SchemaView<'_>| schema.name().is_some_and(|name| words(name).iter().any(|word| derived.has(word)));
    let lists = |array: &SchemaView<'_>| array.child(cx, Kw::Items).is_some_and(|id| tells(cx.resolved(id)));
    let body = cx.resolved(answer.schema);
    let listed = collection(cx, operation, 0).and_then(|found| found.property);
    let listed = listed.and_then(|name| cx.property(body.id, &name));
    tells(body) || lists(body) || listed.is_some_and(|property| lists(property.resolved))
}
