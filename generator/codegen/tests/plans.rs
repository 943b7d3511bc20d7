//! Pages of plans: each case is a contract and what is planned for it. `UPDATE_PLANS=1 cargo test -p stipula-codegen --test plans`
//! writes what is planned now; the difference is for people to judge.
#![allow(clippy::disallowed_methods, reason = "tests read and write their pages")]

mod support;

use std::path::{Path, PathBuf};
use support::{Planned, summary};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let entries = std::fs::read_dir(folder).expect("the pages are there").flatten();
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    pages.sort();
    pages
}

/// A page with every plan written anew.
fn rewritten(page: &str) -> String {
    let mut out = String::new();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            if line.starts_with("## ") {
                files.clear();
            }
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = match info.split_once(' ') {
            Some((_, path)) => {
                files.push((path.to_owned(), body.join("\n")));
                body.join("\n")
            }
            None => summary(&Planned::of(&files)).trim_end().to_owned(),
        };
        out.push_str(&format!("```{info}\n{text}\n```\n"));
    }
    out
}

#[test]
fn contracts_are_planned_as_their_pages_say() {
    let mut differences = Vec::new();
    for path in pages() {
        let page = std::fs::read_to_string(&path).expect("pages are text");
        let now = rewritten(&page);
        if std::env::var_os("UPDATE_PLANS").is_some() {
            std::fs::write(&path, &now).expect("pages can be written");
        } else if now != page {
            let lines = page.lines().zip(now.lines()).find(|(old, new)| old != new);
            differences.push(format!("{}: {lines:?}", path.display()));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
