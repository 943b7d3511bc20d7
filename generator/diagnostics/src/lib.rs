//! Diagnostics as plain data: what is wrong, where, why it matters and how to fix it.
//!
//! This crate is the floor: it depends on nothing and every other crate depends on it. A
//! [`Diagnostic`] names a registered [`Code`], points at byte spans of loaded files and never
//! renders itself; `stipula-report` does that.

mod code;
mod diagnostic;

pub use code::{Code, Entry, codes};
pub use diagnostic::{Diagnostic, Edit, FileId, Fix, Label, Place, Severity, Span};
