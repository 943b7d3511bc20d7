//! What a message carries, once for each pair of messages.

use super::Events;
use super::layers::{Found, Layers};
use crate::envelope::{Both, follow};
use crate::{About, Carrier, Fact, Kind, Payload};
use stipula_model::{Message, Role, SchemaId, Surface};
use stipula_source::Node;

impl<'a> Events<'_, 'a> {
    pub(super) fn messages(&mut self) {
        for ((old, new), channels) in std::mem::take(&mut self.messages) {
            let flow = self.message_flow(new);
            let (before, after) = (&self.old.contract.messages[old], &self.new.contract.messages[new]);
            let about = self.about(&after.name, flow);
            self.message(&about, before, after, &channels);
        }
    }

    fn message(&mut self, about: &About, old: &'a Message, new: &'a Message, channels: &[String]) {
        let at = Both::new(old.at, new.at);
        let layers = Layers::of(self.old.version, self.new.version, at);
        let sources = self.noted.sources();
        self.layered_annotations(about, &layers);
        self.layered(Kind::DescriptionChanged, about, &layers, "tags");
        self.layered(Kind::ExamplesChanged, about, &layers, "examples");
        let found = layers.find(sources, "deprecated");
        let is_set = |node: Option<Node<'_>>| node.and_then(Node::as_bool) == Some(true);
        if is_set(found.new) && !is_set(found.old) {
            self.noted.fact(Fact::at(Kind::MessageDeprecated, about, found.at).named(&new.name));
        }
        self.content_type(about, &layers, (old, new));
        self.correlation(about, &layers);
        self.bindings(about, &layers.old, &layers.new);
        let (message, channels) = (new.name.clone(), channels.to_vec());
        let payload = Carrier::Message { message: message.clone(), channels: channels.clone() };
        self.carried(about, layers.find(sources, "payload"), (old.payload, new.payload), payload);
        self.schema_format(about, &layers);
        let headers = Carrier::MessageHeaders { message, channels };
        self.carried(about, layers.find(sources, "headers"), (old.headers, new.headers), headers);
    }

    /// The content type in force: of the message, its traits, or the document's default.
    fn content_type(&mut self, about: &About, layers: &Layers, (old, new): (&Message, &Message)) {
        let lower = |text: &Option<String>| text.as_ref().map(|text| text.to_lowercase().replace(' ', ""));
        if lower(&old.content_type) == lower(&new.content_type) {
            return;
        }
        let found = layers.find(self.noted.sources(), "contentType");
        let root = Both::new(self.old.contract.at, self.new.contract.at);
        let default = root.member(self.noted.sources(), "defaultContentType");
        let at = Both {
            old: if found.old.is_some() { found.at.old } else { default.old },
            new: if found.new.is_some() { found.at.new } else { default.new },
        };
        let fact = Fact::at(Kind::ContentTypeChanged, about, at);
        self.noted.fact(fact.values(old.content_type.clone(), new.content_type.clone()));
    }

    fn correlation(&mut self, about: &About, layers: &Layers) {
        let found = layers.find(self.noted.sources(), "correlationId");
        let old = found.old.map(|_| follow(self.old.version, found.at.old));
        let new = found.new.map(|_| follow(self.new.version, found.at.new));
        let location = |at: Option<_>| at.and_then(|at| self.noted.node(at).get_str("location"));
        let (before, after) = (location(old), location(new));
        if old.is_some() != new.is_some() || before != after {
            let at = Both::new(old.unwrap_or(found.at.old), new.unwrap_or(found.at.new));
            let fact = Fact::at(Kind::CorrelationIdChanged, about, at);
            self.noted.fact(fact.values(before.map(str::to_owned), after.map(str::to_owned)));
        } else if let (Some(old), Some(new)) = (old, new) {
            self.noted.annotations(about, Both::new(old, new));
        }
    }

    /// The language in which a payload is described, and a payload whose language is not ours to judge.
    fn schema_format(&mut self, about: &About, layers: &Layers) {
        let sources = self.noted.sources();
        let (outer, payload) = (layers.find(sources, "schemaFormat"), layers.find(sources, "payload"));
        let of = |outer: Option<Node<'a>>, payload: Option<Node<'a>>| {
            let inner = payload.and_then(|it| it.get("schema").and(it.get("schemaFormat")));
            inner.or(outer).and_then(Node::as_str).map_or_else(|| JSON.to_owned(), language)
        };
        let (before, after) = (of(outer.old, payload.old), of(outer.new, payload.new));
        if before != after && payload.old.is_some() && payload.new.is_some() {
            let place = |found: Option<Node<'_>>, at, other| if found.is_some() { at } else { other };
            let at = Both {
                old: place(outer.old, outer.at.old, payload.at.old),
                new: place(outer.new, outer.at.new, payload.at.new),
            };
            self.noted.fact(Fact::at(Kind::SchemaFormatChanged, about, at).values(Some(before), Some(after)));
        } else if before != JSON && payload.old.is_some() && payload.new.is_some() && !self.noted.same(payload.at) {
            self.noted.fact(Fact::at(Kind::SchemaChanged, about, payload.at).nodes(payload.old, payload.new));
        }
    }

    /// Compares two schemas, or notes that there is one on one side only.
    fn carried(
        &mut self,
        about: &About,
        found: Found<'a>,
        schemas: (Option<SchemaId>, Option<SchemaId>),
        carrier: Carrier,
    ) {
        if let (Some(old), Some(new)) = schemas {
            let About::Event { flow, .. } = *about else { return };
            let (contract, surface, role) = (self.contract, Some(Surface::Event), Role::Any);
            self.noted.payload(Payload { contract, carrier, surface, flow, role, old, new });
            return;
        }
        let name = if matches!(carrier, Carrier::Message { .. }) { "payload" } else { "headers" };
        let kind = match (found.old, found.new) {
            (None, Some(_)) => Kind::PayloadSchemaAdded,
            (Some(_), None) => Kind::PayloadSchemaRemoved,
            _ => return,
        };
        self.noted.fact(Fact::at(kind, about, found.at).named(name));
    }
}

/// JSON Schema, and AsyncAPI's superset of it, in whichever version.
const JSON: &str = "JSON Schema";

/// The language of a schema format without its version.
fn language(format: &str) -> String {
    let format = format.to_lowercase();
    let essence = format.split(';').next().unwrap_or_default().trim();
    let is_json_schema = ["application/schema+json", "application/schema+yaml", "application/vnd.aai.asyncapi"];
    if is_json_schema.iter().any(|known| essence.starts_with(known)) { JSON.to_owned() } else { format }
}
