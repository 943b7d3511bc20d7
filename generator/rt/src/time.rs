//! Dates and times that keep the text they were written in (RFC 3339).

mod duration;
mod read;

use crate::Invalid;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
pub use duration::Duration;
pub(crate) use read::{date, date_time, time};
use std::cmp::Ordering;

/// A point in time with its offset (`date-time`, RFC 3339 §5.6), text kept: leap seconds, `-00:00`, small letters and all
/// digits of the second.
///
/// Two are equal if they are written alike, since they differ on the wire if not; [`instant`](Self::instant) compares
/// what they mean. They are ordered by their instant, then by their text.
///
/// ```
/// use stipula_rt::Timestamp;
///
/// let hanoi: Timestamp = "2026-01-02T03:04:05+07:00".parse()?;
/// let utc: Timestamp = "2026-01-01T20:04:05Z".parse()?;
/// assert_eq!(hanoi.to_string(), "2026-01-02T03:04:05+07:00");
/// assert_eq!(hanoi.instant(), utc.instant());
/// assert_ne!(hanoi, utc);
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Timestamp {
    text: Box<str>,
    instant: DateTime<FixedOffset>,
}

impl Timestamp {
    /// The point in time and its offset; digits beyond the nanosecond are in the text only.
    #[must_use]
    pub fn instant(&self) -> DateTime<FixedOffset> {
        self.instant
    }
}

/// With as many digits of the second as it has, in groups of three, and `Z` for an offset of zero.
impl<Z: chrono::TimeZone> TryFrom<DateTime<Z>> for Timestamp {
    type Error = Invalid;

    fn try_from(instant: DateTime<Z>) -> Result<Self, Invalid> {
        instant.fixed_offset().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true).parse()
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant.cmp(&other.instant).then_with(|| self.text.cmp(&other.text))
    }
}

/// A day (`date`, RFC 3339 §5.6). It is written in one way only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    text: Box<str>,
    day: NaiveDate,
}

impl Date {
    /// The day.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.day
    }
}

/// Years of four digits, as RFC 3339 has them.
impl TryFrom<NaiveDate> for Date {
    type Error = Invalid;

    fn try_from(day: NaiveDate) -> Result<Self, Invalid> {
        day.to_string().parse()
    }
}

/// A time of day with its offset (`time`, RFC 3339 §5.6), text kept. Two are equal if they are written alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    text: Box<str>,
    time: NaiveTime,
    offset: FixedOffset,
}

impl TimeOfDay {
    /// The time where it was written.
    #[must_use]
    pub fn time(&self) -> NaiveTime {
        self.time
    }

    /// How far that is east of Greenwich.
    #[must_use]
    pub fn offset(&self) -> FixedOffset {
        self.offset
    }
}

impl Timestamp {
    fn of(text: &str) -> Option<Self> {
        date_time(text).map(|instant| Self { text: text.into(), instant })
    }
}

impl Date {
    fn of(text: &str) -> Option<Self> {
        date(text).map(|day| Self { text: text.into(), day })
    }
}

impl TimeOfDay {
    fn of(text: &str) -> Option<Self> {
        time(text).map(|(time, offset)| Self { text: text.into(), time, offset })
    }
}

/// What types share that are a text of a format, and what it means.
macro_rules! formatted {
    ($($name:ident = $format:literal),+) => {$(
        impl $name {
            /// The text it was written in.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> Result<Self, $crate::Invalid> {
                Self::of(text).ok_or_else(|| {
                    $crate::Fault::at_root("format", concat!("must be in the format `", $format, "`")).into()
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.text
            }
        }

        impl $crate::Wire for $name {
            fn read(json: &$crate::Json, reader: &mut $crate::Reader) -> Option<Self> {
                let text = reader.text(json)?;
                Self::of(text).or_else(|| {
                    reader.fault("format", concat!("must be in the format `", $format, "`"))
                })
            }

            fn write(&self) -> $crate::Json {
                self.as_str().into()
            }
        }
    )+};
}

pub(crate) use formatted;

formatted!(Timestamp = "date-time", Date = "date", TimeOfDay = "time", Duration = "duration");

#[cfg(test)]
mod tests;
