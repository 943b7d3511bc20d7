//! Sets of JSON types.

use crate::datum::Datum;

/// A set of the types a value can have. Integers and other numbers are told apart, so that `type` is a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeSet(u8);

impl TypeSet {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    /// Numbers without a fractional part, `1.0` among them.
    pub(crate) const INTEGER: Self = Self(4);
    pub(crate) const STRING: Self = Self(8);
    pub(crate) const OBJECT: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    /// Numbers with a fractional part.
    pub(crate) const FRACTION: Self = Self(64);
    pub(crate) const NUMBER: Self = Self(4 | 64);
    pub(crate) const ALL: Self = Self(127);

    /// The set of one value of the keyword `type`; `None` where there is no such type.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    pub(crate) fn of(datum: &Datum) -> Self {
        match datum {
            Datum::Null => Self::NULL,
            Datum::Bool(_) => Self::BOOLEAN,
            Datum::Number(number) if number.is_integer() => Self::INTEGER,
            Datum::Number(_) => Self::FRACTION,
            Datum::String(_) => Self::STRING,
            Datum::Array(_) => Self::ARRAY,
            Datum::Object(_) => Self::OBJECT,
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    pub(crate) fn is_within(self, other: Self) -> bool {
        self.without(other).is_empty()
    }

    /// Its types, one by one, the plainest first.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        (0..7).map(|bit| Self(1 << bit)).filter(move |one| one.is_within(self))
    }
}
