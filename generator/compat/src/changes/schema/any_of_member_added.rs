//! `any-of-member-added`: an alternative was added.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::AnyOfMemberAdded, include_str!("any_of_member_added.md"));
