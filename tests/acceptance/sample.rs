//! Values that a schema probably accepts: choices are made at random, and whether it does is asked afterwards.

use super::datum::Datum;
use super::decimal::{self, Decimal};
use super::judge::Judge;
use super::place::{Place, member_schemas, referred};
use super::random::Random;
use super::strings;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// How much is put into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// What must be there.
    Least,
    /// Everything that may be there.
    Most,
    /// What chance says.
    Some,
}

/// Below this depth only what must be there is put in.
const DEEP: usize = 5;

/// Below this depth nothing is put in.
const DEEPEST: usize = 24;

type Part<'s> = &'s Map<String, Value>;

/// A value has about so many parts; after that only what must be there is put in.
const ROOM: usize = 300;

/// Makes values of the schemas of one document.
pub(super) struct Sampler<'s> {
    document: &'s Value,
    pub(super) random: Random,
    pub(super) fill: Fill,
    /// How many parts the value may still have.
    room: usize,
    leaves: Leaves,
}

impl<'s> Sampler<'s> {
    /// What makes values of this document; `name` makes the choices.
    pub(super) fn new(document: &'s Value, name: &str) -> Self {
        Sampler { document, random: Random::named(name), fill: Fill::Some, room: ROOM, leaves: Leaves::default() }
    }

    /// A value of the document.
    pub(super) fn whole(&mut self) -> Datum {
        self.room = ROOM;
        self.all(&[self.document], 0)
    }

    /// The place of the whole value.
    pub(super) fn root(&self) -> Place<'s> {
        Place::root(self.document)
    }

    /// A value of a place, as if all that may be said there were.
    pub(super) fn of_schemas(&mut self, schemas: &[&'s Value]) -> Datum {
        self.room = ROOM;
        self.all(schemas, 2)
    }

    fn all(&mut self, schemas: &[&'s Value], depth: usize) -> Datum {
        self.room = self.room.saturating_sub(1);
        let mut parts = Vec::new();
        schemas.iter().for_each(|schema| self.expand(schema, &mut parts));
        if depth > DEEPEST {
            return Datum::Null;
        }
        if let Some(value) = self.listed(&parts) {
            return value;
        }
        match self.type_of(&parts).as_str() {
            "null" => Datum::Null,
            "boolean" => Datum::Bool(self.random.once_in(2)),
            "object" => self.object(&parts, depth),
            "array" => self.list(&parts, depth),
            "string" => self.text(&parts),
            name => self.number(&parts, name == "integer"),
        }
    }

    /// The parts that hold together, with one branch of each alternative.
    fn expand(&mut self, schema: &'s Value, parts: &mut Vec<Part<'s>>) {
        let Some(map) = schema.as_object() else { return };
        if parts.len() > 64 || parts.iter().any(|known| std::ptr::eq(*known, map)) {
            return;
        }
        parts.push(map);
        if let Some(target) = referred(self.document, map) {
            self.expand(target, parts);
        }
        for child in map.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.expand(child, parts);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(branches) = map.get(keyword).and_then(Value::as_array).filter(|all| !all.is_empty()) {
                let branch = self.random.pick(branches);
                self.expand(branch, parts);
            }
        }
        if let Some(condition) = map.get("if") {
            let holds = self.random.once_in(2);
            if holds {
                self.expand(condition, parts);
            }
            if let Some(consequence) = map.get(if holds { "then" } else { "else" }) {
                self.expand(consequence, parts);
            }
        }
        for child in map.get("dependentSchemas").and_then(Value::as_object).into_iter().flat_map(Map::values) {
            if self.random.once_in(2) {
                self.expand(child, parts);
            }
        }
    }

    /// One of the values that `const` and `enum` list.
    fn listed(&mut self, parts: &[Part<'s>]) -> Option<Datum> {
        if let Some(value) = parts.iter().find_map(|part| part.get("const")) {
            return Some(value.into());
        }
        let mut lists = parts.iter().filter_map(|part| part.get("enum")?.as_array());
        let first = lists.next()?;
        let others: Vec<&Vec<Value>> = lists.collect();
        let shared: Vec<&Value> = first.iter().filter(|value| others.iter().all(|list| list.contains(value))).collect();
        if shared.is_empty() { None } else { Some((*self.random.pick(&shared)).into()) }
    }

    fn type_of(&mut self, parts: &[Part<'s>]) -> String {
        const NAMES: [&str; 7] = ["object", "array", "string", "integer", "number", "boolean", "null"];
        let allows = |part: &Part<'s>, name: &str| match part.get("type") {
            Some(Value::String(one)) => one == name || (one == "number" && name == "integer"),
            Some(Value::Array(all)) => all.iter().any(|one| one == name || (one == "number" && name == "integer")),
            _ => true,
        };
        let mut allowed: Vec<&str> =
            NAMES.into_iter().filter(|name| parts.iter().all(|part| allows(part, name))).collect();
        if allowed.len() == NAMES.len()
            && let Some(meant) = meant(parts).filter(|_| !self.random.once_in(6))
        {
            return meant.to_owned();
        }
        if self.fill == Fill::Most && allowed.len() > 1 {
            allowed.retain(|name| *name != "null");
        }
        if allowed.is_empty() { "null".to_owned() } else { (*self.random.pick(&allowed)).to_owned() }
    }

    fn object(&mut self, parts: &[Part<'s>], depth: usize) -> Datum {
        let required: Vec<&str> = strings_of(parts, "required");
        let mut names: Vec<String> = Vec::new();
        for part in parts {
            let members = part.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys);
            names.extend(members.cloned());
        }
        names.extend(required.iter().map(|name| (*name).to_owned()));
        names.extend(self.undeclared(parts));
        let mut members: Vec<(String, Datum)> = Vec::new();
        for name in names {
            let is_wanted = required.contains(&name.as_str()) || self.wants(depth);
            if !is_wanted || members.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let schemas: Vec<&Value> = parts.iter().flat_map(|part| member_schemas(part, &name)).collect();
            if !required.contains(&name.as_str()) && schemas.iter().any(|schema| schema.as_bool() == Some(false)) {
                continue;
            }
            let value = self.all(&schemas, depth + 1);
            members.push((name, value));
        }
        if let Some(most) = count(parts, "maxProperties", usize::min) {
            members.truncate(most);
        }
        if self.random.once_in(4) {
            self.random.shuffle(&mut members);
        }
        Datum::Object(members)
    }

    fn wants(&mut self, depth: usize) -> bool {
        match self.fill {
            _ if self.room == 0 => false,
            Fill::Least => false,
            Fill::Most => depth < DEEP,
            Fill::Some => depth < DEEP && self.random.once_in(2),
        }
    }

    /// Names of members that the schema does not list, where it has a place for them.
    fn undeclared(&mut self, parts: &[Part<'s>]) -> Vec<String> {
        let mut names = Vec::new();
        for part in parts {
            for pattern in part.get("patternProperties").and_then(Value::as_object).into_iter().flat_map(Map::keys) {
                names.extend(strings::of_pattern(pattern, &mut self.random));
            }
            if let Some(schema) = part.get("propertyNames") {
                for _ in 0..3 {
                    if let Datum::Text(name) = self.all(&[schema], 1) {
                        names.push(name);
                    }
                }
            }
        }
        let is_closed = ["additionalProperties", "unevaluatedProperties"]
            .iter()
            .any(|keyword| parts.iter().any(|part| part.get(*keyword).and_then(Value::as_bool) == Some(false)));
        if !is_closed {
            let least = count(parts, "minProperties", usize::max).unwrap_or(0);
            names.extend(EXTRA_NAMES.iter().map(|name| (*name).to_owned()).take(least.max(1 + self.random.below(3))));
        }
        names
    }

    fn list(&mut self, parts: &[Part<'s>], depth: usize) -> Datum {
        let least = count(parts, "minItems", usize::max).unwrap_or(0);
        let most = count(parts, "maxItems", usize::min).unwrap_or(least + 3).max(least);
        let prefix =
            parts.iter().filter_map(|part| Some(part.get("prefixItems")?.as_array()?.len())).max().unwrap_or(0);
        let high = most.min(least.max(prefix) + 3);
        let length = match self.fill {
            _ if depth >= DEEP || self.room == 0 => least,
            Fill::Least => least,
            Fill::Most => high,
            Fill::Some if self.random.once_in(8) => most.min(40),
            Fill::Some => least + self.random.below(high.saturating_sub(least) + 1),
        };
        let is_unique = parts.iter().any(|part| part.get("uniqueItems").and_then(Value::as_bool) == Some(true));
        let mut items: Vec<Datum> = Vec::new();
        for n in 0..length {
            let schemas = item_schemas(parts, n);
            let mut item = self.all(&schemas, depth + 1);
            for _ in 0..8 {
                if !is_unique || !items.contains(&item) {
                    break;
                }
                item = self.all(&schemas, depth + 1);
            }
            items.push(item);
        }
        for contained in parts.iter().filter_map(|part| part.get("contains")) {
            let item = self.all(&[contained], depth + 1);
            if items.is_empty() && most > 0 {
                items.push(item);
            } else if !items.is_empty() {
                let n = self.random.below(items.len());
                items[n] = item;
            }
        }
        Datum::List(items)
    }

    fn text(&mut self, parts: &[Part<'s>]) -> Datum {
        let texts =
            |keyword: &str| -> Vec<&'s str> { parts.iter().filter_map(|part| part.get(keyword)?.as_str()).collect() };
        let least = count(parts, "minLength", usize::max).unwrap_or(0);
        let most = count(parts, "maxLength", usize::min).unwrap_or(least + 24).max(least);
        let (patterns, formats) = (texts("pattern"), texts("format"));
        let mut last = Datum::Null;
        for attempt in 0..24 {
            let text = if let Some(pattern) = patterns.get(attempt % patterns.len().max(1)) {
                let format = formats.first().filter(|_| attempt % 3 == 2);
                match format {
                    Some(format) => (*self.random.pick(strings::of_format(format))).to_owned(),
                    None => strings::of_pattern(pattern, &mut self.random).unwrap_or_default(),
                }
            } else if let Some(format) = formats.first() {
                (*self.random.pick(strings::of_format(format))).to_owned()
            } else {
                let length = *self.random.pick(&[
                    least,
                    most.min(least + 2000),
                    least.midpoint(most.min(least + 40)),
                    most.min(least + 1),
                ]);
                strings::of_length(length, &mut self.random)
            };
            last = Datum::Text(text);
            if self.leaves.fit(parts, &last) {
                break;
            }
        }
        last
    }

    fn number(&mut self, parts: &[Part<'s>], is_integer: bool) -> Datum {
        let all: Vec<Datum> = numbers(parts, is_integer).into_iter().map(Datum::Number).collect();
        let fitting: Vec<&Datum> = all.iter().filter(|number| self.leaves.fit(parts, number)).collect();
        if fitting.is_empty() { self.random.pick(&all).clone() } else { (*self.random.pick(&fitting)).clone() }
    }
}

/// What is said about texts and numbers, compiled once for each place.
#[derive(Default)]
struct Leaves {
    /// By the addresses of the parts, which all are of one document.
    judges: HashMap<Vec<usize>, Option<Judge>>,
}

impl Leaves {
    /// True if a text or a number is what these parts ask for.
    fn fit(&mut self, parts: &[Part<'_>], value: &Datum) -> bool {
        let said: Vec<Part<'_>> =
            parts.iter().copied().filter(|part| LEAF.iter().any(|key| part.contains_key(*key))).collect();
        let key = said.iter().map(|part| std::ptr::from_ref(*part).addr()).collect();
        let judge = self.judges.entry(key).or_insert_with(|| {
            let leaf = |part: &Part<'_>| -> Value {
                part.iter()
                    .filter(|(key, _)| LEAF.contains(&key.as_str()))
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect()
            };
            Judge::new(&json!({ "allOf": said.iter().map(leaf).collect::<Vec<_>>() }))
        });
        judge.as_ref().is_none_or(|judge| judge.accepts(&value.to_string()))
    }
}

/// Keywords about texts and numbers.
const LEAF: [&str; 10] = [
    "type",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
];

/// Names that nobody declares: ordinary ones, and those that need escapes.
pub(super) const EXTRA_NAMES: [&str; 6] = ["extraMember", "", "ünïcode 😀", "a/b~c", "\"\\\n", "rest"];

/// The type that keywords are about, where none is said.
fn meant(parts: &[Part<'_>]) -> Option<&'static str> {
    const ABOUT: [(&str, &[&str]); 4] = [
        (
            "object",
            &[
                "properties",
                "required",
                "additionalProperties",
                "patternProperties",
                "minProperties",
                "maxProperties",
                "propertyNames",
                "dependentRequired",
                "dependentSchemas",
                "unevaluatedProperties",
            ],
        ),
        ("array", &["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"]),
        ("string", &["pattern", "minLength", "maxLength", "format"]),
        ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ];
    let is_said =
        |keywords: &[&str]| keywords.iter().any(|keyword| parts.iter().any(|part| part.contains_key(*keyword)));
    ABOUT.into_iter().find(|(_, keywords)| is_said(keywords)).map(|(name, _)| name)
}

fn strings_of<'s>(parts: &[Part<'s>], keyword: &str) -> Vec<&'s str> {
    parts.iter().filter_map(|part| part.get(keyword)?.as_array()).flatten().filter_map(Value::as_str).collect()
}

/// A count, the strictest of all parts.
pub(super) fn count(parts: &[Part<'_>], keyword: &str, strictest: fn(usize, usize) -> usize) -> Option<usize> {
    let counts = parts.iter().filter_map(|part| part.get(keyword)?.as_f64());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, and a test")]
    counts.map(|count| count as usize).reduce(strictest)
}

fn item_schemas<'s>(parts: &[Part<'s>], n: usize) -> Vec<&'s Value> {
    let schema = |part: &Part<'s>| {
        let own = part.get("prefixItems").and_then(Value::as_array).and_then(|prefix| prefix.get(n));
        own.or_else(|| part.get("items")).or_else(|| part.get("unevaluatedItems"))
    };
    parts.iter().filter_map(schema).collect()
}

/// Numbers around what the parts say, in every spelling that JSON has.
pub(super) fn numbers(parts: &[Part<'_>], is_integer: bool) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "const"] {
        for bound in parts.iter().filter_map(|part| part.get(keyword)?.as_number()).map(ToString::to_string) {
            all.extend(["1", "-1"].iter().filter_map(|step| decimal::sum(&bound, step)));
            if !is_integer {
                let step = decimal::finer(&bound);
                all.extend(
                    [decimal::sum(&bound, &step), decimal::sum(&bound, &format!("-{step}"))].into_iter().flatten(),
                );
            }
            if keyword == "multipleOf" {
                all.extend([0, 2, 3, 7, -1, -5, 1000].iter().filter_map(|factor| decimal::times(&bound, *factor)));
            }
            all.push(bound);
        }
    }
    let plain = if is_integer {
        &["0", "1", "-1", "2", "10", "42", "100", "9007199254740993"][..]
    } else {
        &["0", "1", "-1", "0.1", "-0.5", "3.14159", "100", "0.10", "1e2", "1E-2"][..]
    };
    all.extend(plain.iter().map(|text| (*text).to_owned()));
    all.retain(|text| Decimal::parse(text).is_some());
    all
}

/// Other spellings of a number, and numbers that are hard to hold.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "0",
        "-0",
        "-0.0",
        "0.0",
        "0e5",
        "1.0",
        "1.00",
        "1e0",
        "1E+2",
        "10e-1",
        "0.10",
        "5e-1",
        "1e400",
        "1e-400",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890.123456789",
        "2147483648",
        "1.5",
    ]
    .iter()
    .map(|text| (*text).to_owned())
    .collect();
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        all.extend([
            format!("{text}.0"),
            format!("{text}.000"),
            format!("{text}e0"),
            format!("{text}E+0"),
            format!("{text}0e-1"),
            format!("{text}.5"),
        ]);
    } else if !text.contains(['e', 'E']) {
        all.extend([format!("{text}0"), format!("{text}e0"), format!("{text}E-1")]);
    }
    all
}
