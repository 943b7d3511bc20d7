//! The repository's own documents: state machines, error codes, owners, policies.

use crate::Context;
use crate::validator::nearest;
use globset::GlobBuilder;
use rustc_hash::FxHashSet;
use stipula_diagnostics::{Code, Diagnostic, codes};
use stipula_model::{Kind, NodeRef};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for at in context.model.documents_of(Kind::StateMachine) {
        states(context, at, &mut findings);
    }
    error_codes(context, &mut findings);
    for at in context.model.documents_of(Kind::Owners) {
        owners(context, at, &mut findings);
    }
    for at in context.model.documents_of(Kind::Compatibility) {
        let policies = at.get(context.sources).get("policies").into_iter().flat_map(Node::items);
        for contracts in policies.filter_map(|policy| policy.get("contracts")) {
            findings.extend(unmatched(context, at, contracts));
        }
    }
    findings
}

fn unknown(context: &Context<'_>, code: Code, at: NodeRef, what: &str, name: &str, known: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, at.place(context.sources), format!("no {what} is called `{name}`"));
    match nearest(name, known) {
        Some(meant) => diagnostic.with_help(format!("did you mean `{meant}`?")),
        None => diagnostic,
    }
}

fn names(node: Option<Node<'_>>) -> Vec<String> {
    node.into_iter().flat_map(Node::members).map(|(name, _)| name.to_owned()).collect()
}

/// A transition leads between declared states.
fn states(context: &Context<'_>, at: NodeRef, findings: &mut Vec<Diagnostic>) {
    let root = at.get(context.sources);
    let known = names(root.get("states"));
    let transitions: Vec<_> = root.get("transitions").into_iter().flat_map(Node::items).collect();
    let from = transitions.iter().filter_map(|transition| transition.get("from")).flat_map(Node::items);
    let to = transitions.iter().filter_map(|transition| transition.get("to"));
    for state in root.get("initial").into_iter().chain(from).chain(to) {
        let Some(name) = state.as_str().filter(|name| !known.iter().any(|known| known == name)) else { continue };
        findings.push(unknown(context, codes::STATE_UNKNOWN, at.sibling(state), "state", name, &known));
    }
}

/// Where a registry is kept, every code that an operation or a transition names is in it.
fn error_codes(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let registries = context.model.documents_of(Kind::ErrorCodes);
    let known: Vec<String> = registries.flat_map(|at| names(at.get(context.sources).get("codes"))).collect();
    if known.is_empty() {
        return;
    }
    let registered: FxHashSet<&str> = known.iter().map(String::as_str).collect();
    for file in context.roots.files(context.sources) {
        let listed =
            file.tree().values_of("x-error-codes").chain(file.tree().values_of("failures")).flat_map(Node::items);
        let guards = file.tree().values_of("failure");
        for value in listed.chain(guards.filter(|value| value.as_str().is_some())) {
            let Some(name) = value.as_str().filter(|name| !registered.contains(name) && is_code(name)) else {
                continue;
            };
            let at = NodeRef::new(file.id(), value);
            findings.push(unknown(context, codes::ERROR_CODE_UNKNOWN, at, "registered error code", name, &known));
        }
    }
}

/// True for `UPPER_SNAKE_CASE`: `failures` may be a word of somebody's own.
fn is_code(name: &str) -> bool {
    name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

fn owners(context: &Context<'_>, at: NodeRef, findings: &mut Vec<Diagnostic>) {
    let root = at.get(context.sources);
    let teams = names(root.get("teams"));
    let consumers: Vec<String> = names(root.get("consumers")).into_iter().chain(teams.iter().cloned()).collect();
    for entry in root.get("contracts").into_iter().flat_map(Node::items) {
        if let Some(team) = entry.get("team") {
            let name = team.as_str().unwrap_or_default();
            if !teams.iter().any(|known| known == name) {
                findings.push(unknown(context, codes::OWNER_UNKNOWN, at.sibling(team), "team", name, &teams));
            }
        }
        for consumer in entry.get("consumers").into_iter().flat_map(Node::items) {
            let name = consumer.as_str().unwrap_or_default();
            if !consumers.iter().any(|known| known == name) {
                findings.push(unknown(
                    context,
                    codes::OWNER_UNKNOWN,
                    at.sibling(consumer),
                    "consumer",
                    name,
                    &consumers,
                ));
            }
        }
        findings.extend(entry.get("path").and_then(|path| unmatched(context, at, path)));
    }
}

/// A glob that matches no file of the root is a leftover or a slip.
fn unmatched(context: &Context<'_>, at: NodeRef, glob: Node<'_>) -> Option<Diagnostic> {
    let text = glob.as_str()?;
    let place = at.sibling(glob).place(context.sources);
    let matcher = match GlobBuilder::new(text).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            let message = format!("`{text}` is no glob: {}", error.kind());
            return Some(Diagnostic::new(codes::CONTRACT_GLOB_UNMATCHED, place, message));
        }
    };
    let root = context.sources.file(at.file).root();
    let mut files = context.sources.files().iter().filter(|file| file.root() == root);
    if files.any(|file| matcher.is_match(file.path())) {
        return None;
    }
    Some(Diagnostic::new(codes::CONTRACT_GLOB_UNMATCHED, place, format!("no contract matches `{text}`")))
}
