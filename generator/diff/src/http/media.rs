//! Bodies by media type, and the schemas below.

use super::Http;
use super::media_name::MediaName;
use super::scope::{Scope, Way};
use crate::envelope::{Both, follow};
use crate::{About, Carrier, Fact, Kind, Payload};
use std::collections::BTreeSet;
use stipula_model::{MediaType, NodeRef, SchemaId};
use stipula_source::Node;

/// The contents of a request or a response in both versions.
#[derive(Clone, Copy)]
pub(super) struct Contents<'a> {
    pub(super) old: &'a [MediaType],
    pub(super) new: &'a [MediaType],
    /// What holds them.
    pub(super) at: Both,
    pub(super) way: Way,
    /// False where only the values are compared, because that a media type is there is said otherwise.
    pub(super) is_listed: bool,
}

impl<'a> Http<'_, 'a> {
    /// Each media type with the same one on the other side, else with the narrowest range that covers it.
    pub(super) fn contents(&mut self, scope: &Scope, contents: Contents<'a>, carrier: &dyn Fn(&str) -> Carrier) {
        let name =
            |list: &[MediaType]| -> Vec<MediaName> { list.iter().map(|it| MediaName::parse(&it.name)).collect() };
        let (olds, news) = (name(contents.old), name(contents.new));
        let mut pairs = BTreeSet::new();
        for (at, old) in olds.iter().enumerate() {
            match best(&news, old) {
                Some(partner) => _ = pairs.insert((partner, at)),
                None => self.media_type_left(scope, contents, &contents.old[at], true),
            }
        }
        for (at, new) in news.iter().enumerate() {
            match best(&olds, new) {
                Some(partner) => _ = pairs.insert((at, partner)),
                None => self.media_type_left(scope, contents, &contents.new[at], false),
            }
        }
        for (new, old) in pairs {
            let is_same = olds[old] == news[new];
            self.media_type(scope, contents, (&contents.old[old], &contents.new[new]), is_same, carrier);
        }
    }

    /// A media type that nothing on the other side covers.
    fn media_type_left(&mut self, scope: &Scope, contents: Contents<'a>, it: &MediaType, is_old: bool) {
        if !contents.is_listed {
            return;
        }
        let kind = match (contents.way, is_old) {
            (Way::Request, true) => Kind::RequestMediaTypeRemoved,
            (Way::Request, false) => Kind::RequestMediaTypeAdded,
            (Way::Response, true) => Kind::ResponseMediaTypeRemoved,
            (Way::Response, false) => Kind::ResponseMediaTypeAdded,
        };
        let holder = contents.at.member(self.noted.sources(), "content");
        let at = if is_old { Both::new(it.at, holder.new) } else { Both::new(holder.old, it.at) };
        self.noted.fact(Fact::at(kind, &scope.way(contents.way), at).named(&it.name));
    }

    fn media_type(
        &mut self,
        scope: &Scope,
        contents: Contents<'a>,
        (old, new): (&'a MediaType, &'a MediaType),
        is_same: bool,
        carrier: &dyn Fn(&str) -> Carrier,
    ) {
        let (at, way) = (Both::new(old.at, new.at), contents.way);
        self.schemas(scope, way, at, (old.schema, new.schema), &carrier(&new.name));
        let items = (old.item_schema, new.item_schema);
        self.schemas(scope, way, at, items, &carrier(&format!("{} (each item)", new.name)));
        if is_same && contents.is_listed {
            let about = scope.way(way);
            self.noted.extensions(&about, &[old.at], &[new.at]);
            self.noted.examples(&about, at);
            self.encodings(&about, at);
        }
    }

    /// The schemas of a value: compared where both are there, else noted as added or removed.
    pub(super) fn schemas(
        &mut self,
        scope: &Scope,
        way: Way,
        at: Both,
        schemas: (Option<SchemaId>, Option<SchemaId>),
        carrier: &Carrier,
    ) {
        let kind = match schemas {
            (Some(old), Some(new)) => {
                self.noted.payload(Payload {
                    contract: scope.contract(),
                    carrier: carrier.clone(),
                    surface: Some(scope.surface(way)),
                    flow: scope.flow(way),
                    role: scope.role(way),
                    old,
                    new,
                });
                return;
            }
            (None, Some(_)) => Kind::PayloadSchemaAdded,
            (Some(_), None) => Kind::PayloadSchemaRemoved,
            (None, None) => return,
        };
        let at = Both {
            old: schemas.0.map_or(at.old, |id| self.noted.old().model.schemas.get(id).at),
            new: schemas.1.map_or(at.new, |id| self.noted.new_version().model.schemas.get(id).at),
        };
        self.noted.fact(Fact::at(kind, &scope.way(way), at));
    }

    /// How the parts of a form or a multipart body are encoded (OpenAPI 3.1.1 §4.8.15).
    fn encodings(&mut self, about: &About, at: Both) {
        let sources = self.noted.sources();
        let holder = at.member(sources, "encoding");
        let (old, new) = at.values(sources, "encoding");
        let mut names: Vec<&str> = old.into_iter().chain(new).flat_map(Node::members).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let of = |node: Option<Node<'a>>| node.and_then(|node| node.get(name));
            let (old, new) = (of(old), of(new));
            let place = |holder: NodeRef, node: Option<Node<'_>>| node.map_or(holder, |node| holder.sibling(node));
            let at = Both::new(place(holder.old, old), place(holder.new, new));
            if !(old.is_some() && new.is_some() && self.same_encoding(at)) {
                self.noted.fact(Fact::at(Kind::EncodingChanged, about, at).named(name).nodes(old, new));
            }
        }
    }

    fn same_encoding(&mut self, at: Both) -> bool {
        let at = Both::new(follow(self.noted.old(), at.old), follow(self.noted.new_version(), at.new));
        self.noted.same(at)
    }
}

/// The name itself, or the narrowest that covers it.
fn best(names: &[MediaName], wanted: &MediaName) -> Option<usize> {
    if let Some(exact) = names.iter().position(|name| name == wanted) {
        return Some(exact);
    }
    let covering = names.iter().enumerate().filter(|(_, name)| name.covers(wanted));
    covering.max_by_key(|(at, name)| (name.specificity(), std::cmp::Reverse(*at))).map(|(at, _)| at)
}
