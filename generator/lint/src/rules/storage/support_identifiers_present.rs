use super::support::{Part, Wanted, demand_all, is_stored};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{PropertyView, json_schema};
use crate::{Cx, MessageView, OperationView, Profile, Rule, SchemaView, Surfaces};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Warning;

const OTHER_IDS: &[&str] = &[
    "tenantId",
    "correlationId",
    "causationId",
    "eventId",
    "messageId",
    "requestId",
    "traceId",
    "spanId",
    "sessionId",
    "actorId",
    "userId",
    "auditRecordId",
    "recordId",
    "producerId",
    "clientId",
];
const ENTITIES: &[&str] = &["entity", "aggregate", "subject", "ce_subject", "instance", "resource"];

pub(super) const RULE: Rule = Rule::new(
    "support-identifiers-present",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("support_identifiers_present.md"),
)
.options(&[
    OptionSpec::words("correlation", &["correlationId", "correlationid"], "Properties that name the business journey."),
    OptionSpec::words("entities", ENTITIES, "Properties that name the entity, besides those that end in `Id`."),
    OptionSpec::words("other-ids", OTHER_IDS, "Identifiers that name something else than the entity."),
]);

fn check(cx: &Cx<'_>) {
    let is_kept = |schema: &&SchemaView<'_>| schema.surfaces.meets(Surfaces::WORKFLOW.and(Surfaces::AUDIT));
    for schema in cx.schemas().iter().filter(is_kept).filter(|schema| is_judged(cx, schema)) {
        if is_stored(cx, schema, &["context", "variables", "record", "decision", "evidence"]) {
            stored(cx, schema);
        }
    }
    cx.messages().filter(|message| message.contract.is_meant).for_each(|message| event(cx, &message));
    let mut seen = FxHashSet::default();
    for operation in cx.operations().filter(OperationView::is_called_by_clients) {
        let bodies = operation.failures().filter_map(|response| json_schema(&response.content));
        for body in bodies.map(|body| cx.resolved(body)) {
            if seen.insert(body.id) && is_judged(cx, body) {
                problem(cx, body);
            }
        }
    }
}

fn is_judged(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    cx.contract_of(schema).is_some_and(|contract| contract.is_meant)
}

fn stored(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let properties = cx.all_properties(schema.id);
    let parts: [Wanted<'_>; 2] = [
        (Part::of(&properties, |property| is_entity(cx, property)), "which entity it is about", "entity"),
        (
            Part::of(&properties, |property| cx.words("correlation").has(property.name)),
            "which business journey it belongs to",
            "correlationId",
        ),
    ];
    demand_all(cx, schema, "this document", &parts);
}

fn event(cx: &Cx<'_>, message: &MessageView<'_>) {
    let Some(payload) = message.payload.filter(|payload| payload.is_object()) else { return };
    let mut properties = cx.all_properties(payload.id);
    let inner: Vec<_> =
        properties.iter().filter(|property| matches!(property.name, "data" | "payload")).copied().collect();
    let parts = inner.iter().map(|property| property.schema).chain(message.headers);
    properties.extend(parts.flat_map(|part| cx.all_properties(part.id)).collect::<Vec<_>>());
    if !Part::of(&properties, |property| is_entity(cx, property)).is_required() {
        let finding = Finding::at(message.at(), format!("`{}` need not say which entity it is about", message.name()));
        cx.report(finding.help("require the entity's identifier in the payload, or `subject` in the headers"));
    }
}

fn problem(cx: &Cx<'_>, body: &SchemaView<'_>) {
    let properties = cx.all_properties(body.id);
    let is_traceable = properties.iter().any(|property| cx.words("correlation").has(property.name));
    if is_traceable && !properties.iter().any(|property| is_entity(cx, property)) {
        let finding = Finding::at(body.at, "this error cannot say which entity it is about");
        cx.report(finding.help("declare an optional `entityId`, to be set wherever there is an entity"));
    }
}

fn is_entity(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let is_id = property.name.ends_with("Id") && !cx.words("other-ids").has(property.name);
    is_id || cx.words("entities").has(property.name) || property.resolved.name() == Some("EntityReference")
}
