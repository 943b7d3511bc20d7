//! Which answers are collections: shared by the rules about lists.

use super::success_answers::{Answer, answer, last_word_of};
use crate::scene::{Family, OperationView};
use crate::words::words;
use crate::{Cx, SchemaView};
use stipula_model::Kw;

/// An answer that is a list of objects, or an object that is there to carry one.
pub(super) struct Collection<'s> {
    pub(super) answer: Answer<'s>,
    /// The property that holds the list; none where the list is the whole body.
    pub(super) property: Option<String>,
}

/// The names under which wrappers carry their list.
const LISTS: [&str; 11] =
    ["items", "data", "results", "values", "content", "entries", "elements", "records", "list", "rows", "nodes"];

/// What a query answers with, if that is a collection that may hold more than `most` items.
///
/// Without an `x-api-family` every GET is taken for a query. An object is a collection if its path names a set and its
/// one array is called as the set is, or like one of [`LISTS`], or is all there is. What stands under `.well-known` has its
/// form from others.
pub(super) fn collection<'s>(cx: &'s Cx<'_>, operation: &OperationView<'s>, most: u64) -> Option<Collection<'s>> {
    let is_query = match operation.family {
        None => operation.method() == "get",
        Some(family) => family == Family::Query,
    };
    if !is_query || !operation.is_called_by_clients() || operation.path().contains("/.well-known/") {
        return None;
    }
    let answer = answer(operation)?;
    let body = cx.resolved(answer.schema);
    if body.is("array") {
        return is_large(cx, body, most).then_some(Collection { answer, property: None });
    }
    let set = last_word_of(operation.path())?;
    let properties = cx.all_properties(body.id);
    let mut arrays = properties.iter().filter(|property| property.resolved.is("array"));
    let (Some(list), None) = (arrays.next(), arrays.next()) else { return None };
    let is_named = LISTS.contains(&list.name) || words(list.name).last() == words(set).last();
    let is_list = (is_named || properties.len() == 1) && is_large(cx, list.resolved, most);
    is_list.then(|| Collection { property: Some(list.name.to_owned()), answer })
}

/// True for an array of objects that may hold more than `most` of them.
fn is_large(cx: &Cx<'_>, array: &SchemaView<'_>, most: u64) -> bool {
    let item = |id| cx.resolved(id);
    let holds_objects = || array.child(cx, Kw::Items).is_some_and(|id| item(id).is_object() || item(id).is_composed());
    let is_stream = || array.node.get("x-cardinality").is_some();
    array.is("array") && max_items(array).is_none_or(|max| max > most) && !is_stream() && holds_objects()
}

/// The bound of an array.
pub(super) fn max_items(array: &SchemaView<'_>) -> Option<u64> {
    array.get(Kw::MaxItems)?.as_number()?.parse().ok()
}
