//! Every page of a rule is its own fixture: what stands under `## Fails` gives exactly the findings that its markers
//! announce, what stands under `## Passes` gives none, and fixes make `## Fixed` of `## Fails`.
//!
//! `STIPULA_RULE=array cargo test -p stipula-lint --test pages` runs the pages whose id contains `array`.

use std::collections::BTreeMap;
use stipula_diagnostics::{Diagnostic, Fix};
use stipula_lint::{Evidence, EvidenceKind, Input, Linted, Released, Rule, Settings, fix, lint, rules};
use stipula_model::{Model, Roots};
use stipula_source::{Limits, Memory, Node, Provider, RootId, Sources};

/// Paths with texts.
type Files = BTreeMap<String, String>;

/// The lines of a section; headings in code blocks are comments there.
fn section<'p>(page: &'p str, title: &str) -> Option<Vec<&'p str>> {
    let heading = format!("## {title}");
    let mut lines = page.lines().skip_while(|line| *line != heading);
    lines.next()?;
    let mut in_block = false;
    Some(
        lines
            .take_while(|line| {
                in_block ^= line.starts_with("```");
                in_block || !line.starts_with("## ")
            })
            .collect(),
    )
}

/// The files of a section without their markers, and what the markers announce: `id severity file:line`.
fn fixture(page: &str, title: &str) -> (Files, Vec<String>) {
    let (mut files, mut expected) = (Files::new(), Vec::new());
    let mut lines = section(page, title).unwrap_or_default().into_iter();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let Some((_, path)) = info.split_once(' ') else { continue };
        let mut text = String::new();
        for (n, line) in block.iter().enumerate() {
            let (content, markers) = split_marker(line);
            text += content;
            text.push('\n');
            expected.extend(markers.iter().map(|marker| format!("{marker} {path}:{}", n + 1)));
        }
        files.insert(path.to_owned(), text);
    }
    expected.sort();
    (files, expected)
}

/// A line without its trailing marker, and the `id severity` pairs that it announces.
fn split_marker(line: &str) -> (&str, Vec<String>) {
    let starts = ["# error: [", "# warning: [", "# info: ["];
    let Some(at) = starts.iter().filter_map(|start| line.rfind(start)).min() else { return (line, Vec::new()) };
    let mut severity = "";
    let mut markers = Vec::new();
    for word in line[at..].split_whitespace().skip(1) {
        match word.strip_suffix(':') {
            Some(name) => severity = name,
            None => markers.push(format!("{} {severity}", word.trim_matches(['[', ']']))),
        }
    }
    (line[..at].trim_end(), markers)
}

/// The kind of evidence in a file: `evidence/migrations.sql`, `evidence/migrations/2.sql`.
fn evidence_kind(path: &str) -> Option<EvidenceKind> {
    EvidenceKind::find(path.strip_prefix("evidence/")?.split(['.', '/']).next()?)
}

/// What the files in `evidence/` say; `evidence/released.yaml` lists versions by path, as the lock does.
fn evidence(sources: &Sources, main: RootId, model: &Model, files: &Files) -> (Evidence, Vec<Diagnostic>) {
    let kinds: Vec<_> = files.keys().filter_map(|path| Some((evidence_kind(path)?, path.clone()))).collect();
    let of = |(kind, path): &(EvidenceKind, String)| Some((*kind, sources.find(main, path)?));
    let found: Vec<_> = kinds.iter().filter_map(of).collect();
    let (mut evidence, faults) = Evidence::read(sources, model, &found);
    if let Some(file) = sources.find(main, "evidence/released.yaml") {
        for (path, versions) in sources.file(file).tree().root().expect("a map").members() {
            let text = |node: Node<'_>, key: &str| node.get_str(key).unwrap_or_default().to_owned();
            let of = |node| Released {
                version: text(node, "version"),
                date: text(node, "date").parse().ok(),
                digest: text(node, "digest"),
            };
            evidence.released.insert(path.to_owned(), versions.items().map(of).collect());
        }
    }
    (evidence, faults)
}

/// What one rule says of some files; `options.yaml` among them sets its options, and `evidence/` is what is known beside.
fn linted(rule: &'static Rule, files: &Files) -> (Sources, Linted, Vec<Diagnostic>) {
    let mut memory = Memory::new();
    for (path, text) in files {
        memory.insert(path, text.clone());
    }
    let mut sources = Sources::new(Limits::default());
    let is_text = |path: &String| evidence_kind(path).is_some_and(EvidenceKind::is_text);
    let (texts, _): (Vec<String>, Vec<String>) = files.keys().cloned().partition(is_text);
    let mut paths = memory.list(&Limits::default()).expect("few files");
    paths.retain(|path| !is_text(path));
    let main = sources.add_root(Box::new(memory), "");
    let mut others = sources.load(main, &paths).expect("files in memory can be read");
    others.extend(sources.load_texts(main, &texts).expect("files in memory can be read"));
    let base_uri = Some("https://contracts.example.com/".to_owned());
    let mut roots = Roots { base_uri, ..Roots::only(main) };
    others.extend(stipula_model::load(&mut sources, &mut roots).expect("files in memory can be read"));
    let (model, found) = Model::build(&sources, &roots);
    others.extend(found);
    others.extend(stipula_validate::validate(&model, &sources, &roots));
    let mut settings = Settings::only(rule);
    settings.today = "2026-11-21".parse().ok();
    let at = rules::position(rule.id()).expect("it is registered");
    if let Some(file) = sources.find(main, "options.yaml") {
        let root = sources.file(file).tree().root().expect("it holds something");
        for (name, value) in root.members() {
            settings.set_option(at, name, &value.to_json()).expect("the option is right");
        }
    }
    let (evidence, faults) = evidence(&sources, main, &model, files);
    others.extend(faults);
    let (sources_ref, model_ref, roots_ref) = (&sources, &model, &roots);
    let input = Input {
        sources: sources_ref,
        model: model_ref,
        roots: roots_ref,
        settings: &settings,
        evidence: &evidence,
        is_repository: true,
        is_meant: &|_| true,
    };
    let result = lint(&input);
    (sources, result, others)
}

fn places(sources: &Sources, findings: &[Diagnostic]) -> Vec<(String, String)> {
    let place = |finding: &Diagnostic| {
        let file = sources.file(finding.place.file);
        let line = file.position(finding.place.span.start).line;
        let place = format!("{} {} {}:{line}", finding.code, finding.severity.name(), file.path());
        (place, finding.message.clone())
    };
    let mut found: Vec<_> = findings.iter().map(place).collect();
    found.sort();
    found
}

/// The files after all fixes.
fn fixed(sources: &Sources, findings: &[Diagnostic], files: &Files) -> Files {
    let own = |path: &str| -> Vec<&Fix> {
        let here = findings.iter().filter(|finding| sources.file(finding.place.file).path() == path);
        here.filter_map(|finding| finding.fix.as_ref()).collect()
    };
    files.iter().map(|(path, text)| (path.clone(), fix::apply(text, &own(path)).0)).collect()
}

fn differences(rule: &'static Rule) -> Vec<String> {
    let (id, page) = (rule.id(), rule.code().page());
    let mut out = Vec::new();
    let (failing, expected) = fixture(page, "Fails");
    let (sources, result, others) = linted(rule, &failing);
    let found = places(&sources, &result.findings);
    if found.iter().map(|(place, _)| place).ne(&expected) {
        out.push(format!("{id}: Fails\n  expected {expected:#?}\n  found {found:#?}"));
    }
    if !expected.iter().any(|marker| marker.starts_with(&format!("{id} "))) {
        out.push(format!("{id}: Fails has no marker of its own rule"));
    }
    if !others.is_empty() && !page.contains("<!-- invalid on purpose -->") {
        out.push(format!("{id}: Fails is wrong beyond its rule: {:#?}", places(&sources, &others)));
    }
    let has_fix = result.findings.iter().any(|finding| finding.fix.is_some());
    match section(page, "Fixed") {
        None if has_fix => out.push(format!("{id}: its findings have fixes, so the page needs `## Fixed`")),
        None => {}
        Some(_) => {
            let (wanted, _) = fixture(page, "Fixed");
            let mut made = fixed(&sources, &result.findings, &failing);
            made.retain(|path, _| wanted.contains_key(path));
            if made != wanted {
                out.push(format!("{id}: Fixed\n  expected {wanted:#?}\n  made {made:#?}"));
            }
        }
    }
    let (passing, markers) = fixture(page, "Passes");
    let (sources, result, others) = linted(rule, &passing);
    if !result.findings.is_empty() || !markers.is_empty() || passing.is_empty() {
        out.push(format!("{id}: Passes\n  markers {markers:#?}\n  found {:#?}", places(&sources, &result.findings)));
    }
    if !others.is_empty() {
        out.push(format!("{id}: Passes is wrong: {:#?}", places(&sources, &others)));
    }
    out
}

fn asked() -> impl Iterator<Item = &'static Rule> {
    let wanted = std::env::var("STIPULA_RULE").unwrap_or_default();
    let wanted: Vec<String> = wanted.split(',').map(str::to_owned).collect();
    rules::all().iter().copied().filter(move |rule| wanted.iter().any(|wanted| rule.id().contains(wanted)))
}

#[test]
fn examples_give_what_their_markers_announce() {
    let out: Vec<String> = asked().flat_map(differences).collect();
    assert!(out.is_empty(), "\n{}", out.join("\n"));
}

/// What a page shows as right is right by the vocabulary of metadata as well.
#[test]
fn metadata_of_examples_is_valid() {
    let of_metadata = ["metadata-valid", "metadata-misspelled"]
        .map(|id| rules::all()[rules::position(id).expect("it is registered")]);
    let mut faults = Vec::new();
    for rule in asked().filter(|rule| !of_metadata.iter().any(|own| own.id() == rule.id())) {
        let (mut files, _) = fixture(rule.code().page(), "Passes");
        files.remove("options.yaml");
        for own in of_metadata {
            let (sources, result, _) = linted(own, &files);
            faults.extend(places(&sources, &result.findings).into_iter().map(|fault| (rule.id(), fault)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn pages_have_the_same_parts() {
    let mut faults = Vec::new();
    for rule in asked() {
        let page = rule.code().page();
        let mut fault = |what: &str| faults.push(format!("{}: {what}", rule.id()));
        if page.lines().next() != Some(&format!("# {}", rule.id())) {
            fault("the first line is not the id as a heading");
        }
        let title = rule.code().title();
        if !title.ends_with('.') || title.trim_end_matches('.').contains(". ") {
            fault("the title is not one sentence");
        }
        let mut in_block = false;
        let outside: Vec<&str> = page
            .lines()
            .filter(|line| {
                let fence = line.starts_with("```");
                in_block ^= fence;
                !in_block && !fence
            })
            .collect();
        let headings: Vec<&str> = outside.iter().copied().filter(|line| line.starts_with("## ")).collect();
        let known = [&["## Fix", "## Fails", "## Passes"][..], &["## Fix", "## Fails", "## Fixed", "## Passes"]];
        if !known.contains(&&headings[..]) {
            fault(&format!("the sections are {headings:?}"));
        }
        if !["*Schema-first contracts* §", "*API and event design* §"].iter().any(|source| page.contains(source)) {
            fault("it does not say which section of the sources asks for it");
        }
        for line in outside.iter().filter(|line| line.chars().count() > 140) {
            fault(&format!("longer than 140 characters: {line}"));
        }
        for other in rule.cedes_to {
            if rules::position(other).is_none() {
                fault(&format!("it cedes to `{other}`, which is no rule"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
