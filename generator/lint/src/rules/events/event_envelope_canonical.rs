use super::envelope::{Envelope, home};
use super::support::{called, contract, is_event, one_of};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Error;
use stipula_model::SchemaId;

pub(super) const RULE: Rule = Rule::new(
    "event-envelope-canonical",
    Error,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_envelope_canonical.md"),
)
.options(&[OptionSpec::words(
    "schemas",
    &[],
    "The paths of the envelopes of the platform; without any, the one that most events of a document use.",
)]);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let Some(envelope) = Envelope::of(cx, message) else { return };
    let schemas = cx.words("schemas");
    let place = envelope.written.at;
    if schemas.iter().next().is_some() {
        let path = cx.contract_of(envelope.schema).map_or("", |contract| contract.path.as_str());
        if !schemas.has(path) {
            let finding = Finding::at(place, "this envelope is none of the platform's");
            cx.report(finding.help(format!("refer to {}", one_of(schemas.iter()))));
        }
        return;
    }
    let Some((canonical, first)) =
        most_used(cx, message, envelope.is_binary).filter(|(canonical, _)| *canonical != envelope.schema.id)
    else {
        return;
    };
    let finding = Finding::at(place, format!("the event {} has an envelope of its own", called(cx, message)));
    let shared = cx.scene.schema(canonical);
    let name = shared.name().map_or_else(|| format!("that of `{first}`"), |name| format!("`{name}`"));
    cx.report(
        finding
            .label(shared.at, "the envelope of the others")
            .help(format!("refer to {name}; all events of a document share one")),
    );
}

/// The envelope that most events of the document have, among equals the first, and the event that has it first.
fn most_used(cx: &Cx<'_>, message: &MessageView<'_>, is_binary: bool) -> Option<(SchemaId, String)> {
    let mut uses: FxHashMap<SchemaId, (usize, usize, String)> = FxHashMap::default();
    for (n, other) in contract(cx, message).messages(cx.scene).enumerate() {
        let in_headers = || other.headers.and_then(|headers| home(cx, headers.id));
        let in_payload = || Envelope::of(cx, &other).filter(|own| !own.is_binary).map(|own| own.schema.id);
        if let Some(home) = if is_binary { in_headers() } else { in_payload() } {
            uses.entry(home).or_insert_with(|| (0, n, other.name().to_owned())).0 += 1;
        }
    }
    let most = uses.into_iter().max_by_key(|(_, (count, first, _))| (*count, std::cmp::Reverse(*first)))?;
    Some((most.0, most.1.2))
}
