//! Bounds of numbers, compared exactly.

use super::Facets;
use crate::plan::NumberFacets;
use stipula_model::{Kw, SchemaId};
use stipula_rt::Number;
use stipula_source::Node;

impl Facets<'_> {
    /// The narrower of two bounds; a second `multipleOf` is a rule.
    pub(super) fn bound(&mut self, owner: SchemaId, kw: Kw, value: Node<'_>) {
        let Some(text) = value.as_number() else { return };
        let (slot, is_upper) = match kw {
            Kw::Minimum => (&mut self.number.minimum, false),
            Kw::Maximum => (&mut self.number.maximum, true),
            Kw::ExclusiveMinimum => (&mut self.number.exclusive_minimum, false),
            Kw::ExclusiveMaximum => (&mut self.number.exclusive_maximum, true),
            Kw::MultipleOf => return self.multiple_of(owner, text),
            _ => return,
        };
        let is_narrower = slot.as_deref().is_none_or(|known| {
            let known = known.parse::<Number>().ok();
            if is_upper { text.parse().ok() < known } else { text.parse().ok() > known }
        });
        if is_narrower {
            *slot = Some(text.to_owned());
        }
    }

    fn multiple_of(&mut self, owner: SchemaId, text: &str) {
        let is_positive = text.parse::<Number>().is_ok_and(|number| number > Number::from(0));
        match self.number.multiple_of.first() {
            _ if !is_positive => {}
            Some(known) if known != text => self.leave(owner, Kw::MultipleOf),
            Some(_) => {}
            None => self.number.multiple_of.push(text.to_owned()),
        }
    }
}

/// The bounds of an integer, both inclusive, within those of `i128`; fractions are rounded inwards.
pub(crate) fn bounds(number: &NumberFacets) -> Option<(Option<i128>, Option<i128>)> {
    let bound = |text: &Option<String>, up: bool, step: i128| match text {
        Some(text) => Some(Some(rounded(text, up)?.checked_add(step)?)),
        None => Some(None),
    };
    let (least, most) = (bound(&number.minimum, true, 0)?, bound(&number.maximum, false, 0)?);
    let (above, below) = (bound(&number.exclusive_minimum, false, 1)?, bound(&number.exclusive_maximum, true, -1)?);
    Some((least.into_iter().chain(above).max(), most.into_iter().chain(below).min()))
}

/// The next integer of a number's text, up or down; `None` beyond `i128`.
fn rounded(text: &str, up: bool) -> Option<i128> {
    let decimal = text.parse::<Number>().ok()?.to_decimal()?;
    let whole = if up { decimal.ceil() } else { decimal.floor() };
    whole.trunc().to_string().parse().ok()
}
