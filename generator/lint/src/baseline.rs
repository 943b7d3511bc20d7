//! Findings that are known: a team with a thousand old ones fails on new ones from today.

use crate::identity::lasting_pointer;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use stipula_diagnostics::Diagnostic;
use stipula_source::Sources;

/// The version of the format.
const VERSION: &str = "1.0";

/// Known findings, each with how often it is known there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Baseline {
    entries: BTreeMap<Known, Row>,
}

/// What is known: a code at a place of a contract.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// The path of the contract.
    pub contract: String,
    /// The code of the finding.
    pub code: String,
    /// The place: a pointer in which items go by their names.
    pub place: String,
}

/// How often, and what people wrote beside it.
#[derive(Debug, Clone, Default, PartialEq)]
struct Row {
    count: usize,
    notes: Map<String, Value>,
}

/// What an update came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Update {
    /// Findings that were not known.
    pub added: usize,
    /// Known findings that are gone.
    pub removed: usize,
}

impl Known {
    /// What a finding is known as.
    pub fn of(finding: &Diagnostic, sources: &Sources, path: impl FnOnce() -> String) -> Known {
        let place = lasting_pointer(&finding.place, sources);
        Known { contract: path(), code: finding.code.id().to_owned(), place }
    }
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// When it is none: what is wrong.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match value["lintBaseline"].as_str() {
            Some(VERSION) => {}
            Some(other) => return Err(format!("its format is {other}, and this version reads {VERSION}")),
            None => return Err("it does not begin with `lintBaseline`".to_owned()),
        }
        let rows = value["findings"].as_array().ok_or("`findings` is no list")?;
        let mut entries = BTreeMap::new();
        for (n, row) in rows.iter().enumerate() {
            let (known, row) =
                read(row).ok_or_else(|| format!("finding {} lacks `contract`, `code` or `place`", n + 1))?;
            let entry: &mut Row = entries.entry(known).or_default();
            entry.count += row.count;
            entry.notes.extend(row.notes);
        }
        Ok(Baseline { entries })
    }

    /// A baseline of findings.
    pub fn of(findings: impl Iterator<Item = Known>) -> Baseline {
        let mut baseline = Baseline::default();
        findings.for_each(|known| baseline.entries.entry(known).or_default().count += 1);
        baseline
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.entries.values().map(|row| row.count).sum()
    }

    /// True if nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes the known ones out of findings, each as often as it is known, and says how many.
    pub fn subtract<T>(&self, findings: &mut Vec<T>, known: impl Fn(&T) -> Option<Known>) -> usize {
        let mut left: BTreeMap<&Known, usize> = self.entries.iter().map(|(known, row)| (known, row.count)).collect();
        let before = findings.len();
        findings.retain(|finding| {
            let known = known(finding);
            match known.as_ref().and_then(|known| left.get_mut(known)) {
                Some(count @ 1..) => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
        });
        before - findings.len()
    }

    /// Merges what was found now: files that were judged get their present findings, all others keep what is known of them.
    /// What people wrote beside an entry stays as long as the entry does.
    pub fn update(&mut self, found: &Baseline, judged: &BTreeSet<String>) -> Update {
        let before = std::mem::take(&mut self.entries);
        let (mut added, mut removed) = (0, 0);
        for (known, row) in before {
            let now = found.entries.get(&known).map(|row| row.count);
            match now {
                Some(count) => {
                    removed += row.count.saturating_sub(count);
                    added += count.saturating_sub(row.count);
                    self.entries.insert(known, Row { count, notes: row.notes });
                }
                None if judged.contains(&known.contract) => removed += row.count,
                None => {
                    self.entries.insert(known, row);
                }
            }
        }
        for (known, row) in &found.entries {
            if !self.entries.contains_key(known) {
                added += row.count;
                self.entries.insert(known.clone(), row.clone());
            }
        }
        Update { added, removed }
    }

    /// The text of the file: one line a finding, sorted, so that merges are easy to read.
    pub fn to_text(&self) -> String {
        let rows: Vec<String> = self.entries.iter().map(|(known, row)| format!("    {}", write(known, row))).collect();
        let rows = if rows.is_empty() { String::new() } else { format!("\n{}\n  ", rows.join(",\n")) };
        format!("{{\n  \"lintBaseline\": \"{VERSION}\",\n  \"findings\": [{rows}]\n}}\n")
    }
}

fn read(row: &Value) -> Option<(Known, Row)> {
    let text = |key: &str| row[key].as_str().map(str::to_owned);
    let known = Known { contract: text("contract")?, code: text("code")?, place: text("place")? };
    let count = row.get("count").map_or(Some(1), Value::as_u64)?;
    let mut notes = row.as_object()?.clone();
    for key in ["contract", "code", "place", "count"] {
        notes.remove(key);
    }
    Some((known, Row { count: usize::try_from(count).ok()?, notes }))
}

fn write(known: &Known, row: &Row) -> String {
    let mut object = json!({ "contract": known.contract, "code": known.code, "place": known.place });
    if row.count != 1 {
        object["count"] = row.count.into();
    }
    for (key, value) in &row.notes {
        object[key] = value.clone();
    }
    object.to_string()
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Known, Update};
    use std::collections::BTreeSet;

    fn known(text: &str) -> Known {
        let mut parts = text.split(' ').map(str::to_owned);
        let mut next = || parts.next().expect("three words");
        Known { contract: next(), code: next(), place: next() }
    }

    fn baseline(rows: &[&str]) -> Baseline {
        Baseline::of(rows.iter().map(|row| known(row)))
    }

    #[test]
    fn a_baseline_is_written_and_read_back() {
        let own = baseline(&["b.yaml x /1", "a.yaml x /1", "a.yaml x /1"]);
        let text = own.to_text();
        assert_eq!(
            text,
            "{\n  \"lintBaseline\": \"1.0\",\n  \"findings\": [\n    \
             {\"contract\":\"a.yaml\",\"code\":\"x\",\"place\":\"/1\",\"count\":2},\n    \
             {\"contract\":\"b.yaml\",\"code\":\"x\",\"place\":\"/1\"}\n  ]\n}\n"
        );
        assert_eq!(Baseline::parse(&text), Ok(own));
        assert_eq!(Baseline::parse(&Baseline::default().to_text()), Ok(Baseline::default()));
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for (text, why) in [
            ("", "EOF"),
            ("{}", "does not begin with `lintBaseline`"),
            ("{\"lintBaseline\": \"2.0\"}", "its format is 2.0"),
            ("{\"lintBaseline\": \"1.0\"}", "`findings` is no list"),
            ("{\"lintBaseline\": \"1.0\", \"findings\": [{}]}", "finding 1 lacks"),
        ] {
            let error = Baseline::parse(text).expect_err("it is none");
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn a_known_finding_is_taken_out_as_often_as_it_is_known() {
        let mut found = vec!["a.yaml x /1", "a.yaml x /1", "a.yaml x /2"];
        let taken = baseline(&["a.yaml x /1"]).subtract(&mut found, |row| Some(known(row)));
        assert_eq!((taken, found), (1, vec!["a.yaml x /1", "a.yaml x /2"]));
    }

    #[test]
    fn an_update_merges_and_never_clobbers() {
        let text = "{\"lintBaseline\": \"1.0\", \"findings\": [\
             {\"contract\": \"a.yaml\", \"code\": \"x\", \"place\": \"/kept\", \"note\": \"ours\"},\
             {\"contract\": \"a.yaml\", \"code\": \"x\", \"place\": \"/gone\"},\
             {\"contract\": \"unseen.yaml\", \"code\": \"x\", \"place\": \"/1\"}]}";
        let mut own = Baseline::parse(text).expect("it is one");
        let judged = BTreeSet::from(["a.yaml".to_owned()]);
        let update = own.update(&baseline(&["a.yaml x /kept", "a.yaml x /new"]), &judged);
        assert_eq!(update, Update { added: 1, removed: 1 });
        let text = own.to_text();
        assert!(text.contains("\"note\":\"ours\"") && text.contains("unseen.yaml") && text.contains("/new"), "{text}");
        assert!(!text.contains("/gone"), "{text}");
    }
}
