//! A schema's keywords, read from the tree and said in the words of 2020-12.

use super::keyword::{OldPlacement, Placement, Vocabulary, old_placement};
use super::{Draft, Kw, SchemaId, Schemas};
use stipula_source::{Kind, Node, Sources};

/// One keyword of a schema.
#[derive(Debug, Clone)]
pub struct Keyword<'m> {
    /// Which, in 2020-12's vocabulary, whatever the draft calls it.
    pub kw: Kw,
    /// The key in the source.
    pub key: Node<'m>,
    /// What it holds.
    pub shape: Shape<'m>,
}

/// What a keyword holds.
#[derive(Debug, Clone)]
pub enum Shape<'m> {
    /// A value, as written.
    Value(Node<'m>),
    /// The types of `type`, with what `nullable` adds.
    Types(Types<'m>),
    /// A schema.
    Schema(SchemaId),
    /// Schemas in order.
    Schemas(Vec<SchemaId>),
    /// Named schemas in order.
    Map(Vec<(Node<'m>, SchemaId)>),
    /// Names that a name asks for: `dependentRequired`, out of `dependencies` too.
    Names(Vec<(Node<'m>, Node<'m>)>),
    /// The target of a `$ref` or the first target of a `$dynamicRef`; `None` if it does not resolve.
    Target(Option<SchemaId>),
}

/// A set of the seven types of `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypeSet(u8);

impl TypeSet {
    /// The names, in the order of the bits.
    pub const NAMES: [&'static str; 7] = ["null", "boolean", "object", "array", "number", "string", "integer"];

    /// Adds a type; unknown names are left to the meta-schema.
    pub fn insert(&mut self, name: &str) {
        if let Some(bit) = Self::NAMES.iter().position(|known| *known == name) {
            self.0 |= 1 << bit;
        }
    }

    /// True if the type is in the set.
    pub fn contains(self, name: &str) -> bool {
        Self::NAMES.iter().position(|known| *known == name).is_some_and(|bit| self.0 & (1 << bit) != 0)
    }

    /// The names in the set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().enumerate().filter(move |(bit, _)| self.0 & (1 << bit) != 0).map(|(_, name)| name)
    }
}

/// The value of `type`.
#[derive(Debug, Clone, Copy)]
pub struct Types<'m> {
    /// As written.
    pub value: Node<'m>,
    /// What it means.
    pub set: TypeSet,
}

impl Schemas {
    /// The keywords in force in a schema, in document order. A boolean schema has none.
    ///
    /// Unknown keywords and `x-` extensions are left to [`crate::NodeRef::get`].
    pub fn keywords<'m>(&'m self, sources: &'m Sources, id: SchemaId) -> impl Iterator<Item = Keyword<'m>> {
        let schema = self.get(id);
        let resource = self.resource(schema.resource);
        let view = View { schemas: self, object: schema.at.get(sources), id, draft: resource.draft };
        let only_ref =
            resource.draft.ref_hides_siblings() && view.object.get("$ref").is_some_and(|r| r.as_str().is_some());
        let vocabularies = resource.vocabularies;
        view.object
            .entries()
            .filter(move |(key, _)| !only_ref || key.as_str() == Some("$ref"))
            .flat_map(move |(key, value)| view.keyword(key, value))
            .filter(move |keyword| match keyword.kw.vocabulary() {
                Vocabulary::Applicator => vocabularies.applicator,
                Vocabulary::Validation => vocabularies.validation,
                _ => true,
            })
    }
}

#[derive(Clone, Copy)]
struct View<'m> {
    schemas: &'m Schemas,
    object: Node<'m>,
    id: SchemaId,
    draft: Draft,
}

impl<'m> View<'m> {
    /// The one keyword that an entry means, or the two that `dependencies` can be, or none.
    fn keyword(self, key: Node<'m>, value: Node<'m>) -> Vec<Keyword<'m>> {
        let name = key.as_str().unwrap_or_default();
        if let Some(old) = old_placement(name, self.draft) {
            return self.old_keyword(name, old, key, value);
        }
        let one = |kw, shape| vec![Keyword { kw, key, shape }];
        match name {
            "maximum" | "minimum" | "exclusiveMaximum" | "exclusiveMinimum" => self.bound(name, key, value),
            "$recursiveRef" if self.draft == Draft::Draft201909 => one(Kw::DynamicRef, self.dynamic_target()),
            "nullable" => Vec::new(),
            "example" if self.draft == Draft::OpenApi30 => one(Kw::Example, Shape::Value(value)),
            _ => match Kw::find(name).filter(|kw| kw.is_in(self.draft)) {
                Some(kw) => self.shape(kw, value).map(|shape| one(kw, shape)).unwrap_or_default(),
                None => Vec::new(),
            },
        }
    }

    fn shape(self, kw: Kw, value: Node<'m>) -> Option<Shape<'m>> {
        Some(match kw {
            Kw::Ref => Shape::Target(self.schemas.get(self.id).target),
            Kw::DynamicRef => self.dynamic_target(),
            Kw::Type => Shape::Types(self.types(value)),
            Kw::DependentRequired => Shape::Names(value.entries().collect()),
            _ => match kw.placement() {
                Placement::Plain => Shape::Value(value),
                Placement::One => Shape::Schema(self.child(value)?),
                Placement::List => Shape::Schemas(self.children(value)),
                Placement::Map => Shape::Map(self.map(value)),
            },
        })
    }

    fn old_keyword(self, name: &str, old: OldPlacement, key: Node<'m>, value: Node<'m>) -> Vec<Keyword<'m>> {
        let one = |kw, shape| vec![Keyword { kw, key, shape }];
        match old {
            OldPlacement::Map => one(Kw::Defs, Shape::Map(self.map(value))),
            OldPlacement::OneOrList if value.is_array() => one(Kw::PrefixItems, Shape::Schemas(self.children(value))),
            OldPlacement::OneOrList => {
                self.child(value).map(|id| one(Kw::Items, Shape::Schema(id))).unwrap_or_default()
            }
            // `additionalItems` says something only beside a list of items.
            OldPlacement::One if self.object.get("items").is_some_and(Node::is_array) => {
                self.child(value).map(|id| one(Kw::Items, Shape::Schema(id))).unwrap_or_default()
            }
            OldPlacement::One => Vec::new(),
            OldPlacement::MapOfSchemaOrNames => {
                debug_assert_eq!(name, "dependencies");
                self.dependencies(key, value)
            }
        }
    }

    fn dependencies(self, key: Node<'m>, value: Node<'m>) -> Vec<Keyword<'m>> {
        let (names, schemas): (Vec<_>, Vec<_>) = value.entries().partition(|(_, value)| value.kind() == Kind::Array);
        let schemas = schemas.into_iter().filter_map(|(key, value)| Some((key, self.child(value)?))).collect();
        vec![
            Keyword { kw: Kw::DependentRequired, key, shape: Shape::Names(names) },
            Keyword { kw: Kw::DependentSchemas, key, shape: Shape::Map(schemas) },
        ]
    }

    /// In draft-04 and OpenAPI 3.0 `exclusiveMaximum` is a boolean that changes what `maximum` means.
    fn bound(self, name: &str, key: Node<'m>, value: Node<'m>) -> Vec<Keyword<'m>> {
        if value.as_number().is_none() {
            return Vec::new();
        }
        let (inclusive, exclusive, flag) = if name.ends_with("aximum") {
            (Kw::Maximum, Kw::ExclusiveMaximum, "exclusiveMaximum")
        } else {
            (Kw::Minimum, Kw::ExclusiveMinimum, "exclusiveMinimum")
        };
        let is_exclusive = name == flag || self.object.get(flag).and_then(Node::as_bool) == Some(true);
        vec![Keyword { kw: if is_exclusive { exclusive } else { inclusive }, key, shape: Shape::Value(value) }]
    }

    fn types(self, value: Node<'m>) -> Types<'m> {
        let mut set = TypeSet::default();
        for name in value.as_str().into_iter().chain(value.items().filter_map(Node::as_str)) {
            set.insert(name);
        }
        let nullable = self.object.get("nullable").and_then(Node::as_bool) == Some(true);
        if nullable && self.draft == Draft::OpenApi30 {
            set.insert("null");
        }
        Types { value, set }
    }

    fn dynamic_target(self) -> Shape<'m> {
        Shape::Target(self.schemas.get(self.id).dynamic.map(|target| target.schema))
    }

    fn child(self, value: Node<'m>) -> Option<SchemaId> {
        self.schemas.at(self.schemas.get(self.id).at.sibling(value))
    }

    fn children(self, value: Node<'m>) -> Vec<SchemaId> {
        value.items().filter_map(|item| self.child(item)).collect()
    }

    fn map(self, value: Node<'m>) -> Vec<(Node<'m>, SchemaId)> {
        value.entries().filter_map(|(key, value)| Some((key, self.child(value)?))).collect()
    }
}
