use crate::Code;

/// The number of a loaded file; `stipula-source` hands them out in order of loading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of byte offsets into one file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// A span in a file together with the JSON Pointer (RFC 6901) of the value it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes to underline.
    pub span: Span,
    /// The value's JSON Pointer; empty for the root and where there is no value, as in a syntax error.
    pub pointer: String,
}

impl Place {
    /// A place with no value of its own, such as the position of a syntax error.
    pub fn bare(file: FileId, span: Span) -> Self {
        Self { file, span, pointer: String::new() }
    }
}

/// A second place that explains a finding, with what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there: a lower-case fragment.
    pub text: String,
}

/// A change of text that mends a finding and leaves the meaning of the contract as it is. All edits are in the file of the
/// finding's place; they do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does: a lower-case fragment, such as "add `required: []`".
    pub title: String,
    /// The edits, in the order of their spans.
    pub edits: Vec<Edit>,
}

/// One replaced span of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// The text instead.
    pub text: String,
}

/// How much a finding weighs. `stipula check` fails on errors, and on warnings with `--deny-warnings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The contract is wrong.
    Error,
    /// The contract is probably wrong, or will hurt somebody.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// One finding about a contract.
///
/// `message` says what is wrong in a lower-case fragment with the concrete names; why it matters is
/// on the code's page ([`Code::page`]); `help` says how to fix this very case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which check speaks.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    /// How to fix it.
    pub help: Option<String>,
    /// How a machine can fix it without changing what is meant.
    pub fix: Option<Fix>,
    /// What a waiver of it is tied to; made where a report shows it.
    pub fingerprint: Option<String>,
}

impl Diagnostic {
    /// A finding of `code` at its default severity.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            labels: Vec::new(),
            help: None,
            fix: None,
            fingerprint: None,
        }
    }

    /// Adds how to fix it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds how a machine can fix it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Adds another place that explains it.
    #[must_use]
    pub fn with_label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// The order of reports: by file, position, code and message, so that the same input gives the same bytes.
    pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.sort_by(|a, b| a.key().cmp(&b.key()));
        diagnostics.dedup();
    }

    fn key(&self) -> (FileId, Span, &'static str, &str, &str) {
        (self.place.file, self.place.span, self.code.id(), &self.message, &self.place.pointer)
    }
}
