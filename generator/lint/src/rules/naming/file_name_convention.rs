use super::names::is_version;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::{kebab, parts};
use crate::{ContractView, Cx, Profile, Rule, Surfaces};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "file-name-convention",
    Warning,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("file_name_convention.md"),
);

/// What outlives the code that wrote it carries its version in the name of the file.
const VERSIONED: Surfaces =
    Surfaces::EVENT.and(Surfaces::SNAPSHOT).and(Surfaces::CACHE).and(Surfaces::WORKFLOW).and(Surfaces::AUDIT);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let name = contract.file_name();
    let Some((stem, extension)) = name.rsplit_once('.') else { return };
    let better = if contract.is_schema() { schema_stem(contract, stem) } else { document_stem(stem) };
    if better != stem {
        let better = format!("{better}.{extension}");
        let finding =
            Finding::at(contract.at(), format!("this file is called `{name}`, which is not how contracts are named"));
        cx.report(finding.help(format!("call it `{better}`, and change `$id` and what refers to it along")));
    }
}

/// `quote-submitted.v1.schema` of `QuoteSubmitted`. A file that is called `schema` is named by its folders.
fn schema_stem(contract: &ContractView<'_>, stem: &str) -> String {
    let mut words: Vec<&str> = stem.split('.').collect();
    words.pop_if(|word| *word == "schema");
    let version = words.pop_if(|word| is_version(word)).map(str::to_lowercase);
    if words.is_empty() {
        return stem.to_owned();
    }
    let of_title = || {
        let titled =
            contract.contract.title.as_deref().and_then(|title| parts(title).last().filter(|word| is_version(word)));
        titled.map_or_else(|| "v1".to_owned(), str::to_lowercase)
    };
    let version = version.or_else(|| contract.surfaces.meets(VERSIONED).then(of_title));
    let base = kebab(&words.join("-"));
    version.map_or_else(|| format!("{base}.schema"), |version| format!("{base}.{version}.schema"))
}

fn document_stem(stem: &str) -> String {
    stem.split('.').map(kebab).collect::<Vec<_>>().join(".")
}
