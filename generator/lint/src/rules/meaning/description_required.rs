use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, MessageView, OperationView, ParameterView, Profile, Rule, SchemaView, Stand, words};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Kw, NodeRef};
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "description-required",
    Warning,
    Profile::Recommended,
    Hook::Schema(schema),
    include_str!("description_required.md"),
)
.also(&[Hook::Operation(operation), Hook::Parameter(parameter), Hook::Message(message)])
.options(&[OptionSpec::flag(
    "properties",
    false,
    "Whether properties and named schemas have to be described in profiles below `platform` as well.",
)]);

/// Words that add nothing to a name.
const FILLERS: [&str; 4] = ["the", "a", "an", "this"];

fn schema(cx: &Cx<'_>, view: &SchemaView<'_>) {
    let is_described_thing = matches!(view.stand, Stand::Root | Stand::Named | Stand::Property);
    if !is_described_thing || view.is_fragment || view.is_boolean() {
        return;
    }
    if cx.profile() < Profile::Platform && !cx.flag("properties") {
        return;
    }
    let own = view.get(Kw::Description).or_else(|| view.node.get("description")).filter(|text| !is_blank(Some(*text)));
    let described = own.or_else(|| cx.resolved(view.id).get(Kw::Description));
    let name = view.key.or_else(|| view.text(Kw::Title)).unwrap_or("this");
    judge(cx, (view.at, name), described, own.map(|own| view.at.sibling(own)));
}

fn operation(cx: &Cx<'_>, view: &OperationView<'_>) {
    let texts = [view.node.get("description"), view.node.get("summary")];
    if texts.into_iter().all(is_blank) {
        let finding = Finding::at(view.at(), format!("`{}` has neither a summary nor a description", view.name()));
        cx.report(finding.help("say in a sentence what it is for and what it changes"));
    }
}

fn parameter(cx: &Cx<'_>, view: &ParameterView<'_>) {
    let own = view.node.get("description").filter(|text| !is_blank(Some(*text)));
    let of_schema = || cx.resolved(view.parameter.schema?).get(Kw::Description);
    let own_at = own.map(|own| view.parameter.at.sibling(own));
    judge(cx, (view.parameter.at, &view.parameter.name), own.or_else(of_schema), own_at);
}

fn message(cx: &Cx<'_>, view: &MessageView<'_>) {
    let of_payload = view.payload.and_then(|payload| payload.get(Kw::Description));
    let texts = [view.node.get("description"), view.node.get("summary"), of_payload];
    if texts.into_iter().all(is_blank) {
        let finding = Finding::at(view.at(), format!("nothing says what `{}` reports", view.name()));
        cx.report(finding.help("say in a sentence what has happened when it is sent"));
    }
}

fn is_blank(text: Option<Node<'_>>) -> bool {
    text.and_then(Node::as_str).is_none_or(|text| text.trim().is_empty())
}

/// Holds a description against the name of what it describes.
fn judge(cx: &Cx<'_>, (at, name): (NodeRef, &str), described: Option<Node<'_>>, own: Option<NodeRef>) {
    if is_blank(described) {
        let finding = Finding::at(at, format!("`{name}` has no description"));
        cx.report(finding.help("say in a sentence what it means: whose it is, what it counts, who decides it"));
    } else if let Some((text, own)) = described.and_then(Node::as_str).zip(own).filter(|(text, _)| repeats(text, name))
    {
        let finding = Finding::at(own, format!("`{}` only repeats the name `{name}`", text.trim()));
        cx.report(finding.help("say what the name cannot: whose it is, what it counts, who decides it"));
    }
}

/// True if a text is the name itself, word for word.
fn repeats(text: &str, name: &str) -> bool {
    if text.len() > 4 * name.len() + 12 {
        return false;
    }
    let mut said = words::words(&text.to_lowercase());
    said.retain(|word| !FILLERS.contains(&word.as_str()));
    said == words::words(name)
}
