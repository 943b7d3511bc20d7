//! Clients made by progenitor. Its types, and those of openapiv3 that it reads, stay in this module.

mod operation;
mod parameter;
mod response;

use crate::loss::{self, Effect, Loss};
use crate::lowering::{Dialect, Lowering};
use crate::{Generated, Refused, plain, print, wall};
use operation::{Document, Lowered};
use progenitor_impl::Generator;
use serde_json::{Map, Value, json};
use stipula_model::{Contract, Model};
use stipula_source::Sources;

/// What the manifest pins.
pub(crate) const VERSION: &str = "0.15.1";

/// More operations than this that progenitor cannot read end the attempt.
const MOST_REFUSED: usize = 64;

/// The client of a contract, made by progenitor.
///
/// # Errors
/// If progenitor fails for a reason that is no single schema's and no single operation's.
pub fn progenitor(model: &Model, sources: &Sources, contract: &Contract) -> Result<Generated, Refused> {
    let mut lowering = Lowering::new(model, sources, Dialect::OpenApi30, "progenitor");
    let mut operations = Document::new(&mut lowering, contract).operations();
    lowering.drain();
    let info = info(contract);
    let refused = |reason, losses: &[Loss]| Refused {
        backend: "progenitor",
        version: VERSION,
        reason,
        findings: loss::findings(losses, sources),
    };
    let made = lowering
        .blank_unreadable(&|definitions| generate(&document(&info, &definitions, &[])).map(drop))
        .and_then(|()| leave_out_unreadable(&mut lowering, &info, &mut operations))
        .and_then(|()| {
            let document = document(&info, &lowering.definitions, &operations);
            let title = [sources.file(contract.file).path().to_owned()];
            wall::run(|| print::print("progenitor", VERSION, &title, generate(&document)?))
        });
    match made {
        Ok(rust) => Ok(lowering.generated(rust)),
        Err(reason) => Err(refused(reason, &lowering.losses)),
    }
}

fn info(contract: &Contract) -> Value {
    let title = contract.title.as_deref().unwrap_or_default();
    json!({ "title": title, "version": contract.version.as_deref().unwrap_or("0") })
}

fn leave_out_unreadable(
    lowering: &mut Lowering<'_>,
    info: &Value,
    operations: &mut Vec<Lowered>,
) -> Result<(), String> {
    for _ in 0..MOST_REFUSED {
        let check = |first: usize| {
            let document = document(info, &lowering.definitions, &operations[..first]);
            wall::run(|| generate(&document).map(drop))
        };
        let Err(reason) = check(operations.len()) else { return Ok(()) };
        let Some(found) = wall::culprit(operations.len(), |first| check(first).is_err()) else { return Err(reason) };
        let operation = operations.remove(found);
        let message = format!("progenitor cannot read the operation: {reason}");
        lowering.lose(Effect::Refused, "", operation.at, message);
    }
    Err(format!("more than {MOST_REFUSED} operations cannot be read"))
}

fn document(info: &Value, schemas: &Map<String, Value>, operations: &[Lowered]) -> Value {
    let mut paths = Map::new();
    for operation in operations {
        if let Value::Object(item) = paths.entry(operation.path.clone()).or_insert_with(|| json!({})) {
            item.insert(operation.method.clone(), operation.value.clone());
        }
    }
    json!({ "openapi": "3.0.3", "info": info, "paths": paths, "components": { "schemas": schemas } })
}

fn generate(document: &Value) -> Result<proc_macro2::TokenStream, String> {
    let document = plain::read(document)?;
    Generator::default().generate_tokens(&document).map_err(|error| wall::first_lines(&error.to_string()))
}

/// progenitor without a lowering, to be measured beside it.
///
/// # Errors
/// What progenitor says, or what it panicked at.
pub fn progenitor_as_it_is(document: &Value) -> Result<String, String> {
    wall::run(|| print::print("progenitor", VERSION, &[], generate(document)?))
}
