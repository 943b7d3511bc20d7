//! Errors as RFC 9457 writes them.

use crate::{Invalid, Json, Members, Reader, Wire};
use std::fmt;
use std::ops::Deref;

/// A registered code of errors: an enum with a variant for each, and one for codes that this build does not know.
pub trait ErrorCode: Sized + Send + Sync {
    /// The member of the problem that holds the code, such as `errorCode`.
    const MEMBER: &'static str;

    /// The code with this text; one that is not known is kept.
    fn of(text: &str) -> Self;

    /// Its text.
    fn as_str(&self) -> &str;
}

/// A problem whose code is one of `Code`. What it carries is what the contract's schema says, or RFC 9457 where the
/// contract has no schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem<Code, Body = Rfc9457> {
    code: Code,
    body: Body,
}

impl<Code: ErrorCode, Body: Wire> Problem<Code, Body> {
    /// A problem; its code is what its body says.
    pub fn new(body: Body) -> Self {
        let code = match body.write() {
            Json::Object(members) => code(&members),
            _ => Code::of(""),
        };
        Self { code, body }
    }

    /// The code, to branch on.
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// What it carries.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// What it carries.
    pub fn into_body(self) -> Body {
        self.body
    }
}

fn code<Code: ErrorCode>(members: &Members) -> Code {
    match members.get(Code::MEMBER) {
        Some(Json::String(text)) => Code::of(text),
        _ => Code::of(""),
    }
}

impl<Code: ErrorCode, Body: Wire> From<Body> for Problem<Code, Body> {
    fn from(body: Body) -> Self {
        Self::new(body)
    }
}

impl<Code, Body> Deref for Problem<Code, Body> {
    type Target = Body;

    fn deref(&self) -> &Body {
        &self.body
    }
}

impl<Code: ErrorCode, Body: Wire> Wire for Problem<Code, Body> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        Body::read(json, reader).map(Self::new)
    }

    fn write(&self) -> Json {
        self.body.write()
    }

    fn validate(&self) -> Result<(), Invalid> {
        self.body.validate()
    }
}

impl<Code: ErrorCode, Body> fmt::Display for Problem<Code, Body> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl<Code: ErrorCode + fmt::Debug, Body: fmt::Debug> std::error::Error for Problem<Code, Body> {}

/// Problem details without a schema of their own (RFC 9457 §3).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rfc9457 {
    /// The kind of problem: a URI reference; absent means `about:blank`.
    pub r#type: Option<String>,
    /// What this kind of problem is called.
    pub title: Option<String>,
    /// The status, repeated.
    pub status: Option<u16>,
    /// What happened this time.
    pub detail: Option<String>,
    /// A URI reference of this occurrence.
    pub instance: Option<String>,
    /// All other members, and the five above where they are not of their type: RFC 9457 §3.1 has readers ignore those.
    pub extensions: Members,
}

impl Rfc9457 {
    /// A problem with a status and a title.
    pub fn new(status: u16, title: impl Into<String>) -> Self {
        Self { status: Some(status), title: Some(title.into()), ..Self::default() }
    }
}

impl Wire for Rfc9457 {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let Json::Object(members) = json else {
            return reader.fault("type", format!("must be an object, and is {}", json.type_name()));
        };
        let mut extensions = members.clone();
        let mut text = |name: &str| match extensions.get(name) {
            Some(Json::String(_)) => match extensions.shift_remove(name) {
                Some(Json::String(text)) => Some(text),
                _ => None,
            },
            _ => None,
        };
        let (r#type, title, detail, instance) = (text("type"), text("title"), text("detail"), text("instance"));
        let status = match members.get("status") {
            Some(number @ Json::Number(_)) => {
                std::str::from_utf8(&number.to_vec()).ok().and_then(|text| text.parse().ok())
            }
            _ => None,
        };
        if status.is_some() {
            extensions.shift_remove("status");
        }
        Some(Self { r#type, title, status, detail, instance, extensions })
    }

    fn write(&self) -> Json {
        let text = |text: &Option<String>| text.clone().map(Json::String);
        let status = self.status.map(|status| Json::parse(status.to_string().as_bytes()).expect("a number is JSON"));
        let known = [("type", text(&self.r#type)), ("title", text(&self.title)), ("status", status)];
        let known = known.into_iter().chain([("detail", text(&self.detail)), ("instance", text(&self.instance))]);
        let known = known.filter_map(|(name, json)| Some((name.to_owned(), json?)));
        Json::Object(known.chain(self.extensions.clone()).collect())
    }
}
