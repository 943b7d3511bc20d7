//! The scenarios of the conformance suite, run as they are written.

use crate::json;
use gherkin::{Feature, GherkinEnv, Scenario, Step};
use std::collections::BTreeMap;
use stipula_rt::cloudevents::{Binding, CloudEvent, Data, Message};

#[test]
fn http_scenarios_hold() {
    assert_eq!(run(include_str!("upstream/http-protocol-binding.feature"), Binding::Http), 4);
}

#[test]
fn kafka_scenarios_hold() {
    assert_eq!(run(include_str!("upstream/kafka-protocol-binding.feature"), Binding::Kafka), 3);
}

/// Runs every scenario, an outline once for each of its examples; the number that was run.
fn run(text: &str, binding: Binding) -> usize {
    let feature = Feature::parse(text, GherkinEnv::default()).expect("the suite is Gherkin");
    let mut count = 0;
    for scenario in &feature.scenarios {
        for values in examples(scenario) {
            let mut world = World { binding, message: Message::default(), event: None };
            for step in &scenario.steps {
                world.step(step, &values);
            }
            assert!(world.event.is_some(), "{} did something", scenario.name);
            count += 1;
        }
    }
    count
}

fn examples(scenario: &Scenario) -> Vec<BTreeMap<String, String>> {
    let tables = scenario.examples.iter().filter_map(|examples| examples.table.as_ref());
    let rows = tables.flat_map(|table| {
        let (names, rows) = table.rows.split_first().expect("a table has a head");
        rows.iter().map(|row| names.iter().cloned().zip(row.iter().cloned()).collect()).collect::<Vec<_>>()
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() { vec![BTreeMap::new()] } else { rows }
}

struct World {
    binding: Binding,
    message: Message,
    event: Option<CloudEvent>,
}

impl World {
    fn step(&mut self, step: &Step, values: &BTreeMap<String, String>) {
        let fill = |text: &str| {
            values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
        };
        let text = fill(step.docstring.as_deref().unwrap_or_default());
        let rows = step.table.iter().flat_map(|table| table.rows.iter().skip(1));
        let rows: Vec<(String, String)> = rows.map(|row| (fill(&row[0]), fill(&row[1]))).collect();
        match step.value.as_str() {
            "HTTP Protocol Binding is supported" | "Kafka Protocol Binding is supported" => {}
            "an HTTP request" => self.message = request(&text),
            "a Kafka message with payload:" => self.message.body = Some(text.into_bytes()),
            "Kafka headers:" => {
                self.message.headers = rows.into_iter().map(|(name, value)| (name, value.into_bytes())).collect();
            }
            "parsed as HTTP request" | "parsed as Kafka message" => {
                self.event = Some(self.binding.read(&self.message).expect("the suite holds valid events"));
            }
            "the attributes are:" => self.holds_attributes(rows),
            "the data is equal to the following JSON:" => {
                assert_eq!(self.event.as_ref().and_then(|event| event.data.clone()), Some(Data::Json(json(&text))));
            }
            other => panic!("the suite has a step that nobody runs: {other}"),
        }
    }

    fn holds_attributes(&self, rows: Vec<(String, String)>) {
        let event = self.event.as_ref().expect("it was parsed");
        let found = event.attributes().into_iter().map(|(name, value)| (name.to_owned(), value.to_string()));
        assert_eq!(found.collect::<BTreeMap<_, _>>(), rows.into_iter().collect());
    }
}

/// A request as text: a line, headers, an empty line, a body.
fn request(text: &str) -> Message {
    let (head, body) = text.trim_start().split_once("\n\n").expect("a request has a body");
    let headers = head.lines().skip(1).map(|line| {
        let (name, value) = line.trim().split_once(':').expect("a header has a colon");
        (name.to_owned(), value.trim().as_bytes().to_vec())
    });
    Message { key: None, headers: headers.collect(), body: Some(body.as_bytes().to_vec()) }
}
