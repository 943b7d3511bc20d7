//! Quantity: how much of what.

use crate::{Decimal, DecimalError};
use std::{convert::Infallible, fmt, str::FromStr};

/// What a quantity is counted in (Schema-first contracts §11).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Pieces.
    Each,
    /// Gigabytes, 10^9 bytes.
    Gb,
    /// Months of a commitment.
    Month,
    /// People who use something.
    User,
    /// Licences.
    License,
    /// Units of a service, as its product defines them.
    ServiceUnit,
    /// A unit that this version does not know. It is kept as it is, and its quantities are never added up.
    Unknown(String),
}

impl Unit {
    /// Every unit that is known.
    pub const KNOWN: [Unit; 6] = [Unit::Each, Unit::Gb, Unit::Month, Unit::User, Unit::License, Unit::ServiceUnit];

    /// The name in contracts.
    pub fn name(&self) -> &str {
        match self {
            Unit::Each => "EACH",
            Unit::Gb => "GB",
            Unit::Month => "MONTH",
            Unit::User => "USER",
            Unit::License => "LICENSE",
            Unit::ServiceUnit => "SERVICE_UNIT",
            Unit::Unknown(name) => name,
        }
    }
}

impl FromStr for Unit {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        let known = Unit::KNOWN.into_iter().find(|unit| unit.name() == name);
        Ok(known.unwrap_or_else(|| Unit::Unknown(name.to_owned())))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How much of what, never below zero (Schema-first contracts §11).
///
/// ```
/// # use stipula_domain::Quantity;
/// let committed = Quantity::parse("250", "GB")?;
/// assert_eq!(committed.add(&Quantity::parse("0.5", "GB")?)?.to_string(), "250.5 GB");
/// assert!(committed.add(&Quantity::parse("12", "MONTH")?).is_err());
/// # Ok::<(), stipula_domain::QuantityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    value: Decimal,
    unit: Unit,
}

/// Why something is no quantity, or cannot be added up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// The value is no number.
    #[error("the value of a quantity is wrong: {0}")]
    Value(#[from] DecimalError),
    /// The value has a minus sign.
    #[error("`{text}` has a minus sign, and a quantity is 0 or more")]
    Signed {
        /// What was written.
        text: String,
    },
    /// More is taken away than there is.
    #[error("{part} cannot be taken from {whole}; a quantity is 0 or more")]
    BelowZero {
        /// What there is.
        whole: Box<Quantity>,
        /// What was to be taken away.
        part: Box<Quantity>,
    },
    /// Two units in one sum.
    #[error("{left} and {right} are in different units; one does not convert into the other")]
    DifferentUnits {
        /// The one.
        left: Box<Quantity>,
        /// The other.
        right: Box<Quantity>,
    },
    /// A unit whose meaning is not known here.
    #[error("{quantity} is in a unit that is not known here; it can be passed on, but not calculated with")]
    UnknownUnit {
        /// The quantity.
        quantity: Box<Quantity>,
    },
}

impl Quantity {
    /// Reads the two texts that a contract carries.
    ///
    /// # Errors
    /// When the value is no decimal number of at most six places, or has a minus sign.
    pub fn parse(value: &str, unit: &str) -> Result<Quantity, QuantityError> {
        if value.starts_with('-') {
            return Err(QuantityError::Signed { text: value.to_owned() });
        }
        let Ok(unit) = unit.parse();
        Ok(Quantity { value: value.parse()?, unit })
    }

    /// The value; its text is the one that contracts carry.
    pub fn value(&self) -> &Decimal {
        &self.value
    }

    /// The unit.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The quantity plus another.
    ///
    /// # Errors
    /// When the units differ or are not known, or the sum is longer than contracts carry.
    pub fn add(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        let unit = self.common_unit(other)?;
        Ok(Quantity { value: self.value.add(&other.value)?, unit })
    }

    /// What is left when a part is taken away.
    ///
    /// # Errors
    /// When the units differ or are not known, or the part is more than there is.
    pub fn sub(&self, part: &Quantity) -> Result<Quantity, QuantityError> {
        let unit = self.common_unit(part)?;
        let value = self.value.sub(&part.value)?;
        if value.is_negative() {
            return Err(QuantityError::BelowZero { whole: self.clone().into(), part: part.clone().into() });
        }
        Ok(Quantity { value, unit })
    }

    fn common_unit(&self, other: &Quantity) -> Result<Unit, QuantityError> {
        if self.unit != other.unit {
            return Err(QuantityError::DifferentUnits { left: self.clone().into(), right: other.clone().into() });
        }
        if matches!(self.unit, Unit::Unknown(_)) {
            return Err(QuantityError::UnknownUnit { quantity: self.clone().into() });
        }
        Ok(self.unit.clone())
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::{Quantity, QuantityError, Unit};
    use proptest::prelude::*;

    fn quantity(value: &str, unit: &str) -> Quantity {
        Quantity::parse(value, unit).expect("it is written as contracts write it")
    }

    #[test]
    fn an_unknown_unit_is_passed_on_and_never_calculated_with() {
        let pallets = quantity("3", "PALLET");
        assert_eq!(pallets.unit(), &Unit::Unknown("PALLET".to_owned()));
        assert_eq!(pallets.to_string(), "3 PALLET");
        assert_eq!(
            pallets.add(&pallets).expect_err("what a pallet is, is not known").to_string(),
            "3 PALLET is in a unit that is not known here; it can be passed on, but not calculated with"
        );
    }

    #[test]
    fn refusals_say_why() {
        assert_eq!(
            Quantity::parse("-1", "EACH").expect_err("it is negative").to_string(),
            "`-1` has a minus sign, and a quantity is 0 or more"
        );
        assert_eq!(
            quantity("3", "EACH").sub(&quantity("3.5", "EACH")).expect_err("it is more").to_string(),
            "3.5 EACH cannot be taken from 3 EACH; a quantity is 0 or more"
        );
        assert_eq!(
            quantity("250", "GB").add(&quantity("12", "MONTH")).expect_err("they differ").to_string(),
            "250 GB and 12 MONTH are in different units; one does not convert into the other"
        );
        assert!(matches!(Quantity::parse("", "EACH"), Err(QuantityError::Value(_))));
    }

    fn texts() -> impl Strategy<Value = (String, String)> {
        let unit = prop::sample::select(Unit::KNOWN.map(|unit| unit.name().to_owned()).to_vec());
        (prop_oneof!["[1-9][0-9]{0,18}(\\.[0-9]{1,6})?", "0(\\.[0-9]{1,6})?"], unit)
    }

    proptest! {
        #[test]
        fn text_comes_back((value, unit) in texts()) {
            let quantity = quantity(&value, &unit);
            prop_assert_eq!((quantity.value().to_string(), quantity.unit().to_string()), (value, unit));
        }

        #[test]
        fn a_part_can_be_taken_from_a_sum((a, unit) in texts(), (b, _) in texts()) {
            let (a, b) = (quantity(&a, &unit), quantity(&b, &unit));
            let sum = a.add(&b).expect("both are short");
            prop_assert_eq!(&sum, &b.add(&a).expect("both are short"));
            prop_assert_eq!(sum.sub(&b), Ok(a));
        }
    }
}
