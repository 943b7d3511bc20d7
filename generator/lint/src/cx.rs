//! What a rule is given beside the part that it looks at.

use crate::finding::Finding;
use crate::options::Words;
use crate::{Evidence, KeywordProfile, Profile, Scene, SchemaView, Settings, Surfaces};
use jiff::civil::Date;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use stipula_diagnostics::Severity;
use stipula_model::{NodeRef, SchemaId};
use stipula_source::Node;

/// What a rule is given beside the part that it looks at: the whole [`Scene`], its own options, and where to report.
pub(crate) struct Cx<'m> {
    pub(crate) scene: &'m Scene<'m>,
    pub(crate) evidence: &'m Evidence,
    settings: &'m Settings,
    rule: Cell<usize>,
    subject: Cell<Option<NodeRef>>,
    surfaces: Cell<Surfaces>,
    found: RefCell<Vec<Found>>,
}

/// A finding, and whose it is.
#[derive(Debug)]
pub(crate) struct Found {
    /// The position of the rule.
    pub(crate) rule: usize,
    pub(crate) severity: Severity,
    /// The part that the rule was looking at.
    pub(crate) subject: NodeRef,
    pub(crate) finding: Finding,
}

impl<'m> Deref for Cx<'m> {
    type Target = Scene<'m>;

    fn deref(&self) -> &Scene<'m> {
        self.scene
    }
}

impl<'m> Cx<'m> {
    pub(crate) fn new(scene: &'m Scene<'m>, settings: &'m Settings, evidence: &'m Evidence) -> Self {
        Cx {
            scene,
            evidence,
            settings,
            rule: Cell::new(0),
            subject: Cell::new(None),
            surfaces: Cell::new(Surfaces::NONE),
            found: RefCell::default(),
        }
    }

    /// Says which part comes next.
    pub(crate) fn turn_to(&self, subject: Option<NodeRef>, surfaces: Surfaces) {
        self.subject.set(subject);
        self.surfaces.set(surfaces);
    }

    /// Says which rule comes next.
    pub(crate) fn turn(&self, rule: usize) {
        self.rule.set(rule);
    }

    pub(crate) fn into_found(self) -> Vec<Found> {
        self.found.into_inner()
    }

    /// Says what is wrong.
    pub(crate) fn report(&self, finding: Finding) {
        self.report_weighing(finding, None);
    }

    /// The same, with a weight for a rule that has none of its own.
    pub(crate) fn report_weighing(&self, finding: Finding, usual: Option<Severity>) {
        let rule = self.rule.get();
        let path = || self.roots.path_of(self.sources, finding.at.file);
        let Some(severity) = self.settings.level(rule, usual, path, self.surfaces.get()) else { return };
        let subject = self.subject.get().unwrap_or(finding.at);
        self.found.borrow_mut().push(Found { rule, severity, subject, finding });
    }

    /// Says what is wrong with another part than the one at hand: rules about that part can cede to it.
    pub(crate) fn report_about(&self, subject: NodeRef, finding: Finding) {
        let own = self.subject.replace(Some(subject));
        self.report(finding);
        self.subject.set(own);
    }

    /// A number among the rule's options.
    pub(crate) fn number(&self, name: &str) -> u64 {
        self.settings.number(self.rule.get(), name)
    }

    /// A yes or no among the rule's options.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.settings.flag(self.rule.get(), name)
    }

    /// A text among the rule's options.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.settings.text(self.rule.get(), name)
    }

    /// A set of words among the rule's options.
    pub(crate) fn words(&self, name: &str) -> &Words {
        self.settings.words(self.rule.get(), name)
    }

    /// A table among the rule's options.
    pub(crate) fn pairs(&self, name: &str) -> &[(String, String)] {
        self.settings.pairs(self.rule.get(), name)
    }

    /// The profile of rules: some look closer in a larger one.
    pub(crate) fn profile(&self) -> Profile {
        self.settings.profile
    }

    /// The schema profile.
    pub(crate) fn keywords(&self) -> &KeywordProfile {
        &self.settings.keywords
    }

    /// The day that dates are held against.
    pub(crate) fn today(&self) -> Option<Date> {
        self.settings.today
    }

    /// True if a path holds shared concepts.
    pub(crate) fn is_canonical(&self, path: &str) -> bool {
        self.settings.is_canonical(path)
    }

    /// True if two schemas are the same one after references.
    pub(crate) fn is_same(&self, one: SchemaId, other: SchemaId) -> bool {
        self.resolved(one).id == self.resolved(other).id
    }

    /// A metadata key of a schema: its own, or that of what it refers to.
    pub(crate) fn metadata(&self, schema: &SchemaView<'m>, key: &str) -> Option<Node<'m>> {
        schema.node.get(key).or_else(|| self.resolved(schema.id).node.get(key))
    }
}
