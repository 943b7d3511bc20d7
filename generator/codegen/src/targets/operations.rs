//! Operations: a request type, an outcome type, and how both stand in HTTP.

mod bodies;
mod outcome;
mod parameter;
mod request;
mod security;

use super::docs;
use crate::code::{Code, literal};
use crate::plan::{Docs, ErrorCodes, Operation, Service};
use crate::print::Scope;
use security::Shared;

/// Prints the operations of a service.
pub(crate) fn print(service: &Service, scope: &mut Scope<'_>, code: &mut Code) {
    for operation in &service.operations {
        scope.own(&*operation.name);
        scope.own(&*operation.outcome);
        if let Some(body) = operation.body.as_ref().and_then(|body| body.name.as_ref()) {
            scope.own(&**body);
        }
    }
    if let Some(codes) = &service.codes {
        scope.own("ErrorCode");
        error_codes(codes, code);
    }
    scope.runtime("http");
    let security = Shared::of(service);
    security.print(code);
    code.cut();
    for operation in &service.operations {
        request::print(operation, &security, scope, code);
        bodies::print(operation, scope, code);
        outcome::print(operation, scope, code);
        code.cut();
    }
}

/// What an operation is and where it comes from; `clean` wraps it for where it stands.
pub(super) fn documentation(operation: &Operation, clean: fn(&str) -> String) -> String {
    let mut parts = Vec::new();
    parts.extend(operation.docs.title.as_deref().map(|title| sentence(&clean(title))));
    parts.extend(operation.docs.text.as_deref().map(clean));
    parts.push(format!("`{} {}`", operation.method, operation.path));
    parts.extend(operation.docs.source.as_ref().map(|source| format!("Source: `{source}`")));
    parts.join("\n\n")
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', ':']) { text.to_owned() } else { format!("{text}.") }
}

/// The comment of a field and its attributes. Where it stands is known from the operation.
pub(super) fn described(docs: &Docs, wire: &str, code: &mut Code) {
    code.docs(&docs::of_member(docs, wire));
    super::dto::deprecation(docs, code);
}

fn error_codes(codes: &ErrorCodes, code: &mut Code) {
    code.docs("The codes of this service's errors. A code that this version of the contract does not know is kept.");
    code.line("#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]").line("#[non_exhaustive]");
    code.line("pub enum ErrorCode {");
    for it in &codes.values {
        let title = it.title.iter().map(|title| format!(": {title}"));
        code.docs(&docs::in_member(&format!("`{}`{}", it.code, title.collect::<String>())));
        code.line(format!("{},", it.name));
    }
    code.docs("Another code, or none.").line("Unknown(String),").line("}");
    code.line("impl http::ErrorCode for ErrorCode {");
    code.line(format!("const MEMBER: &'static str = {};", literal(&codes.member)));
    code.line("fn of(text: &str) -> Self {").line("match text {");
    for it in &codes.values {
        code.line(format!("{} => Self::{},", literal(&it.code), it.name));
    }
    code.line("other => Self::Unknown(other.to_owned()),").line("}").line("}");
    code.line("fn as_str(&self) -> &str {").line("match self {");
    for it in &codes.values {
        code.line(format!("Self::{} => {},", it.name, literal(&it.code)));
    }
    code.line("Self::Unknown(text) => text,").line("}").line("}").line("}");
}
