//! Names and values of a query string, of cookies or of a form.

use super::{Read, decode, fault};

/// Pairs as they were sent: names decoded, values as they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// The pairs of a query string or of a form. A `+` is a space, as forms write it.
    pub(crate) fn query(query: &str) -> Self {
        Self(
            query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| Self::pair(&pair.replace('+', "%20")))
                .collect(),
        )
    }

    /// The pairs of `Cookie` headers (RFC 6265 §4.2.1).
    pub(crate) fn cookies<'c>(headers: impl Iterator<Item = &'c str>) -> Self {
        Self(headers.flat_map(|header| header.split(';')).map(|pair| Self::pair(pair.trim())).collect())
    }

    fn pair(pair: &str) -> (String, String) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name).unwrap_or_else(|_| name.to_owned()), value.to_owned())
    }

    pub(super) fn all<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(at, _)| at == name).map(|(_, value)| value.as_str())
    }

    /// The one value of a name.
    pub(super) fn one(&self, name: &str) -> Read<Option<&str>> {
        let mut values = self.all(name);
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(vec![fault("stands there more than once")]),
            (value, None) => Ok(value),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Leaves out what another parameter has read, so that an object with free names does not take it too.
    pub(crate) fn leave_out(&mut self, name: &str) {
        self.0.retain(|(at, _)| at != name);
    }
}
