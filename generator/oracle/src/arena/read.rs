//! Reads JSON Schema 2020-12 into assertions.

use serde_json::{Map, Value};

use super::Options;
use super::keyword::{Keyword, Measure, NodeId};
use super::types::TypeSet;
use crate::datum::Datum;
use crate::number::Number;

/// How deep a schema may be nested.
const MOST_NESTED: usize = 256;

type Object = Map<String, Value>;

/// Takes the nodes that a [`Reader`] reads.
pub(super) trait Sink {
    fn add(&mut self, keywords: Vec<Keyword>, pointer: String) -> NodeId;
    /// What `#/$defs/NAME` leads to.
    fn target(&self, name: &str) -> Option<NodeId>;
}

/// Reads one schema, children first.
pub(super) struct Reader<'a, S> {
    sink: &'a mut S,
    options: Options,
    depth: usize,
}

/// The assertions of the schema `false`.
pub(super) fn nothing() -> Vec<Keyword> {
    vec![Keyword::Types(TypeSet::NONE)]
}

/// The only assertion of a schema that cannot be understood.
pub(super) fn opaque(keyword: &str, text: &str) -> Vec<Keyword> {
    vec![Keyword::Opaque { keyword: keyword.to_owned(), text: text.to_owned() }]
}

/// A name as a token of a JSON Pointer (RFC 6901 §3).
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The regular expressions in an assertion.
pub(super) fn patterns(keyword: &Keyword) -> Vec<&str> {
    match keyword {
        Keyword::Pattern(pattern) => vec![pattern],
        Keyword::Properties { patterns, .. } => patterns.iter().map(|(pattern, _)| pattern.as_str()).collect(),
        _ => Vec::new(),
    }
}

impl<'a, S: Sink> Reader<'a, S> {
    pub(super) fn new(sink: &'a mut S, options: Options) -> Self {
        Self { sink, options, depth: 0 }
    }

    pub(super) fn read(&mut self, schema: &Value, pointer: String) -> NodeId {
        if self.depth == MOST_NESTED {
            return self.sink.add(opaque("schema", &format!("too deeply nested at {pointer}")), pointer);
        }
        self.depth += 1;
        let node = match schema {
            Value::Bool(true) => NodeId::TRUE,
            Value::Bool(false) => NodeId::FALSE,
            Value::Object(object) => self.object(object, pointer),
            other => self.sink.add(opaque("schema", &other.to_string()), pointer),
        };
        self.depth -= 1;
        node
    }

    fn object(&mut self, object: &Object, pointer: String) -> NodeId {
        let mut keywords = Vec::new();
        for (keyword, value) in object {
            let read = simple(keyword, value, object);
            keywords.extend(read.unwrap_or_else(|| opaque(keyword, &value.to_string())));
            if keyword == "format" && self.options.assert_formats {
                keywords.extend(opaque(keyword, &value.to_string()));
            }
        }
        keywords.extend(self.members(object, &pointer));
        keywords.extend(self.items(object, &pointer));
        keywords.extend(self.applicators(object, &pointer));
        keywords.sort();
        keywords.dedup();
        if keywords.contains(&Keyword::Types(TypeSet::NONE)) {
            return NodeId::FALSE;
        }
        match keywords.as_slice() {
            [] => NodeId::TRUE,
            [Keyword::AllOf(members) | Keyword::AnyOf(members) | Keyword::OneOf(members)] if members.len() == 1 => {
                members[0]
            }
            _ => self.sink.add(keywords, pointer),
        }
    }

    fn child(&mut self, object: &Object, keyword: &str, pointer: &str) -> Option<NodeId> {
        let schema = object.get(keyword)?;
        Some(self.read(schema, format!("{pointer}/{keyword}")))
    }

    fn list(&mut self, object: &Object, keyword: &str, pointer: &str) -> Option<Vec<NodeId>> {
        let members = object.get(keyword)?.as_array()?;
        let read = |(index, one)| self.read(one, format!("{pointer}/{keyword}/{index}"));
        Some(members.iter().enumerate().map(read).collect())
    }

    fn named(&mut self, object: &Object, keyword: &str, pointer: &str) -> Vec<(String, NodeId)> {
        let Some(entries) = object.get(keyword).and_then(Value::as_object) else { return Vec::new() };
        let read = |(name, one): (&String, _)| {
            (name.clone(), self.read(one, format!("{pointer}/{keyword}/{}", escaped(name))))
        };
        let mut entries: Vec<_> = entries.iter().map(read).collect();
        entries.sort();
        entries
    }

    fn members(&mut self, object: &Object, pointer: &str) -> Vec<Keyword> {
        let mut keywords = Vec::new();
        let named = self.named(object, "properties", pointer);
        let patterns = self.named(object, "patternProperties", pointer);
        let rest = self.child(object, "additionalProperties", pointer);
        if !named.is_empty() || !patterns.is_empty() || rest.is_some() {
            keywords.push(Keyword::Properties { named, patterns, rest });
        }
        keywords.extend(self.child(object, "propertyNames", pointer).map(Keyword::PropertyNames));
        let dependents = self.named(object, "dependentSchemas", pointer);
        if !dependents.is_empty() {
            keywords.push(Keyword::DependentSchemas(dependents));
        }
        keywords.extend(self.child(object, "unevaluatedProperties", pointer).map(Keyword::UnevaluatedProperties));
        keywords
    }

    fn items(&mut self, object: &Object, pointer: &str) -> Vec<Keyword> {
        let mut keywords = Vec::new();
        let prefix = self.list(object, "prefixItems", pointer).unwrap_or_default();
        let rest = self.child(object, "items", pointer);
        if !prefix.is_empty() || rest.is_some() {
            keywords.push(Keyword::Items { prefix, rest });
        }
        if let Some(item) = self.child(object, "contains", pointer) {
            let bound = |name| object.get(name).map(count);
            match (bound("minContains"), bound("maxContains")) {
                (Some(None), _) | (_, Some(None)) => keywords.extend(opaque("contains", pointer)),
                (min, max) => {
                    keywords.push(Keyword::Contains { item, min: min.flatten().unwrap_or(1), max: max.flatten() });
                }
            }
        }
        keywords.extend(self.child(object, "unevaluatedItems", pointer).map(Keyword::UnevaluatedItems));
        keywords
    }

    fn applicators(&mut self, object: &Object, pointer: &str) -> Vec<Keyword> {
        let mut keywords = Vec::new();
        let mut all = self.list(object, "allOf", pointer).unwrap_or_default();
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(target) = object.get(keyword) {
                all.push(self.reference(keyword, target, pointer));
            }
        }
        if all.contains(&NodeId::FALSE) {
            return nothing();
        }
        all.retain(|&member| member != NodeId::TRUE);
        if !all.is_empty() {
            keywords.push(Keyword::AllOf(all));
        }
        keywords.extend(self.list(object, "anyOf", pointer).map(Keyword::AnyOf));
        keywords.extend(self.list(object, "oneOf", pointer).map(Keyword::OneOf));
        match self.child(object, "not", pointer) {
            Some(NodeId::TRUE) => return nothing(),
            Some(NodeId::FALSE) | None => {}
            Some(node) => keywords.push(Keyword::Not(node)),
        }
        if let Some(condition) = self.child(object, "if", pointer) {
            let then = self.child(object, "then", pointer).unwrap_or(NodeId::TRUE);
            let otherwise = self.child(object, "else", pointer).unwrap_or(NodeId::TRUE);
            keywords.push(Keyword::If { condition, then, otherwise });
        }
        keywords
    }

    fn reference(&mut self, keyword: &str, target: &Value, pointer: &str) -> NodeId {
        let name = target.as_str().filter(|_| keyword == "$ref").and_then(|target| target.strip_prefix("#/$defs/"));
        let node = name.and_then(|name| self.sink.target(&unescaped(name)).or_else(|| self.sink.target(name)));
        node.unwrap_or_else(|| self.sink.add(opaque(keyword, &target.to_string()), format!("{pointer}/{keyword}")))
    }
}

/// A token of a JSON Pointer in a URI fragment as a name. Percent-encoding is undone only where it is UTF-8.
fn unescaped(token: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = token.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|_| token.to_owned());
    text.replace("~1", "/").replace("~0", "~")
}

/// A keyword without subschemas; `None` where it makes no sense.
fn simple(keyword: &str, value: &Value, object: &Object) -> Option<Vec<Keyword>> {
    let at_least = |measure| bound(value, |bound| (bound > 0).then_some(Keyword::AtLeast(measure, bound)));
    let at_most = |measure| bound(value, |bound| Some(Keyword::AtMost(measure, bound)));
    match keyword {
        "type" => types(value),
        "enum" => {
            let mut values: Vec<Datum> = value.as_array()?.iter().map(Datum::read).collect::<Option<_>>()?;
            values.sort();
            values.dedup();
            Some(vec![Keyword::Enum(values)])
        }
        "const" => Some(vec![Keyword::Enum(vec![Datum::read(value)?])]),
        "minimum" | "exclusiveMinimum" => lower(object).map(|one| vec![one]),
        "maximum" | "exclusiveMaximum" => upper(object).map(|one| vec![one]),
        "multipleOf" => number(value).filter(Number::is_positive).map(|unit| vec![Keyword::MultipleOf(unit)]),
        "minLength" => at_least(Measure::Length),
        "maxLength" => at_most(Measure::Length),
        "pattern" => value.as_str().map(|pattern| vec![Keyword::Pattern(pattern.to_owned())]),
        "minItems" => at_least(Measure::Items),
        "maxItems" => at_most(Measure::Items),
        "uniqueItems" => value.as_bool().map(|unique| if unique { vec![Keyword::UniqueItems] } else { Vec::new() }),
        "minProperties" => at_least(Measure::Properties),
        "maxProperties" => at_most(Measure::Properties),
        "required" => names(value).map(|names| if names.is_empty() { vec![] } else { vec![Keyword::Required(names)] }),
        "dependentRequired" => dependent_required(value),
        _ => Some(Vec::new()),
    }
}

fn number(value: &Value) -> Option<Number> {
    Number::parse(value.as_number()?.as_str())
}

/// A count, such as `minLength`; `2.0` is one. A count that is too large for us is no smaller than any we can reach.
fn count(value: &Value) -> Option<u64> {
    let count = number(value).filter(|count| count.is_integer() && (count.is_positive() || count.is_zero()))?;
    Some(count.to_string().parse().unwrap_or(u64::MAX))
}

fn bound(value: &Value, keyword: impl Fn(u64) -> Option<Keyword>) -> Option<Vec<Keyword>> {
    Some(keyword(count(value)?).into_iter().collect())
}

fn types(value: &Value) -> Option<Vec<Keyword>> {
    let one = |value: &Value| TypeSet::named(value.as_str()?);
    let types = match value {
        Value::Array(names) => names.iter().try_fold(TypeSet::NONE, |set, name| Some(set.or(one(name)?)))?,
        name => one(name)?,
    };
    Some(if types == TypeSet::ALL { Vec::new() } else { vec![Keyword::Types(types)] })
}

/// The tighter of `minimum` and `exclusiveMinimum`.
fn lower(object: &Object) -> Option<Keyword> {
    let (inclusive, exclusive) = bounds(object, "minimum", "exclusiveMinimum")?;
    let wins = exclusive.as_ref().is_some_and(|limit| inclusive.as_ref().is_none_or(|other| limit >= other));
    Some(Keyword::Lower { limit: if wins { exclusive? } else { inclusive? }, exclusive: wins })
}

/// The tighter of `maximum` and `exclusiveMaximum`.
fn upper(object: &Object) -> Option<Keyword> {
    let (inclusive, exclusive) = bounds(object, "maximum", "exclusiveMaximum")?;
    let wins = exclusive.as_ref().is_some_and(|limit| inclusive.as_ref().is_none_or(|other| limit <= other));
    Some(Keyword::Upper { limit: if wins { exclusive? } else { inclusive? }, exclusive: wins })
}

/// Both bounds where they are there; `None` where one of them is no number we can keep.
fn bounds(object: &Object, inclusive: &str, exclusive: &str) -> Option<(Option<Number>, Option<Number>)> {
    let read = |keyword| object.get(keyword).map_or(Some(None), |value| number(value).map(Some));
    Some((read(inclusive)?, read(exclusive)?))
}

fn names(value: &Value) -> Option<Vec<String>> {
    let mut names: Vec<String> =
        value.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?;
    names.sort();
    names.dedup();
    Some(names)
}

fn dependent_required(value: &Value) -> Option<Vec<Keyword>> {
    let mut entries = Vec::new();
    for (name, required) in value.as_object()? {
        let required = names(required)?;
        if !required.is_empty() {
            entries.push((name.clone(), required));
        }
    }
    entries.sort();
    Some(if entries.is_empty() { Vec::new() } else { vec![Keyword::DependentRequired(entries)] })
}
