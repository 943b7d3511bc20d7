//! Durations (RFC 3339 Appendix A, after ISO 8601).

/// A duration (`duration`, RFC 3339 Appendix A), text kept: `P1Y2M3DT4H5M6S` or `P2W`. Two are equal if they are written
/// alike.
///
/// ```
/// use stipula_rt::Duration;
///
/// let duration: Duration = "PT1H30M".parse()?;
/// assert_eq!(duration.to_std(), Some(std::time::Duration::from_secs(5400)));
/// assert_eq!("P1M".parse::<Duration>()?.to_std(), None);
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Duration {
    pub(super) text: Box<str>,
}

/// A number and its unit.
type Part<'t> = (&'t str, char);

impl Duration {
    pub(super) fn of(text: &str) -> Option<Self> {
        parts(text).map(|_| Self { text: text.into() })
    }

    /// How long it is, days taken as 24 hours: nothing for years and months, which are longer or shorter, and for what
    /// does not fit.
    #[must_use]
    pub fn to_std(&self) -> Option<std::time::Duration> {
        let (date, time) = parts(&self.text)?;
        let seconds = |unit: char, is_time: bool| match unit {
            'W' => Some(7 * 86_400),
            'D' => Some(86_400),
            'H' => Some(3600),
            'M' if is_time => Some(60),
            'S' => Some(1),
            _ => None,
        };
        let parts = date.into_iter().map(|part| (part, false)).chain(time.into_iter().map(|part| (part, true)));
        let sum =
            parts.map(|((number, unit), is_time)| number.parse::<u64>().ok()?.checked_mul(seconds(unit, is_time)?));
        sum.reduce(|a, b| a?.checked_add(b?))?.map(std::time::Duration::from_secs)
    }
}

/// The parts before and after `T`.
fn parts(text: &str) -> Option<(Vec<Part<'_>>, Vec<Part<'_>>)> {
    let text = text.strip_prefix('P')?;
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    if let Some(weeks) = date.strip_suffix('W') {
        return (is_number(weeks) && time.is_none()).then(|| (vec![(weeks, 'W')], Vec::new()));
    }
    let date = in_order(date, &['Y', 'M', 'D'])?;
    let time = match time {
        Some(time) => Some(in_order(time, &['H', 'M', 'S'])?).filter(|time| !time.is_empty())?,
        None => Vec::new(),
    };
    (!(date.is_empty() && time.is_empty())).then_some((date, time))
}

/// Parts whose units follow each other without a gap.
fn in_order<'t>(mut text: &'t str, units: &[char]) -> Option<Vec<Part<'t>>> {
    let mut parts = Vec::new();
    let mut next: Option<usize> = None;
    while let Some(end) = text.find(|char: char| !char.is_ascii_digit()) {
        let unit = text[end..].chars().next()?;
        let at = units.iter().position(|known| *known == unit)?;
        if end == 0 || next.is_some_and(|next| next != at) {
            return None;
        }
        next = Some(at + 1);
        parts.push((&text[..end], unit));
        text = &text[end + unit.len_utf8()..];
    }
    text.is_empty().then_some(parts)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
