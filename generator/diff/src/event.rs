//! Channels, messages and what brokers are told, of AsyncAPI 2 and 3.
//!
//! ```text
//! channels (by address) ─► messages (by wire name) ─► each pair once: payload, headers, bindings
//!        └──────────────► operations on them (by key, then action and channel)
//! ```

mod bindings;
mod brokers;
mod channels;
mod layers;
mod messages;
mod operations;
mod payloads;
mod replies;
mod wiring;

use crate::compare::Comparer;
use crate::envelope::{Both, Noted, Renames};
use crate::{About, Flow, Kind as Change};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use stipula_model::{Contract, Kind, NodeRef};
use wiring::Wiring;

/// Compares the AsyncAPI descriptions that both versions have.
pub(crate) fn compare(comparer: &mut Comparer<'_>) {
    let pairs = comparer.contracts().to_vec();
    let (olds, news) = (&comparer.old.model.contracts, &comparer.new.model.contracts);
    let mut noted = Noted::new(comparer);
    for (contract, pair) in pairs.iter().enumerate() {
        let (Some(old), Some(new)) = (pair.old, pair.new) else { continue };
        let (old, new) = (&olds[old], &news[new]);
        if let (Kind::AsyncApi(_), Kind::AsyncApi(_)) = (old.kind, new.kind) {
            let schemes = Renames::of(&noted, old, new);
            let (old, new) = (Wiring::of(noted.old(), old), Wiring::of(noted.new_version(), new));
            noted = Events::of(noted, contract, (old, new), schemes).compare();
        }
    }
    noted.finish();
}

/// Two versions of an AsyncAPI description.
struct Events<'c, 'a> {
    noted: Noted<'c, 'a>,
    /// The number of the pair.
    contract: usize,
    old: Wiring<'a>,
    new: Wiring<'a>,
    schemes: Renames,
    /// The channel of the new version for one of the old.
    channels: BTreeMap<usize, usize>,
    /// The messages that correspond, old and new, with the channels they travel on.
    messages: BTreeMap<(usize, usize), Vec<String>>,
    /// For a message of the new version those of the old one.
    partners: FxHashMap<usize, Vec<usize>>,
    /// The servers that correspond: where the old one stands, and the new one.
    brokers: Vec<(NodeRef, NodeRef)>,
}

impl<'c, 'a> Events<'c, 'a> {
    fn of(noted: Noted<'c, 'a>, contract: usize, (old, new): (Wiring<'a>, Wiring<'a>), schemes: Renames) -> Self {
        let (channels, messages) = (BTreeMap::new(), BTreeMap::new());
        let (partners, brokers) = (FxHashMap::default(), Vec::new());
        Self { noted, contract, old, new, schemes, channels, messages, partners, brokers }
    }

    fn compare(mut self) -> Noted<'c, 'a> {
        let about = About::Contract { contract: self.contract };
        self.description(&about, self.old.contract, self.new.contract);
        self.brokers();
        self.channels();
        self.loose_messages();
        self.operations();
        self.messages();
        self.noted
    }

    fn description(&mut self, about: &About, old: &Contract, new: &Contract) {
        let root = Both::new(old.at, new.at);
        self.noted.annotations(about, root);
        if let (Some(old), Some(new)) = root.values(self.noted.sources(), "info") {
            let info = Both::new(root.old.sibling(old), root.new.sibling(new));
            self.noted.annotations(about, info);
            for key in ["contact", "license", "termsOfService", "tags"] {
                self.noted.member(Change::DescriptionChanged, about, info, key);
            }
        }
        self.noted.security_schemes(about, old, new, &self.schemes);
    }

    /// A channel, a message or an operation on a channel.
    fn about(&self, subject: &str, flow: Flow) -> About {
        About::Event { contract: self.contract, subject: subject.to_owned(), flow }
    }
}
