//! `x-semantics`: what an amount or a status stands for, with a version where one is kept.

use super::Member;
use crate::{Fact, Kind};

/// The members that say whether taxes are included.
const TAX: [&str; 5] = ["tax", "taxBasis", "tax-basis", "taxBy", "taxIncluded"];

/// Another tax basis is told apart from any other meaning.
pub(super) fn judge(member: &Member<'_>, facts: &mut Vec<Fact>) {
    match member.differing() {
        Some(names) => facts.extend(names.into_iter().map(|name| member.inner(kind_of(name), name))),
        None => facts.push(member.fact(Kind::SemanticsChanged)),
    }
}

fn kind_of(name: &str) -> Kind {
    if TAX.contains(&name) { Kind::TaxBasisChanged } else { Kind::SemanticsChanged }
}
