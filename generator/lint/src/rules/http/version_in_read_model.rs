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
    let mut below = all.iter().filter(|other| !other.is_safe() && is_nearest(operation, other, &all));
    let guarded = below.find_map(|other| {
        let guard = VersionGuard::of(cx, other);
        guard.is_there().then(|| (other, guard.field.map(|field| guarded_version(field.name))))
    });
    let Some((other, version)) = guarded else { return };
    if successes_tell(cx, operation, version.as_deref()) {
        return;
    }
    let message = format!("`{}` guards a version that `{}` does not tell", other.name(), operation.name());
    let help =
        "return the header `ETag` or the property `version`, so that callers can name the version they have seen";
    cx.report(Finding::at(operation.at(), message).help(help).label(other.at(), "guarded here"));
}

/// True if `read` is the closest operation to read what `other` acts on.
fn is_nearest(read: &OperationView<'_>, other: &OperationView<'_>, all: &[OperationView<'_>]) -> bool {
    let covers =
        |path: &str| other.path().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_closer = |own: &OperationView<'_>| {
        own.method() == "get" && own.path().len() > read.path().len() && own.path().ends_with('}') && covers(own.path())
    };
    covers(read.path()) && !all.iter().any(is_closer)
}

fn successes_tell(cx: &Cx<'_>, operation: &OperationView<'_>, version: Option<&str>) -> bool {
    let is_version = |name: &str| matches!(name, "version" | "etag" | "revision") || Some(name) == version;
    operation.successes().any(|response| {
        response.headers.iter().any(|header| header.name.eq_ignore_ascii_case("ETag"))
            || json_schema(&response.content)
                .is_some_and(|schema| cx.all_properties(schema).iter().any(|property| is_version(property.name)))
    })
}
