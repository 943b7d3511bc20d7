//! Media types (RFC 9110 §8.3.1).

/// A media type without its parameters, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MediaType(String);

impl MediaType {
    /// The media type of a `Content-Type`.
    pub fn of(content_type: &str) -> Self {
        let essence = content_type.split(';').next().unwrap_or_default();
        Self(essence.trim().to_ascii_lowercase())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True if a media type or a range such as `text/*` takes it in; parameters do not count.
    pub fn is(&self, range: &str) -> bool {
        let range = Self::of(range);
        match range.0.strip_suffix("/*") {
            Some("*") => true,
            Some(kind) => self.0.split('/').next() == Some(kind),
            None => self == &range,
        }
    }

    /// True for JSON and for `+json` types (RFC 6839 §3.1).
    pub fn is_json(&self) -> bool {
        self.0 == "application/json" || self.0 == "text/json" || self.0.ends_with("+json")
    }
}
