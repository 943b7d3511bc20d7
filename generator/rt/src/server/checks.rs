//! Which checks stand before a handler: types, so that a service without the hook that a check needs does not compile.

use super::{Authenticate, Authorize, Call, Claim, Claimed, Idempotency, Reason, Refusal};
use crate::http::{Answer, Need, Shown};
use std::future::{Future, ready};

/// Who may enter an operation.
pub trait Guard<S>: Send + Sync + 'static {
    /// What is known of the caller.
    type Caller: Send + Sync + 'static;
    /// True if callers are known.
    const KNOWN: bool;
    /// True if callers are permitted one by one.
    const PERMITTED: bool = false;

    /// Finds out who calls.
    fn enter(service: &S, call: &Call) -> impl Future<Output = Result<Self::Caller, Refusal>> + Send;

    /// Decides whether the caller may do this.
    fn permit(_: &S, _: &Call, _: &Self::Caller) -> impl Future<Output = Result<(), Refusal>> + Send {
        ready(Ok(()))
    }
}

/// Everybody may enter.
#[derive(Debug)]
pub struct Public;

impl<S: Sync> Guard<S> for Public {
    type Caller = ();
    const KNOWN: bool = false;

    fn enter(_: &S, _: &Call) -> impl Future<Output = Result<(), Refusal>> + Send {
        ready(Ok(()))
    }
}

/// Everybody may enter, and who shows a credential is known.
#[derive(Debug)]
pub struct Optional;

impl<S: Authenticate> Guard<S> for Optional {
    type Caller = Option<S::Caller>;
    const KNOWN: bool = false;

    async fn enter(service: &S, call: &Call) -> Result<Self::Caller, Refusal> {
        let mut needs = call.info.map(|info| info.security).unwrap_or_default().iter().flat_map(|needs| needs.iter());
        if needs.any(|need| shows(call, need)) { service.authenticate(call).await.map(Some) } else { Ok(None) }
    }
}

/// True if the call carries what could be this credential.
fn shows(call: &Call, need: &Need) -> bool {
    let pair = |text: &str, separator: char, name: &str| {
        text.split(separator).any(|pair| pair.trim().split('=').next() == Some(name))
    };
    match need.shown {
        Shown::Bearer | Shown::Basic | Shown::Scheme(_) => call.headers.contains_key("authorization"),
        Shown::Header(name) => call.headers.contains_key(name),
        Shown::Query(name) => call.uri.query().is_some_and(|query| pair(query, '&', name)),
        Shown::Cookie(name) => call.header("cookie").is_some_and(|cookies| pair(cookies, ';', name)),
        Shown::MutualTls => true,
    }
}

/// Only who is known may enter.
#[derive(Debug)]
pub struct Authenticated;

impl<S: Authenticate> Guard<S> for Authenticated {
    type Caller = S::Caller;
    const KNOWN: bool = true;

    fn enter(service: &S, call: &Call) -> impl Future<Output = Result<Self::Caller, Refusal>> + Send {
        service.authenticate(call)
    }
}

/// Only who is known and permitted may enter.
#[derive(Debug)]
pub struct Permitted;

impl<S: Authorize> Guard<S> for Permitted {
    type Caller = S::Caller;
    const KNOWN: bool = true;
    const PERMITTED: bool = true;

    fn enter(service: &S, call: &Call) -> impl Future<Output = Result<Self::Caller, Refusal>> + Send {
        service.authenticate(call)
    }

    fn permit(service: &S, call: &Call, caller: &S::Caller) -> impl Future<Output = Result<(), Refusal>> + Send {
        service.authorize(call, caller)
    }
}

/// Whether an operation recognises repeated requests.
pub trait Repeats<S, C>: Send + Sync + 'static {
    /// What the handler works in.
    type Unit: Send + 'static;
    /// True if it does: its handler then runs to the end, even if the caller hangs up.
    const RECOGNISED: bool;

    /// Claims the key: what to work in, or the answer that was given before.
    fn begin(
        service: &S,
        claim: Option<&Claim>,
        caller: &C,
    ) -> impl Future<Output = Result<Begun<Self::Unit>, Refusal>> + Send;

    /// Stores the answer with the key, or gives the key back.
    fn end(
        service: &S,
        claim: Option<&Claim>,
        unit: Self::Unit,
        worked: Result<Answer, Refusal>,
    ) -> impl Future<Output = Result<Answer, Refusal>> + Send;
}

/// How a call goes on.
#[derive(Debug)]
pub enum Begun<U> {
    /// With work.
    Work(U),
    /// It was done before.
    Done(Answer),
}

/// A repeated request is done again.
#[derive(Debug)]
pub struct Again;

impl<S: Sync, C: Sync> Repeats<S, C> for Again {
    type Unit = ();
    const RECOGNISED: bool = false;

    fn begin(_: &S, _: Option<&Claim>, _: &C) -> impl Future<Output = Result<Begun<()>, Refusal>> + Send {
        ready(Ok(Begun::Work(())))
    }

    fn end(
        _: &S,
        _: Option<&Claim>,
        (): (),
        worked: Result<Answer, Refusal>,
    ) -> impl Future<Output = Result<Answer, Refusal>> + Send {
        ready(worked)
    }
}

/// A repeated request gets the answer that the first one got (API and event design §7.3).
#[derive(Debug)]
pub struct Once;

impl<S: Idempotency> Repeats<S, S::Caller> for Once {
    type Unit = S::Unit;
    const RECOGNISED: bool = true;

    async fn begin(service: &S, claim: Option<&Claim>, caller: &S::Caller) -> Result<Begun<S::Unit>, Refusal> {
        match service.claim(claim.ok_or_else(Refusal::internal)?, caller).await? {
            Claimed::Fresh(unit) => Ok(Begun::Work(unit)),
            Claimed::Replay(answer) => Ok(Begun::Done(answer)),
            Claimed::InProgress(wait) => Err(Refusal::new(Reason::KeyInProgress).retry_after(wait)),
            Claimed::Reused => Err(Refusal::new(Reason::KeyReused)),
            Claimed::Expired => Err(Refusal::new(Reason::KeyExpired)),
        }
    }

    async fn end(
        service: &S,
        claim: Option<&Claim>,
        unit: S::Unit,
        worked: Result<Answer, Refusal>,
    ) -> Result<Answer, Refusal> {
        let claim = claim.ok_or_else(Refusal::internal)?;
        match &worked {
            Ok(answer) if service.keeps(answer.status) => service.complete(claim, unit, answer).await?,
            _ => service.abandon(claim, unit).await,
        }
        worked
    }
}
