//! What a schema asks of a number, and newtypes that keep it.

use super::{Number, Parts};
use crate::Reader;
use std::cmp::Ordering;

/// What a schema asks of a number (JSON Schema Validation §6.2). Bounds are texts, so that they are exact.
#[derive(Debug, Clone, Copy)]
pub struct NumberRules {
    is_integer: bool,
    minimum: Option<&'static str>,
    exclusive_minimum: Option<&'static str>,
    maximum: Option<&'static str>,
    exclusive_maximum: Option<&'static str>,
    multiple_of: Option<&'static str>,
}

impl NumberRules {
    /// Any number.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            is_integer: false,
            minimum: None,
            exclusive_minimum: None,
            maximum: None,
            exclusive_maximum: None,
            multiple_of: None,
        }
    }

    /// `"type": "integer"`
    #[must_use]
    pub const fn integer(self, is_integer: bool) -> Self {
        Self { is_integer, ..self }
    }

    /// `minimum`
    #[must_use]
    pub const fn minimum(self, bound: &'static str) -> Self {
        Self { minimum: Some(bound), ..self }
    }

    /// `exclusiveMinimum`
    #[must_use]
    pub const fn exclusive_minimum(self, bound: &'static str) -> Self {
        Self { exclusive_minimum: Some(bound), ..self }
    }

    /// `maximum`
    #[must_use]
    pub const fn maximum(self, bound: &'static str) -> Self {
        Self { maximum: Some(bound), ..self }
    }

    /// `exclusiveMaximum`
    #[must_use]
    pub const fn exclusive_maximum(self, bound: &'static str) -> Self {
        Self { exclusive_maximum: Some(bound), ..self }
    }

    /// `multipleOf`, of at most 37 digits.
    #[must_use]
    pub const fn multiple_of(self, divisor: &'static str) -> Self {
        Self { multiple_of: Some(divisor), ..self }
    }

    /// Notes what is not fulfilled.
    pub(crate) fn check(&self, number: &Number, reader: &mut Reader) -> Option<()> {
        let parts = number.parts();
        if self.is_integer && !parts.is_integer() {
            return reader.fault("type", "must be an integer, and has a fraction");
        }
        let mut fits = Some(());
        let bounds = [
            ("minimum", self.minimum, "at least", [Ordering::Greater, Ordering::Equal]),
            ("exclusiveMinimum", self.exclusive_minimum, "more than", [Ordering::Greater; 2]),
            ("maximum", self.maximum, "at most", [Ordering::Less, Ordering::Equal]),
            ("exclusiveMaximum", self.exclusive_maximum, "less than", [Ordering::Less; 2]),
        ];
        for (keyword, bound, words, allowed) in bounds {
            if let Some(bound) = bound.filter(|bound| !allowed.contains(&parts.cmp(&Parts::of(bound)))) {
                fits = reader.fault(keyword, format!("must be {words} {bound}"));
            }
        }
        if let Some(divisor) = self.multiple_of.filter(|of| parts.is_multiple_of(&Parts::of(of)) != Some(true)) {
            fits = reader.fault("multipleOf", format!("must be a multiple of {divisor}"));
        }
        fits
    }
}

impl Default for NumberRules {
    fn default() -> Self {
        Self::new()
    }
}

/// A newtype around [`Number`]; [`number!`](crate::number!) implements it.
pub trait NumberType: Sized {
    /// What is asked of the number.
    const RULES: NumberRules;
}

/// Makes `pub struct Percent(Number);` a type of the wire that holds what the schema asks.
///
/// The rules are those of [`NumberRules`]. Given are `new`, `number`, `Display`, `FromStr`, `TryFrom<Number>`, the way
/// back into [`Number`], and [`Wire`](crate::Wire).
///
/// ```
/// use stipula_rt::Number;
///
/// /// A share of a hundred.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct Percent(Number);
///
/// stipula_rt::number!(Percent { minimum: "0", maximum: "100", multiple_of: "0.01" });
///
/// assert_eq!("12.50".parse::<Percent>()?.to_string(), "12.50");
/// assert!(Percent::new(101).is_err());
/// assert!("0.001".parse::<Percent>().is_err());
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[macro_export]
macro_rules! number {
    ($name:ident { $($rule:ident: $value:expr),* $(,)? }) => {
        impl $crate::NumberType for $name {
            const RULES: $crate::NumberRules = $crate::NumberRules::new()$(.$rule($value))*;
        }

        impl $name {
            /// A number that the contract accepts.
            ///
            /// # Errors
            /// What is wrong with it.
            pub fn new(number: impl ::core::convert::Into<$crate::Number>) -> ::core::result::Result<Self, $crate::Invalid> {
                $crate::from_json(&$crate::Json::Number(number.into()), $crate::Mode::Strict)
            }

            /// The number.
            #[must_use]
            pub fn number(&self) -> &$crate::Number {
                &self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                Self::new(text.parse::<$crate::Number>()?)
            }
        }

        impl ::core::convert::TryFrom<$crate::Number> for $name {
            type Error = $crate::Invalid;

            fn try_from(number: $crate::Number) -> ::core::result::Result<Self, $crate::Invalid> {
                Self::new(number)
            }
        }

        impl ::core::convert::From<$name> for $crate::Number {
            fn from(number: $name) -> Self {
                number.0
            }
        }

        impl $crate::Wire for $name {
            fn read(json: &$crate::Json, reader: &mut $crate::Reader) -> ::core::option::Option<Self> {
                let number = reader.number_by(json, &<Self as $crate::NumberType>::RULES)?;
                ::core::option::Option::Some(Self(number.clone()))
            }

            fn write(&self) -> $crate::Json {
                $crate::Wire::write(&self.0)
            }
        }
    };
}
