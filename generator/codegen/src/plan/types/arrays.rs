//! Arrays: lists of one type, and tuples whose first items have types of their own.

use super::make::Making;
use super::{Hint, Types};
use crate::plan::facets::{Facets, Items};
use crate::plan::names::singular;
use crate::plan::{Bounds, Shape, Tuple, TypeId, Use};
use stipula_model::{Kw, SchemaId};

/// A tuple of more items is a list.
const WIDEST: usize = 12;

impl<'m> Types<'m> {
    pub(super) fn array(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let most = facets.max_items.unwrap_or(u64::MAX);
        let least = facets.min_items.unwrap_or(0);
        if least > most {
            return Use::Never;
        }
        let bounds = Bounds { min: least, max: most, unique: facets.unique };
        match &facets.items[..] {
            [Items { prefix, .. }] if !prefix.is_empty() => self.tuple(making, facets, bounds),
            items if items.iter().any(|items| !items.prefix.is_empty()) => Self::list_of_any(facets, bounds),
            items => {
                let schemas = items.iter().filter_map(|items| items.rest).collect();
                self.list(making, facets, schemas, bounds)
            }
        }
    }

    fn list(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, schemas: Vec<SchemaId>, bounds: Bounds) -> Use {
        let hint = Hint { name: singular(&making.hint.name), ..making.hint.clone() };
        match self.all(making, facets, schemas, Kw::Items, &hint) {
            // No item can be there.
            Use::Never if bounds.min > 0 => Use::Never,
            Use::Never => Use::List(Box::new(Use::Json), Bounds { max: 0, ..bounds }),
            item => Use::List(Box::new(item), bounds),
        }
    }

    fn list_of_any(facets: &mut Facets<'m>, bounds: Bounds) -> Use {
        for items in facets.items.clone() {
            facets.leave(items.owner, Kw::PrefixItems);
            facets.leave(items.owner, Kw::Items);
        }
        Use::List(Box::new(Use::Json), bounds)
    }

    fn tuple(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, bounds: Bounds) -> Use {
        let Items { prefix, rest, .. } = facets.items[0].clone();
        // Items beyond the greatest number cannot be there.
        let reach = usize::try_from(bounds.max).unwrap_or(usize::MAX);
        if prefix.len() > WIDEST || reach < prefix.len() {
            return Self::list_of_any(facets, bounds);
        }
        let is_closed =
            reach == prefix.len() || rest.is_some_and(|id| self.input.boolean(self.behind(id)) == Some(false));
        if is_closed && bounds.min > prefix.len() as u64 {
            return Use::Never;
        }
        let holder = self.hold_known(making);
        let items: Vec<Use> =
            prefix.iter().zip(1..).map(|(id, n)| self.item(making, holder, *id, &format!("item {n}"))).collect();
        let required = usize::try_from(bounds.min).unwrap_or(usize::MAX).min(items.len());
        let rest = match rest {
            _ if is_closed => None,
            Some(id) => Some(self.item(making, holder, id, "rest")),
            None => Some(Use::Json),
        };
        let says_least = bounds.min <= items.len() as u64;
        let says_most = bounds.max == u64::MAX || reach == items.len();
        let unsaid = [(!says_least, Kw::MinItems), (!says_most, Kw::MaxItems), (bounds.unique, Kw::UniqueItems)];
        for (_, kw) in unsaid.into_iter().filter(|(is_unsaid, _)| *is_unsaid) {
            self.leave_where(making, facets, kw);
        }
        let is_impossible = items[..required].contains(&Use::Never);
        let items = items.into_iter().map(|item| self.never_named(making, item, making.hint)).collect();
        self.get_mut(holder).shape =
            if is_impossible { Shape::Never } else { Shape::Tuple(Tuple { items, required, rest }) };
        Use::Named(holder)
    }

    fn item(&mut self, making: &Making<'_>, holder: TypeId, id: SchemaId, name: &str) -> Use {
        let hint = self.inside(making, holder, name);
        self.of_all(super::Subject::one(id, making.subject.role), &hint)
    }
}
