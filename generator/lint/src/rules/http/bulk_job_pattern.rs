use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView, json_schema};
use crate::words::words;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "bulk-job-pattern",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("bulk_job_pattern.md"),
)
.options(&[
    OptionSpec::words(
        "jobs",
        &["job", "jobs", "import", "imports", "batch", "batches"],
        "Words that stand for the job.",
    ),
    OptionSpec::words("errors", &["error", "errors", "failures", "rejections"], "Words for what went wrong, in paths."),
]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let is_bulk = operation.family == Some(Family::Bulk) && matches!(operation.method(), "post" | "put" | "patch");
    if !is_bulk || !operation.is_called_by_clients() {
        return;
    }
    let mut missing = Vec::new();
    match operation.response("202") {
        None => missing.push("no `202` response"),
        Some(accepted) => {
            let body = json_schema(&accepted.content).map(|id| cx.all_properties(id)).unwrap_or_default();
            if !body.iter().any(|property| is_job_id(cx, property.name)) {
                missing.push("no job id in the `202` response");
            }
        }
    }
    let job = job(cx, operation);
    if job.is_none() {
        missing.push("no GET of the job");
    }
    if !has_errors(cx, operation, job.as_deref()) {
        missing.push("no GET of the job's errors");
    }
    if !missing.is_empty() {
        let message = format!("`{}` is a bulk operation and has {}", operation.name(), missing.join(", "));
        let help =
            "answer with `202` and a `jobId`, and serve `GET /bulk-jobs/{jobId}` and `GET /bulk-jobs/{jobId}/errors`";
        cx.report(Finding::at(operation.at(), message).help(help));
    }
}

/// True for `jobId`, `bulkJobId`.
fn is_job_id(cx: &Cx<'_>, name: &str) -> bool {
    let words = words(name);
    words.last().is_some_and(|last| last == "id") && words.iter().any(|word| cx.words("jobs").has(word))
}

/// An operation that `x-async` names, if it is a GET.
fn named<'s>(cx: &'s Cx<'_>, operation: &OperationView<'_>, key: &str) -> Option<OperationView<'s>> {
    let id = operation.node.get("x-async").and_then(|promise| promise.get(key)).and_then(Node::as_str)?;
    cx.operation(id).filter(|found| found.method() == "get")
}

/// The path by which the job is read: the one that `x-async` names, or `<own>/{id}`, `<own up to a parameter>`, `…/jobs/{id}`.
fn job(cx: &Cx<'_>, operation: &OperationView<'_>) -> Option<String> {
    if let Some(found) = named(cx, operation, "statusOperation") {
        return Some(found.path().to_owned());
    }
    let is_job = |path: &str| {
        let Some((set, id)) = path.rsplit_once('/').filter(|(_, id)| id.starts_with('{')) else { return false };
        let name = set.rsplit('/').next().unwrap_or_default();
        let is_around = operation.path().strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        set == operation.path()
            || is_around
            || words(name).iter().any(|word| cx.words("jobs").has(word))
            || is_job_id(cx, id)
    };
    let mut gets = operation.contract.operations(cx.sources).filter(|other| other.method() == "get");
    gets.find(|other| is_job(other.path())).map(|found| found.path().to_owned())
}

fn has_errors(cx: &Cx<'_>, operation: &OperationView<'_>, job: Option<&str>) -> bool {
    if named(cx, operation, "errorsOperation").is_some() {
        return true;
    }
    let Some(job) = job else { return false };
    operation.contract.operations(cx.sources).filter(|other| other.method() == "get").any(|other| {
        let part = other.path().strip_prefix(job).and_then(|rest| rest.strip_prefix('/'));
        part.is_some_and(|part| words(part).iter().any(|word| cx.words("errors").has(word)))
    })
}
