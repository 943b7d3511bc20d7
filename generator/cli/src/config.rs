//! `stipula.toml`: the configuration of a contract repository. Its documentation is the published schema.

mod error;
mod generate;
mod lint;
mod values;

pub use error::ConfigError;
pub(crate) use generate::target_parser;
pub use generate::{ClientBy, Generate, TargetName, TypesBy};
pub use lint::{Custom, EvidenceFiles, Lint, LintOverride, On, ProfileName, RuleId, RuleSetting, SchemaProfile};
pub use values::{BaseUri, CodeId, FolderPath, Level, PackageName, Pattern, SurfaceName};
pub(crate) use values::{normalized, unknown};

use anyhow::{Context, Result};
use globset::{GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, io::Read, path::Path};
use stipula_diagnostics::{Code, Diagnostic, codes};
use stipula_source::Limits;
use toml::Spanned;

/// The name of the configuration file.
pub const FILE_NAME: &str = "stipula.toml";
/// Larger files are no configuration, but perhaps a device without an end.
const MAX_BYTES: u64 = 1 << 20;
/// Where the schema of [`Config`] is identified.
pub const SCHEMA_URL: &str = "https://stipula.example/schemas/config/1.0";

/// The configuration of a contract repository, `stipula.toml`.
///
/// It lies in the repository's root: paths and patterns are relative to its folder and have forward slashes. Every key
/// may be left out; an unknown key is an error.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The URI that this folder is published under, such as `https://contracts.example.com/`. A `$id` below it names
    /// the file at the same path here, and references to it are resolved here. Ends with `/`.
    #[schemars(with = "BaseUri")]
    pub base_uri: Option<BaseUri>,
    /// Patterns of the files that are contracts. `*` stays within a folder, `**` crosses folders. By default every
    /// `.json`, `.yaml` and `.yml` file that `.gitignore` and `.stipulaignore` do not leave out.
    pub include: Vec<Pattern>,
    /// Patterns of files that are not checked, though contracts may refer to them. Wins over `include`.
    pub exclude: Vec<Pattern>,
    /// The surface of the contracts that match a pattern: where they meet the world. The longest pattern that matches
    /// decides. By default the folder does: `canonical`, `events`, `snapshots`, `cache`, `workflow`, `audit`, and in
    /// `http` the file's name tells requests from responses.
    pub surfaces: BTreeMap<Pattern, SurfaceName>,
    /// Folders with payloads that contracts must accept or reject for ever, each with its `fixtures.yaml`. By default
    /// `../compat-fixtures/payloads` if that exists.
    #[schemars(with = "Vec<FolderPath>")]
    pub fixtures: Option<Vec<FolderPath>>,
    /// Folders with business cases in steps, each with its `scenario.yaml`.
    pub scenarios: Vec<FolderPath>,
    /// What `stipula check` and `stipula compat` compare the contracts with.
    pub compatibility: Compatibility,
    /// What `stipula check` and `stipula lint` look for beside what is wrong in itself.
    pub lint: Lint,
    /// What code is made of the contracts, and where it is kept.
    pub generate: Vec<Generate>,
    /// Where references may lead.
    pub references: References,
    /// What reading may cost. A file that passes a limit is refused, never truncated.
    pub limits: ReadingLimits,
    /// How much the findings of a code weigh, instead of what `stipula explain` says. Codes that say that a contract
    /// could not be read cannot be made lighter.
    #[schemars(schema_with = "values::severity_schema")]
    pub severity: BTreeMap<CodeId, Spanned<Level>>,
}

/// What contracts are compared with.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Compatibility {
    /// The baseline: `released`, a git revision such as `git:main`, a folder or an archive. By default `released` where
    /// `released/stipula.lock` exists, and nothing otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// Whose waivers are in force where the baseline carries none, such as `git:main`: released versions have no waivers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waivers_from: Option<String>,
    /// Whether the waivers of the working tree are in force. Right where a merge needs the approval of the reviewers
    /// anyway; otherwise a change could approve itself.
    pub allow_own_waivers: bool,
}

/// Where references may lead.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct References {
    /// Folders outside this one that references may lead into, such as `../shared`.
    pub roots: Vec<FolderPath>,
    /// Whether references to other hosts are tolerated. They are never followed: when this is true they are reported as
    /// warnings instead of errors.
    pub allow_remote: bool,
}

/// What reading may cost.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReadingLimits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Bytes of all files of one archive or git revision together.
    pub total_bytes: u64,
    /// Nested arrays and objects; at most 1000, because deeper ones do not fit the stack.
    #[serde(deserialize_with = "values::depth")]
    #[schemars(range(max = 1000))]
    pub depth: usize,
    /// Values that YAML aliases and merge keys may add to a file.
    pub alias_values: usize,
    /// Files of one root.
    pub files: usize,
    /// References followed from one place to its target.
    pub ref_hops: usize,
}

impl Default for ReadingLimits {
    fn default() -> Self {
        let Limits { file_bytes, total_bytes, depth, alias_values, files, ref_hops } = Limits::default();
        Self { file_bytes, total_bytes, depth, alias_values, files, ref_hops }
    }
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// When it cannot be read, or with a [`ConfigError`] when it is wrong.
    #[allow(clippy::disallowed_methods, reason = "the configuration is no contract")]
    pub fn load(path: &Path, name: &str) -> Result<Self> {
        let mut text = String::new();
        let file = std::fs::File::open(path).with_context(|| format!("cannot read {name}"))?;
        file.take(MAX_BYTES + 1).read_to_string(&mut text).with_context(|| format!("cannot read {name}"))?;
        anyhow::ensure!(text.len() as u64 <= MAX_BYTES, "cannot read {name}: no configuration is larger than 1 MiB");
        let mut config = Self::parse(&text, name)?;
        config.lint.read_schemas(path.parent().unwrap_or(Path::new("")))?;
        config.lint.check(&text, name)?;
        Ok(config)
    }

    /// Parses a configuration; `name` is for its errors.
    ///
    /// # Errors
    /// When it is no TOML, has an unknown key or a value that makes no sense.
    pub fn parse(text: &str, name: &str) -> Result<Self, ConfigError> {
        let config: Config = toml::from_str(text).map_err(|error| ConfigError::of_toml(&error, text, name))?;
        for (code, level) in &config.severity {
            if code.is_fatal() && *level.get_ref() != Level::Error {
                let message =
                    format!("`{}` cannot be made lighter: a contract that cannot be read is never clean", code.code());
                return Err(ConfigError::new(message, level.span(), text, name));
            }
        }
        config.lint.check(text, name)?;
        Ok(config)
    }

    /// The settings of lint, with another profile if one is given.
    pub(crate) fn lint_settings(&self, profile: Option<stipula_lint::Profile>) -> stipula_lint::Settings {
        let mut settings = self.lint.checked(profile);
        let canonical: Vec<Pattern> = self
            .surfaces
            .iter()
            .filter(|(_, surface)| **surface == SurfaceName::Canonical)
            .map(|(pattern, _)| pattern.clone())
            .collect();
        settings.set_canonical(if canonical.is_empty() { GlobSet::empty() } else { glob_set(&canonical) });
        settings
    }

    /// The limits in the form that reading wants.
    pub fn limits(&self) -> Limits {
        let ReadingLimits { file_bytes, total_bytes, depth, alias_values, files, ref_hops } = self.limits;
        Limits { file_bytes, total_bytes, depth, alias_values, files, ref_hops }
    }

    /// Which paths, relative to the configuration's folder, are to be checked.
    pub fn filter(&self) -> Filter {
        Filter {
            include: (!self.include.is_empty()).then(|| glob_set(&self.include)),
            exclude: glob_set(&self.exclude),
        }
    }

    /// The surface that the configuration gives to a path; `None` leaves it to the folder.
    pub fn surface_of(&self, path: &str) -> Option<SurfaceName> {
        let matching = self.surfaces.iter().filter(|(pattern, _)| pattern.matcher().is_match(path));
        matching.max_by_key(|(pattern, _)| pattern.as_str().len()).map(|(_, surface)| *surface)
    }

    /// Gives the findings the weight that the configuration wants, and drops those that are off.
    pub fn weigh(&self, findings: &mut Vec<Diagnostic>) {
        findings.retain_mut(|finding| match self.level_of(finding.code) {
            None => true,
            Some(level) => level.severity().map(|severity| finding.severity = severity).is_some(),
        });
    }

    fn level_of(&self, code: Code) -> Option<Level> {
        let configured = self.severity.iter().find(|(id, _)| id.code() == code).map(|(_, level)| *level.get_ref());
        let remote = (self.references.allow_remote && code == codes::REF_REMOTE).then_some(Level::Warning);
        configured.or(remote)
    }
}

/// The JSON Schema (2020-12) of [`Config`].
pub fn config_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Config);
    schema.insert("title".to_owned(), FILE_NAME.into());
    stipula_report::published(schema, SCHEMA_URL)
}

/// Which files are contracts to check.
#[derive(Debug, Clone)]
pub struct Filter {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Filter {
    /// True if the file at this path, relative to the configuration's folder, is to be checked.
    pub fn takes(&self, path: &str) -> bool {
        self.include.as_ref().is_none_or(|include| include.is_match(path)) && !self.exclude.is_match(path)
    }
}

/// Patterns as one.
pub(crate) fn glob_set(patterns: &[Pattern]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(pattern.glob());
    }
    set.build().expect("every pattern was compiled when it was read")
}

#[cfg(test)]
mod tests;
