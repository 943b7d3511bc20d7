//! `boon` as the second validator, asked only what it answers exactly.
//!
//! It compares numbers as doubles, so it has no opinion where a double could not tell two decimals apart, nor on
//! multiples of fractions. Its regular expressions are not those of ECMA-262, so it is given lists of texts instead.

use super::words::Words;
use boon::{Compiler, SchemaIndex, Schemas, UrlLoader};
use serde_json::{Number, Value};
use std::error::Error;

/// Any two decimals of this many digits are two doubles, and in the same order (IEEE 754 §5.12.2).
const EXACT_DIGITS: usize = 15;

/// Where doubles are still normal.
const EXACT_EXPONENT: i64 = 290;

const LOCATION: &str = "stipula:schema";

pub(super) struct Second {
    document: Value,
    asserts_formats: bool,
    /// `None` where it has no opinion on any value.
    patterns: Option<Words>,
    /// It cannot tell the multiples of a fraction.
    has_fractional_multiple: bool,
    /// Compiled once where there is no pattern.
    compiled: Option<(Schemas, SchemaIndex)>,
}

impl Second {
    pub(super) fn new(document: &Value, asserts_formats: bool) -> Self {
        let patterns = Words::new(document).filter(|_| numbers(document, &is_exact));
        let compiled = match &patterns {
            Some(patterns) if patterns.is_empty() => compile(document.clone(), asserts_formats),
            _ => None,
        };
        let mut has_fractional_multiple = false;
        crate::walk::visit(document, &mut |schema| {
            let multiple = schema.get("multipleOf").and_then(Value::as_number);
            has_fractional_multiple |= multiple.is_some_and(|number| !is_integer(number));
        });
        Self { document: document.clone(), asserts_formats, patterns, has_fractional_multiple, compiled }
    }

    pub(super) fn accepts(&self, value: &Value) -> Option<bool> {
        let patterns = self.patterns.as_ref()?;
        if !numbers(value, &|number| is_exact(number) && !self.has_fractional_multiple) {
            return None;
        }
        if let Some((schemas, index)) = &self.compiled {
            return Some(schemas.validate(value, *index).is_ok());
        }
        let spelled = patterns.spelled_out(&self.document, value)?;
        let (schemas, index) = compile(spelled, self.asserts_formats)?;
        Some(schemas.validate(value, index).is_ok())
    }
}

/// Nothing is fetched.
struct Nowhere;

impl UrlLoader for Nowhere {
    fn load(&self, url: &str) -> Result<Value, Box<dyn Error>> {
        Err(format!("{url} is not fetched").into())
    }
}

fn compile(document: Value, asserts_formats: bool) -> Option<(Schemas, SchemaIndex)> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.use_loader(Box::new(Nowhere));
    if asserts_formats {
        compiler.enable_format_assertions();
    }
    compiler.add_resource(LOCATION, document).ok()?;
    let index = compiler.compile(LOCATION, &mut schemas).ok()?;
    Some((schemas, index))
}

/// True if all numbers inside are such.
fn numbers(value: &Value, are: &impl Fn(&Number) -> bool) -> bool {
    match value {
        Value::Number(number) => are(number),
        Value::Array(items) => items.iter().all(|item| numbers(item, are)),
        Value::Object(members) => members.values().all(|member| numbers(member, are)),
        _ => true,
    }
}

/// True if a double stands for this decimal and for no other of as few digits.
fn is_exact(number: &Number) -> bool {
    let text = number.as_str();
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_start_matches('0').len();
    let in_range = exponent.parse::<i64>().is_ok_and(|exponent| exponent.abs() <= EXACT_EXPONENT);
    // Its hash of `-0` is not that of `0`.
    let is_negative_zero = significant == 0 && text.starts_with('-');
    digits.len() <= EXACT_DIGITS && in_range && !is_negative_zero
}

fn is_integer(number: &Number) -> bool {
    number.as_str().bytes().all(|byte| byte.is_ascii_digit())
}
