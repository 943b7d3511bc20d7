//! Values that differ from another at one place: by one constraint, by one spelling, by one choice.

use super::datum::{Datum, Step};
use super::place::Place;
use super::sample::{EXTRA_NAMES, Fill, Sampler, count, numbers, spellings};
use super::strings;
use serde_json::Value;

/// Places of one value that are looked at; large arrays have many alike.
const MOST_PLACES: usize = 300;

/// Some of the values next to one, at any of its places.
pub(super) fn neighbours(sampler: &mut Sampler<'_>, value: &Datum, wanted: usize) -> Vec<Datum> {
    let mut places = Vec::new();
    visit(value, &sampler.root(), &mut Vec::new(), &mut places);
    let mut all = Vec::new();
    for (path, place) in places {
        let here = path.iter().try_fold(value, |value, step| value.step(step)).expect("the path was just walked");
        all.extend(instead(sampler, here, &place).into_iter().map(|new| (path.clone(), new)));
    }
    sampler.random.shuffle(&mut all);
    all.truncate(wanted);
    all.into_iter().map(|(path, new)| value.with(&path, new)).collect()
}

fn visit<'s>(value: &Datum, place: &Place<'s>, path: &mut Vec<Step>, places: &mut Vec<(Vec<Step>, Place<'s>)>) {
    if places.len() >= MOST_PLACES {
        return;
    }
    places.push((path.clone(), place.clone()));
    let steps: Vec<(Step, &Datum)> = match value {
        Datum::Object(members) => members.iter().map(|(name, value)| (Step::Member(name.clone()), value)).collect(),
        // Items are alike: the first, the second and the last show what there is.
        Datum::List(items) => {
            let last = items.len().saturating_sub(1);
            let kept = items.iter().enumerate().filter(|(n, _)| *n < 4 || *n == last);
            kept.map(|(n, item)| (Step::Item(n), item)).collect()
        }
        _ => Vec::new(),
    };
    for (step, child) in steps {
        let inner = place.step(&step);
        path.push(step);
        visit(child, &inner, path, places);
        path.pop();
    }
}

/// What may stand instead of a value at its place.
fn instead<'s>(sampler: &mut Sampler<'s>, value: &Datum, place: &Place<'s>) -> Vec<Datum> {
    let mut all = other_types(value);
    all.extend(listed(value, place));
    all.extend(branches(sampler, value, place));
    match value {
        Datum::Object(members) => all.extend(objects(sampler, members, place)),
        Datum::List(items) => all.extend(lists(sampler, items, place)),
        Datum::Text(text) => all.extend(texts(sampler, text, place)),
        Datum::Number(text) => {
            all.extend(numbers(&place.parts, false).into_iter().chain(spellings(text)).map(Datum::Number));
        }
        Datum::Null | Datum::Bool(_) => {}
    }
    all
}

fn other_types(value: &Datum) -> Vec<Datum> {
    let text = |text: &str| Datum::Text(text.to_owned());
    let mut all = vec![
        Datum::Null,
        Datum::Bool(true),
        Datum::Bool(false),
        Datum::Number("0".to_owned()),
        Datum::Number("1.5".to_owned()),
        text(""),
        text("text"),
        Datum::List(Vec::new()),
        Datum::List(vec![value.clone()]),
        Datum::Object(Vec::new()),
        Datum::Object(vec![("value".to_owned(), value.clone())]),
    ];
    match value {
        // What other readers take for an enum, a number, a struct.
        Datum::Text(name) => all.push(Datum::Object(vec![(name.clone(), Datum::Null)])),
        Datum::Number(number) => all.push(Datum::Text(number.clone())),
        Datum::Bool(flag) => all.push(Datum::Text(flag.to_string())),
        Datum::Object(members) => {
            all.push(Datum::List(members.iter().map(|(_, value)| value.clone()).collect()));
            all.push(Datum::Text(value.to_string()));
        }
        Datum::List(items) => {
            all.push(Datum::Object(items.iter().enumerate().map(|(n, item)| (n.to_string(), item.clone())).collect()));
            all.extend(items.first().cloned());
        }
        Datum::Null => {}
    }
    all
}

fn listed(value: &Datum, place: &Place<'_>) -> Vec<Datum> {
    let constants = place.says("const").map(Datum::from);
    let values = place.says("enum").filter_map(Value::as_array).flatten().map(Datum::from);
    let mut all: Vec<Datum> = constants.chain(values).collect();
    if !all.is_empty()
        && let Datum::Text(text) = value
    {
        let changed = [
            format!("{text}_X"),
            format!(" {text}"),
            text.to_lowercase(),
            text.to_uppercase(),
            "UNKNOWN".to_owned(),
            "Unknown".to_owned(),
        ];
        all.extend(changed.into_iter().map(Datum::Text));
    }
    all
}

/// Something of each branch of an alternative, and of two at once.
fn branches<'s>(sampler: &mut Sampler<'s>, value: &Datum, place: &Place<'s>) -> Vec<Datum> {
    let mut all = Vec::new();
    for keyword in ["oneOf", "anyOf", "allOf"] {
        for branches in place.says(keyword).filter_map(Value::as_array) {
            for branch in branches {
                let other = sampler.of_schemas(&[branch]);
                if let (Datum::Object(members), Datum::Object(others)) = (value, &other) {
                    let mut both = members.clone();
                    both.extend(others.iter().filter(|(name, _)| value.get(name).is_none()).cloned());
                    all.push(Datum::Object(both));
                }
                all.push(other);
            }
        }
    }
    all
}

fn objects<'s>(sampler: &mut Sampler<'s>, members: &[(String, Datum)], place: &Place<'s>) -> Vec<Datum> {
    let mut all = Vec::new();
    for n in 0..members.len() {
        let mut fewer = members.to_vec();
        fewer.remove(n);
        all.push(Datum::Object(fewer));
    }
    let mut with = |name: &str, value: Datum| {
        if members.iter().all(|(known, _)| known != name) {
            let mut more = members.to_vec();
            more.push((name.to_owned(), value));
            all.push(Datum::Object(more));
        }
    };
    for (name, schema) in place.members() {
        let value = sampler.of_schemas(&[schema]);
        with(name, value);
        with(name, Datum::Null);
    }
    for name in EXTRA_NAMES {
        with(name, Datum::Text("x".to_owned()));
    }
    if let Some((name, value)) = members.first() {
        with(&name.to_uppercase(), value.clone());
    }
    with("extraMember", Datum::Null);
    let most = count(&place.parts, "maxProperties", usize::min).filter(|most| *most < 200);
    let least = count(&place.parts, "minProperties", usize::max);
    for size in
        most.into_iter().flat_map(|most| [most, most + 1]).chain(least).chain(least.and_then(|n| n.checked_sub(1)))
    {
        all.push(sized(members, size));
    }
    all
}

fn sized(members: &[(String, Datum)], size: usize) -> Datum {
    let value = members.first().map_or(Datum::Bool(true), |(_, value)| value.clone());
    let more = (0..).map(|n| (format!("m{n}"), value.clone()));
    Datum::Object(members.iter().cloned().chain(more).take(size).collect())
}

fn lists<'s>(sampler: &mut Sampler<'s>, items: &[Datum], place: &Place<'s>) -> Vec<Datum> {
    let mut all = Vec::new();
    if let Some((first, rest)) = items.split_first() {
        all.push(Datum::List(rest.to_vec()));
        all.push(Datum::List(items[..items.len() - 1].to_vec()));
        let twice = [items, std::slice::from_ref(first)].concat();
        all.push(Datum::List(twice));
        all.push(Datum::List(items.iter().rev().cloned().collect()));
        if let Datum::Number(text) = first {
            all.push(Datum::List([items, &[Datum::Number(format!("{text}.0"))]].concat()));
        }
        if let Datum::Object(members) = first {
            let turned = Datum::Object(members.iter().rev().cloned().collect());
            all.push(Datum::List([items, &[turned]].concat()));
        }
    }
    let schemas: Vec<&Value> = ["items", "contains"].into_iter().flat_map(|keyword| place.says(keyword)).collect();
    let mut fresh = || if schemas.is_empty() { Datum::Bool(true) } else { sampler.of_schemas(&schemas) };
    all.push(Datum::List([items, &[fresh()]].concat()));
    let least = count(&place.parts, "minItems", usize::max);
    let most = count(&place.parts, "maxItems", usize::min).filter(|most| *most <= 64);
    for size in
        least.into_iter().flat_map(|n| [n, n.saturating_sub(1)]).chain(most.into_iter().flat_map(|n| [n, n + 1]))
    {
        let mut sized = items.to_vec();
        sized.truncate(size);
        while sized.len() < size {
            sized.push(fresh());
        }
        all.push(Datum::List(sized));
    }
    all
}

fn texts(sampler: &mut Sampler<'_>, text: &str, place: &Place<'_>) -> Vec<Datum> {
    let mut all: Vec<String> = vec![
        format!("{text}x"),
        format!("{text}\n"),
        format!(" {text}"),
        format!("{text}\u{0}"),
        format!("{text}😀"),
        text.to_lowercase(),
        text.to_uppercase(),
        text.chars().skip(1).collect(),
        text.chars().rev().skip(1).collect(),
        text.replacen(|c: char| c.is_ascii_digit(), "٣", 1),
        text.replacen(|c: char| c.is_ascii_alphabetic(), "ſ", 1),
    ];
    all.extend(place.texts("format").flat_map(strings::of_format).map(|text| (*text).to_owned()));
    for pattern in place.texts("pattern") {
        all.extend((0..6).filter_map(|_| strings::of_pattern(pattern, &mut sampler.random)));
    }
    let least = count(&place.parts, "minLength", usize::max).unwrap_or(0);
    let most = count(&place.parts, "maxLength", usize::min).filter(|most| *most <= 5000);
    for length in [least, least.saturating_sub(1), least + 1]
        .into_iter()
        .chain(most.into_iter().flat_map(|n| [n, n + 1, n.saturating_sub(1)]))
    {
        all.push(strings::of_length(length, &mut sampler.random));
        all.push("a".repeat(length));
        // As the text begins, in case a pattern asks for it.
        all.push(text.chars().cycle().take(length).collect());
    }
    all.into_iter().map(Datum::Text).collect()
}

/// The values to begin with: the least, the most, and one by chance.
pub(super) const FILLS: [Fill; 3] = [Fill::Least, Fill::Most, Fill::Some];
