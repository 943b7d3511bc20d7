//! Documents that outlive the code that wrote them: snapshots, cache entries, contexts of processes, audit records
//! (Schema-first contracts §20 to §22).
//!
//! A [`Stored`] document keeps the schema it was written by and the hash of its canonical JSON, so that it can be shown to
//! be untouched and stays readable beside newer versions. Old versions are brought up one step at a time:
//!
//! ```text
//! Stored ─► hash ─► schema and version ─► V1 ─► Upcast ─► V2 ─► Upcast ─► V3
//! ```

use crate::{Fault, Invalid, Json, Mode, Wire, from_json};
use sha2::{Digest, Sha256};
use std::fmt;
use std::fmt::Write as _;
use std::marker::PhantomData;

/// A type that is stored under a versioned schema.
pub trait Document: Wire {
    /// The `$id` of its schema.
    const SCHEMA_ID: &'static str;
    /// The version of the schema.
    const VERSION: u32;
    /// The member that names the version in the document itself, such as `schemaVersion`.
    const VERSION_MEMBER: Option<&'static str> = None;
    /// The member that holds the hash of the document without this member, such as `snapshotHash`.
    const HASH_MEMBER: Option<&'static str> = None;
}

/// `sha256:` and the SHA-256 of the canonical JSON (RFC 8785) of a value, in lower-case hexadecimal.
pub fn hash(json: &Json) -> String {
    Sha256::digest(json.canonical().as_bytes()).iter().fold("sha256:".to_owned(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("memory can be written");
        text
    })
}

/// The hash of an object without one of its members: what [`Document::HASH_MEMBER`] holds.
pub fn hash_without(json: &Json, member: &str) -> String {
    match json {
        Json::Object(members) => {
            let rest = members.iter().filter(|(name, _)| name.as_str() != member);
            hash(&Json::Object(rest.map(|(name, value)| (name.clone(), value.clone())).collect()))
        }
        other => hash(other),
    }
}

/// Writes the hash of a document into the member that holds it.
///
/// ```
/// use stipula_rt::{Json, document};
///
/// let mut json = Json::parse(br#"{"price": 1.50, "snapshotHash": ""}"#)?;
/// document::seal(&mut json, "snapshotHash");
/// assert_eq!(json.as_object().expect("one")["snapshotHash"].as_str(), Some(&*document::hash_without(&json, "snapshotHash")));
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
pub fn seal(json: &mut Json, member: &str) {
    let hash = hash_without(json, member);
    if let Json::Object(members) = json {
        members.insert(member.to_owned(), Json::String(hash));
    }
}

/// A document at rest: the JSON, the schema that it was written by and its hash. `T` is what it is read as; it may have
/// been written as an earlier version of `T`.
#[derive(Debug)]
pub struct Stored<T> {
    schema_id: String,
    version: u32,
    hash: String,
    json: Json,
    reads: PhantomData<fn() -> T>,
}

impl<T> Clone for Stored<T> {
    fn clone(&self) -> Self {
        Self::from_parts(&*self.schema_id, self.version, &*self.hash, self.json.clone())
    }
}

impl<T> PartialEq for Stored<T> {
    fn eq(&self, other: &Self) -> bool {
        let row = |it: &Self| (it.schema_id.clone(), it.version, it.hash.clone());
        row(self) == row(other) && self.json == other.json
    }
}

impl<T> Stored<T> {
    /// A row as it was found. Nothing is believed of it before it is read.
    pub fn from_parts(schema_id: impl Into<String>, version: u32, hash: impl Into<String>, json: Json) -> Self {
        Self { schema_id: schema_id.into(), version, hash: hash.into(), json, reads: PhantomData }
    }

    /// The `$id` of the schema that it was written by.
    pub fn schema_id(&self) -> &str {
        &self.schema_id
    }

    /// The version of that schema.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The hash of its canonical JSON.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The document.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// Holds the document against the hash that was stored with it.
    ///
    /// # Errors
    /// It was changed since it was stored.
    pub fn verify(&self) -> Result<(), DocumentError> {
        let found = hash(&self.json);
        if found == self.hash {
            return Ok(());
        }
        Err(DocumentError::HashMismatch { expected: self.hash.clone(), found })
    }
}

impl<T: Document> Stored<T> {
    /// A document that its schema accepts, ready to be stored.
    ///
    /// # Errors
    /// What its schema does not accept, or a hash inside it that is not its own.
    pub fn new(document: &T) -> Result<Self, DocumentError> {
        document.validate().map_err(DocumentError::Invalid)?;
        let json = document.write();
        check_own_hash::<T>(&json)?;
        Ok(Self::from_parts(T::SCHEMA_ID, T::VERSION, hash(&json), json))
    }
}

impl<T: History> Stored<T> {
    /// Reads the document, brought up from the version in which it was written.
    ///
    /// # Errors
    /// It was changed, is of another schema or of a version that is not known, or does not fit its schema.
    pub fn read(&self) -> Result<T, DocumentError> {
        self.verify()?;
        read_version::<T>(&self.schema_id, self.version, &self.json)
    }
}

/// Reads a stored document as `Latest`, whichever known version it was written in.
///
/// # Errors
/// As [`Stored::read`].
pub fn read_any<Latest: History>(stored: &Stored<Latest>) -> Result<Latest, DocumentError> {
    stored.read()
}

/// Why a stored document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentError {
    /// It is not what was stored.
    HashMismatch {
        /// What was stored, or what the document says of itself.
        expected: String,
        /// What it is now.
        found: String,
    },
    /// It was written by a schema of another name.
    UnknownSchema {
        /// The schema.
        schema_id: String,
        /// The latest that is known here.
        expected: &'static str,
    },
    /// It was written by a version that this program was not built for.
    UnknownVersion {
        /// The version.
        version: u32,
        /// The latest that is known here.
        latest: u32,
    },
    /// The row and the document name different versions.
    VersionMismatch {
        /// In the row.
        stored: u32,
        /// In the document.
        written: String,
    },
    /// It does not fit the schema that it names, or a step to a newer version was refused.
    Invalid(Invalid),
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HashMismatch { expected, found } => write!(f, "the document was changed: {expected}, and is {found}"),
            Self::UnknownSchema { schema_id, expected } => write!(f, "`{schema_id}` is no version of `{expected}`"),
            Self::UnknownVersion { version, latest } => {
                write!(f, "version {version} cannot be read; the latest known one is {latest}")
            }
            Self::VersionMismatch { stored, written } => {
                write!(f, "stored as version {stored}, and the document says {written}")
            }
            Self::Invalid(invalid) => write!(f, "{invalid}"),
        }
    }
}

impl std::error::Error for DocumentError {}

/// Brings a document from the version before up to this one.
#[diagnostic::on_unimplemented(
    message = "there is no upcaster from `{From}` to `{Self}`",
    note = "write `impl Upcast<{From}> for {Self}`, so that documents of the older version stay readable"
)]
pub trait Upcast<From>: Sized {
    /// The same document in this version.
    ///
    /// # Errors
    /// What the older version does not say and this one needs.
    fn upcast(old: From) -> Result<Self, Invalid>;
}

/// A version of a document and those before it.
///
/// ```
/// # use stipula_rt::document::{Document, First, History, Since, Upcast};
/// # use stipula_rt::{Invalid, Json, Reader, Wire};
/// # struct PriceV1; struct PriceV2;
/// # impl Wire for PriceV1 { fn read(_: &Json, _: &mut Reader) -> Option<Self> { Some(Self) } fn write(&self) -> Json { Json::Null } }
/// # impl Wire for PriceV2 { fn read(_: &Json, _: &mut Reader) -> Option<Self> { Some(Self) } fn write(&self) -> Json { Json::Null } }
/// # impl Document for PriceV1 { const SCHEMA_ID: &'static str = "price.v1"; const VERSION: u32 = 1; }
/// # impl Document for PriceV2 { const SCHEMA_ID: &'static str = "price.v2"; const VERSION: u32 = 2; }
/// impl History for PriceV1 { type Before = First; }
/// impl History for PriceV2 { type Before = Since<PriceV1>; }
/// // Without this, the line above does not compile:
/// impl Upcast<PriceV1> for PriceV2 {
///     fn upcast(_: PriceV1) -> Result<Self, Invalid> { Ok(Self) }
/// }
/// ```
///
/// ```compile_fail,E0277
/// # use stipula_rt::document::{Document, First, History, Since};
/// # use stipula_rt::{Json, Reader, Wire};
/// # struct PriceV1; struct PriceV2;
/// # impl Wire for PriceV1 { fn read(_: &Json, _: &mut Reader) -> Option<Self> { Some(Self) } fn write(&self) -> Json { Json::Null } }
/// # impl Wire for PriceV2 { fn read(_: &Json, _: &mut Reader) -> Option<Self> { Some(Self) } fn write(&self) -> Json { Json::Null } }
/// # impl Document for PriceV1 { const SCHEMA_ID: &'static str = "price.v1"; const VERSION: u32 = 1; }
/// # impl Document for PriceV2 { const SCHEMA_ID: &'static str = "price.v2"; const VERSION: u32 = 2; }
/// impl History for PriceV1 { type Before = First; }
/// impl History for PriceV2 { type Before = Since<PriceV1>; }
/// ```
pub trait History: Document {
    /// What came before: [`First`], or [`Since`] the version before.
    type Before: Before<Self>;
}

/// No version came before.
#[derive(Debug, Clone, Copy)]
pub struct First;

/// `P` came before.
#[derive(Debug, Clone, Copy)]
pub struct Since<P>(PhantomData<P>);

/// How a document of an earlier version is read as `T`.
pub trait Before<T> {
    /// Reads an earlier version and brings it up; `None` if there is no such version.
    fn read(schema_id: &str, version: u32, json: &Json) -> Option<Result<T, DocumentError>>;

    /// The schemas of the earlier versions.
    fn knows(schema_id: &str) -> bool;
}

impl<T> Before<T> for First {
    fn read(_: &str, _: u32, _: &Json) -> Option<Result<T, DocumentError>> {
        None
    }

    fn knows(_: &str) -> bool {
        false
    }
}

impl<T: Upcast<P>, P: History> Before<T> for Since<P> {
    fn read(schema_id: &str, version: u32, json: &Json) -> Option<Result<T, DocumentError>> {
        let old = find::<P>(schema_id, version, json)?;
        Some(old.and_then(|old| T::upcast(old).map_err(DocumentError::Invalid)))
    }

    fn knows(schema_id: &str) -> bool {
        schema_id == P::SCHEMA_ID || <P::Before as Before<P>>::knows(schema_id)
    }
}

fn find<T: History>(schema_id: &str, version: u32, json: &Json) -> Option<Result<T, DocumentError>> {
    if version == T::VERSION && schema_id == T::SCHEMA_ID {
        return Some(read_exact(version, json));
    }
    <T::Before as Before<T>>::read(schema_id, version, json)
}

fn read_version<T: History>(schema_id: &str, version: u32, json: &Json) -> Result<T, DocumentError> {
    find::<T>(schema_id, version, json).unwrap_or_else(|| {
        let known = schema_id == T::SCHEMA_ID || <T::Before as Before<T>>::knows(schema_id);
        // A newer version has a newer `$id`: `….v2.schema.json` beside `….v1.schema.json`.
        if known || family(schema_id, version) == family(T::SCHEMA_ID, T::VERSION) {
            return Err(DocumentError::UnknownVersion { version, latest: T::VERSION });
        }
        Err(DocumentError::UnknownSchema { schema_id: schema_id.to_owned(), expected: T::SCHEMA_ID })
    })
}

/// The name of a schema without its version.
fn family(schema_id: &str, version: u32) -> String {
    schema_id.replace(&format!(".v{version}."), ".").trim_end_matches(&format!(".v{version}")).to_owned()
}

/// Old documents are read tolerantly: later minor releases of a version may have added members.
fn read_exact<T: Document>(version: u32, json: &Json) -> Result<T, DocumentError> {
    if let (Some(member), Json::Object(members)) = (T::VERSION_MEMBER, json) {
        let written = members.get(member).map(|value| String::from_utf8_lossy(&value.to_vec()).into_owned());
        if let Some(written) = written.filter(|written| *written != version.to_string()) {
            return Err(DocumentError::VersionMismatch { stored: version, written });
        }
    }
    check_own_hash::<T>(json)?;
    from_json(json, Mode::Tolerant).map_err(DocumentError::Invalid)
}

fn check_own_hash<T: Document>(json: &Json) -> Result<(), DocumentError> {
    let (Some(member), Json::Object(members)) = (T::HASH_MEMBER, json) else { return Ok(()) };
    let Some(Json::String(expected)) = members.get(member) else { return Ok(()) };
    let found = hash_without(json, member);
    if *expected == found {
        return Ok(());
    }
    Err(DocumentError::HashMismatch { expected: expected.clone(), found })
}

/// The text of a key that a template makes, such as `quote:summary:v1:{tenantId}:{quoteId}`. A colon in a part would lead
/// into the entries of somebody else.
///
/// # Errors
/// A part that is empty or has a colon, white space or a control character in it.
pub fn key_part(name: &'static str, part: &impl std::fmt::Display) -> Result<(), Invalid> {
    let part = part.to_string();
    let is_plain = !part.is_empty() && !part.contains(|c: char| c == ':' || c.is_whitespace() || c.is_control());
    if is_plain {
        return Ok(());
    }
    let message = "must not be empty or contain a colon, white space or control characters".to_owned();
    Err(Invalid { faults: vec![Fault { pointer: format!("/{name}"), keyword: "x-cache", message }] })
}

/// A document that is kept in a cache for a while (Schema-first contracts §22).
pub trait Cached: Document {
    /// How long an entry lives.
    const TTL: std::time::Duration;
    /// How its key is made.
    const KEY_TEMPLATE: &'static str;
    /// The types of the events after which an entry is wrong.
    const INVALIDATED_BY: &'static [&'static str];

    /// The key of this entry.
    ///
    /// # Errors
    /// See [`key_part`].
    fn key(&self) -> Result<String, Invalid>;
}
