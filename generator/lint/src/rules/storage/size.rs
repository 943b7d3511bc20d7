//! How large a value of a schema can become.

use crate::{Cx, SchemaView};
use rustc_hash::FxHashMap;
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

/// The bytes of the largest value as compact JSON, one for each character of a text. What nothing bounds, and what
/// `is_left_out` says, counts nothing: others speak about it.
pub(super) fn largest(cx: &Cx<'_>, id: SchemaId, is_left_out: &dyn Fn(&SchemaView<'_>) -> bool) -> u64 {
    Sizes { cx, is_left_out, known: FxHashMap::default() }.of(id)
}

struct Sizes<'a, 'm> {
    cx: &'a Cx<'m>,
    is_left_out: &'a dyn Fn(&SchemaView<'_>) -> bool,
    known: FxHashMap<SchemaId, u64>,
}

impl Sizes<'_, '_> {
    fn of(&mut self, id: SchemaId) -> u64 {
        let view = self.cx.resolved(id);
        if let Some(known) = self.known.get(&view.id) {
            return *known;
        }
        // A schema that contains itself counts nothing the second time.
        self.known.insert(view.id, 0);
        let size = if (self.is_left_out)(self.cx.schema(id)) { 0 } else { self.value(view) };
        self.known.insert(view.id, size);
        size
    }

    fn value(&mut self, view: &SchemaView<'_>) -> u64 {
        let fixed = view.values().into_iter().map(written).max();
        if let Some(fixed) = fixed {
            return fixed;
        }
        let branches: Vec<SchemaId> =
            ["oneOf", "anyOf"].iter().flat_map(|keyword| view.branches(self.cx, keyword)).collect();
        let alternative = branches.into_iter().map(|branch| self.of(branch)).max().unwrap_or(0);
        let own = [
            (view.is("string"), text(view)),
            (view.is("integer"), number(view, 20)),
            (view.is("number"), number(view, 24)),
            (view.is("boolean"), 5),
            (view.is("null"), 4),
        ];
        let scalar = own.into_iter().filter(|(is, _)| *is).map(|(_, size)| size).max().unwrap_or(0);
        let array = if view.is("array") { self.array(view) } else { 0 };
        let object = if view.is_object() || view.has(Kw::AllOf) { self.object(view) } else { 0 };
        scalar.max(array).max(object).max(alternative)
    }

    fn array(&mut self, view: &SchemaView<'_>) -> u64 {
        let most = count(view, Kw::MaxItems).unwrap_or(0);
        let item = view.child(self.cx, Kw::Items).map_or(0, |item| self.of(item));
        most.saturating_mul(item.saturating_add(1)).saturating_add(1).max(2)
    }

    fn object(&mut self, view: &SchemaView<'_>) -> u64 {
        /// The length of a key that nothing bounds.
        const KEY: u64 = 64;
        let mut size: u64 = 1;
        for property in self.cx.all_properties(view.id) {
            let value = self.of(property.schema.id);
            size = size.saturating_add(property.name.len() as u64 + 4).saturating_add(value);
        }
        let entries = count(view, Kw::MaxProperties).unwrap_or(0);
        let value = view.child(self.cx, Kw::AdditionalProperties).map(|value| self.of(value)).filter(|size| *size > 0);
        let map = value.map_or(0, |value| entries.saturating_mul(value.saturating_add(KEY + 4)));
        size.saturating_add(map).max(2)
    }
}

/// The length of a text between its quotation marks.
fn text(view: &SchemaView<'_>) -> u64 {
    let of_format = || match view.text(Kw::Format) {
        Some("date-time") => Some(35),
        Some("date") => Some(10),
        Some("time") => Some(21),
        Some("uuid") => Some(36),
        _ => None,
    };
    count(view, Kw::MaxLength).or_else(of_format).or(is_bounded(view).then_some(PATTERN)).map_or(0, |length| length + 2)
}

/// What a text with a pattern counts where it has no `maxLength`.
const PATTERN: u64 = 64;

/// True if something says how long a text is, be it a pattern or a format.
pub(super) fn is_bounded(view: &SchemaView<'_>) -> bool {
    [Kw::MaxLength, Kw::Pattern, Kw::Format, Kw::Enum, Kw::Const].iter().any(|kw| view.has(*kw))
}

fn number(view: &SchemaView<'_>, widest: u64) -> u64 {
    let (least, most) = (view.get(Kw::Minimum), view.get(Kw::Maximum));
    least.zip(most).map_or(widest, |(least, most)| written(least).max(written(most)))
}

fn written(value: Node<'_>) -> u64 {
    value.to_json().to_string().len() as u64
}

fn count(view: &SchemaView<'_>, kw: Kw) -> Option<u64> {
    view.get(kw)?.as_number()?.parse().ok()
}
