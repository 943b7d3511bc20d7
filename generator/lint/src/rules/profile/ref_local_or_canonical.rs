use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, OptionSpec, Profile, Rule, Surfaces};
use stipula_diagnostics::{FileId, Severity::Error};
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "ref-local-or-canonical",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("ref_local_or_canonical.md"),
)
.cedes_to(&["ref-no-cross-surface"])
.options(&[
    OptionSpec::words("split", &["http"], "Folders of which every folder in them is a tree of its own."),
    OptionSpec::words("shared", &["shared", "common"], "Names of folders that their neighbours may refer to."),
]);

fn check(cx: &Cx<'_>) {
    let references = cx.model.schemas.references();
    let leaving = references.map(|(value, reference)| (value, reference.target.file));
    let mut leaving: Vec<(NodeRef, FileId)> = leaving.filter(|(value, target)| value.file != *target).collect();
    leaving.sort_unstable();
    for (value, target) in leaving {
        let (Some(from), Some(to)) = (cx.contract_in(value.file).filter(|from| from.is_meant), path(cx, target)) else {
            continue;
        };
        if is_near(cx, &from.path, &to) || is_shared_concept(cx, target, &to) || is_other_surface(cx, from, target) {
            continue;
        }
        cx.turn_to(Some(value), Surfaces::ANY);
        let message = format!("this leads to `{to}`, outside of `{}/`", tree(cx, &from.path).unwrap_or_default());
        let help = "describe what this contract needs in a schema of its own; what all share belongs in `canonical/`";
        cx.report(Finding::at(value, message).help(help));
    }
}

/// The path of a file of the main root. What lies in other roots was made available on purpose.
fn path(cx: &Cx<'_>, file: FileId) -> Option<String> {
    let is_own = cx.sources.file(file).root() == cx.roots.main;
    is_own.then(|| cx.roots.path_of(cx.sources, file))
}

fn is_near(cx: &Cx<'_>, from: &str, to: &str) -> bool {
    let Some(own) = tree(cx, from) else { return true };
    let top = |path: &str| path.split('/').next().map(str::to_owned);
    let is_shared = to.split('/').nth(1).is_some_and(|name| cx.words("shared").has(name)) && top(from) == top(to);
    tree(cx, to) == Some(own) || is_shared
}

/// The folder that what a file refers to should lie in; `None` for files at the top.
fn tree<'p>(cx: &Cx<'_>, path: &'p str) -> Option<&'p str> {
    let (folder, _) = path.rsplit_once('/')?;
    let top = folder.split('/').next().unwrap_or_default();
    let depth = if cx.words("split").has(top) { 2 } else { 1 };
    let end = folder.match_indices('/').nth(depth - 1).map_or(folder.len(), |(at, _)| at);
    Some(&folder[..end])
}

fn is_shared_concept(cx: &Cx<'_>, file: FileId, path: &str) -> bool {
    cx.is_canonical(path) || cx.contract_in(file).is_some_and(|contract| contract.surfaces.meets(Surfaces::CANONICAL))
}

/// What leads from one surface to another is `ref-no-cross-surface`.
fn is_other_surface(cx: &Cx<'_>, from: &ContractView<'_>, target: FileId) -> bool {
    let own = match (from.is_openapi(), from.is_asyncapi()) {
        (true, _) => Surfaces::HTTP,
        (_, true) => Surfaces::EVENT,
        _ => from.surfaces,
    };
    let other = cx.contract_in(target).map_or(Surfaces::NONE, |contract| contract.surfaces);
    !own.is_empty() && !other.is_empty() && !own.meets(other)
}
