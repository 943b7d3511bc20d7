//! Broken files: one fault each, and the findings that it gives, word for word.
//!
//! A file is judged alone, as `stipula validate FILE` would. After a change: `cargo insta review`, and
//! read what a user would read.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use std::fmt::Write;
use std::path::Path;
use stipula_diagnostics::Diagnostic;
use stipula_source::Memory;
use stipula_tests::Judged;

#[test]
fn findings_of_broken_files() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::glob!("broken/*.{yaml,json}", |path| insta::assert_snapshot!("broken", findings(path)));
    });
}

#[test]
fn nothing_broken_passes() {
    let folder = stipula_tests::repository().join("tests/broken");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder is there").flatten().map(|e| e.path()).collect();
    paths.retain(|path| !path.ends_with(".gitattributes") && findings(path).is_empty());
    assert!(paths.is_empty(), "these are broken and nothing is found: {paths:#?}");
}

/// `severity[code] file:line:col: message | help`, one line a finding.
fn findings(path: &Path) -> String {
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let bytes = std::fs::read(path).expect("the files are there");
    let judged = Judged::of(Memory::new().with(&*name, bytes), None);
    judged.findings.iter().fold(String::new(), |mut out, finding| {
        let Diagnostic { code, severity, message, place, help, .. } = finding;
        let file = judged.sources.file(place.file);
        let start = file.position(place.span.start);
        let lines: Vec<&str> = file.text().split('\n').collect();
        let line = lines.get(start.line as usize - 1).unwrap_or_else(|| panic!("{name} has no line {}", start.line));
        assert!(
            start.column >= 1 && start.column as usize <= line.chars().count() + 1,
            "{name}: column {}",
            start.column
        );
        assert!(
            place.span.start <= place.span.end && place.span.end as usize <= file.text().len(),
            "{name}: {:?}",
            place.span
        );
        let help = help.as_deref().map(|help| format!(" | {help}")).unwrap_or_default();
        let at = format!("{}:{}:{}", file.name(), start.line, start.column);
        writeln!(out, "{}[{code}] {at}: {message}{help}", severity.name()).expect("a string can be written to");
        out
    })
}
