use crate::evidence::Crate;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use globset::{Glob, GlobMatcher};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Warning;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "generated-dto-not-domain",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("generated_dto_not_domain.md"),
)
.options(&[OptionSpec::pairs(
    "crates",
    &[("*-domain", "*-wire")],
    "Patterns of crates with the domain, each with the pattern of the crates with generated code that they must not use.",
)]);

fn check(cx: &Cx<'_>) {
    let Some(crates) = &cx.evidence.crates else { return };
    for (domain, generated) in cx.pairs("crates") {
        let (Some(domain), Some(generated)) = (matcher(domain), matcher(generated)) else { continue };
        for own in crates.iter().filter(|own| domain.is_match(&own.name)) {
            for (at, way) in leading(own, crates, &generated) {
                let target = way.last().copied().unwrap_or_default();
                let message = format!("the domain crate `{}` depends on generated code: {}", own.name, shown(&way));
                let help = format!("map `{target}` to types of the domain in an adapter, and depend on it only there");
                cx.report(Finding::at(at, message).help(help));
            }
        }
    }
}

fn matcher(pattern: &str) -> Option<GlobMatcher> {
    Glob::new(pattern).ok().map(|glob| glob.compile_matcher())
}

fn shown(way: &[&str]) -> String {
    way.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ")
}

/// The dependencies of a crate that lead to generated code, each with the way to it.
fn leading<'c>(own: &'c Crate, crates: &'c [Crate], generated: &GlobMatcher) -> Vec<(NodeRef, Vec<&'c str>)> {
    let mut found = Vec::new();
    for (name, at) in &own.dependencies {
        let mut seen = FxHashSet::default();
        let mut open = vec![vec![own.name.as_str(), name.as_str()]];
        while let Some(way) = open.pop() {
            let last = way.last().copied().unwrap_or_default();
            if generated.is_match(last) {
                found.push((*at, way));
                break;
            }
            let next = crates.iter().filter(|other| other.name == last && seen.insert(last));
            open.extend(
                next.flat_map(|other| &other.dependencies).map(|(name, _)| [&way[..], &[name.as_str()]].concat()),
            );
        }
    }
    found
}
