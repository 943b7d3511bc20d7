//! What operations, fields and variants are called.

use super::Planner;
use crate::plan::names::{field_name, free_name, type_name, variant_name};
use rustc_hash::FxHashSet;

/// The names of types that a module of operations has.
#[derive(Debug, Default)]
pub(super) struct Taken(FxHashSet<String>);

impl Taken {
    pub(super) fn types<const N: usize>(&mut self, names: [&str; N]) {
        self.0.extend(names.map(str::to_owned));
    }

    /// The first name that is free with everything made of it, else the last with a number.
    fn operation(&mut self, names: [String; 2]) -> String {
        let is_free =
            |name: &String| ["", "Outcome", "Body"].iter().all(|end| !self.0.contains(&format!("{name}{end}")));
        let name = free_name(names, is_free);
        self.0.extend(["", "Outcome", "Body"].map(|end| format!("{name}{end}")));
        name
    }
}

impl Planner<'_, '_> {
    /// The id and the name of an operation: its `operationId`, else method and path.
    pub(super) fn name(&mut self, operation: &stipula_model::Operation) -> (String, String) {
        let made = format!("{} {}", operation.method, operation.path.replace('{', " by "));
        let id = operation.id.clone().filter(|id| id.chars().any(char::is_alphanumeric));
        let name = type_name(id.as_deref().unwrap_or(&made));
        let chosen = self.taken.operation([name.clone(), type_name(&made)]);
        if chosen != name {
            let id = id.as_deref().unwrap_or(&made);
            self.assumed(
                operation.at,
                format!("`{id}` names another operation as well; this one is called `{chosen}`"),
            );
        }
        (id.unwrap_or_else(|| field_name(&chosen)), chosen)
    }
}

/// Names of fields that are taken, of one type.
#[derive(Debug, Default)]
pub(super) struct Fields(FxHashSet<String>);

impl Fields {
    pub(super) fn with(names: &[&str]) -> Self {
        Self(names.iter().map(|name| (*name).to_owned()).collect())
    }

    /// A name for what the contract calls `wire`; `place` comes first where the name alone is taken.
    pub(super) fn take(&mut self, wire: &str, place: &str) -> String {
        // `ETag` is one word.
        let own = if wire.eq_ignore_ascii_case("etag") { "etag".to_owned() } else { field_name(wire) };
        let longer = field_name(&format!("{place} {wire}"));
        free_name([own, longer], |name| self.0.insert(name.clone()))
    }
}

/// For which statuses a response stands (OpenAPI 3.1.1 §4.8.16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One.
    Exactly(u16),
    /// A hundred of them, by its first digit.
    Range(u8),
    /// All that are not named.
    Default,
}

impl Status {
    /// Reads `200`, `4XX` or `default`.
    pub fn of(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        match text.as_bytes() {
            [first @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Some(Self::Range(first - b'0')),
            _ => text.parse().ok().filter(|status| (100..=999).contains(status)).map(Self::Exactly),
        }
    }

    /// The name of its variant: the reason phrase of RFC 9110 §15 where there is one.
    pub fn variant(self) -> String {
        match self {
            Self::Default => "Default".to_owned(),
            Self::Range(1) => "Informational".to_owned(),
            Self::Range(2) => "Success".to_owned(),
            Self::Range(3) => "Redirection".to_owned(),
            Self::Range(4) => "ClientError".to_owned(),
            Self::Range(_) => "ServerError".to_owned(),
            Self::Exactly(status) => match Self::name(status) {
                Some(name) => variant_name(&name.to_ascii_lowercase()),
                None => format!("Status{status}"),
            },
        }
    }

    /// The constant of `http::StatusCode` for a status.
    pub fn name(status: u16) -> Option<&'static str> {
        let named = NAMES.binary_search_by_key(&status, |(number, _)| *number);
        named.ok().map(|n| NAMES[n].1)
    }

    /// How the contract writes it.
    pub fn text(self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            Self::Range(first) => format!("{first}XX"),
            Self::Exactly(status) => status.to_string(),
        }
    }
}

/// The statuses that the crate `http` has constants for.
const NAMES: [(u16, &str); 60] = [
    (100, "CONTINUE"),
    (101, "SWITCHING_PROTOCOLS"),
    (102, "PROCESSING"),
    (200, "OK"),
    (201, "CREATED"),
    (202, "ACCEPTED"),
    (203, "NON_AUTHORITATIVE_INFORMATION"),
    (204, "NO_CONTENT"),
    (205, "RESET_CONTENT"),
    (206, "PARTIAL_CONTENT"),
    (207, "MULTI_STATUS"),
    (208, "ALREADY_REPORTED"),
    (226, "IM_USED"),
    (300, "MULTIPLE_CHOICES"),
    (301, "MOVED_PERMANENTLY"),
    (302, "FOUND"),
    (303, "SEE_OTHER"),
    (304, "NOT_MODIFIED"),
    (305, "USE_PROXY"),
    (307, "TEMPORARY_REDIRECT"),
    (308, "PERMANENT_REDIRECT"),
    (400, "BAD_REQUEST"),
    (401, "UNAUTHORIZED"),
    (402, "PAYMENT_REQUIRED"),
    (403, "FORBIDDEN"),
    (404, "NOT_FOUND"),
    (405, "METHOD_NOT_ALLOWED"),
    (406, "NOT_ACCEPTABLE"),
    (407, "PROXY_AUTHENTICATION_REQUIRED"),
    (408, "REQUEST_TIMEOUT"),
    (409, "CONFLICT"),
    (410, "GONE"),
    (411, "LENGTH_REQUIRED"),
    (412, "PRECONDITION_FAILED"),
    (413, "PAYLOAD_TOO_LARGE"),
    (414, "URI_TOO_LONG"),
    (415, "UNSUPPORTED_MEDIA_TYPE"),
    (416, "RANGE_NOT_SATISFIABLE"),
    (417, "EXPECTATION_FAILED"),
    (418, "IM_A_TEAPOT"),
    (421, "MISDIRECTED_REQUEST"),
    (422, "UNPROCESSABLE_ENTITY"),
    (423, "LOCKED"),
    (424, "FAILED_DEPENDENCY"),
    (425, "TOO_EARLY"),
    (426, "UPGRADE_REQUIRED"),
    (428, "PRECONDITION_REQUIRED"),
    (429, "TOO_MANY_REQUESTS"),
    (431, "REQUEST_HEADER_FIELDS_TOO_LARGE"),
    (451, "UNAVAILABLE_FOR_LEGAL_REASONS"),
    (500, "INTERNAL_SERVER_ERROR"),
    (501, "NOT_IMPLEMENTED"),
    (502, "BAD_GATEWAY"),
    (503, "SERVICE_UNAVAILABLE"),
    (504, "GATEWAY_TIMEOUT"),
    (505, "HTTP_VERSION_NOT_SUPPORTED"),
    (506, "VARIANT_ALSO_NEGOTIATES"),
    (507, "INSUFFICIENT_STORAGE"),
    (508, "LOOP_DETECTED"),
    (511, "NETWORK_AUTHENTICATION_REQUIRED"),
];
