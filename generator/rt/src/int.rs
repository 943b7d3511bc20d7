//! Integers within bounds.

use crate::{Fault, Invalid, Json, Reader, Wire};
use std::fmt;
use std::str::FromStr;

/// An integer of `MIN` to `MAX`, both included. `1.0` and `1e2` are integers (JSON Schema Validation §6.1.1); they are
/// written as `1` and `100`, which is the same number.
///
/// ```
/// use stipula_rt::Int;
///
/// type Quantity = Int<1, 120>;
/// assert_eq!(Quantity::new(12)?.get(), 12);
/// assert!(Quantity::new(0).is_err());
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Int<const MIN: i64, const MAX: i64>(i64);

impl<const MIN: i64, const MAX: i64> Int<MIN, MAX> {
    /// The least one.
    pub const MIN: i64 = MIN;
    /// The largest one.
    pub const MAX: i64 = MAX;

    /// An integer within the bounds.
    ///
    /// # Errors
    /// Which bound it is beyond.
    pub fn new(integer: i64) -> Result<Self, Invalid> {
        match beyond(integer, MIN, MAX) {
            None => Ok(Self(integer)),
            Some((keyword, message)) => Err(Fault::at_root(keyword, message).into()),
        }
    }

    /// The integer.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// The bound that an integer does not keep.
fn beyond(integer: i64, least: i64, most: i64) -> Option<(&'static str, String)> {
    match integer {
        _ if integer < least => Some(("minimum", format!("must be at least {least}"))),
        _ if integer > most => Some(("maximum", format!("must be at most {most}"))),
        _ => None,
    }
}

/// An integer of JSON that fits, or a fault.
fn read_within(json: &Json, reader: &mut Reader, least: i64, most: i64) -> Option<i64> {
    let Json::Number(number) = json else { return reader.mistyped("an integer", json) };
    let Some(integer) = number.as_i64() else {
        let parts = number.parts();
        return match (parts.is_integer(), parts.negative) {
            (false, _) => reader.fault("type", "must be an integer, and has a fraction"),
            (true, true) => reader.fault("minimum", format!("must be at least {least}")),
            (true, false) => reader.fault("maximum", format!("must be at most {most}")),
        };
    };
    match beyond(integer, least, most) {
        None => Some(integer),
        Some((keyword, message)) => reader.fault(keyword, message),
    }
}

impl<const MIN: i64, const MAX: i64> Wire for Int<MIN, MAX> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        read_within(json, reader, MIN, MAX).map(Self)
    }

    fn write(&self) -> Json {
        self.0.into()
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Display for Int<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<const MIN: i64, const MAX: i64> FromStr for Int<MIN, MAX> {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let integer = text.parse::<i64>().map_err(|_| Fault::at_root("type", "must be an integer"))?;
        Self::new(integer)
    }
}

impl<const MIN: i64, const MAX: i64> From<Int<MIN, MAX>> for i64 {
    fn from(integer: Int<MIN, MAX>) -> Self {
        integer.0
    }
}

impl<const MIN: i64, const MAX: i64> PartialEq<i64> for Int<MIN, MAX> {
    fn eq(&self, other: &i64) -> bool {
        self.0 == *other
    }
}

impl<const MIN: i64, const MAX: i64> PartialOrd<i64> for Int<MIN, MAX> {
    fn partial_cmp(&self, other: &i64) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(other)
    }
}

macro_rules! try_from {
    ($($integer:ty),*) => {$(
        impl<const MIN: i64, const MAX: i64> TryFrom<$integer> for Int<MIN, MAX> {
            type Error = Invalid;

            fn try_from(integer: $integer) -> Result<Self, Invalid> {
                match i64::try_from(integer) {
                    Ok(integer) => Self::new(integer),
                    Err(_) => Err(Fault::at_root("maximum", format!("must be at most {MAX}")).into()),
                }
            }
        }
    )*};
}

try_from!(i64, i32, i16, i8, u64, u32, u16, u8, usize);

impl Wire for i64 {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        read_within(json, reader, i64::MIN, i64::MAX)
    }

    fn write(&self) -> Json {
        (*self).into()
    }
}

impl Wire for i32 {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let integer = read_within(json, reader, i32::MIN.into(), i32::MAX.into())?;
        Some(i32::try_from(integer).expect("it is within the bounds"))
    }

    fn write(&self) -> Json {
        (*self).into()
    }
}

impl Wire for u64 {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let Json::Number(number) = json else { return reader.mistyped("an integer", json) };
        let parts = number.parts();
        match number.as_u64() {
            Some(integer) => Some(integer),
            None if !parts.is_integer() => reader.fault("type", "must be an integer, and has a fraction"),
            None if parts.negative => reader.fault("minimum", "must be at least 0"),
            None => reader.fault("maximum", format!("must be at most {}", u64::MAX)),
        }
    }

    fn write(&self) -> Json {
        (*self).into()
    }
}

#[cfg(test)]
mod tests {
    use super::Int;
    use crate::{Json, Mode, Number, Wire, from_slice};

    fn read<T: Wire>(text: &str) -> Result<T, &'static str> {
        from_slice(text.as_bytes(), Mode::Strict).map_err(|invalid| invalid.faults[0].keyword)
    }

    #[test]
    fn integers_may_be_written_with_a_fraction_of_zero() {
        assert_eq!(read("1.0"), Int::<1, 100>::new(1).map_err(|_| ""));
        assert_eq!(read("1e2"), Int::<1, 100>::new(100).map_err(|_| ""));
        assert_eq!(read::<Int<1, 100>>("1.5"), Err("type"));
        assert_eq!(read::<Int<1, 100>>("\"1\""), Err("type"));
    }

    #[test]
    fn bounds_are_included() {
        assert_eq!(read::<Int<1, 100>>("0"), Err("minimum"));
        assert_eq!(read::<Int<1, 100>>("101"), Err("maximum"));
        assert!(read::<Int<1, 100>>("1").is_ok() && read::<Int<1, 100>>("100").is_ok());
        assert_eq!(read::<Int<1, 100>>("1e999999999999"), Err("maximum"));
        assert_eq!(read::<Int<1, 100>>("-1e999999999999"), Err("minimum"));
    }

    #[test]
    fn the_limits_of_the_machine_hold() {
        assert_eq!(read("9223372036854775807"), Ok(i64::MAX));
        assert_eq!(read::<i64>("9223372036854775808"), Err("maximum"));
        assert_eq!(read("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(read::<u64>("-1"), Err("minimum"));
        assert_eq!(read::<i32>("2147483648"), Err("maximum"));
        assert_eq!(i64::MIN.write(), Json::Number(Number::from(i64::MIN)));
    }

    #[test]
    fn other_integers_are_tried() {
        assert!(Int::<0, 10>::try_from(7_u64).is_ok());
        assert!(Int::<0, 10>::try_from(u64::MAX).is_err());
        assert!("11".parse::<Int<0, 10>>().is_err());
    }
}
