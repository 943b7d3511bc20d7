use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::PropertyView;
use crate::{Cx, Profile, Rule, Surfaces};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "no-consumer-specific-field",
    Warning,
    Profile::Platform,
    Hook::Property(check),
    include_str!("no_consumer_specific_field.md"),
)
.on(Surfaces::RESPONSE)
.options(&[OptionSpec::words(
    "phrases",
    &[
        "Only used by",
        "only used by",
        "Used only by",
        "used only by",
        "Only needed by",
        "only needed by",
        "Needed only by",
        "needed only by",
        "Solely for",
        "solely for",
        "Exclusively for",
        "exclusively for",
    ],
    "What descriptions say of members that are there for one consumer; to the letter.",
)]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let schema = property.schema;
    let help = "serve that consumer by a read model or an analytics event of its own, and leave the member out here";
    if let Some(consumers) = schema.node.get("x-consumers") {
        let mut names = consumers.items().chain(consumers.as_str().map(|_| consumers)).filter_map(Node::as_str);
        if let (Some(only), None) = (names.next(), names.next()) {
            let message = format!("`{}` is there for `{only}` alone", property.name);
            cx.report(Finding::at(schema.at.sibling(consumers), message).help(help));
        }
        return;
    }
    let Some(description) = schema.get(Kw::Description) else { return };
    let text = description.as_str().unwrap_or_default();
    if let Some(phrase) = cx.words("phrases").iter().find(|phrase| text.contains(phrase)) {
        let message = format!("`{}` is there for one consumer: its description says \"{phrase}\"", property.name);
        cx.report(Finding::at(schema.at.sibling(description), message).help(help));
    }
}
