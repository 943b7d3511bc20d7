//! `CHANGELOG.md` of the contracts: one entry for each release, the newest first.

use crate::{Bump, Entry, Plan};
use std::fmt::Write;
use stipula_compat::Finding;

const HEADER: &str = "# Changelog of the contracts\n\nWritten by `stipula release`, the newest release first.\n";

/// The changelog with the entry of a release put before the others. `number` counts releases from 1.
pub fn with_entry(
    changelog: Option<&str>,
    number: usize,
    date: Option<&str>,
    plan: &Plan,
    findings: &[Finding],
) -> String {
    let text = changelog.unwrap_or(HEADER);
    let at = if text.starts_with("## ") { 0 } else { text.find("\n## ").map_or(text.len(), |at| at + 1) };
    let (before, after) = text.split_at(at);
    let gap = if before.is_empty() || before.ends_with("\n\n") {
        ""
    } else if before.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let entry = entry(number, date, plan, findings);
    format!("{before}{gap}{entry}{}{after}", if after.is_empty() { "" } else { "\n" })
}

fn entry(number: usize, date: Option<&str>, plan: &Plan, findings: &[Finding]) -> String {
    let day = date.map_or_else(String::new, |date| format!(" - {date}"));
    let mut out = format!("## Release {number}{day}\n\n");
    for entry in &plan.entries {
        line(&mut out, &title(entry));
        let own = findings.iter().filter(|finding| finding.contract == entry.path && entry.last.is_some());
        for finding in own {
            let waived = finding.waived.as_ref().map(|why| format!(" (waived: {why})")).unwrap_or_default();
            let change = finding.change.kind;
            line(&mut out, &format!("  - {} {change}: {}{}", finding.level, plain(&finding.message), plain(&waived)));
        }
    }
    for path in &plan.removed {
        line(&mut out, &format!("- `{path}` is gone"));
    }
    if !plan.payloads.is_empty() {
        line(&mut out, &format!("- payloads kept from now on: {}", plan.payloads.len()));
    }
    out
}

fn title(entry: &Entry) -> String {
    let Entry { path, last, version, bump, .. } = entry;
    match last {
        Some(last) if *bump == Bump::None => format!("- `{path}` {last} → {version}"),
        Some(last) => format!("- `{path}` {last} → {version} ({})", bump.name()),
        None => format!("- `{path}` {version}, new"),
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("memory can be written");
}

/// Text of contracts in Markdown: one line, without markup of its own.
fn plain(text: &str) -> String {
    let escaped = text.chars().flat_map(|c| {
        let escape = matches!(c, '<' | '>' | '*' | '_' | '[' | ']' | '\\' | '#' | '|').then_some('\\');
        escape.into_iter().chain([if c.is_control() { ' ' } else { c }])
    });
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use super::with_entry;
    use crate::Plan;

    #[test]
    fn the_newest_release_comes_first() {
        let plan = Plan { removed: vec!["a.yaml".to_owned()], ..Plan::default() };
        let first = with_entry(None, 1, Some("2026-01-01"), &plan, &[]);
        assert!(
            first.starts_with("# Changelog of the contracts\n\n")
                && first.ends_with("\n## Release 1 - 2026-01-01\n\n- `a.yaml` is gone\n")
        );
        let second = with_entry(Some(&first), 2, None, &plan, &[]);
        let (one, two) = (second.find("## Release 1").expect("kept"), second.find("## Release 2").expect("added"));
        assert!(two < one, "{second}");
        assert!(second.contains("- `a.yaml` is gone\n\n## Release 1"), "{second}");
        let own = with_entry(Some("# Ours\n\nText.\n"), 1, None, &plan, &[]);
        assert!(own.starts_with("# Ours\n\nText.\n\n## Release 1\n\n"), "{own}");
    }
}
