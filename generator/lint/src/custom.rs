//! Rules that users write, without code: a JSON Schema that parts of a kind have to fit.

use crate::cx::Found;
use crate::finding::Finding;
use crate::{Cx, Surfaces};
use rustc_hash::FxHashSet;
use serde_json::Value;
use std::fmt;
use stipula_diagnostics::{Code, Entry, Severity};
use stipula_model::NodeRef;
use stipula_validate::Compiled;

/// What a rule of a user looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The root of an OpenAPI, AsyncAPI or standalone schema document.
    Contract,
    /// An Operation Object of OpenAPI.
    Operation,
    /// A Parameter Object.
    Parameter,
    /// A Response Object.
    Response,
    /// A schema, wherever it stands.
    Schema,
    /// The schema of a declared property.
    Property,
    /// A Channel Object.
    Channel,
    /// A Message Object.
    Message,
}

impl Subject {
    /// All of them.
    pub const ALL: [(&'static str, Subject); 8] = [
        ("contract", Subject::Contract),
        ("operation", Subject::Operation),
        ("parameter", Subject::Parameter),
        ("response", Subject::Response),
        ("schema", Subject::Schema),
        ("property", Subject::Property),
        ("channel", Subject::Channel),
        ("message", Subject::Message),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, subject)| *subject == self).map_or("", |(name, _)| name)
    }

    /// The subject with this name.
    pub fn find(name: &str) -> Option<Subject> {
        Self::ALL.iter().find(|(own, _)| *own == name).map(|(_, subject)| *subject)
    }
}

/// A rule as a user defines it.
#[derive(Debug, Clone)]
pub struct CustomDefinition {
    /// Its id, in kebab case.
    pub id: String,
    /// What it looks at.
    pub on: Subject,
    /// On which surfaces.
    pub surfaces: Surfaces,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong where a part does not fit: a lower-case fragment.
    pub message: String,
    /// Why, and how to fix it, in Markdown.
    pub docs: String,
    /// Which parts are meant: those that fit this schema; all without one.
    pub when: Option<Value>,
    /// What they have to fit.
    pub schema: Value,
}

/// A rule of a user, compiled.
pub struct CustomRule {
    entry: &'static Entry,
    on: Subject,
    surfaces: Surfaces,
    severity: Severity,
    message: String,
    when: Option<Compiled>,
    schema: Compiled,
}

impl fmt::Debug for CustomRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entry.id)
    }
}

impl CustomRule {
    /// Compiles a rule. Its page lives as long as the program: a configuration is read once.
    ///
    /// # Errors
    /// When a schema cannot be compiled: which, and why.
    pub fn new(definition: CustomDefinition) -> Result<CustomRule, String> {
        let CustomDefinition { id, on, surfaces, severity, message, docs, when, schema } = definition;
        let when = when.map(Compiled::new).transpose().map_err(|error| format!("`when` is no schema: {error}"))?;
        let schema = Compiled::new(schema).map_err(|error| format!("`schema` is no schema: {error}"))?;
        let page = format!("# {id}\n\n{}\n\n{}\n", sentence(&message), docs.trim());
        let entry = Entry { id: Box::leak(id.into_boxed_str()), severity, page: Box::leak(page.into_boxed_str()) };
        Ok(CustomRule { entry: Box::leak(Box::new(entry)), on, surfaces, severity, message, when, schema })
    }

    /// Its code in findings.
    pub fn code(&self) -> Code {
        Code::of(self.entry)
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where it looks.
    pub fn surfaces(&self) -> Surfaces {
        self.surfaces
    }

    /// What it looks at.
    pub fn subject(&self) -> Subject {
        self.on
    }
}

/// `orders have lines` as `Orders have lines.`
fn sentence(message: &str) -> String {
    let mut chars = message.trim().trim_end_matches('.').chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).chain(['.']).collect()
}

/// Applies the rules of users to every part that is meant. `rule` of what is found counts on from the built-in rules.
pub(crate) fn walk(cx: Cx<'_>, rules: &[CustomRule], first: usize) -> Vec<Found> {
    if rules.is_empty() {
        return Vec::new();
    }
    let parts = parts(&cx);
    for (n, rule) in rules.iter().enumerate() {
        cx.turn(first + n);
        let own = parts.iter().filter(|(subject, _, surfaces)| *subject == rule.on && surfaces.meets(rule.surfaces));
        for (_, at, surfaces) in own {
            cx.turn_to(Some(*at), *surfaces);
            apply(&cx, rule, *at);
        }
    }
    cx.into_found()
}

fn apply(cx: &Cx<'_>, rule: &CustomRule, at: NodeRef) {
    let node = cx.node(at);
    if rule.when.as_ref().is_some_and(|when| !when.accepts(node)) {
        return;
    }
    for failure in rule.schema.failures(node) {
        let place = at.sibling(failure.node(node));
        let finding = Finding::at(place, format!("{}: {}", rule.message, failure.message));
        cx.report_weighing(finding, Some(rule.severity));
    }
}

/// Every part of every contract that is meant, once.
fn parts(cx: &Cx<'_>) -> Vec<(Subject, NodeRef, Surfaces)> {
    let mut parts = Vec::new();
    for contract in cx.contracts.iter().filter(|contract| contract.is_meant) {
        let surfaces = if contract.surfaces.is_empty() { Surfaces::ANY } else { contract.surfaces };
        parts.push((Subject::Contract, contract.at(), surfaces));
        for operation in &contract.contract.operations {
            parts.push((Subject::Operation, operation.at, Surfaces::HTTP));
            let parameters = operation.parameters.iter().map(|parameter| parameter.at);
            parts.extend(parameters.map(|at| (Subject::Parameter, at, Surfaces::REQUEST)));
            let responses = operation.responses.iter().map(|response| response.at);
            parts.extend(responses.map(|at| (Subject::Response, at, Surfaces::RESPONSE)));
        }
        let channels = contract.contract.channels.iter().map(|channel| channel.at);
        parts.extend(channels.map(|at| (Subject::Channel, at, Surfaces::EVENT)));
        let messages = contract.contract.messages.iter().map(|message| message.at);
        parts.extend(messages.map(|at| (Subject::Message, at, Surfaces::EVENT)));
    }
    for view in cx.schemas() {
        if view.contract.is_some_and(|index| cx.contracts[index].is_meant) {
            parts.push((Subject::Schema, view.at, view.surfaces));
            parts.extend(cx.properties(view).map(|own| (Subject::Property, own.schema.at, view.surfaces)));
        }
    }
    let mut seen = FxHashSet::default();
    parts.retain(|(subject, at, _)| seen.insert((subject.name(), *at)));
    parts
}
