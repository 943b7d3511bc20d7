//! What operations answer with when they succeed: shared by the rules about queries and calculations.

use crate::scene::OperationView;
use stipula_model::{MediaType, Response, SchemaId};

/// The JSON body of a successful response.
pub(super) struct Answer<'s> {
    pub(super) response: &'s Response,
    pub(super) media: &'s MediaType,
    pub(super) schema: SchemaId,
}

/// The first JSON body with which an operation succeeds.
pub(super) fn answer<'s>(operation: &OperationView<'s>) -> Option<Answer<'s>> {
    operation.successes().find_map(|response| {
        let media = response.content.iter().find(|media| media.is_json())?;
        Some(Answer { response, media, schema: media.schema? })
    })
}

/// The last segment of a path, unless it is a parameter.
pub(super) fn last_word_of(path: &str) -> Option<&str> {
    path.trim_end_matches('/').rsplit('/').next().filter(|segment| !segment.is_empty() && !segment.starts_with('{'))
}

/// True if two names differ in case and separators at most: `page[size]`, `page_size` and `pageSize` are one.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let letter = |b: u8| b.is_ascii_alphanumeric().then(|| b.to_ascii_lowercase());
    one.bytes().filter_map(letter).eq(other.bytes().filter_map(letter))
}
