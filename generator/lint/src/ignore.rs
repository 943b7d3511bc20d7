//! `x-lint-ignore`: exceptions in place, each for one rule and with a reason, for the object that they stand in and
//! everything below it.

use crate::cx::Found;
use crate::{Settings, rules};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diagnostics::{Diagnostic, FileId, codes};
use stipula_model::NodeRef;
use stipula_source::{Node, NodeId, Sources};

/// The key of exceptions in place.
pub const IGNORE: &str = "x-lint-ignore";

/// Takes out what is ignored, and says what is wrong with the exceptions: unknown rules, missing reasons, exceptions that
/// are over or that nothing needs.
pub(crate) fn apply(
    found: &mut Vec<Found>,
    sources: &Sources,
    settings: &Settings,
    files: &[FileId],
) -> (usize, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut ignores = Ignores::default();
    if settings.heeds_ignores {
        for file in files {
            ignores.read(*file, sources, settings, &mut faults);
        }
    }
    if ignores.0.is_empty() {
        return (0, faults);
    }
    let before = found.len();
    let mut needed = FxHashSet::default();
    found.retain(|found| match ignores.find(found, sources) {
        Some(at) => {
            needed.insert((at, found.rule));
            false
        }
        None => true,
    });
    faults.extend(ignores.stale(&needed, sources, settings));
    (before - found.len(), faults)
}

/// By file, the objects that carry exceptions, each with the rules that it ignores and the entries that say so.
#[derive(Default)]
struct Ignores(FxHashMap<FileId, FxHashMap<NodeId, Vec<(usize, NodeRef)>>>);

impl Ignores {
    fn read(&mut self, file: FileId, sources: &Sources, settings: &Settings, faults: &mut Vec<Diagnostic>) {
        let tree = sources.file(file).tree();
        for list in tree.values_of(IGNORE) {
            let Some(object) = list.parent() else { continue };
            for (key, value) in list.entries() {
                let at = NodeRef::new(file, key);
                match read(key, NodeRef::new(file, value), sources, settings) {
                    Ok(rule) if settings.is_on(rule) => {
                        self.0.entry(file).or_default().entry(object.id()).or_default().push((rule, at));
                    }
                    Ok(_) => {}
                    Err(fault) => faults.push(*fault),
                }
            }
        }
    }

    /// The object whose exception covers a finding.
    fn find(&self, found: &Found, sources: &Sources) -> Option<NodeRef> {
        let at = found.finding.at;
        let of_file = self.0.get(&at.file)?;
        let around = std::iter::successors(Some(at.get(sources)), |node| Node::parent(*node));
        let has = |node: &Node<'_>| {
            of_file.get(&node.id()).is_some_and(|own| own.iter().any(|(rule, _)| *rule == found.rule))
        };
        around.into_iter().find(has).map(|node| at.sibling(node))
    }

    fn stale(&self, needed: &FxHashSet<(NodeRef, usize)>, sources: &Sources, settings: &Settings) -> Vec<Diagnostic> {
        let all = self.0.iter().flat_map(|(file, objects)| objects.iter().map(move |(node, own)| (*file, *node, own)));
        let unneeded = all.flat_map(|(file, node, own)| {
            own.iter().filter(move |(rule, _)| !needed.contains(&(NodeRef { file, node }, *rule)))
        });
        let stale = unneeded.map(|(rule, at)| {
            let message = format!("nothing here needs the exception from `{}`", settings.code(*rule).id());
            Diagnostic::new(codes::WAIVER_STALE, at.place(sources), message).with_help("remove it")
        });
        stale.collect()
    }
}

/// The rule that an entry ignores: `rule: reason`, or `rule: {reason, approver, expires}`.
fn read(key: Node<'_>, value: NodeRef, sources: &Sources, settings: &Settings) -> Result<usize, Box<Diagnostic>> {
    let id = key.as_str().unwrap_or_default();
    let key = value.sibling(key);
    let fault = |code, at: NodeRef, message: String| Box::new(Diagnostic::new(code, at.place(sources), message));
    let Some(rule) = settings.position(id) else {
        let unknown = fault(codes::WAIVER_UNKNOWN, key, format!("no rule is called `{id}`"));
        let near = rules::nearest(id).map(|near| format!("did you mean `{near}`?"));
        return Err(near.map_or(unknown.clone(), |near| Box::new(unknown.with_help(near))));
    };
    let node = value.get(sources);
    let reason = node.as_str().or_else(|| node.get_str("reason")).unwrap_or_default();
    if reason.trim().is_empty() {
        let message = format!("the exception from `{id}` has no reason");
        return Err(Box::new(
            fault(codes::WAIVER_UNKNOWN, key, message).with_help("say in a sentence why this place is right as it is"),
        ));
    }
    if let Some(expires) = node.get("expires") {
        let day: Option<Date> = expires.as_str().and_then(|text| text.parse().ok());
        let Some(day) = day else {
            let message = format!("`{}` is no day", expires.as_str().unwrap_or_default());
            return Err(Box::new(
                fault(codes::WAIVER_UNKNOWN, value.sibling(expires), message).with_help("write it as 2026-12-31"),
            ));
        };
        if settings.today.is_some_and(|today| today > day) {
            let message = format!("the exception from `{id}` ended on {day}");
            return Err(fault(codes::WAIVER_EXPIRED, value.sibling(expires), message));
        }
    }
    Ok(rule)
}
