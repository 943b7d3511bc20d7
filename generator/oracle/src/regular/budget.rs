//! How much work a question may cost.

/// A number of steps that questions share. A step is one term built or one edge followed, so that the answer does
/// not depend on the machine; a million of them take well under a second.
#[derive(Debug)]
pub(crate) struct Budget {
    left: u64,
}

/// The budget is used up: there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exhausted;

impl Budget {
    /// A budget of so many steps.
    pub(crate) fn new(steps: u64) -> Self {
        Self { left: steps }
    }

    /// Uses up `steps`, all that is left if it does not suffice.
    pub(super) fn spend(&mut self, steps: u64) -> Result<(), Exhausted> {
        let enough = self.left >= steps;
        self.left = self.left.saturating_sub(steps);
        if enough { Ok(()) } else { Err(Exhausted) }
    }
}
