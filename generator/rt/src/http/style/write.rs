//! Values to text.

use super::{ENCODED, KEPT, Parameter, Read, encode, fault, plain};
use crate::Json;
use crate::http::{Shape, Style};
use percent_encoding::utf8_percent_encode;

/// The text at a name of a path.
pub(crate) fn write_path(parameter: &Parameter, json: &Json) -> String {
    let Parameter { name, style, explode, .. } = *parameter;
    let name = encode(name);
    match (style, parts(parameter, json)) {
        (Style::Label, Parts::One(text)) => format!(".{text}"),
        (Style::Label, Parts::Items(items)) => format!(".{}", items.join(if explode { "." } else { "," })),
        (Style::Label, Parts::Members(members)) => format!(".{}", pairs(&members, explode, ".")),
        (Style::Matrix, Parts::One(text)) if text.is_empty() => format!(";{name}"),
        (Style::Matrix, Parts::One(text)) => format!(";{name}={text}"),
        (Style::Matrix, Parts::Items(items)) if explode => {
            items.iter().map(|item| format!(";{name}={item}")).collect::<String>()
        }
        (Style::Matrix, Parts::Items(items)) => format!(";{name}={}", items.join(",")),
        (Style::Matrix, Parts::Members(members)) if explode => {
            members.iter().map(|(name, text)| format!(";{name}={text}")).collect::<String>()
        }
        (Style::Matrix, Parts::Members(members)) => format!(";{name}={}", pairs(&members, false, ",")),
        (_, Parts::One(text)) => text,
        (_, Parts::Items(items)) => items.join(","),
        (_, Parts::Members(members)) => pairs(&members, explode, ","),
    }
}

/// The pairs of a query or of a cookie; none for null and for an empty list.
pub(crate) fn write_query(parameter: &Parameter, json: &Json) -> Read<Vec<String>> {
    let Parameter { name, style, explode, .. } = *parameter;
    if style == Style::DeepObject {
        let mut out = Vec::new();
        deep(name, json, parameter, &mut out);
        return Ok(out);
    }
    let separator = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    let name = encode(name);
    Ok(match parts(parameter, json) {
        Parts::One(_) if *json == Json::Null => Vec::new(),
        Parts::One(text) => vec![format!("{name}={text}")],
        Parts::Items(items) if items.is_empty() => Vec::new(),
        Parts::Items(items) if explode => items.iter().map(|item| format!("{name}={item}")).collect(),
        Parts::Items(items) => vec![format!("{name}={}", delimited(&items, separator)?)],
        Parts::Members(members) if members.is_empty() => Vec::new(),
        Parts::Members(members) if explode => members.iter().map(|(name, text)| format!("{name}={text}")).collect(),
        Parts::Members(members) => {
            let items: Vec<String> = members.into_iter().flat_map(|(name, text)| [name, text]).collect();
            vec![format!("{name}={}", delimited(&items, separator)?)]
        }
    })
}

/// The value of a header; none for null and for an empty list.
pub(crate) fn write_header(parameter: &Parameter, json: &Json) -> Read<Option<String>> {
    if *json == Json::Null {
        return Ok(None);
    }
    let items = match (&parameter.shape, json) {
        (Shape::List(_), Json::Array(items)) => items.iter().map(plain).collect(),
        (Shape::Object { .. }, Json::Object(members)) if parameter.explode => {
            members.iter().map(|(name, json)| format!("{name}={}", plain(json))).collect()
        }
        (Shape::Object { .. }, Json::Object(members)) => {
            members.iter().flat_map(|(name, json)| [name.clone(), plain(json)]).collect()
        }
        (Shape::Json, json) => vec![String::from_utf8(json.to_vec()).expect("JSON is UTF-8")],
        (_, json) => vec![plain(json)],
    };
    let single = !matches!(parameter.shape, Shape::List(_) | Shape::Object { .. });
    let lossless =
        |item: &String| item.trim_matches([' ', '\t']) == item && (single || !item.is_empty() && !item.contains(','));
    match items.iter().all(lossless) {
        true if items.is_empty() => Ok(None),
        true => Ok(Some(items.join(","))),
        false => Err(vec![fault("has a space at an end, or a comma or nothing in an item, which no header can keep")]),
    }
}

/// A value as escaped text, by its shape.
enum Parts {
    One(String),
    Items(Vec<String>),
    Members(Vec<(String, String)>),
}

fn parts(parameter: &Parameter, json: &Json) -> Parts {
    match (&parameter.shape, json) {
        (Shape::List(_), Json::Array(items)) => {
            Parts::Items(items.iter().map(|json| escaped(parameter, &plain(json))).collect())
        }
        (Shape::Object { .. }, Json::Object(members)) => {
            let member = |(name, json): (&String, &Json)| (encode(name), escaped(parameter, &plain(json)));
            Parts::Members(members.iter().filter(|(_, json)| **json != Json::Null).map(member).collect())
        }
        (Shape::Json, json) => Parts::One(encode(&String::from_utf8(json.to_vec()).expect("JSON is UTF-8"))),
        (_, json) => Parts::One(escaped(parameter, &plain(json))),
    }
}

/// In lists, commas of values stay encoded even where reserved characters may stand; a `.` separates labels.
fn escaped(parameter: &Parameter, text: &str) -> String {
    let single = !matches!(parameter.shape, Shape::List(_) | Shape::Object { .. });
    let text = match parameter.reserved && (single || parameter.explode) {
        true => utf8_percent_encode(text, KEPT).to_string(),
        false => utf8_percent_encode(text, ENCODED).to_string(),
    };
    match parameter.style == Style::Label && !single {
        true => text.replace('.', "%2E"),
        false => text,
    }
}

fn pairs(members: &[(String, String)], explode: bool, separator: &str) -> String {
    let inner = if explode { "=" } else { "," };
    let separator = if explode { separator } else { "," };
    members.iter().map(|(name, text)| format!("{name}{inner}{text}")).collect::<Vec<_>>().join(separator)
}

fn delimited(items: &[String], separator: &str) -> Read<String> {
    let kept = separator == "," || items.iter().all(|item| !item.contains(separator));
    kept.then(|| items.join(separator)).ok_or_else(|| vec![fault("has an item that holds the separator of its style")])
}

fn deep(name: &str, json: &Json, parameter: &Parameter, out: &mut Vec<String>) {
    match json {
        Json::Object(members) => {
            members.iter().for_each(|(member, json)| deep(&format!("{name}[{member}]"), json, parameter, out));
        }
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(n, json)| deep(&format!("{name}[{n}]"), json, parameter, out));
        }
        Json::Null => {}
        scalar => out.push(format!("{}={}", encode(name), escaped(parameter, &plain(scalar)))),
    }
}
