//! The meta-schemas that are shipped as data: see `meta/README.md`.

use serde_json::Value;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// The text of a shipped meta-schema.
        pub(crate) fn shipped(name: &str) -> Option<&'static str> {
            match name { $($name => Some(include_str!(concat!("../meta/", $name, ".json"))),)* _ => None }
        }
    };
}

shipped!(
    "openapi/3.0",
    "openapi/3.1",
    "openapi/3.1-dialect",
    "openapi/3.1-base",
    "openapi/3.2",
    "openapi/3.2-dialect",
    "openapi/3.2-base",
    "asyncapi/2.0.0",
    "asyncapi/2.1.0",
    "asyncapi/2.2.0",
    "asyncapi/2.3.0",
    "asyncapi/2.4.0",
    "asyncapi/2.5.0",
    "asyncapi/2.6.0",
    "asyncapi/3.0.0",
    "asyncapi/3.1.0",
    "own/state-machine.schema",
    "own/owners.schema",
    "own/compatibility.schema",
    "own/waivers.schema",
    "own/lint-baseline.schema",
    "own/error-codes.schema",
    "own/fixtures.schema",
    "own/scenario.schema",
    "own/attestations.schema",
    "own/contract-tests.schema",
);

/// Finds the parts of the OpenAPI dialects; nothing else is ever retrieved.
pub(crate) struct Shipped;

impl jsonschema::Retrieve for Shipped {
    fn retrieve(&self, uri: &jsonschema::Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let name = match uri.as_str() {
            "https://spec.openapis.org/oas/3.1/dialect/base" => "openapi/3.1-dialect",
            "https://spec.openapis.org/oas/3.1/meta/base" => "openapi/3.1-base",
            "https://spec.openapis.org/oas/3.2/dialect" => "openapi/3.2-dialect",
            "https://spec.openapis.org/oas/3.2/meta" => "openapi/3.2-base",
            other => return Err(format!("{other} is not shipped, and nothing is fetched").into()),
        };
        Ok(serde_json::from_str(shipped(name).unwrap_or_default())?)
    }
}
