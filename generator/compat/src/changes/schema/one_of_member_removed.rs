//! `one-of-member-removed`: an exclusive alternative was removed.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::OneOfMemberRemoved, include_str!("one_of_member_removed.md"));
