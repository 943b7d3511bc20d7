//! Numbers, texts and constants.

use super::Reader;
use crate::{Json, Number, NumberRules, Pattern, TextRules, format};

impl Reader {
    pub(crate) fn mistyped<T>(&mut self, expected: &str, found: &Json) -> Option<T> {
        self.fault("type", format!("must be {expected}, and is {}", found.type_name()))
    }

    /// The text of a string.
    pub fn text<'j>(&mut self, json: &'j Json) -> Option<&'j str> {
        match json {
            Json::String(text) => Some(text),
            other => self.mistyped("a string", other),
        }
    }

    /// The text of a string that keeps these rules.
    pub fn text_by<'j>(&mut self, json: &'j Json, rules: &TextRules) -> Option<&'j str> {
        let text = self.text(json)?;
        rules.check(text, self).map(|()| text)
    }

    /// A number.
    pub fn number<'j>(&mut self, json: &'j Json) -> Option<&'j Number> {
        match json {
            Json::Number(number) => Some(number),
            other => self.mistyped("a number", other),
        }
    }

    /// A number that keeps these rules.
    pub fn number_by<'j>(&mut self, json: &'j Json, rules: &NumberRules) -> Option<&'j Number> {
        let number = self.number(json)?;
        rules.check(number, self).map(|()| number)
    }

    /// How many code points a text may have: `minLength` and `maxLength` (JSON Schema Validation §6.3).
    pub fn length(&mut self, text: &str, least: usize, most: usize) -> Option<()> {
        // A code point takes one to four bytes, so most texts need not be counted.
        if text.len() <= most && text.len() / 4 >= least {
            return Some(());
        }
        let count = text.chars().count();
        if count < least {
            return self.fault("minLength", format!("must have at least {least} characters, and has {count}"));
        }
        if count > most {
            return self.fault("maxLength", format!("must have at most {most} characters, and has {count}"));
        }
        Some(())
    }

    /// What a text must match somewhere (`pattern`, ECMA-262).
    pub fn pattern(&mut self, text: &str, pattern: &Pattern) -> Option<()> {
        if pattern.is_match(text) {
            return Some(());
        }
        self.fault("pattern", format!("must match {}", pattern.as_str()))
    }

    /// What format a text must have; formats that are not [known](format::known_format) are not asserted.
    pub fn format(&mut self, text: &str, name: &str) -> Option<()> {
        match format::has_format(name, text) {
            Some(false) => self.fault("format", format!("must be in the format `{name}`")),
            _ => Some(()),
        }
    }

    /// One value and no other (`const`).
    pub fn constant(&mut self, json: &Json, expected: &Json) -> Option<()> {
        if json == expected {
            return Some(());
        }
        self.fault("const", format!("must be {expected}"))
    }

    /// None of the known values (`enum`).
    pub fn unknown_choice<T>(&mut self, known: &[&str]) -> Option<T> {
        let known: Vec<String> = known.iter().map(|value| format!("`{value}`")).collect();
        self.fault("enum", format!("must be one of {}", known.join(", ")))
    }
}
