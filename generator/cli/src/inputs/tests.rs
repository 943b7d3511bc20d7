use super::{InputFile, Resolved, named, payloads, repository, split_fragment};
use crate::args::Scope;
use std::{fs, path::Path};
use tempfile::TempDir;

#[allow(clippy::disallowed_methods, reason = "the files that are looked for")]
fn tree(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn text(path: &Path) -> String {
    path.to_str().expect("text").to_owned()
}

fn paths(files: &[InputFile]) -> Vec<(&str, bool)> {
    files.iter().map(|file| (file.path.as_str(), file.named)).collect()
}

fn why<T>(resolved: anyhow::Result<Resolved<T>>) -> String {
    resolved.err().map(|error| format!("{error:#}")).expect("it must fail")
}

fn shop() -> TempDir {
    tree(&[
        (
            "repo/contracts/stipula.toml",
            "base-uri = 'https://x.example/'\nexclude = ['**/draft.*']\nreferences.roots = ['../shared']\nfixtures = ['payloads']\n",
        ),
        ("repo/contracts/http/a.yaml", "a: 1"),
        ("repo/contracts/http/draft.yaml", "a: 1"),
        ("repo/contracts/b.json", "{}"),
        ("repo/contracts/payloads/p.json", "{}"),
        ("repo/shared/c.yaml", "c: 1"),
        ("repo/other/d.yaml", "d: 1"),
    ])
}

#[test]
fn check_finds_the_repository_from_anywhere_in_it() {
    let folder = shop();
    for start in ["repo", "repo/contracts", "repo/contracts/http"] {
        let resolved = repository(&text(&folder.path().join(start)), &Scope::default()).expect("a repository");
        let [set] = &resolved.inputs.sets[..] else { panic!("one root") };
        assert_eq!(paths(&set.files), [("b.json", false), ("http/a.yaml", false)], "{start}");
        assert_eq!(set.base_uri.as_deref(), Some("https://x.example/"));
        assert_eq!(set.mounts[0].prefix, "../shared");
        assert_eq!(
            (set.fixtures[0].prefix.as_str(), &set.fixtures[0].files[..]),
            ("payloads", &["payloads/p.json".to_owned()][..])
        );
        assert!(set.label.ends_with("repo/contracts/"), "{}", set.label);
    }
}

#[test]
fn check_of_a_file_is_that_file_in_its_repository() {
    let folder = shop();
    let resolved = repository(&text(&folder.path().join("repo/contracts/http/draft.yaml")), &Scope::default());
    let resolved = resolved.expect("a repository");
    assert_eq!(paths(&resolved.inputs.sets[0].files), [("http/draft.yaml", true)]);
    assert!(resolved.inputs.sets[0].fixtures.is_empty());
}

#[test]
fn a_folder_without_a_repository_and_one_without_contracts_are_errors() {
    let folder = tree(&[("a/readme.txt", ""), ("b/stipula.toml", "")]);
    let at = |name: &str| text(&folder.path().join(name));
    assert!(why(repository(&at("a"), &Scope::default())).contains("no stipula.toml in"));
    assert!(why(repository(&at("b"), &Scope::default())).contains("no contract file found in"));
    assert!(why(named(&[at("a")], None, &Scope::default())).contains("no contract file found in"));
    assert!(why(named(&[at("nowhere")], None, &Scope::default())).contains("cannot read"));
}

#[test]
fn inputs_of_one_root_share_a_set_and_others_have_their_own() {
    let folder = shop();
    let at = |name: &str| text(&folder.path().join(name));
    let inputs = [at("repo/contracts/http"), at("repo/contracts/http/a.yaml"), at("repo/other/d.yaml")];
    let resolved = named(&inputs, None, &Scope::default()).expect("they are there");
    let [contracts, other] = &resolved.inputs.sets[..] else { panic!("two roots") };
    assert_eq!(paths(&contracts.files), [("http/a.yaml", true)]);
    assert_eq!(paths(&other.files), [("d.yaml", true)]);
    assert!(contracts.fixtures.is_empty());
}

#[test]
fn the_root_and_the_configuration_can_be_given() {
    let folder = shop();
    let at = |name: &str| folder.path().join(name);
    let scope = Scope { root: Some(at("repo")), config: None };
    let resolved = named(&[text(&at("repo/other/d.yaml"))], None, &scope).expect("it is there");
    assert_eq!(paths(&resolved.inputs.sets[0].files), [("other/d.yaml", true)]);
    let outside =
        named(&[text(&at("repo/other/d.yaml"))], None, &Scope { root: Some(at("repo/shared")), config: None });
    assert!(why(outside).contains("lies outside the root"));
    let scope = Scope { root: None, config: Some(at("repo/contracts/stipula.toml")) };
    let resolved = repository(&text(&at("repo/other")), &scope).expect("the configuration's folder");
    assert_eq!(resolved.inputs.sets[0].files.len(), 2);
}

#[test]
fn a_missing_fixture_folder_is_an_error() {
    let folder = tree(&[("stipula.toml", "fixtures = ['nowhere']"), ("a.yaml", "a: 1")]);
    assert!(why(repository(&text(folder.path()), &Scope::default())).contains("`fixtures` in"));
}

#[test]
fn payloads_and_their_schema() {
    let folder = tree(&[("s.json", "{}"), ("p/1.json", "1"), ("p/2.yaml", "2")]);
    let at = |name: &str| text(&folder.path().join(name));
    let schema = format!("{}#/$defs/A", at("s.json"));
    let resolved = payloads(&schema, &[at("p")], None, &Scope::default()).expect("they are there");
    assert_eq!(resolved.inputs.fragment, "/$defs/A");
    assert_eq!(resolved.inputs.schema.path, "s.json");
    assert_eq!(resolved.inputs.payloads.len(), 2);
    assert!(resolved.inputs.inputs.sets.iter().all(|set| set.files.is_empty()));
    assert!(why(payloads(&at("p"), &[at("p")], None, &Scope::default())).contains("--schema names one file"));
    assert_eq!(split_fragment("a.json"), ("a.json", ""));
}

#[test]
fn a_revision_is_read_from_git() {
    let folder = shop();
    let repo = folder.path().join("repo");
    git(&repo, &["init", "-q"]);
    git(&repo, &["add", "."]);
    git(&repo, &["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "x"]);
    fs::remove_file(repo.join("contracts/http/a.yaml")).expect("removed after the commit");
    let scope = Scope { root: Some(repo.join("contracts")), config: None };
    let found = |input: &str| named(&[input.to_owned()], None, &scope);
    let resolved = found("git:HEAD:contracts/http").expect("it is committed");
    let set = &resolved.inputs.sets[0];
    assert_eq!((set.label.as_str(), paths(&set.files)), ("git:HEAD:contracts/", vec![("http/a.yaml", false)]));
    assert_eq!(set.mounts[0].prefix, "../shared");
    let resolved = found("git:HEAD:contracts/http/a.yaml").expect("it is committed");
    assert_eq!(paths(&resolved.inputs.sets[0].files), [("http/a.yaml", true)]);
    let resolved = repository("git:HEAD", &scope).expect("it is committed");
    assert_eq!(paths(&resolved.inputs.sets[0].files), [("b.json", false), ("http/a.yaml", false)]);
    assert!(why(found("git:nope")).contains("there is no revision `nope`"));
    assert!(why(found("git:HEAD:contracts/x.yaml")).contains("has no contract at"));
    assert!(why(found("git:")).contains("names no revision"));
}

#[allow(clippy::disallowed_methods, reason = "a repository is needed")]
fn git(folder: &Path, args: &[&str]) {
    let status = std::process::Command::new("git").arg("-C").arg(folder).args(args).status();
    assert!(status.is_ok_and(|status| status.success()), "git {args:?}");
}
