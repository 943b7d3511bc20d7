//! HTTP operations and what surrounds their payloads.
//!
//! ```text
//! operations ─► parameters, body, responses ─► media types, headers ─► schemas (comparer.payload)
//!     └──────► security, servers, callbacks (operations again, the flow swapped)
//! ```

mod bodies;
mod callbacks;
mod description;
mod media;
mod media_name;
mod operations;
mod parameters;
mod responses;
mod scope;
mod security;
mod servers;
mod slots;

use crate::compare::Comparer;
use crate::envelope::{Noted, Renames};
use rustc_hash::FxHashSet;
use stipula_model::{Contract, Kind, NodeRef};

/// Compares the OpenAPI descriptions that both versions have.
pub(crate) fn compare(comparer: &mut Comparer<'_>) {
    let pairs = comparer.contracts().to_vec();
    let (olds, news) = (&comparer.old.model.contracts, &comparer.new.model.contracts);
    let mut noted = Noted::new(comparer);
    for (contract, pair) in pairs.iter().enumerate() {
        let (Some(old), Some(new)) = (pair.old, pair.new) else { continue };
        let (old, new) = (&olds[old], &news[new]);
        if let (Kind::OpenApi(_), Kind::OpenApi(_)) = (old.kind, new.kind) {
            let schemes = Renames::of(&noted, old, new);
            let http = Http { noted, contract, old, new, schemes, called: FxHashSet::default() };
            noted = http.compare();
        }
    }
    noted.finish();
}

/// Two versions of an OpenAPI description.
struct Http<'c, 'a> {
    noted: Noted<'c, 'a>,
    /// The number of the pair.
    contract: usize,
    old: &'a Contract,
    new: &'a Contract,
    schemes: Renames,
    /// The pairs of callback operations that were compared: a callback may lead back to itself.
    called: FxHashSet<(NodeRef, NodeRef)>,
}

impl<'c, 'a> Http<'c, 'a> {
    fn compare(mut self) -> Noted<'c, 'a> {
        self.description();
        self.security_schemes();
        self.paths();
        self.webhooks();
        self.noted
    }
}
