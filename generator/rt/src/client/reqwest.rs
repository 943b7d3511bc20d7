//! The transport over reqwest.

use super::{Body, Failure, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};

/// HTTP over reqwest, with rustls.
#[derive(Debug, Clone, Default)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// A transport that follows no redirection: a status 3XX is an outcome like any other.
    pub fn new() -> Self {
        let builder =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never());
        Self(builder.build().expect("nothing is configured that could be wrong"))
    }
}

/// With pools, proxies and certificates of your own. Switch redirections off, or they are followed unseen.
impl From<reqwest::Client> for Reqwest {
    fn from(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for Reqwest {
    type Body = reqwest::Response;

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Self::Body>, TransportError> {
        let request = reqwest::Request::try_from(request).map_err(failed)?;
        let mut response = self.0.execute(request).await.map_err(failed)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut out = Response::new(response);
        *out.status_mut() = status;
        *out.headers_mut() = headers;
        Ok(out)
    }
}

impl Body for reqwest::Response {
    async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        reqwest::Response::chunk(self).await.map_err(failed)
    }
}

/// The URL is left out of the error: queries may hold what no log should.
fn failed(error: reqwest::Error) -> TransportError {
    let failure = match () {
        () if error.is_connect() => Failure::Connect,
        () if error.is_builder() => Failure::Final,
        () => Failure::Cut,
    };
    TransportError::new(failure, error.without_url())
}
