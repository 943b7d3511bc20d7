//! The official meta-schemas, shipped as data (see `meta/README.md`), and those of Stipula's own formats.

use crate::shipped::shipped;
use crate::validator::Validator;
use serde_json::{Value, json};
use std::sync::OnceLock;
use stipula_model::{Draft, Kind, Version};

/// Stipula's own formats that have a published schema, by the name `stipula schema` takes.
pub fn own_schema(name: &str) -> Option<&'static str> {
    shipped(&format!("own/{name}.schema"))
}

/// The meta-schema of a document without its schema objects, where they have one of their own.
pub(crate) fn of_document(kind: Kind) -> Option<&'static Validator> {
    macro_rules! compiled {
        ($name:expr) => {{
            static CELL: OnceLock<Validator> = OnceLock::new();
            Some(CELL.get_or_init(|| compile($name)))
        }};
    }
    match kind {
        Kind::OpenApi(Version { minor: 0, .. }) => compiled!("openapi/3.0"),
        Kind::OpenApi(Version { minor: 1, .. }) => compiled!("openapi/3.1"),
        Kind::OpenApi(_) => compiled!("openapi/3.2"),
        Kind::AsyncApi(Version { major: 2, minor }) => match minor {
            0 => compiled!("asyncapi/2.0.0"),
            1 => compiled!("asyncapi/2.1.0"),
            2 => compiled!("asyncapi/2.2.0"),
            3 => compiled!("asyncapi/2.3.0"),
            4 => compiled!("asyncapi/2.4.0"),
            5 => compiled!("asyncapi/2.5.0"),
            _ => compiled!("asyncapi/2.6.0"),
        },
        Kind::AsyncApi(Version { minor: 0, .. }) => compiled!("asyncapi/3.0.0"),
        Kind::AsyncApi(_) => compiled!("asyncapi/3.1.0"),
        Kind::StateMachine => compiled!("own/state-machine.schema"),
        Kind::Owners => compiled!("own/owners.schema"),
        Kind::Compatibility => compiled!("own/compatibility.schema"),
        Kind::Waivers => compiled!("own/waivers.schema"),
        Kind::ErrorCodes => compiled!("own/error-codes.schema"),
        Kind::Fixtures => compiled!("own/fixtures.schema"),
        Kind::Scenario => compiled!("own/scenario.schema"),
        Kind::Attestations => compiled!("own/attestations.schema"),
        Kind::ContractTests => compiled!("own/contract-tests.schema"),
        Kind::JsonSchema(_) | Kind::Unsupported | Kind::Other => None,
    }
}

/// The meta-schema of a schema object that stands in a document of this kind. OpenAPI 3.0 and AsyncAPI
/// describe their schema objects in their documents' meta-schemas.
pub(crate) fn of_schema(kind: Kind, draft: Draft) -> Option<&'static Validator> {
    static CELLS: [OnceLock<Validator>; 7] = [const { OnceLock::new() }; 7];
    let (at, uri) = match (kind, draft) {
        (Kind::AsyncApi(_), _) | (_, Draft::OpenApi30) => return None,
        (Kind::OpenApi(Version { minor: 1, .. }), Draft::Draft202012) => {
            (0, "https://spec.openapis.org/oas/3.1/dialect/base")
        }
        (Kind::OpenApi(_), Draft::Draft202012) => (1, "https://spec.openapis.org/oas/3.2/dialect"),
        (_, Draft::Draft4) => (2, draft.uri()),
        (_, Draft::Draft6) => (3, draft.uri()),
        (_, Draft::Draft7) => (4, draft.uri()),
        (_, Draft::Draft201909) => (5, draft.uri()),
        (_, Draft::Draft202012) => (6, draft.uri()),
    };
    Some(CELLS[at].get_or_init(|| {
        let schema = json!({ "$schema": draft.uri(), "allOf": [{ "$ref": uri }] });
        Validator::new(schema, false).expect("the official meta-schemas compile")
    }))
}

fn compile(name: &str) -> Validator {
    let text = shipped(name).expect("every document kind's meta-schema is shipped");
    let schema: Value = serde_json::from_str(text).expect("shipped meta-schemas are JSON");
    Validator::new(schema, false).expect("shipped meta-schemas compile")
}
