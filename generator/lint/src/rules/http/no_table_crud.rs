use crate::finding::Finding;
use crate::rule::Hook;
use crate::scene::json_schema;
use crate::{Cx, Family, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::SchemaId;

pub(super) const RULE: Rule =
    Rule::new("no-table-crud", Warning, Profile::Platform, Hook::Operation(check), include_str!("no_table_crud.md"));

/// Looks from the GET of an entity at what else is done with it.
fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let path = operation.path();
    let entity = path.rsplit_once('/').filter(|(_, last)| last.starts_with('{') && last.ends_with('}'));
    let (Some((collection, _)), "get") = (entity, operation.method()) else { return };
    let Some(row) = operation.successes().find_map(|response| json_schema(&response.content)) else { return };
    let all: Vec<OperationView<'_>> = operation.contract.operations(cx.sources).collect();
    let find = |method: &str, path: &str| all.iter().find(|own| own.method() == method && own.path() == path);
    let update = find("put", path).or_else(|| find("patch", path));
    let (Some(create), Some(update), Some(delete)) = (find("post", collection), update, find("delete", path)) else {
        return;
    };
    let is_row = |body: Option<SchemaId>| body.is_some_and(|body| cx.is_same(body, row));
    let writes = [create, update, delete];
    let is_decided = writes.iter().any(|own| !own.transitions().is_empty() || own.family == Some(Family::Admin));
    let has_commands = all.iter().any(|own| !own.is_safe() && is_below(own.path(), path));
    if is_row(create.body()) && is_row(update.body()) && !is_decided && !has_commands {
        let message = format!("`{path}` is a table: one schema is created, read, updated and deleted");
        let help = "offer what the business does with it, such as submit, accept and cancel, each with a request of its own; data \
                    that is only maintained says so with `x-api-family: admin`";
        cx.report(Finding::at(operation.operation.path_at, message).help(help));
    }
}

/// True for `/orders/{orderId}/cancel` below `/orders/{orderId}`.
fn is_below(path: &str, entity: &str) -> bool {
    path.strip_prefix(entity).is_some_and(|rest| rest.starts_with(['/', ':']) && !rest.contains('{'))
}
