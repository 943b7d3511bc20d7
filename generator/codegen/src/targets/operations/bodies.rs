//! What requests and answers carry.

use super::parameter;
use crate::code::{Code, literal};
use crate::plan::{Body, Carried, Content, Operation, is_lopsided_body};
use crate::print::Scope;

/// The type of what is carried.
pub(super) fn carried_type(content: &Content, scope: &mut Scope<'_>) -> String {
    match &content.carried {
        Carried::Json(used) | Carried::Text(used) | Carried::Form(used, _) => scope.ty(used),
        Carried::Problem(Some(used)) => format!("http::Problem<ErrorCode, {}>", scope.ty(used)),
        Carried::Problem(None) => "http::Problem<ErrorCode>".to_owned(),
        Carried::PlainProblem => "http::Rfc9457".to_owned(),
        Carried::Multipart => "http::Multipart".to_owned(),
        Carried::Bytes => "http::Bytes".to_owned(),
        Carried::Raw => "http::Raw".to_owned(),
    }
}

/// The type of a request's body.
pub(super) fn field_type(body: &Body, scope: &mut Scope<'_>) -> String {
    let ty = match &body.name {
        Some(name) => name.clone(),
        None => carried_type(&body.contents[0], scope),
    };
    if body.required { ty } else { format!("Option<{ty}>") }
}

/// The constants that say how fields of forms stand.
pub(super) fn forms(body: &Body, scope: &mut Scope<'_>) -> Vec<String> {
    let forms = body.contents.iter().filter_map(|content| match &content.carried {
        Carried::Form(_, fields) => Some(fields),
        _ => None,
    });
    let text = forms.map(|fields| {
        let fields: Vec<String> = fields.iter().map(|field| parameter::expression(field, scope)).collect();
        format!("const FORM: http::Form = http::Form(&[{}]);", fields.join(", "))
    });
    text.collect()
}

/// The enum of several media types.
pub(super) fn print(operation: &Operation, scope: &mut Scope<'_>, code: &mut Code) {
    let Some(body) = &operation.body else { return };
    let Some(name) = &body.name else { return };
    code.docs(&format!("What [`{}`] carries, by its media type.", operation.name));
    if is_lopsided_body(scope.atlas.plan, &body.contents) {
        code.line("#[allow(clippy::large_enum_variant, reason = \"there is one for each call\")]");
    }
    code.line("#[derive(Clone, Debug, PartialEq)]").line(format!("pub enum {name} {{"));
    for content in &body.contents {
        code.docs(&format!("`{}`", content.media_type));
        code.line(format!("{}({}),", content.variant, carried_type(content, scope)));
    }
    code.line("}");
}

/// Writes the body of a request.
pub(super) fn write(body: &Body, code: &mut Code) {
    let several = body.name.as_ref();
    let single = |value: &str| write_one("request", &body.contents[0], value);
    match (several, body.required) {
        (None, true) => drop(code.line(format!("{};", single("&self.body")))),
        (None, false) => drop(code.line(format!("if let Some(body) = &self.body {{ {}; }}", single("body")))),
        (Some(name), required) => {
            code.line(if required { "match &self.body {" } else { "match &self.body { None => {}" });
            for content in &body.contents {
                let pattern = format!("{name}::{}(body)", content.variant);
                let pattern = if required { pattern } else { format!("Some({pattern})") };
                code.line(format!("{pattern} => {},", write_one("request", content, "body")));
            }
            code.line("}");
        }
    }
}

/// The call that writes what is carried; `value` is a reference to it.
pub(super) fn write_one(writer: &str, content: &Content, value: &str) -> String {
    let media_type = literal(&content.media_type);
    match &content.carried {
        Carried::Json(_) | Carried::Problem(_) | Carried::PlainProblem => {
            format!("{writer}.json({media_type}, {value})")
        }
        Carried::Text(_) => format!("{writer}.text({media_type}, {value})"),
        Carried::Form(..) => format!("{writer}.form(&Self::FORM, {value})"),
        Carried::Multipart => format!("{writer}.multipart({value})"),
        Carried::Bytes => format!("{writer}.bytes({media_type}, {}.clone())", value.trim_start_matches('&')),
        Carried::Raw => format!("{writer}.raw({value})"),
    }
}

/// Reads the body of a request into `body`.
pub(super) fn read(body: &Body, code: &mut Code) {
    let read = match &body.name {
        None => read_one(&body.contents[0]),
        Some(name) => several(name, body),
    };
    code.line(match body.required {
        true => format!("let body = {read};"),
        false => format!("let body = if request.has_body() {{ {read}.map(Some) }} else {{ Some(None) }};"),
    });
}

fn several(name: &str, body: &Body) -> String {
    let mut out = String::from("match () {\n");
    for content in &body.contents {
        let guard = format!("() if request.is({})", literal(&content.media_type));
        out.push_str(&format!("{guard} => {}.map({name}::{}),\n", read_one(content), content.variant));
    }
    let media_types: Vec<String> = body.contents.iter().map(|content| literal(&content.media_type)).collect();
    out.push_str(&format!("() => request.no_body(&[{}]),\n}}", media_types.join(", ")));
    out
}

fn read_one(content: &Content) -> String {
    let media_type = literal(&content.media_type);
    match &content.carried {
        Carried::Json(_) | Carried::Problem(_) | Carried::PlainProblem => format!("request.json({media_type})"),
        Carried::Text(_) => format!("request.text({media_type})"),
        Carried::Form(..) => "request.form(&Self::FORM)".to_owned(),
        Carried::Multipart => "request.multipart()".to_owned(),
        Carried::Bytes => format!("request.bytes({media_type})"),
        Carried::Raw => "request.raw()".to_owned(),
    }
}
