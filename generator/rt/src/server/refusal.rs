//! Why a call is not answered by its handler.

use super::Category;
use crate::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Violation, header};
use crate::{Members, Wire};
use std::time::Duration;

/// Why a call is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The contract has no such path.
    UnknownPath,
    /// The path has no such method.
    MethodNotAllowed,
    /// The address is longer than the service reads.
    UriTooLong,
    /// The headers are larger than the service reads.
    HeadersTooLarge,
    /// The caller is unknown.
    Unauthenticated,
    /// None of the media types that the caller accepts is offered.
    NotAcceptable,
    /// The body is of a media type that the operation does not take.
    UnsupportedMediaType,
    /// The body is larger than the service reads.
    TooLarge,
    /// The body did not arrive in time.
    RequestTimeout,
    /// The body is no JSON, or was cut off.
    Malformed,
    /// Parameters or body are not what the contract says.
    Invalid,
    /// The idempotency key is missing.
    KeyMissing,
    /// The version guard is missing.
    GuardMissing,
    /// The caller may not do this.
    Forbidden,
    /// There is no such thing, or the caller may not see it.
    NotFound,
    /// The key was used for another request.
    KeyReused,
    /// The same command is still running.
    KeyInProgress,
    /// The key is too old.
    KeyExpired,
    /// The caller saw another version.
    Stale,
    /// The caller asks too often.
    RateLimited,
    /// Something that is needed is away; nothing was committed.
    Unavailable,
    /// It failed, and what became of it is unknown.
    Internal,
    /// It takes longer than the service waits, and what becomes of it is unknown.
    Timeout,
}

impl Reason {
    /// The status it has unless the contract says otherwise (RFC 9110 §15.5, RFC 6585, draft-ietf-httpapi-idempotency-key).
    pub const fn status(self) -> StatusCode {
        match self {
            Self::UnknownPath | Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::UriTooLong => StatusCode::URI_TOO_LONG,
            Self::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::Malformed | Self::Invalid | Self::KeyMissing => StatusCode::BAD_REQUEST,
            Self::GuardMissing => StatusCode::PRECONDITION_REQUIRED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::KeyInProgress | Self::KeyExpired => StatusCode::CONFLICT,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal | Self::Timeout => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The code it has where the registry has it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::UnknownPath | Self::NotFound => "RESOURCE_NOT_FOUND",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::KeyMissing => "IDEMPOTENCY_KEY_MISSING",
            Self::GuardMissing => "VERSION_GUARD_MISSING",
            Self::Forbidden => "ACTOR_NOT_ALLOWED",
            Self::KeyReused => "IDEMPOTENCY_KEY_REUSED",
            Self::KeyInProgress => "IDEMPOTENCY_IN_PROGRESS",
            Self::KeyExpired => "IDEMPOTENCY_KEY_EXPIRED",
            Self::RateLimited => "RATE_LIMITED",
            Self::Internal | Self::Timeout => "INTERNAL_ERROR",
            _ => "REQUEST_INVALID",
        }
    }

    /// The category of the codes that may stand for it.
    pub(super) const fn category(self) -> Category {
        match self {
            Self::Unauthenticated | Self::Forbidden => Category::AuthorizationError,
            Self::KeyMissing | Self::KeyReused | Self::KeyInProgress | Self::KeyExpired => {
                Category::IdempotencyConflict
            }
            Self::GuardMissing | Self::Stale => Category::VersionConflict,
            Self::RateLimited => Category::PolicyViolation,
            Self::Unavailable => Category::DependencyUnavailable,
            Self::Internal | Self::Timeout => Category::UnknownOutcome,
            _ => Category::ValidationError,
        }
    }

    /// What it says without a message of its own.
    const fn message(self) -> &'static str {
        match self {
            Self::UnknownPath => "There is no such path.",
            Self::MethodNotAllowed => "The path does not take this method.",
            Self::UriTooLong => "The address is too long.",
            Self::HeadersTooLarge => "The headers are too large.",
            Self::Unauthenticated => "The credential is missing or not valid.",
            Self::NotAcceptable => "None of the accepted media types is offered.",
            Self::UnsupportedMediaType => "The body has a media type that is not supported.",
            Self::TooLarge => "The body is too large.",
            Self::RequestTimeout => "The body did not arrive in time.",
            Self::Malformed => "The body cannot be read.",
            Self::Invalid => "The request does not match its contract.",
            Self::KeyMissing => "The idempotency key is missing.",
            Self::GuardMissing => "The version guard is missing.",
            Self::Forbidden => "You may not do this.",
            Self::NotFound => "There is no such resource.",
            Self::KeyReused => "The idempotency key was used for another request.",
            Self::KeyInProgress => "The same command is still running.",
            Self::KeyExpired => "The idempotency key has expired.",
            Self::Stale => "The version is stale.",
            Self::RateLimited => "There are too many requests.",
            Self::Unavailable => "The service is temporarily unavailable.",
            Self::Internal => "The request failed unexpectedly.",
            Self::Timeout => "The request took too long; whether it took effect is unknown.",
        }
    }
}

/// A call that is not answered by its handler: checks return it, and the service makes a problem of it.
///
/// What it says is seen by callers: no values of the request, no internals.
#[derive(Debug, Clone)]
pub struct Refusal(Box<Parts>);

#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub(super) reason: Reason,
    pub(super) code: Option<&'static str>,
    pub(super) message: String,
    pub(super) violations: Vec<Violation>,
    pub(super) members: Members,
    pub(super) headers: HeaderMap,
}

impl Refusal {
    /// A refusal for this reason.
    pub fn new(reason: Reason) -> Self {
        let message = reason.message().to_owned();
        let (violations, members, headers) = (Vec::new(), Members::new(), HeaderMap::new());
        Self(Box::new(Parts { reason, code: None, message, violations, members, headers }))
    }

    /// Why.
    pub fn reason(&self) -> Reason {
        self.0.reason
    }

    pub(super) fn parts(&self) -> &Parts {
        &self.0
    }

    /// With a registered code that says it better; one that the operation declares.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.0.code = Some(code);
        self
    }

    /// With a sentence for people.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    /// With the single faults behind it.
    #[must_use]
    pub fn violations(mut self, violations: Vec<Violation>) -> Self {
        self.0.violations = violations;
        self
    }

    /// With a further member of the problem, such as `entityId`.
    #[must_use]
    pub fn member<T: Wire>(mut self, name: &str, value: &T) -> Self {
        self.0.members.insert(name.to_owned(), value.write());
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }

    /// With `Retry-After` (RFC 9110 §10.2.3), rounded up to seconds.
    #[must_use]
    pub fn retry_after(self, wait: Duration) -> Self {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        self.header(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)))
    }

    /// The caller is unknown; `challenge` says how to authenticate (RFC 9110 §11.6.1), such as `Bearer`.
    pub fn unauthenticated(challenge: &'static str) -> Self {
        Self::new(Reason::Unauthenticated).header(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
    }

    /// The caller may not do this.
    pub fn forbidden() -> Self {
        Self::new(Reason::Forbidden)
    }

    /// There is no such thing, or the caller may not see it.
    pub fn not_found() -> Self {
        Self::new(Reason::NotFound)
    }

    /// It failed, and what became of it is unknown.
    pub fn internal() -> Self {
        Self::new(Reason::Internal)
    }

    /// Something that is needed is away, and nothing was committed.
    pub fn unavailable(retry_after: Duration) -> Self {
        Self::new(Reason::Unavailable).retry_after(retry_after)
    }

    /// The caller asks too often.
    pub fn rate_limited(retry_after: Duration) -> Self {
        Self::new(Reason::RateLimited).retry_after(retry_after)
    }
}
