use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, fix};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule =
    Rule::new("no-duplicate-enum", Error, Profile::Minimal, Hook::Schema(check), include_str!("no_duplicate_enum.md"));

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(list) = schema.get(Kw::Enum).filter(|list| list.len() > 1) else { return };
    let mut seen = FxHashMap::default();
    for item in list.items() {
        let Some(first) = seen.insert(support::canonical(item), item) else { continue };
        let at = schema.at.sibling(item);
        let text = support::short(&item.to_json().to_string(), 60);
        let finding = Finding::at(at, format!("`{text}` is listed twice")).label(schema.at.sibling(first), "before");
        let finding = finding.help("remove it, or correct it if another value was meant");
        cx.report(finding.fix(fix::one("remove it", fix::remove_item(cx.sources, at))));
    }
}
