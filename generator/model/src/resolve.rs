//! Resolves references to nodes: resource by URI or path, then pointer or anchor.

use crate::base::{BadReference, BaseUri, decode, scheme_of, split_fragment};
use crate::{NodeRef, Resource, ResourceId, Roots, Schemas};
use stipula_diagnostics::{Code, Diagnostic, codes};
use stipula_source::Sources;

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unresolved {
    Malformed,
    AbsolutePath,
    OutsideRoot(String),
    Remote(String),
    UnknownUri(String),
    NoFile(String),
    UnreadableFile(String),
    NoPointer { file: String, pointer: String, known: Vec<String> },
    NoAnchor { resource: String, anchor: String },
}

impl From<BadReference> for Unresolved {
    fn from(bad: BadReference) -> Self {
        match bad {
            BadReference::Malformed => Unresolved::Malformed,
            BadReference::AbsolutePath => Unresolved::AbsolutePath,
        }
    }
}

impl Unresolved {
    fn code(&self) -> Code {
        match self {
            Unresolved::AbsolutePath => codes::REF_ABSOLUTE_PATH,
            Unresolved::OutsideRoot(_) => codes::REF_OUTSIDE_ROOT,
            Unresolved::Remote(_) => codes::REF_REMOTE,
            _ => codes::REF_UNRESOLVED,
        }
    }

    /// The finding at the reference's value.
    pub(crate) fn diagnostic(&self, sources: &Sources, at: NodeRef, reference: &str) -> Diagnostic {
        let message = match self {
            Unresolved::Malformed => format!("`{reference}` is no URI reference"),
            Unresolved::AbsolutePath => format!("`{reference}` is an absolute path"),
            Unresolved::OutsideRoot(path) => format!("`{reference}` leads out of the root, to {path}"),
            Unresolved::Remote(uri) => format!("`{uri}` is remote and none of the loaded files has it as its `$id`"),
            Unresolved::UnknownUri(uri) => format!("none of the loaded files has the `$id` `{uri}`"),
            Unresolved::NoFile(path) => format!("there is no file {path}"),
            Unresolved::UnreadableFile(path) => format!("{path} could not be read; see its own findings"),
            Unresolved::NoPointer { file, pointer, .. } => format!("there is nothing at `{pointer}` in {file}"),
            Unresolved::NoAnchor { resource, anchor } => format!("{resource} has no anchor `{anchor}`"),
        };
        let diagnostic = Diagnostic::new(self.code(), at.place(sources), message);
        match self.help() {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            Unresolved::AbsolutePath => "use a path relative to this file".to_owned(),
            Unresolved::OutsideRoot(_) => {
                "move the file below the root, or name its folder in `references.roots` of stipula.toml".to_owned()
            }
            Unresolved::Remote(_) => {
                "copy the schema into the repository; nothing is fetched over the network".to_owned()
            }
            Unresolved::NoPointer { pointer, known, .. } => {
                let wanted = pointer.rsplit('/').next().unwrap_or_default();
                format!("did you mean `{}`?", nearest(wanted, known)?)
            }
            Unresolved::NoFile(path) if !path.contains(['.', '/']) => {
                format!("a component of this document is named by its pointer, such as `#/components/schemas/{path}`")
            }
            Unresolved::NoAnchor { anchor, .. } if anchor.contains('/') => {
                format!("a pointer begins with `/`: `#/{anchor}`")
            }
            _ => return None,
        })
    }
}

/// The known name that `wanted` was probably meant to be.
pub(crate) fn nearest<'k>(wanted: &str, known: &'k [String]) -> Option<&'k str> {
    // A comparison costs the product of the lengths.
    let is_comparable = |name: &&String| name.len() <= LONGEST_NAME && name.len().abs_diff(wanted.len()) <= 3 * 4;
    known
        .iter()
        .filter(is_comparable)
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|(distance, name)| *distance <= 3.min(name.len() / 2))
        .min()
        .map(|(_, name)| name.as_str())
}

/// A longer name is no slip of the pen.
const LONGEST_NAME: usize = 200;

pub(crate) struct Resolver<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) roots: &'a Roots,
    pub(crate) schemas: &'a Schemas,
}

/// A resolved reference.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) node: NodeRef,
    pub(crate) resource: ResourceId,
    /// True if a dynamic anchor was named.
    pub(crate) is_dynamic: bool,
}

impl Resolver<'_> {
    /// Resolves `reference`, which stands in `from`.
    pub(crate) fn resolve(&self, from: ResourceId, reference: &str) -> Result<Target, Unresolved> {
        let (_, fragment) = split_fragment(reference);
        let resource = self.resource_of(from, reference)?;
        let node = self.schemas.resource(resource).root;
        let fragment = decode(fragment.unwrap_or_default());
        if fragment.is_empty() {
            let is_dynamic = self.schemas.resource(resource).dynamic_anchors.contains_key("");
            return Ok(Target { node, resource, is_dynamic });
        }
        if fragment.starts_with('/') {
            let node = self.pointer(node, &fragment)?;
            return Ok(Target { node, resource, is_dynamic: false });
        }
        let (node, is_dynamic) = anchor(self.schemas.resource(resource), &fragment)?;
        Ok(Target { node, resource, is_dynamic })
    }

    /// The resource that a reference leads into.
    pub(crate) fn resource_of(&self, from: ResourceId, reference: &str) -> Result<ResourceId, Unresolved> {
        match split_fragment(reference).0 {
            "" => Ok(from),
            before => self.resource(from, before),
        }
    }

    fn resource(&self, from: ResourceId, before: &str) -> Result<ResourceId, Unresolved> {
        let from = self.schemas.resource(from);
        let base = from.base.join(before)?;
        if let Some(found) = self.find(&base) {
            return Ok(found);
        }
        match base {
            BaseUri::File(path) => match self.roots.locate(&path) {
                None => Err(Unresolved::OutsideRoot(path)),
                Some((root, inside)) if self.sources.find(root, &inside).is_some() => {
                    Err(Unresolved::UnreadableFile(path))
                }
                Some(_) => Err(Unresolved::NoFile(path)),
            },
            BaseUri::Uri(uri) => self.beside(from, before).ok_or_else(|| match scheme_of(&uri) {
                Some("http" | "https") if !self.is_ours(&uri) => Unresolved::Remote(uri),
                _ => Unresolved::UnknownUri(uri),
            }),
        }
    }

    /// A loaded meta-schema.
    pub(crate) fn meta_schema(&self, uri: &BaseUri) -> Option<ResourceId> {
        self.find(uri)
    }

    fn find(&self, base: &BaseUri) -> Option<ResourceId> {
        if let Some(found) = self.schemas.find(base) {
            return Some(found);
        }
        let BaseUri::Uri(uri) = base else { return None };
        if let Some(path) = self.roots.base_uri.as_deref().and_then(|base| uri.strip_prefix(base)) {
            return self.schemas.find(&BaseUri::File(decode(path)));
        }
        let without_fragment = uri.strip_suffix('#')?;
        self.schemas.find(&BaseUri::Uri(without_fragment.to_owned()))
    }

    fn is_ours(&self, uri: &str) -> bool {
        self.roots.base_uri.as_deref().is_some_and(|base| uri.starts_with(base))
    }

    /// A relative reference under a `$id` whose files are laid out as their identifiers are, without
    /// a base URI being configured.
    fn beside(&self, from: &Resource, before: &str) -> Option<ResourceId> {
        if scheme_of(before).is_some() {
            return None;
        }
        let own = BaseUri::File(self.roots.path_of(self.sources, from.root.file));
        self.schemas.find(&own.join(before).ok()?)
    }

    fn pointer(&self, root: NodeRef, pointer: &str) -> Result<NodeRef, Unresolved> {
        let document = root.get(self.sources);
        if let Some(node) = document.at_pointer(pointer) {
            return Ok(root.sibling(node));
        }
        let parent = pointer.rsplit_once('/').and_then(|(parent, _)| document.at_pointer(parent));
        let known = parent.into_iter().flat_map(|parent| parent.members().map(|(key, _)| key.to_owned())).collect();
        let file = self.sources.file(root.file).name().to_owned();
        Err(Unresolved::NoPointer { file, pointer: pointer.to_owned(), known })
    }
}

/// The place that an anchor names, and whether it is a dynamic one.
fn anchor(resource: &Resource, name: &str) -> Result<(NodeRef, bool), Unresolved> {
    match (resource.dynamic_anchors.get(name).copied(), resource.anchors.get(name).copied()) {
        (Some(node), _) => Ok((node, true)),
        (None, Some(node)) => Ok((node, false)),
        (None, None) => Err(Unresolved::NoAnchor { resource: resource.base.to_string(), anchor: name.to_owned() }),
    }
}
