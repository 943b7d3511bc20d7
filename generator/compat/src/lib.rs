//! Whether a difference breaks a reader or a writer: proved, or shown by a payload.
//!
//! ```text
//! Diff: facts, schema pairs, payloads
//!   │        policy ─► modes, assumptions          changes/<family>/<change>.{rs,md}: what each kind of change means
//!   ▼          ▼                                      ▼
//! relation (what must hold) ─► views ─► oracle ─► classification ─► waivers ─► Finding
//!                              who reads, who writes    proof, witness or a declared rule
//! ```

mod change;
mod changes;
mod date;
mod edit;
mod finding;
mod fingerprint;
mod judge;
mod lens;
mod level;
mod policy;
mod relation;
mod surfaces;
mod view;
mod waivers;

pub use change::{Change, Judged, Scope};
pub use changes::{all as changes, of as change};
pub use date::{Date, Span};
pub use finding::{Assumption, Effect, Evidence, Finding, Shown, SurfaceVerdict, Verdict};
pub use fingerprint::{Identity, fingerprint};
pub use judge::{Question, Report, judge, judge_diff};
pub use level::Level;
pub use policy::{Mode, Policies, Policy};
pub use surfaces::PerSurface;
pub use waivers::{Key, RuleFinding, Subject, Waiver, Waivers};
