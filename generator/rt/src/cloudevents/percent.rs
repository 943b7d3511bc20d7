//! Header values of HTTP and NATS (CloudEvents 1.0.2, HTTP binding §3.1.3.2).

use percent_encoding::{AsciiSet, CONTROLS, percent_decode, utf8_percent_encode};

/// What is escaped besides everything outside of U+0021 to U+007E.
const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%');

/// The value of a header.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The text that a header means: quotes are taken off, then one round of escapes is undone.
/// `None` if that is no UTF-8.
pub(super) fn decode(value: &[u8]) -> Option<String> {
    let unquoted = unquote(value);
    percent_decode(unquoted.as_deref().unwrap_or(value)).decode_utf8().ok().map(Into::into)
}

/// A quoted string without its quotes and backslashes (RFC 7230 §3.2.6).
fn unquote(value: &[u8]) -> Option<Vec<u8>> {
    let inner = value.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(byte) = bytes.next() {
        out.push(if *byte == b'\\' { *bytes.next()? } else { *byte });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn the_examples_of_the_binding() {
        assert_eq!(encode("Euro € 😀"), "Euro%20%E2%82%AC%20%F0%9F%98%80");
        assert_eq!(decode(b"Euro%20%E2%82%AC%20%F0%9F%98%80").as_deref(), Some("Euro € 😀"));
    }

    #[test]
    fn escapes_that_nobody_needed_are_undone_once() {
        assert_eq!(decode(b"%41%2541").as_deref(), Some("A%41"));
        assert_eq!(decode(b"100%").as_deref(), Some("100%"));
    }

    #[test]
    fn quoted_strings_are_unquoted_before_they_are_decoded() {
        assert_eq!(decode(br#""a \"b\" %22c%22""#).as_deref(), Some(r#"a "b" "c""#));
        assert_eq!(decode(b"\"").as_deref(), Some("\""));
    }

    #[test]
    fn what_is_no_utf8_is_refused() {
        assert_eq!(decode(b"%ff"), None);
        assert_eq!(decode(b"\xff"), None);
    }
}
