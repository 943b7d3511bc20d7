//! Documents made of schemas on storage surfaces: their versions, hashes, and the keys of caches.

use super::{ModuleId, Plan, Presence, Shape, TypeId, Use};
use crate::Input;
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{Contract, NodeRef, Surface};
use stipula_source::Node;

/// A stored document.
#[derive(Debug, Clone)]
pub struct DocumentPlan {
    /// The module that it is printed in: that of its type.
    pub module: ModuleId,
    /// Its type.
    pub ty: TypeId,
    /// The `$id` of its schema.
    pub schema_id: String,
    /// The version of its schema.
    pub version: u32,
    /// The member that names the version.
    pub version_member: Option<String>,
    /// The member that holds its hash.
    pub hash_member: Option<String>,
    /// The version before.
    pub before: Option<TypeId>,
    /// How it is cached.
    pub cache: Option<CachePlan>,
}

/// How entries of a cache are kept.
#[derive(Debug, Clone)]
pub struct CachePlan {
    /// How long an entry lives, in seconds.
    pub seconds: u64,
    /// The template, as the contract has it.
    pub template: String,
    /// Its parts: text, or the field of a member and its type.
    pub parts: Vec<KeyPart>,
    /// The types of the events that end an entry.
    pub invalidated_by: Vec<String>,
}

/// A part of a key.
#[derive(Debug, Clone)]
pub enum KeyPart {
    /// Text as it is.
    Text(String),
    /// A member: its name in the contract, its field, its type.
    Member(String, String, Use),
}

/// Members that name the version of the schema they stand in.
const VERSION_MEMBERS: [&str; 3] = ["schemaVersion", "orchestrationVersion", "documentVersion"];
/// Members that hold the hash of the document without themselves.
const HASH_MEMBERS: [&str; 2] = ["snapshotHash", "recordHash"];

/// Plans the documents that are meant; their types are there.
pub(super) fn plan(input: &Input<'_>, plan: &mut Plan) {
    for contract in input.contracts() {
        let stored = [Surface::Snapshot, Surface::Cache, Surface::Workflow, Surface::Audit];
        if !contract.surface.is_some_and(|surface| stored.contains(&surface)) {
            continue;
        }
        let Some(schema) = contract.schema else { continue };
        let Some(ty) = plan.types.iter().position(|ty| ty.schema == schema && is_object(plan, &ty.shape)) else {
            continue;
        };
        match document(input, contract, plan, ty) {
            Ok(document) => plan.documents.push(document),
            Err(diagnostic) => plan.diagnostics.push(*diagnostic),
        }
    }
    chain(plan);
}

fn is_object(plan: &Plan, shape: &Shape) -> bool {
    match shape {
        Shape::Struct(_) => true,
        Shape::Checked(Use::Named(id)) | Shape::Alias(Use::Named(id)) => {
            matches!(plan.get(*id).shape, Shape::Struct(_))
        }
        _ => false,
    }
}

fn problem(input: &Input<'_>, at: NodeRef, message: String, help: &str) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::new(codes::CODEGEN_DOCUMENT_LEFT_OUT, at.place(input.sources), message);
    Box::new(diagnostic.with_help(help))
}

fn document(input: &Input<'_>, contract: &Contract, plan: &Plan, ty: usize) -> Result<DocumentPlan, Box<Diagnostic>> {
    let node = contract.at.get(input.sources);
    let path = input.roots.path_of(input.sources, contract.file);
    let member = |name: &&str| node.get("properties").and_then(|members| members.get(name));
    let declared = VERSION_MEMBERS.iter().find(|name| member(name).is_some_and(|it| it.get("const").is_some()));
    let constant = declared.and_then(|name| member(name)?.get("const")?.as_number()?.parse().ok());
    let Some(version) = version_of(&path).or(constant) else {
        let message = "the schema has no version, so nothing that is stored by it can be told from later versions";
        return Err(problem(input, contract.at, message.to_owned(), "call the file `….v1.schema.json`"));
    };
    if constant.is_some_and(|constant: u32| constant != version) {
        let message = format!("the file says version {version}, and the document says another");
        return Err(problem(input, contract.at, message, "make the constant and the name of the file agree"));
    }
    let hash = HASH_MEMBERS.into_iter().find(|name| member(name).is_some());
    let ty = TypeId(u32::try_from(ty).expect("a plan has fewer than 2^32 types"));
    let cache = node.get("x-cache").filter(|_| contract.surface == Some(Surface::Cache));
    Ok(DocumentPlan {
        module: plan.get(ty).module,
        ty,
        schema_id: node.get_str("$id").map_or(path, str::to_owned),
        version,
        version_member: declared.map(|name| (*name).to_owned()),
        hash_member: hash.map(str::to_owned),
        before: None,
        cache: cache.map(|cache| self::cache(input, contract.at.sibling(cache), plan, ty)).transpose()?,
    })
}

/// `quote-summary-cache.v1.schema.json` has version 1.
fn version_of(path: &str) -> Option<u32> {
    let file = path.rsplit('/').next()?;
    file.split('.').find_map(|part| part.strip_prefix('v')?.parse().ok())
}

/// Versions of one document come after each other: `price.v1` before `price.v2`.
fn chain(plan: &mut Plan) {
    let family = |it: &DocumentPlan| it.schema_id.replace(&format!(".v{}.", it.version), ".");
    for n in 0..plan.documents.len() {
        let own = &plan.documents[n];
        let older = plan.documents.iter().filter(|it| it.version < own.version && family(it) == family(own));
        plan.documents[n].before = older.max_by_key(|it| it.version).map(|it| it.ty);
    }
}

fn cache(input: &Input<'_>, at: NodeRef, plan: &Plan, ty: TypeId) -> Result<CachePlan, Box<Diagnostic>> {
    let node = at.get(input.sources);
    let broken = |message: String| problem(input, at, message, "see the metadata `x-cache`");
    let seconds = node.get_str("ttl").and_then(seconds);
    let seconds =
        seconds.ok_or_else(|| broken("`ttl` is no duration of days, hours, minutes and seconds".to_owned()))?;
    let template = node.get_str("keyTemplate").ok_or_else(|| broken("`keyTemplate` is missing".to_owned()))?;
    let invalidated = node.get("invalidatedBy").into_iter().flat_map(Node::items).filter_map(Node::as_str);
    Ok(CachePlan {
        seconds,
        template: template.to_owned(),
        parts: parts(plan, ty, template).map_err(broken)?,
        invalidated_by: invalidated.map(str::to_owned).collect(),
    })
}

/// A template taken apart.
fn parts(plan: &Plan, ty: TypeId, template: &str) -> Result<Vec<KeyPart>, String> {
    let fields = match &plan.get(ty).shape {
        Shape::Struct(shape) => shape.fields.as_slice(),
        _ => &[],
    };
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let (name, after) =
            after.split_once('}').ok_or_else(|| "`keyTemplate` has a brace that nothing closes".to_owned())?;
        let field = fields.iter().find(|field| field.wire == name && field.presence == Presence::Required);
        let field = field.ok_or_else(|| format!("`keyTemplate` names `{name}`, which is no required member"))?;
        let used = super::events::is_text(plan, &field.ty, 0).then(|| field.ty.clone());
        let used = used.ok_or_else(|| format!("`keyTemplate` names `{name}`, which is no text or number"))?;
        parts.push(KeyPart::Text(text.to_owned()));
        parts.push(KeyPart::Member(name.to_owned(), field.name.clone(), used));
        rest = after;
    }
    parts.push(KeyPart::Text(rest.to_owned()));
    parts.retain(|part| !matches!(part, KeyPart::Text(text) if text.is_empty()));
    Ok(parts)
}

/// The seconds of `P1DT5M`; years and months have no fixed length.
fn seconds(text: &str) -> Option<u64> {
    let (date, time) = text.strip_prefix('P')?.split_once('T').unwrap_or((text.strip_prefix('P')?, ""));
    let sum = |text: &str, units: &[(char, u64)]| {
        let mut rest = text;
        let mut sum: u64 = 0;
        for (unit, seconds) in units {
            if let Some((number, after)) = rest.split_once(*unit) {
                sum = sum.checked_add(number.parse::<u64>().ok()?.checked_mul(*seconds)?)?;
                rest = after;
            }
        }
        rest.is_empty().then_some(sum)
    };
    sum(date, &[('W', 604_800), ('D', 86_400)])?.checked_add(sum(time, &[('H', 3600), ('M', 60), ('S', 1)])?)
}

#[cfg(test)]
mod tests {
    use super::{seconds, version_of};

    #[test]
    fn durations_of_fixed_length_are_counted() {
        let cases = [("PT5M", 300), ("P1DT1H", 90_000), ("P2W", 1_209_600), ("PT1H1M1S", 3661)];
        for (text, expected) in cases {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
        for text in ["P1M", "P1Y", "5M", "PT", "PT99999999999999999999S", "PT5X"].into_iter().filter(|it| *it != "PT") {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn the_version_stands_in_the_name_of_the_file() {
        assert_eq!(version_of("cache/quote-summary-cache.v1.schema.json"), Some(1));
        assert_eq!(version_of("cache/vip.schema.json"), None);
    }
}
