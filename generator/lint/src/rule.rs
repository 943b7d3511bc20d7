//! What a rule is.

use crate::options::OptionSpec;
use crate::scene::{ChannelView, ContractView, Machine, MessageView, OperationView, ParameterView, PropertyView};
use crate::{Cx, ExampleView, SchemaView};
use stipula_diagnostics::{Code, Entry, Severity};
use stipula_model::Surface;

/// A rule: one file of code and one page, which is its fixture.
#[derive(Debug)]
pub struct Rule {
    entry: Entry,
    /// The smallest profile that has it.
    pub profile: Profile,
    /// Where it looks.
    pub surfaces: Surfaces,
    /// What can be set, with the defaults.
    pub options: &'static [OptionSpec],
    /// The rules that say the same better: where one of them speaks about the same value, this one is silent.
    pub cedes_to: &'static [&'static str],
    /// True if it asks for what only a repository can have; a file that belongs to none is not judged by it.
    pub needs_repository: bool,
    /// True if an attestation answers it: it asks for what no tool can see.
    pub attestable: bool,
    pub(crate) hook: Hook,
    pub(crate) also: &'static [Hook],
}

impl Rule {
    pub(crate) const fn new(
        id: &'static str,
        severity: Severity,
        profile: Profile,
        hook: Hook,
        page: &'static str,
    ) -> Rule {
        let entry = Entry { id, severity, page };
        let (surfaces, options, cedes_to, also) = (Surfaces::ANY, &[], &[], &[]);
        Rule { entry, profile, surfaces, options, cedes_to, needs_repository: false, attestable: false, hook, also }
    }

    /// The same, on these surfaces only.
    pub(crate) const fn on(mut self, surfaces: Surfaces) -> Rule {
        self.surfaces = surfaces;
        self
    }

    /// The same, with options.
    pub(crate) const fn options(mut self, options: &'static [OptionSpec]) -> Rule {
        self.options = options;
        self
    }

    /// The same, silent where one of these rules speaks about the same value.
    pub(crate) const fn cedes_to(mut self, rules: &'static [&'static str]) -> Rule {
        self.cedes_to = rules;
        self
    }

    /// The same, for repositories only.
    pub(crate) const fn in_repositories(mut self) -> Rule {
        self.needs_repository = true;
        self
    }

    /// The same, looking at other parts as well.
    pub(crate) const fn also(mut self, hooks: &'static [Hook]) -> Rule {
        self.also = hooks;
        self
    }

    /// The same, answered by an attestation.
    pub(crate) const fn attestable(mut self) -> Rule {
        self.attestable = true;
        self
    }

    /// Its code in findings.
    pub fn code(&'static self) -> Code {
        Code::of(&self.entry)
    }

    /// Its id.
    pub fn id(&self) -> &'static str {
        self.entry.id
    }

    /// What it looks at, in one word.
    pub fn subject(&self) -> &'static str {
        self.hook.subject()
    }
}

/// What a rule looks at. A rule is a function on one kind of part; the walk is not its business.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hook {
    /// Everything together, once.
    Repository(fn(&Cx<'_>)),
    /// A document: OpenAPI, AsyncAPI or a standalone schema.
    Contract(fn(&Cx<'_>, &ContractView<'_>)),
    /// A schema, wherever it stands.
    Schema(fn(&Cx<'_>, &SchemaView<'_>)),
    /// A declared property of an object.
    Property(fn(&Cx<'_>, &PropertyView<'_>)),
    /// An HTTP operation.
    Operation(fn(&Cx<'_>, &OperationView<'_>)),
    /// A parameter of an HTTP operation; one that is shared is seen once.
    Parameter(fn(&Cx<'_>, &ParameterView<'_>)),
    /// A channel.
    Channel(fn(&Cx<'_>, &ChannelView<'_>)),
    /// A message; one that several channels carry is seen once.
    Message(fn(&Cx<'_>, &MessageView<'_>)),
    /// A value that is given as an example.
    Example(fn(&Cx<'_>, &ExampleView<'_>)),
    /// A state machine.
    Machine(fn(&Cx<'_>, &Machine<'_>)),
}

impl Hook {
    fn subject(self) -> &'static str {
        match self {
            Hook::Repository(_) => "repository",
            Hook::Contract(_) => "contract",
            Hook::Schema(_) => "schema",
            Hook::Property(_) => "property",
            Hook::Operation(_) => "operation",
            Hook::Parameter(_) => "parameter",
            Hook::Channel(_) => "channel",
            Hook::Message(_) => "message",
            Hook::Example(_) => "example",
            Hook::Machine(_) => "state machine",
        }
    }
}

/// A named set of rules; each has all rules of the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Profile {
    /// What is a fault by any standard.
    Minimal,
    /// What most teams agree on; needs no metadata.
    #[default]
    Recommended,
    /// Everything: names, meaning, metadata and governance of this platform.
    Platform,
}

impl Profile {
    /// All, the smallest first.
    pub const ALL: [Profile; 3] = [Profile::Minimal, Profile::Recommended, Profile::Platform];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Minimal => "minimal",
            Profile::Recommended => "recommended",
            Profile::Platform => "platform",
        }
    }

    /// The profile with this name.
    pub fn find(name: &str) -> Option<Profile> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }
}

/// A set of surfaces. Shared concepts (`canonical`) and schemas that nothing sends are told apart from the seven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surfaces(u16);

impl Surfaces {
    /// None.
    pub const NONE: Surfaces = Surfaces(0);
    /// HTTP requests.
    pub const REQUEST: Surfaces = Surfaces(1);
    /// HTTP responses.
    pub const RESPONSE: Surfaces = Surfaces(1 << 1);
    /// Messages.
    pub const EVENT: Surfaces = Surfaces(1 << 2);
    /// Snapshots in a database.
    pub const SNAPSHOT: Surfaces = Surfaces(1 << 3);
    /// Cached projections.
    pub const CACHE: Surfaces = Surfaces(1 << 4);
    /// Variables of processes.
    pub const WORKFLOW: Surfaces = Surfaces(1 << 5);
    /// Audit records.
    pub const AUDIT: Surfaces = Surfaces(1 << 6);
    /// Concepts that all surfaces share.
    pub const CANONICAL: Surfaces = Surfaces(1 << 7);
    /// Schemas that no surface reaches.
    pub const UNKNOWN: Surfaces = Surfaces(1 << 8);
    /// Requests and responses.
    pub const HTTP: Surfaces = Self::REQUEST.and(Self::RESPONSE);
    /// The seven.
    pub const SEVEN: Surfaces = Surfaces(0x7f);
    /// All there are.
    pub const ANY: Surfaces = Surfaces(0x1ff);

    /// Both.
    #[must_use]
    pub const fn and(self, other: Surfaces) -> Surfaces {
        Surfaces(self.0 | other.0)
    }

    /// The set of one.
    pub const fn of(surface: Surface) -> Surfaces {
        match surface {
            Surface::HttpRequest => Self::REQUEST,
            Surface::HttpResponse => Self::RESPONSE,
            Surface::Event => Self::EVENT,
            Surface::Snapshot => Self::SNAPSHOT,
            Surface::Cache => Self::CACHE,
            Surface::Workflow => Self::WORKFLOW,
            Surface::Audit => Self::AUDIT,
        }
    }

    /// True if they share one.
    pub const fn meets(self, other: Surfaces) -> bool {
        self.0 & other.0 != 0
    }

    /// True if all of `other` are among these.
    pub const fn has(self, other: Surfaces) -> bool {
        self.0 & other.0 == other.0
    }

    /// True if there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names.
    pub fn names(self) -> Vec<&'static str> {
        let seven = Surface::ALL.into_iter().filter(|surface| self.meets(Self::of(*surface))).map(Surface::name);
        let others = [(Self::CANONICAL, "canonical"), (Self::UNKNOWN, "unknown")];
        seven.chain(others.into_iter().filter(|(set, _)| self.meets(*set)).map(|(_, name)| name)).collect()
    }

    /// The set with this name, `canonical` included.
    pub fn find(name: &str) -> Option<Surfaces> {
        if name == "canonical" { Some(Self::CANONICAL) } else { Surface::find(name).map(Self::of) }
    }
}
