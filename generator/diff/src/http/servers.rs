//! Servers: the URLs at which operations are reached.

use super::Http;
use super::scope::Scope;
use crate::envelope::{Both, Pass, pair};
use crate::{About, Fact, Kind};
use stipula_model::NodeRef;
use stipula_source::Node;

/// A server's variables stand for at most so many URLs; beyond, they stay in the template.
const MOST_URLS: usize = 256;

/// A URL and the Server Object it comes from.
struct Server {
    url: String,
    at: NodeRef,
}

impl Http<'_, '_> {
    /// The servers of the description.
    pub(super) fn servers(&mut self, about: &About, root: Both) {
        self.compare_servers(about, root);
    }

    /// The servers of an operation or of its path item, where one has its own; the nearest ones are in force.
    pub(super) fn operation_servers(&mut self, scope: &Scope, at: Both, item: Both) {
        let nearest = |at: NodeRef, item: NodeRef, root: NodeRef| {
            let has_own = |at: &NodeRef| self.noted.node(*at).get("servers").is_some_and(|list| !list.is_empty());
            [at, item].into_iter().find(has_own).unwrap_or(root)
        };
        let (old, new) = (nearest(at.old, item.old, self.old.at), nearest(at.new, item.new, self.new.at));
        if old != self.old.at || new != self.new.at {
            self.compare_servers(&scope.whole(), Both::new(old, new));
        }
    }

    fn compare_servers(&mut self, about: &About, holder: Both) {
        let (old, new) = (self.listed(holder.old), self.listed(holder.new));
        let (old, new): (Vec<&Server>, Vec<&Server>) = (old.iter().collect(), new.iter().collect());
        let paired = pair(&old, &new, &[Pass::Each(&|server: &&Server| Some(server.url.clone()))]);
        let lists = holder.member(self.noted.sources(), "servers");
        for server in paired.old {
            let fact = Fact::at(Kind::ServerRemoved, about, Both::new(server.at, lists.new));
            self.noted.fact(fact.named(&server.url));
        }
        for server in paired.new {
            let fact = Fact::at(Kind::ServerAdded, about, Both::new(lists.old, server.at));
            self.noted.fact(fact.named(&server.url));
        }
        for (server, other) in paired.both {
            self.noted.annotations(about, Both::new(server.at, other.at));
        }
    }

    /// Every URL; where no server is given it is `/` (OpenAPI 3.1.1 §4.8.1).
    fn listed(&self, holder: NodeRef) -> Vec<Server> {
        let list = self.noted.node(holder).get("servers").filter(|list| !list.is_empty());
        let Some(list) = list else { return vec![Server { url: "/".to_owned(), at: holder }] };
        let servers = list.items().flat_map(|server| {
            let at = holder.sibling(server);
            urls(server).into_iter().map(move |url| Server { url, at })
        });
        servers.collect()
    }
}

/// The URLs that a server's template stands for: one for each value of its enumerated variables.
fn urls(server: Node<'_>) -> Vec<String> {
    let mut urls = vec![trimmed(server.get_str("url").unwrap_or_default())];
    for (name, variable) in server.get("variables").into_iter().flat_map(Node::members) {
        let place = format!("{{{name}}}");
        let mut values: Vec<&str> =
            variable.get("enum").into_iter().flat_map(Node::items).filter_map(Node::as_str).collect();
        let open;
        if values.is_empty() {
            // Any value may be put in; the default is part of what is promised.
            open = format!("{{{name}={}}}", variable.get_str("default").unwrap_or_default());
            values = vec![&open];
        }
        if urls.len() * values.len() > MOST_URLS {
            continue;
        }
        urls = urls.iter().flat_map(|url| values.iter().map(|value| url.replace(&place, value))).collect();
    }
    urls
}

fn trimmed(url: &str) -> String {
    let bare = url.trim_end_matches('/');
    if bare.is_empty() { "/".to_owned() } else { bare.to_owned() }
}
