//! A decimal number taken apart without being expanded, so that `1e999999999999` costs what its text costs.

use std::cmp::Ordering;
use std::iter::{Chain, Copied};
use std::slice::Iter;

/// `±0.d₁d₂d₃… × 10^point`, with neither leading nor trailing zeros among the digits; zero has none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'t> {
    pub(crate) negative: bool,
    whole: &'t str,
    fraction: &'t str,
    pub(crate) point: i64,
}

/// Exponents of more digits count as this large.
const FAR: i64 = i64::MAX / 4;

impl<'t> Parts<'t> {
    /// Of a text that keeps to the grammar of RFC 8259 §6.
    pub(crate) fn of(text: &'t str) -> Self {
        let negative = text.starts_with('-');
        let text = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let far = || if exponent.starts_with('-') { i64::MIN / 4 } else { FAR };
        let exponent = exponent.parse().map_or_else(|_| far(), |exponent: i64| exponent.clamp(i64::MIN / 4, FAR));
        Self { negative, whole, fraction, point: exponent }.normal()
    }

    fn normal(mut self) -> Self {
        self.whole = self.whole.trim_start_matches('0');
        self.point += size(self.whole.len());
        self.fraction = self.fraction.trim_end_matches('0');
        if self.whole.is_empty() {
            let digits = self.fraction.trim_start_matches('0');
            self.point -= size(self.fraction.len() - digits.len());
            self.fraction = digits;
        }
        if self.fraction.is_empty() {
            self.whole = self.whole.trim_end_matches('0');
        }
        if self.is_zero() { Self { negative: false, whole: "", fraction: "", point: 0 } } else { self }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// How many digits there are.
    pub(crate) fn count(&self) -> usize {
        self.whole.len() + self.fraction.len()
    }

    /// The digits as ASCII.
    pub(crate) fn digits(&self) -> Chain<Copied<Iter<'t, u8>>, Copied<Iter<'t, u8>>> {
        self.whole.as_bytes().iter().copied().chain(self.fraction.as_bytes().iter().copied())
    }

    pub(crate) fn is_integer(&self) -> bool {
        self.is_zero() || self.point >= size(self.count())
    }

    /// The integer it is, if it is one of at most 38 digits.
    pub(crate) fn integer(&self) -> Option<i128> {
        if !self.is_integer() || self.point > 38 {
            return None;
        }
        let digits = self.digits().try_fold(0_i128, push)?;
        let zeros = self.point - size(self.count());
        let size = (0..zeros).try_fold(digits, |sum, _| sum.checked_mul(10))?;
        Some(if self.negative { -size } else { size })
    }

    fn cmp_size(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.point.cmp(&other.point).then_with(|| self.digits().cmp(other.digits())),
        }
    }

    pub(crate) fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.cmp_size(other),
            (true, true) => other.cmp_size(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }

    /// True if this is an integral multiple of the other; nothing if the other is zero or has more than 37 digits.
    pub(crate) fn is_multiple_of(&self, other: &Self) -> Option<bool> {
        if other.is_zero() {
            return None;
        }
        // Below 10^37, so that ten times a remainder and a digit fit into 128 bits.
        let divisor = if other.count() > 37 { None } else { other.digits().try_fold(0_i128, push) }?;
        if self.is_zero() {
            return Some(true);
        }
        let last = |parts: &Self| parts.point - size(parts.count());
        let shift = last(self) - last(other);
        // Neither digits end in zero, so the quotient would have to.
        if shift < 0 {
            return Some(false);
        }
        let rest = self.digits().fold(0, |rest, digit| (rest * 10 + i128::from(digit - b'0')) % divisor);
        // Each power of ten takes one two and one five out of the divisor, which has fewer than 128 of them.
        Some((0..shift.min(128)).fold(rest, |rest, _| rest * 10 % divisor) == 0)
    }
}

fn push(sum: i128, digit: u8) -> Option<i128> {
    sum.checked_mul(10)?.checked_add(i128::from(digit - b'0'))
}

fn size(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(FAR)
}
