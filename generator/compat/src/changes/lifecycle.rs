//! State machines.

mod evidence_added;
mod evidence_removed;
mod guard_added;
mod guard_order_changed;
mod guard_removed;
mod initial_state_changed;
mod machine_added;
mod machine_removed;
mod state_added;
mod state_removed;
mod terminal_state_changed;
mod transition_added;
mod transition_audit_changed;
mod transition_event_added;
mod transition_event_removed;
mod transition_failure_added;
mod transition_failure_removed;
mod transition_idempotency_changed;
mod transition_permission_changed;
mod transition_removed;
mod transition_source_added;
mod transition_source_removed;
mod transition_target_changed;
mod transition_trigger_changed;

use crate::Change;

/// The kinds of the family, in the order of `Kind::ALL`.
pub(super) const ALL: &[&Change] = &[
    &machine_added::CHANGE,
    &machine_removed::CHANGE,
    &initial_state_changed::CHANGE,
    &state_added::CHANGE,
    &state_removed::CHANGE,
    &terminal_state_changed::CHANGE,
    &transition_added::CHANGE,
    &transition_removed::CHANGE,
    &transition_source_added::CHANGE,
    &transition_source_removed::CHANGE,
    &transition_target_changed::CHANGE,
    &transition_trigger_changed::CHANGE,
    &guard_added::CHANGE,
    &guard_removed::CHANGE,
    &guard_order_changed::CHANGE,
    &transition_permission_changed::CHANGE,
    &evidence_added::CHANGE,
    &evidence_removed::CHANGE,
    &transition_event_added::CHANGE,
    &transition_event_removed::CHANGE,
    &transition_audit_changed::CHANGE,
    &transition_failure_added::CHANGE,
    &transition_failure_removed::CHANGE,
    &transition_idempotency_changed::CHANGE,
];
