use std::{collections::BTreeSet, fmt};
use stipula_diagnostics::{Diagnostic, Severity};

/// How many findings there are, and in how many files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
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
    /// Findings that are not reported.
    pub silenced: Silenced,
}

/// How many findings are not reported, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Silenced {
    /// Ignored where they are, with a reason.
    pub ignored: usize,
    /// Answered by an attestation.
    pub attested: usize,
    /// Waived.
    pub waived: usize,
    /// Known to a baseline.
    pub known: usize,
}

impl Summary {
    /// Counts `findings` of a run over `files` files.
    pub fn of(findings: &[Diagnostic], files: usize) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let flagged: BTreeSet<_> = findings.iter().map(|finding| finding.place.file).collect();
        Self {
            files,
            files_with_findings: flagged.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            silenced: Silenced::default(),
        }
    }

    /// The same, with what is not reported.
    #[must_use]
    pub fn with_silenced(self, silenced: Silenced) -> Self {
        Self { silenced, ..self }
    }

    /// True when there is nothing to report.
    pub fn is_clean(&self) -> bool {
        self.errors + self.warnings + self.infos == 0
    }
}

/// `2 errors, 1 warning in 3 of 187 files`
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A finding may lie in a file that was only referred to.
        let files = self.files.max(self.files_with_findings);
        if self.is_clean() {
            write!(f, "no findings in {}", plural(files, "file"))?;
            return self.silenced.fmt(f);
        }
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let parts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| plural(*count, noun)).collect();
        write!(f, "{} in {} of {}", parts.join(", "), self.files_with_findings, plural(files, "file"))?;
        self.silenced.fmt(f)
    }
}

/// ` (3 ignored in place, 40 known)`
impl fmt::Display for Silenced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.ignored, "ignored in place"),
            (self.attested, "attested"),
            (self.waived, "waived"),
            (self.known, "known"),
        ];
        let parts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if parts.is_empty() { Ok(()) } else { write!(f, " ({})", parts.join(", ")) }
    }
}

/// `1 file`, `2 files`
fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{Silenced, Summary};

    #[test]
    fn counts_read_as_english() {
        let summary = Summary { files: 187, files_with_findings: 3, errors: 2, warnings: 1, ..Summary::default() };
        assert_eq!(summary.to_string(), "2 errors, 1 warning in 3 of 187 files");
        let summary = Summary { files: 1, files_with_findings: 1, infos: 1, ..Summary::default() };
        assert_eq!(summary.to_string(), "1 info in 1 of 1 file");
        assert_eq!(Summary { files: 4, ..Summary::default() }.to_string(), "no findings in 4 files");
        let silenced = Silenced { ignored: 3, known: 40, ..Silenced::default() };
        let summary = Summary { files: 4, silenced, ..Summary::default() };
        assert_eq!(summary.to_string(), "no findings in 4 files (3 ignored in place, 40 known)");
    }
}
