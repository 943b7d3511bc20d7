//! Escapes and classes in brackets.

use super::super::charset::CharSet;
use super::super::property;
use super::{Parser, Unsupported, unsupported};

/// What one atom of a class in brackets stands for.
enum Atom {
    Char(u32),
    Set(CharSet),
}

impl Atom {
    fn into_set(self) -> CharSet {
        match self {
            Self::Char(code) => CharSet::new([(code, code)]),
            Self::Set(set) => set,
        }
    }
}

impl Parser {
    /// What follows `\` outside of brackets, assertions apart.
    pub(super) fn escape(&mut self) -> Result<CharSet, Unsupported> {
        match self.peek() {
            Some('1'..='9' | 'k') => unsupported("a backreference"),
            _ => self.escaped().map(Atom::into_set),
        }
    }

    /// What follows `[`.
    pub(super) fn class(&mut self) -> Result<CharSet, Unsupported> {
        let negated = self.eat("^");
        let mut set = Vec::new();
        loop {
            if self.eat("]") {
                let set = CharSet::new(set);
                return Ok(if negated { set.complement() } else { set });
            }
            self.class_item(&mut set)?;
        }
    }

    /// Adds a range, or what stands alone, to `set`. A `-` beside a set is a literal, as annex B has it.
    fn class_item(&mut self, set: &mut Vec<(u32, u32)>) -> Result<(), Unsupported> {
        let first = self.class_atom()?;
        let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|&c| c != ']');
        if !is_range {
            set.extend_from_slice(first.into_set().ranges());
            return Ok(());
        }
        self.at += 1;
        match (first, self.class_atom()?) {
            (Atom::Char(first), Atom::Char(last)) if first <= last => set.push((first, last)),
            (Atom::Char(_), Atom::Char(_)) => return unsupported("a range whose ends are out of order"),
            (first, last) => {
                set.extend_from_slice(first.into_set().ranges());
                set.push(('-'.into(), '-'.into()));
                set.extend_from_slice(last.into_set().ranges());
            }
        }
        Ok(())
    }

    fn class_atom(&mut self) -> Result<Atom, Unsupported> {
        match self.next() {
            Some('\\') if self.eat("b") => Ok(Atom::Char(8)),
            Some('\\') => self.escaped(),
            Some(c) => Ok(Atom::Char(c.into())),
            None => unsupported("a class without an end"),
        }
    }

    /// What follows `\`, in brackets or not.
    fn escaped(&mut self) -> Result<Atom, Unsupported> {
        let Some(c) = self.next() else {
            return unsupported("a pattern that ends too early");
        };
        Ok(match c {
            'd' => Atom::Set(CharSet::digits()),
            'D' => Atom::Set(CharSet::digits().complement()),
            'w' => Atom::Set(CharSet::word()),
            'W' => Atom::Set(CharSet::word().complement()),
            's' => Atom::Set(CharSet::space()),
            'S' => Atom::Set(CharSet::space().complement()),
            'p' => Atom::Set(self.property()?),
            'P' => Atom::Set(self.property()?.complement()),
            't' => Atom::Char(0x09),
            'n' => Atom::Char(0x0A),
            'v' => Atom::Char(0x0B),
            'f' => Atom::Char(0x0C),
            'r' => Atom::Char(0x0D),
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => Atom::Char(0),
            'c' => self.control()?,
            'x' => self.hex(2).map_or_else(|| unsupported("a malformed escape"), |code| Ok(Atom::Char(code)))?,
            'u' => self.unicode()?,
            c if c.is_alphanumeric() => return unsupported("an escape that ECMA-262 does not know"),
            c => Atom::Char(c.into()),
        })
    }

    /// What follows `\c`.
    fn control(&mut self) -> Result<Atom, Unsupported> {
        match self.next() {
            Some(c) if c.is_ascii_alphabetic() => Ok(Atom::Char(u32::from(c) % 32)),
            _ => unsupported("a malformed escape"),
        }
    }

    /// What follows `\u`: four digits, two such that are a surrogate pair, or any number in braces.
    fn unicode(&mut self) -> Result<Atom, Unsupported> {
        let code = if self.eat("{") { self.braced() } else { self.hex(4).map(|code| self.paired(code)) };
        match code {
            Some(0xD800..=0xDFFF) => unsupported("a lone surrogate"),
            Some(code) if code <= 0x0010_FFFF => Ok(Atom::Char(code)),
            _ => unsupported("a malformed escape"),
        }
    }

    /// `high` and the low surrogate that follows it as one code point, or `high` if none does.
    fn paired(&mut self, high: u32) -> u32 {
        let before = self.at;
        if matches!(high, 0xD800..=0xDBFF)
            && self.eat("\\u")
            && let Some(low @ 0xDC00..=0xDFFF) = self.hex(4)
        {
            return 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        }
        self.at = before;
        high
    }

    fn braced(&mut self) -> Option<u32> {
        let mut code = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) {
            code = Some(code.unwrap_or(0_u32).saturating_mul(16).saturating_add(digit));
            self.at += 1;
        }
        code.filter(|_| self.eat("}"))
    }

    /// A number of exactly so many hexadecimal digits.
    fn hex(&mut self, digits: usize) -> Option<u32> {
        let text = self.chars.get(self.at..self.at + digits)?;
        let code = text.iter().try_fold(0, |code, c| Some(code * 16 + c.to_digit(16)?))?;
        self.at += digits;
        Some(code)
    }

    /// What follows `\p`.
    fn property(&mut self) -> Result<CharSet, Unsupported> {
        if !self.eat("{") {
            return unsupported("a malformed escape");
        }
        let start = self.at;
        while self.peek().is_some_and(|c| c != '}') {
            self.at += 1;
        }
        let text: String = self.chars[start..self.at].iter().collect();
        let known = property::ranges(&text).filter(|_| self.eat("}"));
        known.map_or_else(|| unsupported("this Unicode property"), Ok)
    }
}
