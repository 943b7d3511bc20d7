use super::size::{is_bounded, largest};
use super::support::is_stored;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::Stand;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces, words};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

const WHOLES: &[&str] =
    &["aggregate", "dto", "entity", "event", "record", "request", "response", "row", "snapshot", "summary"];

pub(super) const RULE: Rule = Rule::new(
    "workflow-context-minimal",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("workflow_context_minimal.md"),
)
.on(Surfaces::WORKFLOW)
.options(&[
    OptionSpec::number("max-bytes", 4096, "How large a context may become."),
    OptionSpec::number("max-properties", 8, "How many properties an object in it may have before it is a copy."),
    OptionSpec::words("wholes", WHOLES, "Last words of the titles of schemas that a context only names by identifier."),
])
.cedes_to(&["ref-no-cross-surface", "string-bounded"]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if is_inside_copy(cx, schema) {
        return;
    }
    if is_copy(cx, schema) {
        report_copy(cx, schema);
    } else if schema.is("string") && !schema.is_fragment && !is_bounded(schema) {
        let finding = Finding::at(schema.at, "nothing bounds this text, and so the context");
        cx.report(finding.help("add a `maxLength`, or keep an identifier in its place"));
    } else if schema.stand == Stand::Root && is_stored(cx, schema, &["context", "variables"]) {
        let (size, most) = (largest(cx, schema.id, &|part| is_copy(cx, part)), cx.number("max-bytes"));
        if size > most {
            report_size(cx, schema, size, most);
        }
    }
}

/// True for what stands in a context and is a whole thing of its own: by the title of what it refers to, or by how much
/// it holds.
fn is_copy(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    if schema.is_fragment
        || !matches!(schema.stand, Stand::Property | Stand::Item | Stand::MapValue | Stand::Alternative)
    {
        return false;
    }
    let resolved = cx.resolved(schema.id);
    if !resolved.is_object() || resolved.surfaces.meets(Surfaces::CANONICAL) {
        return false;
    }
    let is_whole = || title(resolved).is_some_and(|word| cx.words("wholes").has(&word));
    schema.is_reference() && is_whole() || cx.all_properties(schema.id).len() as u64 > cx.number("max-properties")
}

/// True for what stands in an object that is a copy as a whole.
fn is_inside_copy(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let parents = std::iter::successors(schema.parent, |parent| cx.schema(*parent).parent);
    parents.into_iter().any(|parent| is_copy(cx, cx.schema(parent)))
}

/// The last word of a title, without a version.
fn title(schema: &SchemaView<'_>) -> Option<String> {
    let mut words = words::words(schema.name()?);
    words.pop_if(|word| super::support::is_version(word));
    words.pop()
}

fn report_copy(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let at = schema.get(Kw::Ref).map_or(schema.at, |reference| schema.at.sibling(reference));
    let resolved = cx.resolved(schema.id);
    let what = resolved.name().map_or_else(|| "this object".to_owned(), |name| format!("`{name}`"));
    let count = cx.all_properties(schema.id).len();
    let finding = Finding::at(at, format!("the context carries a copy of {what}, with {count} properties"));
    cx.report(
        finding.help("keep its identifier, and what the process branches on; the rest is read when it is needed"),
    );
}

fn report_size(cx: &Cx<'_>, schema: &SchemaView<'_>, size: u64, most: u64) {
    let message = format!("this context can grow to {size} bytes, and {most} are the most it should hold");
    let mut finding = Finding::at(schema.at, message);
    let sized = cx.all_properties(schema.id).into_iter();
    let sized = sized.map(|property| (largest(cx, property.schema.id, &|part| is_copy(cx, part)), property));
    if let Some((bytes, property)) = sized.max_by_key(|(bytes, _)| *bytes) {
        finding = finding.label(property.key_at, format!("up to {bytes} of them"));
        finding = finding.help(format!("bound `{}` more tightly, or split the plan into segments", property.name));
    }
    cx.report(finding);
}
