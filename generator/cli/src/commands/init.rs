//! `stipula init`

use crate::{Exit, args::Init, terminal::Terminal, write};
use anyhow::{Result, bail};
use std::path::Path;

macro_rules! starter {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../starter/", $path)))),*]
    };
}

/// The files of the starter repository: `starter/` as it is.
const FILES: &[(&str, &str)] = starter! {
    "contracts/stipula.toml"
    "contracts/owners.yaml"
    "contracts/canonical/error.schema.json"
    "contracts/canonical/money.schema.json"
    "contracts/http/order-service/openapi.yaml"
    "contracts/http/order-service/place-order-request.schema.json"
    "contracts/http/order-service/order-response.schema.json"
    "contracts/events/asyncapi.yaml"
    "contracts/events/order/order-placed.v1.schema.json"
    "compat-fixtures/payloads/order-placed/v1/fixtures.yaml"
    "compat-fixtures/payloads/order-placed/v1/two-lines.json"
    "compat-fixtures/payloads/order-placed/v1/amount-as-number.json"
    ".github/workflows/contracts.yml"
};

pub(crate) fn run(args: &Init, terminal: Terminal) -> Result<Exit> {
    let taken: Vec<&str> = FILES.iter().map(|(path, _)| *path).filter(|path| exists(&args.folder.join(path))).collect();
    if !taken.is_empty() {
        bail!("nothing was written, because these files are there already:\n  {}", taken.join("\n  "));
    }
    for (path, text) in FILES {
        write::replace(&args.folder.join(path), text.as_bytes())?;
        terminal.say(&format!("  {path}"));
    }
    terminal.say(&next_steps(&args.folder));
    Ok(Exit::Clean)
}

/// True even for a link that leads nowhere.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn next_steps(folder: &Path) -> String {
    let change = if folder == Path::new(".") { String::new() } else { format!("cd {}\n  ", folder.display()) };
    format!("\nWrote a contract repository of {} files. Next:\n  {change}stipula check", FILES.len())
}

#[cfg(test)]
mod tests {
    use super::{FILES, run};
    use crate::{Exit, args::Init, engine, inputs, terminal::Terminal};

    fn quiet() -> Terminal {
        Terminal { quiet: true, verbose: false }
    }

    #[test]
    fn the_starter_is_clean_and_never_overwrites() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let args = Init { folder: folder.path().join("new") };
        assert_eq!(run(&args, quiet()).expect("it is written"), Exit::Clean);
        let path = args.folder.to_str().expect("text").to_owned();
        let resolved = inputs::repository(&path, &crate::args::Scope::default()).expect("it is a repository");
        let set = &resolved.inputs.sets[0];
        assert_eq!(set.fixtures.len(), 1);
        assert!(set.fixtures[0].files.len() == 3, "{:?}", set.fixtures);
        let outcome = engine::judge(resolved.inputs, &resolved.config).expect("it can be read");
        assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
        let again = run(&args, quiet()).expect_err("it is there").to_string();
        assert!(FILES.iter().all(|(path, _)| again.contains(path)), "{again}");
    }
}
