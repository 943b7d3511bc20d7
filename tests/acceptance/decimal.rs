//! Decimal numbers as texts: equality by value, and neighbours.

/// A number by its value: sign, digits without zeros at either end, and the power of ten of the last digit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut exponent = exponent.parse::<i64>().ok()? - i64::try_from(fraction.len()).ok()?;
        let all = format!("{whole}{fraction}");
        let trimmed = all.trim_end_matches('0');
        exponent += i64::try_from(all.len() - trimmed.len()).ok()?;
        let digits = trimmed.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Decimal { negative: false, digits, exponent: 0 });
        }
        Some(Decimal { negative, digits, exponent })
    }

    /// The number as a count of `10^-scale`, if it is a whole one of at most 30 digits.
    fn scaled(&self, scale: u32) -> Option<i128> {
        let shift = u32::try_from(self.exponent + i64::from(scale)).ok().filter(|shift| *shift <= 30)?;
        let digits: i128 = if self.digits.is_empty() { 0 } else { self.digits.parse().ok()? };
        let value = digits.checked_mul(10_i128.checked_pow(shift)?)?;
        Some(if self.negative { -value } else { value })
    }

    fn scale(&self) -> u32 {
        u32::try_from(-self.exponent.min(0)).unwrap_or(u32::MAX)
    }
}

/// The sum of two numbers; `None` beyond thirty digits.
pub(super) fn sum(one: &str, other: &str) -> Option<String> {
    let (one, other) = (Decimal::parse(one)?, Decimal::parse(other)?);
    let scale = one.scale().max(other.scale());
    Some(written(one.scaled(scale)?.checked_add(other.scaled(scale)?)?, scale))
}

/// So many times a number.
pub(super) fn times(text: &str, factor: i128) -> Option<String> {
    let number = Decimal::parse(text)?;
    let scale = number.scale();
    Some(written(number.scaled(scale)?.checked_mul(factor)?, scale))
}

/// A number with a digit less: the step to its neighbours, such as `0.001` for `0.25`.
pub(super) fn finer(text: &str) -> String {
    let scale = Decimal::parse(text).map_or(0, |number| number.scale());
    written(1, scale.min(20) + 1)
}

fn written(value: i128, scale: u32) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
    let sign = if value < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_by_value() {
        let same = |one: &str, other: &str| Decimal::parse(one) == Decimal::parse(other);
        assert!(
            same("1.0", "1") && same("1e2", "100") && same("-0", "0") && same("0.10", "1E-1") && same("0e9", "0.0")
        );
        assert!(!same("1", "-1") && !same("100000000000000000001", "100000000000000000000"));
    }

    #[test]
    fn neighbours_are_exact() {
        assert_eq!(sum("0.25", "-1").as_deref(), Some("-0.75"));
        assert_eq!(sum("9223372036854775807", "1").as_deref(), Some("9223372036854775808"));
        assert_eq!(times("0.01", 7).as_deref(), Some("0.07"));
        assert_eq!(finer("0.25"), "0.001");
    }
}
