//! Exact decimal numbers in the text form that contracts give them.

use bigdecimal::{BigDecimal, Signed};
use std::{fmt, str::FromStr};

/// Characters of a number in a contract, sign and point included.
const MAX_LENGTH: usize = 32;
/// Digits after the point.
const MAX_PLACES: usize = 6;

/// An exact number with up to six decimal places, never rounded (Schema-first contracts §10.1).
///
/// Its text is the one it was read from: `1.50` stays `1.50`. Only what means nothing is dropped, leading zeros and the
/// sign of `-0`. Equality is that of numbers, so `1.50` equals `1.5`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(BigDecimal);

/// Why a text is no [`Decimal`], or a result none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not written as contracts write numbers.
    #[error("`{text}` is no decimal number; write digits with at most one point between them, such as `1200.50`")]
    Malformed {
        /// What was written.
        text: String,
    },
    /// More decimal places than contracts carry.
    #[error("`{text}` has {places} decimal places, and at most {MAX_PLACES} can be kept; round it first")]
    TooPrecise {
        /// What was written.
        text: String,
        /// How many places it has.
        places: usize,
    },
    /// More characters than contracts carry.
    #[error("`{text}` is {} characters long, and at most {MAX_LENGTH} can be kept", text.len())]
    TooLong {
        /// What was written, or what a calculation led to.
        text: String,
    },
}

impl Decimal {
    /// The number plus another.
    ///
    /// # Errors
    /// When the sum is longer than contracts carry.
    pub fn add(&self, other: &Decimal) -> Result<Decimal, DecimalError> {
        self.at_finer_scale(other, &(&self.0 + &other.0))
    }

    /// The number minus another.
    ///
    /// # Errors
    /// When the difference is longer than contracts carry.
    pub fn sub(&self, other: &Decimal) -> Result<Decimal, DecimalError> {
        self.at_finer_scale(other, &(&self.0 - &other.0))
    }

    /// True below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Gives a result as many decimal places as the more precise operand has: `1.50 + 1` is `2.50`.
    fn at_finer_scale(&self, other: &Decimal, result: &BigDecimal) -> Result<Decimal, DecimalError> {
        let places = self.0.fractional_digit_count().max(other.0.fractional_digit_count());
        let result = Decimal(result.with_scale(places));
        let text = result.to_string();
        if text.len() > MAX_LENGTH { Err(DecimalError::TooLong { text }) } else { Ok(result) }
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let malformed = || DecimalError::Malformed { text: text.to_owned() };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        if !is_digits(whole) || !fraction.is_none_or(is_digits) {
            return Err(malformed());
        }
        let places = fraction.map_or(0, str::len);
        if places > MAX_PLACES {
            return Err(DecimalError::TooPrecise { text: text.to_owned(), places });
        }
        if text.len() > MAX_LENGTH {
            return Err(DecimalError::TooLong { text: text.to_owned() });
        }
        BigDecimal::from_str(text).map(Decimal).map_err(|_| malformed())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_plain_string())
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
