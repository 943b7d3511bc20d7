//! How large a step a change asks for.

use crate::version;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use stipula_compat::{Finding, Level, Scope};
use stipula_diff::{About, Diff, Payload, Version};
use stipula_model::Surface;

/// A step from one version to the next (Semantic Versioning 2.0.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Bump {
    /// Nothing changed.
    #[default]
    None,
    /// Only what people read changed.
    Patch,
    /// Something is new, and those who know the old version notice nothing on the wire.
    Minor,
    /// Somebody breaks.
    Major,
}

impl Bump {
    /// `none`, `patch`, `minor`, `major`.
    pub fn name(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// The step from one version to a later one; `None` where a text is no version or the step leads back.
    pub fn between(before: &str, after: &str) -> Option<Bump> {
        let (before, after) = (version::parse(before)?, version::parse(after)?);
        match (before.major, before.minor, before.patch).cmp(&(after.major, after.minor, after.patch)) {
            Ordering::Greater => None,
            _ if before.major != after.major => Some(Bump::Major),
            _ if before.minor != after.minor => Some(Bump::Minor),
            _ => Some(Bump::Patch),
        }
    }

    /// What a change of this level asks for. A break that a waiver lets pass is still one; what only generated code
    /// notices, and what was reviewed, breaks nobody on the wire.
    fn of(level: Level, scope: Scope) -> Bump {
        match (level, scope) {
            (Level::Docs, _) => Bump::Patch,
            (Level::Breaking, Scope::Wire) => Bump::Major,
            _ => Bump::Minor,
        }
    }
}

/// The step that the findings ask for, by the path of each contract that they reach: the one they stand in, and those
/// whose payloads hold what was edited, each by the verdict on its surface.
pub fn required(findings: &[Finding], diff: &Diff, new: Version<'_>) -> BTreeMap<String, Bump> {
    let mut bumps: BTreeMap<String, Bump> = BTreeMap::new();
    for finding in findings {
        let own = (finding.contract.clone(), finding.level);
        for (path, level) in reached(finding, diff, new).into_iter().chain([own]) {
            let known = bumps.entry(path).or_default();
            *known = Bump::of(level, finding.change.scope).max(*known);
        }
    }
    bumps
}

/// The contracts whose payloads hold what was edited, and how much it weighs there.
pub(crate) fn reached(finding: &Finding, diff: &Diff, new: Version<'_>) -> Vec<(String, Level)> {
    let About::Schema(pair, _) = &finding.fact.about else { return Vec::new() };
    let Some(pair) = diff.schemas.get(*pair) else { return Vec::new() };
    let level_on = |surface: Option<Surface>| {
        let verdict = finding.surfaces.iter().find(|verdict| verdict.surface == surface);
        verdict.map_or(finding.level, |verdict| verdict.assumed.level)
    };
    let contract = |payload: &Payload| {
        let number = diff.contracts.get(payload.contract)?.new?;
        let path = new.roots.path_of(new.sources, new.model.contracts.get(number)?.file);
        Some((path, level_on(payload.surface)))
    };
    pair.reach.iter().filter_map(|reach| contract(diff.payloads.get(reach.payload)?)).collect()
}
