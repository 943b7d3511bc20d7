//! What contracts say about HTTP operations beside their types: checks, keys, guards, codes.

use super::{ModuleId, Service, Types, variant_name};
use crate::{Input, Target};
use stipula_model::{Contract, Kind, MediaType, NodeRef, Operation, ParameterIn, SchemaId};
use stipula_source::Node;

/// The server of a service.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its module.
    pub module: ModuleId,
    /// The number of its service in [`crate::Plan::services`].
    pub service: usize,
    /// What the contract says of the service.
    pub facts: ServiceFacts,
    /// What the contract says of its operations, in their order.
    pub operations: Vec<OperationFacts>,
}

/// Plans a server for each service, where one is wished for.
pub(crate) fn all(types: &mut Types<'_>, services: &[Service]) -> Vec<Server> {
    let input = types.input;
    if !input.options.targets.contains(&Target::Server) {
        return Vec::new();
    }
    let servers = services.iter().enumerate().filter_map(|(n, service)| {
        let contract = input.model.contract_in(service.at.file)?;
        let of = |at: NodeRef| contract.operations.iter().find(|operation| operation.at == at);
        let operations = service.operations.iter().filter_map(|planned| Some(of_operation(&input, of(planned.at)?)));
        let operations: Vec<OperationFacts> = operations.collect();
        let facts = of_service(&input, contract);
        let path = [&service.parent[..], &["server".to_owned()]].concat();
        let module = types.module(&path, &format!("The server side of {}.", facts.title));
        Some(Server { module, service: n, facts, operations })
    });
    servers.collect()
}

/// A service.
#[derive(Debug, Clone, Default)]
pub struct ServiceFacts {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// The path of its first server; empty for the root.
    pub base_path: String,
    /// The registered codes that its operations name, in the order of the registry.
    pub codes: Vec<CodeFacts>,
    /// What the `type` of its problems starts with, as the examples of their schema say.
    pub problem_base: String,
}

/// A registered code.
#[derive(Debug, Clone)]
pub struct CodeFacts {
    /// The code.
    pub code: String,
    /// Its category, capitalised.
    pub category: String,
    /// Its status.
    pub status: u16,
    /// Its title.
    pub title: String,
    /// What a caller can do next.
    pub remediation: String,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct OperationFacts {
    /// The kind of endpoint: one of *API and event design* §4, capitalised.
    pub family: Option<String>,
    /// Who may enter.
    pub guard: Guard,
    /// `x-permission`
    pub permission: Option<PermissionFacts>,
    /// `x-idempotency`
    pub idempotency: Option<KeyFacts>,
    /// `x-version-guard`
    pub version_guard: Option<GuardFacts>,
    /// `x-state-transition`
    pub transition: Option<TransitionFacts>,
    /// `x-async`
    pub asynchronous: Option<AsyncFacts>,
    /// The codes that it can answer with, by status.
    pub errors: Vec<(u16, String)>,
    /// Its statuses, as the contract writes them.
    pub statuses: Vec<String>,
    /// The media types of its body.
    pub consumes: Vec<String>,
    /// The media types of its successful answers.
    pub produces: Vec<String>,
}

/// Who may enter an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Everybody.
    Public,
    /// Everybody, and who shows a credential is known.
    Optional,
    /// Who is known.
    Authenticated,
    /// Who is known and permitted.
    Permitted,
}

/// `x-permission`
#[derive(Debug, Clone)]
pub struct PermissionFacts {
    /// The permission.
    pub name: String,
    /// Who may hold it.
    pub actors: Vec<String>,
    /// Who must not, although permitted.
    pub separation_of_duties: Option<String>,
}

/// `x-idempotency`
#[derive(Debug, Clone)]
pub struct KeyFacts {
    /// The header that carries the key.
    pub header: String,
    /// What a key is unique for.
    pub scope: Vec<String>,
    /// What must be equal in a repetition.
    pub fingerprint: Vec<String>,
    /// How long a key is kept, in seconds.
    pub retention: u64,
    /// True if the key must be sent.
    pub required: bool,
}

/// `x-version-guard`
#[derive(Debug, Clone)]
pub struct GuardFacts {
    /// The header.
    pub header: String,
    /// The member of the body that repeats the version.
    pub body: Option<String>,
    /// The statuses if the header is missing, the header is stale, the body is stale.
    pub statuses: [u16; 3],
}

/// `x-state-transition`
#[derive(Debug, Clone)]
pub struct TransitionFacts {
    /// The state machine.
    pub machine: String,
    /// The command.
    pub command: String,
    /// Where it starts.
    pub from: Vec<String>,
    /// Where it leads.
    pub to: String,
    /// What must hold.
    pub guards: Vec<String>,
    /// What is published.
    pub emits: Vec<String>,
}

/// `x-async`
#[derive(Debug, Clone)]
pub struct AsyncFacts {
    /// The operation that tells how far it is.
    pub status_operation: String,
    /// The member that says so.
    pub status_field: String,
    /// The values that end the work.
    pub terminal_states: Vec<String>,
    /// How long to wait before asking, in seconds.
    pub poll_interval: Option<u64>,
}

/// The facts of a service.
fn of_service(input: &Input<'_>, contract: &Contract) -> ServiceFacts {
    let root = contract.at.get(input.sources);
    ServiceFacts {
        title: contract.title.clone().unwrap_or_default(),
        version: contract.version.clone().unwrap_or_default(),
        base_path: base_path(root),
        codes: codes(input, contract),
        problem_base: problem_base(input, contract).unwrap_or_default(),
    }
}

/// The path of the first server without its host and its trailing `/`; a template has no fixed path.
fn base_path(root: Node<'_>) -> String {
    let url = root.get("servers").and_then(|servers| servers.items().next()).and_then(|server| server.get_str("url"));
    let url = url.unwrap_or_default();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    let path = path.trim_end_matches('/');
    if path.contains('{') || !path.starts_with('/') { String::new() } else { path.to_owned() }
}

fn codes(input: &Input<'_>, contract: &Contract) -> Vec<CodeFacts> {
    let named: Vec<(u16, String)> = contract.operations.iter().flat_map(|operation| named(input, operation)).collect();
    let mut codes = Vec::new();
    for registry in input.model.documents_of(Kind::ErrorCodes) {
        let Some(registered) = registry.get(input.sources).get("codes") else { continue };
        for (code, node) in registered.members().filter(|(code, _)| named.iter().any(|(_, named)| named == code)) {
            let text = |name: &str| node.get_str(name).unwrap_or_default().to_owned();
            let status = node.get("status").and_then(number).unwrap_or(500);
            let (category, title, remediation) = (variant_name(&text("category")), text("title"), text("remediation"));
            codes.push(CodeFacts { code: code.to_owned(), category, status, title, remediation });
        }
    }
    codes
}

/// What the `type` of problems starts with: the schema of the first declared problem shows a page, whose last segment is
/// a code.
fn problem_base(input: &Input<'_>, contract: &Contract) -> Option<String> {
    let content = contract.operations.iter().flat_map(|operation| &operation.responses).flat_map(|it| &it.content);
    let schema =
        content.filter(|content| content.name.starts_with("application/problem+json")).find_map(|it| it.schema)?;
    let kind = followed(input, schema).get(input.sources).get("properties")?.get("type")?;
    let page = kind.get("examples")?.items().next()?.as_str()?;
    page.rfind('/').map(|at| page[..=at].to_owned())
}

/// Where a schema leads that is nothing but a reference.
fn followed(input: &Input<'_>, mut schema: SchemaId) -> NodeRef {
    for _ in 0..16 {
        match input.model.schemas.get(schema).target {
            Some(target) => schema = target,
            None => break,
        }
    }
    input.model.schemas.get(schema).at
}

/// The families that the runtime knows; other words are the contract's own.
const FAMILIES: [&str; 8] = ["command", "query", "calculation", "simulation", "admin", "repair", "bulk", "callback"];

/// The facts of an operation.
fn of_operation(input: &Input<'_>, operation: &Operation) -> OperationFacts {
    let node = operation.at.get(input.sources);
    let permission = node.get("x-permission").and_then(permission);
    let idempotency = node.get("x-idempotency").map(|key| idempotency(key, operation));
    OperationFacts {
        family: node.get_str("x-api-family").filter(|family| FAMILIES.contains(family)).map(variant_name),
        guard: guard(operation, permission.is_some(), idempotency.is_some()),
        permission,
        idempotency,
        version_guard: node.get("x-version-guard").map(version_guard),
        transition: node.get("x-state-transition").and_then(transition),
        asynchronous: node.get("x-async").and_then(asynchronous),
        errors: errors(input, operation),
        statuses: operation.responses.iter().map(|response| response.status.clone()).collect(),
        consumes: operation.body.iter().flat_map(|body| names(&body.content)).collect(),
        produces: produces(operation),
    }
}

/// A permission is somebody's, and so is an idempotency key.
fn guard(operation: &Operation, permission: bool, key: bool) -> Guard {
    let secured = !operation.security.is_empty() && operation.security.iter().all(|uses| !uses.is_empty());
    match (permission, secured || key) {
        (true, _) => Guard::Permitted,
        (false, true) => Guard::Authenticated,
        _ if operation.security.iter().any(|uses| !uses.is_empty()) => Guard::Optional,
        _ => Guard::Public,
    }
}

fn permission(node: Node<'_>) -> Option<PermissionFacts> {
    Some(PermissionFacts {
        name: node.get_str("permission").or_else(|| node.as_str())?.to_owned(),
        actors: texts(node, "actors"),
        separation_of_duties: node.get_str("separationOfDuties").map(str::to_owned),
    })
}

fn idempotency(node: Node<'_>, operation: &Operation) -> KeyFacts {
    let header = node.get_str("header").unwrap_or("Idempotency-Key");
    let is_key = |name: &str| name.eq_ignore_ascii_case(header);
    let mut headers = operation.parameters.iter().filter(|parameter| parameter.location == ParameterIn::Header);
    let fingerprint = texts(node, "fingerprint");
    let everything = || ["method", "path", "body"].map(str::to_owned).to_vec();
    KeyFacts {
        header: header.to_owned(),
        scope: texts(node, "scope"),
        fingerprint: if fingerprint.is_empty() { everything() } else { fingerprint },
        retention: node.get_str("retention").and_then(seconds).unwrap_or(24 * 3600),
        required: headers.any(|parameter| is_key(&parameter.name) && parameter.required),
    }
}

fn version_guard(node: Node<'_>) -> GuardFacts {
    let status = |name: &str, otherwise: u16| node.get(name).and_then(number).unwrap_or(otherwise);
    GuardFacts {
        header: node.get_str("header").unwrap_or("If-Match").to_owned(),
        body: node.get_str("body").map(str::to_owned),
        statuses: [status("missing", 428), status("staleHeader", 412), status("staleBody", 409)],
    }
}

fn transition(node: Node<'_>) -> Option<TransitionFacts> {
    Some(TransitionFacts {
        machine: node.get_str("machine")?.to_owned(),
        command: node.get_str("command")?.to_owned(),
        from: texts(node, "from"),
        to: node.get_str("to").unwrap_or_default().to_owned(),
        guards: texts(node, "guards"),
        emits: texts(node, "emits"),
    })
}

fn asynchronous(node: Node<'_>) -> Option<AsyncFacts> {
    Some(AsyncFacts {
        status_operation: node.get_str("statusOperation")?.to_owned(),
        status_field: node.get_str("statusField").unwrap_or_default().to_owned(),
        terminal_states: texts(node, "terminalStates"),
        poll_interval: node.get_str("pollInterval").and_then(seconds),
    })
}

/// The codes of an operation with the statuses that carry them: where a response names its codes, that is its status.
fn errors(input: &Input<'_>, operation: &Operation) -> Vec<(u16, String)> {
    let mut errors = named(input, operation);
    errors.dedup();
    errors
}

fn named(input: &Input<'_>, operation: &Operation) -> Vec<(u16, String)> {
    let mut named = Vec::new();
    for response in &operation.responses {
        let Ok(status) = response.status.parse() else { continue };
        let codes = texts(response.at.get(input.sources), "x-error-codes");
        named.extend(codes.into_iter().map(|code| (status, code)));
    }
    for code in texts(operation.at.get(input.sources), "x-error-codes") {
        if named.iter().all(|(_, known)| *known != code) {
            let registered = input.model.documents_of(Kind::ErrorCodes);
            let mut statuses = registered
                .filter_map(|at| at.get(input.sources).get("codes")?.get(&code)?.get("status").and_then(number));
            named.push((statuses.next().unwrap_or(500), code));
        }
    }
    named
}

fn produces(operation: &Operation) -> Vec<String> {
    let successes = operation.responses.iter().filter(|response| response.status.starts_with('2'));
    let mut media_types: Vec<String> = Vec::new();
    for response in successes {
        // An answer without content suits everybody.
        if response.content.is_empty() {
            return Vec::new();
        }
        for name in names(&response.content) {
            if !media_types.contains(&name) {
                media_types.push(name);
            }
        }
    }
    media_types
}

fn names(content: &[MediaType]) -> impl Iterator<Item = String> + '_ {
    content.iter().map(|media_type| media_type.name.clone())
}

fn texts(node: Node<'_>, name: &str) -> Vec<String> {
    node.get(name).into_iter().flat_map(Node::items).filter_map(Node::as_str).map(str::to_owned).collect()
}

fn number(node: Node<'_>) -> Option<u16> {
    node.as_number()?.parse().ok()
}

/// A duration of ISO 8601 in seconds; a month has 30 days and a year 365.
fn seconds(text: &str) -> Option<u64> {
    let (mut total, mut count, mut in_time) = (0u64, String::new(), false);
    for letter in text.strip_prefix('P')?.chars() {
        match letter {
            'T' => in_time = true,
            '0'..='9' => count.push(letter),
            unit => {
                let length: u64 = match (unit, in_time) {
                    ('Y', false) => 365 * 86_400,
                    ('M', false) => 30 * 86_400,
                    ('W', false) => 7 * 86_400,
                    ('D', false) => 86_400,
                    ('H', true) => 3_600,
                    ('M', true) => 60,
                    ('S', true) => 1,
                    _ => return None,
                };
                total = total.checked_add(length.checked_mul(count.parse().ok()?)?)?;
                count.clear();
            }
        }
    }
    (count.is_empty() && total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn durations_are_seconds() {
        assert_eq!(seconds("P7D"), Some(7 * 86_400));
        assert_eq!(seconds("PT5S"), Some(5));
        assert_eq!(seconds("P1DT2H3M"), Some(86_400 + 2 * 3_600 + 180));
        for wrong in ["", "P", "7D", "P7", "PT7D", "P1.5D", "P99999999999999999999D"] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
