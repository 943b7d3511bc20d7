//! Money: an exact amount in one currency.

use crate::{Decimal, DecimalError};
use std::{fmt, str::FromStr};

/// An ISO 4217 alphabetic code, such as `EUR` (Schema-first contracts §10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII letters are taken in")
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let letters = <[u8; 3]>::try_from(text.as_bytes()).ok();
        let letters = letters.filter(|letters| letters.iter().all(u8::is_ascii_uppercase));
        letters.map(Currency).ok_or_else(|| MoneyError::Currency { text: text.to_owned() })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An exact amount in one currency (Schema-first contracts §10 and §27.2); negative for discounts and credits.
///
/// Whether it is net or gross, and per month or once, is said by whoever holds it.
///
/// ```
/// # use stipula_domain::Money;
/// let list = Money::parse("12000.00", "USD")?;
/// let discount = Money::parse("-100.5", "USD")?;
/// assert_eq!(list.add(&discount)?.to_string(), "11899.50 USD");
/// assert!(list.add(&Money::parse("1", "EUR")?).is_err());
/// # Ok::<(), stipula_domain::MoneyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

/// Why something is no money, or cannot be added up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The amount is none.
    #[error("the amount of money is wrong: {0}")]
    Amount(#[from] DecimalError),
    /// The currency is none.
    #[error("`{text}` is no currency; write the three capital letters of ISO 4217, such as `EUR`")]
    Currency {
        /// What was written.
        text: String,
    },
    /// Two currencies in one sum.
    #[error("{left} and {right} are in different currencies; convert one of them first, at a rate that is recorded")]
    DifferentCurrencies {
        /// The one.
        left: Box<Money>,
        /// The other.
        right: Box<Money>,
    },
}

impl Money {
    /// Reads the two texts that a contract carries.
    ///
    /// # Errors
    /// When the amount is no decimal number of at most six places, or the currency no code of three capital letters.
    pub fn parse(amount: &str, currency: &str) -> Result<Money, MoneyError> {
        Ok(Money { amount: amount.parse()?, currency: currency.parse()? })
    }

    /// The amount; its text is the one that contracts carry.
    pub fn amount(&self) -> &Decimal {
        &self.amount
    }

    /// The currency.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The money plus other money.
    ///
    /// # Errors
    /// When the currencies differ, or the sum is longer than contracts carry.
    pub fn add(&self, other: &Money) -> Result<Money, MoneyError> {
        self.combine(other, Decimal::add)
    }

    /// The money minus other money.
    ///
    /// # Errors
    /// When the currencies differ, or the difference is longer than contracts carry.
    pub fn sub(&self, other: &Money) -> Result<Money, MoneyError> {
        self.combine(other, Decimal::sub)
    }

    fn combine(
        &self,
        other: &Money,
        with: fn(&Decimal, &Decimal) -> Result<Decimal, DecimalError>,
    ) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::DifferentCurrencies { left: self.clone().into(), right: other.clone().into() });
        }
        Ok(Money { amount: with(&self.amount, &other.amount)?, currency: self.currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::{Money, MoneyError};
    use proptest::prelude::*;

    fn money(amount: &str, currency: &str) -> Money {
        Money::parse(amount, currency).expect("it is written as contracts write it")
    }

    fn refused(amount: &str, currency: &str) -> String {
        Money::parse(amount, currency).expect_err("it is not written as contracts write it").to_string()
    }

    #[test]
    fn an_amount_keeps_its_text() {
        for amount in ["12000.00", "-100.00", "0", "0.00", "0.000001", "-0.000001", "1234567890123456789012345.123456"]
        {
            assert_eq!(money(amount, "USD").amount().to_string(), amount);
        }
        assert_eq!(money("007.50", "USD").amount().to_string(), "7.50");
        assert_eq!(money("-0.00", "USD").amount().to_string(), "0.00");
    }

    #[test]
    fn refusals_say_what_to_write() {
        assert_eq!(
            refused("1,200.50", "USD"),
            "the amount of money is wrong: `1,200.50` is no decimal number; write digits with at most one point between \
             them, such as `1200.50`"
        );
        assert_eq!(
            refused("0.1234567", "USD"),
            "the amount of money is wrong: `0.1234567` has 7 decimal places, and at most 6 can be kept; round it first"
        );
        assert_eq!(
            refused("123456789012345678901234567890123", "USD"),
            "the amount of money is wrong: `123456789012345678901234567890123` is 33 characters long, and at most 32 can be \
             kept"
        );
        for amount in ["", "-", ".5", "5.", "+5", "1e3", " 1", "1 ", "--1", "1.2.3", "٣", "NaN"] {
            assert!(refused(amount, "USD").contains("is no decimal number"), "{amount}");
        }
        for currency in ["", "US", "usd", "USDX", "U$D", "ÄB"] {
            assert_eq!(
                refused("1", currency),
                format!("`{currency}` is no currency; write the three capital letters of ISO 4217, such as `EUR`")
            );
        }
    }

    #[test]
    fn currencies_do_not_mix() {
        let error = money("1.00", "USD").sub(&money("2", "EUR")).expect_err("they differ");
        assert!(matches!(error, MoneyError::DifferentCurrencies { .. }));
        assert_eq!(
            error.to_string(),
            "1.00 USD and 2 EUR are in different currencies; convert one of them first, at a rate that is recorded"
        );
    }

    #[test]
    fn a_sum_that_no_contract_can_carry_is_refused() {
        let most = money(&"9".repeat(32), "USD");
        assert!(most.add(&money("1", "USD")).is_err_and(|error| error.to_string().contains("33 characters")));
        assert_eq!(most.sub(&money("1", "USD")).map(|left| left.amount().to_string()), Ok("9".repeat(31) + "8"));
    }

    /// An amount as contracts write it, without the leading zeros and the `-0` that are not given back.
    fn amounts() -> impl Strategy<Value = String> {
        let plain = prop_oneof!["-?[1-9][0-9]{0,18}(\\.[0-9]{1,6})?", "0(\\.[0-9]{1,6})?", "-0\\.[0-9]{0,5}[1-9]"];
        plain.prop_map(|text: String| text)
    }

    fn dollars() -> impl Strategy<Value = Money> {
        amounts().prop_map(|amount| money(&amount, "USD"))
    }

    proptest! {
        #[test]
        fn text_comes_back(amount in amounts(), currency in "[A-Z]{3}") {
            let money = money(&amount, &currency);
            prop_assert_eq!(money.to_string(), format!("{amount} {currency}"));
            prop_assert_eq!((money.amount().to_string(), money.currency().to_string()), (amount, currency));
        }

        #[test]
        fn order_and_grouping_do_not_matter(a in dollars(), b in dollars(), c in dollars()) {
            let text = |sum: Result<Money, MoneyError>| sum.map(|money| money.to_string());
            prop_assert_eq!(text(a.add(&b)), text(b.add(&a)));
            prop_assert_eq!(text(a.add(&b).and_then(|ab| ab.add(&c))), text(b.add(&c).and_then(|bc| a.add(&bc))));
        }

        #[test]
        fn subtraction_undoes_addition(a in dollars(), b in dollars()) {
            prop_assert_eq!(a.add(&b).and_then(|sum| sum.sub(&b)), Ok(a));
        }

        #[test]
        fn a_sum_can_be_written_into_a_contract(a in dollars(), b in dollars()) {
            let sum = a.add(&b).expect("both are short");
            prop_assert_eq!(Money::parse(&sum.amount().to_string(), sum.currency().as_str()), Ok(sum));
        }
    }
}
