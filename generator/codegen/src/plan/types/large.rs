//! A variant that is far larger than the others stands on the heap, so that the others are not as large as it is.

use crate::plan::{Carried, Content, Operation, Plan, Response, Shape, TypeId, Use, Value};

/// Clippy notes 200 bytes more than the second largest; what is estimated here may be a few words off.
const FAR: usize = 160;

/// Boxes large variants of unions.
pub(super) fn box_large_variants(plan: &mut Plan) {
    let mut sizes = vec![None; plan.types.len()];
    for n in 0..plan.types.len() {
        let Shape::Union(union) = &plan.types[n].shape else { continue };
        let of_variants: Vec<usize> =
            union.variants.iter().map(|variant| size(plan, &variant.ty, &mut sizes)).collect();
        let large = large(of_variants);
        let Shape::Union(union) = &mut plan.types[n].shape else { continue };
        for variant in large {
            if let Use::Named(id) = union.variants[variant].ty {
                union.variants[variant].ty = Use::Boxed(id);
            }
        }
        sizes[n] = None;
    }
}

/// Which variants are boxed: the largest as long as it is far larger than the next.
fn large(mut sizes: Vec<usize>) -> Vec<usize> {
    let mut boxed = Vec::new();
    while let Some((largest, size)) = sizes.iter().copied().enumerate().max_by_key(|(_, size)| *size)
        && let Some(next) = sizes.iter().enumerate().filter(|(n, _)| *n != largest).map(|(_, size)| *size).max()
        && size > next + FAR
    {
        boxed.push(largest);
        sizes[largest] = WORD;
    }
    boxed
}

/// True if an outcome of this operation is far larger than the others. It lives for one call, so it is not boxed.
pub(crate) fn is_lopsided(plan: &Plan, operation: &Operation) -> bool {
    let mut sizes = vec![None; plan.types.len()];
    let responses = operation.responses.iter().map(|response| answered(plan, response, &mut sizes));
    !large(responses.chain([UNEXPECTED]).collect()).is_empty()
}

/// True if what is carried in one media type is far larger than in another.
pub(crate) fn is_lopsided_body(plan: &Plan, contents: &[Content]) -> bool {
    let mut sizes = vec![None; plan.types.len()];
    !large(contents.iter().map(|content| carried(plan, content, &mut sizes)).collect()).is_empty()
}

fn answered(plan: &Plan, response: &Response, sizes: &mut Vec<Option<usize>>) -> usize {
    let mut sum = response.content.as_ref().map_or(0, |content| carried(plan, content, sizes));
    for header in &response.headers {
        sum += match &header.value {
            Value::Schema(used) => optional(size(plan, used, sizes)),
            Value::Known(_) => 4 * WORD,
        };
    }
    sum
}

fn carried(plan: &Plan, content: &Content, sizes: &mut Vec<Option<usize>>) -> usize {
    match &content.carried {
        Carried::Json(used) | Carried::Text(used) | Carried::Form(used, _) => size(plan, used, sizes),
        Carried::Problem(Some(used)) => size(plan, used, sizes) + TEXT,
        Carried::Problem(None) | Carried::PlainProblem => 6 * TEXT + MAP,
        Carried::Multipart => TEXT,
        Carried::Bytes => 4 * WORD,
        Carried::Raw => 4 * WORD + TEXT,
    }
}

/// Status, headers and body of an answer.
const UNEXPECTED: usize = 17 * WORD;
const WORD: usize = 8;
const TEXT: usize = 3 * WORD;
const MAP: usize = 9 * WORD;

/// How many bytes a value has, about.
fn size(plan: &Plan, used: &Use, sizes: &mut Vec<Option<usize>>) -> usize {
    match used {
        Use::Never | Use::Null => 0,
        Use::Bool => 1,
        Use::Int(..) | Use::Unsigned | Use::Boxed(_) => WORD,
        Use::Number => 2 * WORD,
        Use::Text(..) | Use::List(..) => TEXT,
        Use::Formatted(_) => 4 * WORD,
        Use::Json | Use::Map(_) => MAP,
        Use::Nullable(inner) => optional(size(plan, inner, sizes)),
        Use::Named(id) => named(plan, *id, sizes),
    }
}

/// Texts and lists have room for the absence; numbers have none.
fn optional(size: usize) -> usize {
    if size == WORD { 2 * WORD } else { size }
}

fn named(plan: &Plan, id: TypeId, sizes: &mut Vec<Option<usize>>) -> usize {
    let n = id.0 as usize;
    if let Some(known) = sizes[n] {
        return known;
    }
    // Circles are boxed already; should one be left, it counts nothing.
    sizes[n] = Some(0);
    let size = match &plan.types[n].shape {
        Shape::Struct(it) => {
            let fields: usize = it.fields.iter().map(|field| optional(size(plan, &field.ty, sizes))).sum();
            fields + if matches!(it.rest, crate::plan::Rest::Closed) { 0 } else { MAP }
        }
        Shape::Choice(it) => {
            if it.open {
                TEXT
            } else {
                1
            }
        }
        Shape::Union(it) => {
            let largest = it.variants.iter().map(|variant| size(plan, &variant.ty, sizes)).max();
            largest.unwrap_or(0) + WORD
        }
        Shape::Tuple(it) => it.items.iter().map(|item| optional(size(plan, item, sizes))).sum::<usize>() + TEXT,
        Shape::Text(_) => TEXT,
        Shape::Number(_) => 2 * WORD,
        Shape::Constant(_) | Shape::Never => 0,
        Shape::Alias(used) | Shape::Checked(used) => size(plan, used, sizes),
    };
    sizes[n] = Some(size);
    size
}

#[cfg(test)]
mod tests {
    use super::large;

    #[test]
    fn what_is_far_larger_is_boxed() {
        assert_eq!(large(vec![8, 400, 24]), [1]);
        assert_eq!(large(vec![8, 400, 380]), [0_usize; 0]);
        assert_eq!(large(vec![8, 800, 400]), [1, 2]);
        assert_eq!(large(vec![800]), [0_usize; 0]);
    }
}
