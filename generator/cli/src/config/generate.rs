//! `[[generate]]`: what is made of the contracts, and where it is written.

use super::values::{FolderPath, Pattern};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use stipula_codegen::Target;

/// Code that is generated from the contracts and kept beside them. `stipula generate` writes it, `stipula check` says
/// when it is not what the contracts say.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Generate {
    /// The folder that is written, relative to this one, such as `../runtime/wire/src`. It holds generated files and
    /// `names.lock`; files that were written by hand are left alone.
    pub out: FolderPath,
    /// Patterns of the contracts that code is made of; all of them by default. What they refer to comes with them.
    #[serde(default)]
    pub contracts: Vec<Pattern>,
    /// What is made: by default boundary types, and what else the contracts give, without services.
    #[serde(default)]
    pub targets: Vec<TargetName>,
}

/// What is made of contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum TargetName {
    /// Boundary types of schemas; always made, since the others need them.
    Dto,
    /// Clients of HTTP services.
    Client,
    /// Traits and routers of HTTP services.
    Server,
    /// Envelopes, event types and dispatch per channel.
    Events,
    /// State enums, transition tables and typestates.
    Lifecycle,
    /// Snapshots, cache entries, workflow contexts and audit records.
    Documents,
    /// Tests that hold the types against the contracts' own examples.
    Tests,
}

impl TargetName {
    /// What is made unless something else is wished for.
    pub(crate) const USUAL: [TargetName; 5] = [Self::Dto, Self::Client, Self::Events, Self::Lifecycle, Self::Documents];

    /// The target.
    pub(crate) fn target(self) -> Target {
        match self {
            Self::Dto => Target::Dto,
            Self::Client => Target::Client,
            Self::Server => Target::Server,
            Self::Events => Target::Events,
            Self::Lifecycle => Target::Lifecycle,
            Self::Documents => Target::Documents,
            Self::Tests => Target::Tests,
        }
    }
}
