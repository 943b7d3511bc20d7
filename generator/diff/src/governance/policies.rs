//! Policies: what is promised about compatibility, to whom, and for how long.

use super::effective::{Entries, governed, governing, list_of};
use super::promises::shift;
use crate::envelope::{Both, Noted};
use crate::{About, ContractPair, Fact, Kind};
use stipula_model::Kind as Document;

pub(super) fn compare(noted: &mut Noted<'_, '_>, pairs: &[ContractPair]) {
    let (old, new) = (noted.old(), noted.new_version());
    let read = |version| Entries::read(version, Document::Compatibility, "policies", "contracts");
    let (olds, news) = (read(old), read(new));
    let list = |version| list_of(version, Document::Compatibility, "policies");
    for (before, after) in governed(old, new, pairs) {
        let (was, is) = (olds.of(&before), news.of(&after));
        let (Some(before), Some(after_at)) = (was.or(list(old)).or(is), is.or(list(new)).or(was)) else { continue };
        let at = Both::new(before, after_at);
        let about = About::Document(governing(noted, at));
        noted.on_behalf_of(Some(after));
        match (was, is) {
            (Some(_), Some(_)) => policy(noted, &about, at),
            (Some(_), None) => noted.fact(Fact::at(Kind::PolicyRelaxed, &about, at).named("policy")),
            (None, Some(_)) => noted.fact(Fact::at(Kind::PolicyTightened, &about, at).named("policy")),
            (None, None) => {}
        }
    }
    noted.on_behalf_of(None);
}

/// The policies in force for one contract, member by member. Contracts that share a policy share its facts.
fn policy(noted: &mut Noted<'_, '_>, about: &About, at: Both) {
    let sources = noted.sources();
    noted.member(Kind::SurfaceChanged, about, at, "surface");
    noted.member(Kind::DescriptionChanged, about, at, "reason");
    noted.annotations(about, at);
    let members = [at.old, at.new].into_iter().flat_map(|at| at.get(sources).members());
    let mut keys: Vec<&str> = members.map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys.into_iter().filter(|key| at.differ(sources, key)) {
        let (old, new) = at.values(sources, key);
        let Some(shift) = shift(key, old, new) else { continue };
        for (has_moved, kind) in [(shift.more, Kind::PolicyTightened), (shift.less, Kind::PolicyRelaxed)] {
            if has_moved {
                let fact = Fact::at(kind, about, at.member(sources, key)).named(key);
                noted.fact(fact.nodes(old, new));
            }
        }
    }
}
