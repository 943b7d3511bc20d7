//! Ids of operations that generators make of the method and the path.

use crate::OperationView;
use crate::words::words;

/// True for what generators write: `postQuotesIdAccept`, `accept_quotes__quote_id__accept_post`.
pub(super) fn is_machine_made(operation: &OperationView<'_>, id: &str) -> bool {
    let method = operation.method();
    let own: Vec<String> = words(id).into_iter().filter(|word| !is_glue(word)).collect();
    let path = Path::of(operation.path());
    let spells = |words: &[String]| {
        path.has_parameters && (words == path.spelled(true, false) || words == path.spelled(true, true))
            || method == "post" && words == path.spelled(false, false)
    };
    if own.split_first().is_some_and(|(first, rest)| first == method && spells(rest)) {
        return true;
    }
    let is_suffixed = id.strip_suffix(method).is_some_and(|front| front.ends_with(['_', '-']));
    is_suffixed && own.split_last().is_some_and(|(_, front)| front.ends_with(&path.spelled(true, false)))
}

fn is_glue(word: &str) -> bool {
    matches!(word, "by" | "with" | "and" | "api" | "using")
}

/// The words of a path template.
struct Path {
    /// Each segment, and whether it is a parameter.
    segments: Vec<(bool, Vec<String>)>,
    has_parameters: bool,
}

impl Path {
    fn of(path: &str) -> Path {
        let own = |segment: &str| words(segment).into_iter().filter(|word| !is_glue(word)).collect::<Vec<_>>();
        let segments: Vec<_> = path.split('/').map(|segment| (segment.starts_with('{'), own(segment))).collect();
        Path { has_parameters: segments.iter().any(|(is_parameter, _)| *is_parameter), segments }
    }

    /// All words in order, with parameters or without, of those perhaps the last word only: `id` of `{quoteId}`.
    fn spelled(&self, with_parameters: bool, shortly: bool) -> Vec<String> {
        let wanted = self.segments.iter().filter(|(is_parameter, _)| with_parameters || !is_parameter);
        let words = wanted.flat_map(|(is_parameter, words)| {
            let from = if *is_parameter && shortly { words.len().saturating_sub(1) } else { 0 };
            &words[from..]
        });
        words.cloned().collect()
    }
}
