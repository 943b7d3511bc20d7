use super::envelope::{bodies, is_open};
use super::support::{called, said};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "event-payload-typed",
    Error,
    Profile::Recommended,
    Hook::Message(check),
    include_str!("event_payload_typed.md"),
);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    let content_type = message.message.content_type.as_deref().unwrap_or("application/json");
    if !content_type.contains("json") {
        return;
    }
    let help = "describe the payload: `$ref` a schema with the properties of this message";
    let Some(payload) = message.message.payload else {
        // Schemas of other formats are not read.
        if said(cx, message, "payload").is_none() {
            let finding = Finding::at(message.at(), format!("the message {} has no payload", called(cx, message)));
            cx.report(finding.help(help));
        }
        return;
    };
    let written = cx.scene.schema(payload);
    let place = match bodies(cx, payload) {
        Some(bodies) if bodies.iter().all(|body| is_open(cx, body.resolved)) => {
            let own = bodies.iter().find(|body| !written.is_reference() && body.schema.at.file == message.at().file);
            own.map_or(written.at, |body| body.schema.at)
        }
        None if is_open(cx, cx.scene.resolved(payload)) => written.at,
        _ => return,
    };
    let finding = Finding::at(place, format!("the payload of the message {} can be anything", called(cx, message)));
    // About the schema, so that rules about open objects cede.
    cx.report_about(place, finding.help(help));
}
