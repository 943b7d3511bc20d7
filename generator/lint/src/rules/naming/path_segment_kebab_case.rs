use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::kebab;
use crate::{ContractView, Cx, OperationView, Profile, Rule};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "path-segment-kebab-case",
    Warning,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("path_segment_kebab_case.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let mut seen = FxHashSet::default();
    for operation in contract.operations(cx.sources).filter(OperationView::is_called_by_clients) {
        let path = operation.path();
        let mut start = 0;
        for segment in path.split('/') {
            let end = start + segment.len();
            if is_wrong(segment) && seen.insert(&path[..end]) {
                let better = kebab(segment);
                let finding =
                    Finding::at(operation.operation.path_at, format!("`{segment}` in this path is not in kebab case"));
                cx.report(finding.help(format!("write `{}{better}{}`", &path[..start], &path[end..])));
            }
            start = end + 1;
        }
    }
}

/// Capitals and underscores; what stands in braces is a name of a parameter, and other signs mean something.
fn is_wrong(segment: &str) -> bool {
    !segment.contains('{') && segment.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_')
}
