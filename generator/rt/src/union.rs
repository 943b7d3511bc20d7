//! Values that are one of several types: `oneOf`, `anyOf` and discriminators.

use crate::{Fault, Json, Reader, Wire};

/// Reads a value as one of several types; see [`Reader::one_of`] and [`Reader::any_of`].
#[derive(Debug)]
#[must_use = "`finish` says what was read"]
pub struct Union<'r, 'j, T> {
    reader: &'r mut Reader,
    json: &'j Json,
    is_exact: bool,
    read: Option<T>,
    /// The names of the variants that fit.
    fitting: Vec<&'static str>,
    /// Why the others do not.
    reasons: Vec<String>,
}

/// Of so many variants is said why they do not fit.
const MOST_REASONS: usize = 4;

impl Reader {
    /// Reads a value that must fit exactly one of several types (`oneOf`).
    ///
    /// ```
    /// use stipula_rt::{Json, Mode, Reader, Wire, from_slice};
    ///
    /// #[derive(Debug, PartialEq)]
    /// enum Answer {
    ///     Count(i64),
    ///     Text(String),
    /// }
    ///
    /// impl Wire for Answer {
    ///     fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
    ///         reader.one_of(json).variant("Count", Self::Count).variant("Text", Self::Text).finish()
    ///     }
    ///
    ///     fn write(&self) -> Json {
    ///         match self {
    ///             Self::Count(count) => count.write(),
    ///             Self::Text(text) => text.write(),
    ///         }
    ///     }
    /// }
    ///
    /// assert_eq!(from_slice(b"42", Mode::Strict), Ok(Answer::Count(42)));
    /// let error = from_slice::<Answer>(b"null", Mode::Strict).unwrap_err().to_string();
    /// assert!(error.contains("not `Count`"), "{error}");
    /// ```
    pub fn one_of<'r, 'j, T>(&'r mut self, json: &'j Json) -> Union<'r, 'j, T> {
        Union::new(self, json, true)
    }

    /// Reads a value as the first of several types that it fits (`anyOf`).
    pub fn any_of<'r, 'j, T>(&'r mut self, json: &'j Json) -> Union<'r, 'j, T> {
        Union::new(self, json, false)
    }

    /// The member that says of which type an object is (OpenAPI 3.1.1 §4.8.25).
    pub fn tag<'j>(&mut self, json: &'j Json, name: &str) -> Option<&'j str> {
        let Json::Object(members) = json else { return self.mistyped("an object", json) };
        match members.get(name) {
            Some(tag) => self.in_member(name, |reader| reader.text(tag)),
            None => self.fault("required", format!("`{name}` is required: it says of which type the object is")),
        }
    }

    /// The tag says something that the contract does not know.
    pub fn unknown_tag<T>(&mut self, name: &str, known: &[&str]) -> Option<T> {
        let known: Vec<String> = known.iter().map(|value| format!("`{value}`")).collect();
        self.in_member(name, |reader| reader.fault("discriminator", format!("must be one of {}", known.join(", "))))
    }
}

impl<'r, 'j, T> Union<'r, 'j, T> {
    fn new(reader: &'r mut Reader, json: &'j Json, is_exact: bool) -> Self {
        Self { reader, json, is_exact, read: None, fitting: Vec::new(), reasons: Vec::new() }
    }

    /// A type that it may be.
    pub fn variant<V: Wire>(self, name: &'static str, variant: impl FnOnce(V) -> T) -> Self {
        self.variant_by(name, |json, reader| V::read(json, reader).map(variant))
    }

    /// A type that it may be, read by a function.
    pub fn variant_by(mut self, name: &'static str, read: impl FnOnce(&Json, &mut Reader) -> Option<T>) -> Self {
        if self.reader.is_exhausted() || (!self.is_exact && self.read.is_some()) {
            return self;
        }
        let json = self.json;
        let length = self.reader.pointer().len();
        match self.reader.attempt(|reader| read(json, reader)) {
            Ok(value) => {
                self.fitting.push(name);
                self.read.get_or_insert(value);
            }
            Err(faults) => self.reasons.extend(faults.first().map(|fault| reason(name, fault, length))),
        }
        self
    }

    /// What was read, or a fault that says why it is none of them or several.
    pub fn finish(mut self) -> Option<T> {
        if self.reader.is_exhausted() {
            // Whoever asked for the value is told so in the end.
            return None;
        }
        match (self.read, self.fitting.len()) {
            (Some(value), 1) => Some(value),
            (Some(_), _) => {
                let fitting: Vec<String> = self.fitting.iter().map(|name| format!("`{name}`")).collect();
                self.reader.fault("oneOf", format!("must be one of them only, and is {}", fitting.join(" and ")))
            }
            (None, _) => {
                let more = self.reasons.len().saturating_sub(MOST_REASONS);
                self.reasons.truncate(MOST_REASONS);
                if more > 0 {
                    self.reasons.push(format!("nor {more} others"));
                }
                let keyword = if self.is_exact { "oneOf" } else { "anyOf" };
                self.reader.fault(keyword, format!("is none of its types: {}", self.reasons.join("; ")))
            }
        }
    }
}

/// Why a value is not of a type.
fn reason(name: &str, fault: &Fault, length: usize) -> String {
    match fault.pointer.get(length..) {
        Some("") | None => format!("not `{name}`, since it {}", fault.message),
        Some(below) => format!("not `{name}`, since {below} {}", fault.message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Int, Invalid, Mode, from_slice};

    #[derive(Debug, PartialEq)]
    enum Size {
        Small(Int<0, 10>),
        Even(Int<5, 20>),
        Name(String),
    }

    fn read(text: &str, is_exact: bool) -> Result<Size, Invalid> {
        let json = Json::parse(text.as_bytes())?;
        let mut reader = Reader::new(Mode::Strict);
        let union = if is_exact { reader.one_of(&json) } else { reader.any_of(&json) };
        let read = union.variant("Small", Size::Small).variant("Even", Size::Even).variant("Name", Size::Name).finish();
        reader.finish(read)
    }

    #[test]
    fn one_of_is_exactly_one() {
        assert_eq!(read("3", true), Ok(Size::Small(Int::new(3).expect("within"))));
        assert_eq!(read("15", true), Ok(Size::Even(Int::new(15).expect("within"))));
        let both = read("7", true).expect_err("two fit").to_string();
        assert_eq!(both, "the value: must be one of them only, and is `Small` and `Even`");
    }

    #[test]
    fn any_of_is_the_first() {
        assert_eq!(read("7", false), Ok(Size::Small(Int::new(7).expect("within"))));
        assert_eq!(read("\"a\"", false), Ok(Size::Name("a".to_owned())));
    }

    #[test]
    fn each_variant_says_why_it_is_not_meant() {
        let none = read("99", true).expect_err("none fits").faults;
        assert_eq!(none.len(), 1);
        assert_eq!(
            none[0].message,
            "is none of its types: not `Small`, since it must be at most 10; not `Even`, since it must be at most 20; \
             not `Name`, since it must be a string, and is number"
        );
    }

    #[test]
    fn a_tag_is_named_and_its_value_is_not() {
        let json = Json::parse(br#"{"kind": "secret"}"#).expect("JSON");
        let mut reader = Reader::new(Mode::Strict);
        assert_eq!(reader.tag(&json, "kind"), Some("secret"));
        let read = reader.unknown_tag::<()>("kind", &["card", "cash"]);
        let error = reader.finish(read).expect_err("unknown").to_string();
        assert_eq!(error, "/kind: must be one of `card`, `cash`");
        let mut reader = Reader::new(Mode::Strict);
        assert_eq!(reader.tag(&json, "type"), None);
        assert_eq!(reader.finish::<()>(None).expect_err("missing").faults[0].keyword, "required");
    }

    /// Every level is read by both variants, so that the work doubles with the depth.
    #[derive(Debug)]
    #[expect(dead_code, reason = "only reading it counts")]
    enum Tower {
        Left(Vec<Tower>),
        Right(Vec<Tower>),
    }

    impl Wire for Tower {
        fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
            reader.one_of(json).variant("Left", Self::Left).variant("Right", Self::Right).finish()
        }

        fn write(&self) -> Json {
            Json::Null
        }
    }

    #[test]
    fn alternatives_inside_alternatives_end() {
        let text = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        let faults = from_slice::<Tower>(text.as_bytes(), Mode::Strict).expect_err("never both").faults;
        assert!(faults.iter().any(|fault| fault.keyword == "limit"), "{faults:?}");
    }
}
