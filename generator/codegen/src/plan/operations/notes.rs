//! What is told about operations that cannot be generated as they are written.

use super::Planner;
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{HttpSource, NodeRef};

impl Planner<'_, '_> {
    /// A part of an operation that the contract leaves open or contradicts, and what was made of it.
    pub(super) fn assumed(&mut self, at: NodeRef, message: impl Into<String>) {
        let place = at.place(self.types.input.sources);
        self.notes.push(Diagnostic::new(codes::OPERATION_ASSUMED, place, message));
    }

    /// A part of an operation that there is no code for.
    pub(super) fn left_out(&mut self, at: NodeRef, message: impl Into<String>) {
        let place = at.place(self.types.input.sources);
        self.notes.push(Diagnostic::new(codes::OPERATION_LEFT_OUT, place, message));
    }

    /// A body that is carried as bytes, though the contract says what is in it.
    pub(super) fn untyped(&mut self, at: NodeRef, message: impl Into<String>) {
        let place = at.place(self.types.input.sources);
        self.notes.push(Diagnostic::new(codes::BODY_UNTYPED, place, message));
    }

    /// Webhooks and callbacks go the other way, and have no client here.
    pub(super) fn note_elsewhere(&mut self) {
        for (source, what) in [(HttpSource::Webhook, "webhooks"), (HttpSource::Callback, "callbacks")] {
            let mut operations = self.contract.operations.iter().filter(|operation| operation.source == source);
            if let Some(first) = operations.next() {
                let count = operations.count() + 1;
                self.left_out(
                    first.at,
                    format!("{count} operations under `{what}` are called by the service, and are not generated"),
                );
            }
        }
    }
}
