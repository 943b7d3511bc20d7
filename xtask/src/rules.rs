//! The registry of lint rules, and the files of a new one.

use anyhow::{Context, Result, bail, ensure};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where rules stand, from the repository's top folder.
const RULES: &str = "generator/lint/src/rules";

#[derive(clap::Args)]
pub(crate) struct Codegen {
    /// Say what is not fresh, and write nothing
    #[arg(long)]
    check: bool,
}

#[derive(clap::Args)]
pub(crate) struct NewRule {
    /// The family: a folder of generator/lint/src/rules
    family: String,
    /// The id, in kebab case; it says what has to hold or what is wrong
    id: String,
    /// What the rule looks at
    #[arg(long, default_value = "schema", value_parser = ["repository", "contract", "schema", "property", "operation", "parameter", "channel", "message", "example", "machine"])]
    on: String,
}

/// Writes the registry of every family.
pub(crate) fn codegen(args: &Codegen) -> Result<()> {
    let stale = stale(&top())?;
    for (path, text) in &stale {
        if args.check {
            println!("{} is not fresh", path.display());
        } else {
            std::fs::write(path, text)?;
            println!("wrote {}", path.display());
        }
    }
    ensure!(!args.check || stale.is_empty(), "run `cargo xtask codegen`");
    Ok(())
}

/// Makes the two files of a rule, which fail their test until they are filled in.
pub(crate) fn new_rule(args: &NewRule) -> Result<()> {
    let folder = top().join(RULES).join(args.family.replace('-', "_"));
    ensure!(folder.is_dir(), "there is no family `{}`: {}", args.family, families(&top())?.join(", "));
    let is_id = args.id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
    ensure!(is_id, "`{}` is no id: write it like `array-bounded`", args.id);
    let stem = args.id.replace('-', "_");
    for (extension, text) in [("rs", code(args, &stem)), ("md", page(&args.id))] {
        let path = folder.join(format!("{stem}.{extension}"));
        if path.exists() {
            bail!("{} is there already", path.display());
        }
        std::fs::write(&path, text)?;
        println!("wrote {}", path.display());
    }
    codegen(&Codegen { check: false })?;
    println!("next: STIPULA_RULE={} cargo test -p stipula-lint --test pages", args.id);
    Ok(())
}

fn code(args: &NewRule, stem: &str) -> String {
    let (hook, parameter, module) = match args.on.as_str() {
        "repository" => ("Repository", "", ""),
        "contract" => ("Contract", ", contract: &ContractView<'_>", "ContractView"),
        "property" => ("Property", ", property: &PropertyView<'_>", "PropertyView"),
        "operation" => ("Operation", ", operation: &OperationView<'_>", "OperationView"),
        "parameter" => ("Parameter", ", parameter: &ParameterView<'_>", "ParameterView"),
        "channel" => ("Channel", ", channel: &ChannelView<'_>", "ChannelView"),
        "message" => ("Message", ", message: &MessageView<'_>", "MessageView"),
        "example" => ("Example", ", example: &ExampleView<'_>", "ExampleView"),
        "machine" => ("Machine", ", machine: &Machine<'_>", "Machine"),
        _ => ("Schema", ", schema: &SchemaView<'_>", "SchemaView"),
    };
    let mut names = vec!["Cx", "Profile", "Rule", module];
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    let (id, names) = (&args.id, names.join(", "));
    format!(
        "use crate::finding::Finding;\nuse crate::rule::Hook;\nuse crate::{{{names}}};\nuse stipula_diagnostics::Severity::Warning;\n\n\
         pub(super) const RULE: Rule =\n    Rule::new(\"{id}\", Warning, Profile::Platform, Hook::{hook}(check), include_str!(\"{stem}.md\"));\n\n\
         fn check(cx: &Cx<'_>{parameter}) {{\n    // cx.report(Finding::at(schema.at, \"what is wrong\").help(\"how to fix this very case\"));\n}}\n"
    )
}

fn page(id: &str) -> String {
    format!(
        "# {id}\n\nOne sentence says what is wrong.\n\nWhy it matters. *Schema-first contracts* §\n\n## Fix\n\nHow to fix it.\n\n\
         ## Fails\n\n```yaml canonical/money.schema.yaml\n$schema: https://json-schema.org/draft/2020-12/schema\n\
         title: Money # warning: [{id}]\n```\n\n## Passes\n\n```yaml canonical/money.schema.yaml\n\
         $schema: https://json-schema.org/draft/2020-12/schema\ntitle: Money\n```\n"
    )
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies in the repository").to_owned()
}

fn families(top: &Path) -> Result<Vec<String>> {
    let mut families = Vec::new();
    for entry in std::fs::read_dir(top.join(RULES))? {
        let entry = entry?;
        if entry.path().is_dir() {
            families.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    families.sort();
    Ok(families)
}

/// The registries that differ from their folders, with what they have to say.
fn stale(top: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut stale = Vec::new();
    for family in families(top)? {
        let path = top.join(RULES).join(format!("{family}.rs"));
        let text = formatted(&registry(&top.join(RULES).join(&family))?)?;
        if std::fs::read_to_string(&path).unwrap_or_default() != text {
            stale.push((path, text));
        }
    }
    Ok(stale)
}

/// A module for every file of code, and a rule for every page.
fn registry(folder: &Path) -> Result<String> {
    let mut modules = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => modules.push(stem),
            Some("md") => ensure!(path.with_extension("rs").is_file(), "{} has no code", path.display()),
            _ => {}
        }
    }
    modules.sort();
    let rules: Vec<&String> = modules.iter().filter(|stem| folder.join(format!("{stem}.md")).is_file()).collect();
    let declared: Vec<String> = modules.iter().map(|stem| format!("mod {stem};\n")).collect();
    let listed: Vec<String> = rules.iter().map(|stem| format!("&{stem}::RULE")).collect();
    let (declared, listed) = (declared.concat(), listed.join(", "));
    Ok(format!(
        "//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.\n\n\
         {declared}\nuse crate::Rule;\n\npub(super) const ALL: &[&Rule] = &[{listed}];\n"
    ))
}

fn formatted(text: &str) -> Result<String> {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--config", "max_width=120"]).current_dir(top());
    let mut child =
        rustfmt.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("rustfmt cannot be started")?;
    child.stdin.take().context("it has one")?.write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "rustfmt refuses the registry");
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::{stale, top};

    #[test]
    fn the_registry_of_rules_is_fresh() {
        let stale: Vec<_> = stale(&top()).expect("rules can be read").into_iter().map(|(path, _)| path).collect();
        assert!(stale.is_empty(), "run `cargo xtask codegen`: {stale:?}");
    }
}
