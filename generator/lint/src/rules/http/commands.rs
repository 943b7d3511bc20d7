//! What rules about commands share: the key that makes them safe to repeat, the guard against decisions on an old version,
//! what stands in their bodies.

use crate::words::{lower_camel, words};
use crate::{Cx, OperationView, SchemaView};
use stipula_model::{NodeRef, Parameter, ParameterIn, SchemaId};
use stipula_source::Node;

/// The header that carries the idempotency key, however it is spelled.
pub(super) fn idempotency_key<'s>(operation: &OperationView<'s>) -> Option<&'s Parameter> {
    let is_key = |name: &str| name.to_ascii_lowercase().contains("idempotency-key");
    operation
        .operation
        .parameters
        .iter()
        .find(|parameter| parameter.location == ParameterIn::Header && is_key(&parameter.name))
}

/// The statuses with which a key is refused: missing, in progress, used for another payload.
pub(super) fn idempotency_statuses(operation: &OperationView<'_>) -> Vec<&'static str> {
    let Some(key) = idempotency_key(operation) else { return Vec::new() };
    let tells_progress = operation.node.get("x-async").is_some() && answers(operation, "202");
    let mut statuses = Vec::new();
    if key.required {
        statuses.push("400");
    }
    if !tells_progress {
        statuses.push("409");
    }
    statuses.push("422");
    statuses
}

/// True if an operation answers with a status: to the letter or by its range, such as `4XX`.
pub(super) fn answers(operation: &OperationView<'_>, status: &str) -> bool {
    let is_range =
        |own: &str| own.get(1..).is_some_and(|rest| rest.eq_ignore_ascii_case("xx")) && own[..1] == status[..1];
    operation.operation.responses.iter().any(|response| response.status == status || is_range(&response.status))
}

/// Those of the statuses that the operation does not answer with.
pub(super) fn unanswered<'t>(operation: &OperationView<'_>, statuses: Vec<&'t str>) -> Vec<&'t str> {
    statuses.into_iter().filter(|status| !answers(operation, status)).collect()
}

/// The place of `responses`, or of the operation that has none.
pub(super) fn responses_at(operation: &OperationView<'_>) -> NodeRef {
    operation.key("responses").unwrap_or(operation.at())
}

/// A value that a request carries: a property of its body or a parameter.
#[derive(Debug)]
pub(super) struct Field<'s> {
    pub(super) name: &'s str,
    pub(super) at: NodeRef,
    pub(super) is_required: bool,
}

/// What tells a decision on an old version from one on the current version.
#[derive(Debug)]
pub(super) struct VersionGuard<'s> {
    /// `If-Match` or one of its kin.
    pub(super) header: Option<Field<'s>>,
    /// `expectedVersion` or `expectedQuoteVersion` in the body or the query.
    pub(super) field: Option<Field<'s>>,
}

impl<'s> VersionGuard<'s> {
    pub(super) fn of(cx: &'s Cx<'_>, operation: &OperationView<'s>) -> VersionGuard<'s> {
        let parameters = operation.operation.parameters.iter();
        let find = |test: &dyn Fn(&Parameter) -> bool| {
            let field = |own: &'s Parameter| Field { name: &own.name, at: own.at, is_required: own.required };
            parameters.clone().find(|own| test(own)).map(field)
        };
        let header = find(&|own| own.location == ParameterIn::Header && is_conditional(&own.name));
        let field = body_field(cx, operation, &is_expected_version);
        let field = field.or_else(|| find(&|own| is_expected_version(&own.name)));
        VersionGuard { header, field }
    }

    pub(super) fn is_there(&self) -> bool {
        self.header.is_some() || self.field.is_some()
    }

    pub(super) fn is_required(&self) -> bool {
        self.header.iter().chain(&self.field).any(|field| field.is_required)
    }

    /// The statuses with which it refuses, by `x-version-guard` where that says otherwise.
    pub(super) fn statuses(&self, operation: &OperationView<'s>) -> Vec<&'s str> {
        let declared = operation.node.get("x-version-guard");
        let number = |key: &str| declared.and_then(|guard| guard.get(key)).and_then(Node::as_number);
        let mut statuses = Vec::new();
        if let Some(header) = &self.header {
            statuses.extend(header.is_required.then(|| number("missing").unwrap_or("428")));
            statuses.push(number("staleHeader").unwrap_or("412"));
        }
        if self.field.is_some() {
            statuses.push(number("staleBody").unwrap_or("409"));
        }
        statuses.sort_unstable();
        statuses.dedup();
        statuses
    }
}

/// Preconditions of RFC 9110 §13.1.
fn is_conditional(header: &str) -> bool {
    ["if-match", "if-none-match", "if-unmodified-since"].iter().any(|name| header.eq_ignore_ascii_case(name))
}

/// `expectedVersion`, `expectedQuoteVersion`.
fn is_expected_version(name: &str) -> bool {
    let has_ends = name.starts_with("expected") && (name.ends_with("ersion") || name.ends_with("evision"));
    has_ends && words(name).last().is_some_and(|last| last == "version" || last == "revision")
}

/// `quoteVersion` of `expectedQuoteVersion`.
pub(super) fn guarded_version(name: &str) -> String {
    lower_camel(name.strip_prefix("expected").unwrap_or(name))
}

/// The body's property that passes a test: of the object itself, or of every alternative that it may be.
pub(super) fn body_field<'s>(
    cx: &'s Cx<'_>,
    operation: &OperationView<'_>,
    test: &dyn Fn(&str) -> bool,
) -> Option<Field<'s>> {
    field_of(cx, operation.body()?, test).or_else(|| {
        let alternatives = alternatives(cx, cx.resolved(operation.body()?));
        let mut fields = alternatives.into_iter().map(|id| field_of(cx, id, test));
        let first = fields.next()??;
        fields.try_fold(first, |all, next| Some(Field { is_required: all.is_required && next?.is_required, ..all }))
    })
}

fn field_of<'s>(cx: &'s Cx<'_>, schema: SchemaId, test: &dyn Fn(&str) -> bool) -> Option<Field<'s>> {
    let found = cx.all_properties(schema).into_iter().find(|property| test(property.name))?;
    let is_required = found.is_required || requires(cx, schema, found.name);
    Some(Field { name: found.name, at: found.key_at, is_required })
}

/// True if an object or a part of it demands the property: `required` may stand beside the `$ref` or `allOf` that brings it.
pub(super) fn requires(cx: &Cx<'_>, schema: SchemaId, name: &str) -> bool {
    parts(cx, schema, &["allOf"]).iter().any(|id| cx.schema(*id).requires(name))
}

fn alternatives(cx: &Cx<'_>, schema: &SchemaView<'_>) -> Vec<SchemaId> {
    let mut found = schema.branches(cx, "oneOf");
    found.extend(schema.branches(cx, "anyOf"));
    found
}

/// A schema, what it refers to, and the branches of some keywords, all the way down.
pub(super) fn parts(cx: &Cx<'_>, schema: SchemaId, keywords: &[&str]) -> Vec<SchemaId> {
    const MOST: usize = 64;
    let mut found = vec![schema];
    let mut next = 0;
    while let Some(id) = found.get(next).copied().filter(|_| found.len() < MOST) {
        next += 1;
        let view = cx.schema(id);
        let branches = keywords.iter().flat_map(|keyword| view.branches(cx, keyword));
        let single = keywords.iter().filter_map(|keyword| view.node.get(keyword)).filter(|node| node.is_object());
        let single = single.filter_map(|node| cx.model.schemas.at(view.at.sibling(node)));
        let more: Vec<SchemaId> = branches.chain(single).chain(view.target).collect();
        for id in more {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found
}

/// The segments of a path: without parameters, versions and the `api` of a prefix.
pub(super) fn segments(path: &str) -> impl Iterator<Item = &str> {
    let is_version =
        |segment: &str| segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    path.split(['/', ':']).filter(move |segment| {
        !segment.is_empty() && !segment.contains('{') && *segment != "api" && !is_version(segment)
    })
}

/// `a`, `b` and `c`.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The name that was most likely meant.
pub(super) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let scored = known.into_iter().map(|known| (strsim::normalized_damerau_levenshtein(name, known), known));
    let best = scored.filter(|(score, _)| *score >= 0.7).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    best.map(|(_, known)| known)
}
