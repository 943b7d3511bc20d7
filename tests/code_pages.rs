//! Every page of a code is its own fixture: what stands under `## Fails` gives exactly the findings that
//! its `# error: [code]` and `# warning: [code]` markers announce, and what stands under `## Passes` gives none.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use std::collections::BTreeSet;
use stipula_diagnostics::{Diagnostic, codes};
use stipula_source::Memory;
use stipula_tests::Judged;

/// Pages whose examples are not run here, and why. A page that would pass must leave the list.
const SKIPPED: &[(&str, &str)] = &[
    ("contract-unrecognised", "raised by the command line, for a file that was named there"),
    ("bundle-dialect", "raised by `stipula bundle`; see `a_bundle_refuses_what_its_dialect_cannot_say`"),
    ("generated-code-stale", "raised by the command line, for code on disk: tests/generate_cli.rs"),
    ("payload-invalid", "raised by the command line, for `stipula validate --schema`"),
    ("waiver-unknown", "raised where versions are compared: tests of stipula-compat"),
    ("waiver-approver-unknown", "raised where versions are compared: tests of stipula-compat"),
    ("waiver-expired", "raised where versions are compared: tests of stipula-compat"),
    ("waiver-stale", "raised where versions are compared: tests of stipula-compat"),
    ("waiver-proposed", "raised where versions are compared: tests of stipula-compat"),
    ("attestation-unknown", "raised by linting: tests of stipula-lint"),
    ("attestation-stale", "raised by linting: tests of stipula-lint"),
    ("evidence-invalid", "raised by linting: tests of stipula-lint"),
    ("backend-looser", "raised where a back end generates: tests of stipula-backends"),
    ("backend-stricter", "raised where a back end generates: tests of stipula-backends"),
    ("backend-rewrites", "raised where a back end generates: tests of stipula-backends"),
    ("backend-left-out", "raised where a back end generates: tests of stipula-backends"),
    ("backend-refused", "raised where a back end generates: tests of stipula-backends"),
];

/// The codes that are raised where code is generated: their examples are generated too.
const GENERATION: [&str; 4] = ["codegen-", "body-untyped", "operation-assumed", "operation-left-out"];

/// Pages whose failing example Markdown cannot hold; tests/broken/ or tests/limits.rs has it.
const NOT_IN_MARKDOWN: &[(&str, &str)] = &[
    ("alias-expansion-too-large", "the example is an attack: tests/limits.rs"),
    ("file-empty", "an empty block: tests/broken/empty.yaml"),
    ("file-not-utf8", "Markdown is UTF-8: tests/broken/windows-1252.yaml"),
    ("file-too-large", "128 MiB: tests/limits.rs"),
    ("nesting-too-deep", "257 levels: tests/broken/deep.json"),
    ("ref-too-many-hops", "65 references: tests/limits.rs"),
];

/// `code severity file:line`
type Expected = String;

struct Page {
    id: String,
    text: String,
}

fn pages() -> Vec<Page> {
    let folder = stipula_tests::repository().join("generator/diagnostics/src/codes");
    let entries = std::fs::read_dir(folder).expect("the pages are there").flatten();
    let mut pages: Vec<Page> = entries
        .map(|entry| Page {
            id: entry.file_name().to_string_lossy().trim_end_matches(".md").to_owned(),
            text: std::fs::read_to_string(entry.path()).expect("pages are text"),
        })
        .collect();
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    pages
}

impl Page {
    /// The text from a heading to the next one; headings in code blocks are comments there.
    fn section(&self, title: &str) -> Option<String> {
        let heading = format!("## {title}");
        let mut lines = self.text.lines().skip_while(|line| *line != heading);
        lines.next()?;
        let mut in_block = false;
        let own = lines.take_while(|line| {
            in_block ^= line.starts_with("```");
            in_block || !line.starts_with("## ")
        });
        Some(own.flat_map(|line| [line, "\n"]).collect())
    }

    /// The files of a section, without their markers, and what the markers announce.
    fn fixture(&self, title: &str) -> (Memory, Vec<Expected>) {
        let (mut files, mut expected) = (Memory::new(), Vec::new());
        let section = self.section(title).unwrap_or_default();
        let mut lines = section.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let Some((_, path)) = info.split_once(' ') else { continue };
            let mut text = String::new();
            for (n, line) in block.iter().enumerate() {
                let (content, markers) = split_marker(line);
                text += content;
                text.push('\n');
                expected
                    .extend(markers.into_iter().map(|(severity, code)| format!("{code} {severity} {path}:{}", n + 1)));
            }
            files.insert(path, text);
        }
        expected.sort();
        (files, expected)
    }

    /// What differs from the page's promise; empty when it is kept.
    fn differences(&self) -> Vec<String> {
        let (failing, expected) = self.fixture("Fails");
        let found = self.findings(failing);
        let mut out = Vec::new();
        if found.iter().map(|(place, _)| place).ne(&expected) {
            out.push(format!("{}: Fails\n  expected {expected:#?}\n  found {found:#?}", self.id));
        }
        let own = format!("{} ", self.id);
        if !expected.iter().any(|marker| marker.starts_with(&own)) && !listed(NOT_IN_MARKDOWN, &self.id) {
            out.push(format!("{}: Fails has no marker of its own code", self.id));
        }
        let (passing, markers) = self.fixture("Passes");
        let found = self.findings(passing);
        if !found.is_empty() || !markers.is_empty() {
            out.push(format!("{}: Passes\n  markers {markers:#?}\n  found {found:#?}", self.id));
        }
        out
    }

    /// Place and message of each finding.
    fn findings(&self, files: Memory) -> Vec<(Expected, String)> {
        let judged = Judged::of(files, None);
        let generated = if GENERATION.iter().any(|prefix| self.id.starts_with(prefix)) {
            judged.generated().diagnostics
        } else {
            Vec::new()
        };
        let place = |finding: &Diagnostic| {
            let file = judged.sources.file(finding.place.file);
            let line = file.position(finding.place.span.start).line;
            (format!("{} {} {}:{line}", finding.code, finding.severity.name(), file.path()), finding.message.clone())
        };
        let mut found: Vec<_> = judged.findings.iter().chain(&generated).map(place).collect();
        found.sort();
        found
    }
}

/// A line without its trailing marker, and the (severity, code) pairs that the marker announces.
fn split_marker(line: &str) -> (&str, Vec<(String, String)>) {
    let starts = ["# error: [", "# warning: [", "# info: [", "// error: [", "// warning: ["];
    let Some(at) = starts.iter().filter_map(|start| line.rfind(start)).min() else { return (line, Vec::new()) };
    let mut severity = "";
    let mut markers = Vec::new();
    for word in line[at..].split_whitespace().skip(1) {
        match word.strip_suffix(':') {
            Some(name) => severity = name,
            None => markers.push((severity.to_owned(), word.trim_matches(['[', ']']).to_owned())),
        }
    }
    (line[..at].trim_end(), markers)
}

fn listed(list: &[(&str, &str)], id: &str) -> bool {
    list.iter().any(|(row, _)| *row == id)
}

#[test]
fn examples_give_what_their_markers_announce() {
    let mut differences = Vec::new();
    for page in pages() {
        let own = page.differences();
        match (listed(SKIPPED, &page.id), own.is_empty()) {
            (true, true) => differences.push(format!("{}: passes now, so remove it from SKIPPED", page.id)),
            (false, false) => differences.extend(own),
            _ => {}
        }
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn lists_of_exceptions_are_fresh() {
    let pages = pages();
    for (id, _) in SKIPPED.iter().chain(NOT_IN_MARKDOWN) {
        assert!(pages.iter().any(|page| page.id == *id), "there is no page {id}");
    }
    for page in pages.iter().filter(|page| listed(NOT_IN_MARKDOWN, &page.id)) {
        assert!(page.fixture("Fails").1.is_empty(), "{} has markers now, so remove it from NOT_IN_MARKDOWN", page.id);
    }
}

#[test]
fn every_page_has_a_row_and_every_row_a_page() {
    let pages: BTreeSet<String> = pages().into_iter().map(|page| page.id).collect();
    let rows: BTreeSet<String> = codes::ALL.iter().map(|code| code.id().to_owned()).collect();
    assert_eq!(rows.len(), codes::ALL.len(), "a code is registered twice");
    assert_eq!(pages, rows, "left: pages, right: rows of generator/diagnostics/src/code.rs");
}

#[test]
fn pages_have_the_same_parts() {
    let mut faults = Vec::new();
    for page in pages() {
        let mut fault = |what: &str| faults.push(format!("{}: {what}", page.id));
        let mut lines = page.text.lines();
        if lines.next() != Some(&format!("# {}", page.id)) {
            fault("the first line is not the id as a heading");
        }
        let title = codes::ALL.iter().find(|code| code.id() == page.id).map_or("", |code| code.title());
        if !title.ends_with('.') || title.trim_end_matches('.').contains(". ") {
            fault("the title is not one sentence");
        }
        let headings: Vec<&str> = outside_blocks(&page.text).filter(|line| line.starts_with("## ")).collect();
        // What is raised elsewhere may be shown elsewhere.
        let is_shown_elsewhere = listed(SKIPPED, &page.id) && headings == ["## Fix"];
        if !is_shown_elsewhere && headings != ["## Fix", "## Fails", "## Passes"] {
            fault(&format!("the sections are {headings:?}"));
        }
        for title in ["Fix", "Fails", "Passes"].into_iter().take(if is_shown_elsewhere { 1 } else { 3 }) {
            if page.section(title).is_none_or(|section| section.trim().is_empty()) {
                fault(&format!("the section {title} is empty"));
            }
        }
        for line in outside_blocks(&page.text).filter(|line| line.chars().count() > 140) {
            fault(&format!("longer than 140 characters: {line}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn outside_blocks(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    text.lines().filter(move |line| {
        let fence = line.starts_with("```");
        in_block ^= fence;
        !in_block && !fence
    })
}
