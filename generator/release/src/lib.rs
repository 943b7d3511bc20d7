//! Released versions: copies that never change, the lock that says so, and the plan of the next release.
//!
//! ```text
//! released/<contract without extension>/<version>/<file>             the file as it was, byte for byte
//! released/<contract without extension>/<version>/payloads/<file>    payloads that it must accept for ever
//! released/stipula.lock                                              which versions each release holds; a digest per file
//! ```
//!
//! Every document is released as the file that it is, once per version, and not as a bundle or as a copy of all that it
//! refers to. A release is a *set*: the lock says which version of each document belongs to it. A [`Shelf`] shows such a
//! set as a root in which every file lies at its working path. So a released set loads as a folder does: `$id`s, relative
//! references, lines and pointers are those of the files, a shared schema is there once, and one edit of it is one
//! difference. A bundle would have other positions and pointers; a copy of all references per contract would repeat the
//! canonical library in every folder, and let two copies of one schema differ within one release.

mod bump;
mod changelog;
mod documents;
mod gate;
mod layout;
mod lock;
mod payloads;
mod plan;
mod shelf;
mod verify;
mod version;

pub use bump::{Bump, required};
pub use changelog::with_entry;
pub use documents::{Document, documents};
pub use gate::{Baseline, Judgement, judge};
pub use layout::{FOLDER, LOCK, is_released, path_of};
pub use lock::{Lock, LockError, Release, Versions};
pub use payloads::{Kept, kept, replay};
pub use plan::{Choice, Entry, Plan, Refusal, plan};
pub use shelf::{Shelf, outside};
pub use stipula_source::{canonical, digest};
pub use verify::verify;
pub use version::{Declared, declared, parse};
