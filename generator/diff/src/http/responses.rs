//! Responses by status, their headers and links.

use super::Http;
use super::media::Contents;
use super::scope::{Scope, Way};
use super::slots::Slot;
use crate::envelope::{Both, Pass, follow, pair};
use crate::{About, Carrier, Fact, Kind};
use stipula_model::{Header, NodeRef, Operation, Response};
use stipula_source::Node;

/// The response that stands for a status: itself, `4XX` for `404`, or `default` (OpenAPI 3.1.1 §4.8.16).
fn covering<'a>(responses: &'a [Response], status: &str) -> Option<&'a Response> {
    let find = |wanted: &str| responses.iter().find(|response| response.status.eq_ignore_ascii_case(wanted));
    let range = status.chars().next().map(|class| format!("{class}XX")).filter(|_| is_specific(status));
    find(status).or_else(|| find(&range?)).or_else(|| find("default"))
}

fn is_specific(status: &str) -> bool {
    status.len() == 3 && status.bytes().all(|b| b.is_ascii_digit())
}

/// True for an answer that refuses: 4xx, 5xx, and `default` beside an answer that does not.
fn is_error(responses: &[Response], status: &str) -> bool {
    match status.chars().next() {
        Some('4' | '5') => true,
        Some('1' | '2' | '3') => false,
        _ => responses.iter().any(|response| response.status.starts_with(['2', '3'])),
    }
}

impl<'a> Http<'_, 'a> {
    pub(super) fn responses(&mut self, scope: &Scope, old: &'a Operation, new: &'a Operation) {
        for response in &old.responses {
            match covering(&new.responses, &response.status) {
                Some(other) if other.status.eq_ignore_ascii_case(&response.status) => {
                    self.response(scope, response, other);
                }
                other => self.response_removed(scope, (old, response), new, other),
            }
        }
        for response in &new.responses {
            match covering(&old.responses, &response.status) {
                Some(other) if other.status.eq_ignore_ascii_case(&response.status) => {}
                other => self.response_added(scope, (new, response), old, other),
            }
        }
    }

    /// A status that is no longer declared; where a range or `default` remains, it says what may be sent now.
    fn response_removed(
        &mut self,
        scope: &Scope,
        (holder, old): (&Operation, &'a Response),
        new: &Operation,
        covered: Option<&'a Response>,
    ) {
        let is_error = is_error(&holder.responses, &old.status);
        let kind = if is_error { Kind::ErrorStatusRemoved } else { Kind::SuccessStatusRemoved };
        let at = Both::new(self.response_site(holder, &old.status), self.response_list(new));
        let fact = Fact::at(kind, &scope.way(Way::Response), at).named(&old.status);
        self.noted.fact(fact.values(None, covered.map(|other| other.status.clone())));
        if let Some(other) = covered {
            self.bodies_of(scope, old, other, false);
        }
    }

    fn response_added(
        &mut self,
        scope: &Scope,
        (holder, new): (&Operation, &'a Response),
        old: &Operation,
        covered: Option<&'a Response>,
    ) {
        let is_error = is_error(&holder.responses, &new.status);
        let kind = if is_error { Kind::ErrorStatusAdded } else { Kind::SuccessStatusAdded };
        let at = Both::new(self.response_list(old), self.response_site(holder, &new.status));
        let fact = Fact::at(kind, &scope.way(Way::Response), at).named(&new.status);
        self.noted.fact(fact.values(covered.map(|other| other.status.clone()), None));
        if let Some(other) = covered {
            self.bodies_of(scope, other, new, false);
        }
    }

    fn response_list(&self, operation: &Operation) -> NodeRef {
        let list = self.noted.node(operation.at).get("responses");
        list.map_or(operation.at, |list| operation.at.sibling(list))
    }

    fn response_site(&self, operation: &Operation, status: &str) -> NodeRef {
        let list = self.response_list(operation);
        self.noted.node(list).get(status).map_or(list, |site| list.sibling(site))
    }

    fn response(&mut self, scope: &Scope, old: &'a Response, new: &'a Response) {
        let about = scope.way(Way::Response);
        let at = Both::new(old.at, new.at);
        self.noted.annotations(&about, at);
        self.headers(scope, old, new);
        self.links(&about, at);
        self.bodies_of(scope, old, new, true);
    }

    fn bodies_of(&mut self, scope: &Scope, old: &'a Response, new: &'a Response, is_listed: bool) {
        let at = Both::new(old.at, new.at);
        let contents = Contents { old: &old.content, new: &new.content, at, way: Way::Response, is_listed };
        self.contents(scope, contents, &|media_type| Carrier::ResponseBody {
            operation: scope.operation.clone(),
            status: new.status.clone(),
            media_type: media_type.to_owned(),
        });
    }

    /// Headers, whatever the case of their names; `Content-Type` is said by the media types (OpenAPI 3.1.1 §4.8.17.1).
    fn headers(&mut self, scope: &Scope, old: &'a Response, new: &'a Response) {
        let list = |response: &'a Response| -> Vec<&'a Header> {
            response.headers.iter().filter(|header| !header.name.eq_ignore_ascii_case("content-type")).collect()
        };
        let paired = pair(&list(old), &list(new), &[Pass::Each(&|header: &&Header| Some(header.name.to_lowercase()))]);
        for (before, after) in &paired.both {
            self.header(scope, &new.status, before, after);
        }
        let about = scope.way(Way::Response);
        let holder = Both::new(old.at, new.at).member(self.noted.sources(), "headers");
        for it in &paired.old {
            let kind = if it.required { Kind::RequiredResponseHeaderRemoved } else { Kind::ResponseHeaderRemoved };
            let at = Both::new(self.header_site(holder.old, it), holder.new);
            self.noted.fact(Fact::at(kind, &about, at).named(&it.name));
        }
        for it in &paired.new {
            let at = Both::new(holder.old, self.header_site(holder.new, it));
            self.noted.fact(Fact::at(Kind::ResponseHeaderAdded, &about, at).named(&it.name));
        }
    }

    fn header_site(&self, holder: NodeRef, header: &Header) -> NodeRef {
        self.noted.node(holder).get(&header.name).map_or(header.at, |site| holder.sibling(site))
    }

    fn header(&mut self, scope: &Scope, status: &str, old: &'a Header, new: &'a Header) {
        let about = scope.way(Way::Response);
        let at = Both::new(old.at, new.at);
        let became = match (old.required, new.required) {
            (false, true) => Some(Kind::ResponseHeaderBecameRequired),
            (true, false) => Some(Kind::ResponseHeaderBecameOptional),
            _ => None,
        };
        if let Some(kind) = became {
            let place = at.member(self.noted.sources(), "required");
            self.noted.fact(Fact::at(kind, &about, place).named(&new.name));
        }
        let kinds = (Kind::ParameterDeprecated, Some(Kind::ParameterReactivated));
        self.noted.deprecation(&about, at, kinds, Some(&new.name));
        self.noted.annotations(&about, at);
        self.noted.examples(&about, at);
        let carrier = Carrier::ResponseHeader {
            operation: scope.operation.clone(),
            status: status.to_owned(),
            name: new.name.clone(),
        };
        let slots = (Slot::of_header(old), Slot::of_header(new));
        self.slot(scope, Way::Response, slots, false, &carrier);
    }

    fn links(&mut self, about: &About, at: Both) {
        let sources = self.noted.sources();
        let holder = at.member(sources, "links");
        let (old, new) = at.values(sources, "links");
        let mut names: Vec<&str> = old.into_iter().chain(new).flat_map(Node::members).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let of = |node: Option<Node<'a>>| node.and_then(|node| node.get(name));
            let place = |holder: NodeRef, node: Option<Node<'_>>| node.map_or(holder, |node| holder.sibling(node));
            let (old, new) = (of(old), of(new));
            let mut at = Both::new(place(holder.old, old), place(holder.new, new));
            if old.is_some() && new.is_some() {
                at = Both::new(follow(self.noted.old(), at.old), follow(self.noted.new_version(), at.new));
                if self.noted.same(at) {
                    continue;
                }
            }
            self.noted.fact(Fact::at(Kind::LinkChanged, about, at).named(name).nodes(old, new));
        }
    }
}
