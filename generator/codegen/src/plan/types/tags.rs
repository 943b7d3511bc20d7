//! How a variant is told from the others before it is read: by the value of a member, or by its type in JSON.

use super::Types;
use super::kinds::kinds;
use crate::plan::By;
use crate::plan::facets::{Composition, Facets, Subject};
use rustc_hash::FxHashSet;
use stipula_model::Kw;
use stipula_source::Node;

/// Unions inside of unions are searched for tags this deep.
const DEEPEST: usize = 8;

/// How variants are told apart, and what tells each.
pub(super) struct Apart {
    pub(super) by: By,
    pub(super) tags: Vec<Vec<String>>,
}

impl<'m> Types<'m> {
    /// Tells variants apart where no value can be two of them; else they are tried.
    pub(super) fn apart(&self, composition: &Composition, said: Option<&str>, subjects: &[Subject]) -> Apart {
        let facets: Vec<Facets<'m>> = subjects.iter().map(|subject| Facets::of(&self.input, subject)).collect();
        let mut names: Vec<&str> = said.into_iter().collect();
        if let (Some(subject), Some(facets)) = (subjects.first(), facets.first()) {
            self.required(subject, facets, 0, &mut names);
        }
        for name in names {
            let tags = subjects.iter().zip(&facets).map(|(it, facets)| self.tags_of(it, facets, name, 0));
            if let Some(tags) = tags.collect::<Option<Vec<_>>>().filter(|tags| are_disjoint(tags)) {
                return Apart { by: By::Tag(name.to_owned()), tags };
            }
        }
        let kinds = facets.iter().map(kinds_of);
        if let Some(tags) = kinds.collect::<Option<Vec<_>>>().filter(|tags| are_disjoint(tags)) {
            return Apart { by: By::Kind, tags };
        }
        let by = if composition.kw == Kw::OneOf { By::One } else { By::Any };
        Apart { by, tags: vec![Vec::new(); subjects.len()] }
    }

    /// The names that an object must have, by its first branch where only branches say them.
    fn required<'n>(&self, subject: &Subject, facets: &Facets<'m>, depth: usize, names: &mut Vec<&'n str>)
    where
        'm: 'n,
    {
        names.extend(facets.required.iter().copied());
        if let [Composition { branches, .. }] = &facets.compositions[..]
            && let Some(first) = branches.first().filter(|_| depth < DEEPEST)
        {
            let subject = subject.with_branch(&facets.compositions[0], *first);
            self.required(&subject, &Facets::of(&self.input, &subject), depth + 1, names);
        }
    }

    /// The texts that a member must be one of, if the value must be an object that has it.
    fn tags_of(&self, subject: &Subject, facets: &Facets<'m>, name: &str, depth: usize) -> Option<Vec<String>> {
        if !facets.types.is_some_and(|types| types.names().eq(["object"])) && facets.compositions.is_empty() {
            return None;
        }
        if facets.required.contains(name)
            && facets.types.is_some_and(|types| types.names().eq(["object"]))
            && let Some(values) = self.texts(subject, facets, name)
        {
            return Some(values);
        }
        let [composition] = &facets.compositions[..] else { return None };
        if depth >= DEEPEST {
            return None;
        }
        let of_branch = |branch| {
            let subject = subject.with_branch(composition, branch);
            self.tags_of(&subject, &Facets::of(&self.input, &subject), name, depth + 1)
        };
        let mut tags: Vec<String> = Vec::new();
        for branch in &composition.branches {
            tags.extend(of_branch(*branch)?);
        }
        tags.sort_unstable();
        tags.dedup();
        Some(tags)
    }

    /// The values of a member that is one of some texts.
    fn texts(&self, subject: &Subject, facets: &Facets<'m>, name: &str) -> Option<Vec<String>> {
        let schemas = facets.members.of(name);
        if schemas.is_empty() {
            return None;
        }
        let subject = Subject { schemas, without: Vec::new(), role: subject.role };
        let member = Facets::of(&self.input, &self.normal(subject)?);
        let texts = member.values.filter(|_| !member.is_open)?.into_iter().map(Node::as_str);
        texts.map(|text| text.map(str::to_owned)).collect()
    }
}

/// The types in JSON of the values that are accepted.
fn kinds_of(facets: &Facets<'_>) -> Option<Vec<String>> {
    let named = match (&facets.values, facets.types) {
        (Some(values), _) => {
            let mut set = stipula_model::TypeSet::default();
            values.iter().for_each(|value| set.insert(value.kind().name()));
            set
        }
        (None, types) => types?,
    };
    let kinds = kinds(named).into_iter().map(str::to_owned).collect::<Vec<_>>();
    (!kinds.is_empty()).then_some(kinds)
}

fn are_disjoint(tags: &[Vec<String>]) -> bool {
    let mut seen = FxHashSet::default();
    tags.iter().all(|tags| !tags.is_empty() && tags.iter().all(|tag| seen.insert(tag)))
}
