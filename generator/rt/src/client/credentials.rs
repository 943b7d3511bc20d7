//! What a caller shows of itself.

use crate::http::{Need, Shown};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

/// What is shown for one need, as text. It is in no log and in no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A secret, none for this need, or why it could not be had.
type Found<'a> = Pin<Box<dyn Future<Output = Result<Option<Secret>, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// Has the secrets that operations ask for. It is asked before each attempt, so that a token that has expired meanwhile
/// can be renewed.
pub trait Credentials: Send + Sync + fmt::Debug {
    /// The secret for one need: a token, a key, or `user:password` in Base64 for `Basic`.
    fn secret<'a>(&'a self, need: &'a Need) -> Found<'a>;
}

type Provider = dyn Fn(&Need) -> Found<'static> + Send + Sync;

/// A bearer token for every operation that takes one.
#[derive(Clone)]
pub struct Bearer(Arc<Provider>);

impl Bearer {
    /// Always this token.
    pub fn token(token: impl Into<String>) -> Self {
        let secret = Secret::new(token);
        Self::provided_by(move |_| ready(Ok(secret.clone())))
    }

    /// The token that a function gives for the need, with its scopes: a cache, or an OAuth 2 flow.
    pub fn provided_by<F>(provider: impl Fn(&Need) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Secret, Box<dyn Error + Send + Sync>>> + Send + 'static,
    {
        Self(Arc::new(move |need| {
            let token = provider(need);
            Box::pin(async move { token.await.map(Some) })
        }))
    }
}

impl Credentials for Bearer {
    fn secret<'a>(&'a self, need: &'a Need) -> Found<'a> {
        match need.shown {
            Shown::Bearer => (self.0)(need),
            _ => Box::pin(ready(Ok(None))),
        }
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(…)")
    }
}

/// A secret for each security scheme, by its name in the contract.
#[derive(Debug, Clone, Default)]
pub struct Keys(BTreeMap<String, Secret>);

impl Keys {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a secret for a scheme.
    #[must_use]
    pub fn with(mut self, scheme: impl Into<String>, secret: impl Into<String>) -> Self {
        self.0.insert(scheme.into(), Secret::new(secret));
        self
    }
}

impl Credentials for Keys {
    fn secret<'a>(&'a self, need: &'a Need) -> Found<'a> {
        Box::pin(ready(Ok(self.0.get(need.scheme).cloned())))
    }
}
