//! Generated clients against generated services, over real sockets.

#![allow(clippy::unwrap_used, reason = "a test")]

mod connections;
mod contract;
mod keys;
mod network;
mod outcomes;
mod refusals;
mod services;
