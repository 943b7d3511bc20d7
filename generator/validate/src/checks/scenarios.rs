//! Scenarios: the golden dataset (API and event design §20.3). Every request, response, event and snapshot
//! of every step is checked against the operation, message or schema that it names.

use super::fixtures::{file_beside, find_schema};
use crate::Context;
use crate::validator::Failure;
use crate::values::{Question, failures};
use rustc_hash::FxHashMap;
use stipula_diagnostics::{Diagnostic, Place, codes};
use stipula_model::{Kind, MediaType, Message, NodeRef, Operation, ParameterIn, Role, SchemaId};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let operations: FxHashMap<&str, &Operation> = context
        .model
        .contracts
        .iter()
        .flat_map(|contract| &contract.operations)
        .filter_map(|operation| Some((operation.id.as_deref()?, operation)))
        .collect();
    let messages: FxHashMap<&str, &Message> = context
        .model
        .contracts
        .iter()
        .flat_map(|contract| &contract.messages)
        .map(|message| (message.name.as_str(), message))
        .collect();
    let mut findings = Vec::new();
    let mut questions = Vec::new();
    for at in context.model.documents_of(Kind::Scenario) {
        let mut scenario = Scenario {
            context,
            at,
            operations: &operations,
            messages: &messages,
            envelope: None,
            questions: &mut questions,
            findings: &mut findings,
        };
        scenario.find_envelope();
        for step in at.get(context.sources).get("steps").into_iter().flat_map(Node::items) {
            scenario.step(step);
        }
    }
    for (question, failures) in failures(context, &questions) {
        findings.extend(failures.iter().map(|failure| misfit(context, &question, failure)));
    }
    findings
}

fn misfit(context: &Context<'_>, question: &Question, failure: &Failure) -> Diagnostic {
    let node = failure.node(question.value.get(context.sources));
    let place = Place { file: question.value.file, span: node.headline(), pointer: node.pointer() };
    let schema = context.model.schemas.get(question.schema).at.place(context.sources);
    let message = format!("this does not fit its contract: {}", failure.message);
    Diagnostic::new(codes::SCENARIO_INVALID, place, message).with_label(schema, "its schema")
}

struct Scenario<'a> {
    context: &'a Context<'a>,
    at: NodeRef,
    operations: &'a FxHashMap<&'a str, &'a Operation>,
    messages: &'a FxHashMap<&'a str, &'a Message>,
    /// The schema of the envelope that events come in, where the scenario names one.
    envelope: Option<SchemaId>,
    questions: &'a mut Vec<Question>,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Scenario<'a> {
    fn find_envelope(&mut self) {
        let Some(name) = self.at.get(self.context.sources).get("envelope") else { return };
        self.envelope = find_schema(self.context, name.as_str().unwrap_or_default());
        if self.envelope.is_none() {
            self.report(name, "there is no such schema below the contracts".to_owned());
        }
    }

    fn step(&mut self, step: Node<'a>) {
        if let Some(name) = step.get("operation") {
            match name.as_str().and_then(|id| self.operations.get(id)).copied() {
                Some(operation) => self.exchange(step, operation),
                None => self.report(name, format!("no operation has the id `{}`", name.as_str().unwrap_or_default())),
            }
        }
        for event in step.get("events").into_iter().flat_map(Node::items) {
            self.event(event);
        }
        for snapshot in step.get("snapshots").into_iter().flat_map(Node::items) {
            let (Some(contract), Some(value)) = (snapshot.get("contract"), snapshot.get("value")) else { continue };
            match find_schema(self.context, contract.as_str().unwrap_or_default()) {
                Some(schema) => self.ask_file(value, Some(schema), Role::Any),
                None => self.report(contract, "there is no such schema below the contracts".to_owned()),
            }
        }
    }

    fn exchange(&mut self, step: Node<'a>, operation: &Operation) {
        if let Some(request) = step.get("request") {
            let places = [("path", ParameterIn::Path), ("query", ParameterIn::Query), ("headers", ParameterIn::Header)];
            for (key, location) in places {
                self.parameters(request.get(key), operation, location);
            }
            self.required_parameters(request, operation);
            let schema = operation.body.as_ref().and_then(|body| json_schema(&body.content));
            if operation.body.as_ref().is_some_and(|body| body.required) && request.get("body").is_none() {
                self.report(request, "the required body is missing".to_owned());
            }
            self.body(request, schema, Role::Request);
        }
        let Some(response) = step.get("response") else { return };
        let Some(status) = response.get("status") else { return };
        let text = status.as_number().or(status.as_str()).unwrap_or_default();
        let class = text.get(..1).map(|class| format!("{class}XX")).unwrap_or_default();
        let declared = [text, class.as_str(), "default"]
            .into_iter()
            .find_map(|wanted| operation.responses.iter().find(|response| response.status == wanted));
        let Some(declared) = declared else {
            let id = operation.id.as_deref().unwrap_or_default();
            self.report(status, format!("`{id}` declares no response {text}"));
            return;
        };
        for (key, value) in response.get("headers").into_iter().flat_map(Node::entries) {
            let name = key.as_str().unwrap_or_default();
            match declared.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)) {
                Some(header) => self.ask(value, header.schema, Role::Response),
                None => self.report(key, format!("the response {text} declares no header `{name}`")),
            }
        }
        self.body(response, json_schema(&declared.content), Role::Response);
    }

    fn parameters(&mut self, values: Option<Node<'a>>, operation: &Operation, location: ParameterIn) {
        for (key, value) in values.into_iter().flat_map(Node::entries) {
            let name = key.as_str().unwrap_or_default();
            let same = |declared: &str| {
                if location == ParameterIn::Header { declared.eq_ignore_ascii_case(name) } else { declared == name }
            };
            match operation.parameters.iter().find(|p| p.location == location && same(&p.name)) {
                Some(parameter) => self.ask(value, parameter.schema, Role::Request),
                None => {
                    let id = operation.id.as_deref().unwrap_or_default();
                    self.report(key, format!("`{id}` declares no {} parameter `{name}`", location.name()));
                }
            }
        }
    }

    fn required_parameters(&mut self, request: Node<'a>, operation: &Operation) {
        for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
            let key = match parameter.location {
                ParameterIn::Path => "path",
                ParameterIn::Query => "query",
                ParameterIn::Header => "headers",
                ParameterIn::QueryString | ParameterIn::Cookie => continue,
            };
            let given = request.get(key).into_iter().flat_map(Node::members);
            let is_header = parameter.location == ParameterIn::Header;
            let mut given = given.map(|(name, _)| name);
            if !given.any(|name| name == parameter.name || (is_header && name.eq_ignore_ascii_case(&parameter.name))) {
                let message =
                    format!("the required {} parameter `{}` is missing", parameter.location.name(), parameter.name);
                self.report(request, message);
            }
        }
    }

    fn body(&mut self, holder: Node<'a>, schema: Option<SchemaId>, role: Role) {
        let Some(body) = holder.get("body") else { return };
        if schema.is_none() {
            self.report(body, "the contract declares no JSON body here".to_owned());
        }
        self.ask_file(body, schema, role);
    }

    /// A structured `CloudEvent`: its envelope, then its data by its type.
    fn event(&mut self, name: Node<'a>) {
        let Some(event) = self.file(name) else { return };
        let node = event.get(self.context.sources);
        if let Some(schema) = self.envelope {
            self.questions.push(Question { schema, role: Role::Any, value: event });
        }
        let kind = node.get("type");
        match kind.and_then(Node::as_str).and_then(|kind| self.messages.get(kind)).copied() {
            Some(message) => {
                if let (Some(schema), Some(data)) = (message.payload, node.get("data")) {
                    self.questions.push(Question { schema, role: Role::Any, value: event.sibling(data) });
                }
            }
            None => {
                let place = event.sibling(kind.unwrap_or(node)).place(self.context.sources);
                let kind = kind.and_then(Node::as_str).unwrap_or_default();
                self.findings.push(Diagnostic::new(
                    codes::SCENARIO_INVALID,
                    place,
                    format!("no message is called `{kind}`"),
                ));
            }
        }
    }

    fn ask(&mut self, value: Node<'a>, schema: Option<SchemaId>, role: Role) {
        if let Some(schema) = schema {
            self.questions.push(Question { schema, role, value: self.at.sibling(value) });
        }
    }

    fn ask_file(&mut self, name: Node<'a>, schema: Option<SchemaId>, role: Role) {
        if let (Some(value), Some(schema)) = (self.file(name), schema) {
            self.questions.push(Question { schema, role, value });
        }
    }

    /// The root of the file that a value names.
    fn file(&mut self, name: Node<'a>) -> Option<NodeRef> {
        let text = name.as_str()?;
        let Some(file) = file_beside(self.context.sources, self.at.file, text) else {
            self.report(name, format!("there is no file {text} beside this scenario"));
            return None;
        };
        Some(NodeRef::new(file, self.context.sources.file(file).tree().root()?))
    }

    fn report(&mut self, node: Node<'_>, message: String) {
        let span = if node.is_key() { node.span() } else { node.headline() };
        let place = Place { file: self.at.file, span, pointer: node.pointer() };
        self.findings.push(Diagnostic::new(codes::SCENARIO_INVALID, place, message));
    }
}

fn json_schema(content: &[MediaType]) -> Option<SchemaId> {
    content.iter().find(|media_type| media_type.is_json()).and_then(|media_type| media_type.schema)
}
