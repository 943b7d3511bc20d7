//! Payloads that stay readable for ever: kept with the version that they were valid for, and replayed against every
//! later one (Schema-first contracts §25 and §31.4).

use crate::layout::payload_path;
use crate::verify::{fact, value_at};
use crate::{Document, Lock, digest};
use std::collections::{BTreeMap, BTreeSet};
use stipula_compat::{
    Effect, Evidence, Finding, Identity, Level, Policies, Shown, SurfaceVerdict, Verdict, change, fingerprint,
};
use stipula_diagnostics::FileId;
use stipula_diff::{Carrier, Kind, Version};
use stipula_model::{Kind as Form, NodeRef, SchemaId, Surface};
use stipula_source::{Node, RootId};
use stipula_validate::{Failure, Formats, payloads_failures};

/// A payload to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it will lie below `released/`.
    pub path: String,
    /// Its schema, as `path#/pointer`.
    pub schema: String,
    /// The digest of what it says.
    pub digest: String,
    /// The file that it is copied from.
    pub file: FileId,
}

/// The valid payloads of the working version's fixtures that no release has kept yet. A payload that is there already, by
/// its digest, is not kept twice. `locked` is the lock after the release: a document that is not what it says, because it
/// was not chosen, has no payloads to keep.
pub fn kept(working: Version<'_>, documents: &BTreeMap<String, Document>, locked: &Lock) -> Vec<Kept> {
    let versions = locked.latest();
    let entry = |(path, schema): (&String, &String)| Some((schema.clone(), locked.files.get(path)?.clone()));
    let known: BTreeSet<(String, String)> = locked.payloads.iter().filter_map(entry).collect();
    let is_released = |path: &str, version| {
        let own = documents.get(path).map(|document| document.digest.as_str());
        own.is_some() && locked.digest(path, version) == own
    };
    let mut found = Vec::new();
    for at in working.model.documents_of(Form::Fixtures) {
        let root = at.get(working.sources);
        let Some(schema) = root.get_str("contract") else { continue };
        let document = schema.split('#').next().unwrap_or_default();
        let Some(version) = versions.get(document).filter(|version| is_released(document, version)) else { continue };
        for name in root.get("valid").into_iter().flat_map(Node::items).filter_map(Node::as_str) {
            let Some((file, node)) = beside(working, at.file, name) else { continue };
            let digest = digest(node);
            let path = payload_path(document, version, name, &digest);
            found.push(Kept { path, schema: schema.to_owned(), digest, file });
        }
    }
    found.sort_by(|a, b| (&a.path, &a.schema).cmp(&(&b.path, &b.schema)));
    found.dedup_by(|a, b| a.path == b.path);
    found.retain(|kept| !known.contains(&(kept.schema.clone(), kept.digest.clone())));
    found
}

fn beside<'a>(version: Version<'a>, manifest: FileId, name: &str) -> Option<(FileId, Node<'a>)> {
    let own = version.sources.file(manifest);
    let path = match own.path().rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    };
    let file = version.sources.find(own.root(), &path)?;
    Some((file, version.sources.file(file).tree().root()?))
}

/// The kept payloads that the working version rejects, though its policy promises to read them: those of the latest
/// major version, and of all supported ones where the policy is transitive. One finding for each document, with the first
/// payload; none where `explained` says that a finding about the document shows the break already.
pub fn replay(
    working: Version<'_>,
    lock: &Lock,
    vault: RootId,
    policies: &Policies,
    explained: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let latest = lock.latest();
    let mut kept: Vec<Replayed<'_>> = Vec::new();
    for (document, latest) in latest.iter().filter(|(document, _)| !explained(document)) {
        let surface = surface_of(working, document);
        let policy = policies.governing(document, surface);
        let is_promised = |version: &semver::Version| {
            version.major == latest.major || policy.transitive && policy.supports(version.major)
        };
        let payloads = lock.payloads_of(document).filter(|(_, version, _)| is_promised(version));
        let payloads = payloads.filter(|_| policy.mode.is_backward());
        kept.extend(
            payloads.filter_map(|(path, _, pointer)| Replayed::of(working, vault, surface, document, pointer, path)),
        );
    }
    let asked: Vec<_> = kept.iter().map(|it| (it.schema, it.payload)).collect();
    let failures = payloads_failures(working.model, working.sources, working.roots, &asked, Formats::Annotate);
    let mut findings: Vec<(Finding, usize)> = Vec::new();
    for it in &kept {
        let Some((_, why)) = failures.iter().find(|(asked, _)| *asked == (it.schema, it.payload)) else { continue };
        match findings.last_mut().filter(|(first, _)| first.contract == it.document) {
            Some((_, more)) => *more += 1,
            None => findings.extend(why.first().map(|failure| (it.rejected(working, failure), 0))),
        }
    }
    findings.into_iter().map(counted).collect()
}

fn counted((mut first, more): (Finding, usize)) -> Finding {
    if more > 0 {
        first.message = format!("{} (and {more} more payloads)", first.message);
    }
    first
}

/// A kept payload and the working schema that must accept it.
struct Replayed<'l> {
    document: &'l str,
    pointer: &'l str,
    path: &'l str,
    surface: Option<Surface>,
    at: NodeRef,
    schema: SchemaId,
    payload: NodeRef,
}

fn surface_of(working: Version<'_>, document: &str) -> Option<Surface> {
    let file = working.sources.find(working.roots.main, document)?;
    working.model.contract_in(file)?.surface
}

impl<'l> Replayed<'l> {
    /// A document that is gone is another finding, and a payload that cannot be read is one of the lock's.
    fn of(
        working: Version<'_>,
        vault: RootId,
        surface: Option<Surface>,
        document: &'l str,
        pointer: &'l str,
        path: &'l str,
    ) -> Option<Self> {
        let at = value_at(working.sources, working.roots.main, document, pointer)?;
        let payload = value_at(working.sources, vault, path, "")?;
        let schema = working.model.schemas.at(at)?;
        Some(Self { document, pointer, path, surface, at, schema, payload })
    }

    fn rejected(&self, working: Version<'_>, failure: &Failure) -> Finding {
        let Version { sources, .. } = working;
        let Self { document, pointer, path, surface, at, payload, .. } = *self;
        let root: Node<'_> = payload.get(sources);
        let fault = failure.node(root);
        let kind = Kind::PayloadRejected;
        let shown = Shown {
            carrier: Carrier::Schema,
            value: root.to_json(),
            old_accepts: true,
            at: failure.pointer.clone(),
            keyword: failure.keyword.clone(),
        };
        let verdict = Verdict { level: Level::Breaking, evidence: Evidence::Witness(Box::new(shown)) };
        let surfaces = [surface];
        let value = root.to_json().to_string();
        let identity =
            Identity { change: kind, contract: document, surfaces: &surfaces, pointer, old: Some(&value), new: None };
        Finding {
            change: change(kind),
            fact: fact(kind, document, payload, at),
            contract: document.to_owned(),
            message: format!("released/{path} is no longer accepted: {}", failure.message),
            old: NodeRef::new(payload.file, fault).place(sources),
            new: at.place(sources),
            level: Level::Breaking,
            fingerprint: fingerprint(&identity),
            surfaces: vec![SurfaceVerdict {
                surface,
                effect: Some(Effect::Narrows),
                exact: verdict.clone(),
                assumed: verdict,
                depends_on: Vec::new(),
            }],
            reach: vec![Carrier::Schema],
            waived: None,
            also: Vec::new(),
        }
    }
}
