use super::{Config, SurfaceName, config_schema};
use stipula_diagnostics::{Diagnostic, FileId, Place, Severity, Span, codes};
use stipula_source::Limits;

fn error(text: &str) -> String {
    Config::parse(text, "stipula.toml").expect_err("it is wrong").to_string()
}

fn config(text: &str) -> Config {
    Config::parse(text, "stipula.toml").expect("it is right")
}

#[test]
fn errors_name_the_place_and_what_was_meant() {
    insta::assert_snapshot!(
        [
            "base-uri = 'https://x.example/'\nincldue = []\n",
            "frobnicate = 1\n",
            "[limits]\n  dept = 3\n",
            "[severity]\nref-unresolvd = 'off'\n",
            "[severity]\nref-cycle = 'warn'\n",
            "[severity]\nsyntax-error = 'off'\n",
            "[surfaces]\n'http/**' = 'http'\n",
            "include = ['a[']\n",
            "include = ['/etc/**']\n",
            "base-uri = 'contracts'\n",
            "base-uri = 'https://x.example/contracts'\n",
            "fixtures = ['/etc']\n",
            "[limits]\ndepth = -1\n",
            "[limits]\ndepth = 1001\n",
            "[severity]\nref-cycle = 3\n",
            "include = 'x'\n",
            "é = \n",
        ]
        .map(error)
        .join("\n")
    );
}

#[test]
fn an_empty_configuration_has_the_limits_of_reading_and_takes_everything() {
    let config = config("");
    assert_eq!(config.limits(), Limits::default());
    assert!(config.filter().takes("any/file.yaml"));
    assert_eq!(config.surface_of("events/a.json"), None);
}

#[test]
fn patterns_choose_files_and_surfaces() {
    let config = config(
        "include = ['http/**']\nexclude = ['**/draft.*']\n\
         [surfaces]\n'http/**' = 'http-response'\n'http/*/in.json' = 'http-request'\n",
    );
    let filter = config.filter();
    assert!(filter.takes("http/a/b.yaml") && !filter.takes("http/a/draft.yaml") && !filter.takes("events/a.yaml"));
    assert_eq!(config.surface_of("http/a/out.json"), Some(SurfaceName::HttpResponse));
    assert_eq!(config.surface_of("http/a/in.json"), Some(SurfaceName::HttpRequest));
}

#[test]
fn findings_are_weighed() {
    let config =
        config("references.allow-remote = true\n[severity]\nref-cycle = 'off'\nkeyword-misspelled = 'error'\n");
    let found = [codes::REF_CYCLE, codes::KEYWORD_MISSPELLED, codes::REF_REMOTE, codes::ID_INVALID];
    let mut findings: Vec<_> =
        found.map(|code| Diagnostic::new(code, Place::bare(FileId(0), Span::default()), "")).into();
    config.weigh(&mut findings);
    let weights: Vec<_> = findings.iter().map(|finding| (finding.code.id(), finding.severity)).collect();
    assert_eq!(
        weights,
        [("keyword-misspelled", Severity::Error), ("ref-remote", Severity::Warning), ("id-invalid", Severity::Error)]
    );
}

#[test]
fn every_key_is_documented_in_the_schema() {
    let schema = config_schema();
    let objects = std::iter::once(&schema).chain(schema["$defs"].as_object().expect("there are some").values());
    for (name, property) in objects.filter_map(|object| object["properties"].as_object()).flatten() {
        assert!(property["description"].is_string() || name == "$schema", "{name} is not documented");
    }
    assert_eq!(schema["properties"]["limits"]["default"]["depth"], Limits::default().depth);
}
