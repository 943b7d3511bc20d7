//! One file per output format.

pub(crate) mod compat;
pub(crate) mod compat_json;
pub(crate) mod facts;
pub(crate) mod human;
pub(crate) mod json;
mod witness;
