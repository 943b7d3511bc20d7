use schemars::Schema;
use serde_json::Value;

/// A derived schema as it is published: with its identifier, descriptions without the line breaks of the source, and
/// without formats that only Rust knows.
pub fn published(mut schema: Schema, id: &str) -> Value {
    schema.insert("$id".to_owned(), id.into());
    let mut schema = schema.to_value();
    tidy(&mut schema);
    schema
}

fn tidy(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if object.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("uint")) {
                object.remove("format");
            }
            // TOML and JSON reports leave out what is not there.
            if object.get("default").is_some_and(Value::is_null) {
                object.remove("default");
            }
            if let Some(Value::String(description)) = object.get_mut("description") {
                *description = unwrapped(description);
            }
            object.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// Joins the lines of each paragraph.
fn unwrapped(text: &str) -> String {
    let paragraphs: Vec<String> = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect();
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn a_schema_is_tidied() {
        let derived =
            schemars::json_schema!({ "description": "a\nb\n\nc", "items": [{ "format": "uint8", "type": "integer" }] });
        let schema = published(derived, "urn:x");
        assert_eq!(schema["description"], "a b\n\nc");
        assert!(schema["items"][0].get("format").is_none());
        assert_eq!(schema["$id"], "urn:x");
    }
}
