//! Real schemas, edited at random: no value disproves what was proved.

use super::check::{Case, Outcome, oracle};
use super::random::Random;
use super::schemas;
use serde_json::{Map, Value, json};
use std::path::Path;
use stipula_model::{Model, NodeRef, Role, Roots, emit};
use stipula_oracle::{Answer, Options, Oracle};
use stipula_source::{Folder, Limits, Provider, Sources};

/// Real schemas over their definitions.
pub(crate) struct Corpus {
    definitions: Map<String, Value>,
    names: Vec<String>,
}

impl Corpus {
    /// Loads every `*.schema.json` below a folder, as a contract is loaded.
    pub(crate) fn load(folder: &Path) -> Corpus {
        let mut sources = Sources::new(Limits::default());
        let provider = Folder::open(folder).expect("the folder is there");
        let paths = provider.list(&Limits::default()).expect("the folder can be listed");
        let main = sources.add_root(Box::new(provider), "");
        sources.load(main, &paths).expect("the files can be read");
        let mut roots = Roots::only(main);
        stipula_model::load(&mut sources, &mut roots).expect("the files can be read");
        let (model, _) = Model::build(&sources, &roots);
        let schemas = paths.iter().filter(|path| path.ends_with(".schema.json")).filter_map(|path| {
            let file = sources.find(main, path)?;
            let root = NodeRef::new(file, sources.file(file).tree().root()?);
            Some((model.schemas.at(root)?, Role::Any))
        });
        let usable = |pattern: &str| regress::Regex::with_flags(pattern, "u").is_ok();
        let emitted = emit(&sources, &model.schemas, schemas.collect::<Vec<_>>(), &usable);
        Corpus { definitions: emitted.definitions, names: emitted.names }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// A schema, and the same with one edit in what it leads to.
    fn case(&self, random: &mut Random) -> Case {
        let name = random.pick(&self.names).clone();
        let mut reached = vec![name.clone()];
        let mut next = 0;
        while next < reached.len() {
            references(&self.definitions[&reached[next]], &mut |target| {
                if !reached.iter().any(|known| known == target) {
                    reached.push(target.to_owned());
                }
            });
            next += 1;
        }
        let edited = random.pick(&reached).clone();
        // Edits may refer to these.
        let mut definitions = schemas::definitions(random);
        for target in &reached {
            let schema = &self.definitions[target];
            definitions.insert(target.clone(), schema.clone());
            let changed = if *target == edited { schemas::edited(random, schema) } else { schema.clone() };
            definitions.insert(format!("new-{target}"), renamed(&changed, &reached));
        }
        let reference = |name: String| json!({ "$ref": format!("#/$defs/{name}") });
        let (old, new) = (reference(name.clone()), reference(format!("new-{name}")));
        let (old, new) = if random.percent(50) { (old, new) } else { (new, old) };
        Case { definitions, old, new }
    }
}

fn references(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(members) => {
            if let Some(name) = members.get("$ref").and_then(|target| target.as_str()?.strip_prefix("#/$defs/")) {
                found(name);
            }
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn renamed(value: &Value, names: &[String]) -> Value {
    match value {
        Value::Object(members) => {
            let rename = |(keyword, value): (&String, &Value)| {
                let target = value.as_str().and_then(|target| target.strip_prefix("#/$defs/"));
                let known = target.filter(|target| keyword == "$ref" && names.iter().any(|name| name == target));
                let value = known.map_or_else(|| renamed(value, names), |name| json!(format!("#/$defs/new-{name}")));
                (keyword.clone(), value)
            };
            Value::Object(members.iter().map(rename).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| renamed(item, names)).collect()),
        other => other.clone(),
    }
}

/// Values that are looked at for each proof.
const SAMPLES: usize = 40;

/// Edits real schemas and looks for a value that disproves what was proved.
pub(crate) fn no_value_disproves(corpus: &Corpus, seeds: std::ops::Range<u64>) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in seeds {
        let mut random = Random::new(seed);
        let case = corpus.case(&mut random);
        let answer = oracle(&case);
        outcome.answered(&answer, &case);
        if !matches!(answer, Answer::Included(_)) {
            continue;
        }
        let mut oracle = Oracle::new(case.definitions.clone(), Options::default());
        let (old, new) = (oracle.add(&case.old), oracle.add(&case.new));
        for _ in 0..SAMPLES {
            let mut sampler = Sampler { definitions: &case.definitions, random: &mut random };
            let value = sampler.value(&case.old, 8);
            if oracle.accepts(old, &value) == Some(true) && oracle.accepts(new, &value) == Some(false) {
                outcome.violations.push(format!("seed {seed}: {answer:?}, but {value}: {} ⊆ {}", case.old, case.new));
                break;
            }
        }
    }
    outcome
}

/// Makes values that a schema may accept, with a fault here and there.
struct Sampler<'s> {
    definitions: &'s Map<String, Value>,
    random: &'s mut Random,
}

impl Sampler<'_> {
    fn value(&mut self, schema: &Value, depth: usize) -> Value {
        let Some(object) = schema.as_object().filter(|_| depth > 0 && !self.random.percent(3)) else {
            return self.any();
        };
        if let Some(value) = object.get("const") {
            return value.clone();
        }
        if let Some(values) = object.get("enum").and_then(Value::as_array).filter(|values| !values.is_empty()) {
            return self.random.pick(values).clone();
        }
        let mut parts = Vec::new();
        if let Some(name) = object.get("$ref").and_then(|target| target.as_str()?.strip_prefix("#/$defs/")) {
            parts.extend(self.definitions.get(name));
        }
        parts.extend(object.get("allOf").and_then(Value::as_array).into_iter().flatten());
        for keyword in ["anyOf", "oneOf"] {
            if let Some(branches) = object.get(keyword).and_then(Value::as_array) {
                parts.push(self.random.pick(branches));
            }
        }
        let mut value = self.of_type(object, depth);
        for part in parts {
            value = Some(merged(value, self.value(part, depth - 1)));
        }
        value.unwrap_or_else(|| self.any())
    }

    /// A value of the type that the schema itself names; `None` where it names none.
    fn of_type(&mut self, object: &Map<String, Value>, depth: usize) -> Option<Value> {
        let named = match object.get("type") {
            Some(Value::Array(names)) => self.random.pick(names).as_str(),
            Some(name) => name.as_str(),
            None if object.contains_key("properties") => Some("object"),
            None => None,
        };
        let number = |keyword: &str| object.get(keyword).and_then(Value::as_i64);
        Some(match named? {
            "null" => Value::Null,
            "boolean" => json!(self.random.percent(50)),
            "integer" | "number" => {
                let from = number("minimum").or_else(|| number("exclusiveMinimum")).unwrap_or(-1);
                json!(from + i64::try_from(self.random.below(4)).unwrap_or(0))
            }
            "string" => self.text(object),
            "array" => {
                let least = usize::try_from(number("minItems").unwrap_or(0)).unwrap_or(0);
                let item = object.get("items").unwrap_or(&Value::Bool(true));
                let length = least.min(10) + self.random.below(2);
                Value::Array((0..length).map(|_| self.value(item, depth - 1)).collect())
            }
            _ => self.members(object, depth),
        })
    }

    fn members(&mut self, object: &Map<String, Value>, depth: usize) -> Value {
        let mut members = Map::new();
        let required = object.get("required").and_then(Value::as_array).into_iter().flatten();
        let required: Vec<&str> = required.filter_map(Value::as_str).collect();
        let likely = if depth > 4 { 50 } else { 10 };
        for (name, schema) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let wanted = if required.contains(&name.as_str()) { 97 } else { likely };
            if self.random.percent(wanted) {
                members.insert(name.clone(), self.value(schema, depth - 1));
            }
        }
        if self.random.percent(5) {
            members.insert("unknown".to_owned(), self.any());
        }
        Value::Object(members)
    }

    /// A text of the language; our own search knows one, if there is a pattern.
    fn text(&mut self, object: &Map<String, Value>) -> Value {
        let mut texts = ["", "a", "2024-01-01T00:00:00Z", "EUR", "1.00", "abcdefghij"].map(|text| json!(text)).to_vec();
        if object.contains_key("pattern") || object.contains_key("minLength") {
            let schema = json!({ "allOf": [{ "type": "string" }, object] });
            let case = Case { definitions: Map::new(), old: schema, new: json!(false) };
            if let Answer::Refuted(witness) = oracle(&case) {
                texts = vec![witness.value.clone(), witness.value.clone(), self.random.pick(&texts).clone()];
            }
        }
        self.random.pick(&texts).clone()
    }

    fn any(&mut self) -> Value {
        self.random.pick(&[json!(null), json!(0), json!("x"), json!([]), json!({}), json!(1.5), json!(true)]).clone()
    }
}

/// Both, where both are objects; otherwise the latter.
fn merged(first: Option<Value>, second: Value) -> Value {
    match (first, second) {
        (Some(Value::Object(mut first)), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        (_, second) => second,
    }
}
