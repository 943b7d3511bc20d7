//! The syntax tree of a pattern.

use super::charset::CharSet;

/// A node of a pattern. Groups are not kept: what they capture matters to backreferences only.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// One character of a set.
    Class(CharSet),
    /// One after the other; none of them is the empty match.
    Concat(Vec<Node>),
    /// One of them; at least one.
    Alternation(Vec<Node>),
    /// At least `min`, at most `max` times.
    Repeat { body: Box<Node>, min: u32, max: Option<u32> },
    /// `^`.
    Start,
    /// `$`.
    End,
    /// `\b`, or `\B` where negated.
    Boundary { negated: bool },
    /// `(?=…)`, or `(?!…)` where negated.
    Lookahead { body: Box<Node>, negated: bool },
}

impl Node {
    /// Whether it is free of assertions, so that what it matches does not depend on what stands around it.
    pub(super) fn is_plain(&self) -> bool {
        match self {
            Self::Class(_) => true,
            Self::Concat(parts) | Self::Alternation(parts) => parts.iter().all(Self::is_plain),
            Self::Repeat { body, .. } => body.is_plain(),
            Self::Start | Self::End | Self::Boundary { .. } | Self::Lookahead { .. } => false,
        }
    }

    /// The least number of characters that it consumes.
    pub(super) fn min_len(&self) -> u64 {
        match self {
            Self::Class(_) => 1,
            Self::Concat(parts) => parts.iter().map(Self::min_len).fold(0, u64::saturating_add),
            Self::Alternation(parts) => parts.iter().map(Self::min_len).min().unwrap_or(0),
            Self::Repeat { body, min, .. } => body.min_len().saturating_mul(u64::from(*min)),
            Self::Start | Self::End | Self::Boundary { .. } | Self::Lookahead { .. } => 0,
        }
    }

    /// The number of characters past its start after which nothing more can change whether it matches, if there is
    /// such a number.
    pub(super) fn reach(&self) -> Option<u64> {
        match self {
            Self::Class(_) | Self::End | Self::Boundary { .. } => Some(1),
            Self::Start => Some(0),
            Self::Concat(parts) => parts.iter().try_fold(0_u64, |sum, part| Some(sum.saturating_add(part.reach()?))),
            Self::Alternation(parts) => parts.iter().try_fold(0, |max, part| Some(part.reach()?.max(max))),
            Self::Repeat { body, max, .. } => Some(body.reach()?.saturating_mul(u64::from((*max)?))),
            Self::Lookahead { body, .. } => body.reach(),
        }
    }

    /// Whether some lookahead in it looks further than `limit` characters.
    pub(super) fn looks_beyond(&self, limit: u64) -> bool {
        match self {
            Self::Class(_) | Self::Start | Self::End | Self::Boundary { .. } => false,
            Self::Concat(parts) | Self::Alternation(parts) => parts.iter().any(|part| part.looks_beyond(limit)),
            Self::Repeat { body, .. } => body.looks_beyond(limit),
            Self::Lookahead { body, .. } => body.reach().is_none_or(|reach| reach > limit),
        }
    }
}
