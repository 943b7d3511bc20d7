//! Bombs and bounds: hostile and huge input is refused, quickly and with a position, or it is simply fine.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests write fixtures, run git and say what they skip"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use stipula_model::{Model, Roots};
use stipula_source::{Archive, Folder, GitRevision, Limits, Memory, Provider, SourceError, Sources};
use stipula_tests::Judged;
use tempfile::TempDir;

const SCHEMA: &str = r#""$schema": "https://json-schema.org/draft/2020-12/schema""#;

fn places(path: &str, text: impl Into<Vec<u8>>) -> Vec<String> {
    Judged::of(Memory::new().with(path, text), None).places()
}

/// What only a hang or an explosion would take, on the slowest of machines.
fn quickly<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    result
}

/// Nine levels of ten aliases each: 10^9 values out of a kilobyte.
fn billion_laughs(item: impl Fn(&str) -> String) -> String {
    let mut text = "x-0: &l0 {v: 1}\n".to_owned();
    for level in 1..=9 {
        let items: Vec<String> = (0..10).map(|_| item(&format!("*l{}", level - 1))).collect();
        writeln!(text, "x-{level}: &l{level} [{}]", items.join(", ")).expect("a string can be written to");
    }
    text
}

#[test]
fn an_alias_bomb_is_refused() {
    let text = billion_laughs(str::to_owned);
    assert_eq!(quickly(|| places("openapi.yaml", text)), ["alias-expansion-too-large openapi.yaml:7:21"]);
}

#[test]
fn a_merge_key_bomb_is_refused() {
    // Each level holds ten maps that merge all of the level before.
    let mut text = "x-0: &l0 {v: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}\n".to_owned();
    for level in 1..=9 {
        let items: Vec<String> = (0..10).map(|n| format!("k{n}: {{<<: *l{}}}", level - 1)).collect();
        writeln!(text, "x-{level}: &l{level} {{{}}}", items.join(", ")).expect("a string can be written to");
    }
    let found = quickly(|| places("openapi.yaml", text));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("alias-expansion-too-large openapi.yaml:"), "{found:?}");
}

#[test]
fn aliases_within_the_limit_are_fine() {
    let text = "openapi: 3.1.1\ninfo: {title: Quotes, version: 1.0.0}\npaths: {}\nx-a: &a [1, 2]\nx-b: [*a, *a, *a]\n";
    assert_eq!(places("openapi.yaml", text), [""; 0]);
}

#[test]
fn deep_nesting_is_refused_in_every_notation() {
    let json = format!("{}1{}", r#"{"items":"#.repeat(257), "}".repeat(257));
    assert_eq!(places("a.schema.json", json), ["nesting-too-deep a.schema.json:1:2305"]);
    let flow = format!("a: {}{}\n", "[".repeat(256), "]".repeat(256));
    assert_eq!(places("a.schema.yaml", flow), ["nesting-too-deep a.schema.yaml:1:259"]);
    let block = (0..300).map(|level| " ".repeat(level) + "a:\n").collect::<String>();
    assert_eq!(places("a.schema.yaml", block), ["nesting-too-deep a.schema.yaml:257:257"]);
}

#[test]
fn a_million_brackets_do_not_exhaust_the_stack() {
    for path in ["a.schema.json", "a.schema.yaml"] {
        let found = quickly(|| places(path, "[".repeat(1_000_000)));
        assert_eq!(found, [format!("nesting-too-deep {path}:1:257")]);
    }
}

#[test]
fn nesting_up_to_the_limit_is_judged_to_its_end() {
    let text =
        format!(r#"{{{SCHEMA}, "allOf": [{} {{"type": "strng"}} {}]}}"#, r#"{"not":"#.repeat(253), "}".repeat(253));
    let found = quickly(|| places("a.schema.json", text));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("schema-invalid a.schema.json:1:"), "{found:?}");
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let limits = Limits { file_bytes: 100, ..Limits::default() };
    let folder = TempDir::new().expect("a temporary folder");
    std::fs::write(folder.path().join("large.yaml"), "a".repeat(101)).expect("it can be written");
    std::fs::write(folder.path().join("small.yaml"), "a".repeat(100)).expect("it can be written");
    let mut sources = Sources::new(limits);
    let root = sources.add_root(Box::new(Folder::open(folder.path()).expect("it exists")), "");
    let found = sources.load(root, &["large.yaml".to_owned(), "small.yaml".to_owned()]).expect("they can be read");
    let found: Vec<String> = found.iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect();
    assert_eq!(found, ["file-too-large: the file has 101 bytes, more than the limit of 100"]);
    assert!(sources.files()[0].text().is_empty());
}

#[test]
fn a_folder_with_too_many_files_is_refused() {
    let limits = Limits { files: 2, ..Limits::default() };
    let files = ["a.yaml", "b.yaml", "c.yaml"].into_iter().fold(Memory::new(), |files, path| files.with(path, "{}"));
    assert!(matches!(files.list(&limits), Err(SourceError::TooManyFiles { limit: 2, .. })));
}

/// `$defs` in which each refers to the next, and the last is a type.
fn chain(references: usize) -> String {
    let links = (0..references).map(|n| format!(r##""D{n}": {{"$ref": "#/$defs/D{}"}}"##, n + 1));
    let links: Vec<String> = links.collect();
    format!("{{{SCHEMA}, \"$defs\": {{\n{},\n\"D{references}\": {{\"type\": \"object\"}}\n}}}}", links.join(",\n"))
}

#[test]
fn a_chain_of_references_over_the_limit_is_refused_once() {
    assert_eq!(places("a.schema.json", chain(64)), [""; 0]);
    // The chain of 65 begins at D35 of 100.
    assert_eq!(places("a.schema.json", chain(100)), ["ref-too-many-hops a.schema.json:37:1"]);
}

#[test]
fn a_long_chain_of_references_does_not_exhaust_the_stack() {
    let found = quickly(|| places("a.schema.json", chain(20_000)));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("ref-too-many-hops"), "{found:?}");
}

#[test]
fn examples_of_recursive_schemas_are_judged() {
    let recursive = format!(
        "{{{SCHEMA}, \"type\": \"object\", \"properties\": {{\"next\": {{\"$ref\": \"#\"}}, \"id\": {{\"type\": \"string\"}}}},\n\"examples\": [{{\"next\": {{\"next\": {{\n\"id\": 1}}}}}}]}}"
    );
    assert_eq!(quickly(|| places("a.schema.json", recursive)), ["example-invalid a.schema.json:3:7"]);
}

#[test]
fn examples_of_schemas_that_only_refer_to_themselves_terminate() {
    for circle in [
        r##""$ref": "#""##,
        r##""allOf": [{"$ref": "#"}]"##,
        r##""anyOf": [{"$ref": "#/$defs/A"}], "$defs": {"A": {"allOf": [{"$ref": "#/$defs/B"}]}, "B": {"not": {"$ref": "#/$defs/A"}}}"##,
        r##""$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"$ref": "#/$defs/A"}}, "$ref": "#/$defs/A""##,
    ] {
        let text = format!("{{{SCHEMA}, {circle}, \"examples\": [1, {{}}]}}");
        let found = quickly(|| places("a.schema.json", text));
        assert!(found.iter().all(|place| place.starts_with("ref-cycle")), "{circle}: {found:?}");
    }
}

#[test]
fn ten_thousand_path_items_are_fine() {
    let mut text = "openapi: 3.1.1\ninfo: {title: Quotes, version: 1.0.0}\npaths:\n".to_owned();
    for n in 0..10_000 {
        write!(
            text,
            "  /r{n}/{{id}}:\n    parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n    get: {{operationId: get{n}, responses: {{'200': {{description: Found.}}}}}}\n"
        )
        .expect("a string can be written to");
    }
    let judged = quickly(|| Judged::of(Memory::new().with("openapi.yaml", text), None));
    assert_eq!(judged.places(), [""; 0]);
    assert_eq!(judged.model.contracts[0].operations.len(), 10_000);
}

/// A tar of files by name and bytes; names are written as they are, `..` included.
fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().expect("made as GNU's").name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append(&header, *bytes).expect("memory can be written to");
    }
    tar.into_inner().expect("memory can be written to")
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory can be written to");
        zip.write_all(bytes).expect("memory can be written to");
    }
    zip.finish().expect("memory can be written to").into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).expect("memory can be written to");
    gzip.finish().expect("memory can be written to")
}

fn open_archive(name: &str, bytes: &[u8], limits: &Limits) -> Result<Archive, SourceError> {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("it can be written");
    Archive::open(&path, limits)
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    let limits = Limits { total_bytes: 1 << 20, ..Limits::default() };
    let zeros = vec![b' '; 8 << 20];
    let contract: &[(&str, &[u8])] = &[("a.yaml", &zeros)];
    let other: &[(&str, &[u8])] = &[("a.bin", &zeros), ("b.yaml", b"{}")];
    let zip = zip_of(contract);
    assert!(zip.len() < 1 << 16, "a bomb is small: {}", zip.len());
    assert!(matches!(open_archive("a.zip", &zip, &limits), Err(SourceError::TotalTooLarge { .. })));
    for files in [contract, other] {
        let found = open_archive("a.tar.gz", &gzip(&tar_of(files)), &limits);
        assert!(matches!(found, Err(SourceError::TotalTooLarge { .. })), "{found:?}");
    }
}

#[test]
fn archives_of_too_many_files_are_refused() {
    let limits = Limits { files: 2, ..Limits::default() };
    let files: &[(&str, &[u8])] = &[("a.yaml", b"{}"), ("b.yaml", b"{}"), ("c.yaml", b"{}")];
    for (name, bytes) in [("a.zip", zip_of(files)), ("a.tar", tar_of(files))] {
        assert!(matches!(open_archive(name, &bytes, &limits), Err(SourceError::TooManyFiles { .. })), "{name}");
    }
}

#[test]
fn paths_that_leave_an_archive_are_passed_over() {
    let files: &[(&str, &[u8])] = &[
        ("../out.yaml", b"{}"),
        ("a/../../out.yaml", b"{}"),
        ("/etc/out.yaml", b"{}"),
        ("in/a.yaml", b"{}"),
        ("./b.json", b"{}"),
    ];
    for (name, bytes) in [("a.zip", zip_of(files)), ("a.tar", tar_of(files)), ("a.tgz", gzip(&tar_of(files)))] {
        let archive = open_archive(name, &bytes, &Limits::default()).expect("it is sound");
        assert_eq!(archive.list(&Limits::default()).expect("few files"), ["b.json", "in/a.yaml"], "{name}");
    }
}

#[test]
fn damaged_archives_are_an_error() {
    let sound = gzip(&tar_of(&[("a.yaml", &[b'a'; 4096])]));
    for (name, bytes) in
        [("a.zip", &b"PK\x03\x04garbage"[..]), ("a.tar.gz", b"garbage"), ("a.tgz", &sound[..sound.len() / 2])]
    {
        let found = open_archive(name, bytes, &Limits::default());
        assert!(matches!(found, Err(SourceError::Archive { .. })), "{name}: {found:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_root_are_refused() {
    let folder = TempDir::new().expect("a temporary folder");
    let (inside, outside) = (folder.path().join("contracts"), folder.path().join("secret.yaml"));
    std::fs::create_dir(&inside).expect("it can be made");
    std::fs::write(&outside, "type: object\n").expect("it can be written");
    std::os::unix::fs::symlink(&outside, inside.join("money.schema.yaml")).expect("links can be made");
    std::os::unix::fs::symlink(folder.path(), inside.join("up")).expect("links can be made");
    let text =
        format!("{{{SCHEMA},\n\"anyOf\": [{{\"$ref\": \"money.schema.yaml\"}},\n{{\"$ref\": \"up/secret.yaml\"}}]}}");
    std::fs::write(inside.join("quote.schema.json"), text).expect("it can be written");

    let root = Folder::open(&inside).expect("it exists");
    assert!(matches!(root.read("money.schema.yaml", 100), Err(SourceError::LeavesRoot { .. })));
    assert_eq!(root.list(&Limits::default()).expect("few files"), ["quote.schema.json"]);
    let mut sources = Sources::new(Limits::default());
    let main = sources.add_root(Box::new(root), "");
    sources.load(main, &["quote.schema.json".to_owned()]).expect("it can be read");
    let mut roots = Roots::only(main);
    assert!(stipula_model::load(&mut sources, &mut roots).expect("links are no errors").is_empty());
    let (_, found) = Model::build(&sources, &roots);
    let mut found: Vec<(&str, u32)> = found
        .iter()
        .map(|finding| (finding.code.id(), sources.file(finding.place.file).position(finding.place.span.start).line))
        .collect();
    found.sort_unstable();
    assert_eq!(found, [("ref-unresolved", 2), ("ref-unresolved", 3)]);
}

/// A repository with two commits of `contracts/a.yaml`; `None` where there is no git.
struct Repository(TempDir);

impl Repository {
    fn new() -> Option<Repository> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("SKIPPED: there is no git");
            return None;
        }
        let own = Repository(TempDir::new().expect("a temporary folder"));
        own.git(&["init", "--quiet", "--initial-branch=main"]);
        std::fs::create_dir(own.path().join("contracts")).expect("it can be made");
        for (text, tag) in [("title: first\n", "v1"), ("title: second\n", "v2")] {
            std::fs::write(own.path().join("contracts/a.yaml"), text).expect("it can be written");
            std::fs::write(own.path().join("README.md"), text).expect("it can be written");
            own.git(&["add", "."]);
            own.git(&["commit", "--quiet", "--message", tag]);
            own.git(&["tag", tag]);
        }
        Some(own)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, args: &[&str]) {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        let status = Command::new("git").arg("-C").arg(self.path()).args(who).args(args).status();
        assert!(status.expect("git runs").success(), "git {args:?}");
    }

    fn open(&self, revision: &str, path: &str) -> Result<GitRevision, SourceError> {
        GitRevision::open(self.path(), revision, path, &Limits::default())
    }
}

#[test]
fn a_git_revision_is_read_as_it_was() {
    let Some(repository) = Repository::new() else { return };
    std::fs::write(repository.path().join("contracts/a.yaml"), "title: not committed\n").expect("it can be written");
    let first = repository.open("v1", "").expect("the tag exists");
    assert_eq!(first.list(&Limits::default()).expect("few files"), ["contracts/a.yaml"]);
    assert_eq!(first.read("contracts/a.yaml", 100).expect("it is there"), b"title: first\n");
    let second = repository.open("main", "contracts/").expect("the branch exists");
    assert_eq!(second.read("a.yaml", 100).expect("it is there"), b"title: second\n");
    assert_eq!(second.commit().len(), 40);
}

#[test]
fn a_revision_or_folder_that_is_missing_is_named() {
    let Some(repository) = Repository::new() else { return };
    let message = |revision: &str, path: &str| repository.open(revision, path).expect_err("it is missing").to_string();
    assert_eq!(message("v9", ""), "git: there is no revision `v9`");
    assert!(message("v1", "nowhere").ends_with("has no folder `nowhere`"), "{}", message("v1", "nowhere"));
}

#[test]
fn a_revision_is_never_read_as_an_option() {
    let Some(repository) = Repository::new() else { return };
    for revision in ["--all", "-h", "--output=stolen", "--upload-pack=touch stolen", ""] {
        let found = repository.open(revision, "");
        assert!(matches!(found, Err(SourceError::Git { .. })), "{revision}: {found:?}");
    }
    assert!(!repository.path().join("stolen").exists());
}

#[test]
fn a_shallow_clone_says_so() {
    let Some(repository) = Repository::new() else { return };
    let clone = TempDir::new().expect("a temporary folder");
    let url = format!("file://{}", repository.path().display());
    let clone_path = clone.path().join("clone");
    repository.git(&["clone", "--quiet", "--depth=1", "--no-tags", &url, &clone_path.to_string_lossy()]);
    let error =
        GitRevision::open(&clone_path, "v1", "", &Limits::default()).expect_err("it was not fetched").to_string();
    assert!(error.starts_with("git: there is no revision `v1`; this clone is shallow"), "{error}");
    assert!(error.contains("--unshallow"), "{error}");
}

#[test]
fn a_revision_over_a_limit_is_refused() {
    let Some(repository) = Repository::new() else { return };
    let limits = Limits { total_bytes: 5, ..Limits::default() };
    let found = GitRevision::open(repository.path(), "v1", "", &limits);
    assert!(matches!(found, Err(SourceError::TotalTooLarge { .. })), "{found:?}");
    let limits = Limits { files: 0, ..Limits::default() };
    let found = GitRevision::open(repository.path(), "v1", "", &limits);
    assert!(matches!(found, Err(SourceError::TooManyFiles { .. })), "{found:?}");
}

fn openapi(rest: &str) -> String {
    format!(r#"{{"openapi": "3.1.0", "info": {{"title": "t", "version": "1"}}, {rest}}}"#)
}

#[test]
fn circles_of_parts_end() {
    let back = r##"{"$ref": "#/components/pathItems/A"}"##;
    let item = format!(
        r#"{{"get": {{"responses": {{"200": {{"description": "x"}}}}, "callbacks": {{"c": {{"e": {back}}}}}}}}}"#
    );
    let text = openapi(&format!(r#""paths": {{"/a": {back}}}, "components": {{"pathItems": {{"A": {item}}}}}"#));
    assert_eq!(places("o.json", text), [""; 0]);
    let back = r##"{"$ref": "#/components/headers/H"}"##;
    let header =
        format!(r#"{{"content": {{"application/json": {{"encoding": {{"x": {{"headers": {{"h": {back}}}}}}}}}}}}}"#);
    let text = openapi(&format!(r#""paths": {{}}, "components": {{"headers": {{"H": {header}}}}}"#));
    assert_eq!(places("o.json", text), [""; 0]);
}

#[test]
fn many_anchors_around_one_value_are_refused() {
    let open: String = (0..200).fold(String::new(), |open, n| format!("{open}&a{n} ["));
    let text = format!("x: {open}{}{}\n", "1,".repeat(20_000), "]".repeat(200));
    let places = quickly(|| places("a.yaml", text));
    assert!(places.len() == 1 && places[0].contains("alias-expansion-too-large"), "{places:?}");
}

#[test]
fn long_lists_of_faults_take_no_longer_than_they_are() {
    let keys = |letter: char| (0..30_000).fold(String::new(), |keys, n| format!("{keys}  {letter}{n}: 1\n"));
    let merge = format!("a: &a\n{}b:\n  <<: *a\n{}", keys('k'), keys('j'));
    quickly(|| places("a.yaml", merge));
    let tags =
        (0..30_000).fold("%TAG !e! tag:example.com,2000:\n---\n".to_owned(), |text, n| format!("{text}k{n}: !e!x y\n"));
    quickly(|| places("a.yaml", tags));
    let references = vec![r##"{"$ref": "#/x"}"##; 30_000].join(", ");
    let found = quickly(|| places("a.schema.json", format!(r#"{{{SCHEMA}, "allOf": [{references}]}}"#)));
    assert_eq!(found.len(), 30_000);
    let (long, other) = ("A".repeat(60_000), "B".repeat(60_000));
    let schemas = format!(
        r##""paths": {{}}, "components": {{"schemas": {{"{long}": {{}}, "x": {{"$ref": "#/components/schemas/{other}"}}}}}}"##
    );
    assert_eq!(quickly(|| places("o.json", openapi(&schemas))).len(), 1);
}

#[test]
fn dynamic_scopes_that_multiply_are_refused_and_not_waited_for() {
    let resource = |n: usize| {
        let others: Vec<String> = (0..16).filter(|m| *m != n).map(|m| format!(r#"{{"$ref": "r{m}"}}"#)).collect();
        let refs = others.join(", ");
        format!(
            r##""{n}": {{"$id": "r{n}", "$dynamicAnchor": "a{n}", "anyOf": [{{"$dynamicRef": "#a{n}"}}, {refs}]}}"##
        )
    };
    let resources: Vec<String> = (0..16).map(resource).collect();
    let schema = format!(
        r#"{{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/root", "$ref": "r0", "examples": [1], "$defs": {{{}}}}}"#,
        resources.join(", ")
    );
    let judged = Judged::of(Memory::new().with("a.schema.json", schema), None);
    assert!(judged.findings.iter().any(|finding| finding.message.contains("too many scopes")), "{:?}", judged.places());
}
