//! Which fields are moments and days, by their names.

use super::known_fields::last_word;
use crate::Cx;
use crate::options::OptionSpec;
use crate::words::parts;

pub(super) const ENDINGS: OptionSpec = OptionSpec::words(
    "endings",
    &["at", "date", "datetime", "deadline", "expires", "expiry", "timestamp", "until"],
    "Last words of names of times; `at` and `until` need a word before them.",
);
pub(super) const TIMES: OptionSpec =
    OptionSpec::words("times", BEFORE_TIME, "Words that, before `time` at the end, make a name one of a moment.");
pub(super) const PREPOSITIONS: OptionSpec = OptionSpec::words(
    "prepositions",
    BEFORE_PREPOSITION,
    "Words that, before `on`, `from`, `to` or `since` at the end, make a name one of a time.",
);

/// Words before `time` that make it a moment; `leadTime` and `responseTime` are durations.
const BEFORE_TIME: &[&str] = &[
    "activation",
    "arrival",
    "begin",
    "cancellation",
    "change",
    "completion",
    "creation",
    "date",
    "delivery",
    "departure",
    "due",
    "end",
    "event",
    "expiration",
    "expiry",
    "finish",
    "modification",
    "occurrence",
    "order",
    "pickup",
    "start",
    "update",
];

/// Words before `on`, `from`, `to`, `since` that make them about time: `dependsOn` and `copiedFrom` are not.
const BEFORE_PREPOSITION: &[&str] = &[
    "active",
    "available",
    "begins",
    "billed",
    "closes",
    "created",
    "due",
    "effective",
    "ends",
    "expires",
    "modified",
    "opens",
    "renews",
    "starts",
    "updated",
    "valid",
];

/// True for names that promise a moment or a day: `createdAt`, `validUntil`, `orderDate`, `startTime`, `dueOn`.
pub(super) fn is_temporal_name(cx: &Cx<'_>, name: &str) -> bool {
    let (mut before, mut last) = (None, "");
    for word in parts(name) {
        before = Some(last).filter(|word| !word.is_empty());
        last = word;
    }
    let follows = |option: &str| before.is_some_and(|word| cx.words(option).has_in_any_case(word));
    match last.to_ascii_lowercase().as_str() {
        "time" => follows("times"),
        "on" | "from" | "to" | "since" => follows("prepositions"),
        "at" | "until" if before.is_none() => false,
        _ => cx.words("endings").has_in_any_case(last),
    }
}

/// True for names that promise a moment even of a number: `createdAt`, and not `startDate`.
pub(super) fn is_moment_name(cx: &Cx<'_>, name: &str) -> bool {
    const MOMENTS: [&str; 4] = ["at", "until", "datetime", "timestamp"];
    MOMENTS.iter().any(|own| own.eq_ignore_ascii_case(last_word(name))) && is_temporal_name(cx, name)
}

/// True for the formats of moments, days and times of day.
pub(super) fn is_temporal_format(format: &str) -> bool {
    matches!(format, "date-time" | "date" | "time")
}
