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
        }
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
            return write!(f, "no findings in {}", plural(files, "file"));
        }
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let parts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| plural(*count, noun)).collect();
        write!(f, "{} in {} of {}", parts.join(", "), self.files_with_findings, plural(files, "file"))
    }
}

/// `1 file`, `2 files`
fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn counts_read_as_english() {
        let summary = Summary { files: 187, files_with_findings: 3, errors: 2, warnings: 1, infos: 0 };
        assert_eq!(summary.to_string(), "2 errors, 1 warning in 3 of 187 files");
        let summary = Summary { files: 1, files_with_findings: 1, errors: 0, warnings: 0, infos: 1 };
        assert_eq!(summary.to_string(), "1 info in 1 of 1 file");
        assert_eq!(Summary { files: 4, ..Summary::default() }.to_string(), "no findings in 4 files");
    }
}
