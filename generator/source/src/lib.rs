//! Bytes to spanned trees.
//!
//! The only crate that reads. JSON (RFC 8259) and YAML 1.2 become the same [`Tree`]: every key and
//! every value keeps its byte span, line, column and JSON Pointer, key order, number text and (for
//! YAML) the comments. Reading never fails: it returns what it understood and the diagnostics.
//!
//! ```text
//! Provider ─ bytes ─► reader (json | yaml) ─► Tree ─► SourceFile ─► Sources
//! folder git archive memory
//! ```

mod canonical;
mod file;
mod limits;
pub mod pointer;
mod provider;
mod reader;
mod tree;

pub use canonical::{canonical, digest, sha256};
pub use file::{Position, RootId, SourceFile, Sources};
pub use limits::Limits;
pub use provider::{Archive, Folder, GitRevision, Memory, Provider, SourceError};
pub use reader::{Format, read};
pub use tree::{Kind, Node, NodeId, Tree};
