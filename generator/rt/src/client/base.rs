//! Where a service stands.

use http::Uri;
use std::fmt;
use std::str::FromStr;

/// The URL of a server, which the paths of operations are appended to (OpenAPI 3.1.1 §4.8.8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    path: String,
}

/// A text that is no URL of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidBaseUrl {
    why: &'static str,
}

impl fmt::Display for InvalidBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the URL of a service {}", self.why)
    }
}

impl std::error::Error for InvalidBaseUrl {}

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    fn from_str(text: &str) -> Result<Self, InvalidBaseUrl> {
        let invalid = |why| InvalidBaseUrl { why };
        let uri: Uri = text.parse().map_err(|_| invalid("must be a URL such as `https://api.example.com/v1`"))?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            _ => return Err(invalid("must start with `https://` or `http://`")),
        }
        if uri.query().is_some() || text.contains('#') {
            return Err(invalid("must have no query and no fragment"));
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(invalid("must hold no user name and no password: use credentials"));
        }
        let path = uri.path().trim_end_matches('/').to_owned();
        Ok(Self { text: text.trim_end_matches('/').to_owned(), path })
    }
}

impl BaseUrl {
    /// The URL of a request.
    pub(super) fn join(&self, target: &str) -> Result<Uri, http::uri::InvalidUri> {
        format!("{}{target}", self.text).parse()
    }

    /// What of a reference, relative or absolute, is below this URL.
    pub(super) fn below(&self, reference: &str) -> Option<String> {
        let target = match reference.strip_prefix(&self.text) {
            Some(target) => target,
            None if reference.starts_with('/') && !reference.starts_with("//") => reference.strip_prefix(&self.path)?,
            None => return None,
        };
        target.starts_with('/').then(|| target.to_owned())
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
