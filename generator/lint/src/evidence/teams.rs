//! The teams that an organization has: a `CODEOWNERS` file or a Backstage catalog.

use rustc_hash::FxHashSet;
use stipula_diagnostics::{Diagnostic, FileId};
use stipula_source::{Sources, read as parse};

/// The names, without an organization or a namespace before them.
pub(super) fn read(
    sources: &Sources,
    files: impl Iterator<Item = FileId>,
    faults: &mut Vec<Diagnostic>,
) -> FxHashSet<String> {
    let mut teams = FxHashSet::default();
    for file in files {
        let source = sources.file(file);
        let extension = source.path().rsplit_once('.').map(|(_, extension)| extension);
        let is_catalog = matches!(extension, Some("yaml" | "yml"));
        let found = if is_catalog { catalog(sources, file) } else { code_owners(source.text()) };
        if found.is_empty() {
            let what =
                if is_catalog { "Backstage catalog names no `Group` or `User`" } else { "file names no `@team`" };
            faults.push(super::invalid(file, format!("this {what}")));
        }
        teams.extend(found);
    }
    teams
}

/// The owners of all lines: `@org/team` and `@user`.
fn code_owners(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let words = lines.flat_map(|line| line.split(" #").next().unwrap_or_default().split_whitespace());
    let names = words.filter_map(|word| word.strip_prefix('@'));
    names.map(|name| name.rsplit('/').next().unwrap_or(name).to_owned()).collect()
}

/// The groups and users of a catalog; each of its entities is a YAML document.
fn catalog(sources: &Sources, file: FileId) -> Vec<String> {
    let text = sources.file(file).text();
    let lines: Vec<&str> = text.lines().collect();
    let entities = lines.split(|line| line.trim_end() == "---").map(|lines| lines.join("\n"));
    let name = |text: String| {
        let (tree, _) = parse(file, "entity.yaml", text.into_bytes(), sources.limits());
        let root = tree.root()?;
        let is_owner = matches!(root.get_str("kind"), Some("Group" | "User"));
        root.get("metadata").filter(|_| is_owner)?.get_str("name").map(str::to_owned)
    };
    entities.filter_map(name).collect()
}
