//! `attestations`: what people answer for, where no tool can look. An attestation answers a rule's question about one
//! contract for as long as the contract says what it said then.

use crate::cx::Found;
use crate::rules;
use crate::{Evidence, Scene, Settings};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diagnostics::{Code, Diagnostic, FileId, codes};
use stipula_model::{Kind, NodeRef};
use stipula_source::{Node, Sources, digest};

/// One statement.
#[derive(Debug, Clone)]
pub struct Attestation {
    /// The id of the rule whose question it answers.
    pub rule: String,
    /// The path of the contract.
    pub contract: String,
    /// The digest of the contract that was looked at.
    pub digest: String,
    /// Who answers for it.
    pub by: String,
    /// Where it is written.
    pub at: NodeRef,
}

pub(super) fn read(sources: &Sources, files: &[FileId], faults: &mut Vec<Diagnostic>) -> Vec<Attestation> {
    let mut found = Vec::new();
    for file in files {
        let list = super::expect(sources, *file, "entries", "list of attestations", faults);
        let entries = list.into_iter().flat_map(|at| at.get(sources).items());
        found.extend(entries.filter_map(|entry| Attestation::of(NodeRef::new(*file, entry), entry)));
    }
    found
}

impl Attestation {
    /// An entry without all of its texts is none; its own schema says so.
    fn of(at: NodeRef, entry: Node<'_>) -> Option<Attestation> {
        let text = |key: &str| entry.get_str(key).map(str::to_owned);
        let (rule, contract) = (text("rule")?, text("contract")?);
        Some(Attestation { rule, contract, digest: text("digest")?, by: text("by")?, at })
    }

    /// The value of one of its keys.
    fn part(&self, sources: &Sources, key: &str) -> NodeRef {
        self.at.get(sources).get(key).map_or(self.at, |value| self.at.sibling(value))
    }
}

/// Takes out what is attested, says how to attest the rest of what can be, and says what is wrong with attestations: those
/// that are about nothing, and those that nothing needs.
pub(crate) fn attest(
    found: &mut Vec<Found>,
    scene: &Scene<'_>,
    settings: &Settings,
    evidence: &Evidence,
) -> (usize, Vec<Diagnostic>) {
    let before = found.len();
    let answerable: FxHashSet<&str> = answerable(scene);
    let mut digests = Digests { scene, known: FxHashMap::default() };
    let mut faults = Vec::new();
    for attestation in &evidence.attestations {
        match about(attestation, scene, &answerable) {
            Ok((rule, file)) => faults.extend(answer((rule, file), attestation, found, &mut digests, settings)),
            Err(fault) => faults.push(*fault),
        }
    }
    // Rules of users come after the built-in ones, and cannot be attested.
    let is_attestable = |rule: usize| rules::all().get(rule).is_some_and(|rule| rule.attestable);
    let is_open = |found: &&mut Found| is_attestable(found.rule) && scene.contract_in(found.finding.at.file).is_some();
    for found in found.iter_mut().filter(is_open) {
        let digest = digests.of(found.finding.at.file);
        let help = found.finding.help.take().map(|help| format!("{help}; or ")).unwrap_or_default();
        found.finding.help = Some(format!("{help}attest that it is right, for `digest: {digest}`").into());
    }
    (before - found.len(), faults)
}

/// Applies one attestation. Of an older version of the contract it answers nothing: the findings show it and stay.
fn answer(
    (rule, file): (usize, FileId),
    attestation: &Attestation,
    found: &mut Vec<Found>,
    digests: &mut Digests<'_>,
    settings: &Settings,
) -> Option<Diagnostic> {
    let is_own = |found: &Found| found.rule == rule && found.finding.at.file == file;
    let (scene, count) = (digests.scene, found.iter().filter(|found| is_own(found)).count());
    if digests.of(file) == attestation.digest {
        found.retain(|found| !is_own(found));
    } else {
        let at = attestation.part(scene.sources, "digest");
        let text = "an older version of this contract was attested";
        found.iter_mut().filter(|found| is_own(found)).for_each(|found| found.finding.labels.push((at, text.into())));
    }
    let is_asked = settings.is_on(rule) && scene.contract_in(file).is_some_and(|contract| contract.is_meant);
    (count == 0 && is_asked).then(|| {
        let Attestation { rule, contract, .. } = attestation;
        let message = format!("nothing needs this attestation of `{rule}` for {contract}");
        Diagnostic::new(codes::ATTESTATION_STALE, attestation.at.place(scene.sources), message).with_help("remove it")
    })
}

/// The rule and the contract that an attestation names.
fn about(
    attestation: &Attestation,
    scene: &Scene<'_>,
    answerable: &FxHashSet<&str>,
) -> Result<(usize, FileId), Box<Diagnostic>> {
    let fault = |key: &str, message: String| -> Box<Diagnostic> {
        let code: Code = codes::ATTESTATION_UNKNOWN;
        Box::new(Diagnostic::new(code, attestation.part(scene.sources, key).place(scene.sources), message))
    };
    let Attestation { rule: id, contract, by, .. } = attestation;
    let rule = rules::position(id).ok_or_else(|| fault("rule", format!("no rule is called `{id}`")))?;
    if !rules::all()[rule].attestable {
        return Err(fault("rule", format!("`{id}` cannot be attested: it sees all that it asks for")));
    }
    let file = scene.contract_at(contract).map(|view| view.contract.file);
    let file = file.ok_or_else(|| fault("contract", format!("there is no contract `{contract}`")))?;
    if !answerable.is_empty() && !answerable.contains(by.as_str()) {
        return Err(fault("by", format!("`{by}` is no team and no reviewer in owners.yaml")));
    }
    Ok((rule, file))
}

/// Everybody whom `owners.yaml` names as a team or a reviewer.
fn answerable<'m>(scene: &Scene<'m>) -> FxHashSet<&'m str> {
    let mut names = FxHashSet::default();
    for (_, root, _) in scene.documents(Kind::Owners) {
        let teams: Vec<(&str, Node<'m>)> = root.get("teams").into_iter().flat_map(Node::members).collect();
        names.extend(teams.iter().map(|(name, _)| *name));
        let entries = root.get("contracts").into_iter().flat_map(Node::items);
        let all = teams.into_iter().map(|(_, team)| team).chain(entries);
        names.extend(all.filter_map(|node| node.get("reviewers")).flat_map(Node::items).filter_map(Node::as_str));
    }
    names
}

/// The digests of contracts, each taken once.
struct Digests<'s> {
    scene: &'s Scene<'s>,
    known: FxHashMap<FileId, String>,
}

impl Digests<'_> {
    fn of(&mut self, file: FileId) -> &str {
        let root = self.scene.sources.file(file).tree().root();
        self.known.entry(file).or_insert_with(|| root.map(digest).unwrap_or_default())
    }
}
