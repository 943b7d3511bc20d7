//! `any-of-member-removed`: an alternative was removed.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::AnyOfMemberRemoved, include_str!("any_of_member_removed.md"));
