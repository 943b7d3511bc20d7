use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::vocabulary::{self, Key};
use crate::{ContractView, Cx, Profile, Rule, fix};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Error;

const FOREIGN: &[&str] = &[
    "x-ms-",
    "x-amazon-",
    "x-aws-",
    "x-google-",
    "x-github",
    "x-kong-",
    "x-apigee-",
    "x-kubernetes-",
    "x-codegen-",
    "x-oai-",
    "x-go-",
    "x-redoc",
    "x-readme",
    "x-stoplight",
    "x-speakeasy-",
    "x-fern-",
    "x-scalar-",
];

pub(super) const RULE: Rule = Rule::new(
    "metadata-misspelled",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("metadata_misspelled.md"),
)
.options(&[OptionSpec::words(
    "foreign",
    FOREIGN,
    "What the keys of other tools begin with; such keys are left alone.",
)]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let mut known: FxHashMap<&str, Option<&Key>> = FxHashMap::default();
    for (key, name) in vocabulary::x_keys(contract) {
        let Some(meant) = *known.entry(name).or_insert_with(|| meant(cx, name)) else { continue };
        let Some(object) = key.parent().filter(|_| vocabulary::is_metadata(cx, contract.at().file, key)) else {
            continue;
        };
        let at = contract.at().sibling(key);
        let is_free = object.get(&meant.name).is_none();
        let rename = if is_free { fix::rename(cx.sources, at, &meant.name) } else { None };
        let finding = Finding::at(at, format!("`{name}` is read by nothing; `{}` is near", meant.name))
            .help(format!("did you mean `{}`? {}", meant.name, meant.description))
            .fix(fix::one(format!("write `{}`", meant.name), rename));
        cx.report_about(vocabulary::subject(contract, object), finding);
    }
}

fn meant(cx: &Cx<'_>, name: &str) -> Option<&'static Key> {
    let is_foreign = || cx.words("foreign").iter().any(|prefix| name.starts_with(prefix));
    if vocabulary::find(name).is_some() || is_foreign() { None } else { vocabulary::nearest(name) }
}
