//! What a service may set.

use super::Problems;
use std::time::Duration;

/// How a service behaves beside what its contract says.
#[derive(Debug, Clone)]
pub struct Config {
    /// What is read at most. A limit refuses, it never truncates.
    pub limits: Limits,
    /// How refusals are written.
    pub problems: Problems,
    /// Whether answers are held against the contract before they are sent; one that it refuses becomes a 500. On in debug
    /// builds.
    pub check_answers: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { limits: Limits::default(), problems: Problems::default(), check_answers: cfg!(debug_assertions) }
    }
}

/// What a service reads at most, and how long it waits.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a body: 413 beyond.
    pub body: usize,
    /// Bytes of all header names and values: 431 beyond.
    pub headers: usize,
    /// Bytes of an address: 414 beyond.
    pub uri: usize,
    /// For a body to arrive: 408 beyond.
    pub read: Duration,
    /// For a handler: 504 where it is declared, 500 otherwise.
    pub work: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1 << 20,
            headers: 32 << 10,
            uri: 8 << 10,
            read: Duration::from_secs(15),
            work: Duration::from_secs(30),
        }
    }
}
