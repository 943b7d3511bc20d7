//! Numbers as mathematics has them: `1`, `1.0` and `10e-1` are one.

use std::borrow::Cow;
use std::cmp::Ordering;

/// A decimal number: a sign, significant digits without zeros at either end, and the power of ten of the last digit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Decimal<'t> {
    negative: bool,
    digits: Cow<'t, str>,
    exponent: i64,
}

impl<'t> Decimal<'t> {
    /// Reads a number in JSON's grammar (RFC 8259 §6); `None` if its exponent has more than 18 digits.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
        let exponent: i64 = (exponent.len() <= 18).then(|| exponent.parse().ok())??;
        let (digits, fraction) = match mantissa.split_once('.') {
            None => (Cow::Borrowed(mantissa), 0),
            Some((whole, fraction)) => (Cow::Owned(format!("{whole}{fraction}")), fraction.len()),
        };
        let kept = digits.trim_end_matches('0').len();
        if kept == 0 {
            return Some(Self { negative: false, digits: Cow::Borrowed(""), exponent: 0 });
        }
        let dropped = signed(digits.len() - kept);
        let digits = match digits {
            Cow::Borrowed(text) => Cow::Borrowed(text[..kept].trim_start_matches('0')),
            Cow::Owned(text) => Cow::Owned(text[..kept].trim_start_matches('0').to_owned()),
        };
        Some(Self { negative, digits, exponent: exponent + dropped - signed(fraction) })
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    /// Where the first digit stands; then the digits decide, as words in a dictionary do.
    fn magnitude(&self) -> (i64, &str) {
        (self.exponent + signed(self.digits.len()), &self.digits)
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_magnitude = || match self.sign() {
            1 => self.magnitude().cmp(&other.magnitude()),
            _ => other.magnitude().cmp(&self.magnitude()),
        };
        self.sign().cmp(&other.sign()).then_with(by_magnitude)
    }
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn one_number_has_many_texts() {
        for (a, b) in [("1", "1.0"), ("10", "1e1"), ("0.50", "5E-1"), ("-0", "0.0"), ("100", "1e+2"), ("0e9", "0")] {
            assert_eq!(Decimal::parse(a), Decimal::parse(b), "{a} {b}");
        }
    }

    #[test]
    fn numbers_are_ordered_without_rounding() {
        let sorted =
            ["-1e3", "-2", "-1.5", "-1", "0", "1e-9", "0.1", "0.11", "0.9", "1", "9", "10", "9007199254740993"];
        for pair in sorted.windows(2) {
            assert!(Decimal::parse(pair[0]) < Decimal::parse(pair[1]), "{pair:?}");
        }
    }
}
