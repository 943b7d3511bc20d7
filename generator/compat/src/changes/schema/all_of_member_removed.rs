//! `all-of-member-removed`: a part need no longer hold.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::AllOfMemberRemoved, include_str!("all_of_member_removed.md"));
