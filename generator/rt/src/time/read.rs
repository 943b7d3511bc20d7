//! RFC 3339 §5.6, with the restrictions of §5.7 and its Appendix C on leap seconds.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};

/// `full-date "T" full-time`
pub(crate) fn date_time(text: &str) -> Option<DateTime<FixedOffset>> {
    let (day, rest) = text.split_at_checked(10)?;
    let day = date(day)?;
    let (time, offset) = time(rest.strip_prefix(['T', 't'])?)?;
    offset.from_local_datetime(&day.and_time(time)).single()
}

/// `full-date`
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let year = digits(&[y1, y2, y3, y4])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(&[m1, m2])?, digits(&[d1, d2])?)
}

/// `full-time`
pub(crate) fn time(text: &str) -> Option<(NaiveTime, FixedOffset)> {
    let ([h1, h2, b':', m1, m2, b':', s1, s2], rest) = text.as_bytes().split_first_chunk::<8>()? else { return None };
    let (hour, minute, second) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?);
    let (nanos, rest) = fraction(rest)?;
    let offset = offset(rest)?;
    if second < 60 {
        return Some((NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)?, offset));
    }
    // chrono has leap seconds as the second billion of nanoseconds of second 59.
    let leap = NaiveTime::from_hms_nano_opt(hour, minute, 59, nanos + 1_000_000_000)?;
    let east = offset.local_minus_utc() / 60;
    let minute_of_day = (i32::try_from(hour * 60 + minute).ok()? - east).rem_euclid(24 * 60);
    (second == 60 && minute_of_day == 23 * 60 + 59).then_some((leap, offset))
}

/// `time-secfrac`, of which chrono keeps nine digits.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some(rest) = text.strip_prefix(b".") else { return Some((0, text)) };
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return None;
    }
    let known = digits(&rest[..count.min(9)])?;
    let scale = (count..9).fold(1, |scale, _| scale * 10);
    Some((known * scale, &rest[count..]))
}

/// `time-offset`
fn offset(text: &[u8]) -> Option<FixedOffset> {
    let seconds = match *text {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (digits(&[h1, h2])?, digits(&[m1, m2])?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    FixedOffset::east_opt(seconds)
}

fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}
