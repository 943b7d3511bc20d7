//! Every page of a change is its own fixture: the pair of `## Released` and `## Working` gives exactly the one finding
//! that its `# change: [id]` marker announces, with the verdicts of its table; each side compared with itself gives none.

use std::collections::BTreeMap;
use std::fmt::Write;
use stipula_compat::{Change, Finding, SurfaceVerdict};
use stipula_model::Surface;
use stipula_source::Memory;
use stipula_tests::Compared;

/// Changes that no pair of folders shows, and who shows them.
const ELSEWHERE: &[(&str, &str)] = &[
    ("released-version-changed", "the lock of the releases: generator/release"),
    ("payload-rejected", "the replay of stored payloads: generator/release"),
    ("sunset-too-early", "needs a date: tests/compat.rs"),
    ("schema-changed", "what no single edit explains: tests/compat.rs"),
];

/// A file of a page: its path, or none for a schema that is mounted on each surface.
type Block = (Option<String>, String);

/// Whether a marker stands in the working block, in which file, and on which line.
type Marker = (bool, Option<String>, usize);

struct Page {
    id: &'static str,
    released: Vec<Block>,
    working: Vec<Block>,
    marker: Option<Marker>,
    /// `exact | assumed` for each surface.
    verdicts: BTreeMap<String, (String, String)>,
}

fn section<'p>(page: &'p str, title: &str) -> Vec<&'p str> {
    let heading = format!("## {title}");
    let mut in_block = false;
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    lines
        .take_while(|line| {
            in_block ^= line.starts_with("```");
            in_block || !line.starts_with("## ")
        })
        .collect()
}

fn blocks(page: &str, title: &str, id: &str, is_working: bool) -> (Vec<Block>, Option<Marker>) {
    let (mut blocks, mut marker) = (Vec::new(), None);
    let lines = section(page, title);
    let mut lines = lines.into_iter();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```yaml") else { continue };
        let path = Some(info.trim().to_owned()).filter(|path| !path.is_empty());
        let mut text = String::new();
        for (n, line) in lines.by_ref().take_while(|line| *line != "```").enumerate() {
            if line.contains(&format!("# change: [{id}]")) {
                marker = Some((is_working, path.clone(), n + 1));
            }
            let _ = writeln!(text, "{}", line.split("# change: [").next().unwrap_or_default().trim_end());
        }
        blocks.push((path, text));
    }
    (blocks, marker)
}

impl Page {
    fn of(change: &'static Change) -> Page {
        let id = change.kind.id();
        let (released, old) = blocks(change.page, "Released", id, false);
        let (working, new) = blocks(change.page, "Working", id, true);
        let rows = section(change.page, "Verdict").into_iter().filter(|line| line.starts_with("| "));
        let verdicts = rows.skip(1).filter_map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [surface, exact, assumed] = cells.as_slice() else { return None };
            (!surface.starts_with("---")).then(|| ((*surface).to_owned(), ((*exact).to_owned(), (*assumed).to_owned())))
        });
        Page { id, verdicts: verdicts.collect(), released, working, marker: new.or(old) }
    }

    /// What differs from the page's promise.
    fn differences(&self) -> Vec<String> {
        let is_mounted = self.released.iter().any(|(path, _)| path.is_none());
        let surfaces: Vec<Option<Surface>> = if is_mounted { Surface::ALL.map(Some).to_vec() } else { vec![None] };
        let mut found: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut out = Vec::new();
        for surface in surfaces {
            let (old, new) = (mount(&self.released, surface), mount(&self.working, surface));
            let same = Compared::of(new.clone(), new.clone(), None);
            if !same.report.findings.is_empty() || !same.faults.is_empty() {
                out.push(format!("{}: compared with itself: {:?} {:?}", self.id, lines(&same), same.faults));
            }
            let compared = Compared::of(old, new, None);
            match compared.report.findings.as_slice() {
                [finding] if finding.change.kind.id() == self.id => {
                    out.extend(self.misplaced(&compared, finding, surface));
                    found.extend(finding.surfaces.iter().map(verdict));
                }
                _ => out.push(format!("{}: found {:#?}", self.id, lines(&compared))),
            }
        }
        if found != self.verdicts {
            out.push(format!("{}: the page says {:#?}\n  found {found:#?}", self.id, self.verdicts));
        }
        out
    }

    fn misplaced(&self, compared: &Compared, finding: &Finding, surface: Option<Surface>) -> Option<String> {
        let Some((is_working, path, line)) = &self.marker else {
            return Some(format!("{}: there is no marker", self.id));
        };
        let offset = usize::from(path.is_none());
        let path = path.clone().unwrap_or_else(|| mounted(surface).to_owned());
        let place = if *is_working { &finding.new } else { &finding.old };
        let found = compared.at(place);
        let expected = format!("{path}:{}", line + offset);
        (found != expected).then(|| format!("{}: marked at {expected}, found at {found}", self.id))
    }
}

fn lines(compared: &Compared) -> Vec<String> {
    let line = |finding: &Finding| {
        let verdicts: Vec<_> = finding.surfaces.iter().map(verdict).collect();
        format!("{} {} -> {} {verdicts:?}", finding.change.kind, compared.at(&finding.old), compared.at(&finding.new))
    };
    compared.report.findings.iter().map(line).collect()
}

fn verdict(verdict: &SurfaceVerdict) -> (String, (String, String)) {
    let surface = verdict.surface.map_or("none", Surface::name).to_owned();
    let assumptions = verdict.assumptions();
    let assumed = match assumptions.as_str() {
        "" => verdict.assumed.level.to_string(),
        names => format!("{} ({names})", verdict.assumed.level),
    };
    (surface, (verdict.exact.level.to_string(), assumed))
}

fn mount(blocks: &[Block], surface: Option<Surface>) -> Memory {
    const DIALECT: &str = "$schema: https://json-schema.org/draft/2020-12/schema\n";
    blocks.iter().fold(Memory::new(), |files, (path, text)| match path {
        Some(path) => files.with(path.clone(), text.clone()),
        None => files.with(mounted(surface), format!("{DIALECT}{text}")),
    })
}

/// A path that says on which surface a schema stands.
fn mounted(surface: Option<Surface>) -> &'static str {
    match surface.expect("a block without a path is mounted on a surface") {
        Surface::HttpRequest => "http/quote/example-request.schema.yaml",
        Surface::HttpResponse => "http/quote/example.schema.yaml",
        Surface::Event => "events/example.v1.schema.yaml",
        Surface::Snapshot => "snapshots/example.v1.schema.yaml",
        Surface::Cache => "cache/example.v1.schema.yaml",
        Surface::Workflow => "workflow/example.v1.schema.yaml",
        Surface::Audit => "audit/example.v1.schema.yaml",
    }
}

#[test]
fn pairs_give_what_their_pages_say() {
    let is_shown = |change: &&Change| !ELSEWHERE.iter().any(|(id, _)| *id == change.kind.id());
    let only = std::env::var("STIPULA_CHANGE").ok();
    let is_wanted = |change: &&Change| only.as_ref().is_none_or(|only| change.kind.id().contains(only.as_str()));
    let pages = stipula_compat::changes().filter(is_shown).filter(is_wanted).map(Page::of);
    let differences: Vec<String> = pages.flat_map(|page| page.differences()).collect();
    assert!(differences.is_empty(), "\n{} differences\n{}", differences.len(), differences.join("\n"));
}
