use super::collections::{Collection, collection};
use super::success_answers::is_same_name;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::OperationView;
use crate::words::words;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::ParameterIn;

pub(super) const RULE: Rule = Rule::new(
    "collection-paginated",
    Error,
    Profile::Recommended,
    Hook::Operation(check),
    include_str!("collection_paginated.md"),
)
.options(&[
    OptionSpec::number("most", 100, "A list that is bounded by this number needs no pages."),
    OptionSpec::words(
        "positions",
        POSITIONS,
        "Parameters that say where a page begins; case and separators do not count.",
    ),
    OptionSpec::words(
        "nexts",
        NEXTS,
        "Members of a body that lead to the next page; case and separators do not count.",
    ),
]);

const POSITIONS: &[&str] = &[
    "page",
    "pageToken",
    "pageNumber",
    "pageIndex",
    "pageCursor",
    "cursor",
    "offset",
    "pageOffset",
    "skip",
    "start",
    "startIndex",
    "startAt",
    "marker",
    "after",
    "before",
    "startingAfter",
    "startAfter",
    "endingBefore",
    "since",
    "nextToken",
    "continuationToken",
    "continuation",
    "continue",
    "exclusiveStartKey",
    "range",
];
const NEXTS: &[&str] = &[
    "nextPageToken",
    "nextToken",
    "nextCursor",
    "nextPage",
    "nextLink",
    "next",
    "cursor",
    "cursors",
    "pageInfo",
    "paging",
    "pagination",
    "page",
    "links",
    "hasMore",
    "continuationToken",
    "odataNextLink",
    "lastEvaluatedKey",
];

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let Some(found) = collection(cx, operation, cx.number("most")) else { return };
    if has_position(cx, operation) || leads_on(cx, &found) {
        return;
    }
    let name = operation.name();
    let message = match &found.property {
        None => format!("`{name}` answers with a whole collection and has no pages"),
        Some(list) => format!("`{name}` answers with all of `{list}` at once and has no pages"),
    };
    let help = "take `pageSize` and `pageToken`, and answer with `items` and `nextPageToken`; or give the list a small \
                `maxItems` if it cannot grow";
    let finding = Finding::at(operation.at(), message).label(found.answer.media.at, "this is the answer");
    cx.report(finding.help(help));
}

/// True if the request can say where the page begins: in the query, in a `Range` header, or in the body of a search.
fn has_position(cx: &Cx<'_>, operation: &OperationView<'_>) -> bool {
    let positions = cx.words("positions");
    let is_position = |name: &str| positions.iter().any(|own| is_same_name(own, name));
    let is_sent = |location| matches!(location, ParameterIn::Query | ParameterIn::QueryString | ParameterIn::Header);
    let of_body = operation.body().map(|body| cx.all_properties(body)).unwrap_or_default();
    operation.operation.parameters.iter().any(|parameter| is_sent(parameter.location) && is_position(&parameter.name))
        || of_body.iter().any(|property| is_position(property.name))
}

/// True if the answer leads to the next page: in its body, or by a `Link` or a similar header.
fn leads_on(cx: &Cx<'_>, found: &Collection<'_>) -> bool {
    let nexts = cx.words("nexts");
    let is_next = |name: &str| nexts.iter().any(|own| is_same_name(own, name));
    let is_header = |name: &str| words(name).iter().any(|word| matches!(word.as_str(), "link" | "next" | "cursor"));
    found.answer.response.headers.iter().any(|header| is_header(&header.name))
        || found.property.is_some()
            && cx.all_properties(found.answer.schema).iter().any(|property| is_next(property.name))
}
