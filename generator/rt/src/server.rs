//! Services over axum: what generated server traits share.
//!
//! A generated trait has a method for each operation and asks for the hooks that the contract needs. Its router answers
//! every call in the order that contracts declare:
//!
//! ```text
//! address, method, sizes ─► authenticate ─► required headers ─► media types ─► body ─► contract
//!  404 405 414 431           401             400 428             406 415       408 413  400 422, every fault
//!
//!   ─► authorize ─► claim the key ─► handler ─► hold the answer to the contract ─► complete ─► answer
//!       403          409 422, replay  its outcomes  500                            or abandon
//! ```
//!
//! What is refused is answered as a problem (RFC 9457) that lists every fault with its place, and never a value.

mod accept;
mod body;
mod call;
mod checks;
mod claim;
mod code;
mod config;
mod correlation;
mod hooks;
mod info;
mod keys;
mod pipeline;
mod problem;
mod refusal;
mod routes;

pub use axum::Router;
pub use call::{Call, Context};
pub use checks::{Again, Authenticated, Begun, Guard, Once, Optional, Permitted, Public, Repeats};
pub use claim::Claim;
pub use code::{Category, Code};
pub use config::{Config, Limits};
pub use correlation::CORRELATION_ID;
pub use hooks::{Authenticate, Authorize, Claimed, Idempotency};
pub use info::{
    Asynchronous, Family, IdempotencyPolicy, OperationInfo, Permission, ServiceInfo, Transition, VersionGuard,
};
pub use keys::Keys;
pub use problem::{Problems, Render};
pub use refusal::{Reason, Refusal};
pub use routes::{BoxFuture, Routes};
