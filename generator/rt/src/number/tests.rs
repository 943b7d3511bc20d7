use super::Number;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::HashSet;

fn number(text: &str) -> Number {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn numbers_are_equal_by_what_they_mean() {
    for same in [["1", "1.0"], ["1e2", "100"], ["0.10", "1E-1"], ["-0", "0.000e9"], ["12.5e+1", "125.00"]] {
        let [a, b] = same.map(number);
        assert_eq!(a, b);
        assert_eq!(HashSet::from([a, b]).len(), 1, "{same:?} have one hash");
    }
    assert_ne!(number("9007199254740993"), number("9007199254740992"));
    assert_ne!(number("1"), number("-1"));
}

#[test]
fn numbers_have_an_order() {
    let sorted = ["-1e999", "-2", "-1.5", "-1e-999999999999999999", "0", "1e-7", "0.9", "1", "1.01", "9e8", "1e400"];
    for pair in sorted.windows(2) {
        assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
    }
}

#[test]
fn hostile_exponents_cost_nothing() {
    let huge = number("1e999999999999999999");
    assert!(huge.is_integer());
    assert_eq!(huge.as_i64(), None);
    assert_eq!(huge.to_decimal(), None);
    assert!(huge.to_f64().is_infinite());
    assert!(number("1e99999999999999999999999999") > huge);
    assert_eq!(huge.is_multiple_of(&number("0.01")), Some(true));
    assert_eq!(huge.is_multiple_of(&number("7")), Some(false));
    assert_eq!(number("1e-999999999999999999").is_multiple_of(&number("0.01")), Some(false));
}

#[test]
fn integers_are_integers_however_they_are_written() {
    for (text, integer) in
        [("1.0", Some(1)), ("1e2", Some(100)), ("-12.50e1", Some(-125)), ("0.5", None), ("1e19", None)]
    {
        assert_eq!(number(text).as_i64(), integer, "{text}");
    }
    assert_eq!(number("-9223372036854775808").as_i64(), Some(i64::MIN));
    assert_eq!(number("18446744073709551615.0").as_u64(), Some(u64::MAX));
    assert_eq!(number("-0").as_u64(), Some(0));
    assert_eq!(number("-1").as_u64(), None);
}

#[test]
fn multiples_are_exact() {
    let of = |a: &str, b: &str| number(a).is_multiple_of(&number(b));
    assert_eq!(of("0.07", "0.01"), Some(true));
    assert_eq!(of("1.005", "0.01"), Some(false));
    assert_eq!(of("4.35", "0.05"), Some(true));
    assert_eq!(of("-9", "3"), Some(true));
    assert_eq!(of("0", "3"), Some(true));
    assert_eq!(of("30", "4e1"), Some(false));
    assert_eq!(of("1e30", "3.2e1"), Some(true));
    assert_eq!(of("1", "0"), None);
    assert_eq!(of("1", &"9".repeat(38)), None);
}

#[test]
fn decimals_keep_their_scale_or_are_refused() {
    assert_eq!(number("1.50").to_decimal().map(|decimal| decimal.to_string()), Some("1.50".to_owned()));
    assert_eq!(number("15e-1").to_decimal(), Some(Decimal::new(15, 1)));
    assert_eq!(number("0.00000000000000000000000000001").to_decimal(), None);
    assert_eq!(number("123456789012345678901234567890").to_decimal(), None);
    assert_eq!(number("1e-5000").to_decimal(), None);
}

#[test]
fn what_json_does_not_know_is_no_number() {
    for text in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "NaN", "0x1", "1 ", "1e5.0", "--1", "٣"] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
    assert!(Number::try_from(f64::NAN).is_err());
    assert_eq!(Number::try_from(0.1).map(|number| number.to_string()), Ok("0.1".to_owned()));
    assert_eq!(Number::try_from(1e300).map(|number| number.to_string()), Ok("1e300".to_owned()));
}

proptest! {
    #[test]
    fn small_decimals_agree_with_integers(a in -100_000_i64..100_000, b in 1_i64..2000, scale in 0_u32..4) {
        let (x, y) = (Number::from(Decimal::new(a, scale)), Number::from(Decimal::new(b, scale)));
        prop_assert_eq!(x.is_multiple_of(&y), Some(a % b == 0));
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x.to_decimal(), Some(Decimal::new(a, scale)));
        prop_assert_eq!(x.is_integer(), a % 10_i64.pow(scale) == 0);
    }

    #[test]
    fn every_double_comes_back(bits in any::<u64>()) {
        let double = f64::from_bits(bits);
        if let Ok(number) = Number::try_from(double) {
            prop_assert_eq!(number.to_f64().to_bits(), double.to_bits());
            prop_assert!(number.to_string().parse::<Number>().is_ok());
        }
    }
}
