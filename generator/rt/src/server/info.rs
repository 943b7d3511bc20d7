//! What a contract says about an operation beside its types: data that generated code prints as constants.

use super::Code;
use crate::http::{Need, Operation};
use std::time::Duration;

/// A service as its contract describes it.
#[derive(Debug)]
pub struct ServiceInfo {
    /// `info.title`.
    pub title: &'static str,
    /// `info.version`.
    pub version: &'static str,
    /// The path of its first server, such as `/quote-service/v1`; empty for the root.
    pub base_path: &'static str,
    /// The registered codes that its operations can answer with (API and event design §9).
    pub codes: &'static [Code],
    /// What the `type` of a problem starts with; the code follows in lower case. Empty for `about:blank`.
    pub problem_base: &'static str,
}

/// An operation as its contract describes it.
#[derive(Debug)]
pub struct OperationInfo {
    /// Its service.
    pub service: &'static ServiceInfo,
    /// `operationId`.
    pub id: &'static str,
    /// The path template.
    pub path: &'static str,
    /// What kind of endpoint it is: `x-api-family`.
    pub family: Family,
    /// Alternatives of security schemes with scopes; an empty alternative lets everybody in (OpenAPI 3.1.1 §4.8.30).
    pub security: &'static [&'static [Need]],
    /// Who may call it: `x-permission`.
    pub permission: Option<Permission>,
    /// How it is made safe to repeat: `x-idempotency`.
    pub idempotency: Option<IdempotencyPolicy>,
    /// How it guards the version that the caller saw: `x-version-guard`.
    pub version_guard: Option<VersionGuard>,
    /// The change of state that it asks for: `x-state-transition`.
    pub transition: Option<Transition>,
    /// How the work goes on after the answer: `x-async`.
    pub asynchronous: Option<Asynchronous>,
    /// The codes it can answer with, by status: `x-error-codes`.
    pub errors: &'static [(u16, &'static str)],
    /// The statuses it declares, as the contract writes them: `200`, `4XX` or `default`.
    pub statuses: &'static [&'static str],
    /// The media types of its request body; empty without one.
    pub consumes: &'static [&'static str],
    /// The media types of its successful answers; empty if they have no content.
    pub produces: &'static [&'static str],
}

impl OperationInfo {
    /// What the operation itself says; generated code adds what else its contract declares.
    pub const fn of<O: Operation>(service: &'static ServiceInfo) -> Self {
        Self {
            service,
            id: O::ID,
            path: O::PATH,
            family: Family::Undeclared,
            security: O::SECURITY,
            permission: None,
            idempotency: None,
            version_guard: None,
            transition: None,
            asynchronous: None,
            errors: &[],
            statuses: &[],
            consumes: &[],
            produces: &[],
        }
    }

    /// True if callers have to say who they are; an empty alternative lets everybody in.
    pub fn is_secured(&self) -> bool {
        !self.security.is_empty() && self.security.iter().all(|needs| !needs.is_empty())
    }

    /// True if it declares an answer with exactly this status.
    pub fn declares(&self, status: u16) -> bool {
        self.statuses.iter().any(|declared| declared.parse() == Ok(status))
    }

    /// True if it may answer with this status: by itself, by its range or by default.
    pub fn allows(&self, status: u16) -> bool {
        let range = |declared: &str| declared.len() == 3 && declared[1..].eq_ignore_ascii_case("xx");
        self.statuses.iter().any(|declared| match *declared {
            "default" => true,
            range_of if range(range_of) => range_of.starts_with(char::from(b'0' + (status / 100 % 10) as u8)),
            exact => exact.parse() == Ok(status),
        })
    }

    /// What idempotency keys are unique for beside the tenant: the command of the state machine, or the operation.
    pub fn command(&self) -> &'static str {
        self.transition.as_ref().map_or(self.id, |transition| transition.command)
    }
}

/// The kind of an endpoint (API and event design §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Changes state by intention.
    Command,
    /// Reads.
    Query,
    /// Computes and commits nothing.
    Calculation,
    /// Computes what would be.
    Simulation,
    /// Maintains reference data.
    Admin,
    /// Repairs what fell out.
    Repair,
    /// Works on many.
    Bulk,
    /// Another system reports back.
    Callback,
    /// The contract does not say.
    Undeclared,
}

/// Who may call an operation.
#[derive(Debug)]
pub struct Permission {
    /// The permission, such as `quote:approve`.
    pub name: &'static str,
    /// The kinds of actors that may hold it.
    pub actors: &'static [&'static str],
    /// Who must not, although permitted.
    pub separation_of_duties: Option<&'static str>,
}

/// How a command is made safe to repeat (API and event design §7).
#[derive(Debug)]
pub struct IdempotencyPolicy {
    /// The header that carries the key.
    pub header: &'static str,
    /// What a key is unique for.
    pub scope: &'static [&'static str],
    /// What must be equal in a repetition.
    pub fingerprint: &'static [&'static str],
    /// How long a key is kept.
    pub retention: Duration,
    /// True if a request without a key is refused.
    pub required: bool,
}

/// How a command guards the version that its caller saw (API and event design §8).
#[derive(Debug)]
pub struct VersionGuard {
    /// The header, `If-Match`.
    pub header: &'static str,
    /// The member of the body that repeats the version.
    pub body: Option<&'static str>,
    /// The status if the header is missing.
    pub missing: u16,
    /// The status if the header is stale.
    pub stale_header: u16,
    /// The status if the body is stale.
    pub stale_body: u16,
}

/// A change of state (API and event design §6).
#[derive(Debug)]
pub struct Transition {
    /// The state machine.
    pub machine: &'static str,
    /// The command.
    pub command: &'static str,
    /// The states it starts from; empty for a new entity.
    pub from: &'static [&'static str],
    /// The state it leads to.
    pub to: &'static str,
    /// What must hold, in the order in which it is asked.
    pub guards: &'static [&'static str],
    /// The facts that are published.
    pub emits: &'static [&'static str],
}

/// How work goes on after a 202 (API and event design §5).
#[derive(Debug)]
pub struct Asynchronous {
    /// The operation that tells how far it is.
    pub status_operation: &'static str,
    /// The member of its answer that says so.
    pub status_field: &'static str,
    /// The values of it that end the work.
    pub terminal_states: &'static [&'static str],
    /// How long to wait before asking again.
    pub poll_interval: Option<Duration>,
}
