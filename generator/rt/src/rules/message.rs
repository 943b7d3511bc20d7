//! Errors of the validator as faults. None repeats the value.

use crate::Reader;
use crate::reader::push_name;
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

pub(super) fn note(error: &ValidationError<'_>, reader: &mut Reader) {
    let pointer = error.instance_path().as_str();
    let keyword = keyword(error);
    if let Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } = error.kind() {
        for name in unexpected {
            let mut pointer = pointer.to_owned();
            push_name(&mut pointer, name);
            reader.fault_below(&pointer, keyword, "is not a member that the contract knows");
        }
        return;
    }
    reader.fault_below(pointer, keyword, message(error.kind()));
}

/// All keywords that can fail.
const KEYWORDS: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "dependentRequired",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "falseSchema",
    "format",
    "maxItems",
    "maximum",
    "maxLength",
    "maxProperties",
    "minItems",
    "minimum",
    "minLength",
    "minProperties",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "propertyNames",
    "required",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
];

/// The keyword that failed. The validator reports a missing dependent member as a missing required one.
fn keyword(error: &ValidationError<'_>) -> &'static str {
    let is_dependent = || error.schema_path().as_str().rsplit('/').take(2).any(|part| part == "dependentRequired");
    match error.kind().keyword() {
        "required" if is_dependent() => "dependentRequired",
        keyword => KEYWORDS.iter().find(|known| **known == keyword).copied().unwrap_or("rules"),
    }
}

fn message(kind: &Kind) -> String {
    match kind {
        Kind::Required { property } => format!("`{}` is required", property.as_str().unwrap_or_default()),
        Kind::Type { kind: TypeKind::Single(expected) } => format!("must be of type {expected}"),
        Kind::Type { kind: TypeKind::Multiple(types) } => {
            let types: Vec<String> = types.iter().map(|expected| expected.to_string()).collect();
            format!("must be of type {}", types.join(" or "))
        }
        Kind::Constant { expected_value } => format!("must be {expected_value}"),
        Kind::Enum { options } => {
            let options: Vec<String> = options.as_array().into_iter().flatten().map(Value::to_string).collect();
            format!("must be one of {}", options.join(", "))
        }
        Kind::Minimum { limit } => format!("must be at least {limit}"),
        Kind::Maximum { limit } => format!("must be at most {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("must be more than {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("must be less than {limit}"),
        Kind::MultipleOf { multiple_of } => format!("must be a multiple of {multiple_of}"),
        Kind::MinLength { limit } => format!("must have at least {limit} characters"),
        Kind::MaxLength { limit } => format!("must have at most {limit} characters"),
        Kind::MinItems { limit } => format!("must have at least {limit} items"),
        Kind::MaxItems { limit } => format!("must have at most {limit} items"),
        Kind::MinProperties { limit } => format!("must have at least {limit} members"),
        Kind::MaxProperties { limit } => format!("must have at most {limit} members"),
        Kind::Pattern { pattern } => format!("must match {pattern}"),
        Kind::Format { format } => format!("must be in the format `{format}`"),
        Kind::UniqueItems => "must have no equal items".to_owned(),
        Kind::Contains => "must have an item that is asked for".to_owned(),
        Kind::FalseSchema => "must not be there".to_owned(),
        Kind::Not { .. } => "must not be what the contract excludes".to_owned(),
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => "fits none of the alternatives".to_owned(),
        Kind::OneOfMultipleValid { .. } => "fits more than one alternative, and must fit one".to_owned(),
        Kind::PropertyNames { error } => format!("a member's name {}", message(error.kind())),
        Kind::BacktrackLimitExceeded { .. } => "takes too many steps to match".to_owned(),
        other => format!("must fulfil `{}`", other.keyword()),
    }
}
