use super::always_there::is_required;
use super::whole_payload::is_whole_payload;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule =
    Rule::new("tenant-explicit", Error, Profile::Platform, Hook::Schema(check), include_str!("tenant_explicit.md"))
        .on(Surfaces::EVENT.and(Surfaces::WORKFLOW).and(Surfaces::AUDIT).and(Surfaces::CACHE))
        .options(&[OptionSpec::words(
            "names",
            &["tenantId", "tenant", "tenantid", "tenant_id"],
            "The properties that say whose tenant the data is; the first one is asked for.",
        )]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let says_something = schema.has(Kw::Properties) || schema.is_composed();
    if !says_something || schema.is_fragment {
        return;
    }
    let names = cx.words("names");
    if is_required(cx, schema.id, &|name| names.has(name)) || !is_whole_payload(cx, schema) {
        return;
    }
    let wanted = names.iter().next().unwrap_or("tenantId");
    let declared = cx.all_properties(schema.id).into_iter().find(|property| names.has(property.name));
    let finding = match declared {
        Some(property) => {
            let place = if property.owner.id == schema.id { property.key_at } else { schema.at };
            Finding::at(place, format!("`{}` may be missing, and then nothing says whose data this is", property.name))
                .help(format!("list `{}` in `required`", property.name))
        }
        None => Finding::at(schema.at, "nothing in this payload says which tenant it belongs to")
            .help(format!("add the property `{wanted}`, and list it in `required`")),
    };
    cx.report(finding);
}
