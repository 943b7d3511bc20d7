use super::names::TypeName;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::{is_pascal, pascal};
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "schema-name-pascal-case",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("schema_name_pascal_case.md"),
)
.cedes_to(&["schema-name-no-generic"]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(name) = TypeName::of(schema) else { return };
    let title = TypeName::title(schema)
        .filter(|title| schema.stand == Stand::Named && schema.is_object() && title.at != name.at);
    let mut wrong = [Some(name), title].into_iter().flatten().filter(|name| !is_pascal(name.text));
    let Some(name) = wrong.next() else { return };
    let better = pascal(name.text);
    let help = if is_pascal(&better) {
        format!("call it `{better}`")
    } else {
        "begin with a capital letter, then only letters and digits".to_owned()
    };
    let finding = Finding::at(name.at, format!("`{}` is not in Pascal case", name.text)).help(help);
    cx.report(match wrong.next() {
        Some(title) => finding.label(title.at, "its title is not either"),
        None => finding,
    });
}
