//! Exact numbers: JSON's decimals as rationals, so that no verdict hangs on a rounding.

use std::fmt;
use std::ops::{Add, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// The most digits, written or implied by an exponent, that a number may have.
const MOST_DIGITS: usize = 2048;

/// The longest run of zeros that is written out.
const MOST_ZEROS: usize = 30;

/// An exact rational number.
///
/// Equality is mathematical: `1`, `1.0` and `10e-1` are one number (JSON Schema core §4.2.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(BigRational);

impl Number {
    /// Reads the text of a JSON number (RFC 8259 §6).
    ///
    /// `None` where it is no number, or where its digits or its exponent are too many to be kept exactly.
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.len() > MOST_DIGITS || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits: BigInt = digits.parse().ok()?;
        if digits.is_zero() {
            return Some(Self::from(0));
        }
        let shift = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        let power = usize::try_from(shift.unsigned_abs()).ok().filter(|&power| power <= MOST_DIGITS)?;
        let scale = ten_to(power);
        Some(Self(if shift < 0 { BigRational::new(digits, scale) } else { BigRational::from(digits * scale) }))
    }

    /// Ten to the power of `-digits`.
    pub fn unit(digits: usize) -> Self {
        Self(BigRational::new(BigInt::from(1), ten_to(digits)))
    }

    /// Whether it has no fractional part: `1.0` is an integer.
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is above zero.
    pub fn is_positive(&self) -> bool {
        self.0.is_positive()
    }

    /// Whether it is `divisor` times an integer. Zero divides only zero.
    pub fn is_multiple_of(&self, divisor: &Self) -> bool {
        if divisor.is_zero() { self.is_zero() } else { (&self.0 / &divisor.0).is_integer() }
    }

    /// The least positive number that is a multiple of both; both are positive.
    pub fn common_multiple(&self, other: &Self) -> Self {
        let numerator = self.0.numer().lcm(other.0.numer());
        Self(BigRational::new(numerator, self.0.denom().gcd(other.0.denom())))
    }

    /// The greatest multiple of the positive `unit` that is not above it, in units.
    pub fn floor_in(&self, unit: &Self) -> BigInt {
        (&self.0 / &unit.0).floor().to_integer()
    }

    /// `count` times it.
    pub fn times(&self, count: &BigInt) -> Self {
        Self(&self.0 * BigRational::from(count.clone()))
    }

    /// How many times the positive `divisor` fits, when it fits exactly.
    pub fn quotient(&self, divisor: &Self) -> Option<BigInt> {
        let quotient = &self.0 / &divisor.0;
        quotient.is_integer().then(|| quotient.to_integer())
    }

    /// How many decimal places it takes to write it; every JSON number has finitely many.
    pub fn places(&self) -> usize {
        let mut denominator = self.0.denom().clone();
        let mut most = 0;
        for prime in [2_u8, 5] {
            let mut count = 0;
            while denominator.is_multiple_of(&BigInt::from(prime)) {
                denominator /= prime;
                count += 1;
            }
            most = most.max(count);
        }
        most
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(BigRational::from(BigInt::from(value)))
    }
}

impl Add for &Number {
    type Output = Number;

    fn add(self, other: Self) -> Number {
        Number(&self.0 + &other.0)
    }
}

impl Sub for &Number {
    type Output = Number;

    fn sub(self, other: Self) -> Number {
        Number(&self.0 - &other.0)
    }
}

/// The number as JSON text: the shortest that keeps it exact.
impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places();
        let units = (&self.0 * BigRational::from(ten_to(places))).to_integer();
        let sign = if units.is_negative() { "-" } else { "" };
        let digits = units.abs().to_string();
        if places == 0 {
            let short = digits.trim_end_matches('0');
            let zeros = digits.len() - short.len();
            let is_short = short.is_empty() || zeros <= MOST_ZEROS;
            return if is_short { write!(out, "{sign}{digits}") } else { write!(out, "{sign}{short}e{zeros}") };
        }
        if places > digits.len() + MOST_ZEROS {
            return write!(out, "{sign}{digits}e-{places}");
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(out, "{sign}{whole}.{fraction}")
    }
}

fn ten_to(power: usize) -> BigInt {
    BigInt::from(10).pow(u32::try_from(power).expect("the power of ten is bounded"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a JSON number")
    }

    #[test]
    fn equality_is_mathematical() {
        assert_eq!(number("1"), number("1.0"));
        assert_eq!(number("10e-1"), number("1E0"));
        assert_eq!(number("-0.0"), number("0"));
        assert!(number("0.1") < number("0.10000000000000000001"));
    }

    #[test]
    fn multiples_are_exact() {
        assert!(number("0.3").is_multiple_of(&number("0.1")));
        assert!(!number("1e400").is_multiple_of(&number("7")));
        assert_eq!(number("0.4").common_multiple(&number("0.6")), number("1.2"));
    }

    #[test]
    fn absurd_numbers_are_refused_and_do_not_allocate() {
        assert_eq!(Number::parse("1e999999999"), None);
        assert_eq!(Number::parse("1e-999999999999999999999"), None);
        assert_eq!(Number::parse("x"), None);
        assert_eq!(Number::parse("1.-5"), None);
        assert_eq!(Number::parse("0e999999999"), Some(Number::from(0)));
    }

    #[test]
    fn text_keeps_the_number() {
        for text in ["0", "-1.5", "0.001", "1e400", "-12e40", "1e-60", "100"] {
            assert_eq!(number(&number(text).to_string()), number(text));
            assert_eq!(number(text).to_string(), text);
        }
    }
}
