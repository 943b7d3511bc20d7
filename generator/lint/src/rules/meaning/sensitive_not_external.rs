use super::personal_data::{CAREFUL, SENSITIVITY};
use super::sent_to_others::{Exit, exits};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, NodeRef, Placement, SchemaId};
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "sensitive-not-external",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("sensitive_not_external.md"),
)
.on(Surfaces::EVENT.and(Surfaces::RESPONSE))
.options(&[
    CAREFUL,
    OptionSpec::words(
        "audiences",
        &["partner", "external", "public", "customer"],
        "The values of `x-audience` that stand for readers outside.",
    ),
]);

fn check(cx: &Cx<'_>) {
    let mut said = FxHashSet::default();
    let mut seen = FxHashSet::default();
    for exit in exits(cx, cx.words("audiences")) {
        if seen.insert(cx.resolved(exit.schema).id) {
            follow(cx, &exit, &mut said);
        }
    }
}

/// Looks at all that a schema is made of, the nearest first.
fn follow(cx: &Cx<'_>, exit: &Exit, said: &mut FxHashSet<NodeRef>) {
    let mut from: FxHashMap<SchemaId, SchemaId> = FxHashMap::default();
    let mut queue = vec![exit.schema];
    let mut next = 0;
    while let Some(id) = queue.get(next).copied() {
        next += 1;
        let view = cx.schema(id);
        if let Some(mark) = view.node.get(SENSITIVITY).filter(|mark| is_careful(cx, *mark)) {
            report(cx, exit, (view, mark), place(cx, id, &from), said);
            continue;
        }
        for part in parts(cx, view) {
            if part != exit.schema && !from.contains_key(&part) {
                from.insert(part, id);
                queue.push(part);
            }
        }
    }
}

fn is_careful(cx: &Cx<'_>, mark: Node<'_>) -> bool {
    mark.as_str().is_some_and(|level| cx.words("levels").has(level))
}

/// What a value can consist of.
fn parts(cx: &Cx<'_>, view: &SchemaView<'_>) -> Vec<SchemaId> {
    let mut parts: Vec<SchemaId> = view.target.into_iter().collect();
    for (kw, value) in view.keywords().filter(|(kw, _)| !matches!(kw, Kw::Defs | Kw::If | Kw::Not)) {
        let at = |node: Node<'_>| cx.model.schemas.at(view.at.sibling(node));
        match kw.placement() {
            Placement::Plain => {}
            Placement::One => parts.extend(at(value)),
            Placement::List => parts.extend(value.items().filter_map(at)),
            Placement::Map => parts.extend(value.members().filter_map(|(_, value)| at(value))),
        }
    }
    parts
}

/// What to change: what is marked, or where it is a shared concept the nearest step that leads to it; others may see it.
fn place(cx: &Cx<'_>, marked: SchemaId, from: &FxHashMap<SchemaId, SchemaId>) -> NodeRef {
    let mut steps = std::iter::successors(Some(marked), |id| from.get(id).copied()).map(|id| cx.schema(id));
    steps.find(|view| !view.surfaces.meets(Surfaces::CANONICAL)).map_or(cx.schema(marked).at, |view| view.at)
}

fn report(
    cx: &Cx<'_>,
    exit: &Exit,
    (view, mark): (&SchemaView<'_>, Node<'_>),
    at: NodeRef,
    said: &mut FxHashSet<NodeRef>,
) {
    if !said.insert(at) {
        return;
    }
    let name = view.key.or(view.name()).unwrap_or("this");
    let level = mark.as_str().unwrap_or_default();
    let message = format!("`{name}` is `{level}` and goes out to the audience `{}` with {}", exit.audience, exit.by);
    let mut finding = Finding::at(at, message);
    let marked_at = view.at.sibling(mark);
    if at != view.at {
        finding = finding.label(marked_at, "marked here");
    }
    cx.report(finding.help(
        "give this audience a schema of its own without it; that a log masks it (`x-redaction`) does not keep it from the reader",
    ));
}
