//! Services: a trait with a method for each operation, what the contract says of each, and the router.

use super::{docs, operations};
use crate::code::{Code, WIDTH, literal};
use crate::plan::server::{
    AsyncFacts, CodeFacts, Guard, GuardFacts, KeyFacts, OperationFacts, PermissionFacts, Server, ServiceFacts,
    TransitionFacts,
};
use crate::plan::{Operation, Plan};
use crate::print::Scope;

/// Prints the server of a service.
pub(crate) fn print(plan: &Plan, server: &Server, scope: &mut Scope<'_>, code: &mut Code) {
    let service = &plan.services[server.service];
    let endpoints: Vec<Endpoint<'_>> = service
        .operations
        .iter()
        .zip(&server.operations)
        .map(|(operation, facts)| Endpoint { service: &service.name, operation, facts })
        .collect();
    scope.import("super::operations");
    for path in ["std::future::Future", "std::sync::Arc", "stipula_rt::server"] {
        scope.import(path);
    }
    if has_durations(server) {
        scope.import("std::time::Duration");
    }
    scope.own(&*service.name);
    service_trait(&service.name, &docs::text(&service.docs), &endpoints, code);
    router(&service.name, &endpoints, code);
    service_info(&server.facts, code);
    for endpoint in &endpoints {
        operation_info(endpoint, code);
        code.cut();
    }
}

fn has_durations(server: &Server) -> bool {
    let waits = |facts: &OperationFacts| facts.asynchronous.as_ref().is_some_and(|it| it.poll_interval.is_some());
    server.operations.iter().any(|facts| facts.idempotency.is_some() || waits(facts))
}

/// An operation, and what its contract says beside its types.
struct Endpoint<'p> {
    service: &'p str,
    operation: &'p Operation,
    facts: &'p OperationFacts,
}

impl Endpoint<'_> {
    /// The name of its constant.
    fn constant(&self) -> String {
        let name = self.operation.function.trim_start_matches("r#").to_uppercase();
        if name == "SERVICE" { "SERVICE_OPERATION".to_owned() } else { name }
    }

    fn guard(&self) -> &'static str {
        match self.facts.guard {
            Guard::Public => "Public",
            Guard::Optional => "Optional",
            Guard::Authenticated => "Authenticated",
            Guard::Permitted => "Permitted",
        }
    }

    fn repeats(&self) -> &'static str {
        if self.facts.idempotency.is_some() { "Once" } else { "Again" }
    }

    /// What the handler gets beside the request.
    fn context(&self) -> &'static str {
        match (self.facts.guard, self.facts.idempotency.is_some()) {
            (Guard::Public, _) => "server::Context",
            (Guard::Optional, _) => "server::Context<Option<Self::Caller>>",
            (_, false) => "server::Context<Self::Caller>",
            (_, true) => "server::Context<Self::Caller, Self::Unit>",
        }
    }
}

/// The trait, which asks for the hooks that the contract needs: a service without one of them does not compile.
fn service_trait(name: &str, about: &str, endpoints: &[Endpoint<'_>], code: &mut Code) {
    let any = |test: fn(&OperationFacts) -> bool| endpoints.iter().any(|endpoint| test(endpoint.facts));
    let mut hooks = Vec::new();
    if any(|facts| facts.guard == Guard::Permitted) {
        hooks.push("server::Authorize");
    } else if any(|facts| facts.guard != Guard::Public) {
        hooks.push("server::Authenticate");
    }
    if any(|facts| facts.idempotency.is_some()) {
        hooks.push("server::Idempotency");
    }
    if hooks.is_empty() {
        hooks.extend(["Send", "Sync", "'static"]);
    }
    code.docs(about);
    code.line(format!("pub trait {name}: {} {{", hooks.join(" + ")));
    for endpoint in endpoints {
        code.docs(&method_docs(endpoint));
        let Operation { function, name, outcome, .. } = endpoint.operation;
        let context = endpoint.context();
        code.line(format!("fn {function}(&self, request: operations::{name}, context: &mut {context})"))
            .line(format!("-> impl Future<Output = operations::{outcome}> + Send;"));
    }
    code.line("}");
}

/// What the contract says, and what was checked before the method is called.
fn method_docs(endpoint: &Endpoint<'_>) -> String {
    let facts = endpoint.facts;
    let mut notes = Vec::new();
    if let Some(permission) = &facts.permission {
        notes.push(format!("permission `{}` for {}", permission.name, spans(&permission.actors)));
    }
    if let Some(key) = &facts.idempotency {
        notes.push(format!("repeated by `{}`", key.header));
    }
    if let Some(guard) = &facts.version_guard {
        notes.push(format!("guarded by `{}`", guard.header));
    }
    let mut parts = vec![operations::documentation(endpoint.operation, docs::in_member)];
    if !notes.is_empty() {
        parts.push(docs::in_member(&format!("Checked before: {}.", notes.join("; "))));
    }
    let separation = facts.permission.as_ref().and_then(|permission| permission.separation_of_duties.as_deref());
    parts.extend(separation.map(|duties| docs::in_member(&format!("Separation of duties: {duties}"))));
    if let Some(transition) = &facts.transition {
        let from = if transition.from.is_empty() { "nothing".to_owned() } else { spans(&transition.from) };
        parts.push(docs::in_member(&format!("Leads from {from} to `{}`.", transition.to)));
    }
    if let Some(note) = &endpoint.operation.docs.deprecated {
        parts.push(if note.is_empty() { "Deprecated.".to_owned() } else { format!("Deprecated: {note}.") });
    }
    parts.join("\n\n")
}

fn spans(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn router(name: &str, endpoints: &[Endpoint<'_>], code: &mut Code) {
    code.docs("The router of a service, with the limits and habits of [`server::Config`]'s default.")
        .line(format!("pub fn router<S: {name}>(service: Arc<S>) -> server::Router {{"))
        .line("router_with(service, server::Config::default())")
        .line("}");
    let added: String = endpoints.iter().map(added).collect();
    code.printed(format!(
        "/// The router of a service. It stands at the root: nest it below [`SERVICE`]'s base path where callers send\n\
         /// that.\n\
         pub fn router_with<S: {name}>(service: Arc<S>, config: server::Config) -> server::Router {{\n    \
             server::Routes::new(&SERVICE, service, config)\n{added}        .into_router()\n\
         }}"
    ));
}

/// An operation of the router, laid out here: prettyplease would give each argument of the type a line.
fn added(endpoint: &Endpoint<'_>) -> String {
    let (guard, repeats, constant) = (endpoint.guard(), endpoint.repeats(), endpoint.constant());
    let Operation { name, function, .. } = endpoint.operation;
    let add = format!("        .add::<operations::{name}, server::{guard}, server::{repeats}, _>(");
    let call = format!("Box::pin({}::{function}(service, request, context))", endpoint.service);
    let line = format!("{add}&{constant}, |service, request, context| {{");
    if line.len() <= WIDTH {
        return format!("{line}\n            {call}\n        }})\n");
    }
    format!(
        "{add}\n            &{constant},\n            \
         |service, request, context| {{\n                {call}\n            }},\n        )\n"
    )
}

fn service_info(service: &ServiceFacts, code: &mut Code) {
    code.docs("What the contract says about the service.")
        .line("pub static SERVICE: server::ServiceInfo = server::ServiceInfo {")
        .line(format!("title: {},", literal(&service.title)))
        .line(format!("version: {},", literal(&service.version)))
        .line(format!("base_path: {},", literal(&service.base_path)));
    code.line("codes: &[");
    for registered in &service.codes {
        let CodeFacts { code: name, category, status, title, remediation } = registered;
        let (name, title, remediation) = (literal(name), literal(title), literal(remediation));
        code.line(format!("server::Code {{ code: {name}, category: server::Category::{category}, status: {status},"))
            .line(format!("title: {title}, remediation: {remediation} }},"));
    }
    code.line("],").line(format!("problem_base: {},", literal(&service.problem_base))).line("};");
}

fn operation_info(endpoint: &Endpoint<'_>, code: &mut Code) {
    let facts = endpoint.facts;
    let Operation { name, method, path, .. } = endpoint.operation;
    code.docs(&format!("What the contract says about `{method} {path}`."))
        .line(format!("pub static {}: server::OperationInfo = server::OperationInfo {{", endpoint.constant()));
    if let Some(family) = &facts.family {
        code.line(format!("family: server::Family::{family},"));
    }
    let parts = [
        ("permission", facts.permission.as_ref().map(permission)),
        ("idempotency", facts.idempotency.as_ref().map(idempotency)),
        ("version_guard", facts.version_guard.as_ref().map(version_guard)),
        ("transition", facts.transition.as_ref().map(transition)),
        ("asynchronous", facts.asynchronous.as_ref().map(asynchronous)),
    ];
    for (name, part) in parts {
        if let Some(part) = part {
            code.line(format!("{name}: Some({part}),"));
        }
    }
    if !facts.errors.is_empty() {
        let errors = facts.errors.iter().map(|(status, name)| format!("({status}, {}), ", literal(name)));
        code.line(format!("errors: &[{}],", errors.collect::<String>()));
    }
    code.line(format!("statuses: {},", list(&facts.statuses)));
    if !facts.consumes.is_empty() {
        code.line(format!("consumes: {},", list(&facts.consumes)));
    }
    if !facts.produces.is_empty() {
        code.line(format!("produces: {},", list(&facts.produces)));
    }
    code.line(format!("..server::OperationInfo::of::<operations::{name}>(&SERVICE)")).line("};");
}

fn permission(facts: &PermissionFacts) -> String {
    format!(
        "server::Permission {{ name: {}, actors: {}, separation_of_duties: {} }}",
        literal(&facts.name),
        list(&facts.actors),
        optional(facts.separation_of_duties.as_deref()),
    )
}

fn idempotency(facts: &KeyFacts) -> String {
    format!(
        "server::IdempotencyPolicy {{ header: {}, scope: {}, fingerprint: {}, retention: {}, required: {} }}",
        literal(&facts.header),
        list(&facts.scope),
        list(&facts.fingerprint),
        duration(facts.retention),
        facts.required,
    )
}

fn version_guard(facts: &GuardFacts) -> String {
    let [missing, stale_header, stale_body] = facts.statuses;
    format!(
        "server::VersionGuard {{ header: {}, body: {}, missing: {missing}, stale_header: {stale_header}, stale_body: {stale_body} }}",
        literal(&facts.header),
        optional(facts.body.as_deref()),
    )
}

fn transition(facts: &TransitionFacts) -> String {
    format!(
        "server::Transition {{ machine: {}, command: {}, from: {}, to: {}, guards: {}, emits: {} }}",
        literal(&facts.machine),
        literal(&facts.command),
        list(&facts.from),
        literal(&facts.to),
        list(&facts.guards),
        list(&facts.emits),
    )
}

fn asynchronous(facts: &AsyncFacts) -> String {
    format!(
        "server::Asynchronous {{ status_operation: {}, status_field: {}, terminal_states: {}, poll_interval: {} }}",
        literal(&facts.status_operation),
        literal(&facts.status_field),
        list(&facts.terminal_states),
        facts.poll_interval.map_or_else(|| "None".to_owned(), |wait| format!("Some({})", duration(wait))),
    )
}

fn duration(seconds: u64) -> String {
    super::duration("Duration", seconds)
}

fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some({})", literal(text)))
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    format!("&[{}]", texts.join(", "))
}
