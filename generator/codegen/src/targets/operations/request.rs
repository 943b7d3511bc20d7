//! Request types.

use super::security::Shared;
use super::{bodies, described, documentation, parameter};
use crate::code::{Code, literal};
use crate::plan::{Header, Operation, Repeat, Value};
use crate::print::Scope;

pub(super) fn print(operation: &Operation, security: &Shared<'_>, scope: &mut Scope<'_>, code: &mut Code) {
    code.docs(&documentation(operation, super::super::docs::escaped));
    super::super::dto::deprecation(&operation.docs, code);
    let has_required =
        operation.parameters.iter().any(|it| it.required) || operation.body.as_ref().is_some_and(|it| it.required);
    let default = if has_required { "" } else { ", Default" };
    code.line(format!("#[derive(Clone, Debug, PartialEq{default})]"));
    code.line(format!("pub struct {} {{", operation.name));
    for it in &operation.parameters {
        described(&it.docs, &it.wire, code);
        code.line(format!("pub {}: {},", it.field, parameter::field_type(it, scope)));
    }
    if let Some(body) = &operation.body {
        described(&body.docs, "body", code);
        code.line(format!("pub body: {},", bodies::field_type(body, scope)));
    }
    code.line("}");
    inherent(operation, has_required, scope, code);
    implementation(operation, security, code);
}

/// Constants of parameters, and a constructor of what must be said.
fn inherent(operation: &Operation, has_required: bool, scope: &mut Scope<'_>, code: &mut Code) {
    let forms = operation.body.iter().flat_map(|body| bodies::forms(body, scope)).collect::<Vec<_>>();
    if operation.parameters.is_empty() && !has_required && forms.is_empty() {
        return;
    }
    code.line(format!("impl {} {{", operation.name));
    for it in &operation.parameters {
        code.line(parameter::constant(it, scope));
    }
    for form in forms {
        code.line(form);
    }
    if has_required {
        constructor(operation, scope, code);
    }
    code.line("}");
}

fn constructor(operation: &Operation, scope: &mut Scope<'_>, code: &mut Code) {
    let is_key = |value: &Value| *value == Value::Known(Header::IdempotencyKey);
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for it in &operation.parameters {
        fields.push(match (it.required, is_key(&it.value)) {
            (true, true) => format!("{}: http::IdempotencyKey::random()", it.field),
            (false, true) => format!("{}: Some(http::IdempotencyKey::random())", it.field),
            (true, false) => {
                arguments.push(format!("{}: {}", it.field, parameter::field_type(it, scope)));
                it.field.clone()
            }
            (false, false) => format!("{}: None", it.field),
        });
    }
    if let Some(body) = &operation.body {
        fields.push(if body.required { "body".to_owned() } else { "body: None".to_owned() });
        if body.required {
            arguments.push(format!("body: {}", bodies::field_type(body, scope)));
        }
    }
    let key = operation.parameters.iter().any(|it| is_key(&it.value));
    code.docs(match key {
        true => "With what must be said, and an idempotency key of its own.",
        false => "With what must be said.",
    });
    if arguments.len() > 7 {
        code.line("#[allow(clippy::too_many_arguments, reason = \"the contract asks for all of them\")]");
    }
    code.line("#[must_use]").line(format!("pub fn new({}) -> Self {{", arguments.join(", ")));
    code.line(format!("Self {{ {} }}", fields.join(", "))).line("}");
}

fn implementation(operation: &Operation, security: &Shared<'_>, code: &mut Code) {
    code.line(format!("impl http::Operation for {} {{", operation.name));
    code.line(format!("const ID: &'static str = {};", literal(&operation.id)));
    code.line(format!("const METHOD: http::Method = http::Method::{};", operation.method));
    code.line(format!("const PATH: &'static str = {};", literal(&operation.path)));
    match &operation.repeat {
        Repeat::Safe => code.line("const REPEAT: http::Repeat = http::Repeat::Safe;"),
        Repeat::Idempotent => code.line("const REPEAT: http::Repeat = http::Repeat::Idempotent;"),
        Repeat::Keyed(name) => {
            code.line(format!("const REPEAT: http::Repeat = http::Repeat::Keyed({});", literal(name)))
        }
        Repeat::Never => code,
    };
    if !operation.security.is_empty() {
        let needs = security.said(&operation.security);
        code.line(format!("const SECURITY: &'static [&'static [http::Need]] = {needs};"));
    }
    code.line(format!("type Outcome = {};", operation.outcome));
    write(operation, code);
    read(operation, code);
    code.line("}");
}

fn write(operation: &Operation, code: &mut Code) {
    let unused = operation.parameters.is_empty() && operation.body.is_none();
    code.line(format!("fn write(&self, {}: &mut http::RequestWriter) {{", if unused { "_request" } else { "request" }));
    for it in &operation.parameters {
        code.line(match it.required {
            true => format!("request.put(&Self::{}, &self.{});", it.constant, it.field),
            false => format!("request.put_optional(&Self::{}, self.{}.as_ref());", it.constant, it.field),
        });
    }
    if let Some(body) = &operation.body {
        bodies::write(body, code);
    }
    code.line("}");
}

fn read(operation: &Operation, code: &mut Code) {
    let unused = operation.parameters.is_empty() && operation.body.is_none();
    code.line(format!(
        "fn read({}: &mut http::RequestReader<'_>) -> Option<Self> {{",
        if unused { "_request" } else { "request" }
    ));
    for it in &operation.parameters {
        let read = if it.required { "required" } else { "optional" };
        code.line(format!("let {} = request.{read}(&Self::{});", it.field, it.constant));
    }
    if let Some(body) = &operation.body {
        bodies::read(body, code);
    }
    let fields = operation.parameters.iter().map(|it| format!("{0}: {0}?", it.field));
    let body = operation.body.iter().map(|_| "body: body?".to_owned());
    code.line(format!("Some(Self {{ {} }})", fields.chain(body).collect::<Vec<_>>().join(", "))).line("}");
}
