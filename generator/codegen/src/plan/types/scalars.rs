//! Strings and numbers: in place where a generic of the runtime library says them, else newtypes.

use super::Types;
use super::make::Making;
use crate::plan::facets::{Facets, bounds};
use crate::plan::names::type_name;
use crate::plan::{NumberFacets, Shape, Use};
use stipula_rt::known_format;

impl<'m> Types<'m> {
    pub(super) fn string(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let mut text = facets.text.clone();
        text.format = text.format.filter(|format| known_format(format));
        let (least, most) = (text.min_length.unwrap_or(0), text.max_length.unwrap_or(u64::MAX));
        if least > most {
            return Use::Never;
        }
        if text.patterns.is_empty() && text.format.is_none() {
            return Use::Text(least, most);
        }
        let is_only_formatted = text.patterns.is_empty() && (least, most) == (0, u64::MAX);
        if let Some(name) = text.format.as_deref().and_then(format_type).filter(|_| is_only_formatted) {
            return Use::Formatted(name);
        }
        if making.holder.is_some() || !facets.residual.is_empty() {
            return self.scalar(making, facets, Shape::Text(text));
        }
        Use::Named(self.share(making, type_name(&making.hint.name), &text))
    }

    pub(super) fn integer(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let number = NumberFacets { integer: true, ..facets.number.clone() };
        let width = facets.text.format.as_deref().and_then(width);
        let Some((least, most)) = bounds(&number) else { return self.numeric(making, facets, number) };
        let least = least.into_iter().chain(width.map(|(least, _)| least)).max();
        let most = most.into_iter().chain(width.map(|(_, most)| most)).min();
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            return Use::Never;
        }
        let fits = |bound: Option<i128>, default: i64| bound.map_or(Ok(default), i64::try_from);
        match (fits(least, i64::MIN), fits(most, i64::MAX)) {
            (Ok(least), Ok(most)) if number.multiple_of.is_empty() => Use::Int(least, most),
            _ if (least, most) == (Some(0), Some(u64::MAX.into())) && number.multiple_of.is_empty() => Use::Unsigned,
            _ => {
                let text = |bound: Option<i128>| bound.map(|bound| bound.to_string());
                let multiple_of = number.multiple_of;
                let (minimum, maximum) = (text(least), text(most));
                let number = NumberFacets { integer: true, minimum, maximum, multiple_of, ..NumberFacets::default() };
                self.numeric(making, facets, number)
            }
        }
    }

    pub(super) fn number(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        if facets.number == NumberFacets::default() {
            return Use::Number;
        }
        self.numeric(making, facets, facets.number.clone())
    }

    fn numeric(&mut self, making: &Making<'_>, facets: &Facets<'m>, number: NumberFacets) -> Use {
        self.scalar(making, facets, Shape::Number(number))
    }
}

/// The range that a format of integers says (OpenAPI Format Registry).
pub(super) fn width(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        _ => return None,
    })
}

/// The type of the runtime library that a format has.
fn format_type(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "Timestamp",
        "date" => "Date",
        "time" => "TimeOfDay",
        "duration" => "Duration",
        "uuid" => "Uuid",
        "ipv4" => "Ipv4",
        "ipv6" => "Ipv6",
        _ => return None,
    })
}
