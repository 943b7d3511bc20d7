//! Security: alternatives, each of which names schemes with scopes that hold together (OpenAPI 3.1.1 §4.8.30).

use super::{Both, Noted, follow};
use crate::{About, Fact, Kind, Version};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use stipula_model::{Contract, NodeRef};
use stipula_source::Node;

/// One way to authenticate: schemes with their scopes. Without a scheme everybody may.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Alternative {
    at: NodeRef,
    schemes: BTreeMap<String, BTreeSet<String>>,
}

impl Alternative {
    fn is_open(&self) -> bool {
        self.schemes.is_empty()
    }

    fn names(&self) -> Vec<&String> {
        self.schemes.keys().collect()
    }

    /// `userToken(order:read)`, or `userToken + apiKey`.
    fn text(&self) -> String {
        let scheme = |(name, scopes): (&String, &BTreeSet<String>)| {
            let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
            if scopes.is_empty() { name.clone() } else { format!("{name}({})", scopes.join(" ")) }
        };
        self.schemes.iter().map(scheme).collect::<Vec<_>>().join(" + ")
    }

    /// True if who has these credentials satisfies the other alternative too: it asks for no scheme and no scope more.
    fn satisfies(&self, other: &Alternative) -> bool {
        other.schemes.iter().all(|(name, scopes)| self.schemes.get(name).is_some_and(|own| scopes.is_subset(own)))
    }

    fn distance(&self, other: &Alternative) -> usize {
        let pairs = self.schemes.iter().filter_map(|(name, scopes)| Some((scopes, other.schemes.get(name)?)));
        pairs.map(|(old, new)| old.symmetric_difference(new).count()).sum()
    }
}

/// What is asked for, and where.
#[derive(Debug, Clone)]
pub(crate) struct Requirements {
    /// The list, or what would hold it.
    at: NodeRef,
    alternatives: Vec<Alternative>,
}

impl Requirements {
    /// The alternatives of a `security` list: objects of schemes with scopes. `names` gives a scheme's name in the new version.
    pub(crate) fn read(holder: NodeRef, list: Option<Node<'_>>, names: &dyn Fn(&str) -> String) -> Self {
        let alternative = |item: Node<'_>| {
            let scheme = |(name, scopes): (&str, Node<'_>)| {
                (names(name), scopes.items().filter_map(Node::as_str).map(str::to_owned).collect())
            };
            Alternative { at: holder.sibling(item), schemes: item.members().map(scheme).collect() }
        };
        let alternatives = list.into_iter().flat_map(Node::items).map(alternative).collect();
        Self { at: list.map_or(holder, |list| holder.sibling(list)), alternatives }
    }

    /// Alternatives of one scheme each: where it is named, its name and its scopes.
    pub(crate) fn of_schemes(at: NodeRef, schemes: impl Iterator<Item = (NodeRef, String, BTreeSet<String>)>) -> Self {
        let alternatives =
            schemes.map(|(at, name, scopes)| Alternative { at, schemes: BTreeMap::from([(name, scopes)]) }).collect();
        Self { at, alternatives }
    }

    fn is_open(&self) -> bool {
        self.alternatives.is_empty() || self.alternatives.iter().any(Alternative::is_open)
    }

    fn closed(&self) -> Vec<&Alternative> {
        self.alternatives.iter().filter(|alternative| !alternative.is_open()).collect()
    }

    fn text(&self) -> String {
        let words = self
            .alternatives
            .iter()
            .map(|alternative| if alternative.is_open() { "nothing".to_owned() } else { alternative.text() });
        let words: Vec<String> = words.collect();
        if words.is_empty() { "nothing".to_owned() } else { words.join(" or ") }
    }
}

/// Schemes that have another name in the new version and work in the same way: no name of a scheme is on the wire.
#[derive(Debug, Default)]
pub(crate) struct Renames(FxHashMap<String, String>);

impl Renames {
    /// Of the security schemes of two descriptions.
    pub(crate) fn of(noted: &Noted<'_, '_>, old: &Contract, new: &Contract) -> Self {
        let is_in = |names: &[String], name: &String| names.contains(name);
        let come: Vec<&String> =
            new.security_schemes.iter().filter(|name| !is_in(&old.security_schemes, name)).collect();
        let gone = old.security_schemes.iter().filter(|name| !is_in(&new.security_schemes, name));
        let mut taken = Vec::new();
        let mut renames = FxHashMap::default();
        for name in gone {
            let Some(before) = scheme(noted.old(), old.at, name) else { continue };
            let successor = come.iter().find(|other| {
                !taken.contains(*other)
                    && scheme(noted.new_version(), new.at, other)
                        .is_some_and(|after| works_alike(noted.node(before), noted.node(after)))
            });
            if let Some(other) = successor {
                taken.push(other);
                renames.insert(name.clone(), (*other).clone());
            }
        }
        Self(renames)
    }

    pub(crate) fn new_name(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }
}

/// The Security Scheme Object with a name.
fn scheme(version: Version<'_>, root: NodeRef, name: &str) -> Option<NodeRef> {
    let schemes = root.get(version.sources).get("components")?.get("securitySchemes")?;
    Some(follow(version, root.sibling(schemes.get(name)?)))
}

/// True if credentials are obtained and sent in the same way; what is said about them does not count.
fn works_alike(old: Node<'_>, new: Node<'_>) -> bool {
    workings(old) == workings(new)
}

fn workings(scheme: Node<'_>) -> BTreeMap<String, serde_json::Value> {
    let telling = |(key, value): (&str, Node<'_>)| {
        // `bearerFormat` is a hint for people (OpenAPI 3.1.1 §4.8.27).
        let is_note = matches!(key, "description" | "deprecated" | "bearerFormat") || key.starts_with("x-");
        let value = || {
            value.as_str().filter(|_| key == "scheme").map_or_else(|| value.to_json(), |it| it.to_lowercase().into())
        };
        (!is_note && key != "flows").then(|| (key.to_owned(), value()))
    };
    let mut found: BTreeMap<_, _> = scheme.members().filter_map(telling).collect();
    for (flow, object) in scheme.get("flows").into_iter().flat_map(Node::members) {
        let urls = object.members().filter(|(key, _)| key.ends_with("Url"));
        found.extend(urls.map(|(key, url)| (format!("{flow} {key}"), url.to_json())));
    }
    found
}

/// The scopes that tokens of a scheme can have.
fn scopes(scheme: Node<'_>) -> BTreeSet<&str> {
    let flows = scheme.get("flows").into_iter().flat_map(Node::members);
    let lists = flows.filter_map(|(_, flow)| flow.get("scopes").or_else(|| flow.get("availableScopes")));
    lists.flat_map(Node::members).map(|(scope, _)| scope).collect()
}

impl Noted<'_, '_> {
    /// Compares the schemes that both descriptions declare.
    pub(crate) fn security_schemes(&mut self, about: &About, old: &Contract, new: &Contract, renames: &Renames) {
        for name in &old.security_schemes {
            let new_name = renames.new_name(name);
            let places = (scheme(self.old(), old.at, name), scheme(self.new_version(), new.at, &new_name));
            let (Some(before), Some(after)) = places else { continue };
            let at = Both::new(before, after);
            let (old, new) = (self.node(before), self.node(after));
            let has_fewer_scopes = !scopes(old).is_subset(&scopes(new));
            if has_fewer_scopes || !works_alike(old, new) {
                let fact = Fact::at(Kind::SecuritySchemeChanged, about, at).named(&new_name);
                self.fact(fact.nodes(Some(old), Some(new)));
            }
            self.annotations(about, at);
            self.member(Kind::DescriptionChanged, about, at, "bearerFormat");
        }
    }

    /// Compares what is asked for at one place.
    pub(crate) fn security(&mut self, about: &About, old: &Requirements, new: &Requirements) {
        let texts = |fact: Fact| fact.values(Some(old.text()), Some(new.text()));
        let at = Both::new(old.at, new.at);
        match (old.is_open(), new.is_open()) {
            (true, false) => self.fact(texts(Fact::at(Kind::SecurityAdded, about, at))),
            (false, true) => self.fact(texts(Fact::at(Kind::SecurityRemoved, about, at))),
            _ => {}
        }
        let (mut olds, mut news) = (old.closed(), new.closed());
        if old.is_open() != new.is_open() && (olds.is_empty() || news.is_empty()) {
            return;
        }
        let both: Vec<&Alternative> =
            olds.iter().copied().filter(|it| news.iter().any(|other| other.schemes == it.schemes)).collect();
        olds.retain(|it| !both.iter().any(|other| other.schemes == it.schemes));
        news.retain(|it| !both.iter().any(|other| other.schemes == it.schemes));
        let come = news.clone();
        for it in olds {
            let nearest = (0..news.len()).filter(|at| news[*at].names() == it.names());
            let nearest = nearest.min_by_key(|at| (!it.satisfies(news[*at]), it.distance(news[*at])));
            let is_satisfied = both.iter().chain(&come).any(|other| it.satisfies(other));
            match nearest {
                Some(found) if it.satisfies(news[found]) || !is_satisfied => {
                    self.scopes(about, it, news.remove(found));
                }
                // Who could authenticate in this way still can, in another one.
                _ if is_satisfied => {}
                _ => {
                    let fact = Fact::at(Kind::SecurityAlternativeRemoved, about, Both::new(it.at, new.at));
                    self.fact(fact.named(it.text()));
                }
            }
        }
        for it in news {
            let fact = Fact::at(Kind::SecurityAlternativeAdded, about, Both::new(old.at, it.at));
            self.fact(fact.named(it.text()));
        }
    }

    /// The same schemes with other scopes.
    fn scopes(&mut self, about: &About, old: &Alternative, new: &Alternative) {
        let at = Both::new(old.at, new.at);
        for (scheme, before) in &old.schemes {
            let Some(after) = new.schemes.get(scheme) else { continue };
            for scope in after.difference(before) {
                self.fact(Fact::at(Kind::SecurityScopeAdded, about, at).named(format!("{scheme} {scope}")));
            }
            for scope in before.difference(after) {
                self.fact(Fact::at(Kind::SecurityScopeRemoved, about, at).named(format!("{scheme} {scope}")));
            }
        }
    }
}
