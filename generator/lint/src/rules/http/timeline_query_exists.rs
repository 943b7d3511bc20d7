use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{ContractView, Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Info;

pub(super) const RULE: Rule = Rule::new(
    "timeline-query-exists",
    Info,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("timeline_query_exists.md"),
)
.options(&[OptionSpec::words(
    "words",
    &["timeline", "history", "events", "activity", "activities", "journal"],
    "Words in the last segment of a path that tell of a timeline.",
)]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let operations: Vec<OperationView<'_>> =
        contract.operations(cx.sources).filter(OperationView::is_called_by_clients).collect();
    let told: Vec<&str> = operations.iter().filter_map(|operation| timeline(cx, operation)).collect();
    let mut untold: Vec<(&str, &OperationView<'_>)> = Vec::new();
    for command in operations.iter().filter(|operation| operation.is_command()) {
        let entity = entity(command.path());
        let is_new = !untold.iter().any(|(own, _)| Some(*own) == entity);
        if let Some(entity) = entity.filter(|_| is_new && !told.iter().any(|told| is_within(command.path(), told))) {
            untold.push((entity, command));
        }
    }
    for (entity, command) in &untold {
        if untold.iter().any(|(other, _)| other != entity && is_within(entity, other)) {
            continue;
        }
        let item = operations.iter().find(|operation| operation.path() == *entity).unwrap_or(command);
        let message = format!("commands change `{entity}` and nobody can ask what happened to it");
        let help = format!("add `GET {entity}/timeline`: time, type, actor and a summary of each event, in pages");
        cx.report(Finding::at(item.operation.path_at, message).help(help));
    }
}

/// The path of the entity whose timeline an operation reads.
fn timeline<'s>(cx: &Cx<'_>, operation: &OperationView<'s>) -> Option<&'s str> {
    let (entity, last) = operation.path().rsplit_once('/')?;
    let tells = words(last).iter().any(|word| cx.words("words").has(word));
    (operation.method() == "get" && tells && entity.ends_with('}')).then_some(entity)
}

/// The path of the entity that a command is about: up to the last parameter.
fn entity(path: &str) -> Option<&str> {
    path.rfind('}').map(|end| &path[..=end])
}

/// True if a path is another one or below it.
fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
