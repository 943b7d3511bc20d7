//! Events: the types and versions of payloads, and an enum for each channel.

use super::docs;
use crate::code::{Code, literal};
use crate::plan::events::{ChannelPlan, EventPlan};
use crate::plan::{ModuleId, Plan};
use crate::print::Scope;

/// Prints the channels and events of a module.
pub(super) fn print(plan: &Plan, module: ModuleId, scope: &mut Scope<'_>, code: &mut Code) {
    let channels = plan.channels.iter().filter(|it| it.module == module).map(|it| &it.name);
    let wrappers = plan.events.iter().filter(|it| it.module == module).filter_map(|it| it.wrapper.as_ref());
    channels.chain(wrappers).for_each(|name| scope.own(&**name));
    for it in plan.channels.iter().filter(|it| it.module == module) {
        channel(plan, it, scope, code);
    }
    for it in plan.events.iter().filter(|it| it.module == module) {
        event(it, scope, code);
    }
}

fn payload(plan: &Plan, it: &EventPlan, scope: &mut Scope<'_>) -> String {
    match &it.wrapper {
        None => scope.ty(&it.payload),
        Some(name) => scope.sibling(&plan.modules[it.module.0 as usize].path, name),
    }
}

fn optional(text: Option<&String>) -> String {
    text.map_or("None".to_owned(), |text| format!("Some({})", literal(text)))
}

fn number(version: Option<u32>) -> String {
    version.map_or("None".to_owned(), |version| format!("Some({version})"))
}

fn channel(plan: &Plan, it: &ChannelPlan, scope: &mut Scope<'_>, code: &mut Code) {
    let events = scope.runtime("events");
    code.docs(&docs::text(&it.docs)).line("#[derive(Clone, Debug, PartialEq)]").line("#[non_exhaustive]");
    code.line(format!("pub enum {} {{", it.name));
    for (variant, number) in &it.events {
        let event = &plan.events[*number];
        code.docs(&docs::summary(&event.docs, &event.event_type));
        let payload = payload(plan, event, scope);
        code.line(format!("{variant}(Box<{events}::Envelope<{payload}>>),"));
    }
    code.docs("A fact that this version of the contract does not know; it is safe to pass over.");
    code.line(format!("Unsupported(Box<{events}::Unsupported>),")).line("}");
    code.line(format!("impl {events}::Channel for {} {{", it.name));
    code.line(format!("const NAME: &'static str = {};", literal(&it.wire)));
    code.line(format!("const ADDRESS: Option<&'static str> = {};", optional(it.address.as_ref())));
    code.line(format!("const AUDIENCE: Option<&'static str> = {};", optional(it.audience.as_ref())));
    code.line(format!("const ORDERING_KEY: Option<&'static str> = {};", optional(it.ordering_key.as_ref())));
    let delivery = it.delivery.as_ref().map_or("None".to_owned(), |(guarantee, dedup)| {
        let dedup: Vec<_> = dedup.iter().map(|it| literal(it)).collect();
        format!("Some({events}::Delivery {{ guarantee: {}, dedup_key: &[{}] }})", literal(guarantee), dedup.join(", "))
    });
    code.line(format!("const DELIVERY: Option<{events}::Delivery> = {delivery};"));
    code.line(format!("const MESSAGES: &'static [{events}::MessageType] = &["));
    for (_, event) in &it.events {
        let payload = payload(plan, &plan.events[*event], scope);
        code.line(format!("{events}::MessageType::of::<{payload}>(),"));
    }
    code.line("];");
    dispatch(plan, it, scope, code);
    code.line("}");
}

fn dispatch(plan: &Plan, it: &ChannelPlan, scope: &mut Scope<'_>, code: &mut Code) {
    let (event, events) = (scope.runtime("cloudevents::CloudEvent"), scope.runtime("events"));
    code.line(format!("fn dispatch(event: {event}) -> Result<Self, {events}::Reason> {{"));
    code.line("match event.event_type.as_str() {");
    let mut seen = Vec::new();
    for (variant, number) in &it.events {
        let event = &plan.events[*number];
        let wire = event.version.map_or(event.event_type.clone(), |version| format!("{}.v{version}", event.event_type));
        if !seen.contains(&wire) {
            code.line(format!("{} => {events}::accept(&event).map(Box::new).map(Self::{variant}),", literal(&wire)));
            seen.push(wire);
        }
    }
    code.line(format!("_ => {events}::refuse::<Self>(event).map(Box::new).map(Self::Unsupported),"));
    code.line("}").line("}");
}

fn event(it: &EventPlan, scope: &mut Scope<'_>, code: &mut Code) {
    let events = scope.runtime("events");
    let payload = scope.ty(&it.payload);
    let name = it.wrapper.clone().unwrap_or_else(|| payload.clone());
    if it.wrapper.is_some() {
        wrapper(it, &name, &payload, scope, code);
    }
    code.line(format!("impl {events}::Event for {name} {{"));
    code.line(format!("const TYPE: &'static str = {};", literal(&it.event_type)));
    code.line(format!("const VERSION: Option<u32> = {};", number(it.version)));
    code.line(format!("const SCHEMA_ID: &'static str = {};", literal(&it.schema_id)));
    code.line(format!("const CHANNEL: &'static str = {};", literal(&it.address)));
    if it.tenant.is_some() {
        code.line(format!("const TENANT: Option<&'static str> = {};", optional(it.tenant.as_ref())));
    }
    if it.prefix != "ce_" {
        code.line(format!("const HEADER_PREFIX: &'static str = {};", literal(&it.prefix)));
    }
    code.line(format!("type Headers = {};", scope.ty(&it.headers)));
    let key = it.key.as_ref().map_or("str".to_owned(), |(_, used, _)| scope.ty(used));
    code.line(format!("type Key = {key};"));
    code.line("fn ordering_key(&self) -> Option<&Self::Key> {");
    let inner = if it.wrapper.is_some() { "self.0" } else { "self" };
    match &it.key {
        None => code.line("None"),
        Some((field, _, true)) => code.line(format!("Some(&{inner}.{field})")),
        Some((field, _, false)) => code.line(format!("{inner}.{field}.as_ref()")),
    };
    code.line("}").line("}");
}

fn wrapper(it: &EventPlan, name: &str, payload: &str, scope: &mut Scope<'_>, code: &mut Code) {
    let [json, reader, wire] = ["Json", "Reader", "Wire"].map(|name| scope.runtime(name));
    code.docs(&docs::text(&it.docs)).line("#[derive(Clone, Debug, PartialEq, Eq, Hash)]");
    code.line(format!("pub struct {name}(pub {payload});"));
    code.line(format!("impl {wire} for {name} {{"));
    code.line(format!("fn read(json: &{json}, reader: &mut {reader}) -> Option<Self> {{"));
    code.line(format!("{wire}::read(json, reader).map(Self)")).line("}");
    code.line(format!("fn write(&self) -> {json} {{")).line("self.0.write()").line("}").line("}");
}
