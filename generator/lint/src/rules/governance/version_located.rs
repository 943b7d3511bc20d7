use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule =
    Rule::new("version-located", Error, Profile::Platform, Hook::Contract(check), include_str!("version_located.md"));

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    if contract.is_asyncapi() {
        asyncapi(cx, contract);
    } else if contract.surfaces == Surfaces::AUDIT && !is_versioned(cx, contract) {
        let finding = Finding::at(
            contract.at(),
            format!("nothing says which version of `{}` a record follows", contract.file_name()),
        );
        cx.report(finding.help("put the major version into the name, as in `….v1.schema.json`, and into the record"));
    }
}

/// `info.version` is asked for by AsyncAPI itself; here it is about what it says.
fn asyncapi(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let version = contract.node.get("info").and_then(|info| info.get("version"));
    let Some(value) = version else { return };
    let text = value.as_str().or(value.as_number()).unwrap_or_default();
    if !is_version(text) {
        let finding = Finding::at(contract.at().sibling(value), format!("`{text}` is no version that can be compared"));
        cx.report(finding.help("use a semantic version such as 1.2.0"));
    }
}

/// `1`, `1.2`, `1.2.3`, `1.2.3-rc.1`, `1.2.3+build`
fn is_version(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(['-', '+']).next().unwrap_or_default().split('.').collect();
    (1..=3).contains(&numbers.len())
        && numbers.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// True if the name, the identifier or a property of the record carries a version.
fn is_versioned(cx: &Cx<'_>, contract: &ContractView<'_>) -> bool {
    let id = contract.node.get_str("$id").unwrap_or_default();
    let in_name = [contract.path.as_str(), id].iter().any(|name| name.split(['.', '/']).any(is_major));
    let root = contract.contract.schema.map(|id| cx.schema(id));
    let in_record = root.is_some_and(|root| {
        cx.all_properties(root.id)
            .iter()
            .any(|property| is_own_version(property.name, property.resolved.has(Kw::Const)))
    });
    in_name
        || in_record
        || ["x-version", "version"].iter().any(|key| contract.node.get(key).is_some_and(|it| !Node::is_object(it)))
}

/// `v1`
fn is_major(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// `recordVersion`, `schemaVersion`, or a version that is a constant; not that of the entity that the record is about.
fn is_own_version(name: &str, is_constant: bool) -> bool {
    matches!(name, "recordVersion" | "schemaVersion" | "auditVersion") || is_constant && name.ends_with("ersion")
}
