//! Request bodies.

use super::Http;
use super::media::Contents;
use super::scope::{Scope, Way};
use crate::envelope::Both;
use crate::{Carrier, Fact, Kind};
use stipula_model::{Body, NodeRef, Operation};

impl<'a> Http<'_, 'a> {
    pub(super) fn request_body(&mut self, scope: &Scope, old: &'a Operation, new: &'a Operation) {
        let about = scope.way(Way::Request);
        match (&old.body, &new.body) {
            (None, None) => {}
            (Some(_), None) => {
                let at = Both::new(self.body_site(old), new.at);
                self.noted.fact(Fact::at(Kind::RequestBodyRemoved, &about, at));
            }
            (None, Some(body)) => {
                let kind = if body.required { Kind::RequiredRequestBodyAdded } else { Kind::RequestBodyAdded };
                let at = Both::new(old.at, self.body_site(new));
                self.noted.fact(Fact::at(kind, &about, at));
            }
            (Some(old), Some(new)) => self.body(scope, old, new),
        }
    }

    /// Where an operation names its body: the body itself may be shared.
    fn body_site(&self, operation: &Operation) -> NodeRef {
        let site = self.noted.node(operation.at).get("requestBody");
        site.map_or(operation.at, |node| operation.at.sibling(node))
    }

    fn body(&mut self, scope: &Scope, old: &'a Body, new: &'a Body) {
        let about = scope.way(Way::Request);
        let at = Both::new(old.at, new.at);
        let became = match (old.required, new.required) {
            (false, true) => Some(Kind::RequestBodyBecameRequired),
            (true, false) => Some(Kind::RequestBodyBecameOptional),
            _ => None,
        };
        if let Some(kind) = became {
            let place = at.member(self.noted.sources(), "required");
            self.noted.fact(Fact::at(kind, &about, place));
        }
        self.noted.annotations(&about, at);
        let contents = Contents { old: &old.content, new: &new.content, at, way: Way::Request, is_listed: true };
        self.contents(scope, contents, &|media_type| Carrier::RequestBody {
            operation: scope.operation.clone(),
            media_type: media_type.to_owned(),
        });
    }
}
