//! Lints folders and prints one line a finding.
#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]
use std::collections::BTreeMap;
use stipula_lint::{Evidence, Input, Profile, Settings, lint};
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Provider, Sources};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let profile =
        args.iter().find_map(|a| a.strip_prefix("--profile=")).and_then(Profile::find).unwrap_or(Profile::Platform);
    let rule = args.iter().find_map(|a| a.strip_prefix("--rule=")).unwrap_or("").to_owned();
    let counts_only = args.iter().any(|a| a == "--counts");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in args.iter().filter(|a| !a.starts_with("--")) {
        let meta = std::fs::metadata(path).expect("path");
        let (folder, only) = if meta.is_dir() {
            (path.clone(), None)
        } else {
            let (dir, name) = path.rsplit_once('/').unwrap_or((".", path));
            (dir.to_owned(), Some(name.to_owned()))
        };
        let provider = Folder::open(&folder).expect("folder");
        let mut sources = Sources::new(Limits::default());
        let mut paths = match only {
            Some(name) => vec![name],
            None => provider.list(&Limits::default()).expect("list"),
        };
        paths.retain(|p| !p.starts_with("released/"));
        let main = sources.add_root(Box::new(provider), "");
        let mut roots = Roots { base_uri: Some("https://contracts.example.com/".into()), ..Roots::only(main) };
        sources.load(main, &paths).expect("load");
        stipula_model::load(&mut sources, &mut roots).expect("load");
        let (model, _) = Model::build(&sources, &roots);
        let mut settings = Settings::new(profile);
        settings.today = "2026-11-21".parse().ok();
        let evidence = Evidence::default();
        let start = std::time::Instant::now();
        let result = lint(&Input {
            sources: &sources,
            model: &model,
            roots: &roots,
            settings: &settings,
            evidence: &evidence,
            is_meant: &|_| true,
        });
        let took = start.elapsed();
        for finding in result.findings.iter().filter(|f| rule.split(',').any(|r| f.code.id().contains(r))) {
            *counts.entry(finding.code.id()).or_default() += 1;
            if counts_only {
                continue;
            }
            let file = sources.file(finding.place.file);
            let at = file.position(finding.place.span.start);
            println!(
                "{path} {}:{}:{} {}[{}] {} | {} | {}",
                file.path(),
                at.line,
                at.column,
                finding.severity.name(),
                finding.code,
                finding.message,
                finding.help.as_deref().unwrap_or(""),
                finding.place.pointer
            );
        }
        println!("{path}: {} findings, {} schemas, {took:?}", result.findings.len(), model.schemas.len());
    }
    for (code, count) in counts {
        println!("{count:8} {code}");
    }
}
