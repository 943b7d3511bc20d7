//! Policies: what must hold between the versions of a contract, and what may be relied on.
//!
//! The last policy whose glob matches a contract's path governs it, as in a CODEOWNERS file; the documents of a
//! repository are read in the order of their paths. A contract that no policy names gets the default of its surface.

use crate::Assumption;
use crate::date::Span;
use globset::{GlobBuilder, GlobMatcher};
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{Kind, Model, NodeRef, Roots, Surface};
use stipula_source::{Node, Sources};

/// What must hold between two versions (the modes of schema registries).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// The new version accepts what the old one accepted.
    Backward,
    /// The old version accepts what the new one produces.
    Forward,
    /// Both.
    Full,
}

impl Mode {
    /// True if the new version must accept what was written under the old one.
    pub fn is_backward(self) -> bool {
        self != Mode::Forward
    }

    /// True if the old version must accept what is written under the new one.
    pub fn is_forward(self) -> bool {
        self != Mode::Backward
    }

    /// Reads `BACKWARD`, `FORWARD_TRANSITIVE`, …; the boolean says whether it is transitive.
    pub fn find(name: &str) -> Option<(Mode, bool)> {
        let (mode, transitive) = match name.strip_suffix("_TRANSITIVE") {
            Some(mode) => (mode, true),
            None => (name, false),
        };
        let modes = [Mode::Backward, Mode::Forward, Mode::Full];
        modes.into_iter().find(|known| known.name() == mode).map(|known| (known, transitive))
    }

    /// `BACKWARD`, `FORWARD` or `FULL`.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Backward => "BACKWARD",
            Mode::Forward => "FORWARD",
            Mode::Full => "FULL",
        }
    }
}

/// What governs a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Where the contract meets the world; `None` for the canonical library, which is judged where it is used.
    pub surface: Option<Surface>,
    /// What must hold.
    pub mode: Mode,
    /// True if it must hold against every supported release, not the latest alone.
    pub transitive: bool,
    /// The major versions that are in use; empty where nothing says so, and then all are.
    pub supported_versions: Vec<u64>,
    /// How long what is deprecated stays before it may be removed.
    pub window: Span,
    /// What a verdict may rely on.
    pub assumptions: Vec<Assumption>,
    /// Where it is written; `None` for a default.
    pub at: Option<NodeRef>,
}

impl Policy {
    /// True if releases of this major version are still in use.
    pub fn supports(&self, major: u64) -> bool {
        self.supported_versions.is_empty() || self.supported_versions.contains(&major)
    }

    /// As `BACKWARD_TRANSITIVE`.
    pub fn mode_name(&self) -> String {
        format!("{}{}", self.mode.name(), if self.transitive { "_TRANSITIVE" } else { "" })
    }
}

/// The policies of a repository.
#[derive(Debug, Default)]
pub struct Policies {
    entries: Vec<(GlobMatcher, Policy)>,
    mode: Option<(Mode, bool)>,
}

impl Policies {
    /// Reads the policy documents of a model. A policy that makes no sense is left out and reported, so that a run with
    /// one is never clean.
    pub fn read(model: &Model, sources: &Sources, roots: &Roots) -> (Policies, Vec<Diagnostic>) {
        let mut policies = Policies::default();
        let mut faults = Vec::new();
        let mut documents: Vec<NodeRef> = model.documents_of(Kind::Compatibility).collect();
        documents.sort_by_key(|at| roots.path_of(sources, at.file));
        for at in documents {
            for node in at.get(sources).get("policies").into_iter().flat_map(Node::items) {
                match entry(at.sibling(node), sources) {
                    Ok(entry) => policies.entries.push(entry),
                    Err(fault) => faults.push(*fault),
                }
            }
        }
        (policies, faults)
    }

    /// The policies that govern a comparison. Those of the baseline come first, because a change cannot approve itself;
    /// what only the new version names is governed by that.
    #[must_use]
    pub fn in_force(baseline: Policies, working: Policies) -> Policies {
        let mode = baseline.mode.or(working.mode);
        let entries = working.entries.into_iter().chain(baseline.entries).collect();
        Policies { entries, mode }
    }

    /// The same with one mode for every contract.
    #[must_use]
    pub fn with_mode(mut self, mode: Mode, transitive: bool) -> Policies {
        self.mode = Some((mode, transitive));
        self
    }

    /// The policy that names a contract by its path below the root.
    pub fn of(&self, path: &str) -> Option<&Policy> {
        self.entries.iter().rev().find(|(glob, _)| glob.is_match(path)).map(|(_, policy)| policy)
    }

    /// What governs the values of one surface in a contract.
    ///
    /// A policy speaks for its own surface. A contract with several, such as an `OpenAPI` description with requests and
    /// responses, has the mode of the surface at each of them, and everything else from its policy.
    pub fn governing(&self, path: &str, surface: Option<Surface>) -> Policy {
        let mut policy = match self.of(path) {
            Some(named) if surface.is_none() || named.surface.is_none() || named.surface == surface => named.clone(),
            Some(named) => Policy { surface, mode: Self::default_for(surface).mode, ..named.clone() },
            None => Self::default_for(surface),
        };
        if let Some((mode, transitive)) = self.mode {
            (policy.mode, policy.transitive) = (mode, transitive);
        }
        policy
    }

    /// What holds where no policy is written. Assumptions are those that are true of nearly everybody: others read what
    /// we write tolerantly and keep unknown values of open enums, and nobody sends what is not declared. What is kept is
    /// read by our own software, of which nothing is assumed but that.
    pub fn default_for(surface: Option<Surface>) -> Policy {
        use Assumption::{ClosedWriter, ExtensibleEnum, Replay, TolerantReader};
        let read_by_others = vec![TolerantReader, ClosedWriter, ExtensibleEnum];
        let (mode, transitive, assumptions) = match surface {
            Some(Surface::HttpRequest) => (Mode::Backward, false, vec![ClosedWriter]),
            Some(Surface::HttpResponse) => (Mode::Forward, false, read_by_others),
            Some(Surface::Event) => (Mode::Full, true, [read_by_others, vec![Replay]].concat()),
            Some(Surface::Snapshot | Surface::Audit) => (Mode::Backward, true, vec![ClosedWriter, Replay]),
            Some(Surface::Cache | Surface::Workflow) => (Mode::Full, false, vec![ClosedWriter]),
            None => (Mode::Full, false, read_by_others),
        };
        let window = Span::of_days(180);
        Policy { surface, mode, transitive, supported_versions: Vec::new(), window, assumptions, at: None }
    }
}

fn entry(at: NodeRef, sources: &Sources) -> Result<(GlobMatcher, Policy), Box<Diagnostic>> {
    let node = at.get(sources);
    let fault = |key: &str, expected: &str| {
        let place = node.get(key).map_or(at, |value| at.sibling(value)).place(sources);
        let message = format!("the policy's `{key}` is no {expected}");
        Box::new(Diagnostic::new(codes::CONTRACT_INVALID, place, message))
    };
    let text = |key: &str| node.get_str(key);
    let glob = text("contracts").and_then(|glob| GlobBuilder::new(glob).literal_separator(true).build().ok());
    let glob = glob.ok_or_else(|| fault("contracts", "glob over paths"))?.compile_matcher();
    let surface = match text("surface") {
        Some("canonical") => None,
        name => Some(name.and_then(Surface::find).ok_or_else(|| fault("surface", "surface"))?),
    };
    let (mode, transitive) = text("mode").and_then(Mode::find).ok_or_else(|| fault("mode", "mode of a registry"))?;
    let window = text("window").and_then(Span::parse).ok_or_else(|| fault("window", "ISO 8601 duration"))?;
    let versions = node.get("supportedVersions").into_iter().flat_map(Node::items);
    let supported_versions = versions.map(|version| version.as_number()?.parse().ok()).collect::<Option<_>>();
    let supported_versions = supported_versions.ok_or_else(|| fault("supportedVersions", "list of major versions"))?;
    let names = node.get("assumptions").into_iter().flat_map(Node::items);
    let assumptions = names.map(|name| Assumption::find(name.as_str()?)).collect::<Option<_>>();
    let assumptions = assumptions.ok_or_else(|| fault("assumptions", "list of assumptions"))?;
    Ok((glob, Policy { surface, mode, transitive, supported_versions, window, assumptions, at: Some(at) }))
}

#[cfg(test)]
mod tests {
    use super::{Mode, Policies};
    use crate::Assumption;
    use stipula_model::{Model, Roots, Surface};
    use stipula_source::{Limits, Memory, Sources};

    fn read(files: &[(&str, &str)]) -> (Policies, Vec<String>) {
        let mut sources = Sources::new(Limits::default());
        let memory = files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(*path, *text));
        let root = sources.add_root(Box::new(memory), "");
        let paths: Vec<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        sources.load(root, &paths).expect("files in memory can be read");
        let roots = Roots::only(root);
        let (model, _) = Model::build(&sources, &roots);
        let (policies, faults) = Policies::read(&model, &sources, &roots);
        (policies, faults.into_iter().map(|fault| format!("{} {}", fault.place.pointer, fault.message)).collect())
    }

    const HTTP: &str = "
compatibility: '1.0'
policies:
  - {contracts: 'http/**', surface: http-response, mode: FORWARD_TRANSITIVE, supportedVersions: [1, 2], window: P180D}
  - {contracts: 'http/*-request.json', surface: http-request, mode: BACKWARD, supportedVersions: [1], window: P1Y,
     assumptions: [closed-writer, format-asserted]}
";

    #[test]
    fn the_last_policy_that_matches_decides() {
        let (policies, faults) = read(&[("compatibility/http.yaml", HTTP)]);
        assert!(faults.is_empty(), "{faults:?}");
        let request = policies.of("http/a-request.json").expect("it is named");
        assert_eq!((request.mode_name().as_str(), request.surface), ("BACKWARD", Some(Surface::HttpRequest)));
        assert_eq!(request.assumptions, [Assumption::ClosedWriter, Assumption::FormatAsserted]);
        let nested = policies.of("http/deep/a-request.json").expect("`*` stays within a folder");
        assert_eq!(nested.mode_name(), "FORWARD_TRANSITIVE");
        assert!(nested.supports(2) && !nested.supports(3));
        assert!(policies.of("events/a.json").is_none());
    }

    #[test]
    fn a_surface_that_the_policy_does_not_speak_for_has_its_own_mode() {
        let (policies, _) = read(&[("compatibility/http.yaml", HTTP)]);
        let policy = policies.governing("http/deep/openapi.yaml", Some(Surface::HttpRequest));
        assert_eq!((policy.mode, policy.transitive), (Mode::Backward, true));
        assert!(policy.assumptions.is_empty(), "what the policy does not assume is not assumed");
        let default = policies.governing("events/a.json", Some(Surface::Event));
        assert_eq!(default.mode_name(), "FULL_TRANSITIVE");
    }

    #[test]
    fn the_policies_of_the_baseline_govern() {
        let relaxed = "compatibility: '1.0'\npolicies:\n  - {contracts: '**', surface: http-request, mode: BACKWARD, supportedVersions: [1], window: P1D}\n";
        let (baseline, working) = (read(&[("p.yaml", HTTP)]).0, read(&[("p.yaml", relaxed)]).0);
        let policies = Policies::in_force(baseline, working);
        assert_eq!(policies.of("http/x.json").expect("named").mode, Mode::Forward);
        assert_eq!(policies.of("other.json").expect("only the new version names it").mode, Mode::Backward);
    }

    #[test]
    fn a_policy_that_makes_no_sense_is_reported_and_does_not_govern() {
        let policy = |change: &str| {
            let good = "contracts: a, surface: cache, mode: FULL, supportedVersions: [1], window: P1D";
            let text = format!("compatibility: '1.0'\npolicies:\n  - {{{good}, {change}}}\n");
            let (policies, faults) = read(&[("p.yaml", &text)]);
            assert!(faults.is_empty() || policies.of("a").is_none());
            faults.join("")
        };
        assert_eq!(policy("x-note: 1"), "");
        let (_, faults) = read(&[(
            "p.yaml",
            "compatibility: '1.0'\npolicies:\n  - {contracts: '[', surface: cache, mode: FULL, window: P1D}\n",
        )]);
        assert_eq!(faults, ["/policies/0/contracts the policy's `contracts` is no glob over paths"]);
        assert_eq!(
            policy("assumptions: [hope]"),
            "/policies/0/assumptions the policy's `assumptions` is no list of assumptions"
        );
    }

    #[test]
    fn modes_have_the_names_of_registries() {
        assert_eq!(Mode::find("FULL_TRANSITIVE"), Some((Mode::Full, true)));
        assert_eq!(Mode::find("BACKWARD"), Some((Mode::Backward, false)));
        assert_eq!(Mode::find("NONE"), None);
        assert!(Mode::Backward.is_backward() && !Mode::Backward.is_forward() && Mode::Full.is_forward());
    }

    #[test]
    fn defaults_follow_the_surface() {
        let modes: Vec<String> =
            Surface::ALL.iter().map(|surface| Policies::default_for(Some(*surface)).mode_name()).collect();
        let expected =
            ["BACKWARD", "FORWARD", "FULL_TRANSITIVE", "BACKWARD_TRANSITIVE", "FULL", "FULL", "BACKWARD_TRANSITIVE"];
        assert_eq!(modes, expected);
        assert_eq!(Policies::default_for(None).mode_name(), "FULL");
    }
}
