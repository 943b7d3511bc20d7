//! Inline strings that are called and checked alike are one type. Who else shares it is known at the end, so its name is
//! chosen then: one that is locked for most of its places, else a free one.

use super::make::Making;
use super::{Hint, Types};
use crate::plan::{Shape, TextFacets, TypeId};
use std::cmp::Reverse;

/// A type that several places share.
#[derive(Debug)]
pub(super) struct Shared {
    id: TypeId,
    hint: Hint,
    /// What the lock calls the places, in the order in which they were met.
    sources: Vec<String>,
}

impl Types<'_> {
    /// The one type of all places that are called and checked like this one.
    pub(super) fn share(&mut self, making: &Making<'_>, name: String, text: &TextFacets) -> TypeId {
        let source = self.source(making.subject, making.aspect);
        let key = (name, text.clone());
        if let Some(known) = self.shared.get_mut(&key) {
            known.sources.push(source);
            return known.id;
        }
        let mut hint = making.hint.clone();
        if hint.module.last().is_none_or(|last| last != "types") {
            hint.module = vec!["values".to_owned()];
        }
        let id = self.push(making.subject, &hint.module, String::new());
        self.get_mut(id).shape = Shape::Text(text.clone());
        self.shared.insert(key, Shared { id, hint, sources: vec![source] });
        id
    }

    /// Gives shared types their names.
    pub(super) fn name_shared(&mut self) {
        let shared: Vec<Shared> = std::mem::take(&mut self.shared).into_values().collect();
        let mut claims = Vec::new();
        for (n, Shared { sources, .. }) in shared.iter().enumerate() {
            for (path, count) in self.names.locked(sources) {
                claims.push((Reverse(count), n, path));
            }
        }
        claims.sort();
        let mut named: Vec<Option<(Vec<String>, String)>> = vec![None; shared.len()];
        for (_, n, path) in claims {
            if named[n].is_none() && self.names.claim(&path) {
                named[n] = Some(path);
            }
        }
        for (Shared { id, hint, sources }, named) in shared.into_iter().zip(named) {
            let (module, name) = named.unwrap_or_else(|| self.names.fresh(&hint));
            self.names.give(sources, &module, &name);
            let module = self.names.module(&mut self.plan.modules, &module);
            let ty = self.get_mut(id);
            (ty.module, ty.name) = (module, name);
        }
    }
}
