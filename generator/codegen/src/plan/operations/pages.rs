//! Collections that are returned page by page (API and event design §24).

use super::{Carried, Operation, Planner, Response, Status, Value};
use crate::plan::{Bounds, Field, Presence, Shape, Use};
use stipula_source::Node;

/// How a collection is paged: where a page names the next one, and where a request asks for it.
#[derive(Debug, Clone)]
pub struct Paging {
    /// The variant of the outcome that holds a page.
    pub variant: String,
    /// True if the page is a field of the variant, among headers.
    pub has_fields: bool,
    /// The type of a page.
    pub page: Use,
    /// The field of the page that holds the items.
    pub items: Field,
    /// The type of an item.
    pub item: Use,
    /// True if the list of items has bounds, and is no `Vec`.
    pub bounded: bool,
    /// The field of the page that names the next page.
    pub next: Field,
    /// The field of the request that asks for a page.
    pub cursor: String,
    /// Whether that field is required.
    pub cursor_required: bool,
}

/// What the two places are called, as they belong together.
const PAIRS: [(&str, &str); 9] = [
    ("pageToken", "nextPageToken"),
    ("page_token", "next_page_token"),
    ("cursor", "nextCursor"),
    ("cursor", "next_cursor"),
    ("nextToken", "nextToken"),
    ("next_token", "next_token"),
    ("continuationToken", "nextContinuationToken"),
    ("continuationToken", "continuationToken"),
    ("after", "nextAfter"),
];

impl Planner<'_, '_> {
    /// The paging of an operation: declared by `x-pagination`, or by the names of both places.
    pub(super) fn paging(&mut self, operation: &Operation) -> Option<Paging> {
        let declared = self.node(operation.at).get("x-pagination");
        let found = PAIRS.iter().find_map(|(cursor, next)| self.paging_by(operation, cursor, next));
        if let (Some(declared), None) = (declared, &found)
            && declared.get("kind").and_then(Node::as_str) != Some("none")
        {
            self.assumed(
                operation.at,
                "`x-pagination` declares pages, and no parameter and member name the next one; there is no stream of them",
            );
        }
        found
    }

    fn paging_by(&self, operation: &Operation, cursor: &str, next: &str) -> Option<Paging> {
        let parameter =
            operation.parameters.iter().find(|it| it.wire == cursor && matches!(it.value, Value::Schema(_)))?;
        let is_page = |it: &&Response| matches!(it.status, Status::Exactly(200));
        let response = operation.responses.iter().find(is_page)?;
        let Carried::Json(page) = &response.content.as_ref()?.carried else { return None };
        let fields = self.members(page)?;
        let next = fields.iter().find(|field| field.wire == next)?;
        let (items, item, bounds) = items(&fields)?;
        Some(Paging {
            variant: response.variant.clone(),
            has_fields: !response.headers.is_empty(),
            page: page.clone(),
            items: items.clone(),
            item: item.clone(),
            bounded: bounds != Bounds { min: 0, max: u64::MAX, unique: false },
            next: next.clone(),
            cursor: parameter.field.clone(),
            cursor_required: parameter.required,
        })
    }

    fn members(&self, used: &Use) -> Option<Vec<Field>> {
        let Use::Named(id) = used else { return None };
        match &self.types.plan().get(*id).shape {
            Shape::Struct(shape) => Some(shape.fields.clone()),
            Shape::Alias(used) => self.members(&used.clone()),
            _ => None,
        }
    }
}

/// The required list that is called as such, or the only one.
fn items(fields: &[Field]) -> Option<(&Field, &Use, Bounds)> {
    let lists: Vec<(&Field, &Use, Bounds)> = fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .filter_map(|field| match &field.ty {
            Use::List(item, bounds) => Some((field, &**item, *bounds)),
            _ => None,
        })
        .collect();
    let called = |name: &&str| lists.iter().find(|(field, ..)| field.wire == **name).copied();
    ["items", "data", "results", "values"].iter().find_map(called).or(match lists[..] {
        [only] => Some(only),
        _ => None,
    })
}
