use super::names::TypeName;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::pascal;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "schema-name-no-generic",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("schema_name_no_generic.md"),
)
.options(&[
    OptionSpec::words(
        "generic",
        GENERIC,
        "Words that say nothing about the business; a name needs one that is not among them.",
    ),
    OptionSpec::words("endings", &["dto", "vo", "pojo", "bean", "impl", "obj"], "Endings that name a technique."),
]);

const GENERIC: &[&str] = &[
    "data",
    "info",
    "information",
    "item",
    "items",
    "object",
    "objects",
    "payload",
    "entity",
    "entities",
    "request",
    "response",
    "result",
    "results",
    "body",
    "model",
    "record",
    "status",
    "type",
    "value",
    "values",
    "content",
    "contents",
    "wrapper",
    "container",
    "element",
    "elements",
    "thing",
    "base",
    "common",
    "generic",
    "misc",
    "json",
    "message",
    "resource",
    "input",
    "output",
    "params",
    "parameters",
    "list",
    "collection",
    "details",
    "detail",
    "dto",
    "dao",
    "vo",
    "pojo",
    "bean",
    "class",
    "schema",
    "struct",
    "structure",
    "default",
    "custom",
    "my",
    "new",
    "temp",
    "tmp",
    "test",
    "foo",
    "bar",
];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(name) = TypeName::of(schema) else { return };
    let words = name.words();
    let generic = cx.words("generic");
    if !words.is_empty() && words.iter().all(|word| generic.has_in_any_case(word)) {
        let finding = Finding::at(name.at, format!("`{}` does not say what it holds", name.text));
        return cx.report(
            finding.help("name the business concept and its role, such as `QuoteLineResponse` or `PriceSnapshot`"),
        );
    }
    let Some((ending, concept)) = words.split_last() else { return };
    if cx.words("endings").has_in_any_case(ending) {
        let concept = pascal(&concept.join("-"));
        let finding = Finding::at(name.at, format!("`{}` is named after a technique, `{ending}`", name.text));
        cx.report(finding.help(format!("say the role that it plays: `{concept}Request`, `{concept}Response`, …")));
    }
}
