//! Which kind of document a file is.

use crate::Draft;
use stipula_source::Node;

/// A version as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The major version.
    pub major: u32,
    /// The minor version.
    pub minor: u32,
}

impl Version {
    /// `3.1` of `3.1.0`.
    pub fn parse(text: &str) -> Option<Version> {
        let mut parts = text.split('.');
        Some(Version { major: parts.next()?.parse().ok()?, minor: parts.next()?.parse().ok()? })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// What a document is, by its first keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `openapi: 3.0`, `3.1` or `3.2`.
    OpenApi(Version),
    /// `asyncapi: 2.x` or `3.x`.
    AsyncApi(Version),
    /// A standalone JSON Schema.
    JsonSchema(Draft),
    /// `stateMachine:`; transitions as data.
    StateMachine,
    /// `owners:`
    Owners,
    /// `compatibility:`; policies.
    Compatibility,
    /// `waivers:`
    Waivers,
    /// `errorCodes:`; the closed registry.
    ErrorCodes,
    /// `fixtures:`; payloads and what is expected of them.
    Fixtures,
    /// `scenario:`; steps of the golden dataset.
    Scenario,
    /// `attestations:`; what people answer for.
    Attestations,
    /// `contractTests:`; what a run of tests exercised.
    ContractTests,
    /// A description that is recognised and not supported, such as Swagger 2.0.
    Unsupported,
    /// No contract.
    Other,
}

impl Kind {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::OpenApi(_) => "OpenAPI",
            Kind::AsyncApi(_) => "AsyncAPI",
            Kind::JsonSchema(_) => "JSON Schema",
            Kind::StateMachine => "state machine",
            Kind::Owners => "owners",
            Kind::Compatibility => "compatibility policy",
            Kind::Waivers => "waivers",
            Kind::ErrorCodes => "error codes",
            Kind::Fixtures => "fixtures",
            Kind::Scenario => "scenario",
            Kind::Attestations => "attestations",
            Kind::ContractTests => "contract test report",
            Kind::Unsupported => "unsupported description",
            Kind::Other => "no contract",
        }
    }
}

/// Stipula's own formats: their first key and their kind.
const OWN: [(&str, Kind); 9] = [
    ("stateMachine", Kind::StateMachine),
    ("owners", Kind::Owners),
    ("compatibility", Kind::Compatibility),
    ("waivers", Kind::Waivers),
    ("errorCodes", Kind::ErrorCodes),
    ("fixtures", Kind::Fixtures),
    ("scenario", Kind::Scenario),
    ("attestations", Kind::Attestations),
    ("contractTests", Kind::ContractTests),
];

/// The kind of the document with this root, at this path.
pub fn kind_of(root: Node<'_>, path: &str) -> Kind {
    if root.get("swagger").is_some() && root.get("info").is_some() {
        return Kind::Unsupported;
    }
    if let Some(version) = root.get("openapi") {
        return supported(version, &[(3, 0..=2)]).map_or(Kind::Unsupported, Kind::OpenApi);
    }
    if let Some(version) = root.get("asyncapi") {
        return supported(version, &[(2, 0..=6), (3, 0..=1)]).map_or(Kind::Unsupported, Kind::AsyncApi);
    }
    let is_schema_file = path.rsplit_once('.').is_some_and(|(stem, _)| stem.ends_with(".schema"));
    if root.get_str("$schema").is_some_and(|uri| Draft::of_uri(uri).is_some()) || is_schema_file {
        return Kind::JsonSchema(Draft::of_root(root));
    }
    if let Some(kind) = own_kind(root) {
        return kind;
    }
    if root.get("$id").is_some() && (root.get("type").is_some() || root.get("properties").is_some()) {
        return Kind::JsonSchema(Draft::of_root(root));
    }
    Kind::Other
}

/// One of our own formats: it says so, with its version, before anything else. Payloads have such words elsewhere.
fn own_kind(root: Node<'_>) -> Option<Kind> {
    let (first, version) = root.members().find(|(key, _)| *key != "$schema" && !key.starts_with("x-"))?;
    let version = version.as_str().or(version.as_number())?;
    let (_, kind) = OWN.into_iter().find(|(key, _)| *key == first)?;
    Version::parse(version).map(|_| kind)
}

fn supported(version: Node<'_>, known: &[(u32, std::ops::RangeInclusive<u32>)]) -> Option<Version> {
    let version = Version::parse(version.as_str().or(version.as_number())?)?;
    known.iter().any(|(major, minors)| *major == version.major && minors.contains(&version.minor)).then_some(version)
}
