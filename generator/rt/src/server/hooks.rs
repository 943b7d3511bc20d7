//! What a service decides itself: who calls, what they may do, and what was done before.
//!
//! A generated service trait asks for exactly the hooks that its contract needs. A service that forgets one does not
//! compile.

use super::{Call, Claim, Refusal};
use crate::http::{Answer, StatusCode};
use std::future::Future;
use std::time::Duration;

/// Who calls (API and event design §23). Asked for where an operation declares `security`.
pub trait Authenticate: Send + Sync + 'static {
    /// Who was found to be calling.
    type Caller: Send + Sync + 'static;

    /// Finds out who calls. Headers only: the body was not read yet, and nothing that it claims is to be trusted.
    fn authenticate(&self, call: &Call) -> impl Future<Output = Result<Self::Caller, Refusal>> + Send;
}

/// What callers may do. Asked for where an operation declares `x-permission`.
///
/// It is asked after the request was found to be valid, and before a stored result is returned: who lost the right does
/// not see it any more.
pub trait Authorize: Authenticate {
    /// Decides whether the caller may do this. `call.info` has the permission and the path template.
    fn authorize(&self, call: &Call, caller: &Self::Caller) -> impl Future<Output = Result<(), Refusal>> + Send;
}

/// What was done before (API and event design §7). Asked for where an operation declares `x-idempotency`.
///
/// The steps of a command: `claim`, the handler, then `complete` where the answer is kept, else `abandon`. They run to
/// the end even if the caller hangs up. A service whose store claims, changes and completes in one transaction gives that
/// transaction as the unit, or claims in its handler with [`Context::claim`](super::Context::claim) and answers
/// [`Claimed::Fresh`] here.
pub trait Idempotency: Authenticate {
    /// What the handler works in, such as an open transaction.
    type Unit: Send + 'static;

    /// Claims a key. It must be atomic: of two callers with one key, one gets [`Claimed::Fresh`].
    fn claim(
        &self,
        claim: &Claim,
        caller: &Self::Caller,
    ) -> impl Future<Output = Result<Claimed<Self::Unit>, Refusal>> + Send;

    /// Stores the answer with the key, and commits.
    fn complete(
        &self,
        claim: &Claim,
        unit: Self::Unit,
        answer: &Answer,
    ) -> impl Future<Output = Result<(), Refusal>> + Send;

    /// Gives the key back: nothing was done.
    fn abandon(&self, claim: &Claim, unit: Self::Unit) -> impl Future<Output = ()> + Send;

    /// True for answers that are stored: what succeeded. A refused command did nothing and may be sent again.
    fn keeps(&self, status: StatusCode) -> bool {
        status.is_success() || status.is_redirection()
    }
}

/// What became of a claim.
#[derive(Debug)]
pub enum Claimed<U> {
    /// The key is new, and this call does the work.
    Fresh(U),
    /// The same request was answered before, and this was the answer.
    Replay(Answer),
    /// The same request is being worked on; it may be asked again after this time.
    InProgress(Duration),
    /// The key was used for another request.
    Reused,
    /// The key was used too long ago to know what became of it.
    Expired,
}

impl<U> Claimed<U> {
    /// The same with another unit of work.
    pub fn map<V>(self, unit: impl FnOnce(U) -> V) -> Claimed<V> {
        match self {
            Self::Fresh(fresh) => Claimed::Fresh(unit(fresh)),
            Self::Replay(answer) => Claimed::Replay(answer),
            Self::InProgress(wait) => Claimed::InProgress(wait),
            Self::Reused => Claimed::Reused,
            Self::Expired => Claimed::Expired,
        }
    }
}
