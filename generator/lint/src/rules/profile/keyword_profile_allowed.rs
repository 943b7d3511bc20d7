use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Tier};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "keyword-profile-allowed",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("keyword_profile_allowed.md"),
);

/// Controlled keywords that rules of their own speak about.
const OWN_RULES: [&str; 4] = ["oneOf", "anyOf", "allOf", "discriminator"];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let profile = cx.keywords();
    // Where a reference hides what stands beside it, that is `ref-sibling-ignored`.
    let hides = schema.has(Kw::Ref) && schema.keywords().count() == 1;
    for (key, _) in schema.node.entries() {
        let name = key.as_str().unwrap_or_default();
        if hides && name != "$ref" || name.starts_with("x-") {
            continue;
        }
        // Linear searches of short lists; almost every keyword is in none of the two.
        if profile.restricted.iter().any(|own| own == name) {
            let message = format!("`{name}` is not in the schema profile of this repository");
            cx.report(Finding::at(schema.at.sibling(key), message).help(instead(name)));
        } else if profile.controlled.iter().any(|own| own == name) && !OWN_RULES.contains(&name) {
            controlled(cx, schema, key, name);
        }
    }
}

fn controlled(cx: &Cx<'_>, schema: &SchemaView<'_>, key: Node<'_>, name: &str) {
    let at = schema.at.sibling(key);
    if matches!(name, "then" | "else") {
        if !schema.has(Kw::If) && cx.keywords().tier("if") != Some(Tier::Restricted) {
            let finding = Finding::at(at, format!("`{name}` without `if` has no effect"));
            cx.report(finding.help(format!("add the condition as `if`, or remove `{name}`")));
        }
        return;
    }
    let is_said = |node: Node<'_>| ["description", "$comment"].iter().any(|key| node.get(key).is_some());
    let place = schema.node.get(name);
    if !is_said(schema.node) && !place.is_some_and(is_said) {
        let message = format!("`{name}` adds a rule to this schema, and nothing says which");
        cx.report(Finding::at(at, message).help("say it in words: in `description` or `$comment` of this schema"));
    }
}

fn instead(keyword: &str) -> &'static str {
    match keyword {
        "not" => "describe what is allowed: an `enum`, bounds, a closed object",
        "patternProperties" => "declare the properties, or make it a list of objects with a name and a value",
        "dependentSchemas" => "use `if`, `then` and `else`, or make alternatives of it with a tag",
        "dependencies" => "use `dependentRequired`",
        "contains" | "minContains" | "maxContains" => {
            "describe all items alike, or give that item a property of its own"
        }
        "unevaluatedProperties" | "unevaluatedItems" | "additionalItems" => {
            "write one flat schema and close it with `additionalProperties` or `items`"
        }
        "$dynamicRef" | "$dynamicAnchor" | "$recursiveRef" | "$recursiveAnchor" => "refer to the schema with `$ref`",
        _ => "say it with keywords that every validator and generator of the platform supports, or ask for a waiver",
    }
}
