//! Headers that mean the same everywhere.

use crate::{Fault, Invalid, Json, Reader, Wire};
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

macro_rules! text_on_the_wire {
    ($name:ident) => {
        impl Wire for $name {
            fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
                match json {
                    Json::String(text) => text.parse().ok().or_else(|| reader.fault("format", Self::WRONG)),
                    other => reader.fault("type", format!("must be a string, and is {}", other.type_name())),
                }
            }

            fn write(&self) -> Json {
                Json::String(self.to_string())
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Invalid;

            fn try_from(text: &str) -> Result<Self, Invalid> {
                text.parse()
            }
        }
    };
}

fn invalid(message: &str) -> Invalid {
    Invalid { faults: vec![Fault { pointer: String::new(), keyword: "format", message: message.to_owned() }] }
}

/// A version of a resource (RFC 9110 §8.8.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ETag {
    weak: bool,
    tag: String,
}

impl ETag {
    const WRONG: &'static str = "must be an entity tag such as \"17\" in its quotes";

    /// A strong tag, given without its quotes.
    ///
    /// # Errors
    /// A character that no tag may have.
    pub fn strong(tag: impl Into<String>) -> Result<Self, Invalid> {
        Self::new(false, tag.into())
    }

    /// A weak tag, given without its quotes.
    ///
    /// # Errors
    /// A character that no tag may have.
    pub fn weak(tag: impl Into<String>) -> Result<Self, Invalid> {
        Self::new(true, tag.into())
    }

    fn new(weak: bool, tag: String) -> Result<Self, Invalid> {
        match tag.chars().all(|c| c == '!' || ('#'..='~').contains(&c) || c >= '\u{80}') {
            true => Ok(Self { weak, tag }),
            false => Err(invalid(Self::WRONG)),
        }
    }

    /// The tag without its quotes.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// True if equal tags mean equal meaning and not equal bytes.
    pub fn is_weak(&self) -> bool {
        self.weak
    }

    /// Strong comparison: `If-Match` needs it (RFC 9110 §8.8.3.2).
    pub fn matches_strongly(&self, other: &Self) -> bool {
        !self.weak && !other.weak && self.tag == other.tag
    }

    /// Weak comparison.
    pub fn matches_weakly(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl FromStr for ETag {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (weak, quoted) = text.strip_prefix("W/").map_or((false, text), |quoted| (true, quoted));
        let tag = quoted.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).ok_or_else(|| invalid(Self::WRONG))?;
        Self::new(weak, tag.to_owned())
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\"{}\"", if self.weak { "W/" } else { "" }, self.tag)
    }
}

text_on_the_wire!(ETag);

/// The versions that a caller is willing to change (RFC 9110 §13.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum IfMatch {
    /// `*`: whatever there is.
    Any,
    /// One of these.
    Tags(Vec<ETag>),
}

impl IfMatch {
    const WRONG: &'static str = "must be `*` or entity tags such as \"17\" in their quotes";

    /// True if a resource with this tag may be changed.
    pub fn allows(&self, current: &ETag) -> bool {
        match self {
            IfMatch::Any => true,
            IfMatch::Tags(tags) => tags.iter().any(|tag| tag.matches_strongly(current)),
        }
    }
}

impl From<ETag> for IfMatch {
    fn from(tag: ETag) -> Self {
        IfMatch::Tags(vec![tag])
    }
}

impl From<&ETag> for IfMatch {
    fn from(tag: &ETag) -> Self {
        tag.clone().into()
    }
}

impl FromStr for IfMatch {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text == "*" {
            return Ok(IfMatch::Any);
        }
        let (mut rest, mut tags) = (text.trim_matches([' ', '\t', ',']), Vec::new());
        while !rest.is_empty() {
            // A tag may hold a comma, so it ends at its second quote.
            let open = rest.find('"').ok_or_else(|| invalid(Self::WRONG))?;
            let close = rest[open + 1..].find('"').ok_or_else(|| invalid(Self::WRONG))? + open + 2;
            tags.push(rest[..close].parse()?);
            let after = rest[close..].trim_start_matches([' ', '\t']);
            rest = match after.strip_prefix(',') {
                Some(next) => next.trim_matches([' ', '\t', ',']),
                None if after.is_empty() => after,
                None => return Err(invalid(Self::WRONG)),
            };
        }
        if tags.is_empty() { Err(invalid(Self::WRONG)) } else { Ok(IfMatch::Tags(tags)) }
    }
}

impl fmt::Display for IfMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IfMatch::Any => f.write_str("*"),
            IfMatch::Tags(tags) => {
                let tags: Vec<String> = tags.iter().map(ToString::to_string).collect();
                f.write_str(&tags.join(", "))
            }
        }
    }
}

text_on_the_wire!(IfMatch);

/// How long to wait (RFC 9110 §10.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetryAfter {
    /// Seconds from now.
    Seconds(u64),
    /// Until then.
    At(SystemTime),
}

impl RetryAfter {
    const WRONG: &'static str = "must be seconds, or a date as HTTP writes it";

    /// How long that is from a moment; nothing if it has passed.
    pub fn wait(&self, now: SystemTime) -> Duration {
        match self {
            RetryAfter::Seconds(seconds) => Duration::from_secs(*seconds),
            RetryAfter::At(moment) => moment.duration_since(now).unwrap_or_default(),
        }
    }
}

impl FromStr for RetryAfter {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // More seconds than fit are for ever.
            return Ok(RetryAfter::Seconds(text.parse().unwrap_or(u64::MAX)));
        }
        httpdate::parse_http_date(text).map(RetryAfter::At).map_err(|_| invalid(Self::WRONG))
    }
}

impl fmt::Display for RetryAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RetryAfter::Seconds(seconds) => write!(f, "{seconds}"),
            RetryAfter::At(moment) => f.write_str(&httpdate::fmt_http_date(*moment)),
        }
    }
}

text_on_the_wire!(RetryAfter);

/// What makes a command safe to repeat (draft-ietf-httpapi-idempotency-key-header-07): read bare or quoted, written as
/// the quoted string that the draft asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    const WRONG: &'static str = "must be a key of visible ASCII characters, bare or in quotes";

    /// A key, given without quotes.
    ///
    /// # Errors
    /// A key that is empty or has other than printable ASCII characters (RFC 8941 §3.3.3).
    pub fn new(key: impl Into<String>) -> Result<Self, Invalid> {
        let key = key.into();
        match !key.is_empty() && key.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            true => Ok(Self(key)),
            false => Err(invalid(Self::WRONG)),
        }
    }

    /// A key that nobody else has: 128 random bits.
    pub fn random() -> Self {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("every platform that has sockets has random numbers");
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }

    /// The key without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IdempotencyKey {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let Some(quoted) = text.strip_prefix('"') else { return Self::new(text) };
        let (mut key, mut characters) = (String::new(), quoted.chars());
        loop {
            match characters.next() {
                Some('\\') => {
                    key.push(
                        characters.next().filter(|c| matches!(c, '"' | '\\')).ok_or_else(|| invalid(Self::WRONG))?,
                    );
                }
                Some('"') if characters.as_str().is_empty() => return Self::new(key),
                Some('"') | None => return Err(invalid(Self::WRONG)),
                Some(c) => key.push(c),
            }
        }
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

text_on_the_wire!(IdempotencyKey);

#[cfg(test)]
mod tests;
