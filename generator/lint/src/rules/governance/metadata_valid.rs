use crate::finding::Finding;
use crate::rule::Hook;
use crate::vocabulary::{self, Key, Places};
use crate::{ContractView, Cx, Profile, Rule, fix};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Fix;
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;
use stipula_source::{Node, NodeId};
use stipula_validate::Failure;

pub(super) const RULE: Rule =
    Rule::new("metadata-valid", Error, Profile::Platform, Hook::Contract(check), include_str!("metadata_valid.md"));

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let file = contract.at().file;
    let mut places = None;
    let mut failures: FxHashMap<NodeId, Vec<Failure>> = FxHashMap::default();
    for (key, name) in vocabulary::x_keys(contract) {
        let Some(known) = vocabulary::find(name).filter(|_| vocabulary::is_metadata(cx, file, key)) else { continue };
        let Some(object) = key.parent() else { continue };
        let at = NodeRef::new(file, object);
        let places = places.get_or_insert_with(|| Places::of(contract));
        if let Some(finding) = misplaced(cx, places, known, at.sibling(key)) {
            cx.report_about(vocabulary::subject(contract, object), finding);
            continue;
        }
        let all = failures.entry(object.id()).or_insert_with(|| vocabulary::failures(object));
        for failure in all.iter().filter(|failure| is_of(failure, name)) {
            cx.report_about(vocabulary::subject(contract, object), finding(cx, known, at, failure));
        }
    }
}

fn is_of(failure: &Failure, name: &str) -> bool {
    let rest = failure.pointer.strip_prefix('/').and_then(|pointer| pointer.strip_prefix(name));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A key on an object that is known to be of another kind.
fn misplaced(cx: &Cx<'_>, places: &Places, known: &Key, key: NodeRef) -> Option<Finding> {
    let object = key.sibling(key.get(cx.sources).parent()?);
    let here = places.at(cx, object);
    let is_right = known.stands_on(&here) || known.name == crate::IGNORE;
    let kind = here.first().filter(|_| !is_right)?.name();
    let wanted: Vec<&str> = known.places.iter().map(|place| place.name()).collect();
    let wanted = match wanted.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => return None,
    };
    let finding = Finding::at(key, format!("`{}` says nothing about {} `{kind}`", known.name, article(kind)));
    Some(finding.help(format!("move it to the {wanted} that it is about")))
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn finding(cx: &Cx<'_>, known: &Key, object: NodeRef, failure: &Failure) -> Finding {
    let at = object.sibling(failure.node(object.get(cx.sources)));
    let is_blank = at.get(cx.sources).as_str().is_some_and(|text| text.trim().is_empty());
    let message = if is_blank { "the text is empty" } else { failure.message.as_str() };
    let finding = Finding::at(at, format!("`{}`: {message}", known.name)).fix(meant(cx, at, failure));
    let help = failure.help.clone().or_else(|| example(known, &failure.pointer));
    finding.help(help.unwrap_or_else(|| known.description.clone()))
}

/// What could stand at a place: the nearest part around it that is short enough to be shown.
fn example(known: &Key, pointer: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let below = pointer.strip_prefix('/')?.strip_prefix(known.name.as_str())?;
    let around = std::iter::successors(Some(below), |part| part.rfind('/').map(|end| &part[..end]));
    around.into_iter().find_map(|part| {
        let value = known.examples.iter().find_map(|example| example.pointer(part))?.to_string();
        let name = part.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&known.name);
        let is_shown = value.len() <= LONGEST && name.parse::<usize>().is_err();
        is_shown.then(|| format!("write for example `{name}: {value}`"))
    })
}

/// The word that a misspelled member or value was most likely meant to be.
fn meant(cx: &Cx<'_>, at: NodeRef, failure: &Failure) -> Option<Fix> {
    let word = failure.help.as_deref()?.strip_prefix("did you mean `")?.strip_suffix("`?")?;
    let node: Node<'_> = at.get(cx.sources);
    let title = format!("write `{word}`");
    if !node.is_key() {
        return fix::one(title, fix::replace(cx.sources, at, &word.into()));
    }
    let is_free = node.parent().is_some_and(|parent| parent.get(word).is_none());
    if is_free { fix::one(title, fix::rename(cx.sources, at, word)) } else { None }
}
