//! Readers: bytes to a [`Tree`] and diagnostics.

mod json;
mod scalar;
mod yaml;

use crate::{Limits, Tree};
use stipula_diagnostics::{Diagnostic, FileId, Place, Span, codes};

/// The notation of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 8259.
    Json,
    /// YAML 1.2.2, core schema.
    Yaml,
}

impl Format {
    /// By extension; a name without a known one is JSON when its text begins with a bracket.
    pub fn of(path: &str, text: &str) -> Format {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Format::Json,
            Some("yaml" | "yml") => Format::Yaml,
            _ if text.trim_start().starts_with(['{', '[']) => Format::Json,
            _ => Format::Yaml,
        }
    }
}

/// What a reader found wrong, before a file is attached to it.
pub(crate) struct Fault {
    code: stipula_diagnostics::Code,
    span: Span,
    message: String,
    help: Option<&'static str>,
}

impl Fault {
    fn new(code: stipula_diagnostics::Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None }
    }

    fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    fn into_diagnostic(self, file: FileId) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, Place::bare(file, self.span), self.message);
        match self.help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}

/// Reads one file. The tree is empty when the text could not be read to its end; its diagnostics say why.
pub fn read(file: FileId, path: &str, bytes: Vec<u8>, limits: &Limits) -> (Tree, Vec<Diagnostic>) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err((text, fault)) => return (Tree::of_text(text), vec![fault.into_diagnostic(file)]),
    };
    if text.trim().is_empty() {
        let fault = Fault::new(codes::FILE_EMPTY, Span::default(), "the file has no content");
        return (Tree::of_text(text), vec![fault.into_diagnostic(file)]);
    }
    let format = Format::of(path, &text);
    let (parts, faults) = match format {
        Format::Json => json::read(&text, limits),
        // JSON is YAML, and the JSON reader is the faster of the two.
        Format::Yaml => match text.starts_with('{').then(|| json::read(&text, limits)) {
            Some((parts, faults)) if faults.is_empty() => (parts, faults),
            _ => yaml::read(&text, limits),
        },
    };
    let faults = match markup(&text).filter(|_| parts.is_none()) {
        Some(fault) => vec![fault],
        None => faults,
    };
    let damaged = faults.iter().map(|fault| fault.span).collect();
    let mut diagnostics: Vec<_> = faults.into_iter().map(|fault| fault.into_diagnostic(file)).collect();
    let Some(parts) = parts else { return (Tree::of_text(text), diagnostics) };
    let (tree, repeated) = parts.into_tree(text, damaged);
    diagnostics.extend(repeated.into_iter().map(|(first, again)| repeated_key(file, &tree, first, again)));
    (tree, diagnostics)
}

/// Takes a file as the text that it is.
pub(crate) fn read_text(file: FileId, bytes: Vec<u8>) -> (Tree, Vec<Diagnostic>) {
    match decode(bytes) {
        Ok(text) => (Tree::of_text(text), Vec::new()),
        Err((text, fault)) => (Tree::of_text(text), vec![fault.into_diagnostic(file)]),
    }
}

fn repeated_key(file: FileId, tree: &Tree, first: Span, again: Span) -> Diagnostic {
    let key = &tree.text()[again.start as usize..again.end as usize];
    let name = serde_json::from_str(key).unwrap_or_else(|_| key.trim_matches(['"', '\'']).to_owned());
    Diagnostic::new(
        codes::DUPLICATE_KEY,
        Place::bare(file, again),
        format!("the key `{name}` is repeated in this object"),
    )
    .with_label(Place::bare(file, first), "first used here")
    .with_help("keep one of the two; readers disagree about which one counts")
}

/// The fault of a text that is no contract at all: an error page was saved under a contract's name.
fn markup(text: &str) -> Option<Fault> {
    let start = text.len() - text.trim_start().len();
    let is_markup =
        text[start..].strip_prefix('<')?.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'));
    let span = Span::new(narrow(start), narrow(start + 1));
    is_markup.then(|| Fault::new(codes::SYNTAX_ERROR, span, "this is HTML or XML, neither JSON nor YAML"))
}

/// The fault of a merge that was not finished, if the line around `at` is a marker of it.
fn conflict_marker(text: &str, at: usize) -> Option<Fault> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let is_marker = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|marker| text[start..].starts_with(marker));
    let span = Span::new(narrow(start), narrow(start + 7));
    is_marker.then(|| {
        Fault::new(codes::SYNTAX_ERROR, span, "this is the mark of a merge conflict")
            .help("finish the merge, and remove its marks")
    })
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("the reader is given less than 4 GiB")
}

/// UTF-8 with or without a byte order mark. On failure: the text up to the fault, for the report.
fn decode(bytes: Vec<u8>) -> Result<String, (String, Fault)> {
    // A byte order mark, or a first character with a zero byte.
    if matches!(bytes[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=0xFF, ..] | [1..=0xFF, 0, ..]) {
        let fault = Fault::new(codes::FILE_NOT_UTF8, Span::default(), "the file is encoded as UTF-16");
        return Err((String::new(), fault.help("save the file as UTF-8")));
    }
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[at];
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        // The replacement character in the lossy text is three bytes wide.
        let fault = Fault::new(
            codes::FILE_NOT_UTF8,
            Span::new(start, start + 3),
            format!("byte 0x{byte:02X} is not valid UTF-8 here"),
        );
        (text, fault.help("save the file as UTF-8"))
    })
}
