//! `pattern`, `format` and the content of strings (Validation §6.3.3, §7, §8).

use super::context::Context;
use crate::Kind;
use stipula_model::Kw;

const CONTENT: [Kw; 3] = [Kw::ContentEncoding, Kw::ContentMediaType, Kw::ContentSchema];

/// Compares what is said about strings.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    word(context, Kw::Pattern, [Kind::PatternAdded, Kind::PatternRemoved, Kind::PatternChanged]);
    word(context, Kw::Format, [Kind::FormatAdded, Kind::FormatRemoved, Kind::FormatChanged]);
    content(context);
}

fn word(context: &mut Context<'_, '_>, kw: Kw, [added, removed, changed]: [Kind; 3]) {
    let kind = match (context.old.has(kw), context.new.has(kw)) {
        (false, true) => added,
        (true, false) => removed,
        (true, true) if !context.same_value(kw) => changed,
        _ => return,
    };
    context.note_keywords(kind, &[kw]);
}

/// The content of a string is another document, which no validator of the string looks at: one fact.
fn content(context: &mut Context<'_, '_>) {
    let mut differing: Vec<Kw> = CONTENT[..2].iter().copied().filter(|kw| !context.same_value(*kw)).collect();
    let same_schema = match (context.old.schema(Kw::ContentSchema), context.new.schema(Kw::ContentSchema)) {
        (Some(old), Some(new)) => context.same(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    if !same_schema {
        differing.push(Kw::ContentSchema);
    }
    if !differing.is_empty() {
        context.note_keywords(Kind::ContentChanged, &differing);
    }
}
