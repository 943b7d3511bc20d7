use super::names::TypeName;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::{HttpSource, MediaType, Operation};

pub(super) const RULE: Rule = Rule::new(
    "schema-suffix-matches-surface",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("schema_suffix_matches_surface.md"),
)
.on(Surfaces::SEVEN)
.options(&[
    OptionSpec::pairs("suffixes", SUFFIXES, "By surface, how the names of what it sends or stores as a whole end."),
    OptionSpec::words("reserved", RESERVED, "Endings that no surface may use but those that list them."),
])
.cedes_to(&["schema-name-no-generic", "command-suffix-internal"]);

const SUFFIXES: &[(&str, &str)] = &[
    ("http-request", "Request"),
    ("http-response", "Response Result Summary Reference Snapshot"),
    ("event", "Event"),
    ("snapshot", "Snapshot"),
    ("cache", "Cache"),
    ("workflow", "Context"),
    ("audit", "Record"),
];

const RESERVED: &[&str] = &["Request", "Response", "Event", "Cache", "Context"];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(name) = TypeName::of(schema) else { return };
    let words = name.words();
    let Some(last) = words.last() else { return };
    let names = schema.surfaces.names();
    let is_listed = |surface: &str| suffixes(cx, surface).any(|suffix| suffix.eq_ignore_ascii_case(last));
    if names.iter().any(|surface| is_listed(surface)) {
        return;
    }
    let is_foreign = cx.words("reserved").has_in_any_case(last) && !is_notice(cx, schema);
    if !is_foreign && (names.len() > 1 || !is_whole(cx, schema)) {
        return;
    }
    let surfaces = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
    let why = if is_foreign { format!("`{last}` belongs to another") } else { "its name does not say so".to_owned() };
    let wanted: Vec<String> =
        names.iter().flat_map(|name| suffixes(cx, name)).map(|suffix| format!("`…{suffix}`")).collect();
    let finding = Finding::at(name.at, format!("`{}` is on the surface {surfaces}, and {why}", name.text));
    cx.report(finding.help(format!("names of what it sends or stores end in {}", wanted.join(" or "))));
}

fn suffixes<'c>(cx: &'c Cx<'_>, surface: &str) -> impl Iterator<Item = &'c str> {
    let own = cx.pairs("suffixes").iter().find(|(name, _)| name == surface);
    own.into_iter().flat_map(|(_, suffixes)| suffixes.split_whitespace())
}

/// True for what is sent or stored as a whole, as far as that can be known; parts are named after what they are.
fn is_whole(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let surfaces = schema.surfaces;
    if surfaces.meets(Surfaces::HTTP) {
        let mut operations = operations(cx).filter(|operation| operation.source == HttpSource::Path);
        return operations.any(|operation| {
            let mut answers = operation.responses.iter().filter(|response| response.status.starts_with('2'));
            surfaces.meets(Surfaces::REQUEST) && operation.body.iter().any(|body| is_in(cx, schema, &body.content))
                || surfaces.meets(Surfaces::RESPONSE) && answers.any(|response| is_in(cx, schema, &response.content))
        });
    }
    if surfaces.meets(Surfaces::EVENT) {
        return cx.messages().any(|message| message.payload.is_some_and(|payload| payload.id == schema.id));
    }
    schema.stand == Stand::Root && !cx.schemas().iter().any(|other| other.target == Some(schema.id))
}

/// True for the body of a webhook or a callback: an event that travels over HTTP.
fn is_notice(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let mut notices = operations(cx).filter(|operation| operation.source != HttpSource::Path);
    notices.any(|operation| operation.body.iter().any(|body| is_in(cx, schema, &body.content)))
}

/// True for the schema of some content, as it stands there or by reference.
fn is_in(cx: &Cx<'_>, schema: &SchemaView<'_>, content: &[MediaType]) -> bool {
    let is_it = |id| id == schema.id || cx.schema(id).target == Some(schema.id);
    content.iter().any(|media| media.schema.is_some_and(is_it))
}

fn operations<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = &'c Operation> {
    cx.contracts.iter().flat_map(|view| &view.contract.operations)
}
