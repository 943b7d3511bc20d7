//! Values against the schemas of the model.

use crate::Context;
use crate::validator::{Failure, Validator};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use stipula_model::{Model, NodeRef, Role, Roots, SchemaId, emit};
use stipula_source::Sources;

/// A value, the schema that it must fit, and in whose view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Question {
    pub(crate) schema: SchemaId,
    pub(crate) role: Role,
    pub(crate) value: NodeRef,
}

/// The questions whose values do not fit, with the reasons.
///
/// Questions about one file's schemas share a validator, so that what their schemas have in common is compiled once.
pub(crate) fn failures(context: &Context<'_>, questions: &[Question]) -> Vec<(Question, Vec<Failure>)> {
    failures_with(context, questions, Formats::Assert)
}

fn failures_with(context: &Context<'_>, questions: &[Question], formats: Formats) -> Vec<(Question, Vec<Failure>)> {
    if questions.is_empty() {
        return Vec::new();
    }
    let mut questions: Vec<Question> = questions.to_vec();
    questions.sort_unstable();
    questions.dedup();
    let unusable = unusable_patterns(context);
    groups(questions).into_par_iter().flat_map_iter(|group| answer(context, &group, &unusable, formats)).collect()
}

/// Whether `format` rejects values or only describes them (Validation §7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formats {
    /// It rejects.
    Assert,
    /// It describes.
    Annotate,
}

/// Why a payload does not fit a schema.
pub fn payload_failures(
    model: &Model,
    sources: &Sources,
    roots: &Roots,
    payload: (SchemaId, NodeRef),
    formats: Formats,
) -> Vec<Failure> {
    payloads_failures(model, sources, roots, &[payload], formats)
        .pop()
        .map(|(_, failures)| failures)
        .unwrap_or_default()
}

/// The payloads that do not fit their schemas, each with the reasons. Schemas are compiled once for all of them.
pub fn payloads_failures(
    model: &Model,
    sources: &Sources,
    roots: &Roots,
    payloads: &[(SchemaId, NodeRef)],
    formats: Formats,
) -> Vec<((SchemaId, NodeRef), Vec<Failure>)> {
    let context = Context { model, sources, roots };
    let question = |(schema, value): &(SchemaId, NodeRef)| Question { schema: *schema, role: Role::Any, value: *value };
    let questions: Vec<Question> = payloads.iter().map(question).collect();
    let failures = failures_with(&context, &questions, formats).into_iter();
    failures.map(|(question, failures)| ((question.schema, question.value), failures)).collect()
}

/// Schemas per validator: enough that sharing pays, few enough that two cores have work.
const GROUP: usize = 400;

fn groups(questions: Vec<Question>) -> Vec<Vec<Question>> {
    let mut groups: Vec<Vec<Question>> = Vec::new();
    let mut schemas = 0;
    let mut last = None;
    for question in questions {
        let key = (question.schema, question.role);
        if last != Some(key) {
            last = Some(key);
            schemas += 1;
            if schemas % GROUP == 1 {
                groups.push(Vec::new());
            }
        }
        groups.last_mut().expect("pushed for the first schema").push(question);
    }
    groups
}

fn answer(
    context: &Context<'_>,
    group: &[Question],
    unusable: &FxHashSet<String>,
    formats: Formats,
) -> Vec<(Question, Vec<Failure>)> {
    let wanted: BTreeSet<(SchemaId, Role)> = group.iter().map(|question| (question.schema, question.role)).collect();
    let usable = |pattern: &str| !unusable.contains(pattern);
    let emitted = emit(context.sources, &context.model.schemas, wanted.iter().copied(), &usable);
    let names: FxHashMap<(SchemaId, Role), String> =
        wanted.iter().copied().zip(emitted.names.iter().cloned()).collect();
    let compiled = if emitted.is_whole {
        Validator::of_all(&emitted, formats == Formats::Assert)
    } else {
        Err("its dynamic references meet in too many scopes".to_owned())
    };
    let validator = match compiled {
        Ok(validator) => validator,
        Err(_) if wanted.len() > 1 => {
            let half = group.partition_point(|question| question.schema <= group[(group.len() - 1) / 2].schema);
            let half = if half == group.len() { group.len() / 2 } else { half };
            let (first, second) = group.split_at(half);
            let mut answers = answer(context, first, unusable, formats);
            answers.extend(answer(context, second, unusable, formats));
            return answers;
        }
        // What cannot be judged must not read as fitting.
        Err(error) => return group.iter().map(|question| (*question, vec![Failure::unjudged(&error)])).collect(),
    };
    let failures = group.iter().map(|question| {
        let name = &names[&(question.schema, question.role)];
        (*question, validator.member_failures(name, question.value.get(context.sources)))
    });
    failures.filter(|(_, failures)| !failures.is_empty()).collect()
}

/// Patterns that the validator's engine refuses; they are reported by the check of patterns where they
/// are wrong, and accept everything here.
fn unusable_patterns(context: &Context<'_>) -> FxHashSet<String> {
    let mut patterns: BTreeSet<&str> = BTreeSet::new();
    for file in context.roots.files(context.sources) {
        patterns.extend(file.tree().values_of("pattern").filter_map(stipula_source::Node::as_str));
        let maps = file.tree().values_of("patternProperties");
        patterns.extend(maps.flat_map(|map| map.members().map(|(name, _)| name)));
    }
    let refused = |pattern: &&str| Validator::new(serde_json::json!({ "pattern": pattern }), false).is_err();
    patterns.into_par_iter().filter(refused).map(str::to_owned).collect()
}
