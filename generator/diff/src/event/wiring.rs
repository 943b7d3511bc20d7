//! Which channels and operations of a description are in force, and which way messages go.

use crate::envelope::follow;
use crate::{Flow, Version};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::{Action, Channel, Contract, Kind, NodeRef, WireOperation};
use stipula_source::Node;

/// A description without the channels and operations that lie in its components and nothing uses.
pub(super) struct Wiring<'a> {
    pub(super) contract: &'a Contract,
    pub(super) version: Version<'a>,
    /// True for AsyncAPI 3; before, messages stand in operations and not in channels.
    pub(super) is_3: bool,
    /// Indices into [`Contract::channels`].
    channels: Vec<usize>,
    /// Indices into [`Contract::wire_operations`].
    operations: Vec<usize>,
    done: FxHashMap<Use, Done>,
}

/// What is done with: a channel, a message, a message on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Use {
    Channel(usize),
    Message(usize),
    On(usize, usize),
}

/// Whether something is sent, and whether it is received.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) is_sent: bool,
    pub(super) is_received: bool,
}

impl<'a> Wiring<'a> {
    pub(super) fn of(version: Version<'a>, contract: &'a Contract) -> Self {
        let is_3 = matches!(contract.kind, Kind::AsyncApi(version) if version.major >= 3);
        let listed = |key: &str| -> FxHashSet<NodeRef> {
            let members = contract.at.get(version.sources).get(key).into_iter().flat_map(Node::members);
            members.map(|(_, node)| follow(version, contract.at.sibling(node))).collect()
        };
        let in_force = listed("operations");
        let operations: Vec<usize> = (0..contract.wire_operations.len())
            .filter(|at| !is_3 || in_force.contains(&contract.wire_operations[*at].at))
            .collect();
        let done = done(operations.iter().map(|at| &contract.wire_operations[*at]));
        let in_force = listed("channels");
        let channels: Vec<usize> = (0..contract.channels.len())
            .filter(|at| in_force.contains(&contract.channels[*at].at) || done.contains_key(&Use::Channel(*at)))
            .collect();
        Self { contract, version, is_3, channels, operations, done }
    }

    pub(super) fn channels(&self) -> Vec<(usize, &'a Channel)> {
        self.channels.iter().map(|at| (*at, &self.contract.channels[*at])).collect()
    }

    pub(super) fn operations(&self) -> impl Iterator<Item = &'a WireOperation> {
        self.operations.iter().map(|at| &self.contract.wire_operations[*at])
    }

    pub(super) fn done(&self, of: Use) -> Done {
        self.done.get(&of).copied().unwrap_or_default()
    }

    /// Sent, received, or neither alone.
    pub(super) fn flow(&self, of: Use) -> Flow {
        match self.done(of) {
            Done { is_sent: true, is_received: false } => Flow::Outward,
            Done { is_sent: false, is_received: true } => Flow::Inward,
            _ => Flow::Kept,
        }
    }
}

fn done<'a>(operations: impl Iterator<Item = &'a WireOperation>) -> FxHashMap<Use, Done> {
    let mut found: FxHashMap<Use, Done> = FxHashMap::default();
    for operation in operations {
        let mut note = |of: Use| {
            let done = found.entry(of).or_default();
            done.is_sent |= operation.action == Action::Send;
            done.is_received |= operation.action == Action::Receive;
        };
        if let Some(channel) = operation.channel {
            note(Use::Channel(channel));
            operation.messages.iter().for_each(|message| note(Use::On(channel, *message)));
        }
        operation.messages.iter().for_each(|message| note(Use::Message(*message)));
    }
    found
}

/// The flow of what one operation does.
pub(super) fn flow_of(action: Action) -> Flow {
    match action {
        Action::Send => Flow::Outward,
        Action::Receive => Flow::Inward,
    }
}
