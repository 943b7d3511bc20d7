//! References between objects that are no schemas: parameters, responses, messages, channels.

use super::Lowering;
use crate::components::SECTIONS;
use crate::resolve::Unresolved;
use crate::schema::Reference;
use crate::{NodeRef, ResourceId, SchemaId};
use rustc_hash::FxHashMap;
use stipula_diagnostics::{Diagnostic, codes};

impl Lowering<'_> {
    /// Follows the references of an object to the object itself. `section` is the part of `components`
    /// that such objects are kept in.
    pub(super) fn deref(
        &mut self,
        at: NodeRef,
        resource: ResourceId,
        section: &'static str,
    ) -> Option<(NodeRef, ResourceId)> {
        let (mut at, mut resource) = (at, resource);
        let start = at;
        let mut passed: Vec<(NodeRef, NodeRef)> = Vec::new();
        for hop in 0.. {
            let node = self.get(at);
            let Some(value) = node.get("$ref").filter(|value| value.as_str().is_some()) else {
                return node.is_object().then_some((at, resource));
            };
            let value = at.sibling(value);
            if hop == self.sources.limits().ref_hops {
                self.report_hops(start, hop);
                return None;
            }
            let reference = self.get(value).as_str()?;
            self.adopt(resource, reference);
            match self.resolver().resolve(resource, reference) {
                Err(unresolved) => {
                    self.report_unresolved(value, &unresolved, reference);
                    return None;
                }
                Ok(target) if target.node == at || passed.iter().any(|(node, _)| *node == target.node) => {
                    // A circle is one finding, wherever it is entered.
                    passed.push((at, value));
                    let circle = passed.iter().skip_while(|(node, _)| *node != target.node).map(|(_, value)| *value);
                    self.report_cycle(circle.min().unwrap_or(value));
                    return None;
                }
                Ok(target) if self.is_other_component(target.node, section) => {
                    self.report_wrong_kind(value, target.node, section);
                    return None;
                }
                Ok(target) => {
                    self.schemas.references.insert(value, Reference { target: target.node, section });
                    passed.push((at, value));
                    (at, resource) = (target.node, target.resource);
                }
            }
        }
        None
    }

    /// True for `/components/<another section>/<name>`.
    pub(super) fn is_other_component(&self, target: NodeRef, section: &str) -> bool {
        let pointer = self.get(target).pointer();
        let mut tokens = pointer.split('/').skip(1);
        tokens.next() == Some("components")
            && tokens.next().is_some_and(|found| found != section && SECTIONS.contains(&found))
            && tokens.next().is_some()
            && tokens.next().is_none()
    }

    pub(super) fn report_unresolved(&mut self, value: NodeRef, unresolved: &Unresolved, reference: &str) {
        if self.reported.insert(value) {
            self.diagnostics.push(unresolved.diagnostic(self.sources, value, reference));
        }
    }

    pub(super) fn report_wrong_kind(&mut self, value: NodeRef, target: NodeRef, expected: &str) {
        if self.reported.insert(value) {
            let place = value.place(self.sources);
            let expected = expected.strip_suffix('s').unwrap_or(expected);
            let expected = expected.strip_prefix("a ").unwrap_or(expected);
            let diagnostic = Diagnostic::new(
                codes::REF_WRONG_KIND,
                place,
                format!("this reference leads to something that is no {expected}"),
            )
            .with_label(target.place(self.sources), "it leads here");
            self.diagnostics.push(diagnostic);
        }
    }

    fn report_cycle(&mut self, value: NodeRef) {
        if self.reported.insert(value) {
            let place = value.place(self.sources);
            let diagnostic = Diagnostic::new(codes::REF_CYCLE, place, "this reference only leads back to itself")
                .with_help("let one of the references in the circle be the thing itself");
            self.diagnostics.push(diagnostic);
        }
    }

    fn report_hops(&mut self, start: NodeRef, hops: usize) {
        if self.reported.insert(start) {
            let place = start.place(self.sources);
            let message = format!("more than {hops} references follow one another from here");
            let diagnostic = Diagnostic::new(codes::REF_TOO_MANY_HOPS, place, message)
                .with_help("refer to the thing itself, or raise `limits.ref-hops` in stipula.toml");
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports circles of `$ref`s between schemas, each once, and chains beyond the limit.
    pub(super) fn find_cycles(&mut self) {
        let limit = self.sources.limits().ref_hops;
        // How many hops a schema is from the end of its chain; `None` while on the current path.
        let mut hops: FxHashMap<SchemaId, Option<usize>> = FxHashMap::default();
        let starts: Vec<SchemaId> =
            self.schemas.iter().filter(|(_, schema)| schema.target.is_some()).map(|(id, _)| id).collect();
        for start in starts {
            let mut path = Vec::new();
            let mut at = start;
            let mut length = loop {
                match hops.get(&at) {
                    Some(Some(known)) => break *known,
                    Some(None) => {
                        self.report_schema_cycle(at);
                        break 0;
                    }
                    None => {}
                }
                hops.insert(at, None);
                path.push(at);
                match self.schemas.get(at).target {
                    Some(target) => at = target,
                    None => break 0,
                }
            };
            for id in path.into_iter().rev() {
                length += usize::from(self.schemas.get(id).target.is_some());
                hops.insert(id, Some(length));
                if length == limit + 1 {
                    self.report_hops(self.schemas.get(id).at, limit);
                }
            }
        }
    }

    fn report_schema_cycle(&mut self, id: SchemaId) {
        let at = self.schemas.get(id).at;
        if let Some(value) = self.get(at).get("$ref") {
            self.report_cycle(at.sibling(value));
        }
    }
}
