//! `enum` and `const`.

use super::make::Making;
use super::{Hint, Types};
use crate::plan::facets::Facets;
use crate::plan::names::variant_name;
use crate::plan::{Choice, ChoiceValue, Docs, Shape, Use};
use stipula_model::Kw;
use stipula_source::{Kind, Node};

impl<'m> Types<'m> {
    pub(super) fn values(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let values = facets.values.clone().unwrap_or_default();
        for composition in std::mem::take(&mut facets.compositions) {
            facets.leave(composition.owner, composition.kw);
        }
        if facets.describes_listed() {
            self.leave_all(making, facets);
        }
        match values[..] {
            [] => Use::Never,
            [value] if value.is_null() => Use::Null,
            [value] if !facets.is_open => self.constant(making, facets, value),
            [one, other] if [one, other].iter().all(|value| value.kind() == Kind::Bool) => Use::Bool,
            _ => {
                let values = values.iter().map(|value| (*value, Docs::default())).collect();
                self.choice(making, facets, values)
            }
        }
    }

    /// The tags of several variants have one name: each is called after its variant.
    fn constant(&mut self, making: &Making<'_>, facets: &Facets<'m>, value: Node<'m>) -> Use {
        let hint = Hint { name: format!("{} {}", making.hint.parent, making.hint.name), ..making.hint.clone() };
        let making = Making { hint: if making.hint.parent.is_empty() { making.hint } else { &hint }, ..*making };
        self.scalar(&making, facets, Shape::Constant(value.to_json()))
    }

    /// An enum of Rust, whatever the values are.
    pub(super) fn choice(&mut self, making: &Making<'_>, facets: &Facets<'m>, values: Vec<(Node<'m>, Docs)>) -> Use {
        let owner = self.source(making.subject, making.aspect);
        let words: Vec<String> = values.iter().map(|(value, _)| word(*value)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let names = self.names.members(&owner, &words, variant_name);
        let values = values.into_iter().zip(names).map(|((value, docs), name)| {
            let value = value.to_json();
            ChoiceValue { value, name, docs }
        });
        let choice = Choice { values: values.collect(), open: facets.is_open };
        self.scalar(making, facets, Shape::Choice(choice))
    }

    /// Leaves to rules whatever describes a value further.
    fn leave_all(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) {
        for kw in [Kw::Properties, Kw::Required, Kw::AdditionalProperties, Kw::MinProperties, Kw::MaxProperties] {
            self.leave_where(making, facets, kw);
        }
        for kw in [Kw::DependentRequired, Kw::PrefixItems, Kw::Items, Kw::MinItems, Kw::MaxItems, Kw::UniqueItems] {
            self.leave_where(making, facets, kw);
        }
    }
}

/// What a value is called.
fn word(value: Node<'_>) -> String {
    match value.kind() {
        Kind::String => value.as_str().unwrap_or_default().to_owned(),
        Kind::Object | Kind::Array => "Value".to_owned(),
        _ => value.to_json().to_string(),
    }
}
