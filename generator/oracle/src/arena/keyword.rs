//! The assertions a schema is made of.

use super::types::TypeSet;
use crate::datum::Datum;
use crate::number::Number;

/// A schema in an [`Arena`](super::Arena). Schemas that are equal once references are followed have one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(super) u32);

impl NodeId {
    /// The schema `true`.
    pub(crate) const TRUE: Self = Self(0);
    /// The schema `false`.
    pub(crate) const FALSE: Self = Self(1);

    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).expect("an arena has fewer than 2^32 nodes"))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What `minLength`, `maxItems` and their like count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Measure {
    Length,
    Items,
    Properties,
}

/// One assertion of a schema, with the keywords that depend on each other taken together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Keyword {
    Types(TypeSet),
    /// `enum` or `const`: sorted, without duplicates.
    Enum(Vec<Datum>),
    Lower {
        limit: Number,
        exclusive: bool,
    },
    Upper {
        limit: Number,
        exclusive: bool,
    },
    MultipleOf(Number),
    AtLeast(Measure, u64),
    AtMost(Measure, u64),
    Pattern(String),
    UniqueItems,
    /// `prefixItems` and `items`; no `rest` where `items` is absent, which matters to `unevaluatedItems`.
    Items {
        prefix: Vec<NodeId>,
        rest: Option<NodeId>,
    },
    Contains {
        item: NodeId,
        min: u64,
        max: Option<u64>,
    },
    Required(Vec<String>),
    /// `properties`, `patternProperties` and `additionalProperties`; no `rest` where the last is absent.
    Properties {
        named: Vec<(String, NodeId)>,
        patterns: Vec<(String, NodeId)>,
        rest: Option<NodeId>,
    },
    PropertyNames(NodeId),
    DependentRequired(Vec<(String, Vec<String>)>),
    DependentSchemas(Vec<(String, NodeId)>),
    /// `allOf` and `$ref`.
    AllOf(Vec<NodeId>),
    AnyOf(Vec<NodeId>),
    OneOf(Vec<NodeId>),
    Not(NodeId),
    If {
        condition: NodeId,
        then: NodeId,
        otherwise: NodeId,
    },
    UnevaluatedItems(NodeId),
    UnevaluatedProperties(NodeId),
    /// What is beyond us: nothing is known of it but that it equals itself.
    Opaque {
        keyword: String,
        text: String,
    },
}

impl Keyword {
    /// The name a reader knows it by.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Types(_) => "type",
            Self::Enum(_) => "enum",
            Self::Lower { exclusive: false, .. } => "minimum",
            Self::Lower { .. } => "exclusiveMinimum",
            Self::Upper { exclusive: false, .. } => "maximum",
            Self::Upper { .. } => "exclusiveMaximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::AtLeast(Measure::Length, _) => "minLength",
            Self::AtLeast(Measure::Items, _) => "minItems",
            Self::AtLeast(Measure::Properties, _) => "minProperties",
            Self::AtMost(Measure::Length, _) => "maxLength",
            Self::AtMost(Measure::Items, _) => "maxItems",
            Self::AtMost(Measure::Properties, _) => "maxProperties",
            Self::Pattern(_) => "pattern",
            Self::UniqueItems => "uniqueItems",
            Self::Items { .. } => "items",
            Self::Contains { .. } => "contains",
            Self::Required(_) => "required",
            Self::Properties { .. } => "properties",
            Self::PropertyNames(_) => "propertyNames",
            Self::DependentRequired(_) => "dependentRequired",
            Self::DependentSchemas(_) => "dependentSchemas",
            Self::AllOf(_) => "allOf",
            Self::AnyOf(_) => "anyOf",
            Self::OneOf(_) => "oneOf",
            Self::Not(_) => "not",
            Self::If { .. } => "if",
            Self::UnevaluatedItems(_) => "unevaluatedItems",
            Self::UnevaluatedProperties(_) => "unevaluatedProperties",
            Self::Opaque { keyword, .. } => keyword,
        }
    }

    /// The types it says anything about; a value of another type satisfies it.
    pub(crate) fn types(&self) -> TypeSet {
        match self {
            Self::Lower { .. } | Self::Upper { .. } | Self::MultipleOf(_) => TypeSet::NUMBER,
            Self::AtLeast(Measure::Length, _) | Self::AtMost(Measure::Length, _) | Self::Pattern(_) => TypeSet::STRING,
            Self::AtLeast(Measure::Items, _)
            | Self::AtMost(Measure::Items, _)
            | Self::UniqueItems
            | Self::Items { .. }
            | Self::Contains { .. }
            | Self::UnevaluatedItems(_) => TypeSet::ARRAY,
            Self::AtLeast(Measure::Properties, _)
            | Self::AtMost(Measure::Properties, _)
            | Self::Required(_)
            | Self::Properties { .. }
            | Self::PropertyNames(_)
            | Self::DependentRequired(_)
            | Self::DependentSchemas(_)
            | Self::UnevaluatedProperties(_) => TypeSet::OBJECT,
            _ => TypeSet::ALL,
        }
    }

    /// Whether it applies its schemas to the value itself, not to a part of it.
    pub(crate) fn is_in_place(&self) -> bool {
        matches!(
            self,
            Self::DependentSchemas(_)
                | Self::AllOf(_)
                | Self::AnyOf(_)
                | Self::OneOf(_)
                | Self::Not(_)
                | Self::If { .. }
        )
    }

    /// The same keyword with each of its schemas replaced.
    pub(super) fn map(&self, mut to: impl FnMut(NodeId) -> NodeId) -> Self {
        let mut copy = self.clone();
        copy.each_mut(&mut |child| *child = to(*child));
        match &mut copy {
            Self::AllOf(members) | Self::AnyOf(members) => {
                members.sort_unstable();
                members.dedup();
            }
            Self::OneOf(members) => members.sort_unstable(),
            _ => {}
        }
        copy
    }

    /// The schemas it applies, in a fixed order.
    pub(crate) fn children(&self) -> Vec<NodeId> {
        let mut children = Vec::new();
        self.clone().each_mut(&mut |child| children.push(*child));
        children
    }

    /// Whether the order of its schemas means nothing.
    pub(super) fn is_unordered(&self) -> bool {
        matches!(self, Self::AllOf(_) | Self::AnyOf(_) | Self::OneOf(_))
    }

    fn each_mut(&mut self, visit: &mut dyn FnMut(&mut NodeId)) {
        match self {
            Self::Items { prefix, rest } => {
                prefix.iter_mut().for_each(&mut *visit);
                rest.iter_mut().for_each(visit);
            }
            Self::Properties { named, patterns, rest } => {
                named.iter_mut().chain(patterns).for_each(|(_, child)| visit(child));
                rest.iter_mut().for_each(visit);
            }
            Self::DependentSchemas(entries) => entries.iter_mut().for_each(|(_, child)| visit(child)),
            Self::AllOf(members) | Self::AnyOf(members) | Self::OneOf(members) => members.iter_mut().for_each(visit),
            Self::Contains { item: child, .. }
            | Self::PropertyNames(child)
            | Self::Not(child)
            | Self::UnevaluatedItems(child)
            | Self::UnevaluatedProperties(child) => visit(child),
            Self::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(visit),
            _ => {}
        }
    }
}
