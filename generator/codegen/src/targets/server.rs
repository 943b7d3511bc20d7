//! Services: a trait with a method for each operation, what the contract says of each, and the router.

use super::docs;
use crate::code::{Code, literal};
use crate::plan::{
    AsyncFacts, CodeFacts, Guard, GuardFacts, KeyFacts, OperationFacts, PermissionFacts, ServiceFacts, TransitionFacts,
};
use crate::plan::Docs;

/// An operation as this target needs it.
pub(crate) struct Endpoint<'p> {
    /// The method of the trait.
    pub(crate) method: &'p str,
    /// The type of the request where it is used.
    pub(crate) request: String,
    /// The type of the outcome where it is used.
    pub(crate) outcome: String,
    /// The method and the path, for readers.
    pub(crate) address: String,
    /// What readers are told.
    pub(crate) docs: &'p Docs,
    /// What the contract says beside the types.
    pub(crate) facts: &'p OperationFacts,
}

impl Endpoint<'_> {
    /// The name of its constant.
    fn constant(&self) -> String {
        self.method.trim_start_matches("r#").to_uppercase()
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

/// Prints a service.
pub(crate) fn print(name: &str, about: &Docs, service: &ServiceFacts, endpoints: &[Endpoint<'_>], code: &mut Code) {
    code.line("use stipula_rt::server;");
    service_trait(name, about, endpoints, code);
    router(name, endpoints, code);
    service_info(service, code);
    for endpoint in endpoints {
        operation_info(endpoint, code);
    }
}

/// The trait, which asks for the hooks that the contract needs: a service without one of them does not compile.
fn service_trait(name: &str, about: &Docs, endpoints: &[Endpoint<'_>], code: &mut Code) {
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
    code.docs(&docs::text(about));
    code.line(format!("pub trait {name}: {} {{", hooks.join(" + ")));
    for endpoint in endpoints {
        code.docs(&method_docs(endpoint));
        if let Some(note) = &endpoint.docs.deprecated {
            code.docs(&format!("\nDeprecated{}", if note.is_empty() { ".".to_owned() } else { format!(": {note}.") }));
        }
        let Endpoint { method, request, outcome, .. } = endpoint;
        let context = endpoint.context();
        code.line(format!("fn {method}(&self, request: {request}, context: &mut {context}) "))
            .line(format!("-> impl ::std::future::Future<Output = {outcome}> + Send;"));
    }
    code.line("}");
}

/// What the contract says, and what was checked before the method is called.
fn method_docs(endpoint: &Endpoint<'_>) -> String {
    let facts = endpoint.facts;
    let mut notes = vec![format!("`{}`", endpoint.address)];
    if let Some(permission) = &facts.permission {
        notes.push(format!("permission `{}` for {}", permission.name, permission.actors.join(", ")));
    }
    if let Some(key) = &facts.idempotency {
        notes.push(format!("repeated by `{}`", key.header));
    }
    if let Some(guard) = &facts.version_guard {
        notes.push(format!("guarded by `{}`", guard.header));
    }
    if let Some(transition) = &facts.transition {
        let from = if transition.from.is_empty() { "nothing".to_owned() } else { transition.from.join(", ") };
        notes.push(format!("from {from} to {}", transition.to));
    }
    let text = docs::text(endpoint.docs);
    let separation = facts.permission.as_ref().and_then(|permission| permission.separation_of_duties.as_deref());
    let separation = separation.map(|duties| format!("\n\nSeparation of duties: {duties}")).unwrap_or_default();
    format!("{text}\n\n{}.{separation}", notes.join("; "))
}

fn router(name: &str, endpoints: &[Endpoint<'_>], code: &mut Code) {
    code.docs("The router of a service, with the limits and habits of [`server::Config`]'s default.")
        .line(format!("pub fn router<S: {name}>(service: ::std::sync::Arc<S>) -> server::Router {{"))
        .line("router_with(service, server::Config::default())")
        .line("}");
    code.docs("The router of a service. It stands at the root: nest it below [`SERVICE`]'s base path where callers send that.")
        .line(format!(
            "pub fn router_with<S: {name}>(service: ::std::sync::Arc<S>, config: server::Config) -> server::Router {{"
        ))
        .line("server::Routes::new(&SERVICE, service, config)");
    for endpoint in endpoints {
        let (guard, repeats, constant) = (endpoint.guard(), endpoint.repeats(), endpoint.constant());
        code.line(format!(
            ".add::<{}, server::{guard}, server::{repeats}, _>(&{constant}, |service, request, context| {{",
            endpoint.request
        ))
        .line(format!("Box::pin(service.{}(request, context))", endpoint.method))
        .line("})");
    }
    code.line(".into_router()").line("}");
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
        let category = crate::plan::variant_name(category);
        code.line(format!("server::Code {{ code: {name}, category: server::Category::{category}, status: {status},"))
            .line(format!("title: {title}, remediation: {remediation} }},"));
    }
    code.line("],").line(format!("problem_base: {},", literal(&service.problem_base))).line("};");
}

fn operation_info(endpoint: &Endpoint<'_>, code: &mut Code) {
    let facts = endpoint.facts;
    code.docs(&format!("What the contract says about `{}`.", endpoint.address))
        .line(format!("pub static {}: server::OperationInfo = server::OperationInfo {{", endpoint.constant()));
    if let Some(family) = &facts.family {
        code.line(format!("family: server::Family::{},", known_family(family)));
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
    code.line(format!("..server::OperationInfo::of::<{}>(&SERVICE)", endpoint.request)).line("};");
}

/// The families of *API and event design* §4; other words are the contract's own.
fn known_family(family: &str) -> String {
    let known = ["command", "query", "calculation", "simulation", "admin", "repair", "bulk", "callback"];
    if known.contains(&family) { crate::plan::variant_name(family) } else { "Undeclared".to_owned() }
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
    format!("::std::time::Duration::from_secs({seconds})")
}

fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some({})", literal(text)))
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    format!("&[{}]", texts.join(", "))
}
