//! Media types and ranges of them (RFC 9110 §8.3.1 and §12.5.1).

/// A media type or range, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaName {
    kind: String,
    subtype: String,
    /// Sorted.
    parameters: Vec<(String, String)>,
}

impl MediaName {
    /// Reads a name; what is no media type is compared as it is written.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        let mut parts = text.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default();
        let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
        let is_json = subtype == "json" || subtype.ends_with("+json");
        let parameter = |part: &str| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_owned(), value.trim().trim_matches('"').to_owned()))
        };
        let mut parameters: Vec<_> = parts.filter_map(parameter).collect();
        // JSON is UTF-8, whatever a charset says (RFC 8259 §8.1 and §11).
        parameters.retain(|(name, _)| !(is_json && name == "charset"));
        parameters.sort();
        Self { kind: kind.to_owned(), subtype: subtype.to_owned(), parameters }
    }

    /// True if whatever is of `other` is of this one too.
    pub(crate) fn covers(&self, other: &MediaName) -> bool {
        let fits = |range: &str, name: &str| range == "*" || range == name;
        fits(&self.kind, &other.kind)
            && fits(&self.subtype, &other.subtype)
            && self.parameters.iter().all(|parameter| other.parameters.contains(parameter))
    }

    /// How much it says: of several ranges that cover a type, the one that says most counts.
    pub(crate) fn specificity(&self) -> (bool, bool, usize) {
        (self.kind != "*", self.subtype != "*", self.parameters.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_the_charset_of_json_do_not_count() {
        let plain = MediaName::parse("application/json");
        assert_eq!(plain, MediaName::parse("Application/JSON; charset=UTF-8"));
        assert_ne!(MediaName::parse("text/csv"), MediaName::parse("text/csv;charset=utf-8"));
        assert_eq!(MediaName::parse("a/b; x=1; y=\"2\""), MediaName::parse("a/b;Y=2;x=1"));
    }

    #[test]
    fn ranges_cover() {
        let covers = |range: &str, name: &str| MediaName::parse(range).covers(&MediaName::parse(name));
        assert!(covers("*/*", "text/csv"));
        assert!(covers("application/*", "application/json"));
        assert!(covers("text/csv", "text/csv;header=present"));
        assert!(!covers("application/json", "application/*"));
        assert!(!covers("text/*", "application/json"));
    }
}
