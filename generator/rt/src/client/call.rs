//! One call, with its attempts.

use super::{Body, CallError, Client, Secret, Transport, TransportError};
use crate::http::{self as vocabulary, Answer, HeaderValue, Need, Operation, Place, Rejection, Repeat, Request, Shown};
use crate::http::{Violation, header, read_answer, write_request};
use ::http::{HeaderName, Uri};
use bytes::{Bytes, BytesMut};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};
use tracing::{Instrument, Span, debug, field, info_span};

impl<T: Transport> Client<T> {
    /// Calls an operation. Whatever the service answers is an outcome, errors that the contract declares included.
    ///
    /// # Errors
    /// There is no outcome: see [`CallError`].
    pub async fn call<O: Operation>(&self, operation: &O) -> Result<O::Outcome, CallError> {
        let answer = self.exchange(operation).await?;
        read_answer(answer, self.mode).map_err(CallError::Invalid)
    }

    /// Calls an operation and returns the answer as it is, unread.
    ///
    /// # Errors
    /// There is no answer.
    pub async fn exchange<O: Operation>(&self, operation: &O) -> Result<Answer, CallError> {
        let request = write_request(operation).map_err(CallError::Request)?;
        let span = info_span!(
            "http.client.call",
            operation = O::ID,
            method = O::METHOD.as_str(),
            path = O::PATH,
            status = field::Empty,
            attempts = field::Empty,
        );
        let call = Call { client: self, request, repeat: O::REPEAT, needs: O::SECURITY, span: span.clone() };
        call.run().instrument(span).await
    }
}

struct Call<'c, T> {
    client: &'c Client<T>,
    request: Request,
    repeat: Repeat,
    needs: &'static [&'static [Need]],
    span: Span,
}

/// What one attempt ended with.
enum Attempt {
    Answered(Answer),
    Failed(TransportError),
    TimeUp(Duration),
    TooLarge(CallError),
}

impl<T: Transport> Call<'_, T> {
    async fn run(self) -> Result<Answer, CallError> {
        let retry = self.client.retry.fit_for(self.repeat, &self.request);
        let end = Instant::now() + self.client.limits.call;
        let mut attempt = 0;
        loop {
            attempt += 1;
            self.span.record("attempts", attempt);
            let ended = self.attempt(end).await?;
            let wait = match &ended {
                Attempt::Answered(answer) => {
                    self.span.record("status", answer.status.as_u16());
                    debug!(attempt, status = answer.status.as_u16(), "answered");
                    retry.asked(answer, self.repeat, attempt)
                }
                Attempt::Failed(error) => {
                    debug!(attempt, failure = ?error.failure, "nothing came back");
                    retry.again(error, attempt).then(|| retry.backoff(attempt))
                }
                Attempt::TimeUp(after) => {
                    debug!(attempt, ?after, "time is up");
                    (attempt < retry.attempts).then(|| retry.backoff(attempt))
                }
                Attempt::TooLarge(_) => None,
            };
            // A wait that the call has no time for is no wait: what came last is the result.
            match wait.filter(|wait| Instant::now() + *wait < end) {
                Some(wait) => sleep(wait).await,
                None => return ended.result(attempt),
            }
        }
    }

    async fn attempt(&self, end: Instant) -> Result<Attempt, CallError> {
        let limit = self.client.limits.attempt;
        let mut after = limit;
        let mut until = Instant::now() + limit;
        if until > end {
            (until, after) = (end, self.client.limits.call);
        }
        let attempt = async {
            let request = self.prepare().await?;
            Ok(self.send(request).await)
        };
        timeout_at(until, attempt).await.unwrap_or(Ok(Attempt::TimeUp(after)))
    }

    async fn send(&self, request: ::http::Request<Bytes>) -> Attempt {
        let response = match self.client.transport.send(request).await {
            Ok(response) => response,
            Err(error) => return Attempt::Failed(error),
        };
        let (parts, mut body) = response.into_parts();
        let limit = self.client.limits.body;
        let announced = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let too_large = |headers| {
            Attempt::TooLarge(CallError::TooLarge { limit, status: parts.status, headers: Box::new(headers) })
        };
        if announced.is_some_and(|announced: usize| announced > limit)
            && self.request.method != vocabulary::Method::HEAD
        {
            return too_large(parts.headers);
        }
        let mut bytes = BytesMut::new();
        loop {
            match body.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() > limit => return too_large(parts.headers),
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => return Attempt::Failed(error),
            }
        }
        Attempt::Answered(Answer { status: parts.status, headers: parts.headers, body: bytes.freeze() })
    }

    async fn prepare(&self) -> Result<::http::Request<Bytes>, CallError> {
        let mut headers = self.request.headers.clone();
        let mut target = self.request.target.clone();
        for (shown, secret) in self.secrets().await? {
            show(shown, &secret, &mut headers, &mut target)?;
        }
        let uri: Uri =
            self.client.base.join(&target).map_err(|_| wrong(Place::Body, "uri", "the address is no URI"))?;
        let mut request = ::http::Request::new(self.request.body.clone());
        *request.method_mut() = self.request.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// The secrets of the first alternative that there are all secrets for. Without any credentials, nothing is shown:
    /// somebody in between may do so.
    async fn secrets(&self) -> Result<Vec<(Shown, Secret)>, CallError> {
        let Some(credentials) = &self.client.credentials else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for alternative in self.needs.iter().filter(|alternative| !alternative.is_empty()) {
            let mut secrets = Vec::new();
            for need in *alternative {
                names.push(need.scheme);
                match (need.shown, credentials.secret(need).await.map_err(CallError::Credentials)?) {
                    (shown, Some(secret)) => secrets.push((shown, secret)),
                    (Shown::MutualTls, None) => {}
                    (_, None) => break,
                }
            }
            let asked = alternative.iter().filter(|need| need.shown != Shown::MutualTls).count();
            if secrets.len() >= asked {
                return Ok(secrets);
            }
        }
        match names.is_empty() || self.needs.iter().any(|alternative| alternative.is_empty()) {
            true => Ok(Vec::new()),
            false => Err(CallError::Credentials(format!("it takes one of: {}", names.join(", ")).into())),
        }
    }
}

impl Attempt {
    fn result(self, attempts: u32) -> Result<Answer, CallError> {
        match self {
            Attempt::Answered(answer) => Ok(answer),
            Attempt::Failed(source) => Err(CallError::Transport { attempts, source }),
            Attempt::TimeUp(after) => Err(CallError::Timeout { attempts, after }),
            Attempt::TooLarge(error) => Err(error),
        }
    }
}

fn wrong(place: Place, keyword: &'static str, message: &str) -> CallError {
    let fault = crate::Fault { pointer: String::new(), keyword, message: message.to_owned() };
    CallError::Request(Rejection { violations: vec![Violation { place, fault }] })
}

fn show(
    shown: Shown,
    secret: &Secret,
    headers: &mut vocabulary::HeaderMap,
    target: &mut String,
) -> Result<(), CallError> {
    let secret = secret.expose();
    let (name, value) = match shown {
        Shown::Bearer => (header::AUTHORIZATION, format!("Bearer {secret}")),
        Shown::Basic => (header::AUTHORIZATION, format!("Basic {secret}")),
        Shown::Scheme(scheme) => (header::AUTHORIZATION, format!("{scheme} {secret}")),
        Shown::Header(name) => {
            (HeaderName::try_from(name).map_err(|error| CallError::Credentials(error.into()))?, secret.to_owned())
        }
        Shown::Cookie(name) => {
            let others = headers.get(header::COOKIE).and_then(|others| others.to_str().ok());
            let others = others.map(|others| format!("{others}; ")).unwrap_or_default();
            (header::COOKIE, format!("{others}{name}={secret}"))
        }
        Shown::Query(name) => {
            let escaped = percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC);
            target.push_str(&format!("{}{name}={escaped}", if target.contains('?') { "&" } else { "?" }));
            return Ok(());
        }
        Shown::MutualTls => return Ok(()),
    };
    let mut value = HeaderValue::try_from(value).map_err(|error| CallError::Credentials(error.into()))?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}
