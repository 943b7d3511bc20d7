use super::payload::{Payload, payloads};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{ContractView, Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::SchemaId;

const NO_FACTS: &[&str] = &[
    "id",
    "ids",
    "uuid",
    "guid",
    "key",
    "version",
    "revision",
    "sequence",
    "status",
    "state",
    "type",
    "at",
    "on",
    "by",
    "time",
    "timestamp",
    "tenant",
    "href",
    "url",
    "uri",
    "link",
];

pub(super) const RULE: Rule = Rule::new(
    "event-payload-not-thin",
    Warning,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("event_payload_not_thin.md"),
)
.options(&[
    OptionSpec::words("no-facts", NO_FACTS, "Last words of names that only say which, when or who."),
    OptionSpec::words("thin-audiences", &["partner"], "Audiences that may get thin events."),
]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    for payload in payloads(cx, contract) {
        let shape = payload.shape.filter(|at| cx.node(*at).as_str() == Some("thin"));
        match shape {
            Some(at) => {
                if let Some(audience) = payload.audiences.iter().find(|own| !cx.words("thin-audiences").has(own)) {
                    let text = format!("this event is declared thin, and it is for `{audience}`");
                    cx.report(
                        Finding::at(at, text)
                            .help("give it the facts that its consumers need, so that they need not ask"),
                    );
                }
            }
            None if is_thin(cx, &payload) => {
                let text = "this event says which, when and who, and no fact that a consumer can use";
                cx.report(Finding::at(payload.schema.at, text).help(
                    "add what consumers would call back for: amounts, reasons, what was decided; an event for partners that \
                     is thin on purpose says so with `x-event-shape: thin`",
                ));
            }
            None => {}
        }
    }
}

fn is_thin(cx: &Cx<'_>, payload: &Payload<'_>) -> bool {
    !payload.schema.is_composed()
        && !cx.scene.all_properties(payload.schema.id).iter().any(|property| is_fact(cx, property))
}

/// True for a property that says more than which, when or who; an object does if one of its own does.
fn is_fact(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    says_more(cx, property.name) && {
        let parts = parts(cx, property.resolved.id);
        parts.is_empty() || parts.iter().any(|name| says_more(cx, name))
    }
}

fn parts(cx: &Cx<'_>, id: SchemaId) -> Vec<String> {
    cx.scene.all_properties(id).iter().map(|property| property.name.to_owned()).collect()
}

fn says_more(cx: &Cx<'_>, name: &str) -> bool {
    words(name).last().is_some_and(|word| !cx.words("no-facts").has(word))
}
