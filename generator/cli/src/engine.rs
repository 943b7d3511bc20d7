//! The one place where contracts are loaded and judged.

mod yaml;

use crate::{
    args::BundleFormat,
    comparison::Verdicts,
    config::Config,
    inputs::{InputFolder, InputSet, Inputs, Located, Payloads},
};
use anyhow::{Context, Result, bail};
use std::{collections::BTreeSet, path::PathBuf};
use stipula_diagnostics::{Diagnostic, FileId, Place, Severity, codes};
use stipula_diff::Version;
use stipula_model::{Kind, Model, Mount, NodeRef, Roots, SchemaId, Surface};
use stipula_report::Silenced;
use stipula_source::{RootId, Sources};
use stipula_validate::{Formats, payload_failures};

/// What judging came to.
pub struct Outcome {
    /// Every file that was read, so that findings can be shown.
    pub sources: Sources,
    /// The findings, at their default severities, in any order.
    pub findings: Vec<Diagnostic>,
    /// How many files were judged.
    pub files: usize,
    /// How they compare with the versions before them, where that was asked.
    pub(crate) compared: Option<Verdicts>,
    /// What is not reported.
    pub(crate) silenced: Silenced,
    /// The ids of the rules that were applied.
    pub(crate) rules: BTreeSet<String>,
    /// The contracts that were judged.
    pub(crate) judged: Vec<FileId>,
    /// The folder of the repository, if it is one on disk.
    pub(crate) folder: Option<PathBuf>,
}

impl Outcome {
    /// Findings, and nothing else.
    pub(crate) fn of(sources: Sources, findings: Vec<Diagnostic>, files: usize) -> Outcome {
        let (silenced, rules, judged) = (Silenced::default(), BTreeSet::new(), Vec::new());
        Outcome { sources, findings, files, compared: None, silenced, rules, judged, folder: None }
    }
}

/// A contract as one file.
pub struct Bundled {
    /// The text; `None` when the contract has errors.
    pub text: Option<String>,
    /// What was found on the way.
    pub outcome: Outcome,
}

/// Judges contracts with their fixtures and scenarios.
///
/// # Errors
/// When a file that was listed cannot be read.
pub fn judge(inputs: Inputs, config: &Config) -> Result<Outcome> {
    let Inputs { mut sources, sets } = inputs;
    let mut findings = Vec::new();
    for set in &sets {
        findings.extend(judge_set(&mut sources, set, config)?.findings);
    }
    let files = sources.files().len();
    Ok(Outcome::of(sources, findings, files))
}

/// Judges one set.
pub(crate) fn judge_set(sources: &mut Sources, set: &InputSet, config: &Config) -> Result<Judged> {
    let mut judged = Judged::of(sources, set, config)?;
    let unrecognised = judged.unrecognised(sources, set);
    judged.findings.extend(unrecognised);
    Ok(judged)
}

/// Judges the contracts of a set alone. Of fixtures and scenarios only the lists are read: rules ask what there is, and
/// whether payloads fit is for `check` to say.
pub(crate) fn judge_contracts(sources: &mut Sources, set: &InputSet, config: &Config) -> Result<Judged> {
    let mut set = set.clone();
    for folder in set.fixtures.iter_mut().chain(&mut set.scenarios) {
        folder.files.retain(|path| ["fixtures.yaml", "scenario.yaml"].iter().any(|name| path.ends_with(name)));
    }
    let mut judged = Judged::loaded(sources, &set, config)?;
    judged.findings.extend(stipula_validate::validate_contracts(&judged.model, sources, &judged.roots));
    let unrecognised = judged.unrecognised(sources, &set);
    judged.findings.extend(unrecognised);
    Ok(judged)
}

/// Judges payloads against one schema.
///
/// # Errors
/// When a file cannot be read or the schema is not there.
pub fn judge_payloads(payloads: Payloads, config: &Config) -> Result<Outcome> {
    let Payloads { inputs: Inputs { mut sources, sets }, schema, payloads, fragment } = payloads;
    let mut findings = Vec::new();
    for located in std::iter::once(&schema).chain(&payloads) {
        findings.extend(sources.load(sets[located.set].root, std::slice::from_ref(&located.path))?);
    }
    let judged = Judged::of(&mut sources, &sets[schema.set], config)?;
    // What is wrong with a schema's own examples is not asked here.
    let broken = judged.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    findings.extend(broken.filter(|finding| !finding.code.id().starts_with("example")));
    let file = sources.find(sets[schema.set].root, &schema.path);
    let at = file.and_then(|file| Some(NodeRef::new(file, sources.file(file).tree().root()?)));
    if let Some(id) = at.and_then(|at| schema_at(&judged.model, &sources, &judged.roots, at, &fragment)) {
        for located in &payloads {
            findings.extend(judge_payload(&judged.model, &sources, &judged.roots, id, (located, &sets)));
        }
    } else if findings.is_empty() {
        bail!("there is no schema at `{}#{fragment}`", schema.path);
    }
    Ok(Outcome::of(sources, findings, payloads.len()))
}

/// Writes the one contract of `inputs` and all that it refers to as one text.
///
/// # Errors
/// When a file cannot be read or is no contract.
pub fn bundle(inputs: Inputs, config: &Config, format: BundleFormat) -> Result<Bundled> {
    let Inputs { mut sources, sets } = inputs;
    let set = sets.first().context("nothing was named")?;
    let path = &set.files.first().context("nothing was named")?.path;
    let judged = Judged::of(&mut sources, set, config)?;
    let file = sources.find(set.root, path);
    let contract = file.and_then(|file| judged.model.contract_in(file));
    let has_errors = judged.findings.iter().any(|finding| finding.severity == Severity::Error);
    let mut findings = judged.findings;
    let text = match contract {
        Some(contract) if !has_errors => {
            let (value, refused) = stipula_model::bundle(&judged.model, &sources, &judged.roots, contract);
            let is_whole = refused.is_empty();
            findings.extend(refused);
            is_whole.then_some(match format {
                BundleFormat::Json => format!("{value:#}\n"),
                BundleFormat::Yaml => yaml::to_string(&value)?,
            })
        }
        None if !has_errors => bail!("{path} is no contract: name an OpenAPI, AsyncAPI or JSON Schema file"),
        _ => None,
    };
    let files = sources.files().len();
    Ok(Bundled { text, outcome: Outcome::of(sources, findings, files) })
}

/// One set of inputs, loaded and judged.
pub(crate) struct Judged {
    pub(crate) model: Model,
    pub(crate) roots: Roots,
    pub(crate) findings: Vec<Diagnostic>,
    /// The ids of the rules, where they were applied.
    pub(crate) rules: Option<BTreeSet<String>>,
}

impl Judged {
    fn of(sources: &mut Sources, set: &InputSet, config: &Config) -> Result<Judged> {
        let mut loaded = Self::loaded(sources, set, config)?;
        loaded.findings.extend(stipula_validate::validate(&loaded.model, sources, &loaded.roots));
        Ok(loaded)
    }

    /// Loaded and not judged: the findings are those of reading and of references.
    pub(crate) fn loaded(sources: &mut Sources, set: &InputSet, config: &Config) -> Result<Judged> {
        let mut roots = roots_of(set);
        let paths: Vec<String> = set.files.iter().map(|file| file.path.clone()).collect();
        let mut findings = sources.load(set.root, &paths)?;
        for InputFolder { root, files, .. } in set.fixtures.iter().chain(&set.scenarios) {
            findings.extend(sources.load(*root, files)?);
        }
        findings.extend(stipula_model::load(sources, &mut roots)?);
        let (mut model, found) = Model::build(sources, &roots);
        findings.extend(found);
        for contract in &mut model.contracts {
            let declared = contract.at.get(sources).get("x-surface").is_some();
            let path = roots.path_of(sources, contract.file);
            if let Some(name) = config.surface_of(&path).filter(|_| !declared) {
                contract.surface = Surface::find(name.name());
            }
        }
        Ok(Judged { model, roots, findings, rules: None })
    }

    /// The version for comparisons.
    pub(crate) fn version<'a>(&'a self, sources: &'a Sources) -> Version<'a> {
        Version { sources, roots: &self.roots, model: &self.model }
    }

    /// Files that were named one by one and are no contracts. In a folder such files are passed over.
    fn unrecognised(&self, sources: &Sources, set: &InputSet) -> Vec<Diagnostic> {
        let named = set.files.iter().filter(|file| file.named).filter_map(|file| sources.find(set.root, &file.path));
        let found = named.filter_map(|file| {
            let (at, _) = self.model.documents.iter().find(|(at, kind)| at.file == file && *kind == Kind::Other)?;
            let message = "this file is no contract that Stipula knows";
            let help = "a contract begins with `openapi`, `asyncapi` or `$schema`; a standalone schema may also be named *.schema.json";
            Some(Diagnostic::new(codes::CONTRACT_UNRECOGNISED, at.place(sources), message).with_help(help))
        });
        found.collect()
    }
}

fn roots_of(set: &InputSet) -> Roots {
    let folders = set.fixtures.iter().chain(&set.scenarios).map(|folder| (&folder.prefix, folder.root));
    let mounts = set.mounts.iter().map(|mount| (&mount.prefix, mount.root)).chain(folders);
    let is_other = |root: RootId| root != set.root;
    Roots {
        main: set.root,
        mounts: mounts
            .filter(|(_, root)| is_other(*root))
            .map(|(prefix, root)| Mount { prefix: prefix.clone(), root })
            .collect(),
        base_uri: set.base_uri.clone(),
    }
}

/// The schema that a fragment names in a document: a pointer, an anchor, or the root.
fn schema_at(model: &Model, sources: &Sources, roots: &Roots, root: NodeRef, fragment: &str) -> Option<SchemaId> {
    let resource = model.schemas.resource_at(root)?;
    let target = model.resolve(sources, roots, resource, &format!("#{fragment}"))?;
    model.schemas.at(target)
}

fn judge_payload(
    model: &Model,
    sources: &Sources,
    roots: &Roots,
    schema: SchemaId,
    (located, sets): (&Located, &[InputSet]),
) -> Vec<Diagnostic> {
    let Some(file) = sources.find(sets[located.set].root, &located.path) else { return Vec::new() };
    let Some(root) = sources.file(file).tree().root() else { return Vec::new() };
    let failures = payload_failures(model, sources, roots, (schema, NodeRef::new(file, root)), Formats::Assert);
    let schema_place = model.schemas.get(schema).at.place(sources);
    let finding = |failure: stipula_validate::Failure| {
        let node = failure.node(root);
        let place = Place { file, span: node.headline(), pointer: node.pointer() };
        let message = format!("the payload does not fit its schema: {}", failure.message);
        let finding =
            Diagnostic::new(codes::PAYLOAD_INVALID, place, message).with_label(schema_place.clone(), "its schema");
        match failure.help {
            Some(help) => finding.with_help(help),
            None => finding,
        }
    };
    failures.into_iter().map(finding).collect()
}
