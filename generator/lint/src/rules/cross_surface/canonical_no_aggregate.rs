use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::Stand;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces, words};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::Node;

const AGGREGATES: &[&str] = &[
    "quote",
    "quote-line",
    "order",
    "order-line",
    "order-item",
    "cart",
    "invoice",
    "subscription",
    "contract",
    "asset",
    "catalog",
    "price-book",
    "fulfillment-task",
];
const KINDS: &[&str] = &[
    "aggregate",
    "command",
    "context",
    "dto",
    "entity",
    "event",
    "graph",
    "model",
    "query",
    "request",
    "response",
    "row",
    "table",
    "view",
];

pub(super) const RULE: Rule = Rule::new(
    "canonical-no-aggregate",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("canonical_no_aggregate.md"),
)
.on(Surfaces::CANONICAL)
.options(&[
    OptionSpec::words("aggregates", AGGREGATES, "Whole names of aggregates, in kebab case."),
    OptionSpec::words("kinds", KINDS, "Last words of the names of what belongs to one boundary."),
]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if schema.stand != Stand::Root {
        return;
    }
    let title = schema.get(Kw::Title).filter(|title| title.as_str().is_some());
    let file = cx.contract_of(schema).map_or("", |contract| contract.file_name().split('.').next().unwrap_or_default());
    let name = title.and_then(Node::as_str).unwrap_or(file);
    let mut words = words::words(name);
    words.pop_if(|word| word.strip_prefix('v').is_some_and(|rest| rest.parse::<u32>().is_ok()));
    let is_boundary = words.last().is_some_and(|last| cx.words("kinds").has(last));
    let why = if cx.words("aggregates").has(&words.join("-")) {
        "is a whole aggregate"
    } else if is_boundary {
        "belongs to one boundary"
    } else {
        return;
    };
    let at = title.map_or(schema.at, |title| schema.at.sibling(title));
    let finding = Finding::at(at, format!("`{name}` {why} and is no concept that all surfaces share"));
    cx.report(finding.help(
        "move it to the surface that it is for; keep in `canonical/` what it is made of, such as Money or Period",
    ));
}
