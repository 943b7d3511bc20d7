//! Tables of the documentation that are written from the code.

use std::fmt::Write;
use stipula_compat::{Change, Judged, Scope};
use stipula_diagnostics::codes;
use stipula_diff::{Family, Kind};
use stipula_lint::catalogue::{Speaker, statements};
use stipula_lint::{rules, vocabulary};
use stipula_model::Surface;

const TEXT: &str = "a string can be written to";

/// A page with something else between the markers of this name.
fn between(text: &str, name: &str, inner: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
    let (before, rest) = text.split_once(&begin).expect("the page marks where it begins");
    let (_, after) = rest.split_once(&end).expect("the page marks where it ends");
    format!("{before}{begin}{inner}{end}{after}")
}

/// The page with the table of all codes between its markers.
pub(super) fn with_codes(text: &str) -> String {
    let rows = codes::ALL.iter().fold("| code | severity | title |\n|---|---|---|\n".to_owned(), |mut rows, code| {
        writeln!(rows, "| `{code}` | {} | {} |", code.severity().name(), code.title()).expect(TEXT);
        rows
    });
    between(text, "codes", &rows)
}

/// The page with a table for each family of changes between its markers.
pub(super) fn with_changes(text: &str) -> String {
    const FAMILIES: [(Family, &str); 6] = [
        (Family::Schema, "Schemas"),
        (Family::Meaning, "Meaning and promises"),
        (Family::Http, "HTTP operations"),
        (Family::Event, "Channels and messages"),
        (Family::Lifecycle, "State machines"),
        (Family::Governance, "Contracts as a whole"),
    ];
    let mut out = String::new();
    let mut shown = 0;
    for (family, title) in FAMILIES {
        writeln!(out, "\n## {title}\n\n| change | what happened | judged | verdict |\n|---|---|---|---|").expect(TEXT);
        for change in stipula_compat::changes().filter(|change| change.kind.family() == family) {
            let (kind, title) = (change.kind, change.kind.title());
            writeln!(out, "| `{kind}` | {title} | {} | {} |", judged(change), verdicts(change)).expect(TEXT);
            shown += 1;
        }
    }
    assert_eq!(shown, Kind::ALL.len(), "every family has a table");
    between(text, "changes", &format!("{out}\n"))
}

/// Who judges a change, and where it is noticed.
fn judged(change: &Change) -> String {
    let mut text = match change.judged {
        Judged::ByInclusion => "by inclusion",
        Judged::Declared(_) => "by rule",
        Judged::AtLeast(_) => "by inclusion and rule",
    }
    .to_owned();
    text += if change.scope == Scope::Source { ", SOURCE" } else { "" };
    text + if change.retirable { ", retirable" } else { "" }
}

/// The verdicts of a change's page, the heaviest first; `change_pages` holds them against what is found.
fn verdicts(change: &Change) -> String {
    const LEVELS: [&str; 5] = ["BREAKING", "RISKY", "REVIEW", "SAFE", "DOCS"];
    let (_, table) = change.page.split_once("## Verdict\n").expect("every page says its verdicts");
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for row in table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| surface")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [surface, exact, assumed] = cells.as_slice() else { panic!("{}: {row}", change.kind) };
        let verdict = match assumed.strip_suffix(')').and_then(|text| text.split_once(" (")) {
            Some((level, names)) => format!("{level} with {names}, else {exact}"),
            None => (*assumed).to_owned(),
        };
        match groups.iter_mut().find(|(known, _)| *known == verdict) {
            Some((_, surfaces)) => surfaces.push(surface),
            None => groups.push((verdict, vec![surface])),
        }
    }
    let weight = |verdict: &str| LEVELS.iter().position(|level| verdict.starts_with(level)).expect("a level");
    groups.sort_by_key(|(verdict, _)| weight(verdict));
    let one = |(verdict, surfaces): &(String, Vec<&str>)| match surfaces.as_slice() {
        ["none"] => verdict.clone(),
        surfaces if surfaces.len() == Surface::ALL.len() => verdict.clone(),
        surfaces => format!("{verdict}: {}", surfaces.join(", ")),
    };
    groups.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A rule of oasdiff, and the kinds of change that cover it; none if it is waived.
pub(super) struct OasdiffRule {
    pub(super) id: String,
    pub(super) kinds: Vec<String>,
    how: String,
}

impl OasdiffRule {
    /// The rows of `oasdiff.tsv`.
    pub(super) fn all(table: &str) -> Vec<OasdiffRule> {
        table.lines().map(OasdiffRule::parse).collect()
    }

    fn parse(line: &str) -> OasdiffRule {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, kinds, how] = cells.as_slice() else { panic!("oasdiff.tsv has three columns: {line}") };
        assert!(!how.is_empty(), "{id}: how it is covered, or why not, is not said");
        let kinds = if *kinds == "-" { Vec::new() } else { kinds.split(',').map(str::to_owned).collect() };
        OasdiffRule { id: (*id).to_owned(), kinds, how: (*how).to_owned() }
    }

    fn row(&self) -> String {
        let kinds: Vec<String> = self.kinds.iter().map(|kind| format!("`{kind}`")).collect();
        let kinds = if kinds.is_empty() { "-".to_owned() } else { kinds.join(", ") };
        format!("| `{}` | {kinds} | {} |", self.id, self.how)
    }
}

/// The page with each row as the table has it.
pub(super) fn with_oasdiff(text: &str, rules: &[OasdiffRule]) -> String {
    let now = |line: &str| {
        let rule = id_of_row(line).and_then(|id| rules.iter().find(|rule| rule.id == id));
        rule.map_or_else(|| line.to_owned(), OasdiffRule::row)
    };
    text.lines().flat_map(|line| [now(line), "\n".to_owned()]).collect()
}

/// The id that a row of a table begins with.
pub(super) fn id_of_row(line: &str) -> Option<&str> {
    line.strip_prefix("| `")?.split_once('`').map(|(id, _)| id)
}

/// The page with a table for each family of lint rules between its markers.
pub(super) fn with_rules(text: &str) -> String {
    const FAMILIES: [(&str, &str); 8] = [
        ("profile", "Shape of schemas"),
        ("naming", "Names"),
        ("meaning", "Meaning"),
        ("http", "HTTP operations and state machines"),
        ("events", "Events"),
        ("storage", "What is stored"),
        ("cross_surface", "Across surfaces"),
        ("governance", "Governance and evidence"),
    ];
    let mut out = String::new();
    let mut shown = 0;
    for (family, title) in FAMILIES {
        writeln!(out, "\n## {title}\n\n| rule | what is wrong | weight | profile | options |\n|---|---|---|---|---|")
            .expect(TEXT);
        for rule in rules::all().iter().filter(|rule| rules::family(rule) == family) {
            let (id, title, weight) = (rule.id(), rule.code().title(), rule.code().severity().name());
            let options: Vec<String> = rule.options.iter().map(|option| format!("`{}`", option.name)).collect();
            writeln!(out, "| `{id}` | {title} | {weight} | {} | {} |", rule.profile.name(), options.join(", "))
                .expect(TEXT);
            shown += 1;
        }
    }
    assert_eq!(shown, rules::all().len(), "every family has a table");
    between(text, "rules", &format!("{out}\n"))
}

/// The page with a table of the statements of the sources and who says each.
pub(super) fn with_statements(text: &str) -> String {
    let mut out = "| statement | source | said by | note |\n|---|---|---|---|\n".to_owned();
    for statement in statements() {
        let by = match statement.by {
            Speaker::Rule(id) => format!("`{id}`"),
            Speaker::Code(id) => format!("validation: `{id}`"),
            Speaker::Change(id) => format!("comparison: `{id}`"),
        };
        writeln!(out, "| `{}` | {} | {by} | {} |", statement.id, statement.source, statement.note).expect(TEXT);
    }
    between(text, "statements", &out)
}

/// The page with a table of all metadata keys between its markers.
pub(super) fn with_metadata(text: &str) -> String {
    let mut out = "| key | stands on | what it says | for example |\n|---|---|---|---|\n".to_owned();
    for key in vocabulary::keys() {
        let places: Vec<&str> = key.places.iter().map(|place| place.name()).collect();
        let example = key.examples.first().map(|value| format!("`{value}`")).unwrap_or_default().replace('|', "\\|");
        let what = key.description.replace('\n', " ").replace('|', "\\|");
        writeln!(out, "| `{}` | {} | {what} | {example} |", key.name, places.join(", ")).expect(TEXT);
    }
    between(text, "metadata", &out)
}
