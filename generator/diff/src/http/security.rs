//! The security of operations.

use super::Http;
use super::scope::Scope;
use crate::About;
use crate::envelope::Requirements;
use stipula_model::{NodeRef, Operation};

impl Http<'_, '_> {
    pub(super) fn security_schemes(&mut self) {
        let about = About::Contract { contract: self.contract };
        self.noted.security_schemes(&about, self.old, self.new, &self.schemes);
    }

    /// The security in force at an operation: its own, else that of the description.
    pub(super) fn operation_security(&mut self, scope: &Scope, old: &Operation, new: &Operation) {
        let in_force = |at: NodeRef, root: NodeRef, names: &dyn Fn(&str) -> String| {
            let own = self.noted.node(at).get("security");
            match own {
                Some(list) => Requirements::read(at, Some(list), names),
                None => Requirements::read(root, self.noted.node(root).get("security"), names),
            }
        };
        let before = in_force(old.at, self.old.at, &|name| self.schemes.new_name(name));
        let after = in_force(new.at, self.new.at, &str::to_owned);
        self.noted.security(&scope.whole(), &before, &after);
    }
}
