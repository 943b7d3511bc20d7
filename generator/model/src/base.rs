//! Base URIs (RFC 3986 §5) and the paths of files.

use fluent_uri::{Uri, UriRef};
use std::fmt;

/// What a relative reference is resolved against: an absolute URI without a fragment (a `$id`), or
/// the path of a file below its root.
///
/// Paths are kept apart from URIs because a URI's `..` stops at its root, where a path's would leave it:
/// that must be an error and not another file.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BaseUri {
    /// A file, by its path below the root; may begin with `..` when it lies in another root.
    File(String),
    /// An absolute URI.
    Uri(String),
}

impl fmt::Debug for BaseUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for BaseUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a reference cannot be resolved against a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadReference {
    /// No URI reference at all.
    Malformed,
    /// `/etc/x`, `file:///x`, `C:\x`.
    AbsolutePath,
}

impl BaseUri {
    /// The text.
    pub fn as_str(&self) -> &str {
        match self {
            BaseUri::File(text) | BaseUri::Uri(text) => text,
        }
    }

    /// Resolves a reference without its fragment (RFC 3986 §5.2).
    pub(crate) fn join(&self, reference: &str) -> Result<BaseUri, BadReference> {
        if reference.is_empty() {
            return Ok(self.clone());
        }
        if let Some(scheme) = scheme_of(reference) {
            return match scheme {
                "file" => Err(BadReference::AbsolutePath),
                // A drive letter.
                _ if scheme.len() == 1 => Err(BadReference::AbsolutePath),
                _ => parse(reference).map(BaseUri::Uri),
            };
        }
        match self {
            BaseUri::Uri(base) => {
                let base = Uri::parse(base.as_str()).map_err(|_| BadReference::Malformed)?;
                let reference = UriRef::parse(reference).map_err(|_| BadReference::Malformed)?;
                let joined = reference.resolve_against(&base).map_err(|_| BadReference::Malformed)?;
                Ok(BaseUri::Uri(joined.normalize().into_string()))
            }
            BaseUri::File(base) => {
                if let Some(authority) = reference.strip_prefix("//") {
                    return parse(&format!("https://{authority}")).map(BaseUri::Uri);
                }
                if reference.starts_with('/') || reference.starts_with('\\') {
                    return Err(BadReference::AbsolutePath);
                }
                Ok(BaseUri::File(join_path(base, &decode(reference))))
            }
        }
    }
}

fn parse(text: &str) -> Result<String, BadReference> {
    Uri::parse(text).map(|uri| uri.normalize().into_string()).map_err(|_| BadReference::Malformed)
}

/// The scheme of an absolute URI (RFC 3986 §3.1).
pub(crate) fn scheme_of(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once(':')?;
    let mut chars = scheme.chars();
    let valid = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some(scheme)
}

/// Splits a reference at its fragment; `None` where it has none.
pub(crate) fn split_fragment(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (reference, None),
    }
}

/// Percent-decodes (RFC 3986 §2.1); what is not UTF-8 then stays as it was.
pub(crate) fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// The path that `relative` names in the folder of `file`; `..` that leave the root stay in front.
pub(crate) fn join_path(file: &str, relative: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    normalise(folder.split('/').chain(relative.split('/')))
}

fn normalise<'p>(parts: impl Iterator<Item = &'p str>) -> String {
    let mut out: Vec<&str> = Vec::new();
    for part in parts {
        match part {
            "" | "." => {}
            ".." if out.last().is_some_and(|last| *last != "..") => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_resolve_in_the_folder_of_their_file() {
        let base = BaseUri::File("http/quote-service/openapi.yaml".to_owned());
        for (reference, expected) in [
            ("./a.json", "http/quote-service/a.json"),
            ("../../canonical/money.schema.json", "canonical/money.schema.json"),
            ("../../../x.json", "../x.json"),
            ("a%20b.json", "http/quote-service/a b.json"),
        ] {
            assert_eq!(base.join(reference), Ok(BaseUri::File(expected.to_owned())), "{reference}");
        }
    }

    #[test]
    fn references_resolve_against_an_identifier_by_rfc_3986() {
        let base = BaseUri::Uri("https://contracts.example.com/http/quote.json".to_owned());
        let joined = base.join("../canonical/money.json");
        assert_eq!(joined, Ok(BaseUri::Uri("https://contracts.example.com/canonical/money.json".to_owned())));
        assert_eq!(base.join(""), Ok(base.clone()));
        assert_eq!(base.join("urn:uuid:1"), Ok(BaseUri::Uri("urn:uuid:1".to_owned())));
    }

    #[test]
    fn absolute_paths_are_told_apart() {
        let base = BaseUri::File("a.yaml".to_owned());
        for reference in ["/etc/passwd", "file:///etc/passwd", "C:\\x.yaml", "\\\\server\\x"] {
            assert_eq!(base.join(reference), Err(BadReference::AbsolutePath), "{reference}");
        }
    }
}
