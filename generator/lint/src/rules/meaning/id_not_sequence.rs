use super::known_fields::{field, is_spoken_of};
use super::lexicon_ids::{EXTERNAL, is_bare_id, is_external_name, is_id_name};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule =
    Rule::new("id-not-sequence", Error, Profile::Platform, Hook::Schema(check), include_str!("id_not_sequence.md"))
        .cedes_to(&["no-internal-leak"])
        .on(Surfaces::HTTP.and(Surfaces::EVENT))
        .options(&[EXTERNAL]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !schema.is("integer") && !schema.is("number") {
        return;
    }
    let Some(field) = field(cx, schema).filter(|field| is_id_name(field.name) && !is_external_name(cx, field.name))
    else {
        return;
    };
    if !is_spoken_of(cx, schema.id) {
        let name = if is_bare_id(field.name) { ", and name it after what it identifies" } else { "" };
        let finding = Finding::at(field.at, format!("`{}` is a number: who has one can guess the next", field.name));
        cx.report(finding.help(format!(
            "use a string that cannot be guessed, with a prefix: `pattern: ^quo_[0-9A-Z]{{26}}$`{name}"
        )));
    }
}
