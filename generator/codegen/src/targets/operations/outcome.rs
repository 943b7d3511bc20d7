//! Outcome types.

use super::{bodies, described, parameter};
use crate::code::{Code, literal};
use crate::plan::{Carried, Content, Operation, Response, Status, Use, is_lopsided};
use crate::print::Scope;
use crate::targets::docs;
use std::collections::BTreeMap;

pub(super) fn print(operation: &Operation, scope: &mut Scope<'_>, code: &mut Code) {
    declaration(operation, scope, code);
    inherent(operation, scope, code);
    code.line(format!("impl http::Outcome for {} {{", operation.outcome));
    let mut media_types: Vec<&str> = Vec::new();
    for content in contents(operation).filter(|content| !content.media_type.is_empty()) {
        if !media_types.contains(&content.media_type.as_str()) {
            media_types.push(&content.media_type);
        }
    }
    let media_types: Vec<String> = media_types.into_iter().map(literal).collect();
    code.line(format!("const MEDIA_TYPES: &'static [&'static str] = &[{}];", media_types.join(", ")));
    status(operation, code);
    write(operation, scope, code);
    read(operation, code);
    code.line("}");
}

fn contents(operation: &Operation) -> impl Iterator<Item = &Content> {
    operation.responses.iter().filter_map(|response| response.content.as_ref())
}

fn declaration(operation: &Operation, scope: &mut Scope<'_>, code: &mut Code) {
    code.docs(&format!("What [`{}`] ends with.", operation.name));
    if is_lopsided(scope.atlas.plan, operation) {
        code.line("#[allow(clippy::large_enum_variant, reason = \"there is one for each call\")]");
    }
    code.line("#[derive(Clone, Debug, PartialEq)]").line("#[non_exhaustive]");
    code.line(format!("pub enum {} {{", operation.outcome));
    for response in &operation.responses {
        code.docs(&variant_docs(response));
        variant(response, scope, code);
    }
    code.docs("What the contract does not declare, as it was answered.");
    code.line("Unexpected(http::Unexpected),").line("}");
}

fn variant_docs(response: &Response) -> String {
    let media_type = response.content.as_ref().map_or("", |content| content.media_type.as_str());
    let key = format!("{} {media_type}", response.status.text());
    let text = response.docs.text.as_deref().unwrap_or_default();
    let text = format!("`{}`: {text}", key.trim());
    let codes: Vec<String> = response.codes.iter().map(|code| format!("`{code}`")).collect();
    let codes = if codes.is_empty() { String::new() } else { format!("\n\nCodes: {}.", codes.join(", ")) };
    docs::in_member(&format!("{}{codes}", text.trim_end_matches([':', ' '])))
}

/// True if the variant is the body alone.
fn is_tuple(response: &Response) -> bool {
    response.headers.is_empty() && matches!(response.status, Status::Exactly(_)) && response.content.is_some()
}

fn is_unit(response: &Response) -> bool {
    response.headers.is_empty() && matches!(response.status, Status::Exactly(_)) && response.content.is_none()
}

fn variant(response: &Response, scope: &mut Scope<'_>, code: &mut Code) {
    let name = &response.variant;
    let body = response.content.as_ref().map(|content| bodies::carried_type(content, scope));
    if is_unit(response) {
        code.line(format!("{name},"));
        return;
    }
    if let (true, Some(body)) = (is_tuple(response), &body) {
        code.line(format!("{name}({body}),"));
        return;
    }
    code.line(format!("{name} {{"));
    if !matches!(response.status, Status::Exactly(_)) {
        code.docs("The status itself.").line("status: http::StatusCode,");
    }
    for header in &response.headers {
        described(&header.docs, &header.wire, code);
        code.line(format!("{}: {},", header.field, parameter::field_type(header, scope)));
    }
    if let Some(body) = body {
        code.docs("What it carries.").line(format!("body: {body},"));
    }
    code.line("},");
}

/// Constants of headers, and what errors have in common.
fn inherent(operation: &Operation, scope: &mut Scope<'_>, code: &mut Code) {
    let mut constants = BTreeMap::new();
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        constants.entry(&header.constant).or_insert_with(|| parameter::constant(header, scope));
    }
    let problems = problems(operation);
    if constants.is_empty() && problems.is_none() {
        return;
    }
    code.line(format!("impl {} {{", operation.outcome));
    for constant in constants.values() {
        code.line(constant);
    }
    if let Some((content, variants)) = problems {
        let ty = bodies::carried_type(content, scope);
        code.docs("The problem, whatever its status, if it ended with one: its code is what to branch on.");
        code.line("#[must_use]").line(format!("pub fn problem(&self) -> Option<&{ty}> {{")).line("match self {");
        code.line(format!("{} => Some(body),", variants.join(" | "))).line("_ => None,").line("}").line("}");
    }
    code.line("}");
}

/// The answers that carry a problem, if all problems are of one type.
fn problems(operation: &Operation) -> Option<(&Content, Vec<String>)> {
    let carried = |response: &Response| -> Option<Option<Use>> {
        match &response.content.as_ref()?.carried {
            Carried::Problem(used) => Some(used.clone()),
            _ => None,
        }
    };
    let found: Vec<&Response> = operation.responses.iter().filter(|response| carried(response).is_some()).collect();
    let first = found.first()?;
    let is_same = found.iter().all(|response| carried(response) == carried(first));
    let pattern = |response: &&Response| match is_tuple(response) {
        true => format!("Self::{}(body)", response.variant),
        false => format!("Self::{} {{ body, .. }}", response.variant),
    };
    is_same.then(|| (first.content.as_ref().expect("it carries a problem"), found.iter().map(pattern).collect()))
}

fn status(operation: &Operation, code: &mut Code) {
    let mut arms = Arms::default();
    for response in &operation.responses {
        let name = &response.variant;
        let fields = match (is_unit(response), is_tuple(response)) {
            (true, _) => "",
            (_, true) => "(_)",
            _ => " { .. }",
        };
        match response.status {
            Status::Exactly(status) => {
                let constant = Status::name(status).map(|name| format!("http::StatusCode::{name}"));
                let status = constant.unwrap_or_else(|| format!("http::status({status})"));
                arms.add(String::new(), format!("Self::{name}{fields}"), status);
            }
            _ => arms.add(String::new(), format!("Self::{name} {{ status, .. }}"), "*status".to_owned()),
        }
    }
    code.line("fn status(&self) -> http::StatusCode {").line("match self {");
    arms.print(code);
    code.line("Self::Unexpected(answer) => answer.status,").line("}").line("}");
}

fn write(operation: &Operation, scope: &mut Scope<'_>, code: &mut Code) {
    let mut arms = Arms::default();
    for response in &operation.responses {
        let ty = response.content.as_ref().map(|content| bodies::carried_type(content, scope)).unwrap_or_default();
        let types: Vec<String> = response.headers.iter().map(|header| parameter::field_type(header, scope)).collect();
        let (pattern, value) = written(response);
        arms.add(format!("{ty} {}", types.join(" ")), pattern, value);
    }
    code.line("fn write(&self, answer: &mut http::AnswerWriter) {").line("match self {");
    arms.print(code);
    code.line("Self::Unexpected(unexpected) => answer.as_it_is(unexpected),").line("}").line("}");
}

/// The pattern of an answer, and how it is written.
fn written(response: &Response) -> (String, String) {
    let name = &response.variant;
    let body = response.content.as_ref().map(|content| bodies::write_one("answer", content, "body"));
    if is_unit(response) {
        return (format!("Self::{name}"), "{}".to_owned());
    }
    if let (true, Some(body)) = (is_tuple(response), &body) {
        return (format!("Self::{name}(body)"), body.clone());
    }
    let fields = response.headers.iter().map(|header| header.field.as_str()).chain(body.as_ref().map(|_| "body"));
    let mut fields: Vec<&str> = fields.collect();
    if !matches!(response.status, Status::Exactly(_)) {
        fields.push("..");
    }
    let headers = response.headers.iter().map(|header| match header.required {
        true => format!("answer.put(&Self::{}, {});", header.constant, header.field),
        false => format!("answer.put_optional(&Self::{}, {}.as_ref());", header.constant, header.field),
    });
    let lines: String = headers.chain(body.map(|body| format!("{body};"))).collect();
    (format!("Self::{name} {{ {} }}", fields.join(", ")), format!("{{ {lines} }}"))
}

/// Arms of a `match`: patterns with the same types and the same value are one.
#[derive(Default)]
struct Arms(Vec<(String, Vec<String>, String)>);

impl Arms {
    fn add(&mut self, types: String, pattern: String, value: String) {
        match self.0.iter_mut().find(|arm| arm.0 == types && arm.2 == value) {
            Some((_, patterns, _)) => patterns.push(pattern),
            None => self.0.push((types, vec![pattern], value)),
        }
    }

    fn print(&self, code: &mut Code) {
        for (_, patterns, value) in &self.0 {
            code.line(format!("{} => {value},", patterns.join(" | ")));
        }
    }
}

fn read(operation: &Operation, code: &mut Code) {
    code.line("fn read(answer: &mut http::AnswerReader<'_>) -> Option<Self> {").line("match answer.status() {");
    let mut is_total = false;
    for response in &operation.responses {
        let status = match response.status {
            Status::Exactly(status) => status.to_string(),
            Status::Range(first) => format!("{first}00..={first}99"),
            Status::Default => "_".to_owned(),
        };
        let media_type =
            response.content.as_ref().map(|content| content.media_type.as_str()).filter(|it| !it.is_empty());
        let guard = media_type.map(|media_type| format!(" if answer.is({})", literal(media_type))).unwrap_or_default();
        is_total |= guard.is_empty() && status == "_";
        code.line(format!("{status}{guard} => {}", read_one(response)));
    }
    if !is_total {
        code.line("_ => Some(Self::Unexpected(answer.unexpected())),");
    }
    code.line("}").line("}");
}

fn read_one(response: &Response) -> String {
    let name = &response.variant;
    let body = response.content.as_ref().map(|content| match &content.carried {
        Carried::Text(_) => "answer.text()",
        Carried::Raw => "answer.raw()",
        Carried::Multipart => "answer.multipart()",
        Carried::Bytes | Carried::Form(..) => "answer.bytes()",
        Carried::Json(_) | Carried::Problem(_) | Carried::PlainProblem => "answer.json()",
    });
    match body {
        None if is_unit(response) => format!("Some(Self::{name}),"),
        Some(body) if is_tuple(response) => format!("{body}.map(Self::{name}),"),
        _ => {
            let mut out = String::from("{\n");
            let mut fields = Vec::new();
            if !matches!(response.status, Status::Exactly(_)) {
                fields.push("status: answer.status_code()".to_owned());
            }
            for header in &response.headers {
                let read = if header.required { "required" } else { "optional" };
                out.push_str(&format!("let {} = answer.{read}(&Self::{});\n", header.field, header.constant));
                fields.push(format!("{0}: {0}?", header.field));
            }
            if let Some(body) = body {
                out.push_str(&format!("let body = {body};\n"));
                fields.push("body: body?".to_owned());
            }
            out.push_str(&format!("Some(Self::{name} {{ {} }})\n}}", fields.join(", ")));
            out
        }
    }
}
