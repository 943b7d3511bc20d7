//! The states of an order and of its lines, and how the one follows from the others.

use crate::State;

/// The state of an order's header: it summarizes (Schema-first contracts §17.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderState {
    /// Created by a conversion, not yet submitted.
    Draft,
    /// Handed over for validation and decomposition.
    Submitted,
    /// Validation found faults.
    ValidationFailed,
    /// Decomposed; no line is completed yet.
    InFulfillment,
    /// Some line is completed and some line is open.
    PartiallyCompleted,
    /// Every line that was not cancelled is completed.
    Completed,
    /// A cancellation is being worked out.
    CancellationRequested,
    /// A confirmed cancellation ended it.
    Cancelled,
    /// No line is open and one failed for good.
    Failed,
}

impl OrderState {
    /// True while the header follows its lines and no command sets it.
    pub fn follows_lines(self) -> bool {
        matches!(self, OrderState::InFulfillment | OrderState::PartiallyCompleted)
    }

    /// The header's state after a line has changed: in fulfillment what follows from the lines, else what it was.
    #[must_use]
    pub fn after(self, lines: &[OrderLineState]) -> OrderState {
        if self.follows_lines() { fulfillment_state(lines) } else { self }
    }
}

impl State for OrderState {
    const OF: &'static str = "order";
    const ALL: &'static [Self] = &[
        OrderState::Draft,
        OrderState::Submitted,
        OrderState::ValidationFailed,
        OrderState::InFulfillment,
        OrderState::PartiallyCompleted,
        OrderState::Completed,
        OrderState::CancellationRequested,
        OrderState::Cancelled,
        OrderState::Failed,
    ];

    fn name(self) -> &'static str {
        match self {
            OrderState::Draft => "DRAFT",
            OrderState::Submitted => "SUBMITTED",
            OrderState::ValidationFailed => "VALIDATION_FAILED",
            OrderState::InFulfillment => "IN_FULFILLMENT",
            OrderState::PartiallyCompleted => "PARTIALLY_COMPLETED",
            OrderState::Completed => "COMPLETED",
            OrderState::CancellationRequested => "CANCELLATION_REQUESTED",
            OrderState::Cancelled => "CANCELLED",
            OrderState::Failed => "FAILED",
        }
    }

    fn next(self) -> &'static [Self] {
        use OrderState::{
            CancellationRequested, Cancelled, Completed, Draft, Failed, InFulfillment, PartiallyCompleted, Submitted,
            ValidationFailed,
        };
        match self {
            Draft | ValidationFailed => &[Submitted, CancellationRequested],
            Submitted => &[ValidationFailed, InFulfillment, CancellationRequested],
            InFulfillment => &[PartiallyCompleted, Completed, Failed, CancellationRequested],
            PartiallyCompleted => &[Completed, Failed, CancellationRequested],
            CancellationRequested => &[InFulfillment, Cancelled],
            Completed | Cancelled | Failed => &[],
        }
    }
}

/// The state of one line of an order: it explains (Schema-first contracts §17.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderLineState {
    /// Planned; its task has not started.
    Pending,
    /// Its task is being carried out.
    InProgress,
    /// Its task failed, and a person decides.
    ManualReview,
    /// Delivered.
    Completed,
    /// Given up for good.
    Failed,
    /// Cancelled, and what had started was compensated.
    Cancelled,
}

impl State for OrderLineState {
    const OF: &'static str = "order line";
    const ALL: &'static [Self] = &[
        OrderLineState::Pending,
        OrderLineState::InProgress,
        OrderLineState::ManualReview,
        OrderLineState::Completed,
        OrderLineState::Failed,
        OrderLineState::Cancelled,
    ];

    fn name(self) -> &'static str {
        match self {
            OrderLineState::Pending => "PENDING",
            OrderLineState::InProgress => "IN_PROGRESS",
            OrderLineState::ManualReview => "MANUAL_REVIEW",
            OrderLineState::Completed => "COMPLETED",
            OrderLineState::Failed => "FAILED",
            OrderLineState::Cancelled => "CANCELLED",
        }
    }

    fn next(self) -> &'static [Self] {
        use OrderLineState::{Cancelled, Completed, Failed, InProgress, ManualReview, Pending};
        match self {
            Pending => &[InProgress, Cancelled],
            InProgress => &[ManualReview, Completed, Cancelled],
            ManualReview => &[InProgress, Completed, Failed, Cancelled],
            Completed | Failed | Cancelled => &[],
        }
    }
}

/// The header's state in fulfillment: a pure function of the lines, for any lines (Schema-first contracts §17.1; the
/// `derivation` of `contracts/state-machines/order.yaml`).
///
/// Neither the order of the lines nor their number matters, only which states occur. An order has at least one line; that
/// none is like all lines being cancelled, nothing is left to deliver, only keeps the function total.
pub fn fulfillment_state(lines: &[OrderLineState]) -> OrderState {
    let open = lines.iter().any(|line| !line.is_terminal());
    let failed = lines.contains(&OrderLineState::Failed);
    let completed = lines.contains(&OrderLineState::Completed);
    match (open, failed, completed) {
        (true, _, true) => OrderState::PartiallyCompleted,
        (true, _, false) => OrderState::InFulfillment,
        (false, true, _) => OrderState::Failed,
        (false, false, true) => OrderState::Completed,
        (false, false, false) => OrderState::Cancelled,
    }
}

#[cfg(test)]
mod tests {
    use super::{OrderLineState, OrderState, fulfillment_state};
    use crate::State;
    use proptest::{prelude::*, sample::select};

    #[test]
    fn the_example_of_the_source() {
        let lines = [OrderLineState::Completed, OrderLineState::ManualReview];
        assert_eq!(fulfillment_state(&lines), OrderState::PartiallyCompleted);
    }

    #[test]
    fn a_terminal_line_never_returns_to_in_progress() {
        let terminal = OrderLineState::ALL.iter().filter(|line| line.is_terminal());
        for line in terminal.clone() {
            assert!(line.step_to(OrderLineState::InProgress).is_err());
        }
        assert_eq!(terminal.count(), 3);
        assert_eq!(
            OrderLineState::Completed.step_to(OrderLineState::InProgress).expect_err("it is final").to_string(),
            "the order line is COMPLETED, which is final, and cannot become IN_PROGRESS"
        );
        assert_eq!(
            OrderLineState::Pending.step_to(OrderLineState::Completed).expect_err("it has not started").to_string(),
            "the order line is PENDING and cannot become COMPLETED; it can become IN_PROGRESS or CANCELLED"
        );
    }

    #[test]
    fn names_are_read_exactly() {
        assert_eq!(OrderState::parse("IN_FULFILLMENT"), Ok(OrderState::InFulfillment));
        assert_eq!(
            OrderLineState::parse("Completed").expect_err("it is not in capitals").to_string(),
            "`Completed` is no state of an order line; there are PENDING, IN_PROGRESS, MANUAL_REVIEW, COMPLETED, FAILED, \
             CANCELLED"
        );
    }

    #[test]
    fn a_command_on_the_header_wins_over_the_lines() {
        let cancelled = [OrderLineState::Cancelled];
        for state in OrderState::ALL.iter().filter(|state| !state.follows_lines()) {
            assert_eq!(state.after(&cancelled), *state);
        }
        assert_eq!(OrderState::PartiallyCompleted.after(&[OrderLineState::Completed]), OrderState::Completed);
    }

    fn lines() -> impl Strategy<Value = Vec<OrderLineState>> {
        prop::collection::vec(select(OrderLineState::ALL), 0..8)
    }

    proptest! {
        #[test]
        fn only_which_states_occur_matters(lines in lines(), again in any::<prop::sample::Index>()) {
            let mut other: Vec<_> = lines.iter().rev().copied().collect();
            if !lines.is_empty() {
                other.push(lines[again.index(lines.len())]);
            }
            prop_assert_eq!(fulfillment_state(&lines), fulfillment_state(&other));
        }

        #[test]
        fn the_header_is_final_exactly_when_every_line_is(lines in lines()) {
            let closed = lines.iter().all(|line| line.is_terminal());
            prop_assert_eq!(fulfillment_state(&lines).is_terminal(), closed);
        }

        /// However lines move, the header makes only steps that its own machine has. That all lines are cancelled one by
        /// one is the exception: that header is cancelled by a command.
        #[test]
        fn the_header_moves_forward(moves in prop::collection::vec((0..4_usize, select(OrderLineState::ALL)), 0..40)) {
            let mut lines = [OrderLineState::Pending; 4];
            let mut header = OrderState::InFulfillment;
            for (line, to) in moves {
                lines[line] = lines[line].step_to(to).unwrap_or(lines[line]);
                let follows = header.after(&lines);
                prop_assert!(follows == header || follows == OrderState::Cancelled || header.step_to(follows) == Ok(follows));
                header = follows;
            }
        }
    }
}
