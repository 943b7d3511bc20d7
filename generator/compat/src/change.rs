//! What a kind of change means.

use crate::{Level, PerSurface};
use stipula_diff::Kind;
use stipula_model::Surface;

/// A kind of change with its verdict: one file of code and one page.
#[derive(Debug)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// Who judges it.
    pub judged: Judged,
    /// Whether it is seen on the wire or in source code only.
    pub scope: Scope,
    /// True if it is safe once what it takes away was deprecated and its sunset has passed.
    pub retirable: bool,
    /// The page in Markdown: what, why, what to do, released and working blocks, and the verdict per surface.
    pub page: &'static str,
}

/// Who judges a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// The oracle: by what it does to the set of accepted values.
    ByInclusion,
    /// A rule: the schema may be equal and the meaning is not.
    Declared(PerSurface<Level>),
    /// The oracle, and at least what the rule says.
    AtLeast(PerSurface<Level>),
}

/// Where a change is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// By those who exchange values.
    Wire,
    /// By those who compile code that was generated from the contract.
    Source,
}

impl Scope {
    /// `WIRE` or `SOURCE`.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Wire => "WIRE",
            Scope::Source => "SOURCE",
        }
    }
}

impl Change {
    /// A change that the oracle judges.
    pub(crate) const fn by_inclusion(kind: Kind, page: &'static str) -> Self {
        Self { kind, judged: Judged::ByInclusion, scope: Scope::Wire, retirable: false, page }
    }

    /// A change that a rule judges, for each surface.
    pub(crate) const fn declared(kind: Kind, levels: PerSurface<Level>, page: &'static str) -> Self {
        Self { kind, judged: Judged::Declared(levels), scope: Scope::Wire, retirable: false, page }
    }

    /// A change that the oracle judges and that weighs at least what the rule says.
    pub(crate) const fn at_least(kind: Kind, levels: PerSurface<Level>, page: &'static str) -> Self {
        Self { kind, judged: Judged::AtLeast(levels), scope: Scope::Wire, retirable: false, page }
    }

    /// The same, noticed in generated code only.
    pub(crate) const fn in_source(mut self) -> Self {
        self.scope = Scope::Source;
        self
    }

    /// The same, safe after a sunset.
    pub(crate) const fn retirable(mut self) -> Self {
        self.retirable = true;
        self
    }
}

impl Change {
    /// What the rule says about a surface; the worst of all where a contract does not say which it stands on.
    pub(crate) fn declared_on(&self, surface: Option<Surface>) -> Option<Level> {
        let (Judged::Declared(levels) | Judged::AtLeast(levels)) = &self.judged else { return None };
        match surface {
            Some(surface) => Some(*levels.get(surface)),
            None => Surface::ALL.iter().map(|surface| *levels.get(*surface)).max(),
        }
    }
}
