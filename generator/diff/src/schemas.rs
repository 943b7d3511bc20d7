//! Schemas: pairs of them in lock-step, and what differs keyword by keyword.
//!
//! ```text
//! payload ─► pair of roots ─► queue ─► walk: one pair ─► types, numbers, strings, ... ─► facts about the pair
//!                              ▲                 └─► pairs of parts that differ ─┐
//!                              └────────────── graph (each pair once) ◄──────────┘
//!                                                └► reach: from the facts back to the payloads
//! ```

mod annotations;
mod arrays;
mod components;
mod composition;
mod conjunction;
mod context;
mod contracts;
mod dialect;
mod enums;
mod graph;
mod members;
mod numbers;
mod objects;
mod properties;
mod reach;
mod references;
mod shape;
mod side;
mod strings;
mod types;
mod walk;

pub(crate) use components::compare as compare_components;
pub(crate) use contracts::{compare as compare_contracts, rest as compare_rest};
pub(crate) use graph::Graph;
pub(crate) use reach::Reached;
pub(crate) use references::References;
pub(crate) use walk::walk;
