//! What is known beside the contracts. Attestations answer rules that ask for what no tool can see: for one contract, as
//! long as it says what it said.

use stipula_diagnostics::{Diagnostic, FileId};
use stipula_lint::{Evidence, EvidenceKind, Input, Linted, Profile, Settings, lint, rules};
use stipula_model::{Model, Roots};
use stipula_source::{Limits, Memory, Provider, Sources, digest, read};

const RULE: &str = "contract-first-provenance";
const CONTRACT: &str = "openapi: 3.1.1\ninfo: {title: FastAPI, version: 1.0.0}\npaths: {}\n";
const HAND_WRITTEN: &str = "openapi: 3.1.1\ninfo: {title: Quotes, version: 1.0.0}\npaths: {}\n";
const OWNERS: &str = "owners: '1.0'\nteams: {quote-team: {contact: a, reviewers: [quote-leads]}}\ncontracts: []\n";

fn digest_of(text: &str) -> String {
    let (tree, _) = read(FileId(0), "a.yaml", text.as_bytes().to_vec(), &Limits::default());
    digest(tree.root().expect("a document"))
}

fn attestation(rule: &str, contract: &str, digest: &str, by: &str) -> String {
    format!(
        "attestations: '1.0'\nentries:\n  - {{rule: {rule}, contract: {contract}, digest: '{digest}', by: {by}, \
         on: 2026-11-20, statement: So it is.}}\n"
    )
}

/// What the rule says of a contract beside an attestation.
fn linted(contract: &str, attestations: &str) -> (Linted, Vec<String>) {
    let files = [("openapi.yaml", contract), ("owners.yaml", OWNERS), ("attestations.yaml", attestations)];
    let memory = files.into_iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text));
    let mut sources = Sources::new(Limits::default());
    let paths = memory.list(&Limits::default()).expect("few files");
    let roots = Roots::only(sources.add_root(Box::new(memory), ""));
    sources.load(roots.main, &paths).expect("files in memory can be read");
    let (model, _) = Model::build(&sources, &roots);
    let (evidence, faults) = Evidence::read(&sources, &model, &[]);
    assert!(faults.is_empty(), "{faults:?}");
    let mut settings = Settings::new(Profile::Platform);
    for n in (0..rules::all().len()).filter(|n| rules::all()[*n].id() != RULE) {
        settings.set_level(n, None);
    }
    let input = Input {
        sources: &sources,
        model: &model,
        roots: &roots,
        settings: &settings,
        evidence: &evidence,
        is_repository: true,
        is_meant: &|_| true,
    };
    let linted = lint(&input);
    let shown = |finding: &Diagnostic| format!("{} {}", finding.code, finding.message);
    let found = linted.findings.iter().map(shown).collect();
    (linted, found)
}

#[test]
fn what_is_attested_is_silent_as_long_as_the_contract_is_the_same() {
    let (linted, found) = linted(CONTRACT, &attestation(RULE, "openapi.yaml", &digest_of(CONTRACT), "quote-leads"));
    assert_eq!((linted.attested, found), (1, Vec::new()));
}

#[test]
fn an_attestation_of_an_older_version_brings_the_finding_back_and_is_shown() {
    let (linted, found) = linted(CONTRACT, &attestation(RULE, "openapi.yaml", &digest_of(HAND_WRITTEN), "quote-team"));
    assert_eq!((linted.attested, found.len()), (0, 1), "{found:?}");
    let finding = &linted.findings[0];
    assert_eq!(finding.labels[0].text, "an older version of this contract was attested");
    assert!(finding.help.as_ref().is_some_and(|help| help.contains(&digest_of(CONTRACT))), "{:?}", finding.help);
}

#[test]
fn an_attestation_that_nothing_needs_is_stale() {
    for digest in [digest_of(HAND_WRITTEN), digest_of(CONTRACT)] {
        let (_, found) = linted(HAND_WRITTEN, &attestation(RULE, "openapi.yaml", &digest, "quote-leads"));
        assert_eq!(found, [format!("attestation-stale nothing needs this attestation of `{RULE}` for openapi.yaml")]);
    }
}

#[test]
fn an_attestation_names_what_there_is() {
    let digest = digest_of(CONTRACT);
    let fault = |rule: &str, contract: &str, by: &str| {
        let (linted, found) = linted(CONTRACT, &attestation(rule, contract, &digest, by));
        assert_eq!((linted.attested, found.len()), (0, 2), "the finding is there: {found:?}");
        found[0].clone()
    };
    assert_eq!(
        fault("contract-first", "openapi.yaml", "quote-team"),
        "attestation-unknown no rule is called `contract-first`"
    );
    assert_eq!(
        fault("array-bounded", "openapi.yaml", "quote-team"),
        "attestation-unknown `array-bounded` cannot be attested: it sees all that it asks for"
    );
    assert_eq!(fault(RULE, "api.yaml", "quote-team"), "attestation-unknown there is no contract `api.yaml`");
    assert_eq!(fault(RULE, "openapi.yaml", "me"), "attestation-unknown `me` is no team and no reviewer in owners.yaml");
}

#[test]
fn what_is_no_evidence_is_said_to_be_none() {
    let read = |kind: EvidenceKind, path: &str, text: &str| {
        let mut sources = Sources::new(Limits::default());
        let root = sources.add_root(Box::new(Memory::new().with(path, text)), "");
        let paths = [path.to_owned()];
        let load = if kind.is_text() { sources.load_texts(root, &paths) } else { sources.load(root, &paths) };
        assert!(load.expect("memory").is_empty());
        let (model, _) = Model::build(&sources, &Roots::only(root));
        let file = sources.find(root, path).expect("it is loaded");
        let (_, faults) = Evidence::read(&sources, &model, &[(kind, file)]);
        faults.iter().map(|fault| format!("{} {}", fault.code, fault.message)).collect::<Vec<_>>().join("; ")
    };
    let no = "evidence-invalid this is no";
    assert_eq!(
        read(EvidenceKind::CargoMetadata, "m.json", "{}"),
        format!("{no} output of `cargo metadata`: it has no list `packages`")
    );
    assert_eq!(
        read(EvidenceKind::ContractTests, "t.json", "{}"),
        format!("{no} report of contract tests: it has no list `tests`")
    );
    assert_eq!(
        read(EvidenceKind::Attestations, "a.yaml", "a: 1"),
        format!("{no} list of attestations: it has no list `entries`")
    );
    assert_eq!(read(EvidenceKind::Teams, "CODEOWNERS", "# nobody"), "evidence-invalid this file names no `@team`");
    assert_eq!(
        read(EvidenceKind::Teams, "c.yaml", "kind: Component\n---\nkind: API\n"),
        "evidence-invalid this Backstage catalog names no `Group` or `User`"
    );
    assert_eq!(read(EvidenceKind::Migrations, "1.sql", "select 'unfinished"), "");
    assert_eq!(read(EvidenceKind::CargoMetadata, "m.json", "{\"packages\": []}"), "");
}
