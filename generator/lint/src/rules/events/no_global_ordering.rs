use super::payload::facts;
use super::support::{chase, events, said, texts};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ChannelView, Cx, MessageView, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "no-global-ordering",
    Warning,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("no_global_ordering.md"),
)
.options(&[OptionSpec::words("constants", &["global", "all", "constant", "*"], "Ordering keys that are no field.")]);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let events = events(cx, channel);
    let own = channel.node.get("x-ordering-key").map(|value| channel.at().sibling(value));
    let constant = events.iter().find_map(|event| constant(cx, event, own));
    if let Some((at, text)) = constant {
        cx.report(Finding::at(at, text).help(
            "order per aggregate: key by its identifier, such as `orderId`; no consumer needs the order of all orders",
        ));
    }
}

/// The key of an event, if it is the same for all.
fn constant(cx: &Cx<'_>, event: &MessageView<'_>, of_channel: Option<NodeRef>) -> Option<(NodeRef, String)> {
    if let Some(at) = said(cx, event, "x-ordering-key").or(of_channel) {
        let fields = texts(cx.node(at));
        let is_constant = |field: &&str| {
            let payloads = facts(cx, event);
            let mut values = payloads.iter().filter_map(|payload| cx.scene.property(payload.id, field));
            cx.words("constants").has(field) || values.any(|value| is_one_value(value.resolved))
        };
        let is_same = !fields.is_empty() && fields.iter().all(is_constant);
        return is_same.then(|| {
            (at, format!("`{}` is the same for every event, so all of them stand in one line", fields.join(", ")))
        });
    }
    let bindings = chase(cx, said(cx, event, "bindings")?);
    let kafka = cx.node(bindings).get("kafka")?;
    let key = kafka.get("key")?;
    let is_one = key.get("const").is_some() || key.get("enum").is_some_and(|list| list.len() == 1);
    is_one.then(|| {
        (bindings.sibling(key), "this key is the same for every event, so all of them stand in one line".to_owned())
    })
}

fn is_one_value(schema: &SchemaView<'_>) -> bool {
    schema.values().len() == 1
}
