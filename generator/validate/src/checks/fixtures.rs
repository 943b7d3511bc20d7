//! Payload fixtures: `fixtures.yaml` lists payloads that a contract accepts, and payloads that it rejects
//! with the reason (Schema-first contracts §31).

use crate::Context;
use crate::validator::Failure;
use crate::values::{Question, failures};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;
use stipula_diagnostics::{Diagnostic, FileId, Place, Span, codes};
use stipula_model::{Kind, NodeRef, Role, SchemaId};
use stipula_source::{Node, Sources};

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let manifests: Vec<Manifest<'_>> = context
        .model
        .documents_of(Kind::Fixtures)
        .map(|at| Manifest { context, at, root: at.get(context.sources) })
        .collect();
    let mut findings = Vec::new();
    let mut asked: Vec<(Asked, &Manifest<'_>)> = Vec::new();
    for manifest in &manifests {
        findings.extend(manifest.unlisted());
        match manifest.schema() {
            Ok(schema) => asked.extend(manifest.ask(schema, &mut findings).into_iter().map(|asked| (asked, manifest))),
            Err(finding) => findings.extend(finding.map(|finding| *finding)),
        }
    }
    let questions: Vec<Question> = asked.iter().map(|(asked, _)| asked.question).collect();
    let answers: FxHashMap<Question, Vec<Failure>> = failures(context, &questions).into_iter().collect();
    for (asked, manifest) in &asked {
        let failures = answers.get(&asked.question).map(Vec::as_slice).unwrap_or_default();
        match asked.reason {
            None => findings.extend(manifest.invalid(&asked.question, failures)),
            Some(reason) => findings.extend(manifest.rejected(reason, failures)),
        }
    }
    findings
}

/// A payload and, for one that must be rejected, the entry that says why.
struct Asked {
    question: Question,
    reason: Option<NodeRef>,
}

struct Manifest<'a> {
    context: &'a Context<'a>,
    at: NodeRef,
    root: Node<'a>,
}

impl<'a> Manifest<'a> {
    fn place(&self, node: Node<'_>) -> Place {
        self.at.sibling(node).place(self.context.sources)
    }

    fn file_beside(&self, name: &str) -> Option<FileId> {
        file_beside(self.context.sources, self.at.file, name)
    }

    /// The schema that `contract` names: a file below the main root, with a JSON Pointer where it has one.
    /// Without a name there is nothing to find, and the manifest's own schema says so.
    fn schema(&self) -> Result<SchemaId, Option<Box<Diagnostic>>> {
        let value = self.root.get("contract").ok_or(None)?;
        let name = value.as_str().ok_or(None)?;
        find_schema(self.context, name).ok_or_else(|| {
            let message = format!("there is no schema `{name}` below the contracts");
            Some(Box::new(Diagnostic::new(codes::REF_UNRESOLVED, self.place(value), message)))
        })
    }

    fn listed(&self) -> Vec<(Node<'a>, Option<Node<'a>>)> {
        let valid = self.root.get("valid").into_iter().flat_map(Node::items).map(|name| (name, None));
        let invalid = self.root.get("invalid").into_iter().flat_map(Node::entries);
        valid.chain(invalid.map(|(name, reason)| (name, Some(reason)))).collect()
    }

    fn ask(&self, schema: SchemaId, findings: &mut Vec<Diagnostic>) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (name, reason) in self.listed() {
            let text = name.as_str().unwrap_or_default();
            let Some(file) = self.file_beside(text) else {
                let place = Place { file: self.at.file, span: name.span(), pointer: name.pointer() };
                findings.push(Diagnostic::new(
                    codes::FIXTURE_UNLISTED,
                    place,
                    format!("there is no file {text} beside this manifest"),
                ));
                continue;
            };
            // A file that could not be read has findings of its own.
            let Some(root) = self.context.sources.file(file).tree().root() else { continue };
            let question = Question { schema, role: Role::Any, value: NodeRef::new(file, root) };
            asked.push(Asked { question, reason: reason.map(|reason| self.at.sibling(reason)) });
        }
        asked
    }

    /// Files beside the manifest that it does not name.
    fn unlisted(&self) -> Vec<Diagnostic> {
        let own = self.context.sources.file(self.at.file);
        let folder = folder_of(own.path());
        let listed: FxHashSet<&str> = self.listed().into_iter().filter_map(|(name, _)| name.as_str()).collect();
        let beside = self
            .context
            .sources
            .files()
            .iter()
            .filter(|file| file.root() == own.root() && file.id() != own.id() && folder_of(file.path()) == folder);
        let unlisted = beside.filter(|file| {
            let name = file.path().rsplit('/').next().unwrap_or_default();
            Path::new(name).extension().is_some_and(|extension| extension == "json") && !listed.contains(name)
        });
        unlisted
            .map(|file| {
                let first = file.text().char_indices().nth(1).map_or(file.text().len(), |(at, _)| at);
                let place = Place::bare(file.id(), Span::new(0, u32::try_from(first).unwrap_or(0)));
                let message = "the manifest beside this payload does not name it";
                Diagnostic::new(codes::FIXTURE_UNLISTED, place, message)
                    .with_help("list it under `valid` or `invalid` of fixtures.yaml")
            })
            .collect()
    }

    fn invalid(&self, question: &Question, failures: &[Failure]) -> Vec<Diagnostic> {
        let value = question.value.get(self.context.sources);
        let finding = |failure: &Failure| {
            let node = failure.node(value);
            let place = Place { file: question.value.file, span: node.headline(), pointer: node.pointer() };
            let message = format!("the contract rejects this payload, which is listed as valid: {}", failure.message);
            Diagnostic::new(codes::FIXTURE_INVALID, place, message)
        };
        failures.iter().map(finding).collect()
    }

    fn rejected(&self, reason: NodeRef, failures: &[Failure]) -> Option<Diagnostic> {
        let node = reason.get(self.context.sources);
        let name = node.key().and_then(Node::as_str).unwrap_or_default();
        if failures.is_empty() {
            let message = format!("the contract accepts {name}, which is listed as invalid");
            return Some(Diagnostic::new(codes::FIXTURE_ACCEPTED, self.place(node), message));
        }
        let keyword = node.get_str("keyword").unwrap_or_default();
        let at = node.get_str("at").unwrap_or_default();
        let names = node.get_str("names").unwrap_or_default();
        if failures.iter().any(|f| f.keyword == keyword && f.pointer == at && f.message.contains(names)) {
            return None;
        }
        let found: Vec<String> =
            failures.iter().take(3).map(|f| format!("`{}` at \"{}\" ({})", f.keyword, f.pointer, f.message)).collect();
        let message = format!("{name} is rejected by {} and not by `{keyword}` at \"{at}\"", found.join(", "));
        Some(Diagnostic::new(codes::FIXTURE_WRONG_REASON, self.place(node), message))
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The loaded file of this name in the folder of another.
pub(super) fn file_beside(sources: &Sources, file: FileId, name: &str) -> Option<FileId> {
    let own = sources.file(file);
    let folder = folder_of(own.path());
    let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    sources.find(own.root(), &path)
}

/// The schema that `path` or `path#/pointer` names below the main root.
pub(super) fn find_schema(context: &Context<'_>, name: &str) -> Option<SchemaId> {
    let (path, pointer) = name.split_once('#').unwrap_or((name, ""));
    let file = context.sources.find(context.main_root(), path)?;
    let root = context.sources.file(file).tree().root()?;
    let node = root.at_pointer(pointer)?;
    context.model.schemas.at(NodeRef::new(file, node))
}
