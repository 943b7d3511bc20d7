//! What every lifecycle has in common: states, steps from one to the next, and states that are final.

use std::fmt;

/// A state in the life of something (API and event design §6).
///
/// The enums that implement it say the same as `contracts/state-machines/*.yaml`, which a test proves. A state without a
/// next one is terminal, and nothing else is: so a terminal order line never returns to `IN_PROGRESS` (Schema-first
/// contracts §17.1).
pub trait State: Copy + Eq + fmt::Debug + 'static {
    /// What lives this life, for messages.
    const OF: &'static str;
    /// Every state.
    const ALL: &'static [Self];

    /// The name in contracts.
    fn name(self) -> &'static str;

    /// The states that a transition can lead to from here; staying is none.
    fn next(self) -> &'static [Self];

    /// True when nothing can happen any more.
    fn is_terminal(self) -> bool {
        self.next().is_empty()
    }

    /// The state with this name.
    ///
    /// # Errors
    /// When there is none.
    fn parse(name: &str) -> Result<Self, UnknownState> {
        let found = Self::ALL.iter().copied().find(|state| state.name() == name);
        found.ok_or_else(|| UnknownState { of: Self::OF, name: name.to_owned(), known: names(Self::ALL, ", ") })
    }

    /// The other state, if a transition leads to it from here.
    ///
    /// # Errors
    /// When none does.
    fn step_to(self, to: Self) -> Result<Self, StepError> {
        if self.next().contains(&to) {
            return Ok(to);
        }
        let (of, from, to) = (Self::OF, self.name(), to.name());
        if self.is_terminal() {
            return Err(StepError::Terminal { of, from, to });
        }
        Err(StepError::NotNext { of, from, to, next: names(self.next(), " or ") })
    }
}

/// A name that no state has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no state of an {of}; there are {known}")]
pub struct UnknownState {
    of: &'static str,
    name: String,
    known: String,
}

/// Why a state cannot follow another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// Nothing follows the first.
    #[error("the {of} is {from}, which is final, and cannot become {to}")]
    Terminal {
        /// What lives this life.
        of: &'static str,
        /// Its state.
        from: &'static str,
        /// The state it was to have.
        to: &'static str,
    },
    /// Others follow the first.
    #[error("the {of} is {from} and cannot become {to}; it can become {next}")]
    NotNext {
        /// What lives this life.
        of: &'static str,
        /// Its state.
        from: &'static str,
        /// The state it was to have.
        to: &'static str,
        /// The states it can have next.
        next: String,
    },
}

fn names<S: State>(states: &[S], separator: &str) -> String {
    states.iter().map(|state| state.name()).collect::<Vec<_>>().join(separator)
}
