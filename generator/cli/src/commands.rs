//! One file per command.

pub(crate) mod bundle;
pub(crate) mod check;
pub(crate) mod compat;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod init;
pub(crate) mod lint;
pub(crate) mod man;
pub(crate) mod release;
pub(crate) mod rules;
pub(crate) mod schema;
pub(crate) mod validate;
