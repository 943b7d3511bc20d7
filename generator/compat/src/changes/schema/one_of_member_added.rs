//! `one-of-member-added`: an exclusive alternative was added.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::OneOfMemberAdded, include_str!("one_of_member_added.md"));
