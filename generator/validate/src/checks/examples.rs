//! Examples and defaults against their schemas.

use crate::Context;
use crate::validator::Failure;
use crate::values::{Question, failures};
use rustc_hash::FxHashSet;
use stipula_diagnostics::{Code, Diagnostic, Place, codes};
use stipula_model::{Contract, Example, HttpSource, MediaType, NodeRef, Role, SchemaId};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut questions = Questions { all: Vec::new() };
    for contract in &context.model.contracts {
        questions.operations(contract);
        questions.messages(contract);
    }
    let defaults = questions.schemas(context);
    let failures = failures(context, &questions.all);
    // The same value may be asked about in two roles; it is reported once.
    let mut reported = FxHashSet::default();
    let mut findings = Vec::new();
    for (question, failures) in failures {
        let is_default = defaults.contains(&question.value);
        for failure in failures {
            let finding = finding(context, &question, &failure, is_default);
            if reported.insert((finding.code.id(), finding.place.clone(), finding.message.clone())) {
                findings.push(finding);
            }
        }
    }
    findings
}

fn finding(context: &Context<'_>, question: &Question, failure: &Failure, is_default: bool) -> Diagnostic {
    let value = question.value.get(context.sources);
    let node = failure.node(value);
    let place = Place { file: question.value.file, span: node.headline(), pointer: node.pointer() };
    let (code, what): (Code, _) = match (is_default, failure.keyword.as_str()) {
        (_, "format") => (codes::EXAMPLE_FORMAT_MISMATCH, if is_default { "default" } else { "example" }),
        (true, _) => (codes::DEFAULT_INVALID, "default"),
        (false, _) => (codes::EXAMPLE_INVALID, "example"),
    };
    let schema = context.model.schemas.get(question.schema).at.place(context.sources);
    let diagnostic = Diagnostic::new(code, place, format!("the {what} does not fit its schema: {}", failure.message));
    let diagnostic = diagnostic.with_label(schema, "its schema");
    match &failure.help {
        Some(help) => diagnostic.with_help(help.clone()),
        None => diagnostic,
    }
}

struct Questions {
    all: Vec<Question>,
}

impl Questions {
    fn ask(&mut self, schema: Option<SchemaId>, examples: &[Example], role: Role) {
        let Some(schema) = schema else { return };
        self.all.extend(examples.iter().map(|example| Question { schema, role, value: example.value }));
    }

    fn content(&mut self, content: &[MediaType], role: Role) {
        // An example of another media type is text in that type.
        for media_type in content.iter().filter(|media_type| media_type.is_json()) {
            self.ask(media_type.schema, &media_type.examples, role);
        }
    }

    fn operations(&mut self, contract: &Contract) {
        for operation in &contract.operations {
            // Consumers answer webhooks and callbacks: the service sends what is a request there.
            let (sent, received) = match operation.source {
                HttpSource::Path => (Role::Request, Role::Response),
                HttpSource::Webhook | HttpSource::Callback => (Role::Either, Role::Either),
            };
            for parameter in &operation.parameters {
                self.ask(parameter.schema, &parameter.examples, sent);
                self.content(&parameter.content, sent);
            }
            if let Some(body) = &operation.body {
                self.content(&body.content, sent);
            }
            for response in &operation.responses {
                self.content(&response.content, received);
                for header in &response.headers {
                    self.ask(header.schema, &header.examples, received);
                    self.content(&header.content, received);
                }
            }
        }
    }

    fn messages(&mut self, contract: &Contract) {
        for message in &contract.messages {
            self.ask(message.payload, &message.payload_examples, Role::Any);
            self.ask(message.headers, &message.header_examples, Role::Any);
        }
    }

    /// `default`, `example` and `examples` of every schema; gives back which values are defaults.
    fn schemas(&mut self, context: &Context<'_>) -> FxHashSet<NodeRef> {
        let mut defaults = FxHashSet::default();
        for (id, schema) in context.model.schemas.iter() {
            let node = schema.at.get(context.sources);
            let resource = context.model.schemas.resource(schema.resource);
            if !node.is_object() || (resource.draft.ref_hides_siblings() && node.get("$ref").is_some()) {
                continue;
            }
            let values = [node.get("default"), node.get("example")].into_iter().flatten();
            let values = values.chain(node.get("examples").into_iter().flat_map(Node::items));
            self.all.extend(values.map(|value| Question {
                schema: id,
                role: Role::Either,
                value: schema.at.sibling(value),
            }));
            defaults.extend(node.get("default").map(|value| schema.at.sibling(value)));
        }
        defaults
    }
}
