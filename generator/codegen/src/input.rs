//! What is generated from, and how.

use stipula_diagnostics::FileId;
use stipula_model::{Contract, Model, NodeRef, Roots};
use stipula_source::Sources;

/// The contracts and the wishes.
#[derive(Clone, Copy)]
pub struct Input<'m> {
    /// The contracts.
    pub model: &'m Model,
    /// Their text.
    pub sources: &'m Sources,
    /// What their paths are relative to.
    pub roots: &'m Roots,
    /// The files whose contracts are meant, in order.
    pub files: &'m [FileId],
    /// What is wished for.
    pub options: &'m Options,
}

/// What is wished for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What is made.
    pub targets: Vec<Target>,
    /// Files, or one text with nested modules.
    pub layout: Layout,
    /// A package of its own, with a manifest.
    pub package: Option<Package>,
}

/// A package that is generated as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Where it finds the runtime library.
    pub runtime: Runtime,
}

/// Where a package finds `stipula-rt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder, as Cargo reads it.
    Path(String),
    /// In the registry.
    Version(String),
}

/// How modules are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A file for each module.
    #[default]
    Files,
    /// One file, for `include!` and macros.
    Single,
}

/// What is made of contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Boundary types of schemas; the others need them.
    Dto,
    /// Clients of HTTP services.
    Client,
    /// Traits of HTTP services.
    Server,
    /// Envelopes, event types and dispatch per channel.
    Events,
    /// State enums, transition tables and typestates.
    Lifecycle,
    /// Snapshots, cache entries, workflow contexts and audit records: versions, hashes, upcasters.
    Documents,
    /// Tests of the generated types against the contract's own examples.
    Tests,
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 7] = [
        Target::Dto,
        Target::Client,
        Target::Server,
        Target::Events,
        Target::Lifecycle,
        Target::Documents,
        Target::Tests,
    ];
    /// What is made unless something else is wished for.
    pub const USUAL: [Target; 5] = [Target::Dto, Target::Client, Target::Events, Target::Lifecycle, Target::Documents];

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Target::Dto => "dto",
            Target::Client => "client",
            Target::Server => "server",
            Target::Events => "events",
            Target::Lifecycle => "lifecycle",
            Target::Documents => "documents",
            Target::Tests => "tests",
        }
    }

    /// What it is, in a sentence without its end.
    pub fn about(self) -> &'static str {
        match self {
            Target::Dto => "Boundary types of schemas; always made, since the others need them",
            Target::Client => "Clients of HTTP services",
            Target::Server => "Traits and routers of HTTP services",
            Target::Events => "Envelopes, event types and dispatch per channel",
            Target::Lifecycle => "State enums, transition tables and typestates",
            Target::Documents => "Snapshots, cache entries, workflow contexts and audit records",
            Target::Tests => "Tests that hold the types against the contracts' own examples",
        }
    }

    /// The target of a name.
    pub fn find(name: &str) -> Option<Target> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input").field("files", &self.files).field("options", &self.options).finish_non_exhaustive()
    }
}

impl<'m> Input<'m> {
    /// The contracts that are meant.
    pub fn contracts(&self) -> impl Iterator<Item = &'m Contract> + use<'m> {
        let (model, files) = (self.model, self.files);
        files.iter().filter_map(|file| model.contract_in(*file))
    }

    /// True if a file is the only one that is meant.
    pub(crate) fn is_alone(&self, file: FileId) -> bool {
        self.files == [file]
    }

    /// Where something stands, for readers of the code: file, `#`, pointer.
    pub(crate) fn source_of(&self, at: NodeRef) -> String {
        let path = self.roots.path_of(self.sources, at.file);
        match at.get(self.sources).pointer() {
            pointer if pointer.is_empty() => path,
            pointer => format!("{path}#{pointer}"),
        }
    }
}
