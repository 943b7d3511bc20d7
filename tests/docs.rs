//! The documentation says what happens: its transcripts are run, its tables are compared with the code,
//! and its links lead somewhere.
//!
//! In a `console` block, a line `$ stipula …` is run and what it prints must stand below it, both streams
//! in their order; a last line `[exit 1]` states the exit code where it is not 0. Commands run in the
//! repository's top folder, or in the README's own folder for an example. `<!-- cwd: docs -->` names another
//! folder for the rest of the page, and `<!-- cwd: new -->` an empty one, into which blocks with a file name
//! (`yaml shop.yaml`) are written. `STIPULA_DOCS=update cargo test -p stipula-tests --test docs` writes what
//! was printed into the pages: read the difference before you keep it.
#![allow(clippy::disallowed_methods, reason = "tests read documents and run the command")]

#[path = "docs/tables.rs"]
mod tables;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::{Read, Seek};
use std::path::PathBuf;
use std::process::Command;
use stipula_diff::Kind;
use stipula_tests::{repository, stipula};
use tables::OasdiffRule;

#[test]
fn transcripts_are_what_is_printed() {
    let pages = pages().into_iter().filter(|page| page.text.contains("```console"));
    fresh(pages.map(|page| (Session::of(&page).replay(&page.text), page)));
}

#[test]
fn the_index_of_codes_is_complete() {
    fresh(std::iter::once(Page::read("docs/src/codes.md")).map(|page| (tables::with_codes(&page.text), page)));
}

#[test]
fn the_index_of_changes_is_complete() {
    let count = format!("{} kinds of change", Kind::ALL.len());
    assert!(Page::read("README.md").text.contains(&count), "README.md does not say that there are {count}");
    fresh(std::iter::once(Page::read("docs/src/changes.md")).map(|page| (tables::with_changes(&page.text), page)));
}

#[test]
fn the_index_of_rules_is_complete() {
    let count = format!("{} rules", stipula_lint::rules::all().len());
    assert!(Page::read("README.md").text.contains(&count), "README.md does not say that there are {count}");
    fresh(std::iter::once(Page::read("docs/src/rules.md")).map(|page| (tables::with_rules(&page.text), page)));
    let page = Page::read("docs/src/reference/statements.md");
    fresh(std::iter::once((tables::with_statements(&page.text), page)));
    for statement in stipula_lint::catalogue::statements() {
        if let stipula_lint::catalogue::Speaker::Change(kind) = statement.by {
            assert!(Kind::find(kind).is_some(), "{}: there is no kind of change {kind}", statement.id);
        }
    }
}

#[test]
fn the_metadata_is_all_described() {
    fresh(std::iter::once(Page::read("docs/src/metadata.md")).map(|page| (tables::with_metadata(&page.text), page)));
}

#[test]
fn the_coverage_of_oasdiff_is_that_of_its_table() {
    let rules = OasdiffRule::all(&Page::read("generator/compat/oasdiff.tsv").text);
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules.len(), "a rule is listed twice");
    let unknown: Vec<&String> =
        rules.iter().flat_map(|rule| &rule.kinds).filter(|id| Kind::find(id).is_none()).collect();
    assert!(unknown.is_empty(), "no kinds of change: {unknown:?}");
    let page = Page::read("docs/src/reference/oasdiff.md");
    let shown: Vec<&str> = page.text.lines().filter_map(tables::id_of_row).collect();
    let parting = shown.iter().zip(&rules).find(|(shown, rule)| **shown != rule.id);
    assert!(parting.is_none(), "the page and the table part: {:?}", parting.map(|(shown, rule)| (shown, &rule.id)));
    assert_eq!(shown.len(), rules.len(), "left: rows of the page, right: of the table");
    let waived = rules.iter().filter(|rule| rule.kinds.is_empty()).count();
    let counts =
        [format!("{} in all", rules.len()), format!("{} are covered, {waived} are waived", rules.len() - waived)];
    for count in &counts {
        assert!(page.text.contains(count), "the page does not say: {count}");
    }
    fresh(std::iter::once((tables::with_oasdiff(&page.text, &rules), page)));
}

#[test]
fn every_page_of_the_book_is_in_its_summary() {
    let summary = Page::read("docs/src/SUMMARY.md").text;
    for page in pages().iter().filter(|page| page.path.starts_with("docs/src/")) {
        let name = page.path.trim_start_matches("docs/src/");
        assert!(name == "SUMMARY.md" || summary.contains(&format!("({name})")), "SUMMARY.md does not list {name}");
    }
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = Page::read("README.md").text;
    let help = printed(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"check"), "{help}");
    for name in names {
        assert!(readme.contains(&format!("| `{name}` |")), "README.md has no row for `{name}`");
    }
}

#[test]
fn every_key_of_the_configuration_is_documented() {
    let page = Page::read("docs/src/configuration.md").text;
    let schema: serde_json::Value = serde_json::from_str(&printed(&["schema", "config"])).expect("a schema is JSON");
    let keys_of = |place: &str| {
        let properties = schema.pointer(place).and_then(|value| value.as_object());
        properties.unwrap_or_else(|| panic!("the schema has nothing at {place}")).keys().cloned().collect::<Vec<_>>()
    };
    for place in [
        "/properties",
        "/$defs/Compatibility/properties",
        "/$defs/Generate/properties",
        "/$defs/References/properties",
        "/$defs/ReadingLimits/properties",
    ] {
        for key in keys_of(place) {
            assert!(page.contains(&format!("`{key}`")), "configuration.md does not mention `{key}`");
        }
    }
}

#[test]
fn every_dependency_is_justified() {
    let page = Page::read("ARCHITECTURE.md").text;
    let (_, section) = page.split_once("## Dependencies\n").expect("the page has that section");
    let row = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    let rows: BTreeSet<String> = section.lines().filter_map(row).collect();
    assert_eq!(rows, dependencies(), "left: rows of ARCHITECTURE.md, right: what the manifests use");
}

#[test]
fn links_lead_somewhere() {
    let mut broken = String::new();
    for page in pages() {
        for (line, target) in page.links() {
            if let Some(fault) = page.fault_of(&target) {
                writeln!(broken, "{}:{line}: {target}: {fault}", page.path).expect("a string can be written to");
            }
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

/// A Markdown file of the repository.
struct Page {
    /// Its path below the repository, with forward slashes.
    path: String,
    text: String,
}

/// Folders whose Markdown is not ours, or not there for readers.
const PASSED_OVER: &[&str] = &["target", "json-schema-test-suite"];

fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(repository().join(&folder)).expect("the repository can be listed").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !name.starts_with('.') && !PASSED_OVER.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if entry.path().extension().is_some_and(|extension| extension == "md") {
                pages.push(Page::read(&path));
            }
        }
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

impl Page {
    fn read(path: &str) -> Page {
        let text = std::fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        Page { path: path.to_owned(), text }
    }

    fn folder(&self) -> PathBuf {
        repository().join(&self.path).parent().expect("a file lies in a folder").to_owned()
    }

    /// The targets of all links, with their lines; code holds none.
    fn links(&self) -> Vec<(usize, String)> {
        let mut links = Vec::new();
        let mut in_block = false;
        for (n, line) in self.text.lines().enumerate() {
            in_block ^= line.trim_start().starts_with("```");
            if in_block {
                continue;
            }
            let prose: String = line.split('`').step_by(2).collect();
            let inline = prose.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
            let defined = prose.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target);
            links.extend(inline.chain(defined).map(|target| (n + 1, target.trim_matches(['<', '>']).to_owned())));
        }
        links
    }

    /// Why a link leads nowhere; other hosts are not asked.
    fn fault_of(&self, target: &str) -> Option<&'static str> {
        if target.contains("://") || target.starts_with("mailto:") {
            return None;
        }
        let (path, heading) = target.split_once('#').unwrap_or((target, ""));
        let file = if path.is_empty() { repository().join(&self.path) } else { self.folder().join(path) };
        if !file.exists() {
            return Some("there is no such file");
        }
        let wanted = !heading.is_empty() && file.extension().is_some_and(|extension| extension == "md");
        let text = if wanted { std::fs::read_to_string(&file).unwrap_or_default() } else { String::new() };
        (wanted && !headings(&text).any(|known| known == heading)).then_some("there is no such heading")
    }
}

/// The names by which headings can be linked to.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let titles = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    titles.map(|title| {
        let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    })
}

/// Where the commands of a page run.
struct Session {
    folder: PathBuf,
    /// The folder of `<!-- cwd: new -->`, gone when the page is done.
    new: Option<tempfile::TempDir>,
}

impl Session {
    fn of(page: &Page) -> Session {
        let folder = if page.path.starts_with("examples/") { page.folder() } else { repository() };
        Session { folder, new: None }
    }

    /// The page as it would be if every transcript were taken now.
    fn replay(mut self, text: &str) -> String {
        let mut out = String::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            out.push_str(line);
            out.push('\n');
            if let Some(folder) = line.trim().strip_prefix("<!-- cwd: ").and_then(|rest| rest.strip_suffix(" -->")) {
                self.change_folder(folder);
            }
            let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            match info.split_once(' ') {
                Some((_, name)) if self.new.is_some() => self.write(name, &block),
                _ => {}
            }
            if info == "console" {
                self.replay_block(&block, &mut out);
            } else {
                out.push_str(&lines_of(block));
            }
            out.push_str("```\n");
        }
        out
    }

    fn change_folder(&mut self, folder: &str) {
        if folder == "new" {
            let new = tempfile::tempdir().expect("a temporary folder");
            new.path().clone_into(&mut self.folder);
            self.new = Some(new);
        } else {
            self.folder = repository().join(folder);
            self.new = None;
        }
    }

    fn write(&self, name: &str, block: &[&str]) {
        let path = self.folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, block.join("\n") + "\n").expect("it can be written");
    }

    /// Commands with what they print now; what is not ours stays as it is.
    fn replay_block(&self, block: &[&str], out: &mut String) {
        let mut lines = block.iter().peekable();
        while let Some(line) = lines.next() {
            writeln!(out, "{line}").expect("a string can be written to");
            let mut documented = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                writeln!(documented, "{line}").expect("a string can be written to");
            }
            let blank = documented.len() - documented.trim_end_matches('\n').len();
            let is_last = lines.peek().is_none();
            match line.strip_prefix("$ ").and_then(command) {
                Some(command) => {
                    out.push_str(&self.run(&command));
                    // An empty line between two transcripts of a block.
                    out.push_str(if blank > 1 && !is_last { "\n" } else { "" });
                }
                None => out.push_str(&documented),
            }
        }
    }

    /// Both streams of a command and, unless it is 0, its exit code.
    fn run(&self, command: &str) -> String {
        let mut terminal = tempfile::tempfile().expect("a temporary file");
        let folder = stipula().parent().expect("the command lies in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
        let status = Command::new("sh")
            .args(["-c", command])
            .current_dir(&self.folder)
            .env("PATH", std::env::join_paths(path).expect("folders can be joined"))
            .envs([("NO_COLOR", "1"), ("RUST_BACKTRACE", "0")])
            .env_remove("COLUMNS")
            .stdin(std::process::Stdio::null())
            .stdout(terminal.try_clone().expect("a file can be shared"))
            .stderr(terminal.try_clone().expect("a file can be shared"))
            .status()
            .expect("sh can be started");
        let mut out = String::new();
        terminal.rewind().expect("a file can be read again");
        terminal.read_to_string(&mut out).expect("text is printed");
        let mut out = lines_of(out.trim_end().lines().map(str::trim_end));
        match status.code() {
            Some(0) => {}
            code => writeln!(out, "[exit {}]", code.unwrap_or(-1)).expect("a string can be written to"),
        }
        out
    }
}

fn lines_of<'l>(lines: impl IntoIterator<Item = &'l str>) -> String {
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

/// What is run for a line of a transcript; `None` for other people's commands.
fn command(line: &str) -> Option<String> {
    let line = line.replace("cargo run --release -- ", "stipula ");
    let is_ours = line.starts_with("stipula ") || line.contains("| stipula ");
    is_ours.then_some(line)
}

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(stipula()).args(arguments).output().expect("the command can be started");
    String::from_utf8(output.stdout).expect("text is printed")
}

/// The outside crates that the workspace's members use.
fn dependencies() -> BTreeSet<String> {
    let folders = ["generator", "runtime"].into_iter().flat_map(|parent| {
        let entries = std::fs::read_dir(repository().join(parent)).expect("the folder is there").flatten();
        entries.map(|entry| entry.path())
    });
    let members = folders.chain(["xtask", "tests"].map(|name| repository().join(name)));
    let manifests = members.filter_map(|member| std::fs::read_to_string(member.join("Cargo.toml")).ok());
    let mut used = BTreeSet::new();
    for manifest in manifests {
        let tables = manifest
            .split("\n[")
            .filter(|table| table.split(']').next().is_some_and(|name| name.ends_with("dependencies")));
        let names =
            tables.flat_map(|table| table.lines().skip(1)).filter_map(|line| line.split(['.', ' ', '=']).next());
        used.extend(names.filter(|name| !name.is_empty() && !name.starts_with(['#', '['])).map(str::to_owned));
    }
    used.retain(|name| !name.starts_with("stipula-"));
    used
}

/// Fails with the first difference of each page, or writes the pages when the author asks for it.
fn fresh(pages: impl Iterator<Item = (String, Page)>) {
    let update = std::env::var("STIPULA_DOCS").is_ok_and(|wish| wish == "update");
    let mut stale = String::new();
    for (now, page) in pages.filter(|(now, page)| *now != page.text) {
        if update {
            std::fs::write(repository().join(&page.path), now).expect("the page can be written");
            continue;
        }
        let same = now.lines().zip(page.text.lines()).take_while(|(now, then)| now == then).count();
        let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
        let (then, now) = (line(&page.text), line(&now));
        writeln!(stale, "{}:{}:\n  documented: {then}\n  now:        {now}", page.path, same + 1)
            .expect("a string can be written to");
    }
    assert!(
        stale.is_empty(),
        "\n{stale}\nSTIPULA_DOCS=update cargo test -p stipula-tests --test docs writes them anew"
    );
}
