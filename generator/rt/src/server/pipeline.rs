//! One call from its headers to its answer.

use super::{Call, Claim, Config, Context, Guard, OperationInfo, Reason, Refusal, Repeats, accept, body, claim};
use crate::Mode;
use crate::http::{
    Answer, HeaderValue, MediaType, Operation, Outcome, Place, Request, StatusCode, header, read_answer, read_request,
    write_answer,
};
use axum::body::Body;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Instant;
use tracing::{Instrument, Span, field};

/// A handler, with its types hidden no more than needed.
pub(super) type Handler<S, O, C, U> =
    dyn for<'a> Fn(&'a S, O, &'a mut Context<C, U>) -> super::BoxFuture<'a, <O as Operation>::Outcome> + Send + Sync;

/// An operation, its checks and its handler.
pub(super) struct Endpoint<S, O: Operation, G: Guard<S>, R: Repeats<S, G::Caller>> {
    pub(super) service: Arc<S>,
    pub(super) config: Arc<Config>,
    pub(super) info: &'static OperationInfo,
    pub(super) handler: Box<Handler<S, O, G::Caller, R::Unit>>,
}

impl<S, O, G, R> Endpoint<S, O, G, R>
where
    S: Send + Sync + 'static,
    O: Operation + 'static,
    O::Outcome: 'static,
    G: Guard<S>,
    R: Repeats<S, G::Caller>,
{
    /// Answers a call.
    pub(super) async fn run(self: Arc<Self>, call: Call, body: Body) -> Answer {
        let id = call.correlation_id.as_str();
        let span = tracing::info_span!("call", operation = self.info.id, correlation_id = id, status = field::Empty);
        self.answer(call, body).instrument(span).await
    }

    async fn answer(self: Arc<Self>, mut call: Call, body: Body) -> Answer {
        let started = Instant::now();
        let prepared = self.prepare(&mut call, body).await;
        let call = Arc::new(call);
        let worked = match prepared {
            Ok((caller, operation)) => Arc::clone(&self).work(Arc::clone(&call), caller, operation).await,
            Err(refusal) => Err(refusal),
        };
        let answer = worked.unwrap_or_else(|refusal| self.refuse(&refusal, &call));
        Span::current().record("status", answer.status.as_u16());
        tracing::debug!(micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX), "answered");
        call.sign(answer)
    }

    /// Everything that is asked before the work.
    async fn prepare(&self, call: &mut Call, body: Body) -> Result<(G::Caller, O), Refusal> {
        self.measure(call)?;
        let caller = G::enter(&self.service, call).await?;
        self.require(call)?;
        self.negotiate(call)?;
        call.body = body::read(&call.headers, body, &self.config.limits).await?;
        let operation = Self::read(call)?;
        G::permit(&self.service, call, &caller).await?;
        Ok((caller, operation))
    }

    fn measure(&self, call: &Call) -> Result<(), Refusal> {
        let limits = &self.config.limits;
        let address = call.uri.path_and_query().map_or(0, |address| address.as_str().len());
        let headers: usize = call.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        match (address > limits.uri, headers > limits.headers) {
            (true, _) => Err(Refusal::new(Reason::UriTooLong)),
            (_, true) => Err(Refusal::new(Reason::HeadersTooLarge)),
            _ => Ok(()),
        }
    }

    /// The headers that the contract has answers of their own for.
    fn require(&self, call: &Call) -> Result<(), Refusal> {
        let missing = |name: &str| call.headers.get(name).is_none_or(HeaderValue::is_empty);
        if let Some(policy) = self.info.idempotency.as_ref().filter(|policy| policy.required && missing(policy.header))
        {
            return Err(claim::missing(policy));
        }
        if let Some(guard) = self.info.version_guard.as_ref().filter(|guard| missing(guard.header)) {
            let message = format!("The {} header is missing.", guard.header);
            return Err(Refusal::new(Reason::GuardMissing).message(message));
        }
        Ok(())
    }

    /// The media types of both bodies.
    fn negotiate(&self, call: &Call) -> Result<(), Refusal> {
        if !accept::accepts(&call.headers, self.info.produces) {
            let message = format!("The answer is {}.", self.info.produces.join(" or "));
            return Err(Refusal::new(Reason::NotAcceptable).message(message));
        }
        let takes = self.info.consumes;
        let sent = call.header("content-type").map(MediaType::of);
        if sent.is_some_and(|sent| !takes.is_empty() && !takes.iter().any(|taken| sent.is(taken))) {
            let message = format!("The body must be {}.", takes.join(" or "));
            return Err(Refusal::new(Reason::UnsupportedMediaType).message(message));
        }
        if call.header("content-encoding").is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
            let identity = HeaderValue::from_static("identity");
            let refusal = Refusal::new(Reason::UnsupportedMediaType).message("The body must not be compressed.");
            return Err(refusal.header(header::ACCEPT_ENCODING, identity));
        }
        Ok(())
    }

    /// Parameters and body, held to the contract.
    fn read(call: &Call) -> Result<O, Refusal> {
        let target = call.uri.query().map_or_else(|| call.path.clone(), |query| format!("{}?{query}", call.path));
        let (headers, body) = (call.headers.clone(), call.body.clone());
        let request = Request { method: O::METHOD, target, headers, body };
        read_request(&request).map_err(|rejection| {
            let no_json = |violation: &crate::http::Violation| {
                violation.place == Place::Body && violation.fault.keyword == "json"
            };
            let reason = match rejection.is_unsupported_media_type() {
                true => Reason::UnsupportedMediaType,
                false if rejection.violations.iter().any(no_json) => Reason::Malformed,
                false => Reason::Invalid,
            };
            Refusal::new(reason).violations(rejection.violations)
        })
    }

    /// The work, for as long as the service waits. What is claimed is brought to its end, whoever hangs up.
    async fn work(self: Arc<Self>, call: Arc<Call>, caller: G::Caller, operation: O) -> Result<Answer, Refusal> {
        let limit = self.config.limits.work;
        let effect = self.effect(call, caller, operation);
        let worked = if R::RECOGNISED {
            let task = tokio::spawn(effect.in_current_span());
            tokio::time::timeout(limit, task).await.map(|ended| ended.unwrap_or_else(|_| Err(Refusal::internal())))
        } else {
            tokio::time::timeout(limit, effect).await
        };
        worked.unwrap_or_else(|_| Err(Refusal::new(Reason::Timeout)))
    }

    async fn effect(self: Arc<Self>, call: Arc<Call>, caller: G::Caller, operation: O) -> Result<Answer, Refusal> {
        let claim = self.info.idempotency.as_ref().map(|policy| Claim::of(&call, policy)).transpose()?;
        let unit = match R::begin(&self.service, claim.as_ref(), &caller).await? {
            super::Begun::Work(unit) => unit,
            super::Begun::Done(answer) => return Ok(answer),
        };
        let (info, correlation_id) = (self.info, call.correlation_id.clone());
        let (uri, headers) = (call.uri.clone(), call.headers.clone());
        let mut context = Context { caller, unit, claim, correlation_id, info, uri, headers };
        let worked = caught((self.handler)(&self.service, operation, &mut context)).await;
        let worked = worked.and_then(|outcome| self.written(&outcome, &call));
        R::end(&self.service, context.claim.as_ref(), context.unit, worked).await
    }

    /// The answer that says this outcome; a service never sends what its contract does not declare.
    fn written(&self, outcome: &O::Outcome, call: &Call) -> Result<Answer, Refusal> {
        let answer = write_answer(outcome).map_err(|rejection| {
            tracing::error!(%rejection, "the outcome cannot be written");
            Refusal::internal()
        })?;
        let (answer, status) = (call.sign(answer), outcome.status());
        if !self.info.allows(status.as_u16()) {
            tracing::error!(status = status.as_u16(), "the outcome is not declared");
            return Err(Refusal::internal());
        }
        if self.check(&answer, status) { Ok(answer) } else { Err(Refusal::internal()) }
    }

    fn refuse(&self, refusal: &Refusal, call: &Call) -> Answer {
        let answer = call.sign(self.config.problems.answer(refusal, call));
        if answer.status.is_server_error() {
            tracing::error!(reason = ?refusal.reason(), "failed");
        } else {
            tracing::info!(reason = ?refusal.reason(), "refused");
        }
        if self.info.declares(answer.status.as_u16()) {
            self.check(&answer, answer.status);
        }
        answer
    }

    /// True if a caller that reads strictly would read the answer.
    fn check(&self, answer: &Answer, status: StatusCode) -> bool {
        if !self.config.check_answers {
            return true;
        }
        match read_answer::<O::Outcome>(answer.clone(), Mode::Strict) {
            Ok(_) => true,
            Err(misfit) => {
                tracing::error!(status = status.as_u16(), %misfit, "the answer does not fit its contract");
                false
            }
        }
    }
}

/// A handler that panics fails its own call and no other.
async fn caught<T>(future: impl Future<Output = T>) -> Result<T, Refusal> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(_) => {
            tracing::error!("the handler panicked");
            Poll::Ready(Err(Refusal::internal()))
        }
    })
    .await
}
