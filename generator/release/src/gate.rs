//! One judgement against several baselines: the latest release and, where a policy is transitive, those before it.

use crate::bump::{Bump, reached, required};
use crate::{Document, Lock, Versions};
use std::collections::{BTreeMap, BTreeSet};
use stipula_compat::{Date, Finding, Policies, Question, judge_diff};
use stipula_diff::Version;
use stipula_model::Surface;

/// A version to compare with.
#[derive(Clone)]
pub struct Baseline<'a> {
    /// What was loaded of it.
    pub version: Version<'a>,
    /// The contracts that it counts for; `None` for all. Older releases count for those whose policy is transitive.
    pub counts_for: Option<BTreeSet<String>>,
}

/// What all comparisons came to.
#[derive(Debug, Default)]
pub struct Judgement {
    /// The findings: those against the first baseline, then what only the others show. A difference that several
    /// baselines show is there once.
    pub findings: Vec<Finding>,
    /// The number of the baseline that each finding is against.
    pub against: Vec<usize>,
    /// The step since the first baseline that each contract needs, by path.
    pub bumps: BTreeMap<String, Bump>,
}

/// Judges the working version against each baseline.
pub fn judge(baselines: &[Baseline<'_>], new: Version<'_>, policies: &Policies, today: Option<Date>) -> Judgement {
    let mut judgement = Judgement::default();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (number, baseline) in baselines.iter().enumerate() {
        let question = Question { old: baseline.version, new, policies, today };
        let diff = stipula_diff::diff(question.old, question.new);
        let report = judge_diff(&question, &diff);
        if number == 0 {
            judgement.bumps = required(&report.findings, &diff, new);
        }
        for finding in report.findings {
            let counts = baseline.counts_for.as_ref().is_none_or(|contracts| {
                let reached = reached(&finding, &diff, new);
                contracts.contains(&finding.contract) || reached.iter().any(|(path, _)| contracts.contains(path))
            });
            let is_new = number == 0 || finding.level.fails() && known.insert(finding.fingerprint.clone());
            if number == 0 {
                known.insert(finding.fingerprint.clone());
            }
            if counts && is_new {
                judgement.findings.push(finding);
                judgement.against.push(number);
            }
        }
    }
    judgement
}

impl Lock {
    /// The releases before the last one that must still hold, newest first, each with the contracts that it counts for:
    /// those whose policy is transitive and whose version then is of a supported major version, unless a later release
    /// holds the same version of them and of all that they lead to.
    pub fn older(&self, policies: &Policies, documents: &BTreeMap<String, Document>) -> Vec<(usize, BTreeSet<String>)> {
        let mut seen: BTreeSet<(String, Versions)> = BTreeSet::new();
        let mut older = Vec::new();
        for number in (0..self.releases.len()).rev() {
            let versions = self.versions(number);
            let mut counts_for = BTreeSet::new();
            for (path, version) in &versions {
                let policy = policies.governing(path, Surface::of_path(path));
                let holds = number + 1 == self.releases.len() || policy.transitive && policy.supports(version.major);
                if holds && seen.insert((path.clone(), of_all(path, &versions, documents))) {
                    counts_for.insert(path.clone());
                }
            }
            if number + 1 < self.releases.len() && !counts_for.is_empty() {
                older.push((number, counts_for));
            }
        }
        older
    }
}

/// The versions of a document and of what it leads to today.
fn of_all(path: &str, versions: &Versions, documents: &BTreeMap<String, Document>) -> Versions {
    let own = BTreeSet::from([path.to_owned()]);
    let reached = documents.get(path).map_or(&own, |document| &document.reaches);
    reached.iter().filter_map(|path| Some((path.clone(), versions.get(path)?.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use crate::Lock;
    use std::collections::BTreeMap;
    use stipula_compat::Policies;

    /// Three releases: a snapshot with two versions, a response that changed with each.
    const LOCK: &str = r#"{
        "lock": "1.0",
        "releases": [
            {"versions": {"snapshots/s.json": "1.0.0", "http/r.json": "1.0.0"}},
            {"versions": {"http/r.json": "1.1.0"}},
            {"versions": {"snapshots/s.json": "1.1.0", "http/r.json": "1.2.0"}}
        ],
        "files": {
            "snapshots/s/1.0.0/s.json": "a", "snapshots/s/1.1.0/s.json": "b",
            "http/r/1.0.0/r.json": "a", "http/r/1.1.0/r.json": "b", "http/r/1.2.0/r.json": "c"
        }
    }"#;

    #[test]
    fn older_releases_count_where_the_policy_is_transitive() {
        let lock = Lock::parse(LOCK.as_bytes().to_vec()).expect("a lock");
        let older = lock.older(&Policies::default(), &BTreeMap::new());
        let shown: Vec<String> = older.iter().map(|(n, contracts)| format!("{n} {contracts:?}")).collect();
        assert_eq!(shown, [r#"1 {"snapshots/s.json"}"#], "the first release holds nothing that the second does not");
    }
}
