//! `[lint]`: which rules speak, how much they weigh, and what is set for them.

use super::{
    ConfigError, FolderPath,
    values::{Level, Pattern, SurfaceName, unknown},
};
use anyhow::{Context, Result};
use globset::GlobSet;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, MapAccess, Visitor},
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fmt, ops::Range, path::Path};
use stipula_diagnostics::{FileId, Severity};
use stipula_lint::{
    CustomDefinition, CustomRule, EvidenceKind, KeywordProfile, OptionError, Override, Profile, Rule, Settings,
    Subject, Surfaces, rules,
};
use toml::Spanned;

/// What lint looks for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lint {
    /// The rules that speak: `minimal` says what is a fault by any standard, `recommended` what most teams agree on,
    /// `platform` everything, metadata and governance included. `stipula rules` lists them.
    pub profile: ProfileName,
    /// How much a rule weighs, and its options: `array-bounded = "off"`, or a table with `severity` and options.
    #[schemars(schema_with = "rules_schema")]
    pub rules: BTreeMap<RuleId, Spanned<RuleSetting>>,
    /// Other weights for some paths or surfaces. A later one wins over an earlier one.
    pub overrides: Vec<LintOverride>,
    /// The keywords that schemas may use, instead of the built-in lists.
    pub schema_profile: SchemaProfile,
    /// Rules of your own: schemas that parts of the contracts have to fit.
    #[schemars(with = "Vec<Custom>")]
    pub custom: Vec<Spanned<Custom>>,
    /// A file with findings that are known and not reported, relative to this folder. `stipula lint --update-baseline`
    /// writes it.
    pub baseline: Option<FolderPath>,
    /// Whether `x-lint-ignore` in contracts is heeded.
    pub ignore_in_place: bool,
    /// Files and folders, relative to this one, with what rules know beside the contracts.
    pub evidence: EvidenceFiles,
}

/// Files and folders with what rules know beside the contracts. Attestations and reports of contract tests are found
/// wherever they lie in the repository.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EvidenceFiles {
    /// What people answer for: `stipula schema attestations`.
    pub attestations: Vec<FolderPath>,
    /// What contract tests exercised: `stipula schema contract-tests`.
    pub contract_tests: Vec<FolderPath>,
    /// The output of `cargo metadata --format-version 1`.
    pub cargo_metadata: Vec<FolderPath>,
    /// SQL migrations, in the order of their names.
    pub migrations: Vec<FolderPath>,
    /// Rust files that read from a database.
    pub rust_sources: Vec<FolderPath>,
    /// `CODEOWNERS` files or Backstage catalogs.
    pub teams: Vec<FolderPath>,
}

impl EvidenceFiles {
    /// The paths of each kind.
    pub(crate) fn all(&self) -> [(EvidenceKind, &[FolderPath]); 6] {
        [
            (EvidenceKind::Attestations, &self.attestations),
            (EvidenceKind::ContractTests, &self.contract_tests),
            (EvidenceKind::CargoMetadata, &self.cargo_metadata),
            (EvidenceKind::Migrations, &self.migrations),
            (EvidenceKind::RustSources, &self.rust_sources),
            (EvidenceKind::Teams, &self.teams),
        ]
    }
}

impl Default for Lint {
    fn default() -> Self {
        Lint {
            profile: ProfileName::default(),
            rules: BTreeMap::new(),
            overrides: Vec::new(),
            schema_profile: SchemaProfile::default(),
            custom: Vec::new(),
            baseline: None,
            ignore_in_place: true,
            evidence: EvidenceFiles::default(),
        }
    }
}

/// A named set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileName {
    /// What is a fault by any standard.
    Minimal,
    /// What most teams agree on; needs no metadata.
    #[default]
    Recommended,
    /// Everything: names, meaning, metadata and governance.
    Platform,
}

impl ProfileName {
    /// The profile.
    pub fn profile(self) -> Profile {
        match self {
            ProfileName::Minimal => Profile::Minimal,
            ProfileName::Recommended => Profile::Recommended,
            ProfileName::Platform => Profile::Platform,
        }
    }
}

/// The id of a built-in rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleId(usize);

impl<'de> Deserialize<'de> for RuleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        rules::position(&id).map(RuleId).ok_or_else(|| D::Error::custom(unknown_rule(&id)))
    }
}

fn unknown_rule(id: &str) -> String {
    unknown(id, rules::all().iter().map(|rule| rule.id()))
        .replace("unknown code", "unknown rule")
        .replace("`stipula explain` lists all codes", "`stipula rules` lists all rules")
}

/// How much a rule weighs, and what is set for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleSetting {
    level: Option<Level>,
    options: Map<String, Value>,
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RuleSetting;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`error`, `warning`, `info`, `off`, or a table with `severity` and options")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<RuleSetting, E> {
                let level = Level::deserialize(serde::de::value::StrDeserializer::new(text))?;
                Ok(RuleSetting { level: Some(level), options: Map::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleSetting, A::Error> {
                let mut setting = RuleSetting::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "severity" {
                        setting.level = Some(map.next_value()?);
                    } else {
                        setting.options.insert(key, map.next_value()?);
                    }
                }
                Ok(setting)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Other weights for a part of the repository.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LintOverride {
    /// Patterns of the paths that it is for; all by default.
    #[serde(default)]
    pub paths: Vec<Pattern>,
    /// The surfaces that it is for; all by default.
    #[serde(default)]
    pub surfaces: Vec<SurfaceName>,
    /// The weights, by the ids of rules, yours included.
    #[schemars(schema_with = "levels_schema")]
    pub rules: BTreeMap<Spanned<String>, Level>,
}

/// The keywords that schemas may use. A list that is given replaces the built-in one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SchemaProfile {
    /// Free to use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// To be used with what makes them safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub controlled: Option<Vec<String>>,
    /// Not to be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restricted: Option<Vec<String>>,
}

/// A rule of your own.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Custom {
    /// Its id, in kebab case, such as `acme-operation-has-runbook`.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$"))]
    pub id: String,
    /// The parts that it looks at.
    pub on: On,
    /// The surfaces on which it looks; all by default.
    #[serde(default)]
    pub surfaces: Vec<SurfaceName>,
    /// How much it weighs; `warning` by default.
    #[serde(default = "warning")]
    pub severity: Level,
    /// What is wrong where a part does not fit: a lower-case fragment, such as `operations name their runbook`.
    pub message: String,
    /// Why, and how to fix it, in Markdown: for `stipula explain`.
    #[serde(default)]
    pub docs: String,
    /// Only parts that fit this schema are meant; all by default.
    #[serde(default)]
    #[schemars(with = "Map<String, Value>")]
    pub when: Option<Value>,
    /// What the parts have to fit: a JSON Schema (2020-12), or the path of a file with one.
    #[schemars(schema_with = "schema_or_path")]
    pub schema: Value,
}

fn warning() -> Level {
    Level::Warning
}

/// The parts that a rule of your own looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// The root of a document.
    Contract,
    /// An Operation Object of OpenAPI.
    Operation,
    /// A Parameter Object.
    Parameter,
    /// A Response Object.
    Response,
    /// A schema, wherever it stands.
    Schema,
    /// The schema of a declared property.
    Property,
    /// A Channel Object.
    Channel,
    /// A Message Object.
    Message,
}

impl On {
    fn subject(self) -> Subject {
        match self {
            On::Contract => Subject::Contract,
            On::Operation => Subject::Operation,
            On::Parameter => Subject::Parameter,
            On::Response => Subject::Response,
            On::Schema => Subject::Schema,
            On::Property => Subject::Property,
            On::Channel => Subject::Channel,
            On::Message => Subject::Message,
        }
    }
}

/// What is wrong, and where.
type Fault = (String, Range<usize>);

impl Lint {
    /// The settings that the configuration means, with another profile if one is given.
    ///
    /// # Errors
    /// When an option, a rule of the user or the name of a rule is wrong.
    fn settings(&self, profile: Option<Profile>) -> Result<Settings, Fault> {
        let mut settings = Settings::new(profile.unwrap_or(self.profile.profile()));
        settings.heeds_ignores = self.ignore_in_place;
        settings.keywords = self.schema_profile.keywords();
        for (RuleId(rule), setting) in &self.rules {
            let RuleSetting { level, options } = setting.get_ref();
            if let Some(level) = level {
                settings.set_level(*rule, level.severity());
            }
            for (name, value) in options {
                let fault = |error| (option_fault(rules::all()[*rule], name, error), setting.span());
                settings.set_option(*rule, name, value).map_err(fault)?;
            }
        }
        for custom in &self.custom {
            let rule = custom.get_ref().compile().map_err(|fault| (fault, custom.span()))?;
            if settings.position(rule.code().id()).is_some() {
                return Err((format!("there are two rules `{}`", rule.code()), custom.span()));
            }
            settings.custom.extend(Some(rule));
        }
        for other in &self.overrides {
            settings.add_override(other.resolve(&settings)?);
        }
        let off = self.custom.iter().map(Spanned::get_ref).filter(|custom| custom.severity == Level::Off);
        let off: Vec<&str> = off.map(|custom| custom.id.as_str()).collect();
        settings.custom.retain(|rule| !off.contains(&rule.code().id()));
        Ok(settings)
    }

    /// Says what is wrong with the configuration, while its text is at hand.
    pub(super) fn check(&self, text: &str, name: &str) -> Result<(), ConfigError> {
        self.settings(None).map(drop).map_err(|(message, span)| ConfigError::new(message, span, text, name))
    }

    /// The settings of a configuration that was checked.
    pub(crate) fn checked(&self, profile: Option<Profile>) -> Settings {
        self.settings(profile).expect("the configuration was checked when it was read")
    }

    /// Reads the schemas that rules of the user name by path, relative to the configuration's folder.
    pub(super) fn read_schemas(&mut self, folder: &Path) -> Result<()> {
        for custom in &mut self.custom {
            let custom = custom.get_mut();
            if let Value::String(path) = &custom.schema {
                let schema = read_schema(&folder.join(path), path);
                custom.schema = schema.with_context(|| format!("the schema of the rule `{}`", custom.id))?;
            }
        }
        Ok(())
    }
}

fn option_fault(rule: &Rule, name: &str, error: OptionError) -> String {
    match error {
        OptionError::Unknown { known } if known.is_empty() => format!("the rule `{}` has no options", rule.id()),
        OptionError::Unknown { known } => {
            format!("the rule `{}` has no option `{name}`; it has `{}`", rule.id(), known.join("`, `"))
        }
        OptionError::Kind { expected } => format!("`{name}` of the rule `{}` has to be {expected}", rule.id()),
    }
}

#[allow(clippy::disallowed_methods, reason = "a rule of the user belongs to the configuration")]
fn read_schema(path: &Path, name: &str) -> Result<Value> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
    let (tree, faults) = stipula_source::read(FileId(0), name, bytes, &stipula_source::Limits::default());
    let fault = faults.iter().find(|fault| fault.severity == Severity::Error);
    match (tree.root(), fault) {
        (Some(root), None) => Ok(root.to_json()),
        (_, fault) => anyhow::bail!("{name}: {}", fault.map_or("it is empty", |fault| fault.message.as_ref())),
    }
}

impl LintOverride {
    fn resolve(&self, settings: &Settings) -> Result<Override, Fault> {
        let level = |(id, level): (&Spanned<String>, &Level)| {
            let fault = || (unknown_rule(id.get_ref()), id.span());
            Ok((settings.position(id.get_ref()).ok_or_else(fault)?, level.severity()))
        };
        let levels = self.rules.iter().map(level).collect::<Result<Vec<_>, Fault>>()?;
        let paths = if self.paths.is_empty() { GlobSet::empty() } else { super::glob_set(&self.paths) };
        Ok(Override { paths, surfaces: surfaces(&self.surfaces), levels })
    }
}

fn surfaces(names: &[SurfaceName]) -> Surfaces {
    names.iter().filter_map(|name| Surfaces::find(name.name())).fold(Surfaces::NONE, Surfaces::and)
}

impl SchemaProfile {
    fn keywords(&self) -> KeywordProfile {
        let KeywordProfile { allowed, controlled, restricted } = KeywordProfile::default();
        KeywordProfile {
            allowed: self.allowed.clone().unwrap_or(allowed),
            controlled: self.controlled.clone().unwrap_or(controlled),
            restricted: self.restricted.clone().unwrap_or(restricted),
        }
    }
}

impl Custom {
    fn compile(&self) -> Result<CustomRule, String> {
        let is_id = self.id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !is_id || self.id.to_lowercase() != self.id || !self.id.contains('-') {
            return Err(format!("`{}` is no id of a rule: write it like `acme-operation-has-runbook`", self.id));
        }
        if self.message.trim().is_empty() {
            return Err(format!("the rule `{}` has no message", self.id));
        }
        let surfaces = if self.surfaces.is_empty() { Surfaces::ANY } else { surfaces(&self.surfaces) };
        // A path: its schema is read when the file is.
        let schema = if self.schema.is_string() { Value::Bool(true) } else { self.schema.clone() };
        let definition = CustomDefinition {
            id: self.id.clone(),
            on: self.on.subject(),
            surfaces,
            severity: self.severity.severity().unwrap_or(Severity::Info),
            message: self.message.clone(),
            docs: self.docs.clone(),
            when: self.when.clone(),
            schema,
        };
        CustomRule::new(definition).map_err(|error| format!("the rule `{}`: {error}", self.id))
    }
}

fn level_values() -> Value {
    json!(["error", "warning", "info", "off"])
}

/// A property for every rule, with its options: so that editors complete and explain them.
fn rules_schema(_: &mut SchemaGenerator) -> Schema {
    let properties: Map<String, Value> =
        rules::all().iter().map(|rule| (rule.id().to_owned(), rule_schema(rule))).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false, "default": {} })
}

fn rule_schema(rule: &'static Rule) -> Value {
    let mut properties = Map::from_iter([(
        "severity".to_owned(),
        json!({ "description": "How much it weighs.", "enum": level_values() }),
    )]);
    for option in rule.options {
        let default = option.default_value();
        let kind = match &default {
            Value::Number(_) => json!({ "type": "integer", "minimum": 0 }),
            Value::Bool(_) => json!({ "type": "boolean" }),
            Value::String(_) => json!({ "type": "string" }),
            Value::Array(_) => json!({ "type": "array", "items": { "type": "string" } }),
            _ => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        };
        let mut schema = kind;
        schema["description"] = option.about.into();
        schema["default"] = default;
        properties.insert(option.name.to_owned(), schema);
    }
    json!({
        "description": rule.code().title(),
        "anyOf": [
            { "enum": level_values() },
            { "type": "object", "properties": properties, "additionalProperties": false },
        ],
    })
}

fn levels_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object", "additionalProperties": { "enum": level_values() } })
}

fn schema_or_path(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["object", "boolean", "string"] })
}
