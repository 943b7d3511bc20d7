//! Documents: versions, hashes, what came before, and keys of caches.

use crate::code::{Code, literal};
use crate::plan::documents::{CachePlan, DocumentPlan, KeyPart};
use crate::plan::{ModuleId, Plan};
use crate::print::Scope;

/// Prints what the documents of a module are.
pub(super) fn print(plan: &Plan, module: ModuleId, scope: &mut Scope<'_>, code: &mut Code) {
    for it in plan.documents.iter().filter(|it| it.module == module) {
        document(it, scope, code);
    }
}

fn document(it: &DocumentPlan, scope: &mut Scope<'_>, code: &mut Code) {
    let document = scope.runtime("document");
    let name = scope.named(it.ty);
    code.line(format!("impl {document}::Document for {name} {{"));
    code.line(format!("const SCHEMA_ID: &'static str = {};", literal(&it.schema_id)));
    code.line(format!("const VERSION: u32 = {};", it.version));
    for (constant, member) in [("VERSION_MEMBER", &it.version_member), ("HASH_MEMBER", &it.hash_member)] {
        if let Some(member) = member {
            code.line(format!("const {constant}: Option<&'static str> = Some({});", literal(member)));
        }
    }
    code.line("}");
    let before = match it.before {
        None => format!("{document}::First"),
        Some(older) => format!("{document}::Since<{}>", scope.named(older)),
    };
    code.line(format!("impl {document}::History for {name} {{")).line(format!("type Before = {before};")).line("}");
    if let Some(cache) = &it.cache {
        cached(cache, &name, &document, scope, code);
    }
}

fn cached(it: &CachePlan, name: &str, document: &str, scope: &mut Scope<'_>, code: &mut Code) {
    let invalid = scope.runtime("Invalid");
    let mut members = Vec::new();
    let mut format = String::new();
    for part in &it.parts {
        match part {
            KeyPart::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
            KeyPart::Member(wire, field, used) => {
                format.push_str(&format!("{{{field}}}"));
                members.push((wire, field, scope.ty(used)));
            }
        }
    }
    let events: Vec<_> = it.invalidated_by.iter().map(|event| literal(event)).collect();
    code.line(format!("impl {document}::Cached for {name} {{"));
    let duration = scope.import("std::time::Duration");
    code.line(format!("const TTL: {duration} = {};", super::duration(&duration, it.seconds)));
    code.line(format!("const KEY_TEMPLATE: &'static str = {};", literal(&it.template)));
    code.line(format!("const INVALIDATED_BY: &'static [&'static str] = &[{}];", events.join(", ")));
    code.line(format!("fn key(&self) -> Result<String, {invalid}> {{"));
    let own: Vec<String> = members.iter().map(|(_, field, _)| format!("&self.{field}")).collect();
    code.line(format!("Self::key_of({})", own.join(", "))).line("}").line("}");
    code.line(format!("impl {name} {{"));
    code.docs(&format!(
        "The key under which an entry is kept: `{}`.\n\n# Errors\nA part that would lead into other entries.",
        it.template
    ));
    let parameters: Vec<String> = members.iter().map(|(_, field, ty)| format!("{field}: &{ty}")).collect();
    code.line(format!("pub fn key_of({}) -> Result<String, {invalid}> {{", parameters.join(", ")));
    for (wire, field, _) in &members {
        code.line(format!("{document}::key_part({}, {field})?;", literal(wire)));
    }
    code.line(format!("Ok(format!({}))", literal(&format))).line("}").line("}");
}
