//! Keywords that no Rust type can say, checked by the crate `jsonschema` on the value in place.
//!
//! The feature `rules` turns on `arbitrary_precision` of `serde_json`, without which bounds would not be exact.

mod instance;
mod message;
mod view;

use crate::format::has_format;
use crate::reader::MOST_FAULTS;
use crate::{Json, Mode, Reader};
use instance::{Instance, Kept};
use jsonschema::Validator;
use serde_json::Value;
use std::fmt;
use std::sync::OnceLock;

/// A JSON Schema of which a value is checked beside its type: what is left of a schema when all that Rust can say is
/// taken out of it.
///
/// It is self-contained: references lead to `#/$defs/…`. Its dialect is 2020-12, and formats are asserted. It is compiled
/// when it is first needed.
///
/// ```
/// use stipula_rt::{Json, Mode, Reader, Rules};
///
/// static RULES: Rules = Rules::new(r#"{"if": {"required": ["a"]}, "then": {"required": ["b"]}}"#);
///
/// let json = Json::parse(br#"{"a": 1}"#)?;
/// let mut reader = Reader::new(Mode::Strict);
/// reader.rules(&RULES, &json);
/// let invalid = reader.finish(Some(())).unwrap_err();
/// assert_eq!(invalid.to_string(), "the value: `b` is required");
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
pub struct Rules {
    schema: &'static str,
    strict: OnceLock<Result<Validator<Kept>, String>>,
    tolerant: OnceLock<Result<Validator<Kept>, String>>,
}

impl Rules {
    /// The text of a JSON Schema.
    #[must_use]
    pub const fn new(schema: &'static str) -> Self {
        Self { schema, strict: OnceLock::new(), tolerant: OnceLock::new() }
    }

    /// Whether a text is a schema that can be checked, as it is written and as a tolerant reader sees it.
    ///
    /// # Errors
    /// Why it is none.
    pub fn check(schema: &str) -> Result<(), String> {
        compile(schema, Mode::Strict).and(compile(schema, Mode::Tolerant)).map(drop)
    }

    fn compiled(&self, mode: Mode) -> &Result<Validator<Kept>, String> {
        let compiled = match mode {
            Mode::Strict => &self.strict,
            Mode::Tolerant => &self.tolerant,
        };
        compiled.get_or_init(|| compile(self.schema, mode))
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rules").field(&self.schema).finish()
    }
}

fn compile(schema: &str, mode: Mode) -> Result<Validator<Kept>, String> {
    let schema: Value = serde_json::from_str(schema).map_err(|error| error.to_string())?;
    let schema = match mode {
        Mode::Strict => schema,
        Mode::Tolerant => view::tolerant(&schema),
    };
    let mut options = jsonschema::options_for::<Kept>().should_validate_formats(true);
    // The validator takes texts like `-001-01-01` for dates.
    for format in ["date", "date-time", "time"] {
        options = options.with_format(format, move |text: &str| has_format(format, text) == Some(true));
    }
    options.build(&schema).map_err(|error| error.to_string())
}

impl Reader {
    /// Notes what the rules refuse. In [`Mode::Tolerant`] they are taken as a tolerant reader sees them: closed objects and
    /// open enums are open.
    pub fn rules(&mut self, rules: &Rules, json: &Json) {
        let validator = match rules.compiled(self.mode()) {
            Ok(validator) => validator,
            Err(error) => {
                self.fault::<()>("$schema", format!("its rules cannot be compiled: {error}"));
                return;
            }
        };
        let instance = Instance::Value(json);
        if validator.is_valid(instance) {
            return;
        }
        for error in validator.iter_errors(instance).take(MOST_FAULTS) {
            message::note(&error, self);
        }
    }
}

#[cfg(test)]
mod tests;
