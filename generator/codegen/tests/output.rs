//! What generated files look like, and that they do so every time.

#[path = "support/generated.rs"]
mod generated;

use generated::{of_folder, of_memory, repository, text, types};
use stipula_codegen::{GeneratedFile, Layout, Options, Package, Runtime, Target};

fn contracts() -> Vec<GeneratedFile> {
    of_folder(&repository().join("contracts"), &types(), false)
}

#[test]
fn generated_files_read_like_this() {
    let files = contracts();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/contracts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in [
            "canonical/mod.rs",
            "canonical/money.rs",
            "http/admin_service/rule_request.rs",
            "http/quote_service/quote_response.rs",
            "http/quote_service/quote_status.rs",
            "audit/approval_decision_v1.rs",
        ] {
            insta::assert_snapshot!(path.replace('/', "-"), text(&files, path));
        }
    });
}

#[test]
fn odd_contracts_are_generated_like_this() {
    let files = of_folder(&repository().join("generator/codegen/tests/contracts/odd"), &types(), false);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/odd");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for file in &files {
            insta::assert_snapshot!(file.path.replace('/', "-"), &file.text);
        }
    });
}

#[test]
fn the_same_contracts_give_the_same_bytes() {
    let once = contracts();
    assert!(once == contracts(), "a second run differs");
    let turned = of_folder(&repository().join("contracts"), &types(), true);
    assert!(once == turned, "the order of the files matters");
    let elsewhere = tempfile::tempdir().expect("a folder");
    copy(&repository().join("contracts"), elsewhere.path());
    assert!(once == of_folder(elsewhere.path(), &types(), false), "the place of the folder matters");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("folders can be made");
    for entry in std::fs::read_dir(from).expect("the folder is there").flatten() {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            std::fs::copy(&path, &copied).expect("files can be copied");
        }
    }
}

/// Without comments and empty lines.
fn code(files: &[GeneratedFile]) -> String {
    let lines = files.iter().flat_map(|file| file.text.lines());
    lines.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_edit_of_words_edits_comments_only() {
    let schema = r#"{"title": "Thing", "description": "WORDS", "type": "object", "properties":
        {"name": {"type": "string", "pattern": "^a", "description": "WORDS"}, "kind": {"enum": ["x"], "description": "WORDS"}}}"#;
    let of = |words: &str| of_memory(&[("thing.schema.json", &schema.replace("WORDS", words))], &types());
    let (old, new) = (of("One."), of("Two, and **more**.\\n\\n* a list"));
    assert_ne!(old, new);
    assert_eq!(code(&old), code(&new));
}

#[test]
fn one_text_holds_all_modules_and_can_be_included() {
    let options = Options { layout: Layout::Single, ..types() };
    let files = of_folder(&repository().join("contracts"), &options, false);
    assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["mod.rs"]);
    let single = &files[0].text;
    assert!(!single.contains("//!"), "`include!` takes no inner documentation");
    assert!(single.contains("pub mod canonical {\n") && single.contains("    pub use money::Money;\n"));
    syn::parse_file(single).expect("Rust");
    let trimmed = |files: &[GeneratedFile]| {
        let mut lines: Vec<String> = code(files).lines().map(|line| line.trim().to_owned()).collect();
        lines.retain(|line| !line.contains("mod ") && line != "}");
        lines.sort();
        lines
    };
    assert_eq!(trimmed(&files), trimmed(&contracts()), "both layouts hold the same");
}

#[test]
fn a_package_asks_for_what_it_needs() {
    let package = Package { name: "my-contracts".to_owned(), runtime: Runtime::Version("1.2".to_owned()) };
    let options = Options { package: Some(package), ..types() };
    let plain = r#"{"title": "A", "type": "object", "examples": [{"b": 1}]}"#;
    let files = of_memory(&[("a.schema.json", plain)], &options);
    let manifest = text(&files, "Cargo.toml");
    assert!(manifest.contains("name = \"my-contracts\"\n"), "{manifest}");
    assert!(manifest.contains("stipula-rt = { version = \"1.2\" }\n"), "{manifest}");
    assert!(text(&files, "src/lib.rs").contains("pub mod a;"));
    let ruled = r#"{"title": "A", "type": "object", "properties": {"a": {}}, "not": {"required": ["a"]}}"#;
    let files = of_memory(&[("a.schema.json", ruled)], &options);
    assert!(text(&files, "Cargo.toml").contains(", features = [\"rules\"] }"));
}

#[test]
fn lines_are_short_where_they_can_be() {
    let is_long = |line: &&str| {
        line.chars().count() > 104
            && !line.starts_with("// @generated")
            && !line.trim_start().starts_with("/// Source:")
            && !line.contains("r\"")
            && !line.contains('"')
    };
    for file in contracts() {
        let long: Vec<&str> = file.text.lines().filter(is_long).collect();
        assert!(long.is_empty(), "{}: {long:#?}", file.path);
        assert!(file.text.lines().all(|line| line.trim_end() == line), "{}: blanks at an end", file.path);
        assert!(!file.text.contains("\n\n\n"), "{}: two blank lines", file.path);
    }
}

#[test]
fn what_shares_a_name_is_not_given_on() {
    let one = r#"{"title": "Same", "type": "object", "properties": {"a": {"type": "string"}}}"#;
    let user = r#"{"title": "User", "type": "object", "properties": {"x": {"$ref": "a.schema.json"}, "y": {"$ref": "b.schema.json"}}}"#;
    let files = [("f/a.schema.json", one), ("f/b.schema.json", one), ("f/user.schema.json", user)];
    let files = of_memory(&files, &types());
    assert!(text(&files, "f/mod.rs").ends_with("pub mod user;\n\npub use user::User;\n"));
    let user = text(&files, "f/user.rs");
    assert!(user.contains("use super::a::Same;") && user.contains("Option<super::b::Same>"), "{user}");
}

/// What only the service knows is no part of a request (OpenAPI 3.1.1 §4.8.24).
#[test]
fn a_required_member_that_is_read_only_is_left_out_of_requests() {
    let document = r"
openapi: 3.1.0
info: { title: Quotes, version: 1.0.0 }
paths:
  /quotes:
    post:
      operationId: createQuote
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Quote' } } } }
      responses:
        '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Quote' } } } }
components:
  schemas:
    Quote:
      type: object
      required: [id, name]
      properties: { id: { type: string, readOnly: true }, name: { type: string } }
";
    let options = Options { targets: vec![Target::Dto, Target::Client], layout: Layout::Single, ..Options::default() };
    let files = of_memory(&[("api.yaml", document)], &options);
    let [file] = &files[..] else { panic!("one file") };
    let of = |name: &str| file.text.split_once(&format!("pub struct {name} {{")).expect("it is there").1;
    assert!(of("QuoteInput").contains("pub id: Option<"), "{}", file.text);
    assert!(of("Quote").contains("pub id: String,"), "{}", file.text);
    assert!(file.text.contains("Created(Quote)") || file.text.contains("body: Quote,"), "{}", file.text);
}
