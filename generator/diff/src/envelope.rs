//! What the comparisons of everything around schemas share: noting facts, pairing lists, reading members.

mod both;
mod list;
mod noted;
mod security;
pub(crate) mod template;
mod value;

pub(crate) use both::Both;
pub(crate) use list::{Pass, pair, set_difference};
pub(crate) use noted::Noted;
pub(crate) use security::{Renames, Requirements};
pub(crate) use value::{equal, follow, is_true, strings};
