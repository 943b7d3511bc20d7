//! A schema of one version, with its keywords at hand.

use crate::Version;
use stipula_model::{Kw, NodeRef, SchemaId, Shape, TypeSet, Vocabulary};
use stipula_source::{Node, NodeId};

/// A schema and its keywords, normalised to 2020-12.
pub(crate) struct Side<'a> {
    /// Its number.
    pub(crate) id: SchemaId,
    /// Where it stands.
    pub(crate) at: NodeRef,
    /// The object or boolean.
    pub(crate) node: Node<'a>,
    keywords: Vec<(Kw, Node<'a>, Shape<'a>)>,
}

impl<'a> Side<'a> {
    /// Reads a schema.
    pub(crate) fn of(version: Version<'a>, id: SchemaId) -> Self {
        let schemas = &version.model.schemas;
        let at = schemas.get(id).at;
        let node = at.get(version.sources);
        let keywords = schemas.keywords(version.sources, id).map(|keyword| {
            // A key's value is the node after it.
            let value = keyword.key.tree().node(NodeId(keyword.key.id().0 + 1));
            (keyword.kw, value, keyword.shape)
        });
        Self { id, at, node, keywords: keywords.collect() }
    }

    fn find(&self, kw: Kw) -> Option<&(Kw, Node<'a>, Shape<'a>)> {
        self.keywords.iter().find(|(known, ..)| *known == kw)
    }

    /// The value of a keyword as it is written.
    pub(crate) fn value(&self, kw: Kw) -> Option<Node<'a>> {
        self.find(kw).map(|(_, value, _)| *value)
    }

    /// True if it has the keyword.
    pub(crate) fn has(&self, kw: Kw) -> bool {
        self.find(kw).is_some()
    }

    /// Where to point at: the keyword's value, or the schema where there is none.
    pub(crate) fn place(&self, kw: Kw) -> NodeRef {
        self.value(kw).map_or(self.at, |value| self.at.sibling(value))
    }

    /// The subschema of a keyword that has one.
    pub(crate) fn schema(&self, kw: Kw) -> Option<SchemaId> {
        match self.find(kw) {
            Some((_, _, Shape::Schema(id))) => Some(*id),
            _ => None,
        }
    }

    /// The subschemas of a keyword that has a list of them.
    pub(crate) fn list(&self, kw: Kw) -> &[SchemaId] {
        match self.find(kw) {
            Some((_, _, Shape::Schemas(ids))) => ids,
            _ => &[],
        }
    }

    /// The named subschemas of a keyword.
    pub(crate) fn map(&self, kw: Kw) -> Vec<(&'a str, SchemaId)> {
        match self.find(kw) {
            Some((_, _, Shape::Map(members))) => {
                members.iter().map(|(key, id)| (key.as_str().unwrap_or_default(), *id)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The names that each name asks for.
    pub(crate) fn names(&self, kw: Kw) -> Vec<(&'a str, Node<'a>)> {
        match self.find(kw) {
            Some((_, _, Shape::Names(names))) => {
                names.iter().map(|(key, value)| (key.as_str().unwrap_or_default(), *value)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What a reference keyword leads to.
    pub(crate) fn target(&self, kw: Kw) -> Option<SchemaId> {
        match self.find(kw) {
            Some((_, _, Shape::Target(target))) => *target,
            _ => None,
        }
    }

    /// The types of `type`; `None` where every type is meant.
    pub(crate) fn types(&self) -> Option<TypeSet> {
        match self.find(Kw::Type) {
            Some((_, _, Shape::Types(types))) if types.set != TypeSet::default() => Some(types.set),
            _ => None,
        }
    }

    /// True for the schema that nothing satisfies.
    pub(crate) fn is_false(&self) -> bool {
        self.node.as_bool() == Some(false)
    }

    /// The keywords that only say something about values and never refuse one.
    pub(crate) fn annotations(&self) -> Vec<Kw> {
        self.keywords.iter().map(|(kw, ..)| *kw).filter(|kw| is_annotation(*kw)).collect()
    }

    /// The keywords that can refuse a value; references and `allOf` are counted apart.
    pub(crate) fn assertions(&self) -> impl Iterator<Item = Kw> {
        self.keywords.iter().map(|(kw, ..)| *kw).filter(|kw| {
            !is_annotation(*kw)
                && kw.vocabulary() != Vocabulary::Core
                && !matches!(kw, Kw::Ref | Kw::DynamicRef | Kw::AllOf)
        })
    }
}

/// `format` and the content of strings may be checked, so they are no mere annotations.
fn is_annotation(kw: Kw) -> bool {
    let may_assert = matches!(kw, Kw::Format | Kw::ContentEncoding | Kw::ContentMediaType | Kw::ContentSchema);
    matches!(kw.vocabulary(), Vocabulary::Annotation | Vocabulary::OpenApi) && !may_assert
}
