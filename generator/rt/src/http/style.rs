//! Values as text and back, in the styles of OpenAPI (3.1.1 §4.8.12.3; the templates of RFC 6570).
//!
//! Both directions are exact: separators inside of values are percent-encoded, and where that is not possible, as in
//! headers, a value that holds one is refused.

mod pairs;
mod read;
mod write;

pub(crate) use pairs::Pairs;
pub(crate) use read::{read_header, read_path, take_query};
pub(crate) use write::{write_header, write_path, write_query};

use super::{Parameter, Shape};
use crate::{Fault, Json};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

type Read<T> = Result<T, Vec<Fault>>;

/// Everything but the unreserved characters (RFC 3986 §2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Reserved characters that `allowReserved` lets stand in a query; those that would end the value or the query stay
/// encoded (OpenAPI 3.1.1, appendix E).
const KEPT: &AsciiSet = &ENCODED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

fn decode(text: &str) -> Read<String> {
    let malformed = || vec![fault("has a `%` that starts no encoded character, or is not UTF-8")];
    let bytes = text.as_bytes();
    let well_formed = (0..bytes.len())
        .filter(|&n| bytes[n] == b'%')
        .all(|n| bytes.get(n + 1..n + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)));
    match well_formed {
        true => percent_decode_str(text).decode_utf8().map(Into::into).map_err(|_| malformed()),
        false => Err(malformed()),
    }
}

fn fault(message: impl Into<String>) -> Fault {
    Fault { pointer: String::new(), keyword: "style", message: message.into() }
}

/// A value as text: strings as they are, other scalars in words, the rest as JSON.
pub(crate) fn plain(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => String::from_utf8(other.to_vec()).expect("JSON is UTF-8"),
    }
}

/// A number or boolean where the text is one, else a string.
pub(crate) fn scalar(text: &str) -> Json {
    match Json::parse(text.as_bytes()) {
        Ok(json @ (Json::Number(_) | Json::Bool(_))) if !text.starts_with([' ', '\t', '\n', '\r']) => json,
        _ => Json::String(text.to_owned()),
    }
}

/// What a text stands for. A text that does not fit stays a string, so that the type of the parameter says what is wrong.
fn value(shape: &Shape, text: String) -> Json {
    match shape {
        Shape::Text => Json::String(text),
        Shape::Scalar => scalar(&text),
        Shape::Number => match scalar(&text) {
            number @ Json::Number(_) => number,
            _ => Json::String(text),
        },
        Shape::Boolean => match text.as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ => Json::String(text),
        },
        Shape::List(_) | Shape::Object { .. } | Shape::Json => {
            Json::parse(text.as_bytes()).unwrap_or(Json::String(text))
        }
    }
}

/// The text of a value that has a type of its own, as its schema sees it.
pub(crate) fn held(parameter: &Parameter, json: &Json) -> Json {
    match parameter.shape {
        Shape::Number => scalar(&plain(json)),
        _ => json.clone(),
    }
}

fn member<'s>(shape: &'s Shape, name: &str) -> &'s Shape {
    match shape {
        Shape::Object { members, rest } => {
            let named = members.iter().find(|(at, _)| *at == name).map(|(_, shape)| shape);
            named.or(*rest).unwrap_or(&Shape::Scalar)
        }
        _ => &Shape::Scalar,
    }
}

#[cfg(test)]
mod tests;
