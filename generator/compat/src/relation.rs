//! What must hold between two versions, and what follows from a change that breaks it.
//!
//! Direction lives here and nowhere else. A mode is what a registry calls it: *backward* means that the new version
//! accepts what was written under the old one, *forward* that the old version accepts what is written under the new one.

use crate::policy::{Mode, Policy};
use crate::view::View;
use crate::{Assumption, Level};
use stipula_diff::Kind;

/// Whose values must be accepted by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// Every old value is a new one: old writers, new readers.
    OldInNew,
    /// Every new value is an old one: new writers, old readers.
    NewInOld,
}

impl Direction {
    pub(crate) const BOTH: [Direction; 2] = [Direction::OldInNew, Direction::NewInOld];
}

/// What must hold for the values of a payload, and what may be relied on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Terms {
    /// Backward, forward or both.
    pub(crate) mode: Mode,
    /// What the policy assumes; sorted.
    pub(crate) assumptions: Vec<Assumption>,
}

impl Terms {
    pub(crate) fn of(policy: &Policy) -> Terms {
        let mut assumptions = policy.assumptions.clone();
        assumptions.sort_unstable();
        assumptions.dedup();
        Terms { mode: policy.mode, assumptions }
    }

    /// The same mode, and nothing assumed.
    pub(crate) fn exact(&self) -> Terms {
        Terms { mode: self.mode, assumptions: Vec::new() }
    }

    /// The same mode with some of the assumptions.
    pub(crate) fn with(&self, assumptions: Vec<Assumption>) -> Terms {
        Terms { mode: self.mode, assumptions }
    }

    pub(crate) fn assumes(&self, assumption: Assumption) -> bool {
        self.assumptions.contains(&assumption)
    }

    /// How much it weighs when a direction does not hold; `None` where it need not hold.
    ///
    /// Replay makes old values be read again, whatever the mode; after a rollback old software meets new values, which
    /// is a warning and no more where the mode does not ask for it.
    pub(crate) fn weight(&self, direction: Direction) -> Option<Level> {
        let by_mode = match direction {
            Direction::OldInNew => self.mode.is_backward(),
            Direction::NewInOld => self.mode.is_forward(),
        };
        match direction {
            _ if by_mode => Some(Level::Breaking),
            Direction::OldInNew if self.assumes(Assumption::Replay) => Some(Level::Breaking),
            Direction::NewInOld if self.assumes(Assumption::Rollback) => Some(Level::Risky),
            _ => None,
        }
    }

    /// How those see the schema who write its values.
    pub(crate) fn writer(&self) -> View {
        View::writer(&self.assumptions)
    }

    /// How those see it who read them.
    pub(crate) fn reader(&self) -> View {
        View::reader(&self.assumptions)
    }
}

/// A value that a reader does not know yet is a risk rather than a break: the reader chose to be strict
/// (Schema-first contracts §24.3, "add enum value").
pub(crate) fn weight_of(kind: Kind, direction: Direction, weight: Level) -> Level {
    let is_unknown_value =
        direction == Direction::NewInOld && matches!(kind, Kind::EnumValueAdded | Kind::DiscriminatorMappingAdded);
    if is_unknown_value { weight.min(Level::Risky) } else { weight }
}
