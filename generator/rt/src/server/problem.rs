//! Refusals as problem details (RFC 9457).

use super::{Call, Code, OperationInfo, Reason, Refusal, ServiceInfo};
use crate::http::{Answer, HeaderValue, Location, Place, StatusCode, Violation, header};
use crate::{Json, Members};
use std::sync::Arc;

/// Makes an answer of a refusal.
pub type Render = dyn Fn(&Refusal, &Call) -> Answer + Send + Sync;

/// How refusals are written.
#[derive(Clone, Default)]
pub enum Problems {
    /// With registered codes where the contract has them (API and event design §9.2), plainly otherwise.
    #[default]
    Declared,
    /// As RFC 9457 says: `type`, `title`, `status`, `detail`, `instance` and `errors`.
    Plain,
    /// By a function of the service, for contracts with errors of their own.
    Own(Arc<Render>),
}

impl std::fmt::Debug for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Declared => "Declared",
            Self::Plain => "Plain",
            Self::Own(_) => "Own",
        })
    }
}

impl Problems {
    /// The answer to a refused call.
    pub(super) fn answer(&self, refusal: &Refusal, call: &Call) -> Answer {
        let service = call.service;
        match self {
            Self::Own(render) => render(refusal, call),
            Self::Declared if !service.codes.is_empty() => registered(refusal, call),
            Self::Declared | Self::Plain => plain(refusal, call),
        }
    }
}

/// The status of a refusal: that of its code where the contract has one, else the one that the operation declares.
pub(super) fn status(refusal: &Refusal, call: &Call) -> StatusCode {
    let reason = refusal.reason();
    let declared = |status: u16| call.info.is_some_and(|info| info.declares(status));
    let guard = call.info.and_then(|info| info.version_guard.as_ref());
    let status = match (reason, guard, code(refusal, call)) {
        (Reason::GuardMissing, Some(guard), _) => guard.missing,
        (Reason::Stale, Some(guard), None) => guard.stale_header,
        (Reason::Timeout, _, _) if declared(504) => 504,
        (_, _, Some((code, true))) => code.status,
        (Reason::Invalid, _, _) => [422, 400].into_iter().find(|status| declared(*status)).unwrap_or(400),
        _ => reason.status().as_u16(),
    };
    StatusCode::from_u16(status).unwrap_or(reason.status())
}

/// The code of a refusal, and whether the operation declares it (for one that no operation is called by: it is not).
///
/// The closed registry has none for what HTTP itself refuses (405, 415, …): those carry the code of invalid requests.
fn code(refusal: &Refusal, call: &Call) -> Option<(&'static Code, bool)> {
    let reason = refusal.reason();
    let name = refusal.parts().code.unwrap_or(reason.code());
    let find = |name: &str| call.service.codes.iter().find(|code| code.code == name);
    let http = matches!(
        reason,
        Reason::UriTooLong
            | Reason::HeadersTooLarge
            | Reason::MethodNotAllowed
            | Reason::NotAcceptable
            | Reason::UnsupportedMediaType
            | Reason::TooLarge
            | Reason::RequestTimeout
    );
    if let Some(code) = call.info.and_then(|info| declared(info, name, refusal, find)) {
        return Some((code, !http));
    }
    find(name).map(|code| (code, false))
}

/// The code that the operation declares: by name, or by category and status where its registry calls it otherwise.
fn declared(
    info: &'static OperationInfo,
    name: &str,
    refusal: &Refusal,
    find: impl Fn(&str) -> Option<&'static Code>,
) -> Option<&'static Code> {
    let names = || info.errors.iter().map(|(_, name)| *name);
    if let Some(name) = names().find(|at| *at == name) {
        return find(name);
    }
    let reason = refusal.reason();
    let fits = |code: &&Code| code.category == reason.category() && code.status == reason.status().as_u16();
    names().filter_map(&find).find(fits)
}

/// A problem with a registered code.
fn registered(refusal: &Refusal, call: &Call) -> Answer {
    let Some((code, _)) = code(refusal, call) else { return plain(refusal, call) };
    let (status, parts) = (status(refusal, call), refusal.parts());
    let mut problem = Members::new();
    problem.insert("type".into(), Json::String(problem_type(call.service, code)));
    problem.insert("title".into(), text(code.title, 120));
    problem.insert("status".into(), number(status));
    problem.extend(instance(call));
    problem.insert("errorCode".into(), text(code.code, 64));
    problem.insert("category".into(), text(code.category.name(), 64));
    problem.insert("message".into(), text(&parts.message, 500));
    problem.insert("correlationId".into(), text(&call.correlation_id, 128));
    problem.insert("remediation".into(), text(code.remediation, 500));
    problem.extend(parts.members.clone());
    if !parts.violations.is_empty() {
        let violations = parts.violations.iter().take(100).map(violation).collect();
        problem.insert("violations".into(), Json::Array(violations));
    }
    answer(status, problem, refusal)
}

/// The page of a code: `QUOTE_EXPIRED` is `…/quote-expired`.
fn problem_type(service: &ServiceInfo, code: &Code) -> String {
    match service.problem_base {
        "" => "about:blank".to_owned(),
        base => format!("{base}{}", code.code.to_ascii_lowercase().replace('_', "-")),
    }
}

fn violation(violation: &Violation) -> Json {
    let mut members = Members::new();
    members.insert("code".into(), Json::String(fault_code(violation.fault.keyword)));
    let message = match &violation.place {
        Place::Body => violation.fault.message.clone(),
        place @ Place::Parameter(..) => format!("{place}: {}", violation.fault.message),
    };
    members.insert("message".into(), text(&message, 500));
    members.insert("severity".into(), text("ERROR", 5));
    if violation.place == Place::Body && violation.fault.pointer.len() <= 512 {
        members.insert("pointer".into(), Json::String(violation.fault.pointer.clone()));
    }
    Json::Object(members)
}

/// The code of a keyword: `FIELD_REQUIRED`, `PATTERN_MISMATCH`, and `MAX_LENGTH` for `maxLength`.
fn fault_code(keyword: &str) -> String {
    match keyword {
        "required" => "FIELD_REQUIRED".to_owned(),
        "pattern" => "PATTERN_MISMATCH".to_owned(),
        "additionalProperties" | "unevaluatedProperties" => "FIELD_UNKNOWN".to_owned(),
        "if" | "then" | "else" | "not" => "CONDITION_NOT_MET".to_owned(),
        other => {
            let mut code = String::new();
            for letter in other.chars().filter(char::is_ascii_alphanumeric) {
                if letter.is_ascii_uppercase() {
                    code.push('_');
                }
                code.push(letter.to_ascii_uppercase());
            }
            code
        }
    }
}

/// A problem as RFC 9457 says, with every fault under `errors` (its §3.2 shows them so).
fn plain(refusal: &Refusal, call: &Call) -> Answer {
    let (status, parts) = (status(refusal, call), refusal.parts());
    let mut problem = Members::new();
    problem.insert("type".into(), text("about:blank", 64));
    problem.insert("title".into(), text(status.canonical_reason().unwrap_or("Error"), 120));
    problem.insert("status".into(), number(status));
    problem.insert("detail".into(), text(&parts.message, 500));
    problem.extend(instance(call));
    problem.extend(parts.members.clone());
    if !parts.violations.is_empty() {
        let errors = parts.violations.iter().take(100).map(error).collect();
        problem.insert("errors".into(), Json::Array(errors));
    }
    answer(status, problem, refusal)
}

fn error(violation: &Violation) -> Json {
    let mut members = Members::new();
    members.insert("detail".into(), text(&violation.fault.message, 500));
    members.insert("keyword".into(), text(violation.fault.keyword, 64));
    match &violation.place {
        Place::Body => {
            members.insert("pointer".into(), Json::String(format!("#{}", violation.fault.pointer)));
        }
        Place::Parameter(location, name) => {
            let location = match location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            };
            members.insert("in".into(), text(location, 6));
            members.insert("parameter".into(), text(name, 128));
        }
    }
    Json::Object(members)
}

/// The path that was called, unless it is too long to be told.
fn instance(call: &Call) -> Option<(String, Json)> {
    Some(call.instance()).filter(|path| path.len() <= 512).map(|path| ("instance".to_owned(), Json::String(path)))
}

fn answer(status: StatusCode, problem: Members, refusal: &Refusal) -> Answer {
    let mut headers = refusal.parts().headers.clone();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    Answer { status, headers, body: Json::Object(problem).to_vec().into() }
}

/// Text of at most this many characters: what a caller sent must not make a problem that its schema refuses.
fn text(text: &str, most: usize) -> Json {
    Json::String(text.chars().take(most).collect())
}

fn number(status: StatusCode) -> Json {
    Json::parse(status.as_str().as_bytes()).expect("three digits are JSON")
}
