//! The parts of `components` (OpenAPI 3.2.0 §4.7, AsyncAPI 3.1.0 §Components Object).

/// Their names in both formats.
pub(crate) const SECTIONS: [&str; 24] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
    "channels",
    "operations",
    "messages",
    "servers",
    "serverVariables",
    "replies",
    "replyAddresses",
    "correlationIds",
    "externalDocs",
    "tags",
    "messageTraits",
    "operationTraits",
    "channelBindings",
];
