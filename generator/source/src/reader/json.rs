//! JSON (RFC 8259), strictly, with an explicit stack.

use super::{Fault, scalar::number_end};
use crate::{
    Limits,
    tree::{Builder, Parts, Text},
};
use stipula_diagnostics::{Span, codes};

/// Reads a document; nothing is returned after a syntax error.
pub(super) fn read(text: &str, limits: &Limits) -> (Option<Parts>, Vec<Fault>) {
    let mut reader = Reader { bytes: text.as_bytes(), text, at: 0, builder: Builder::new(text), max_depth: limits.depth };
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
                let end = number_end(self.bytes, self.at).ok_or_else(|| self.bad_number())?;
                self.at = end;
                let span = Span::new(start, self.position());
                if matches!(self.bytes.get(end), Some(b'0'..=b'9' | b'.' | b'a'..=b'z' | b'A'..=b'Z')) {
                    return Err(self.bad_number());
                }
                self.builder.number(span, None);
                Ok(Expect::CommaOrEnd)
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
                Fault::new(codes::NESTING_TOO_DEEP, span, message).help("raise `limits.depth` in stipula.toml if this is meant"),
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
            return Err(Box::new(self.fault("a comma stands before the closing bracket").help("remove the trailing comma; JSON has none")));
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
                Some(0..=0x1F) => return Err(self.control_character()),
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
                Some(0..=0x1F) => return Err(self.control_character()),
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
                return Err(Box::new(self.fault("this escape is unknown").help("JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX")));
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

    fn control_character(&self) -> Box<Fault> {
        let help = "write it as an escape, such as \\n or \\t";
        Box::new(self.fault("a control character stands in a string").help(help))
    }

    fn unterminated(&self, start: usize) -> Box<Fault> {
        let end = self.text[start..].find('\n').map_or(self.text.len(), |line| start + line);
        Box::new(Fault::new(codes::SYNTAX_ERROR, Span::new(narrow(start), narrow(end)), "this string has no closing quotation mark"))
    }

    fn bad_number(&self) -> Box<Fault> {
        let help = "write numbers as in 0, -1, 2.5 or 1e3";
        Box::new(self.fault("this is no number of JSON's grammar").help(help))
    }

    fn unexpected(&self, expected: &str) -> Box<Fault> {
        let found = match self.text[self.at..].chars().next() {
            None => "the end of the file".to_owned(),
            Some('/' | '#') => return Box::new(self.fault(format!("expected {expected}, found a comment")).help("JSON has no comments; use YAML, or `description` or `$comment`")),
            Some('\'') => return Box::new(self.fault(format!("expected {expected}, found a single quote")).help("JSON strings stand in double quotes")),
            Some(c) => format!("`{}`", c.escape_debug()),
        };
        Box::new(self.fault(format!("expected {expected}, found {found}")))
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

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("the reader is given less than 4 GiB")
}
