//! The report as JSON, for programs. Its JSON Schema is published with `stipula schema report`.

use super::compat::Comparison;
use super::compat_json::{Compatibility, compatibility};
use crate::{Summary, positions::Positions, published};
use schemars::JsonSchema;
use serde::Serialize;
use std::io;
use stipula_diagnostics::{Diagnostic, Edit, Fix, Label, Place, Severity};
use stipula_source::Sources;

/// Where the schema of [`Report`] is identified.
pub const SCHEMA_URL: &str = "https://stipula.example/schemas/report/1.0";

/// The report of one run of Stipula.
///
/// Fields are only ever added in this version of the format; readers ignore what they do not know.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The version of Stipula that wrote the report.
    pub stipula: String,
    /// The identifier of this format's JSON Schema.
    #[schemars(extend("format" = "uri"))]
    pub schema: String,
    /// The counts.
    pub summary: ReportSummary,
    /// All findings, by file, position and code.
    pub findings: Vec<Finding>,
    /// How the contracts compare with the versions before them, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatibility: Option<Compatibility>,
}

/// The counts of a report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportSummary {
    /// Files that were checked.
    pub files: usize,
    /// Files with at least one finding.
    pub files_with_findings: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are worth knowing.
    pub infos: usize,
    /// Findings that are not reported, because an `x-lint-ignore` covers them.
    pub ignored: usize,
    /// Findings that are not reported, because an attestation answers them.
    pub attested: usize,
    /// Findings of rules that are not reported, because a waiver covers them.
    pub waived: usize,
    /// Findings that are not reported, because the baseline has them.
    pub known: usize,
}

/// One finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The stable id of the check that speaks, in kebab case; `stipula explain <code>` prints its page.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub code: String,
    /// How much it weighs, after the configuration.
    pub severity: SeverityName,
    /// What is wrong: a lower-case fragment with the concrete names.
    pub message: String,
    /// How to fix this very case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub location: Location,
    /// Other places that explain it.
    pub labels: Vec<FindingLabel>,
    /// How a machine can fix it without changing what is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixFound>,
    /// What a waiver of it is tied to; only findings of rules have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
}

/// A change of text that fixes a finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FixFound {
    /// What it does.
    pub title: String,
    /// The spans to replace, in the file of the finding.
    pub edits: Vec<EditFound>,
}

/// One replaced span of text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditFound {
    /// The first byte to replace, from 0.
    pub byte_start: u32,
    /// One past the last byte to replace.
    pub byte_end: u32,
    /// The text instead.
    pub text: String,
}

/// A second place that explains a finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindingLabel {
    /// What is to be seen there.
    pub text: String,
    /// Where.
    #[serde(flatten)]
    pub location: Location,
}

/// A range in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// The file, with forward slashes, as it is named in all reports.
    pub file: String,
    /// The first line, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The first column, from 1, in characters (Unicode scalar values).
    #[schemars(range(min = 1))]
    pub column: u32,
    /// The line on which the range ends.
    #[schemars(range(min = 1))]
    pub end_line: u32,
    /// The column after the last character.
    #[schemars(range(min = 1))]
    pub end_column: u32,
    /// The first byte, from 0.
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
    /// The JSON Pointer (RFC 6901) of the value; empty for the whole document and where there is no value.
    #[schemars(extend("format" = "json-pointer"))]
    pub pointer: String,
}

/// The name of a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SeverityName {
    /// The contract is wrong.
    Error,
    /// The contract is probably wrong, or will hurt somebody.
    Warning,
    /// Worth knowing.
    Info,
}

impl From<Severity> for SeverityName {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => SeverityName::Error,
            Severity::Warning => SeverityName::Warning,
            Severity::Info => SeverityName::Info,
        }
    }
}

/// Writes the report as indented JSON with a final newline.
///
/// # Errors
/// When `out` cannot be written.
pub fn json(out: &mut dyn io::Write, findings: &[Diagnostic], sources: &Sources, summary: &Summary) -> io::Result<()> {
    json_with(out, findings, sources, summary, None)
}

/// The same with a comparison.
///
/// # Errors
/// When `out` cannot be written.
pub fn json_with(
    out: &mut dyn io::Write,
    findings: &[Diagnostic],
    sources: &Sources,
    summary: &Summary,
    comparison: Option<&Comparison<'_>>,
) -> io::Result<()> {
    let compatibility = comparison.map(|comparison| compatibility(comparison, sources));
    let report = Report { compatibility, ..report(findings, sources, summary) };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

/// The report as data.
pub fn report(findings: &[Diagnostic], sources: &Sources, summary: &Summary) -> Report {
    let positions = Positions::of(findings, sources);
    let place = |place: &Place| location(place, sources, &positions);
    let label = |label: &Label| FindingLabel { text: label.text.clone(), location: place(&label.place) };
    let finding = |finding: &Diagnostic| Finding {
        code: finding.code.id().to_owned(),
        severity: finding.severity.into(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        location: place(&finding.place),
        labels: finding.labels.iter().map(label).collect(),
        fix: finding.fix.as_ref().map(fix_found),
        fingerprint: finding.fingerprint.clone(),
    };
    Report {
        stipula: env!("CARGO_PKG_VERSION").to_owned(),
        schema: SCHEMA_URL.to_owned(),
        summary: ReportSummary {
            files: summary.files,
            files_with_findings: summary.files_with_findings,
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            ignored: summary.silenced.ignored,
            attested: summary.silenced.attested,
            waived: summary.silenced.waived,
            known: summary.silenced.known,
        },
        findings: findings.iter().map(finding).collect(),
        compatibility: None,
    }
}

fn fix_found(fix: &Fix) -> FixFound {
    let edit =
        |edit: &Edit| EditFound { byte_start: edit.span.start, byte_end: edit.span.end, text: edit.text.clone() };
    FixFound { title: fix.title.clone(), edits: fix.edits.iter().map(edit).collect() }
}

/// The JSON Schema (2020-12) of [`Report`].
pub fn report_schema() -> serde_json::Value {
    published(schemars::schema_for!(Report), SCHEMA_URL)
}

pub(super) fn location(place: &Place, sources: &Sources, positions: &Positions) -> Location {
    let (start, end) = (positions.start(place), positions.end(place));
    Location {
        file: sources.file(place.file).name().to_owned(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_start: place.span.start,
        byte_end: place.span.end.max(place.span.start),
        pointer: place.pointer.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{json, report_schema};
    use crate::Summary;
    use stipula_diagnostics::{Diagnostic, FileId, Place, Span, codes};
    use stipula_source::{Limits, Memory, Sources};

    fn sample() -> String {
        let mut sources = Sources::new(Limits::default());
        let memory = Memory::new().with("a.yaml", "😀: {$ref: ./b.yaml}\r\nb: 1\r\n");
        let root = sources.add_root(Box::new(memory), "contracts/");
        sources.load(root, &["a.yaml".to_owned()]).expect("memory can be read");
        let place = |start, end, pointer: &str| Place {
            file: FileId(0),
            span: Span::new(start, end),
            pointer: pointer.to_owned(),
        };
        let findings = [
            Diagnostic::new(codes::REF_UNRESOLVED, place(13, 21, "/😀/$ref"), "`./b.yaml` does not exist")
                .with_help("create it")
                .with_label(place(24, 28, "/b"), "the \x1b one"),
            Diagnostic::new(codes::KEYWORD_MISSPELLED, place(900, 0, ""), "beyond the end"),
        ];
        let mut out = Vec::new();
        json(&mut out, &findings, &sources, &Summary::of(&findings, 1)).expect("memory can be written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_report() {
        insta::assert_snapshot!(sample());
    }

    #[test]
    fn a_report_follows_its_schema() {
        let schema = report_schema();
        insta::assert_snapshot!(serde_json::to_string_pretty(&schema).expect("a schema is JSON"));
        let report = serde_json::from_str(&sample()).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a valid schema");
        assert!(validator.is_valid(&report));
    }
}
