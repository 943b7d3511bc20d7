//! Property tests of the oracle. The integration test runs some cases of each, `cargo xtask oracle` as many as one likes.

pub(crate) mod check;
pub(crate) mod metamorphic;
pub(crate) mod mutants;
pub(crate) mod random;
pub(crate) mod real;
pub(crate) mod schemas;
pub(crate) mod universe;
