//! State machines: what an entity may do, when, and what comes of it (API and event design §6). No payload shows it.

mod machines;
mod states;
mod transitions;

use crate::About;
use crate::compare::Comparer;
use crate::envelope::Noted;

/// Compares the state machines of both versions.
pub(crate) fn compare(comparer: &mut Comparer<'_>) {
    let mut noted = Noted::new(comparer);
    machines::compare(&mut noted);
    noted.finish();
}

/// A state machine on its way: its document.
struct Machine<'n, 'c, 'a> {
    noted: &'n mut Noted<'c, 'a>,
    about: About,
}
