//! Registered error codes (API and event design §9).

/// A code of the closed registry `error-codes.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    /// The code, stable for ever.
    pub code: &'static str,
    /// What a caller may do about it.
    pub category: Category,
    /// The status it is answered with.
    pub status: u16,
    /// The `title` of the problem.
    pub title: &'static str,
    /// What the caller can do next, unless an occurrence knows better.
    pub remediation: &'static str,
}

/// What kind of failure it is; the eight partition all failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// Correct the request.
    ValidationError,
    /// Change what is asked for, or get it approved.
    PolicyViolation,
    /// Read the state, choose another command.
    StateConflict,
    /// Reload, review, repeat.
    VersionConflict,
    /// Repeat later: nothing was committed.
    DependencyUnavailable,
    /// Find out first: something may have been committed.
    UnknownOutcome,
    /// Sign in, or ask someone who may.
    AuthorizationError,
    /// Wait, or reconcile before issuing a new command.
    IdempotencyConflict,
}

impl Category {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ValidationError => "VALIDATION_ERROR",
            Self::PolicyViolation => "POLICY_VIOLATION",
            Self::StateConflict => "STATE_CONFLICT",
            Self::VersionConflict => "VERSION_CONFLICT",
            Self::DependencyUnavailable => "DEPENDENCY_UNAVAILABLE",
            Self::UnknownOutcome => "UNKNOWN_OUTCOME",
            Self::AuthorizationError => "AUTHORIZATION_ERROR",
            Self::IdempotencyConflict => "IDEMPOTENCY_CONFLICT",
        }
    }
}
