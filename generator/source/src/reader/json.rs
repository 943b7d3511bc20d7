//! JSON (RFC 8259), strictly, with an explicit stack.

use super::{Fault, narrow, scalar::number_end};
use crate::{
    Limits,
    tree::{Builder, Parts, Text},
};
use stipula_diagnostics::{Span, codes};

/// Reads a document; nothing is returned after a syntax error.
pub(super) fn read(text: &str, limits: &Limits) -> (Option<Parts>, Vec<Fault>) {
    let mut reader =
        Reader { bytes: text.as_bytes(), text, at: 0, builder: Builder::new(text), max_depth: limits.depth };
    match reader.document() {
        Ok(()) => {
            let end = reader.position();
            (Some(reader.builder.finish(end)), Vec::new())
        }
        Err(fault) => (None, vec![*fault]),
    }
}

type Step<T> = Result<T, Box<Fault>>;

struct Reader<'s> {
    bytes: &'s [u8],
    text: &'s str,
    at: usize,
    builder: Builder<'s>,
    max_depth: usize,
}

/// What may come next.
#[derive(PartialEq)]
enum Expect {
    Value,
    FirstKeyOrEnd,
    FirstItemOrEnd,
    CommaOrEnd,
}

impl Reader<'_> {
    fn document(&mut self) -> Step<()> {
        // One bit for each open container: true for an object.
        let mut open: Vec<bool> = Vec::new();
        let mut expect = Expect::Value;
        loop {
            self.skip_space();
            match expect {
                Expect::Value => expect = self.value(&mut open)?,
                Expect::FirstKeyOrEnd => expect = if self.eat(b'}') { self.end(&mut open) } else { self.key()? },
                Expect::FirstItemOrEnd => expect = if self.eat(b']') { self.end(&mut open) } else { Expect::Value },
                Expect::CommaOrEnd => match open.last() {
                    None if self.at == self.bytes.len() => return Ok(()),
                    None => return Err(self.unexpected("the end of the document")),
                    Some(&object) => expect = self.comma_or_end(object, &mut open)?,
                },
            }
        }
    }

    fn value(&mut self, open: &mut Vec<bool>) -> Step<Expect> {
        let start = self.position();
        match self.bytes.get(self.at) {
            Some(b'{') => self.open(open, true),
            Some(b'[') => self.open(open, false),
            Some(b'"') => {
                let (span, text) = self.string()?;
                self.builder.string(span, text);
                Ok(Expect::CommaOrEnd)
            }
            Some(b'-' | b'0'..=b'9') => {
                let end = number_end(self.bytes, self.at)
                    .filter(|end| !self.bytes.get(*end).copied().is_some_and(is_number_like));
                self.at = end.ok_or_else(|| self.bad_number())?;
                self.builder.number(Span::new(start, self.position()), None);
                Ok(Expect::CommaOrEnd)
            }
            Some(b'+' | b'.') if self.bytes.get(self.at + 1).copied().is_some_and(is_number_like) => {
                Err(self.bad_number())
            }
            _ => self.word(start),
        }
    }

    fn word(&mut self, start: u32) -> Step<Expect> {
        let rest = &self.bytes[self.at..];
        let mut accept = |word: &str| {
            let found = rest.starts_with(word.as_bytes());
            if found {
                self.at += word.len();
            }
            found
        };
        if accept("true") {
            self.builder.boolean(Span::new(start, start + 4), true);
        } else if accept("false") {
            self.builder.boolean(Span::new(start, start + 5), false);
        } else if accept("null") {
            self.builder.null(Span::new(start, start + 4));
        } else {
            return Err(self.unexpected("a value"));
        }
        Ok(Expect::CommaOrEnd)
    }

    fn open(&mut self, open: &mut Vec<bool>, object: bool) -> Step<Expect> {
        if open.len() >= self.max_depth {
            let span = Span::new(self.position(), self.position() + 1);
            let message = format!("more than {} arrays and objects are nested here", self.max_depth);
            return Err(Box::new(
                Fault::new(codes::NESTING_TOO_DEEP, span, message)
                    .help("raise `limits.depth` in stipula.toml if this is meant"),
            ));
        }
        open.push(object);
        let start = self.position();
        self.at += 1;
        if object {
            self.builder.open_object(start);
            Ok(Expect::FirstKeyOrEnd)
        } else {
            self.builder.open_array(start);
            Ok(Expect::FirstItemOrEnd)
        }
    }

    fn end(&mut self, open: &mut Vec<bool>) -> Expect {
        open.pop();
        let end = self.position();
        self.builder.close(end);
        Expect::CommaOrEnd
    }

    fn comma_or_end(&mut self, object: bool, open: &mut Vec<bool>) -> Step<Expect> {
        if self.eat(if object { b'}' } else { b']' }) {
            return Ok(self.end(open));
        }
        if !self.eat(b',') {
            return Err(self.unexpected(if object { "`,` or `}`" } else { "`,` or `]`" }));
        }
        self.skip_space();
        if matches!(self.bytes.get(self.at), Some(b'}' | b']')) {
            return Err(Box::new(
                self.fault("a comma stands before the closing bracket")
                    .help("remove the trailing comma; JSON has none"),
            ));
        }
        if object { self.key() } else { Ok(Expect::Value) }
    }

    fn key(&mut self) -> Step<Expect> {
        self.skip_space();
        if self.bytes.get(self.at) != Some(&b'"') {
            return Err(self.unexpected("a key in double quotes"));
        }
        let (span, text) = self.string()?;
        self.builder.key(span, text);
        self.skip_space();
        if !self.eat(b':') {
            return Err(self.unexpected("`:` after the key"));
        }
        Ok(Expect::Value)
    }

    fn string(&mut self) -> Step<(Span, Text)> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok((self.span_from(start), Text::Quoted));
                }
                Some(b'\\') => return self.escaped_string(start),
                Some(0..=0x1F) => return Err(self.control_character(start)),
                Some(_) => self.at += 1,
                None => return Err(self.unterminated(start)),
            }
        }
    }

    /// A string with at least one escape, of which the text up to `self.at` has none.
    fn escaped_string(&mut self, start: usize) -> Step<(Span, Text)> {
        let mut out = String::new();
        let mut copied = start + 1;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    out.push_str(&self.text[copied..self.at]);
                    self.at += 1;
                    return Ok((self.span_from(start), Text::Decoded(out)));
                }
                Some(b'\\') => {
                    out.push_str(&self.text[copied..self.at]);
                    let c = self.escape()?;
                    out.push(c);
                    copied = self.at;
                }
                Some(0..=0x1F) => return Err(self.control_character(start)),
                Some(_) => self.at += 1,
                None => return Err(self.unterminated(start)),
            }
        }
    }

    fn escape(&mut self) -> Step<char> {
        let start = self.at;
        self.at += 2;
        Ok(match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => {
                self.at = start;
                return Err(Box::new(
                    self.fault("this escape is unknown").help("JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX"),
                ));
            }
        })
    }

    fn unicode_escape(&mut self, start: usize) -> Step<char> {
        let first = self.hex4(start)?;
        let code = if (0xD800..0xDC00).contains(&first) && self.bytes[self.at..].starts_with(b"\\u") {
            self.at += 2;
            let second = self.hex4(start)?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(self.surrogate(start));
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.surrogate(start))
    }

    fn hex4(&mut self, start: usize) -> Step<u32> {
        let digits = self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => {
                self.at = start;
                Err(Box::new(self.fault("`\\u` needs four hexadecimal digits")))
            }
        }
    }

    fn surrogate(&self, start: usize) -> Box<Fault> {
        let message = "this escape is half of a surrogate pair and stands for no character";
        Box::new(Fault::new(codes::SYNTAX_ERROR, self.span_from(start), message))
    }

    fn control_character(&self, start: usize) -> Box<Fault> {
        if matches!(self.bytes[self.at], b'\n' | b'\r') {
            return self.unterminated(start);
        }
        let help = "write it as an escape, such as \\n or \\t";
        Box::new(self.fault("a control character stands in a string").help(help))
    }

    fn unterminated(&self, start: usize) -> Box<Fault> {
        let end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |line| start + line);
        let fault = Fault::new(
            codes::SYNTAX_ERROR,
            Span::new(narrow(start), narrow(end)),
            "this string is not closed on its line",
        );
        Box::new(fault.help("close it with `\"`; a line break inside is written `\\n`"))
    }

    fn bad_number(&self) -> Box<Fault> {
        let width = self.bytes[self.at..].iter().take_while(|byte| is_number_like(**byte)).count();
        let span = Span::new(self.position(), narrow(self.at + width));
        let number = &self.text[self.at..self.at + width];
        let message = format!("`{number}` is no number of JSON's grammar");
        Box::new(Fault::new(codes::SYNTAX_ERROR, span, message).help("write numbers as in 0, -1, 2.5 or 1e3"))
    }

    fn unexpected(&self, expected: &str) -> Box<Fault> {
        if let Some(fault) = super::conflict_marker(self.text, self.at) {
            return Box::new(fault);
        }
        let rest = &self.text[self.at..];
        let word =
            rest.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '-')).next().unwrap_or_default();
        let (found, help) = match rest.chars().next() {
            None => ("the end of the file".to_owned(), None),
            Some('/' | '#') => {
                ("a comment".to_owned(), Some("JSON has no comments; use YAML, or `description` or `$comment`"))
            }
            Some('\'' | '`') => ("another quotation mark".to_owned(), Some("JSON strings stand in double quotes")),
            Some(c @ '“'..='”') => (format!("`{c}`"), Some("use the straight quotation mark `\"`")),
            Some('"' | '{' | '[') if expected.starts_with("`,`") => {
                (format!("`{}`", &rest[..1]), Some("put a comma before it"))
            }
            Some(_) if !word.is_empty() => (format!("`{word}`"), advice(word, expected)),
            Some(c) if c.is_control() => (format!("the control character U+{:04X}", u32::from(c)), None),
            Some(c) => (format!("`{c}`"), None),
        };
        let fault = self.fault(format!("expected {expected}, found {found}"));
        Box::new(match help {
            Some(help) => fault.help(help),
            None => fault,
        })
    }

    fn fault(&self, message: impl Into<String>) -> Fault {
        let width = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        Fault::new(codes::SYNTAX_ERROR, Span::new(self.position(), narrow(self.at + width)), message)
    }

    fn skip_space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn position(&self) -> u32 {
        narrow(self.at)
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(narrow(start), self.position())
    }
}

/// What a number, or what was meant as one, is written with.
fn is_number_like(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
}

fn advice(word: &str, expected: &str) -> Option<&'static str> {
    match word {
        "NaN" | "Infinity" => Some("JSON has no such number; use `null` or a string"),
        "True" | "TRUE" | "False" | "FALSE" | "None" | "Null" | "NULL" | "nil" | "undefined" => {
            Some("JSON's words are `true`, `false` and `null`")
        }
        _ if expected == "a value" || expected.starts_with("a key") => Some("put a string in double quotes"),
        _ => None,
    }
}
