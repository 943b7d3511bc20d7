//! Days and spans of days. Nothing here looks at a clock: callers say which day it is.

use std::fmt;

/// A day of the Gregorian calendar (RFC 3339 `full-date`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i64,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `2026-12-31`; `None` for anything else, days that do not exist included.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u16>().ok()).flatten()
        };
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (year, month, day) = (i64::from(digits(0..4)?), u8::try_from(digits(5..7)?).ok()?, digits(8..10)?);
        let day = u8::try_from(day).ok()?;
        let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Date { year, month, day })
    }

    /// The day that lies this many days after 1970-01-01.
    pub fn of_days(days: i64) -> Date {
        // Eras of 400 years that begin on a first of March, so that a leap day comes last.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = narrow(day_of_year - (153 * shifted_month + 2) / 5 + 1);
        let month = narrow(if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 });
        Date { year: year_of_era + era * 400 + i64::from(month <= 2), month, day }
    }

    /// How many days it lies after 1970-01-01.
    pub fn days(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = i64::from(self.month);
        let shifted_month = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The first day after a span: a month from 31 January is the last of February.
    #[must_use]
    pub fn after(self, span: Span) -> Date {
        let months = self.year * 12 + i64::from(self.month) - 1 + span.months;
        let (year, month) = (months.div_euclid(12), narrow(months.rem_euclid(12) + 1));
        let day = self.day.min(days_in(year, month));
        Date::of_days(Date { year, month, day }.days() + span.days)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn narrow(n: i64) -> u8 {
    u8::try_from(n).expect("days and months are small")
}

fn days_in(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A span of time in months and days; hours count as a whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    months: i64,
    days: i64,
}

/// Longer spans are no promises, and sums of them would not fit.
const MOST: i64 = 1_000_000;

impl Span {
    /// So many days.
    pub const fn of_days(days: i64) -> Span {
        Span { months: 0, days }
    }

    /// Reads an ISO 8601 duration such as `P180D`, `P1Y6M` or `PT24H`.
    pub fn parse(text: &str) -> Option<Span> {
        let (date, time) = match text.strip_prefix('P')?.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text.strip_prefix('P')?, None),
        };
        let in_date = parts(date, "YMWD")?;
        let in_time = time.map_or(Some(Vec::new()), |time| parts(time, "HMS"))?;
        if in_date.is_empty() && in_time.is_empty() || time.is_some() && in_time.is_empty() {
            return None;
        }
        let mut span = Span::default();
        for (n, unit) in in_date {
            match unit {
                'Y' => span.months += 12 * n,
                'M' => span.months += n,
                'W' => span.days += 7 * n,
                _ => span.days += n,
            }
        }
        let seconds: i64 = in_time
            .iter()
            .map(|(n, unit)| {
                n * if *unit == 'H' {
                    3600
                } else if *unit == 'M' {
                    60
                } else {
                    1
                }
            })
            .sum();
        span.days += seconds.div_euclid(86_400) + i64::from(seconds % 86_400 > 0);
        Some(span)
    }
}

/// Numbers with their units; units come in the order of `units`, each at most once.
fn parts(mut text: &str, units: &str) -> Option<Vec<(i64, char)>> {
    let mut left = units;
    let mut found = Vec::new();
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = text[..end].parse().ok().filter(|n| *n <= MOST)?;
        let unit = text[end..].chars().next()?;
        left = &left[left.find(unit)? + 1..];
        found.push((number, unit));
        text = &text[end + unit.len_utf8()..];
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{Date, Span};

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(date("1970-01-01").days(), 0);
        assert_eq!(date("2000-03-01").days(), 11_017);
        for days in [-1, 0, 58, 59, 60, 11_016, 11_017, 20_454, 146_097 * 5 + 17] {
            assert_eq!(Date::of_days(days).days(), days, "{}", Date::of_days(days));
        }
        assert_eq!(Date::of_days(20_454).to_string(), "2026-01-01");
    }

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!(date("2028-02-29").to_string(), "2028-02-29");
        for text in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-01T00:00:00Z", "+026-01-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn spans_follow_the_calendar() {
        let after = |day: &str, span: &str| date(day).after(Span::parse(span).expect("a span")).to_string();
        assert_eq!(after("2026-01-31", "P1M"), "2026-02-28");
        assert_eq!(after("2026-11-21", "P180D"), "2027-05-20");
        assert_eq!(after("2026-11-21", "P1Y2M1W"), "2028-01-28");
        assert_eq!(after("2026-12-31", "PT25H"), "2027-01-02");
        assert_eq!(after("2026-12-31", "P0D"), "2026-12-31");
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in ["", "P", "PT", "P1", "1D", "P1DT", "P1D1Y", "P1H", "P-1D", "P9999999999D", "P1D1D"] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
