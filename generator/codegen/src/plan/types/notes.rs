//! What generated code does not say as the contract does, and what was assumed.

use super::make::Making;
use super::{Types, scalars};
use crate::plan::facets::{Facets, bounds};
use stipula_diagnostics::{Code, Diagnostic, codes};
use stipula_model::{Kw, SchemaId};
use stipula_rt::{Pattern, known_format};

/// Formats that say nothing to check: how a number is stored, how a text is shown or encoded.
const UNCHECKED: [&str; 6] = ["binary", "byte", "double", "float", "decimal", "password"];

impl<'m> Types<'m> {
    /// Notes what is assumed or not checked, and takes it out of the facets.
    pub(super) fn note(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) {
        let id = making.subject.first();
        if let Some(assumed) = facets.assumed {
            let message = format!("`type` is missing, and `{assumed}` is assumed: other values are refused");
            self.diagnose(codes::CODEGEN_TYPE_ASSUMED, id, message, format!("add `type: {assumed}`"));
        }
        if facets.is_dynamic {
            let message = "what `$dynamicRef` means depends on where it is reached from: the value is kept as JSON";
            self.diagnose_at(
                codes::CODEGEN_DYNAMIC_REFERENCE,
                id,
                "$dynamicRef",
                message,
                "refer to the schema that is meant by `$ref`",
            );
        }
        if self.dynamic.contains(&id) {
            facets.leave(id, Kw::DynamicRef);
        }
        self.note_text(id, facets);
        let is_integer = facets.types.is_some_and(|types| types.contains("integer") && !types.contains("number"));
        if is_integer && facets.values.is_none() {
            self.note_integer(id, facets);
        }
    }

    fn note_text(&mut self, id: SchemaId, facets: &mut Facets<'m>) {
        if let Some(broken) = facets.text.patterns.first().filter(|pattern| Pattern::check(pattern).is_err()) {
            let message = format!("the pattern `{broken}` cannot be compiled, and is not checked");
            self.diagnose_at(
                codes::CODEGEN_PATTERN_UNSUPPORTED,
                id,
                "pattern",
                message,
                "write it in ECMA-262's grammar",
            );
            facets.text.patterns.clear();
        }
        let Some(format) = facets.text.format.clone() else { return };
        if known_format(&format) {
            return;
        }
        let names_width = scalars::width(&format).is_some();
        if !names_width && !UNCHECKED.contains(&format.as_str()) {
            let message = format!("the format `{format}` is not known, and is not checked");
            self.diagnose_at(
                codes::CODEGEN_FORMAT_UNCHECKED,
                id,
                "format",
                message,
                "say it by a `pattern` if it matters",
            );
        }
        if !names_width || facets.types.is_none_or(|types| !types.contains("integer")) {
            facets.text.format = None;
        }
    }

    fn note_integer(&mut self, id: SchemaId, facets: &Facets<'m>) {
        let has_width = facets.text.format.as_deref().and_then(scalars::width).is_some();
        let is_bounded = bounds(&facets.number).is_none_or(|(least, most)| least.is_some() && most.is_some());
        if !has_width && !is_bounded && facets.number.multiple_of.is_empty() {
            let message = "an integer without bounds is read as 64 bits: values beyond are refused";
            self.diagnose_at(
                codes::CODEGEN_INTEGER_RANGE,
                id,
                "type",
                message,
                "add `minimum` and `maximum`, or `format: int64`",
            );
        }
    }

    pub(super) fn diagnose(&mut self, code: Code, id: SchemaId, message: impl Into<String>, help: impl Into<String>) {
        self.diagnose_at(code, id, "", message, help);
    }

    /// A diagnostic at a keyword of a schema, or at the schema where it has none.
    fn diagnose_at(
        &mut self,
        code: Code,
        id: SchemaId,
        key: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let at = self.input.model.schemas.get(id).at;
        let place = match at.get(self.input.sources).get(key) {
            Some(value) => at.sibling(value).place(self.input.sources),
            None => at.place(self.input.sources),
        };
        self.plan.diagnostics.push(Diagnostic::new(code, place, message).with_help(help));
    }
}
