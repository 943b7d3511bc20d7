//! Values to text: compact, indented, canonical.

use super::Json;
use crate::number::Parts;
use std::fmt::Write;

pub(super) fn compact(json: &Json) -> String {
    let mut out = String::new();
    write_compact(json, &mut out);
    out
}

fn write_compact(json: &Json, out: &mut String) {
    match json {
        Json::Number(number) => out.push_str(number.as_str()),
        Json::Array(items) => list(('[', ']'), items, out, write_compact),
        Json::Object(members) => list(('{', '}'), members, out, |(name, value), out| {
            string(name, out);
            out.push(':');
            write_compact(value, out);
        }),
        scalar => write_scalar(scalar, out),
    }
}

pub(super) fn pretty(json: &Json) -> String {
    let mut out = String::new();
    write_pretty(json, 0, &mut out);
    out
}

fn write_pretty(json: &Json, depth: usize, out: &mut String) {
    let line = |depth: usize, out: &mut String| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    match json {
        Json::Array(items) if !items.is_empty() => {
            list(('[', ']'), items, out, |item, out| {
                line(depth + 1, out);
                write_pretty(item, depth + 1, out);
            });
        }
        Json::Object(members) if !members.is_empty() => {
            list(('{', '}'), members, out, |(name, value), out| {
                line(depth + 1, out);
                string(name, out);
                out.push_str(": ");
                write_pretty(value, depth + 1, out);
            });
        }
        flat => return write_compact(flat, out),
    }
    let end = out.pop().expect("a list ends with its bracket");
    line(depth, out);
    out.push(end);
}

pub(super) fn canonical(json: &Json) -> String {
    let mut out = String::new();
    write_canonical(json, &mut out);
    out
}

fn write_canonical(json: &Json, out: &mut String) {
    match json {
        Json::Number(number) => out.push_str(&canonical_number(number.as_str())),
        Json::Array(items) => list(('[', ']'), items, out, write_canonical),
        Json::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            list(('{', '}'), members, out, |(name, value), out| {
                string(name, out);
                out.push(':');
                write_canonical(value, out);
            });
        }
        scalar => write_scalar(scalar, out),
    }
}

fn write_scalar(json: &Json, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Json::String(text) => string(text, out),
        Json::Number(_) | Json::Array(_) | Json::Object(_) => {}
    }
}

fn list<I: IntoIterator>(
    brackets: (char, char),
    items: I,
    out: &mut String,
    mut write: impl FnMut(I::Item, &mut String),
) {
    out.push(brackets.0);
    for (n, item) in items.into_iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(brackets.1);
}

/// RFC 8785 §3.2.2.2: no more is escaped than has to be.
fn string(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0x08 => out.push_str("\\b"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            0x0C => out.push_str("\\f"),
            b'\r' => out.push_str("\\r"),
            control => write!(out, "\\u{control:04x}").expect("memory can be written"),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// ECMA-262 §6.1.6.1.20, `Number::toString`.
fn canonical_number(text: &str) -> String {
    let exact = Parts::of(text);
    if exact.is_zero() {
        return "0".to_owned();
    }
    let shortest = text.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| format!("{value:e}"));
    let is_double = shortest.is_some_and(|short| exact.cmp(&Parts::of(&short)).is_eq());
    let digits: String = exact.digits().map(char::from).collect();
    let count = i64::try_from(digits.len()).unwrap_or(i64::MAX);
    let zeros = |n: i64| "0".repeat(usize::try_from(n).unwrap_or(0));
    let split = |at: i64| digits.split_at(usize::try_from(at).unwrap_or(0));
    let text = match exact.point {
        _ if !is_double => scientific(&digits, exact.point),
        point @ 1..=21 if count <= point => format!("{digits}{}", zeros(point - count)),
        point @ 1..=21 => format!("{}.{}", split(point).0, split(point).1),
        point @ -5..=0 => format!("0.{}{digits}", zeros(-point)),
        point => scientific(&digits, point),
    };
    format!("{}{text}", if exact.negative { "-" } else { "" })
}

/// `1.25e+30`
fn scientific(digits: &str, point: i64) -> String {
    let (first, rest) = digits.split_at(1);
    let fraction = if rest.is_empty() { String::new() } else { format!(".{rest}") };
    format!("{first}{fraction}e{:+}", point - 1)
}
