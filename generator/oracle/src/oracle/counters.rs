//! What the engines were asked and what they came to.

use std::ops::AddAssign;
use std::sync::Mutex;

/// What one engine was asked, and what it came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Questions put to it.
    pub asked: u64,
    /// Inclusions that it proved.
    pub proved: u64,
    /// Inclusions that it refuted, with a confirmed witness.
    pub refuted: u64,
    /// Questions that it left open.
    pub undecided: u64,
}

/// What all engines were asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counters {
    /// Questions about a schema and itself.
    pub equal: u64,
    /// The structural proof.
    pub structural: Tally,
    /// Our search, with the small and the full budget.
    pub search: Tally,
    /// `jsonschema::canonical`.
    pub canonical: Tally,
    /// Values that the validators judged differently.
    pub disagreements: u64,
    /// Values that an engine took for a witness and the validators did not.
    pub unconfirmed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.asked += other.asked;
        self.proved += other.proved;
        self.refuted += other.refuted;
        self.undecided += other.undecided;
    }
}

impl AddAssign for Counters {
    fn add_assign(&mut self, other: Self) {
        self.equal += other.equal;
        self.structural += other.structural;
        self.search += other.search;
        self.canonical += other.canonical;
        self.disagreements += other.disagreements;
        self.unconfirmed += other.unconfirmed;
    }
}

/// Counters that threads share. Sums do not depend on the order of what is added.
#[derive(Default)]
pub(super) struct Shared(Mutex<Counters>);

impl Shared {
    pub(super) fn change(&self, step: impl FnOnce(&mut Counters)) {
        step(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    pub(super) fn read(&self) -> Counters {
        let mut now = Counters::default();
        self.change(|counters| now = *counters);
        now
    }
}
