//! Types made by typify. Its types, and those of schemars that it reads, stay in this module.

use crate::loss::{Effect, Loss};
use crate::lowering::{Dialect, Lowering};
use crate::{Generated, Refused, loss, print, wall};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use stipula_model::{Contract, Model, SchemaId};
use stipula_source::Sources;
use typify_impl::{TypeSpace, TypeSpaceSettings};

/// What the manifest pins.
pub(crate) const VERSION: &str = "0.8.0";

/// More schemas than this that typify cannot read end the attempt.
const MOST_REFUSED: usize = 64;

/// The types of contracts, made by typify.
///
/// # Errors
/// If typify fails for a reason that is no single schema's.
pub fn typify(model: &Model, sources: &Sources, contracts: &[&Contract]) -> Result<Generated, Refused> {
    let mut lowering = Lowering::new(model, sources, Dialect::Draft07, "typify");
    for contract in contracts {
        name_schemas(&mut lowering, contract);
    }
    lowering.drain();
    let refused = |reason, losses: &[Loss]| Refused {
        backend: "typify",
        version: VERSION,
        reason,
        findings: loss::findings(losses, sources),
    };
    blank_unreadable(&mut lowering).map_err(|reason| refused(reason, &lowering.losses))?;
    let titles: Vec<String> = contracts.iter().map(|contract| sources.file(contract.file).path().to_owned()).collect();
    let definitions = &lowering.definitions;
    let code = wall::run(|| {
        let file = read(definitions.clone())?.to_stream();
        print::print("typify", VERSION, &titles, "serde, serde_json, regress, chrono, uuid", file)
    });
    match code {
        Ok(rust) => Ok(Generated {
            rust,
            findings: loss::findings(&lowering.losses, sources),
            losses: lowering.losses,
            types: lowering.origins,
        }),
        Err(reason) => Err(refused(reason, &lowering.losses)),
    }
}

/// Names the schemas of a contract that get a type: named ones first, then those of bodies and messages.
fn name_schemas(lowering: &mut Lowering<'_>, contract: &Contract) {
    let wanted = contract.components.iter().map(|(name, id)| (name.clone(), *id));
    let wanted: Vec<(String, SchemaId)> = wanted.collect();
    if let Some(root) = contract.schema {
        lowering.name(root, None);
    }
    for (name, id) in wanted {
        lowering.name(id, Some(&name));
    }
    for operation in &contract.operations {
        let id = operation.id.clone().unwrap_or_else(|| format!("{}-{}", operation.method, operation.path));
        let body = operation.body.iter().flat_map(|body| &body.content);
        for schema in body.filter(|media| media.is_json()).filter_map(|media| media.schema) {
            lowering.refer(schema, &format!("{id}-request"));
        }
        for response in &operation.responses {
            for schema in response.content.iter().filter(|media| media.is_json()).filter_map(|media| media.schema) {
                lowering.refer(schema, &format!("{id}-{}", response.status));
            }
        }
    }
    for message in &contract.messages {
        for schema in message.payload {
            lowering.refer(schema, &message.name);
        }
    }
}

/// Puts any JSON in the place of schemas that typify cannot read.
fn blank_unreadable(lowering: &mut Lowering<'_>) -> Result<(), String> {
    let names: Vec<String> = lowering.definitions.keys().cloned().collect();
    for _ in 0..MOST_REFUSED {
        let all = &lowering.definitions;
        let Err(reason) = check(all, names.len(), &names) else { return Ok(()) };
        let found = wall::culprit(names.len(), |first| check(all, first, &names).is_err());
        let Some(name) = found.map(|n| &names[n]) else { return Err(reason) };
        lowering.refuse(name, &reason);
    }
    Err(format!("more than {MOST_REFUSED} schemas cannot be read"))
}

/// Reads the first definitions; the others are any JSON.
fn check(definitions: &Map<String, Value>, first: usize, names: &[String]) -> Result<(), String> {
    let mut some = definitions.clone();
    for name in names.iter().skip(first) {
        some.insert(name.clone(), json!({}));
    }
    wall::run(|| read(some).map(|space| drop(space.to_stream())))
}

fn read(definitions: Map<String, Value>) -> Result<TypeSpace, String> {
    let definitions: BTreeMap<String, _> =
        serde_json::from_value(Value::Object(definitions)).map_err(|error| error.to_string())?;
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    space.add_ref_types(definitions).map_err(|error| wall::first_lines(&error.to_string()))?;
    Ok(space)
}

impl Lowering<'_> {
    /// Puts any JSON in the place of a definition, and says what the back end said.
    pub(crate) fn refuse(&mut self, name: &str, reason: &str) {
        self.definitions.insert(name.to_owned(), json!({}));
        let Some((_, id)) = self.origins.iter().find(|(known, _)| known == name) else { return };
        let at = self.model.schemas.get(*id).at;
        let message = format!("{} cannot read the schema `{name}`: {reason}", self.backend);
        let definition = name.to_owned();
        self.losses.push(Loss { effect: Effect::Refused, keyword: "", definition, at, message, is_habit: false });
    }
}
