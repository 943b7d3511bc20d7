//! Events made of channels and messages: what is published under which type and version, in which order, for whom.

use super::apart::{self, Apart};
use super::names::{field_name, type_name};
use super::{Docs, Hint, ModuleId, Plan, Presence, Shape, Struct, Types, Use, docs, modules};
use crate::Input;
use rustc_hash::FxHashMap;
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{Channel, Contract, Message, Role, SchemaId};
use stipula_source::Node;

/// A channel: an enum with a variant for each message.
#[derive(Debug, Clone)]
pub struct ChannelPlan {
    /// The module that it is printed in.
    pub module: ModuleId,
    /// The name of the enum.
    pub name: String,
    /// The name in the contract.
    pub wire: String,
    /// Where it is.
    pub address: Option<String>,
    /// What readers are told.
    pub docs: Docs,
    /// For whom it is.
    pub audience: Option<String>,
    /// The member that orders the events.
    pub ordering_key: Option<String>,
    /// The guarantee, and the attributes that tell a repetition.
    pub delivery: Option<(String, Vec<String>)>,
    /// Its events: the name of the variant and the number in [`Plan::events`].
    pub events: Vec<(String, usize)>,
}

/// A message as an event.
#[derive(Debug, Clone)]
pub struct EventPlan {
    /// The module that it is printed in: that of the first channel that has it.
    pub module: ModuleId,
    /// What readers are told.
    pub docs: Docs,
    /// The type without its version.
    pub event_type: String,
    /// Its major version.
    pub version: Option<u32>,
    /// The schema of the payload.
    pub schema_id: String,
    /// The address of the channel.
    pub address: String,
    /// The payload.
    pub payload: Use,
    /// A type of its own around the payload, where that one cannot be the event: it is of nobody's making, or of several
    /// messages.
    pub wrapper: Option<String>,
    /// The attributes.
    pub headers: Use,
    /// What stands before their names.
    pub prefix: String,
    /// The member that names the tenant.
    pub tenant: Option<String>,
    /// The field that orders the events, its type, and whether it is always there.
    pub key: Option<(String, Use, bool)>,
}

/// A message whose types were made.
pub(super) struct Made<'m> {
    contract: &'m Contract,
    channel: &'m Channel,
    key: String,
    message: &'m Message,
    schema: SchemaId,
    payload: Use,
    headers: Use,
    prefix: String,
}

/// Makes the types of messages, before names are final.
pub(super) fn types<'m>(input: &Input<'m>, types: &mut Types<'m>, problems: &mut Vec<Diagnostic>) -> Vec<Made<'m>> {
    let mut made = Vec::new();
    for contract in input.contracts() {
        for channel in &contract.channels {
            for (key, number) in &channel.messages {
                let message = &contract.messages[*number];
                match of_message(input, types, (contract, channel, key, message)) {
                    Ok(message) => made.push(message),
                    Err(why) => {
                        let place = message.at.place(input.sources);
                        let message = format!("`{}` {why}, so no event is made of it", message.name);
                        let help = "declare the attributes of CloudEvents as `headers`, and a JSON Schema as `payload`";
                        problems.push(Diagnostic::new(codes::CODEGEN_EVENT_LEFT_OUT, place, message).with_help(help));
                    }
                }
            }
        }
    }
    made
}

fn of_message<'m>(
    input: &Input<'m>,
    types: &mut Types<'m>,
    (contract, channel, key, message): (&'m Contract, &'m Channel, &str, &'m Message),
) -> Result<Made<'m>, &'static str> {
    let schema = message.payload.ok_or("has no payload in JSON Schema")?;
    let is_json = |text: &str| text.contains("json");
    if message.content_type.as_deref().is_some_and(|text| !is_json(text)) {
        return Err("is not JSON");
    }
    let declared = message.headers.ok_or("declares no headers")?;
    let prefix = prefix(input, declared).ok_or("declares no attributes of CloudEvents")?;
    let mut module = modules::of_file(input, contract.at);
    module.pop();
    module.push(field_name(&channel.name));
    let mut of = |id: SchemaId, name: &str| {
        types.of(id, Role::Any, &Hint { module: module.clone(), parent: key.to_owned(), name: name.to_owned() })
    };
    let payload = of(schema, &format!("{key} payload"));
    let headers = of(declared, &format!("{key} headers"));
    Ok(Made { contract, channel, key: key.to_owned(), message, schema, payload, headers, prefix })
}

/// What stands before the names of attributes: `ce_` in `ce_type`.
fn prefix(input: &Input<'_>, id: SchemaId) -> Option<String> {
    let node = behind(input, id);
    let names = node.get("properties").into_iter().flat_map(Node::members).map(|(name, _)| name);
    let mut prefixes = names.filter_map(|name| name.strip_suffix("specversion").or(name.strip_suffix("type")));
    prefixes.find(|prefix| matches!(*prefix, "ce_" | "ce-" | "cloudEvents_" | "cloudEvents:" | "")).map(str::to_owned)
}

/// The schema that stands behind references.
fn behind<'m>(input: &Input<'m>, mut id: SchemaId) -> Node<'m> {
    for _ in 0..64 {
        match input.model.schemas.get(id).target {
            Some(target) => id = target,
            None => break,
        }
    }
    input.model.schemas.get(id).at.get(input.sources)
}

/// Plans channels and their events.
pub(super) fn plan(input: &Input<'_>, made: &[Made<'_>], plan: &mut Plan) {
    let mut uses: FxHashMap<String, Vec<&Message>> = FxHashMap::default();
    for it in made {
        let messages = uses.entry(format!("{:?}", it.payload)).or_default();
        if !messages.iter().any(|known| known.at == it.message.at) {
            messages.push(it.message);
        }
    }
    for it in made {
        let channel = channel(input, it, plan);
        let is_own = uses[&format!("{:?}", it.payload)].len() == 1 && is_own(plan, &it.payload);
        let wire = event_type(input, it);
        let (name, version) = versioned(&wire);
        let variant = match version {
            Some(version) => format!("{}V{version}", type_name(it.key.trim_end_matches(&format!("V{version}")))),
            None => type_name(&it.key),
        };
        let known = plan.events.iter().position(|known| {
            known.event_type == name
                && known.version == version
                && format!("{:?}", known.payload) == format!("{:?}", it.payload)
        });
        let number = known.unwrap_or_else(|| {
            let module = plan.channels[channel].module;
            let mut taken = apart::taken(plan, module);
            let wrapper = (!is_own).then(|| taken.free(format!("{variant}Payload")));
            let event = event(input, it, plan, (module, name, version, wrapper));
            plan.events.push(event);
            plan.events.len() - 1
        });
        let mut taken =
            Apart::new(plan.channels[channel].events.iter().map(|(name, _)| name.as_str()).chain(["Unsupported"]));
        let variant = taken.free(variant);
        if plan.channels[channel].events.iter().all(|(_, known)| *known != number) {
            plan.channels[channel].events.push((variant, number));
        }
    }
}

/// The channel of a message, planned when its first message is.
fn channel(input: &Input<'_>, it: &Made<'_>, plan: &mut Plan) -> usize {
    let mut path = modules::of_file(input, it.contract.at);
    path.pop();
    path.push(field_name(&it.channel.name));
    let text = format!("The channel `{}`: its messages, as what arrives and as what is published.", it.channel.name);
    let module = apart::module(plan, &path, &text);
    let source = input.source_of(it.channel.at);
    if let Some(known) = plan.channels.iter().position(|known| known.docs.source.as_deref() == Some(&*source)) {
        return known;
    }
    let node = it.channel.at.get(input.sources);
    let text = |key: &str| node.get_str(key).map(str::to_owned);
    let delivery = node.get("x-delivery").map(|it| {
        let dedup = it.get("dedupKey").into_iter().flat_map(Node::items).filter_map(Node::as_str);
        (it.get_str("guarantee").unwrap_or_default().to_owned(), dedup.map(str::to_owned).collect())
    });
    plan.channels.push(ChannelPlan {
        module,
        name: apart::taken(plan, module).free(type_name(&it.channel.name)),
        wire: it.channel.name.clone(),
        address: it.channel.address.clone(),
        docs: docs::of_node(input, it.channel.at),
        audience: text("x-audience"),
        ordering_key: text("x-ordering-key"),
        delivery,
        events: Vec::new(),
    });
    plan.channels.len() - 1
}

/// The CloudEvents type: what the headers say it always is, or the name of the message.
fn event_type(input: &Input<'_>, it: &Made<'_>) -> String {
    let headers = it.message.headers.map(|id| behind(input, id));
    let properties = headers.and_then(|node| node.get("properties"));
    let declared = properties.and_then(|node| node.get(&format!("{}type", it.prefix)));
    let constant = declared.and_then(|node| node.get_str("const"));
    constant.unwrap_or(&it.message.name).to_owned()
}

/// `com.example.accepted.v1` as its name and its version.
fn versioned(wire: &str) -> (String, Option<u32>) {
    let parts = wire.rsplit_once(".v").filter(|(name, digits)| {
        !name.is_empty() && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
    });
    match parts.and_then(|(name, digits)| Some((name, digits.parse().ok()?))) {
        Some((name, version)) => (name.to_owned(), Some(version)),
        None => (wire.to_owned(), None),
    }
}

/// True if the payload's type is one that was generated, so that a trait may be implemented for it.
fn is_own(plan: &Plan, used: &Use) -> bool {
    match used {
        Use::Named(id) => match &plan.get(*id).shape {
            Shape::Alias(used) => is_own(plan, used),
            _ => true,
        },
        _ => false,
    }
}

/// The members of a payload, if it is an object.
fn members<'p>(plan: &'p Plan, used: &Use) -> Option<&'p Struct> {
    let Use::Named(id) = used else { return None };
    match &plan.get(*id).shape {
        Shape::Struct(shape) => Some(shape),
        Shape::Alias(used) => members(plan, used),
        _ => None,
    }
}

fn event(
    input: &Input<'_>,
    it: &Made<'_>,
    plan: &mut Plan,
    (module, event_type, version, wrapper): (ModuleId, String, Option<u32>, Option<String>),
) -> EventPlan {
    let fields = members(plan, &it.payload).map(|members| members.fields.clone()).unwrap_or_default();
    let find = |name: &str| fields.iter().find(|field| field.wire == name);
    let has_tenant = has_attribute(input, it, "tenantid");
    let tenant = ["tenantId", "tenant_id", "tenantid"].into_iter().find(|name| has_tenant && find(name).is_some());
    let node = it.channel.at.get(input.sources);
    let key = node.get("x-ordering-key").and_then(|named| {
        let field = named.as_str().and_then(find).filter(|field| is_text(plan, &field.ty, 0));
        let key = field.and_then(|field| match field.presence {
            Presence::Required => Some((field.name.clone(), field.ty.clone(), true)),
            Presence::Optional => Some((field.name.clone(), field.ty.clone(), false)),
            Presence::Tri => None,
        });
        if key.is_none() {
            let place = it.channel.at.sibling(named).place(input.sources);
            let message = format!("`{}` has no text or number of this name that orders it", it.message.name);
            plan.diagnostics.push(Diagnostic::new(codes::CODEGEN_EVENT_UNORDERED, place, message));
        }
        key
    });
    let at = input.model.schemas.get(it.schema).at;
    let schema_id = behind(input, it.schema).get_str("$id").map_or_else(|| input.source_of(at), str::to_owned);
    EventPlan {
        module,
        docs: docs::of_node(input, it.message.at),
        event_type,
        version,
        schema_id,
        address: it.channel.address.clone().unwrap_or_else(|| it.channel.name.clone()),
        payload: it.payload.clone(),
        wrapper,
        headers: it.headers.clone(),
        prefix: it.prefix.clone(),
        tenant: tenant.map(str::to_owned),
        key,
    }
}

fn has_attribute(input: &Input<'_>, it: &Made<'_>, name: &str) -> bool {
    let properties = it.message.headers.and_then(|id| behind(input, id).get("properties"));
    properties.is_some_and(|node| node.get(&format!("{}{name}", it.prefix)).is_some())
}

/// True for what can be shown as the text of a key.
pub(super) fn is_text(plan: &Plan, used: &Use, depth: usize) -> bool {
    match used {
        Use::Text(..) | Use::Int(..) | Use::Formatted(_) => true,
        Use::Named(id) if depth < 16 => match &plan.get(*id).shape {
            Shape::Text(_) => true,
            Shape::Alias(used) => is_text(plan, used, depth + 1),
            _ => false,
        },
        _ => false,
    }
}
