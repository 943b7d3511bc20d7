//! Small contracts of which every value is known: what other generators lose.

use super::contracts::Contracts;
use super::datum::Datum;
use super::package::{Answer, Answers, Built, Package};
use serde_json::Value;
use stipula_codegen::Layout;
use stipula_source::Memory;

/// A schema, and texts that it accepts and refuses.
#[derive(Debug, Clone, Copy)]
pub struct Truth {
    /// Its name.
    pub name: &'static str,
    /// The schema, or several files: an object whose keys are paths; `main.schema.json` is meant.
    pub schema: &'static str,
    /// Texts that are accepted, and written back unchanged or, behind ` => `, as this.
    pub accepts: &'static [&'static str],
    /// Texts that are refused, each with a word that the fault has to contain, behind ` => `.
    pub refuses: &'static [&'static str],
    /// Texts that tolerant readers accept, and strict ones refuse; behind ` => `, what is written.
    pub tolerates: &'static [&'static str],
}

/// Truths as a program.
#[derive(Debug)]
pub struct Truths {
    truths: &'static [Truth],
    built: Built,
}

impl Truths {
    /// Generates and compiles the types of truths.
    ///
    /// # Panics
    /// When that fails.
    pub fn build(name: &'static str, truths: &'static [Truth]) -> Truths {
        let modules = truths.iter().map(|truth| {
            let contracts =
                Contracts::in_memory(files(truth), Some("https://contracts.example.com/"), |path| path == MAIN);
            let mut module = contracts.module(truth.name, Layout::Single);
            module.subjects.retain(|subject| subject.name.strip_suffix('#') == Some(MAIN));
            module
        });
        Truths { truths, built: Package { name, modules: modules.collect() }.build() }
    }

    /// Holds a truth against its type.
    ///
    /// # Panics
    /// When they differ.
    pub fn hold(&self, name: &str) {
        let n = self.truths.iter().position(|truth| truth.name == name).expect("every test has its truth");
        let truth = &self.truths[n];
        assert!(!self.built.broken.contains_key(name), "{name} does not compile: {}", self.built.broken[name]);
        let number = self.built.subjects.iter().position(|(module, _)| *module == n).expect("a truth has a root type");
        let has_serde = self.built.subjects[number].1.has_serde;
        let ask = |text: &str| {
            let (sent, expected) = text.split_once(" => ").unwrap_or((text, text));
            let answers = self.built.ask(&[(number, sent.to_owned())]).remove(0);
            (answers, expected.to_owned())
        };
        for text in truth.accepts {
            let (Answers { strict, serde, tolerant }, written) = ask(text);
            assert!(is_written(&strict, &written), "{name}: {text}: {strict:?}");
            assert!(is_written(&tolerant, &written), "{name}, tolerantly: {text}: {tolerant:?}");
            assert!(!has_serde || is_written(&serde, &written), "{name}, by serde: {text}: {serde:?}");
        }
        for text in truth.refuses {
            let (Answers { strict, serde, .. }, word) = ask(text);
            let word = if text.contains(" => ") { word } else { String::new() };
            let Answer::Refuses(fault) = &strict else { panic!("{name} accepts {text}: {strict:?}") };
            assert!(fault.contains(&word), "{name}: {text}: {fault}");
            assert!(!has_serde || matches!(serde, Answer::Refuses(_)), "{name}, by serde: {text}: {serde:?}");
        }
        for text in truth.tolerates {
            let (Answers { strict, tolerant, .. }, written) = ask(text);
            assert!(matches!(strict, Answer::Refuses(_)), "{name} accepts {text}: {strict:?}");
            assert!(is_written(&tolerant, &written), "{name}, tolerantly: {text}: {tolerant:?}");
        }
    }
}

/// True if this was written, with its members in any order.
fn is_written(answer: &Answer, wanted: &str) -> bool {
    let Answer::Accepts(written) = answer else { return false };
    let sorted = |text: &str| Datum::parse(text).map(Datum::sorted);
    sorted(written).is_some() && sorted(written) == sorted(wanted)
}

const MAIN: &str = "main.schema.json";

fn files(truth: &Truth) -> Memory {
    let schema: Value = serde_json::from_str(truth.schema).unwrap_or_else(|error| panic!("{}: {error}", truth.name));
    match schema.get(MAIN) {
        None => Memory::new().with(MAIN, dialect(&schema)),
        Some(_) => {
            let files = schema.as_object().expect("files by path");
            files.iter().fold(Memory::new(), |all, (path, schema)| all.with(path, dialect(schema)))
        }
    }
}

fn dialect(schema: &Value) -> String {
    let mut schema = schema.clone();
    if let Some(object) = schema.as_object_mut() {
        object.entry("$schema").or_insert_with(|| "https://json-schema.org/draft/2020-12/schema".into());
    }
    schema.to_string()
}
