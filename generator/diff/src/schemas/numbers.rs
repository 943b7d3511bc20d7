//! Bounds of numbers, and counts of characters, items and properties.

use super::context::{Context, Was};
use super::side::Side;
use crate::number::Decimal;
use crate::{Edit, Kind};
use std::cmp::Ordering;
use stipula_model::Kw;
use stipula_source::Node;

/// A keyword that counts: what is meant where it is absent, and what it is called when it grows or shrinks.
type Count = (Kw, Option<&'static str>, Kind, Kind);

/// Counts; an absent least is zero (of `contains`, one) and an absent greatest has no bound.
const COUNTS: [Count; 8] = [
    (Kw::MinLength, Some("0"), Kind::MinLengthIncreased, Kind::MinLengthDecreased),
    (Kw::MaxLength, None, Kind::MaxLengthIncreased, Kind::MaxLengthDecreased),
    (Kw::MinItems, Some("0"), Kind::MinItemsIncreased, Kind::MinItemsDecreased),
    (Kw::MaxItems, None, Kind::MaxItemsIncreased, Kind::MaxItemsDecreased),
    (Kw::MinProperties, Some("0"), Kind::MinPropertiesIncreased, Kind::MinPropertiesDecreased),
    (Kw::MaxProperties, None, Kind::MaxPropertiesIncreased, Kind::MaxPropertiesDecreased),
    (Kw::MinContains, Some("1"), Kind::MinContainsIncreased, Kind::MinContainsDecreased),
    (Kw::MaxContains, None, Kind::MaxContainsIncreased, Kind::MaxContainsDecreased),
];

/// Compares all that is a number.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    let least = [Kw::Minimum, Kw::ExclusiveMinimum];
    bound(context, least, Ordering::Greater, (Kind::MinimumIncreased, Kind::MinimumDecreased));
    let greatest = [Kw::Maximum, Kw::ExclusiveMaximum];
    bound(context, greatest, Ordering::Less, (Kind::MaximumDecreased, Kind::MaximumIncreased));
    multiple(context);
    for count in COUNTS {
        compare_count(context, count);
    }
}

fn decimal<'a>(side: &Side<'a>, kw: Kw) -> Option<Decimal<'a>> {
    Decimal::parse(side.value(kw)?.as_number()?)
}

/// The inclusive and the exclusive bound are one: the tighter. `tighter` is how a tighter number compares.
fn bound(context: &mut Context<'_, '_>, keywords: [Kw; 2], tighter: Ordering, (narrowed, widened): (Kind, Kind)) {
    let old = tightest(&context.old, keywords, tighter);
    let new = tightest(&context.new, keywords, tighter);
    let order = match (&old, &new) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(old), Some(new)) => old.tightness(new, tighter).reverse(),
    };
    let kind = match order {
        Ordering::Greater => narrowed,
        Ordering::Less => widened,
        Ordering::Equal => return,
    };
    let place = |side: &Side<'_>, bound: &Option<Bound<'_>>| side.place(bound.as_ref().map_or(keywords[0], |b| b.kw));
    let places = (place(&context.old, &old), place(&context.new, &new));
    let text = |bound: Option<Bound<'_>>| bound.map(|bound| bound.text(tighter));
    let was = Was { name: None, before: text(old), after: text(new) };
    context.note(kind, Edit::Keywords(keywords.to_vec()), places, was);
}

struct Bound<'a> {
    kw: Kw,
    value: Decimal<'a>,
    written: &'a str,
    is_exclusive: bool,
}

impl Bound<'_> {
    fn tightness(&self, other: &Bound<'_>, tighter: Ordering) -> Ordering {
        let by_value = self.value.cmp(&other.value);
        let by_value = if tighter == Ordering::Greater { by_value } else { by_value.reverse() };
        by_value.then(self.is_exclusive.cmp(&other.is_exclusive))
    }

    fn text(&self, tighter: Ordering) -> String {
        let sign = if tighter == Ordering::Greater { ">" } else { "<" };
        format!("{sign}{} {}", if self.is_exclusive { "" } else { "=" }, self.written)
    }
}

fn tightest<'a>(side: &Side<'a>, keywords: [Kw; 2], tighter: Ordering) -> Option<Bound<'a>> {
    let bounds = keywords.into_iter().zip([false, true]).filter_map(|(kw, is_exclusive)| {
        let written = side.value(kw)?.as_number()?;
        Some(Bound { kw, value: Decimal::parse(written)?, written, is_exclusive })
    });
    bounds.max_by(|a, b| a.tightness(b, tighter))
}

fn multiple(context: &mut Context<'_, '_>) {
    let kind = match (decimal(&context.old, Kw::MultipleOf), decimal(&context.new, Kw::MultipleOf)) {
        (None, Some(_)) => Kind::MultipleOfAdded,
        (Some(_), None) => Kind::MultipleOfRemoved,
        (Some(old), Some(new)) if old != new => Kind::MultipleOfChanged,
        _ => return,
    };
    context.note_keywords(kind, &[Kw::MultipleOf]);
}

fn compare_count(context: &mut Context<'_, '_>, (kw, absent, grown, shrunk): Count) {
    let of_contains = matches!(kw, Kw::MinContains | Kw::MaxContains);
    if of_contains && !(context.old.has(Kw::Contains) && context.new.has(Kw::Contains)) {
        return;
    }
    let absent = absent.and_then(Decimal::parse);
    let old = decimal(&context.old, kw).or_else(|| absent.clone());
    let new = decimal(&context.new, kw).or(absent);
    // `None` is no bound at all: more than every number.
    let order = match (&old, &new) {
        (Some(old), Some(new)) => new.cmp(old),
        (old, new) => new.is_none().cmp(&old.is_none()),
    };
    let kind = match order {
        Ordering::Greater => grown,
        Ordering::Less => shrunk,
        Ordering::Equal => return,
    };
    let value = |side: &Side<'_>| side.value(kw).and_then(Node::as_number).map(str::to_owned);
    let was = Was { name: None, before: value(&context.old), after: value(&context.new) };
    let places = context.places(kw);
    context.note(kind, Edit::Keywords(vec![kw]), places, was);
}
