//! A JSON value with the text of its numbers.

use serde_json::Value;
use std::fmt;

/// A value as it is written. Read by a reader of our own, since `serde_json` rewrites `1E2` as `1e+2`.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its text.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Datum>),
    /// An object.
    Object(Vec<(String, Datum)>),
}

impl Datum {
    /// Reads JSON text (RFC 8259); `None` if it is none.
    pub fn parse(text: &str) -> Option<Datum> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value()?;
        parser.space();
        (parser.at == text.len()).then_some(value)
    }

    /// The member with this name.
    pub fn get(&self, name: &str) -> Option<&Datum> {
        match self {
            Datum::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The same with the members of objects in the order of their names.
    pub(super) fn sorted(self) -> Datum {
        match self {
            Datum::List(items) => Datum::List(items.into_iter().map(Datum::sorted).collect()),
            Datum::Object(members) => {
                let mut members: Vec<_> = members.into_iter().map(|(name, value)| (name, value.sorted())).collect();
                members.sort_by(|one, other| one.0.cmp(&other.0));
                Datum::Object(members)
            }
            other => other,
        }
    }

    /// What stands one step further in: a member's name or an item's number.
    pub(super) fn step(&self, step: &Step) -> Option<&Datum> {
        match (self, step) {
            (Datum::Object(_), Step::Member(name)) => self.get(name),
            (Datum::List(items), Step::Item(n)) => items.get(*n),
            _ => None,
        }
    }

    /// A copy in which something else stands at a place.
    pub(super) fn with(&self, path: &[Step], new: Datum) -> Datum {
        let Some((first, rest)) = path.split_first() else { return new };
        match (self, first) {
            (Datum::Object(members), Step::Member(name)) => {
                let mut members = members.clone();
                if let Some((_, value)) = members.iter_mut().find(|(known, _)| known == name) {
                    *value = value.with(rest, new);
                }
                Datum::Object(members)
            }
            (Datum::List(items), Step::Item(n)) => {
                let mut items = items.clone();
                if let Some(item) = items.get_mut(*n) {
                    *item = item.with(rest, new);
                }
                Datum::List(items)
            }
            _ => self.clone(),
        }
    }
}

/// One step into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Member(String),
    Item(usize),
}

impl From<&Value> for Datum {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Datum::Null,
            Value::Bool(flag) => Datum::Bool(*flag),
            Value::Number(number) => Datum::Number(number.to_string()),
            Value::String(text) => Datum::Text(text.clone()),
            Value::Array(items) => Datum::List(items.iter().map(Datum::from).collect()),
            Value::Object(members) => {
                Datum::Object(members.iter().map(|(name, value)| (name.clone(), value.into())).collect())
            }
        }
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Datum::Null => f.write_str("null"),
            Datum::Bool(flag) => write!(f, "{flag}"),
            Datum::Number(text) => f.write_str(text),
            Datum::Text(text) => f.write_str(&quoted(text)),
            Datum::List(items) => {
                f.write_str("[")?;
                for (n, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if n == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Datum::Object(members) => {
                f.write_str("{")?;
                for (n, (name, value)) in members.iter().enumerate() {
                    write!(f, "{}{}:{value}", if n == 0 { "" } else { "," }, quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string can be written")
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, wanted: u8) -> Option<()> {
        self.space();
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn value(&mut self) -> Option<Datum> {
        self.space();
        match self.peek()? {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => self.string().map(Datum::Text),
            b'-' | b'0'..=b'9' => Some(self.number()),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<Datum> {
        let words = [("null", Datum::Null), ("true", Datum::Bool(true)), ("false", Datum::Bool(false))];
        let (word, value) = words.into_iter().find(|(word, _)| self.text[self.at..].starts_with(word))?;
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Datum {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        Datum::Number(self.text[start..self.at].to_owned())
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        self.at += 1;
        while self.peek()? != b'"' {
            self.at += if self.peek() == Some(b'\\') { 2 } else { 1 };
        }
        self.at += 1;
        serde_json::from_str(self.text.get(start..self.at)?).ok()
    }

    fn list(&mut self) -> Option<Datum> {
        self.eat(b'[')?;
        let mut items = Vec::new();
        if self.eat(b']').is_some() {
            return Some(Datum::List(items));
        }
        loop {
            items.push(self.value()?);
            if self.eat(b']').is_some() {
                return Some(Datum::List(items));
            }
            self.eat(b',')?;
        }
    }

    fn object(&mut self) -> Option<Datum> {
        self.eat(b'{')?;
        let mut members = Vec::new();
        if self.eat(b'}').is_some() {
            return Some(Datum::Object(members));
        }
        loop {
            self.space();
            let name = self.string()?;
            self.eat(b':')?;
            members.push((name, self.value()?));
            if self.eat(b'}').is_some() {
                return Some(Datum::Object(members));
            }
            self.eat(b',')?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text_and_places_can_be_replaced() {
        let datum = Datum::parse(r#" { "a" : [ 1E2 , -0, "\ud83d\ude00\n" ] } "#).unwrap();
        assert_eq!(datum.to_string(), "{\"a\":[1E2,-0,\"😀\\n\"]}");
        let path = [Step::Member("a".to_owned()), Step::Item(1)];
        assert_eq!(datum.with(&path, Datum::Null).to_string(), "{\"a\":[1E2,null,\"😀\\n\"]}");
        assert_eq!(Datum::parse("[1,]"), None);
    }
}
