use super::commands::{VersionGuard, guarded_version};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::scene::json_schema;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "version-in-read-model",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("version_in_read_model.md"),
);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.method() != "get" || !operation.path().ends_with('}') || !operation.is_called_by_clients() {
        return;
    }
    let all: Vec<OperationView<'_>> = operation.contract.operations(cx.sources).collect();
    for other in all.iter().filter(|other| !other.is_safe() && covers(operation, other)) {
        let guard = VersionGuard::of(cx, other);
        let version = guard.field.as_ref().map(|field| guarded_version(field.name));
        let reads: Vec<_> = all.iter().filter(|read| read.method() == "get" && covers(read, other)).collect();
        let is_nearest = reads.iter().all(|read| read.path().len() <= operation.path().len());
        if guard.is_there() && is_nearest && !reads.iter().any(|read| tells(cx, read, version.as_deref())) {
            let message = format!("`{}` guards a version that `{}` does not tell", other.name(), operation.name());
            let help = "return the header `ETag` or the property `version`, so that callers can name the version they have seen";
            cx.report(Finding::at(operation.at(), message).help(help).label(other.at(), "guarded here"));
            return;
        }
    }
}

/// True if one operation reads an entity that the other acts on.
fn covers(read: &OperationView<'_>, other: &OperationView<'_>) -> bool {
    let rest = other.path().strip_prefix(read.path()).filter(|_| read.path().ends_with('}'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn tells(cx: &Cx<'_>, operation: &OperationView<'_>, version: Option<&str>) -> bool {
    let is_version = |name: &str| matches!(name, "version" | "etag" | "revision") || Some(name) == version;
    operation.successes().any(|response| {
        response.headers.iter().any(|header| header.name.eq_ignore_ascii_case("ETag"))
            || json_schema(&response.content)
                .is_some_and(|schema| cx.all_properties(schema).iter().any(|property| is_version(property.name)))
    })
}
