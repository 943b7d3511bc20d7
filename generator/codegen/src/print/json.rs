//! JSON for readers: what fits a line stands on one.

use serde_json::Value;

/// A value, indented by two spaces a level, with lines of at most so many columns where that can be.
pub(crate) fn pretty(value: &Value, width: usize) -> String {
    let mut out = String::new();
    write(value, 0, width, &mut out);
    out
}

/// `indent` is where the line begins, and `out` ends where the value does.
fn write(value: &Value, indent: usize, width: usize, out: &mut String) {
    let line = on_a_line(value);
    let column = out.len() - out.rfind('\n').map_or(0, |end| end + 1);
    // A comma may follow.
    if column + line.chars().count() < width {
        return out.push_str(&line);
    }
    let (open, close, parts): (_, _, Vec<(Option<&str>, &Value)>) = match value {
        Value::Array(items) if !items.is_empty() => ('[', ']', items.iter().map(|item| (None, item)).collect()),
        Value::Object(members) if !members.is_empty() => {
            ('{', '}', members.iter().map(|(name, value)| (Some(name.as_str()), value)).collect())
        }
        _ => return out.push_str(&line),
    };
    let count = parts.len();
    out.push(open);
    for (n, (name, part)) in parts.into_iter().enumerate() {
        out.push('\n');
        out.push_str(&" ".repeat(indent + 2));
        if let Some(name) = name {
            out.push_str(&format!("{}: ", Value::from(name)));
        }
        write(part, indent + 2, width, out);
        if n + 1 < count {
            out.push(',');
        }
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push(close);
}

fn on_a_line(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(on_a_line).collect::<Vec<_>>().join(", ")),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), on_a_line(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;
    use serde_json::json;

    #[test]
    fn what_fits_a_line_stands_on_one() {
        let value = json!({"a": [1, 2], "b": {"c": "d", "e": {}}});
        assert_eq!(pretty(&value, 80), r#"{ "a": [1, 2], "b": { "c": "d", "e": {} } }"#);
        let expected = "{\n  \"a\": [1, 2],\n  \"b\": {\n    \"c\": \"d\",\n    \"e\": {}\n  }\n}";
        assert_eq!(pretty(&value, 20), expected);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&pretty(&value, 1)).expect("JSON"), value);
    }
}
