//! A payload that shows a break, as what carries it: the whole request, response or event.

use serde_json::Value;
use stipula_compat::Shown;
use stipula_diff::Carrier;

/// Items of a longer list that are shown.
const ITEMS: usize = 4;

/// The lines of the request, response or event that carries the payload.
pub(super) fn lines(shown: &Shown) -> Vec<String> {
    let mut lines = head(shown);
    if !lines.is_empty() && has_body(&shown.carrier) {
        lines.push(String::new());
    }
    if has_body(&shown.carrier) {
        write(&shown.value, 0, "", &mut lines);
    }
    lines
}

/// A header or a parameter carries its value itself.
fn has_body(carrier: &Carrier) -> bool {
    !matches!(carrier, Carrier::Parameter { .. } | Carrier::ResponseHeader { .. })
}

fn head(shown: &Shown) -> Vec<String> {
    let value = plain(&shown.value);
    match &shown.carrier {
        Carrier::Schema => Vec::new(),
        Carrier::RequestBody { operation, media_type } => {
            vec![format!("{operation} HTTP/1.1"), format!("content-type: {media_type}")]
        }
        Carrier::ResponseBody { status, media_type, .. } => {
            vec![format!("HTTP/1.1 {status}"), format!("content-type: {media_type}")]
        }
        Carrier::ResponseHeader { status, name, .. } => {
            vec![format!("HTTP/1.1 {status}"), format!("{}: {value}", name.to_ascii_lowercase())]
        }
        Carrier::Parameter { operation, location, name } => match *location {
            "query" => vec![format!("{operation}?{name}={value} HTTP/1.1")],
            "querystring" => vec![format!("{operation}?{value} HTTP/1.1")],
            "path" => vec![format!("{} HTTP/1.1", operation.replace(&format!("{{{name}}}"), &value))],
            "cookie" => vec![format!("{operation} HTTP/1.1"), format!("cookie: {name}={value}")],
            _ => vec![format!("{operation} HTTP/1.1"), format!("{}: {value}", name.to_ascii_lowercase())],
        },
        Carrier::Message { message, channels } => event(message, channels, "payload"),
        Carrier::MessageHeaders { message, channels } => event(message, channels, "headers"),
    }
}

fn event(message: &str, channels: &[String], part: &str) -> Vec<String> {
    let channels = channels.iter().map(|channel| format!("channel: {channel}"));
    channels.chain([format!("message: {message}"), format!("{part}:")]).collect()
}

/// A value in a line: strings as they are.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Indented JSON in which long lists are cut.
fn write(value: &Value, depth: usize, key: &str, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Array(items) if !items.is_empty() => {
            lines.push(format!("{indent}{key}["));
            for item in items.iter().take(ITEMS) {
                write(item, depth + 1, "", lines);
                comma(lines);
            }
            match items.len() - items.len().min(ITEMS) {
                0 => drop_comma(lines),
                more => lines.push(format!("{indent}  … {more} more items")),
            }
            lines.push(format!("{indent}]"));
        }
        Value::Object(members) if !members.is_empty() => {
            lines.push(format!("{indent}{key}{{"));
            for (name, member) in members {
                write(member, depth + 1, &format!("{}: ", Value::from(name.as_str())), lines);
                comma(lines);
            }
            drop_comma(lines);
            lines.push(format!("{indent}}}"));
        }
        other => lines.push(format!("{indent}{key}{other}")),
    }
}

fn comma(lines: &mut [String]) {
    if let Some(line) = lines.last_mut() {
        line.push(',');
    }
}

fn drop_comma(lines: &mut [String]) {
    if let Some(line) = lines.last_mut() {
        line.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::lines;
    use serde_json::{Value, json};
    use stipula_compat::Shown;
    use stipula_diff::Carrier;

    fn shown(carrier: Carrier, value: Value) -> Vec<String> {
        lines(&Shown { carrier, value, old_accepts: true, at: String::new(), keyword: "type".to_owned() })
    }

    #[test]
    fn a_body_is_shown_as_the_whole_request() {
        let carrier = Carrier::RequestBody { operation: "POST /quotes".into(), media_type: "application/json".into() };
        let expected =
            ["POST /quotes HTTP/1.1", "content-type: application/json", "", "{", "  \"lines\": [", "    1", "  ]", "}"];
        assert_eq!(shown(carrier, json!({"lines": [1]})), expected);
    }

    #[test]
    fn a_parameter_stands_where_it_is_sent() {
        let carrier =
            |location| Carrier::Parameter { operation: "GET /quotes/{id}".into(), location, name: "id".into() };
        assert_eq!(shown(carrier("path"), json!("q1")), ["GET /quotes/q1 HTTP/1.1"]);
        assert_eq!(shown(carrier("query"), json!(7)), ["GET /quotes/{id}?id=7 HTTP/1.1"]);
        assert_eq!(shown(carrier("header"), json!("a")), ["GET /quotes/{id} HTTP/1.1", "id: a"]);
    }

    #[test]
    fn long_lists_are_cut() {
        let value = Value::Array(vec![json!(0); 251]);
        assert_eq!(shown(Carrier::Schema, value), ["[", "  0,", "  0,", "  0,", "  0,", "  … 247 more items", "]"]);
    }
}
