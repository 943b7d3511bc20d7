//! The keywords of one schema, each by its name.

use super::Lowering;
use std::collections::BTreeMap;
use stipula_model::{Keyword, Kw, NodeRef, SchemaId, Shape, TypeSet, Vocabulary};
use stipula_source::Node;

pub(super) struct Keywords<'m> {
    pub(super) at: NodeRef,
    pub(super) node: Node<'m>,
    all: BTreeMap<Kw, Keyword<'m>>,
}

impl<'m> Keywords<'m> {
    pub(super) fn of(lowering: &Lowering<'m>, id: SchemaId) -> Self {
        let at = lowering.model.schemas.get(id).at;
        let all = lowering.model.schemas.keywords(lowering.sources, id);
        Self { at, node: at.get(lowering.sources), all: all.map(|keyword| (keyword.kw, keyword)).collect() }
    }

    pub(super) fn has(&self, kw: Kw) -> bool {
        self.all.contains_key(&kw)
    }

    /// True if the keyword is there and may refuse something.
    pub(super) fn asserts(&self, kw: Kw) -> bool {
        match kw {
            Kw::UniqueItems => self.is_true(kw),
            Kw::If => self.has(kw) && (self.has(Kw::Then) || self.has(Kw::Else)),
            Kw::MinProperties | Kw::MinItems | Kw::MinLength => self.count(kw).is_some_and(|n| n > 0),
            Kw::DependentRequired => {
                matches!(self.shape(kw), Some(Shape::Names(names)) if !names.is_empty())
            }
            Kw::DependentSchemas => matches!(self.shape(kw), Some(Shape::Map(members)) if !members.is_empty()),
            _ => self.has(kw),
        }
    }

    pub(super) fn shape(&self, kw: Kw) -> Option<&Shape<'m>> {
        self.all.get(&kw).map(|keyword| &keyword.shape)
    }

    pub(super) fn value(&self, kw: Kw) -> Option<Node<'m>> {
        match self.shape(kw)? {
            Shape::Value(value) => Some(*value),
            _ => None,
        }
    }

    /// Where a keyword stands.
    pub(super) fn place(&self, kw: Kw) -> Option<NodeRef> {
        self.all.get(&kw).map(|keyword| super::key_place(self.at, keyword.key))
    }

    pub(super) fn is_true(&self, kw: Kw) -> bool {
        self.value(kw).and_then(Node::as_bool) == Some(true)
    }

    pub(super) fn text(&self, kw: Kw) -> Option<&'m str> {
        self.value(kw).and_then(Node::as_str)
    }

    pub(super) fn count(&self, kw: Kw) -> Option<u32> {
        let number: f64 = self.value(kw)?.as_number()?.parse().ok()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked in the line")]
        (number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
    }

    pub(super) fn number(&self, kw: Kw) -> Option<f64> {
        self.value(kw)?.as_number()?.parse().ok()
    }

    pub(super) fn child(&self, kw: Kw) -> Option<SchemaId> {
        match self.shape(kw)? {
            Shape::Schema(id) => Some(*id),
            _ => None,
        }
    }

    pub(super) fn children(&self, kw: Kw) -> Option<&[SchemaId]> {
        match self.shape(kw)? {
            Shape::Schemas(ids) if !ids.is_empty() => Some(ids),
            _ => None,
        }
    }

    pub(super) fn members(&self, kw: Kw) -> &[(Node<'m>, SchemaId)] {
        match self.shape(kw) {
            Some(Shape::Map(members)) => members,
            _ => &[],
        }
    }

    /// The target of a reference that is there; `Some(None)` where it does not resolve.
    #[expect(clippy::option_option, reason = "the outer one says whether it is there")]
    pub(super) fn target(&self, kw: Kw) -> Option<Option<SchemaId>> {
        match self.shape(kw)? {
            Shape::Target(target) => Some(*target),
            _ => None,
        }
    }

    pub(super) fn types(&self) -> Option<TypeSet> {
        match self.shape(Kw::Type)? {
            Shape::Types(types) if types.set.names().next().is_some() => Some(types.set),
            _ => None,
        }
    }

    /// The values of `const` or `enum`.
    pub(super) fn values(&self) -> Option<Vec<Node<'m>>> {
        if let Some(value) = self.value(Kw::Const) {
            return Some(vec![value]);
        }
        self.value(Kw::Enum).filter(|values| values.is_array()).map(|values| values.items().collect())
    }

    /// The keyword that gives the values.
    pub(super) fn values_kw(&self) -> Kw {
        if self.has(Kw::Const) { Kw::Const } else { Kw::Enum }
    }

    pub(super) fn required(&self) -> Vec<&'m str> {
        let names = self.value(Kw::Required).into_iter().flat_map(Node::items).filter_map(Node::as_str);
        let mut out: Vec<&str> = Vec::new();
        for name in names {
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    }

    /// True if something beside `$ref` may refuse a value.
    pub(super) fn assert_beside_ref(&self) -> bool {
        self.all.keys().any(|kw| {
            matches!(kw.vocabulary(), Vocabulary::Applicator | Vocabulary::Validation) && *kw != Kw::Defs
                || *kw == Kw::DynamicRef
        })
    }

    /// The type that is meant where `type` is absent: that of the keywords that are there.
    pub(super) fn implied_type(&self) -> Option<&'static str> {
        const OBJECT: [Kw; 7] = [
            Kw::Properties,
            Kw::Required,
            Kw::AdditionalProperties,
            Kw::PatternProperties,
            Kw::PropertyNames,
            Kw::MinProperties,
            Kw::MaxProperties,
        ];
        const ARRAY: [Kw; 4] = [Kw::Items, Kw::PrefixItems, Kw::MinItems, Kw::MaxItems];
        const STRING: [Kw; 3] = [Kw::MinLength, Kw::MaxLength, Kw::Pattern];
        const NUMBER: [Kw; 4] = [Kw::Minimum, Kw::Maximum, Kw::ExclusiveMinimum, Kw::ExclusiveMaximum];
        let has = |kws: &[Kw]| kws.iter().any(|kw| self.has(*kw));
        let all =
            [("object", has(&OBJECT)), ("array", has(&ARRAY)), ("string", has(&STRING)), ("number", has(&NUMBER))];
        all.into_iter().find(|(_, has)| *has).map(|(name, _)| name)
    }

    pub(super) fn implies_a_type(&self) -> bool {
        self.implied_type().is_some()
    }

    /// True if the schema only narrows what another says: it names members, and describes none.
    pub(super) fn is_condition(&self) -> bool {
        const DESCRIBES: [Kw; 12] = [
            Kw::Type,
            Kw::Ref,
            Kw::DynamicRef,
            Kw::Enum,
            Kw::Const,
            Kw::Properties,
            Kw::Items,
            Kw::PrefixItems,
            Kw::AllOf,
            Kw::AnyOf,
            Kw::OneOf,
            Kw::AdditionalProperties,
        ];
        !DESCRIBES.iter().any(|kw| self.has(*kw)) && !self.all.is_empty()
    }
}
