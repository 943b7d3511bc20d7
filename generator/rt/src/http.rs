//! What a client and a service share: an operation is one request type and one outcome type, and both go both ways.
//!
//! ```text
//!            write_request            read_request
//! Operation ─────────────► Request ─────────────► Operation        the client writes, the service reads
//! Outcome   ◄───────────── Answer  ◄───────────── Outcome          the service writes, the client reads
//!            read_answer              write_answer
//! ```
//!
//! A [`Parameter`] says once where and how a value stands in a request, and serves both directions.

mod answer;
mod body;
mod media;
mod parameter;
mod problem;
mod request;
mod style;
mod template;
mod values;

pub use answer::{Answer, AnswerReader, AnswerWriter, Misfit, Unexpected, read_answer, write_answer};
pub use body::{Form, Multipart, Part, Raw};
pub use bytes::Bytes;
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
pub use media::MediaType;
pub use parameter::{Location, Parameter, Shape, Style};
pub use problem::{ErrorCode, Problem, Rfc9457};
pub use request::{Place, Rejection, Request, RequestReader, RequestWriter, Violation, read_request, write_request};
pub use template::Template;
pub use values::{ETag, IdempotencyKey, IfMatch, RetryAfter};

/// An HTTP operation: the type that implements it is its request (OpenAPI 3.1.1 §4.8.10).
pub trait Operation: Sized + Send + Sync {
    /// Its `operationId`, or a name made of method and path.
    const ID: &'static str;
    /// Its method.
    const METHOD: Method;
    /// The template of its path, below the server's URL (OpenAPI 3.1.1 §4.8.8).
    const PATH: &'static str;
    /// Whether it may be sent again when it is unknown what became of it.
    const REPEAT: Repeat = Repeat::Never;
    /// Alternatives of what a caller has to show; empty if anybody may call.
    const SECURITY: &'static [&'static [Need]] = &[];
    /// What it can end with.
    type Outcome: Outcome;

    /// Writes parameters and body.
    fn write(&self, request: &mut RequestWriter);

    /// Reads parameters and body. Faults are noted in the reader; what it returns counts only if there are none.
    fn read(request: &mut RequestReader<'_>) -> Option<Self>;
}

/// What an operation can end with: a variant for each declared status and media type (OpenAPI 3.1.1 §4.8.16).
pub trait Outcome: Sized + Send {
    /// The media types that it can carry, in the order of the contract.
    const MEDIA_TYPES: &'static [&'static str];

    /// The status.
    fn status(&self) -> StatusCode;

    /// Writes headers and body; the status is taken from [`Outcome::status`].
    fn write(&self, answer: &mut AnswerWriter);

    /// Reads an answer by its status, then its media type. What the contract does not declare is read as it is.
    fn read(answer: &mut AnswerReader<'_>) -> Option<Self>;
}

/// Whether a request may be sent again when nobody knows what became of it (API and event design §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Its method is safe: nothing changes (RFC 9110 §9.2.1).
    Safe,
    /// Its method is idempotent: twice is as good as once (RFC 9110 §9.2.2).
    Idempotent,
    /// The service recognises a repeated request by the key in this header, where it is sent.
    Keyed(&'static str),
    /// Sending it again may do it again.
    Never,
}

/// One thing that a caller has to show (OpenAPI 3.1.1 §4.8.30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The name of the security scheme.
    pub scheme: &'static str,
    /// How it is shown.
    pub shown: Shown,
    /// The scopes or roles that it must have.
    pub scopes: &'static [&'static str],
}

/// How a credential is shown (OpenAPI 3.1.1 §4.8.27).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// `Authorization: Bearer …` (RFC 6750 §2.1): tokens of OAuth 2 and `OpenID` Connect too.
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// Another scheme of `Authorization`.
    Scheme(&'static str),
    /// A key in this header.
    Header(&'static str),
    /// A key in this query parameter.
    Query(&'static str),
    /// A key in this cookie.
    Cookie(&'static str),
    /// A certificate of the client.
    MutualTls,
}

/// A status that has no name.
///
/// # Panics
/// The number is none of a status, from 100 to 999.
pub fn status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).expect("the number of a status stands in generated code")
}
