use super::support::groups;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule, Surfaces, words};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diagnostics::{FileId, Severity::Warning};

const CROSS_CUTTING: &[&str] = &[
    "money",
    "currency",
    "quantity",
    "period",
    "actor",
    "tenant",
    "audit",
    "error",
    "problem",
    "address",
    "contact",
    "effective-date",
    "entity-reference",
    "external-reference",
];

pub(super) const RULE: Rule = Rule::new(
    "canonical-library-small",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("canonical_library_small.md"),
)
.options(&[
    OptionSpec::number("max-schemas", 15, "How many schemas the library may have."),
    OptionSpec::words(
        "cross-cutting",
        CROSS_CUTTING,
        "Concepts that belong there whoever uses them: how their names begin, in kebab case.",
    ),
]);

fn check(cx: &Cx<'_>) {
    let library: Vec<&ContractView<'_>> = cx
        .contracts
        .iter()
        .filter(|contract| contract.surfaces.meets(Surfaces::CANONICAL) && contract.is_meant)
        .collect();
    if library.is_empty() {
        return;
    }
    let users = users(cx);
    let of = |contract: &ContractView<'_>| users.get(&contract.contract.file).map_or(0, FxHashSet::len);
    let is_kept = |contract: &&&ContractView<'_>| of(contract) > 1 || is_cross_cutting(cx, contract);
    for contract in library.iter().filter(|contract| !is_kept(contract)) {
        cx.report(unshared(contract, users.get(&contract.contract.file)));
    }
    let (kept, most) = (library.iter().filter(is_kept), cx.number("max-schemas"));
    let count = kept.clone().count();
    if let Some(least) = kept.min_by_key(|contract| (of(contract), &contract.path)).filter(|_| count as u64 > most) {
        let message = format!("the canonical library has {count} schemas, and {most} are the most it should have");
        let finding = Finding::at(least.at(), message);
        cx.report(finding.help("move what changes with one service back to it; this one has the fewest users"));
    }
}

/// Who uses each canonical schema, directly or through another: services, and folders of other surfaces.
fn users<'s>(cx: &'s Cx<'_>) -> FxHashMap<FileId, FxHashSet<&'s str>> {
    let mut direct: FxHashMap<FileId, FxHashSet<FileId>> = FxHashMap::default();
    for schema in cx.schemas() {
        if let Some(target) = schema.target.map(|id| cx.schema(id)).filter(|target| target.at.file != schema.at.file) {
            direct.entry(target.at.file).or_default().insert(schema.at.file);
        }
    }
    let canonical =
        |file: FileId| cx.contract_in(file).is_some_and(|contract| contract.surfaces.meets(Surfaces::CANONICAL));
    let files = direct.keys().copied().filter(|file| canonical(*file));
    files.map(|file| (file, through(cx, file, &direct, &canonical))).collect()
}

fn through<'s>(
    cx: &'s Cx<'_>,
    file: FileId,
    direct: &FxHashMap<FileId, FxHashSet<FileId>>,
    canonical: &dyn Fn(FileId) -> bool,
) -> FxHashSet<&'s str> {
    let (mut queue, mut seen, mut users) = (vec![file], FxHashSet::default(), FxHashSet::default());
    while let Some(file) = queue.pop() {
        for user in direct.get(&file).into_iter().flatten().filter(|user| seen.insert(**user)) {
            if canonical(*user) {
                queue.push(*user);
            } else if let Some(contract) = cx.contract_in(*user) {
                users.insert(user_name(contract));
            }
        }
    }
    users
}

/// `http/quote-service` for what lies there, and the first folder for other surfaces.
fn user_name<'s>(contract: &'s ContractView<'_>) -> &'s str {
    let Some((folder, _)) = contract.path.rsplit_once('/') else { return &contract.path };
    let is_http = contract.is_openapi() || groups(contract.surfaces).meets(Surfaces::HTTP);
    if is_http { folder } else { folder.split('/').next().unwrap_or_default() }
}

fn is_cross_cutting(cx: &Cx<'_>, contract: &ContractView<'_>) -> bool {
    let file = contract.file_name().split('.').next().unwrap_or_default();
    let name = words::kebab(contract.contract.title.as_deref().unwrap_or(file));
    cx.words("cross-cutting")
        .iter()
        .any(|concept| name.strip_prefix(concept).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

fn unshared(contract: &ContractView<'_>, users: Option<&FxHashSet<&str>>) -> Finding {
    match users.and_then(|users| users.iter().next()) {
        None => {
            let finding = Finding::at(contract.at(), "nothing uses this canonical schema");
            finding.help("remove it, or move it to the surface that will need it")
        }
        Some(user) => {
            let finding = Finding::at(contract.at(), format!("only `{user}` uses this canonical schema"));
            finding.help(format!("move it to `{user}`, until a second surface or service needs the same"))
        }
    }
}
