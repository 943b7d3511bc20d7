//! The values of the configuration, checked where they are read so that errors carry their place.

use super::error::nearest;
use globset::{Glob, GlobBuilder, GlobMatcher};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::cmp::Ordering;
use stipula_diagnostics::{Code, Severity, codes};

/// A glob pattern over paths with forward slashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct Pattern(String);

impl Pattern {
    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The compiled pattern.
    pub fn matcher(&self) -> GlobMatcher {
        self.glob().compile_matcher()
    }

    pub(super) fn glob(&self) -> Glob {
        glob(&self.0).expect("the pattern was compiled when it was read")
    }
}

fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).build()
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        if pattern.starts_with('/') || pattern.starts_with("./") || pattern.contains('\\') {
            return Err(format!("`{pattern}` is no pattern: write it relative to this folder, with forward slashes"));
        }
        match glob(&pattern) {
            Ok(_) => Ok(Self(pattern)),
            Err(error) => Err(format!("`{pattern}` is no pattern: {}", error.kind())),
        }
    }
}

/// A folder, relative to the configuration, with forward slashes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct FolderPath(String);

impl FolderPath {
    /// The path, normalised: no `.`, no empty parts, `..` only at its beginning.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FolderPath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, String> {
        let drive = path.as_bytes().get(1) == Some(&b':');
        if path.starts_with('/') || path.contains('\\') || drive {
            return Err(format!("`{path}` is no relative path with forward slashes"));
        }
        Ok(Self(normalized(&path)))
    }
}

/// `a/./b/../c` is `a/c`.
pub(crate) fn normalized(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The name of a package.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("pattern" = "^[A-Za-z][A-Za-z0-9_-]*$"))]
pub struct PackageName(String);

impl PackageName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PackageName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let is_right = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_right) {
            return Ok(Self(name));
        }
        Err(format!("`{name}` is no name of a package: a letter, then letters, digits, `-` and `_`"))
    }
}

impl std::str::FromStr for PackageName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::try_from(name.to_owned())
    }
}

/// An absolute URI that ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("format" = "uri", "pattern" = "^[A-Za-z][A-Za-z0-9+.-]*:[^#?]*/$"))]
pub struct BaseUri(String);

impl BaseUri {
    /// The URI.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BaseUri {
    type Error = String;

    fn try_from(uri: String) -> Result<Self, String> {
        let scheme = uri.split_once(':').map_or("", |(scheme, _)| scheme);
        let letters = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
        if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(letters) {
            return Err(format!("`{uri}` is no absolute URI, such as `https://contracts.example.com/`"));
        }
        if uri.contains(['#', '?', ' ']) || !uri.ends_with('/') {
            return Err(format!("`{uri}` is no URI of a folder: it ends with `/` and has no `#` or `?`"));
        }
        Ok(Self(uri))
    }
}

/// Where contracts meet the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SurfaceName {
    /// What clients send over HTTP.
    HttpRequest,
    /// What clients receive over HTTP.
    HttpResponse,
    /// Messages on channels.
    Event,
    /// Historical evidence in a database.
    Snapshot,
    /// Projections in a cache.
    Cache,
    /// Variables of long-running processes.
    Workflow,
    /// Evidence for audits.
    Audit,
    /// Concepts that all surfaces may use; no surface of its own.
    Canonical,
}

impl SurfaceName {
    /// The name in `stipula.toml` and `x-surface`.
    pub fn name(self) -> &'static str {
        match self {
            SurfaceName::HttpRequest => "http-request",
            SurfaceName::HttpResponse => "http-response",
            SurfaceName::Event => "event",
            SurfaceName::Snapshot => "snapshot",
            SurfaceName::Cache => "cache",
            SurfaceName::Workflow => "workflow",
            SurfaceName::Audit => "audit",
            SurfaceName::Canonical => "canonical",
        }
    }
}

/// As deep as the stack allows.
pub(super) fn depth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    match usize::deserialize(deserializer)? {
        depth @ ..=1000 => Ok(depth),
        depth => Err(D::Error::custom(format!("a depth of {depth} does not fit the stack: at most 1000"))),
    }
}

/// How much the findings of a code weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Fails the check.
    Error,
    /// Fails the check with `--deny-warnings`.
    Warning,
    /// Worth knowing.
    Info,
    /// Not reported.
    Off,
}

impl Level {
    /// The severity; `None` when off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Info => Some(Severity::Info),
            Level::Off => None,
        }
    }
}

/// A registered code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeId(Code);

impl CodeId {
    /// The code.
    pub fn code(self) -> Code {
        self.0
    }

    /// True for the codes of contracts that could not be read to their end.
    pub(super) fn is_fatal(self) -> bool {
        const FATAL: &[Code] = &[
            codes::FILE_TOO_LARGE,
            codes::FILE_NOT_UTF8,
            codes::SYNTAX_ERROR,
            codes::NESTING_TOO_DEEP,
            codes::ALIAS_UNDEFINED,
            codes::ALIAS_EXPANSION_TOO_LARGE,
        ];
        FATAL.contains(&self.0)
    }
}

impl PartialOrd for CodeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CodeId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.id().cmp(other.0.id())
    }
}

impl<'de> Deserialize<'de> for CodeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Code::find(&id).map(CodeId).ok_or_else(|| D::Error::custom(unknown_code(&id)))
    }
}

/// What to say about a code that is not registered.
fn unknown_code(id: &str) -> String {
    unknown(id, codes::ALL.iter().map(|code| code.id()))
}

/// That no code has this name, and which one was perhaps meant.
pub(crate) fn unknown<'n>(id: &str, names: impl Iterator<Item = &'n str>) -> String {
    match nearest(id, names) {
        Some(near) => format!("unknown code `{id}`; did you mean `{near}`?"),
        None => format!("unknown code `{id}`; `stipula explain` lists all codes"),
    }
}

/// Every code by name, so that editors complete and check them.
pub(super) fn severity_schema(generator: &mut SchemaGenerator) -> Schema {
    let level = generator.subschema_for::<Level>();
    let entry = |code: &Code| {
        let mut schema = level.clone();
        schema.insert("description".to_owned(), code.title().into());
        (code.id().to_owned(), schema.to_value())
    };
    let properties: serde_json::Map<_, _> = codes::ALL.iter().map(entry).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false, "default": {} })
}
