//! `all-of-member-added`: a part was added that must hold too.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::by_inclusion(Kind::AllOfMemberAdded, include_str!("all_of_member_added.md"));
