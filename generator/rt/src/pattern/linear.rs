//! Patterns that the crate `regex` matches exactly as ECMA-262 says, translated; all others are left alone.
//!
//! Whether a pattern matches does not depend on greediness or captures, so that only the sets of characters, the anchors
//! and the grammar have to be the same. Classes are written out by their code points.

use std::iter::Peekable;
use std::str::Chars;

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
/// ECMA-262 §22.2.2.9: white space and line terminators.
const SPACE: &str = r"\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// The pattern, if it is one of those.
pub(super) fn compile(pattern: &str) -> Option<regex::Regex> {
    let mut translation = Translation { rest: pattern.chars().peekable(), out: String::new(), is_repeatable: false };
    translation.all()?;
    regex::Regex::new(&translation.out).ok()
}

struct Translation<'p> {
    rest: Peekable<Chars<'p>>,
    out: String,
    /// True after what a quantifier may follow.
    is_repeatable: bool,
}

/// What an escape means.
enum Escaped {
    Char(char),
    /// A class, and whether it is negated.
    Class(&'static str, bool),
}

impl Translation<'_> {
    fn all(&mut self) -> Option<()> {
        while let Some(char) = self.rest.next() {
            match char {
                '^' => self.push("^", false),
                '$' => self.push(r"\z", false),
                '|' => self.push("|", false),
                '(' => self.group()?,
                ')' => self.push(")", true),
                '.' => self.push(r"[^\n\r\x{2028}\x{2029}]", true),
                '[' => self.class()?,
                '*' | '+' | '?' | '{' => self.quantifier(char)?,
                ']' | '}' => return None,
                '\\' if self.rest.next_if_eq(&'b').is_some() => self.push(r"(?-u:\b)", false),
                '\\' => match self.escape()? {
                    Escaped::Char(char) => self.literal(char),
                    Escaped::Class(class, is_negated) => {
                        let class = format!("[{}{class}]", if is_negated { "^" } else { "" });
                        self.push(&class, true);
                    }
                },
                other => self.literal(other),
            }
        }
        Some(())
    }

    fn push(&mut self, text: &str, is_repeatable: bool) {
        self.out.push_str(text);
        self.is_repeatable = is_repeatable;
    }

    fn literal(&mut self, char: char) {
        self.push(&code_point(char), true);
    }

    /// Captures count for nothing; other groups than `(?:` do.
    fn group(&mut self) -> Option<()> {
        if self.rest.next_if_eq(&'?').is_some() {
            self.rest.next_if_eq(&':')?;
        }
        self.push("(?:", false);
        Some(())
    }

    fn quantifier(&mut self, first: char) -> Option<()> {
        if !self.is_repeatable {
            return None;
        }
        self.push(&first.to_string(), false);
        if first == '{' {
            self.digits()?;
            if self.rest.next_if_eq(&',').is_some() {
                self.out.push(',');
                // There need not be a second one.
                let _ = self.digits();
            }
            self.rest.next_if_eq(&'}')?;
            self.out.push('}');
        }
        if self.rest.next_if_eq(&'?').is_some() {
            self.out.push('?');
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let length = self.out.len();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            self.out.push(digit);
        }
        (self.out.len() > length).then_some(())
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Option<Escaped> {
        let is_digit_next = |rest: &mut Peekable<Chars<'_>>| rest.peek().is_some_and(char::is_ascii_digit);
        Some(match self.rest.next()? {
            'd' => Escaped::Class(DIGIT, false),
            'D' => Escaped::Class(DIGIT, true),
            'w' => Escaped::Class(WORD, false),
            'W' => Escaped::Class(WORD, true),
            's' => Escaped::Class(SPACE, false),
            'S' => Escaped::Class(SPACE, true),
            't' => Escaped::Char('\t'),
            'n' => Escaped::Char('\n'),
            'v' => Escaped::Char('\x0B'),
            'f' => Escaped::Char('\x0C'),
            'r' => Escaped::Char('\r'),
            '0' if !is_digit_next(&mut self.rest) => Escaped::Char('\0'),
            'x' => Escaped::Char(char::from_u32(self.hex(2)?)?),
            'u' => Escaped::Char(self.unicode()?),
            other if other.is_ascii_punctuation() => Escaped::Char(other),
            _ => return None,
        })
    }

    fn hex(&mut self, count: usize) -> Option<u32> {
        (0..count).try_fold(0, |sum, _| Some(sum * 16 + self.rest.next()?.to_digit(16)?))
    }

    /// `\u{1F600}`, `\u00E9` or a pair of surrogates.
    fn unicode(&mut self) -> Option<char> {
        if self.rest.next_if_eq(&'{').is_some() {
            let mut code = 0_u32;
            let mut count = 0;
            while let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit) {
                code = code.checked_mul(16)?.checked_add(digit.to_digit(16)?)?;
                count += 1;
            }
            self.rest.next_if_eq(&'}')?;
            return if count == 0 { None } else { char::from_u32(code) };
        }
        let first = self.hex(4)?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        self.rest.next_if_eq(&'\\')?;
        self.rest.next_if_eq(&'u')?;
        let second = self.hex(4)?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + second)
    }

    fn class(&mut self) -> Option<()> {
        self.out.push('[');
        if self.rest.next_if_eq(&'^').is_some() {
            self.out.push('^');
        }
        let mut is_empty = true;
        while self.rest.next_if_eq(&']').is_none() {
            is_empty = false;
            let first = self.class_atom()?;
            let has_hyphen = self.rest.next_if_eq(&'-').is_some();
            let is_last = self.rest.peek() == Some(&']');
            match first {
                Escaped::Char(first) if has_hyphen && !is_last => match self.class_atom()? {
                    Escaped::Char(last) if first <= last => {
                        self.out.push_str(&code_point(first));
                        self.out.push('-');
                        self.out.push_str(&code_point(last));
                    }
                    _ => return None,
                },
                Escaped::Char(char) => self.out.push_str(&code_point(char)),
                Escaped::Class(..) if has_hyphen && !is_last => return None,
                Escaped::Class(class, false) => self.out.push_str(class),
                Escaped::Class(class, true) => self.out.extend(["[^", class, "]"]),
            }
            if has_hyphen && is_last {
                self.out.push_str(r"\-");
            }
        }
        self.push("]", true);
        // `[]` matches nothing and `[^]` everything; `regex` knows neither.
        if is_empty { None } else { Some(()) }
    }

    fn class_atom(&mut self) -> Option<Escaped> {
        match self.rest.next()? {
            '\\' if self.rest.next_if_eq(&'b').is_some() => Some(Escaped::Char('\x08')),
            '\\' => self.escape(),
            char => Some(Escaped::Char(char)),
        }
    }
}

fn code_point(char: char) -> String {
    if char.is_ascii_alphanumeric() { char.to_string() } else { format!("\\x{{{:X}}}", u32::from(char)) }
}
