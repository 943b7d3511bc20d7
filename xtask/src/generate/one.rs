//! One document, one generator, in a process of its own: what it does to time and memory is its own, and so is its end.

use anyhow::{Context, anyhow, bail};
use std::path::{Path, PathBuf};
use stipula_codegen::{Input, Lock, Options, Package, Runtime, Target};
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Sources};

#[derive(clap::Args)]
pub(crate) struct One {
    /// The generator
    #[arg(value_parser = ["stipula", "progenitor-lowered", "progenitor", "typify"])]
    engine: String,
    /// The document
    document: PathBuf,
    /// The folder of the package
    folder: PathBuf,
    /// A service beside types and a client, which the others do not make
    #[arg(long)]
    server: bool,
}

const NEEDS: &str = r#"[dependencies]
chrono = { version = "0.4", default-features = false, features = ["serde"] }
futures = "0.3"
progenitor-client = "0.15"
regress = "0.12"
reqwest = { version = "0.13", default-features = false, features = ["form", "json", "query", "stream"] }
serde = { version = "1.0", features = ["derive"] }
serde_json = "1.0"
uuid = { version = "1.0", features = ["serde"] }
"#;

/// The manifest of a package that needs this.
pub(super) fn manifest(needs: &str) -> String {
    format!("[package]\nname = \"generated\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n{needs}")
}

pub(crate) fn run(args: &One) -> anyhow::Result<()> {
    let made = std::fs::create_dir_all(args.folder.join("src")).context("no folder").and_then(|()| generate(args));
    match made {
        Ok(findings) => Ok(std::fs::write(args.folder.join("findings.txt"), findings.to_string())?),
        Err(error) => {
            std::fs::write(args.folder.join("reason.txt"), format!("{error:#}"))?;
            Err(error)
        }
    }
}

fn generate(args: &One) -> anyhow::Result<usize> {
    let (sources, roots, model) = load(&args.document)?;
    let file = args.document.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let file = sources.find(roots.main, file).context("the document was not read")?;
    if args.engine == "progenitor" {
        let tree = sources.file(file).tree().root().context("the document is empty")?.to_json();
        let rust = stipula_backends::progenitor_as_it_is(&tree).map_err(|reason| anyhow!(reason))?;
        return package(&args.folder, &rust).map(|()| 0);
    }
    let contract = model.contract_in(file).context("it is no contract")?;
    let made = match args.engine.as_str() {
        "progenitor-lowered" => stipula_backends::progenitor(&model, &sources, contract)?,
        "typify" => stipula_backends::typify(&model, &sources, &[contract])?,
        _ => return ours(args, &sources, &roots, &model),
    };
    package(&args.folder, &made.rust).map(|()| made.findings.len())
}

fn ours(args: &One, sources: &Sources, roots: &Roots, model: &Model) -> anyhow::Result<usize> {
    let files: Vec<_> = model.contracts.iter().map(|contract| contract.file).collect();
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/rt").canonicalize()?;
    let runtime = Runtime::Path(runtime.to_string_lossy().into_owned());
    let package = Some(Package { name: "generated".to_owned(), runtime });
    let mut targets = vec![Target::Dto, Target::Client];
    targets.extend(args.server.then_some(Target::Server));
    let options = Options { targets, package, ..Options::default() };
    let input = Input { model, sources, roots, files: &files, options: &options };
    let made = stipula_codegen::generate(&input, &Lock::default()).map_err(|error| anyhow!("{error}"))?;
    for file in made.files {
        let path = args.folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap_or(&args.folder))?;
        std::fs::write(path, file.text)?;
    }
    Ok(made.diagnostics.len())
}

fn package(folder: &Path, rust: &str) -> anyhow::Result<()> {
    std::fs::write(folder.join("src/lib.rs"), rust)?;
    Ok(std::fs::write(folder.join("Cargo.toml"), manifest(NEEDS))?)
}

fn load(document: &Path) -> anyhow::Result<(Sources, Roots, Model)> {
    let folder = document.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = document.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let mut sources = Sources::new(Limits::default());
    let main = sources.add_root(Box::new(Folder::open(folder)?), "");
    sources.load(main, &[name.to_owned()])?;
    let mut roots = Roots::only(main);
    stipula_model::load(&mut sources, &mut roots)?;
    let (model, _) = Model::build(&sources, &roots);
    if model.contracts.is_empty() {
        bail!("{name} is no contract that is understood");
    }
    Ok((sources, roots, model))
}
