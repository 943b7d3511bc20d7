//! Exact decimal numbers that keep the text they were written in (RFC 8259 §6).

mod parts;
mod rules;

use crate::{Fault, Invalid, Json, Reader, Wire};
pub(crate) use parts::Parts;
pub use rules::{NumberRules, NumberType};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A number of JSON: its text is kept, and it is compared by what it means (`1.0`, `1` and `1e0` are equal).
///
/// Comparing never expands an exponent, so that hostile texts cost no more than their length. Exponents of more than 18
/// digits count as the largest of 18.
///
/// ```
/// use stipula_rt::Number;
///
/// let price: Number = "0.10".parse()?;
/// assert_eq!(price.to_string(), "0.10");
/// assert_eq!(price, "1e-1".parse()?);
/// assert!(price < Number::from(1));
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[derive(Debug, Clone)]
pub struct Number(Box<str>);

impl Number {
    /// A text that is known to be a number of JSON.
    pub(crate) fn known(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text it was written in.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        Parts::of(&self.0)
    }

    /// True if it has no fraction, however it is written: `1.0` and `1e2` are integers (JSON Schema Validation §6.1.1).
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.parts().is_integer()
    }

    /// The integer it is, if it is one of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok().or_else(|| self.parts().integer()?.try_into().ok())
    }

    /// The integer it is, if it is an unsigned one of 64 bits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok().or_else(|| self.parts().integer()?.try_into().ok())
    }

    /// The nearest IEEE 754 double; infinite beyond their range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().expect("numbers of JSON are numbers of Rust")
    }

    /// The same number as a decimal of 96 bits, if it is one exactly.
    #[must_use]
    pub fn to_decimal(&self) -> Option<Decimal> {
        let parts = self.parts();
        if !(-28..=29).contains(&parts.point) {
            return None;
        }
        let decimal = if self.0.contains(['e', 'E']) {
            Decimal::from_scientific(&self.0).ok()
        } else {
            Decimal::from_str_exact(&self.0).ok()
        }?;
        (Self::from(decimal) == *self).then_some(decimal)
    }

    /// True if it is an integral multiple of another, exactly. Nothing if the other is zero or has more than 37 digits.
    #[must_use]
    pub fn is_multiple_of(&self, other: &Self) -> Option<bool> {
        self.parts().is_multiple_of(&other.parts())
    }
}

impl FromStr for Number {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if is_number(text.as_bytes()) {
            return Ok(Self::known(text));
        }
        Err(Fault::at_root("type", "must be written as a number of JSON").into())
    }
}

/// RFC 8259 §6.
fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text[0] == b'0') {
        return false;
    }
    let mut rest = &text[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = &fraction[count..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = exponent.strip_prefix(b"-").or_else(|| exponent.strip_prefix(b"+")).unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parts = self.parts();
        (parts.negative, parts.point, parts.count()).hash(state);
        parts.digits().for_each(|digit| state.write_u8(digit));
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number {
            fn from(number: $integer) -> Self {
                Self::known(number.to_string())
            }
        }

        impl From<$integer> for Json {
            fn from(number: $integer) -> Self {
                Json::Number(number.into())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        Self::known(number.to_string())
    }
}

impl TryFrom<f64> for Number {
    type Error = Invalid;

    /// The shortest text that reads as the same double. JSON has neither infinities nor NaN.
    fn try_from(number: f64) -> Result<Self, Invalid> {
        if !number.is_finite() {
            return Err(Fault::at_root("type", "must be finite").into());
        }
        let is_short = number == 0.0 || (1e-7..1e21).contains(&number.abs());
        Ok(Self::known(if is_short { number.to_string() } else { format!("{number:e}") }))
    }
}

impl Wire for Number {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        reader.number(json).cloned()
    }

    fn write(&self) -> Json {
        Json::Number(self.clone())
    }
}

#[cfg(test)]
mod tests;
