//! Which operation something belongs to, and who writes and reads there.

use crate::{About, Flow};
use stipula_model::{HttpSource, Operation, Role, Surface};

/// An operation of both versions, as facts name it.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    contract: usize,
    /// `POST /quotes`, `webhook quoteAccepted POST`, `callback onEvent POST {$request.body#/url}`.
    pub(super) operation: String,
    /// True if the owner of the contract calls and others answer.
    is_swapped: bool,
}

/// One direction of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Request,
    Response,
}

impl Scope {
    /// The operation; `callback` is the name under which it is called back.
    pub(super) fn of(contract: usize, operation: &Operation, callback: &str) -> Self {
        let method = operation.method.to_uppercase();
        let path = &operation.path;
        let name = match operation.source {
            HttpSource::Path => format!("{method} {path}"),
            HttpSource::Webhook => format!("webhook {path} {method}"),
            HttpSource::Callback => format!("callback {callback} {method} {path}"),
        };
        Self { contract, operation: name, is_swapped: operation.source != HttpSource::Path }
    }

    /// The operation as a whole.
    pub(super) fn whole(&self) -> About {
        self.about(None)
    }

    /// What flows in one direction of it.
    pub(super) fn way(&self, way: Way) -> About {
        self.about(Some(self.flow(way)))
    }

    fn about(&self, flow: Option<Flow>) -> About {
        About::Operation { contract: self.contract, operation: self.operation.clone(), flow }
    }

    /// What clients send is read by the owner; what the owner sends to a webhook or a callback is read by others.
    pub(super) fn flow(&self, way: Way) -> Flow {
        if (way == Way::Request) == self.is_swapped { Flow::Outward } else { Flow::Inward }
    }

    /// What others read is a response to them, whether they asked for it or are called.
    pub(super) fn surface(&self, way: Way) -> Surface {
        match self.flow(way) {
            Flow::Inward => Surface::HttpRequest,
            Flow::Outward | Flow::Kept => Surface::HttpResponse,
        }
    }

    /// Read-only properties are the owner's to write, write-only ones the owner's to read.
    pub(super) fn role(&self, way: Way) -> Role {
        match self.flow(way) {
            Flow::Inward => Role::Request,
            Flow::Outward | Flow::Kept => Role::Response,
        }
    }

    /// The number of the contract.
    pub(super) fn contract(&self) -> usize {
        self.contract
    }
}
