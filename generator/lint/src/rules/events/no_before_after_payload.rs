use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

const PAIRS: &[(&str, &str)] =
    &[("before", "after"), ("old", "new"), ("oldValue", "newValue"), ("previous", "current")];

pub(super) const RULE: Rule = Rule::new(
    "no-before-after-payload",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("no_before_after_payload.md"),
)
.on(Surfaces::EVENT)
.options(&[OptionSpec::pairs("pairs", PAIRS, "Properties that show an object as it was and as it is.")]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(map) = schema.get(Kw::Properties).filter(|map| map.len() > 1) else { return };
    let pair = cx.pairs("pairs").iter().find(|(old, new)| map.get(old).is_some() && map.get(new).is_some());
    let Some((old, new)) = pair else { return };
    let own = |name: &str| cx.scene.properties(schema).find(|property| property.name == name);
    let (Some(old), Some(new)) = (own(old), own(new)) else { return };
    // An old and a new price are a fact; an old and a new quote are two rows of a table.
    let is_whole = |view: &SchemaView<'_>| view.types.names().all(|name| matches!(name, "object" | "array" | "null"));
    if is_whole(old.resolved) && is_whole(new.resolved) && old.resolved.values().is_empty() {
        let text = format!("`{}` and `{}` show what the data was and is, not what happened", old.name, new.name);
        let finding = Finding::at(old.key_at, text).label(new.key_at, "and this");
        cx.report(finding.help("say the fact: what was done, by whom, when, and the values that it set"));
    }
}
