//! Compiles schemas and turns a validator's errors into findings with positions.

use crate::instance::{Instance, TreeJson};
use crate::shipped::Shipped;
use jsonschema::error::{TypeKind, ValidationErrorKind as Error};
use jsonschema::{ValidationError, Validator as Compiled};
use serde_json::{Map, Value, json};
use stipula_model::Emitted;
use stipula_rt::format::has_format;
use stipula_source::{Kind, Node};

/// Why a value does not fit a schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// JSON Pointer, below the value that was checked, of the part that is wrong.
    pub pointer: String,
    /// The property that should not be there, below `pointer`.
    pub unexpected: Option<String>,
    /// The keyword that rejects it.
    pub keyword: String,
    /// True if it is rejected only because of what an `if` found.
    pub is_conditional: bool,
    /// What is wrong: a lower-case fragment.
    pub message: String,
    /// How to fix it, where that is known.
    pub help: Option<String>,
}

impl Failure {
    /// The schema could not be compiled, so nothing is known of the value.
    pub(crate) fn unjudged(error: &str) -> Self {
        Self {
            pointer: String::new(),
            unexpected: None,
            keyword: "$schema".to_owned(),
            is_conditional: false,
            message: format!("its schema cannot be compiled: {error}"),
            help: None,
        }
    }

    /// The node to underline: the property that should not be there, or the part that is wrong.
    pub fn node<'t>(&self, value: Node<'t>) -> Node<'t> {
        let part = value.at_pointer(&self.pointer).unwrap_or(value);
        let unexpected = self.unexpected.as_deref().and_then(|name| part.get_entry(name));
        unexpected.map_or(part, |(key, _)| key)
    }
}

/// A compiled schema, or several that share their definitions.
pub(crate) struct Validator {
    compiled: Compiled<TreeJson>,
    schema: Value,
}

/// More errors than this in one value are not worth reading.
const MOST_FAILURES: usize = 50;

impl Validator {
    /// Compiles one schema.
    pub(crate) fn new(schema: Value, asserts_formats: bool) -> Result<Validator, String> {
        let mut options =
            jsonschema::options_for::<TreeJson>().should_validate_formats(asserts_formats).with_retriever(Shipped);
        // The validator takes texts like `-001-01-01` for dates.
        for format in ["date", "date-time", "time"] {
            options = options.with_format(format, move |text: &str| has_format(format, text) == Some(true));
        }
        let compiled = options.build(&schema).map_err(|error| error.to_string())?;
        Ok(Validator { compiled, schema })
    }

    /// Compiles several schemas into one: each is a property, named as in `emitted`, so that what they
    /// share is compiled once.
    pub(crate) fn of_all(emitted: &Emitted, asserts_formats: bool) -> Result<Validator, String> {
        let properties: Map<String, Value> =
            emitted.names.iter().map(|name| (name.clone(), json!({ "$ref": format!("#/$defs/{name}") }))).collect();
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "properties": properties,
            "$defs": emitted.definitions,
        });
        Self::new(schema, asserts_formats)
    }

    /// Checks a value.
    pub(crate) fn failures(&self, value: Node<'_>) -> Vec<Failure> {
        if self.compiled.is_valid(Instance::Node(value)) {
            return Vec::new();
        }
        self.collect(Instance::Node(value), "")
    }

    /// True if a value fits.
    pub(crate) fn accepts(&self, value: Node<'_>) -> bool {
        self.compiled.is_valid(Instance::Node(value))
    }

    /// Checks a value against the schema of this name; see [`Validator::of_all`].
    pub(crate) fn member_failures(&self, name: &str, value: Node<'_>) -> Vec<Failure> {
        let instance = Instance::Member(name, value);
        if self.compiled.is_valid(instance) {
            return Vec::new();
        }
        self.collect(instance, &format!("/{name}"))
    }

    fn collect(&self, instance: Instance<'_>, prefix: &str) -> Vec<Failure> {
        let mut failures = Vec::new();
        for error in self.compiled.iter_errors(instance).take(MOST_FAILURES) {
            self.flatten(&error, prefix, instance, &mut failures);
        }
        failures.sort();
        failures.dedup();
        without_consequences(failures)
    }

    /// An error, or for an alternative the errors of the branch that was most likely meant.
    fn flatten(&self, error: &ValidationError<'_>, prefix: &str, instance: Instance<'_>, out: &mut Vec<Failure>) {
        match error.kind() {
            Error::AnyOf { context } | Error::OneOfNotValid { context } if !context.is_empty() => {
                let branches = context.iter().map(|branch| {
                    let mut failures = Vec::new();
                    for error in branch.iter().take(MOST_FAILURES) {
                        self.flatten(error, prefix, instance, &mut failures);
                    }
                    failures
                });
                let branches: Vec<Vec<Failure>> = branches.filter(|failures| !failures.is_empty()).collect();
                let here = pointer_below(error, prefix);
                if let Some(missing) = all_missing(&branches) {
                    out.push(Failure { message: missing, ..no_branch(&branches, here, error) });
                    return;
                }
                match likely_branch(&branches, &here) {
                    Some(branch) => out.extend(branches[branch].iter().cloned()),
                    None => out.push(no_branch(&branches, here, error)),
                }
            }
            _ => self.describe(error, prefix, instance, out),
        }
    }

    fn describe(&self, error: &ValidationError<'_>, prefix: &str, instance: Instance<'_>, out: &mut Vec<Failure>) {
        let pointer = pointer_below(error, prefix);
        let keyword = keyword_of(error).to_owned();
        let path = error.evaluation_path().as_str();
        let is_conditional = ["/then/", "/else/"].iter().any(|branch| path.contains(branch));
        match error.kind() {
            Error::AdditionalProperties { unexpected } | Error::UnevaluatedProperties { unexpected } => {
                let known = self.known_properties(error);
                out.extend(unexpected.iter().take(MOST_FAILURES).map(|name| Failure {
                    pointer: pointer.clone(),
                    unexpected: Some(name.clone()),
                    keyword: keyword.clone(),
                    is_conditional,
                    message: format!("the property `{name}` is not allowed here"),
                    help: nearest(name, &known).map(|known| format!("did you mean `{known}`?")),
                }));
            }
            kind => {
                let value = value_at(instance, prefix, &pointer);
                let (message, help) = (message(kind, value), help(kind, value));
                out.push(Failure { message, pointer, unexpected: None, keyword, is_conditional, help });
            }
        }
    }

    /// The properties that stand beside the `additionalProperties` that rejected one.
    fn known_properties(&self, error: &ValidationError<'_>) -> Vec<String> {
        let path = error.schema_path().as_str();
        let Some((object, _)) = path.rsplit_once('/') else { return Vec::new() };
        let properties =
            self.schema.pointer(object).and_then(|object| object.get("properties")).and_then(Value::as_object);
        properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
    }
}

/// The keyword that failed. The validator reports a missing dependent property as a missing required one.
fn keyword_of<'e>(error: &'e ValidationError<'_>) -> &'e str {
    let keyword = error.kind().keyword();
    let path = error.schema_path().as_str();
    if keyword == "required" && path.rsplit('/').take(2).any(|part| part == "dependentRequired") {
        return "dependentRequired";
    }
    keyword
}

fn pointer_below(error: &ValidationError<'_>, prefix: &str) -> String {
    let path = error.instance_path().as_str();
    path.strip_prefix(prefix).unwrap_or(path).to_owned()
}

fn value_at<'a>(instance: Instance<'a>, prefix: &str, pointer: &str) -> Option<Node<'a>> {
    match instance {
        Instance::Node(node) if prefix.is_empty() => node.at_pointer(pointer),
        Instance::Member(_, node) => node.at_pointer(pointer),
        _ => None,
    }
}

/// The branch of an alternative that the author probably meant: the one whose failures lie deepest, unless
/// several fail at the alternative itself by type, value or form, where none is more likely than the other.
fn likely_branch(branches: &[Vec<Failure>], here: &str) -> Option<usize> {
    let depth = |failure: &Failure| failure.pointer.matches('/').count();
    let base = here.matches('/').count();
    let score = |failures: &Vec<Failure>| {
        let shallow = failures.iter().any(|f| {
            depth(f) == base && matches!(f.keyword.as_str(), "type" | "const" | "enum" | "pattern" | "falseSchema")
        });
        let deepest = failures.iter().map(depth).max().unwrap_or(0);
        // A tag with another value: the branch is of another kind.
        let other_tag = failures.iter().any(|f| depth(f) == base + 1 && matches!(f.keyword.as_str(), "const" | "enum"));
        let missing_ref = failures.iter().any(|f| depth(f) == base && f.message.starts_with("`$ref`"));
        // A branch that fits on the outside counts before one that does not; then depth; then fewer failures.
        (!shallow, !missing_ref, !other_tag, deepest, std::cmp::Reverse(failures.len()))
    };
    let is_of_other_type = |failures: &Vec<Failure>| failures.iter().any(|f| depth(f) == base && f.keyword == "type");
    let mut of_its_type = (0..branches.len()).filter(|n| !is_of_other_type(&branches[*n]));
    if let (Some(only), None) = (of_its_type.next(), of_its_type.next()) {
        return Some(only);
    }
    let best = (0..branches.len()).max_by_key(|n| (score(&branches[*n]), std::cmp::Reverse(*n)))?;
    (branches.len() == 1 || score(&branches[best]).0).then_some(best)
}

/// Where each branch of an alternative asks for one property and none is there: that.
fn all_missing(branches: &[Vec<Failure>]) -> Option<String> {
    let missing = |branch: &Vec<Failure>| match branch.as_slice() {
        [only] if only.keyword == "required" => only.message.strip_suffix(" is missing").map(str::to_owned),
        _ => None,
    };
    let mut names = branches.iter().map(missing).collect::<Option<Vec<String>>>()?;
    names.dedup();
    let (last, others) = names.split_last()?;
    (!others.is_empty()).then(|| format!("{} or {last} is missing", others.join(", ")))
}

/// Leaves out what is only a consequence of another failure at the same place.
fn without_consequences(failures: Vec<Failure>) -> Vec<Failure> {
    let is_consequence = |failure: &Failure| {
        let mut others = failures.iter().filter(|other| other.pointer == failure.pointer && *other != failure);
        match failure.keyword.as_str() {
            // A misspelled property is not missing as well, and a response under a wrong code is one.
            "required" => others.any(|other| {
                let meant =
                    other.help.as_deref().and_then(|help| help.strip_prefix("did you mean ")?.strip_suffix('?'));
                let is_other_fault = other.unexpected.is_some() || other.keyword == "minProperties";
                (meant.is_some() && meant == failure.message.strip_suffix(" is missing"))
                    || (failure.is_conditional && is_other_fault)
            }),
            "const" | "enum" | "pattern" | "format" => others.any(|other| other.keyword == "type"),
            _ => false,
        }
    };
    let keep: Vec<bool> = failures.iter().map(|failure| !is_consequence(failure)).collect();
    failures.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(failure, _)| failure).collect()
}

fn no_branch(branches: &[Vec<Failure>], pointer: String, error: &ValidationError<'_>) -> Failure {
    let mut reasons: Vec<&str> = branches.iter().filter_map(|b| b.first()).map(|f| f.message.as_str()).collect();
    reasons.dedup();
    reasons.truncate(4);
    Failure {
        pointer,
        unexpected: None,
        keyword: error.kind().keyword().to_owned(),
        is_conditional: false,
        message: format!("none of the alternatives fits: {}", reasons.join("; or ")),
        help: None,
    }
}

/// A longer name is no slip of the pen.
const LONGEST_NAME: usize = 200;

/// The known name that `wanted` was probably meant to be.
pub(crate) fn nearest<'k>(wanted: &str, known: &'k [String]) -> Option<&'k str> {
    // A comparison costs the product of the lengths.
    let is_comparable = |name: &&String| name.len() <= LONGEST_NAME && name.len().abs_diff(wanted.len()) <= 2 * 4;
    let close = known.iter().filter(is_comparable).map(|name| (strsim::damerau_levenshtein(wanted, name), name));
    close.filter(|(distance, name)| *distance <= 2.min(name.len() / 3)).min().map(|(_, name)| name.as_str())
}

fn message(kind: &Error, value: Option<Node<'_>>) -> String {
    let found = || value.map_or_else(|| "this value".to_owned(), shown);
    match kind {
        Error::Required { property } => format!("{} is missing", quoted(property)),
        Error::Type { kind } => {
            let expected = match kind {
                TypeKind::Single(expected) => expected.to_string(),
                TypeKind::Multiple(set) => set.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" or "),
            };
            let is_left_out = |node: &Node<'_>| node.span().start == node.span().end;
            let found =
                value.map_or("something else", |node| if is_left_out(&node) { "no value" } else { node.kind().name() });
            format!("expected {expected}, found {found}")
        }
        Error::Enum { options } => format!("{} is none of {}", found(), list(options)),
        Error::Constant { expected_value } => format!("{} is not {}", found(), clipped(&expected_value.to_string())),
        Error::Pattern { pattern } => format!("{} does not match the pattern {pattern}", found()),
        Error::Format { format } => format!("{} is not in the format `{format}`", found()),
        Error::MinLength { limit } => format!("{} is shorter than {limit}", found()),
        Error::MaxLength { limit } => format!("{} is longer than {limit}", found()),
        Error::Minimum { limit } => format!("{} is less than {limit}", found()),
        Error::Maximum { limit } => format!("{} is more than {limit}", found()),
        Error::ExclusiveMinimum { limit } => format!("{} is not more than {limit}", found()),
        Error::ExclusiveMaximum { limit } => format!("{} is not less than {limit}", found()),
        Error::MultipleOf { multiple_of } => format!("{} is no multiple of {multiple_of}", found()),
        Error::MinItems { limit } if *limit == 1 => "the list is empty".to_owned(),
        Error::MinProperties { limit } if *limit == 1 => "the object is empty".to_owned(),
        Error::MinItems { limit } => format!("there are fewer than {limit} items"),
        Error::MaxItems { limit } => format!("there are more than {limit} items"),
        Error::AdditionalItems { limit } => format!("there are more than {limit} items"),
        Error::MinProperties { limit } => format!("there are fewer than {limit} properties"),
        Error::MaxProperties { limit } => format!("there are more than {limit} properties"),
        Error::UniqueItems => "an item is repeated".to_owned(),
        Error::Contains => "no item fits `contains`".to_owned(),
        Error::FalseSchema => "nothing is allowed here".to_owned(),
        Error::Not { .. } => format!("{} fits what `not` excludes", found()),
        Error::OneOfMultipleValid { .. } => format!("{} fits more than one alternative of `oneOf`", found()),
        Error::OneOfNotValid { .. } | Error::AnyOf { .. } => "none of the alternatives fits".to_owned(),
        Error::PropertyNames { error } => format!("a property's name is wrong: {}", message(error.kind(), None)),
        other => format!("it does not satisfy `{}`", other.keyword()),
    }
}

fn help(kind: &Error, value: Option<Node<'_>>) -> Option<String> {
    let value = value?;
    match kind {
        // OpenAPI 3.0.3, proposal "Clarify Semantics of nullable": `nullable` adds nothing to an `enum`.
        Error::Enum { .. } if value.is_null() => {
            Some("list `null` in the `enum` as well; `nullable` is not enough".to_owned())
        }
        Error::Enum { options } => {
            let names: Vec<String> =
                options.as_array()?.iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect();
            Some(format!("did you mean `{}`?", nearest(value.as_str()?, &names)?))
        }
        Error::Type { kind: TypeKind::Single(expected) } => {
            let span = value.span();
            let text = value.tree().text();
            let rest = text[span.end as usize..].lines().next().unwrap_or_default();
            let written = &text[span.start as usize..span.end as usize];
            match value.kind() {
                Kind::Null if rest.trim_start_matches([':', ' ']).starts_with('#') => {
                    Some("` #` begins a comment; put the value in quotation marks".to_owned())
                }
                Kind::Bool | Kind::Number if expected.to_string() == "string" => {
                    Some(format!("put it in quotation marks: \"{written}\""))
                }
                Kind::String if value.as_str().is_some_and(|text| text.trim_start().starts_with(['{', '['])) => {
                    Some("this is JSON in a string; write the value itself".to_owned())
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn shown(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Object | Kind::Array => format!("this {}", node.kind().name()),
        Kind::String => clipped(&format!("{:?}", node.as_str().unwrap_or_default())),
        _ => clipped(&node.to_json().to_string()),
    }
}

fn quoted(property: &Value) -> String {
    format!("`{}`", property.as_str().unwrap_or_default())
}

fn list(options: &Value) -> String {
    let options: Vec<String> =
        options.as_array().into_iter().flatten().map(|option| clipped(&option.to_string())).collect();
    match options.len() {
        0..=8 => options.join(", "),
        n => format!("{} and {} more", options[..8].join(", "), n - 8),
    }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
