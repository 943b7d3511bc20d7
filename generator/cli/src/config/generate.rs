//! `[[generate]]`: what is made of the contracts, and where it is written.

use super::values::{FolderPath, PackageName, Pattern};
use clap::{
    ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error};
use stipula_codegen::Target;

/// Code that is generated from the contracts and kept beside them. `stipula generate` writes it, `stipula check` says
/// when it is not what the contracts say.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Generate {
    /// The folder that is written, relative to this one, such as `../runtime/wire/src`. It holds generated files and
    /// `names.lock`; files that were written by hand are left alone.
    pub out: FolderPath,
    /// Patterns of the contracts that code is made of; all of them by default. What they refer to comes with them.
    #[serde(default)]
    pub contracts: Vec<Pattern>,
    /// What is made: by default boundary types, and what else the contracts give, without services.
    #[serde(default)]
    pub targets: Vec<TargetName>,
    /// Who makes the types.
    #[serde(default)]
    pub types: TypesBy,
    /// Who makes the clients.
    #[serde(default)]
    pub client: ClientBy,
    /// The name of a package of its own: `out` then holds a `Cargo.toml` beside the code.
    pub package: Option<PackageName>,
    /// The folder of `stipula-rt`, as seen from the package; by default it is the version of this command.
    pub runtime_path: Option<String>,
}

/// Who makes types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum TypesBy {
    /// Stipula: they accept exactly what the contracts accept.
    #[default]
    Stipula,
    /// typify, for those who know it. What it cannot say is a finding.
    Typify,
}

/// Who makes clients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum ClientBy {
    /// Stipula: each outcome that a contract declares, with its headers.
    #[default]
    Stipula,
    /// progenitor, for those who know it. What it cannot say is a finding.
    Progenitor,
}

/// A target, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetName(pub Target);

impl<'de> Deserialize<'de> for TargetName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = || Target::ALL.map(|target| format!("`{}`", target.name())).join(", ");
        let target = Target::find(&name);
        target
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("unknown variant `{name}`, expected one of {}", known())))
    }
}

impl JsonSchema for TargetName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TargetName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let each = |target: Target| json_schema!({ "const": target.name(), "description": target.about() });
        json_schema!({ "description": "What is made of contracts.", "type": "string", "oneOf": Target::ALL.map(each) })
    }
}

/// Reads targets in arguments.
pub(crate) fn target_parser() -> impl TypedValueParser<Value = Target> {
    let each = |target: Target| PossibleValue::new(target.name()).help(target.about());
    PossibleValuesParser::new(Target::ALL.map(each))
        .map(|name| Target::find(&name).expect("only names of targets are possible"))
}
