//! What the platform says on the wire: types, clients, services, events and lifecycles, generated from `contracts/`.
//!
//! Nothing here is written by hand: `stipula generate` makes it, `stipula check` says when it is not what the contracts say.
//! These types stand at the boundary; the domain has its own (Schema-first contracts §27).

#[rustfmt::skip]
mod generated;

pub use generated::*;
