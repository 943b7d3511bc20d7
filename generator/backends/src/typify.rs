//! Types made by typify. Its types, and those of schemars that it reads, stay in this module.

use crate::loss::Loss;
use crate::lowering::{Dialect, Lowering};
use crate::{Generated, Refused, loss, plain, print, wall};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use stipula_model::{Contract, Model, SchemaId};
use stipula_source::Sources;
use typify_impl::{TypeSpace, TypeSpaceSettings};

/// What the manifest pins.
pub(crate) const VERSION: &str = "0.8.0";

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
    lowering.blank_unreadable(&check).map_err(|reason| refused(reason, &lowering.losses))?;
    let titles: Vec<String> = contracts.iter().map(|contract| sources.file(contract.file).path().to_owned()).collect();
    let definitions = &lowering.definitions;
    let code = wall::run(|| {
        let file = read(definitions.clone())?.to_stream();
        print::print("typify", VERSION, &titles, file)
    });
    match code {
        Ok(rust) => Ok(lowering.generated(rust)),
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
        if let Some(schema) = message.payload {
            lowering.refer(schema, &message.name);
        }
    }
}

fn check(definitions: Map<String, Value>) -> Result<(), String> {
    read(definitions).map(|space| drop(space.to_stream()))
}

fn read(definitions: Map<String, Value>) -> Result<TypeSpace, String> {
    let definitions = Value::Object(definitions);
    let definitions: BTreeMap<String, _> = plain::read(&definitions)?;
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    space.add_ref_types(definitions).map_err(|error| wall::first_lines(&error.to_string()))?;
    Ok(space)
}
