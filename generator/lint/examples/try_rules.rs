//! Lints folders and prints one line a finding.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::too_many_lines, missing_docs)]
use std::collections::BTreeMap;
use stipula_lint::{Evidence, EvidenceKind, Input, Profile, Released, Settings, lint};
use stipula_model::{Model, Mount, Roots};
use stipula_source::{Folder, Limits, Provider, Sources};

/// What the lock says, for `--lock=contracts/released/stipula.lock`.
fn released(path: &str) -> BTreeMap<String, Vec<Released>> {
    let lock: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).expect("lock")).expect("JSON");
    let mut found: BTreeMap<String, Vec<Released>> = BTreeMap::new();
    for release in lock["releases"].as_array().expect("releases") {
        for (path, version) in release["versions"].as_object().expect("versions") {
            let version = version.as_str().unwrap_or_default().to_owned();
            let name = path.rsplit('/').next().unwrap_or_default();
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let stem = stem.strip_suffix(".schema").unwrap_or(stem);
            let folder = path.strip_suffix(name).unwrap_or_default();
            let digest =
                lock["files"][format!("{folder}{stem}/{version}/{name}")].as_str().unwrap_or_default().to_owned();
            let date = release["date"].as_str().and_then(|date| date.parse().ok());
            found.entry(path.clone()).or_default().push(Released { version, date, digest });
        }
    }
    found
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let all = |name: &str| args.iter().filter_map(|a| a.strip_prefix(name)).map(str::to_owned).collect::<Vec<_>>();
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
        // Fixtures, scenarios: --beside=FOLDER
        for beside in all("--beside=") {
            let provider = Folder::open(&beside).expect("folder beside");
            let paths = provider.list(&Limits::default()).expect("list");
            let root = sources.add_root(Box::new(provider), format!("{beside}/"));
            sources.load(root, &paths).expect("load");
            roots.mounts.push(Mount { prefix: format!("../{beside}"), root });
        }
        // Evidence: --evidence=migrations:FILE
        let mut files = Vec::new();
        for named in all("--evidence=") {
            let (kind, path) = named.split_once(':').expect("kind:file");
            let kind = EvidenceKind::find(kind).expect("a kind of evidence");
            let (dir, name) = path.rsplit_once('/').unwrap_or((".", path));
            let root = sources.add_root(Box::new(Folder::open(dir).expect("folder")), format!("{dir}/"));
            let name = [name.to_owned()];
            let loaded = if kind.is_text() { sources.load_texts(root, &name) } else { sources.load(root, &name) };
            loaded.expect("load");
            files.extend(sources.find(root, &name[0]).map(|file| (kind, file)));
        }
        stipula_model::load(&mut sources, &mut roots).expect("load");
        let (model, _) = Model::build(&sources, &roots);
        let mut settings = Settings::new(profile);
        settings.today = "2026-11-21".parse().ok();
        let (mut evidence, faults) = Evidence::read(&sources, &model, &files);
        for fault in faults {
            println!("{path} evidence: {}", fault.message);
        }
        for lock in all("--lock=") {
            evidence.released = released(&lock);
        }
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
