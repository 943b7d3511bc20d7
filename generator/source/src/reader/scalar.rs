//! Plain scalars by YAML 1.2.2's core schema (§10.3.2).

use std::borrow::Cow;

/// What an unquoted scalar means.
#[derive(Debug, PartialEq)]
pub(super) enum Scalar<'s> {
    Null,
    Bool(bool),
    /// The number in JSON's grammar.
    Number(Cow<'s, str>),
    /// `.inf` or `.nan`, which JSON does not have.
    NotFinite,
    String,
}

/// Resolves a plain scalar.
pub(super) fn resolve(text: &str) -> Scalar<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Scalar::Null,
        "true" | "True" | "TRUE" => return Scalar::Bool(true),
        "false" | "False" | "FALSE" => return Scalar::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Scalar::NotFinite,
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Scalar::NotFinite;
    }
    match unsigned.as_bytes().first() {
        Some(b'0'..=b'9' | b'.') => number(text, unsigned).map_or(Scalar::String, Scalar::Number),
        _ => Scalar::String,
    }
}

fn number<'s>(text: &'s str, unsigned: &'s str) -> Option<Cow<'s, str>> {
    if is_json_number(text) {
        return Some(Cow::Borrowed(text));
    }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let valid = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
            return if valid {
                u128::from_str_radix(digits, radix).ok().map(|n| Cow::Owned(n.to_string()))
            } else {
                None
            };
        }
    }
    // What is left is a spelling that JSON lacks: `+1`, `007`, `.5`, `1.`
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 1);
    if text.starts_with('-') {
        out.push('-');
    }
    let whole = whole.trim_start_matches('0');
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        let unsigned = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if unsigned.is_empty() || !digits(unsigned) {
            return None;
        }
        out.push('e');
        out.push_str(exponent);
    }
    Some(Cow::Owned(out))
}

/// RFC 8259 §6.
pub(super) fn is_json_number(text: &str) -> bool {
    number_end(text.as_bytes(), 0) == Some(text.len())
}

/// The end of the JSON number that begins at `at`.
pub(super) fn number_end(bytes: &[u8], at: usize) -> Option<usize> {
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let start = if bytes.get(at) == Some(&b'-') { at + 1 } else { at };
    let mut end = if bytes.get(start) == Some(&b'0') { start + 1 } else { digits(start) };
    if end == start {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction == end + 1 {
            return None;
        }
        end = fraction;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = if matches!(bytes.get(end + 1), Some(b'-' | b'+')) { end + 2 } else { end + 1 };
        let exponent = digits(sign);
        if exponent == sign {
            return None;
        }
        end = exponent;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_number(text: &str) -> Option<String> {
        match resolve(text) {
            Scalar::Number(number) => Some(number.into_owned()),
            _ => None,
        }
    }

    #[test]
    fn numbers_of_the_core_schema_become_json_numbers() {
        for (yaml, json) in [
            ("0", "0"),
            ("-0", "-0"),
            ("12", "12"),
            ("+12", "12"),
            ("007", "7"),
            ("1.0", "1.0"),
            ("1.", "1"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("1e3", "1e3"),
            ("+1.5E-3", "1.5e-3"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(as_number(yaml).as_deref(), Some(json), "{yaml}");
        }
    }

    #[test]
    fn what_only_resembles_a_number_is_a_string() {
        for text in
            ["1_000", "0x", "0xG", "1e", "1e+", ".", "-", "+", "1.2.3", "2026-07-01", "12:30", "yes", "on", "0b1"]
        {
            assert_eq!(resolve(text), Scalar::String, "{text}");
        }
    }

    #[test]
    fn infinities_are_told_apart_from_strings() {
        for text in [".inf", "-.Inf", "+.INF", ".nan"] {
            assert_eq!(resolve(text), Scalar::NotFinite, "{text}");
        }
    }
}
