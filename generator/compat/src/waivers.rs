//! Waivers: exceptions, each for one finding, with a reason, an approver and an end.
//!
//! The waivers of the baseline are in force, because a change cannot approve itself. What only the working tree has is
//! listed as proposed. A waiver that has expired or that no finding needs is reported as long as the working tree still
//! has it: whoever removes it has done what there was to do.

use crate::{Date, Finding};
use rustc_hash::FxHashSet;
use stipula_diagnostics::{Code, Diagnostic, codes};
use stipula_diff::{Kind, Version};
use stipula_model::{Kind as Document, NodeRef};
use stipula_source::{Node, Sources};

/// One exception.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// What it is about.
    pub key: Key,
    /// Why the break is acceptable.
    pub reason: String,
    /// Who agreed.
    pub approver: String,
    /// The last day on which it holds.
    pub expires: Date,
    /// Where it is written.
    pub at: NodeRef,
}

/// What a waiver excepts from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A verdict about a kind of change.
    Change(Kind),
    /// A lint rule.
    Rule(String),
}

impl Subject {
    /// The id of the kind or rule.
    pub fn id(&self) -> &str {
        match self {
            Subject::Change(kind) => kind.id(),
            Subject::Rule(id) => id,
        }
    }
}

/// A finding of a lint rule, as far as waivers need to know it.
#[derive(Debug, Clone)]
pub struct RuleFinding {
    /// The id of the rule.
    pub rule: String,
    /// The path of the contract.
    pub contract: String,
    /// The place in it, as a JSON Pointer.
    pub pointer: String,
    /// The fingerprint of the finding.
    pub fingerprint: String,
    /// True once a waiver in force is about it.
    pub is_waived: bool,
}

/// What a waiver is about: one finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// What it excepts from.
    pub subject: Subject,
    /// The path of the contract.
    pub contract: String,
    /// The place in it, as a JSON Pointer.
    pub pointer: String,
    /// The fingerprint of the finding.
    pub fingerprint: String,
}

impl Key {
    fn names(&self, finding: &Finding) -> bool {
        self.subject == Subject::Change(finding.change.kind)
            && self.contract == finding.contract
            && self.fingerprint == finding.fingerprint
            && (self.pointer == finding.new.pointer || self.pointer == finding.old.pointer)
    }

    fn names_rule(&self, finding: &RuleFinding) -> bool {
        self.is_at(&finding.rule, &finding.contract, &finding.pointer) && self.fingerprint == finding.fingerprint
    }

    fn is_at(&self, rule: &str, contract: &str, pointer: &str) -> bool {
        matches!(&self.subject, Subject::Rule(own) if own == rule)
            && self.contract == contract
            && self.pointer == pointer
    }
}

/// The waivers of a comparison.
#[derive(Debug, Default)]
pub struct Waivers {
    in_force: Vec<Waiver>,
    working: Vec<Waiver>,
    faults: Vec<Diagnostic>,
}

impl Waivers {
    /// Reads the waivers of the working tree and those of the version whose waivers govern: the baseline, or the working
    /// tree itself where the user says so. Without one nothing is in force. `is_rule` knows the ids of lint rules.
    pub fn read(working: Version<'_>, governing: Option<Version<'_>>, is_rule: &dyn Fn(&str) -> bool) -> Waivers {
        let (own, faults) = list(working, is_rule);
        let in_force = governing.map(|version| list(version, is_rule).0).unwrap_or_default();
        Waivers { in_force, working: own, faults }
    }

    /// True if there is a waiver of a rule at this place, whatever its fingerprint: then the finding's is needed.
    pub fn mention(&self, rule: &str, contract: &str, pointer: &str) -> bool {
        self.in_force.iter().any(|waiver| waiver.key.is_at(rule, contract, pointer))
    }

    /// Marks the findings that are waived on a day, and says what is wrong with the waivers. Findings of a kind that was
    /// not looked for are `None`, and waivers of that kind are not judged. `whole` says that all contracts were looked at:
    /// only then a waiver that no finding needs is known to be stale.
    ///
    /// Without a day nothing is waived: an exception that may be over is none.
    pub fn apply(
        &self,
        findings: Option<&mut [Finding]>,
        rules: Option<&mut [RuleFinding]>,
        (sources, today, whole): (&Sources, Option<Date>, bool),
    ) -> Vec<Diagnostic> {
        let mut needed: FxHashSet<&Key> = FxHashSet::default();
        let looked_for = (findings.is_some(), rules.is_some());
        let was_looked_for = |waiver: &&Waiver| match waiver.key.subject {
            Subject::Change(_) => looked_for.0,
            Subject::Rule(_) => looked_for.1,
        };
        for finding in rules.into_iter().flatten() {
            let Some(waiver) = self.in_force.iter().find(|waiver| waiver.key.names_rule(finding)) else { continue };
            needed.insert(&waiver.key);
            finding.is_waived = today.is_some_and(|today| today <= waiver.expires);
        }
        for finding in findings.into_iter().flatten().filter(|finding| finding.level.fails()) {
            let Some(waiver) = self.in_force.iter().find(|waiver| waiver.key.names(finding)) else { continue };
            needed.insert(&waiver.key);
            if today.is_some_and(|today| today <= waiver.expires) {
                let Waiver { reason, approver, expires, .. } = waiver;
                finding.waived = Some(format!("{reason} (approved by {approver}, until {expires})"));
            }
        }
        let mut faults = self.faults.clone();
        for waiver in self.working.iter().filter(was_looked_for) {
            match self.in_force.iter().find(|other| other.key == waiver.key) {
                None => faults.push(proposed(waiver, sources)),
                Some(_) if today.is_some_and(|today| waiver.expires < today) => faults.push(expired(waiver, sources)),
                Some(_) if whole && !needed.contains(&waiver.key) => faults.push(stale(waiver, sources)),
                Some(_) => {}
            }
        }
        faults
    }
}

/// The waivers of a version that make sense, and what is wrong with the others.
fn list(version: Version<'_>, is_rule: &dyn Fn(&str) -> bool) -> (Vec<Waiver>, Vec<Diagnostic>) {
    let approvers = approvers(version);
    let (mut waivers, mut faults) = (Vec::new(), Vec::new());
    for at in version.model.documents_of(Document::Waivers) {
        for node in at.get(version.sources).get("entries").into_iter().flat_map(Node::items) {
            match waiver(at.sibling(node), version.sources, &approvers, is_rule) {
                Ok(waiver) => waivers.push(waiver),
                Err(fault) => faults.push(*fault),
            }
        }
    }
    (waivers, faults)
}

fn waiver(
    at: NodeRef,
    sources: &Sources,
    approvers: &FxHashSet<&str>,
    is_rule: &dyn Fn(&str) -> bool,
) -> Result<Waiver, Box<Diagnostic>> {
    let node = at.get(sources);
    let fault = |code: Code, key: &str, message: String| {
        let place = node.get(key).map_or(at, |value| at.sibling(value)).place(sources);
        Box::new(Diagnostic::new(code, place, message))
    };
    let text = |key: &str| {
        let missing = || fault(codes::CONTRACT_INVALID, key, format!("a waiver without a text under `{key}` is none"));
        node.get_str(key).filter(|text| !text.is_empty() || key == "pointer").ok_or_else(missing)
    };
    let subject = match node.get_str("rule") {
        Some(rule) if is_rule(rule) => Subject::Rule(rule.to_owned()),
        Some(rule) => return Err(fault(codes::WAIVER_UNKNOWN, "rule", format!("no rule is called `{rule}`"))),
        None => {
            let change = text("change")?;
            let unknown = || fault(codes::WAIVER_UNKNOWN, "change", format!("no kind of change is called `{change}`"));
            Subject::Change(Kind::find(change).ok_or_else(unknown)?)
        }
    };
    let approver = text("approver")?;
    if !approvers.contains(approver) {
        let message = format!("`{approver}` is no reviewer in owners.yaml");
        return Err(fault(codes::WAIVER_APPROVER_UNKNOWN, "approver", message));
    }
    let day = text("expires")?;
    let no_day = || fault(codes::CONTRACT_INVALID, "expires", format!("`{day}` is no day: write it as 2026-12-31"));
    let key = Key {
        subject,
        contract: text("contract")?.to_owned(),
        pointer: text("pointer")?.to_owned(),
        fingerprint: text("fingerprint")?.to_owned(),
    };
    let expires = Date::parse(day).ok_or_else(no_day)?;
    Ok(Waiver { key, reason: text("reason")?.to_owned(), approver: approver.to_owned(), expires, at })
}

/// Everybody whom `owners.yaml` names as a reviewer, of a team or of a contract.
fn approvers(version: Version<'_>) -> FxHashSet<&str> {
    let mut names = FxHashSet::default();
    for at in version.model.documents_of(Document::Owners) {
        let root = at.get(version.sources);
        let teams = root.get("teams").into_iter().flat_map(Node::members).map(|(_, team)| team);
        let entries = root.get("contracts").into_iter().flat_map(Node::items);
        let reviewers = teams.chain(entries).filter_map(|node| node.get("reviewers"));
        names.extend(reviewers.flat_map(Node::items).filter_map(Node::as_str));
    }
    names
}

fn proposed(waiver: &Waiver, sources: &Sources) -> Diagnostic {
    let message =
        format!("this waiver of `{}` is proposed and not in force: the baseline lacks it", waiver.key.subject.id());
    Diagnostic::new(codes::WAIVER_PROPOSED, waiver.at.place(sources), message)
        .with_help("have it approved where the baseline is taken from, or say `--allow-own-waivers`")
}

fn expired(waiver: &Waiver, sources: &Sources) -> Diagnostic {
    let place = waiver.at.get(sources).get("expires").map_or(waiver.at, |value| waiver.at.sibling(value));
    let message = format!("this waiver of `{}` ended on {}", waiver.key.subject.id(), waiver.expires);
    Diagnostic::new(codes::WAIVER_EXPIRED, place.place(sources), message)
        .with_help("remove it, and undo the change that it waived or ask for another end")
}

fn stale(waiver: &Waiver, sources: &Sources) -> Diagnostic {
    let Key { subject, contract, pointer, .. } = &waiver.key;
    let change = subject.id();
    let place = waiver.at.get(sources).get("fingerprint").map_or(waiver.at, |value| waiver.at.sibling(value));
    let message = format!("no finding needs this waiver of `{change}` at \"{pointer}\" in {contract}");
    Diagnostic::new(codes::WAIVER_STALE, place.place(sources), message)
        .with_help("remove it; if the finding is still there with another fingerprint, look at it again first")
}

#[cfg(test)]
mod tests;
