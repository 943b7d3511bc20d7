//! The states of a machine.

use super::Machine;
use super::machines::{Entry, entries};
use crate::envelope::{Both, Pass, is_true, pair};
use crate::{Fact, Kind};

impl Machine<'_, '_, '_> {
    pub(super) fn states(&mut self, machine: Both) {
        let sources = self.noted.sources();
        let holder = machine.member(sources, "states");
        let (old, new) = machine.values(sources, "states");
        let (old, new) = (old.map(entries).unwrap_or_default(), new.map(entries).unwrap_or_default());
        let paired = pair(&old, &new, &[Pass::Each(&|it: &Entry<'_>| Some(it.name.to_owned()))]);
        for it in paired.old {
            let at = Both::new(holder.old.sibling(it.node), holder.new);
            self.noted.fact(Fact::at(Kind::StateRemoved, &self.about, at).named(it.name));
        }
        for it in paired.new {
            let at = Both::new(holder.old, holder.new.sibling(it.node));
            self.noted.fact(Fact::at(Kind::StateAdded, &self.about, at).named(it.name));
        }
        for (before, after) in paired.both {
            let at = Both::new(holder.old.sibling(before.node), holder.new.sibling(after.node));
            self.noted.annotations(&self.about, at);
            let (was, is) = (is_true(before.node, "terminal"), is_true(after.node, "terminal"));
            if was != is {
                let fact = Fact::at(Kind::TerminalStateChanged, &self.about, at.member(sources, "terminal"));
                self.noted.fact(fact.named(after.name).values(Some(was.to_string()), Some(is.to_string())));
            }
        }
    }
}
