//! Which rules speak, how much they weigh, and what is set for them.

use crate::options::{OptionSpec, Setting, Words};
use crate::{CustomRule, KeywordProfile, Profile, Rule, Surfaces, rules};
use globset::GlobSet;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;
use stipula_diagnostics::{Code, Severity};

/// Which rules speak, how much they weigh, and what is set for them.
#[derive(Debug)]
pub struct Settings {
    /// The day that sunsets and attestations are held against; without one, rules that need it are silent.
    pub today: Option<Date>,
    /// Which keywords schemas may use.
    pub keywords: KeywordProfile,
    /// Whether `x-lint-ignore` is heeded.
    pub heeds_ignores: bool,
    /// The rules of users.
    pub custom: Vec<CustomRule>,
    /// The profile that they were made of.
    pub(crate) profile: Profile,
    levels: Vec<Option<Severity>>,
    options: Vec<Vec<Setting>>,
    overrides: Vec<Override>,
    canonical: GlobSet,
}

/// Other weights for a part of the repository.
#[derive(Debug, Clone)]
pub struct Override {
    /// The paths that it is for; empty for all.
    pub paths: GlobSet,
    /// The surfaces that it is for; none for all.
    pub surfaces: Surfaces,
    /// The weights: rules by position in [`rules::all`], `None` for off.
    pub levels: Vec<(usize, Option<Severity>)>,
}

impl Settings {
    /// The rules of a profile with their defaults.
    pub fn new(profile: Profile) -> Settings {
        let all = rules::all();
        let level = |rule: &&'static Rule| (rule.profile <= profile).then(|| rule.code().severity());
        Settings {
            today: None,
            keywords: KeywordProfile::default(),
            heeds_ignores: true,
            custom: Vec::new(),
            profile,
            levels: all.iter().map(level).collect(),
            options: all.iter().map(|rule| rule.options.iter().map(OptionSpec::preset).collect()).collect(),
            overrides: Vec::new(),
            canonical: GlobSet::empty(),
        }
    }

    /// One rule by itself, at its own weight, whatever profile has it: for its page.
    pub fn only(rule: &Rule) -> Settings {
        let mut settings = Settings::new(Profile::Platform);
        for (own, level) in rules::all().iter().zip(&mut settings.levels) {
            *level = level.filter(|_| own.id() == rule.id());
        }
        settings
    }

    /// Sets the weight of a rule; `None` turns it off.
    pub fn set_level(&mut self, rule: usize, level: Option<Severity>) {
        self.levels[rule] = level;
    }

    /// Sets an option of a rule.
    ///
    /// # Errors
    /// When there is no such option, or the value is of another kind: what is wrong, and the names that are known.
    pub fn set_option(&mut self, rule: usize, name: &str, value: &Value) -> Result<(), OptionError> {
        let specs = rules::all()[rule].options;
        let Some(at) = specs.iter().position(|spec| spec.name == name) else {
            return Err(OptionError::Unknown { known: specs.iter().map(|spec| spec.name).collect() });
        };
        let setting = specs[at].read(value).ok_or(OptionError::Kind { expected: specs[at].kind() })?;
        self.options[rule][at] = setting;
        Ok(())
    }

    /// Adds other weights for a part of the repository; what is added later wins.
    pub fn add_override(&mut self, other: Override) {
        self.overrides.push(other);
    }

    /// Says which paths hold shared concepts beside the folder `canonical`.
    pub fn set_canonical(&mut self, paths: GlobSet) {
        self.canonical = paths;
    }

    /// True for the paths of shared concepts.
    pub(crate) fn is_canonical(&self, path: &str) -> bool {
        path.starts_with("canonical/") || path.contains("/canonical/") || self.canonical.is_match(path)
    }

    /// True if a rule may speak somewhere.
    pub(crate) fn is_on(&self, rule: usize) -> bool {
        if rule >= self.levels.len() {
            return true;
        }
        let other = |other: &Override| other.levels.iter().any(|(own, level)| *own == rule && level.is_some());
        self.levels[rule].is_some() || self.overrides.iter().any(other)
    }

    /// The weight of a rule in a file, about what is seen on some surfaces.
    pub(crate) fn level(
        &self,
        rule: usize,
        usual: Option<Severity>,
        path: impl FnOnce() -> String,
        surfaces: Surfaces,
    ) -> Option<Severity> {
        let mut level = self.levels.get(rule).copied().unwrap_or(usual);
        if self.overrides.is_empty() {
            return level;
        }
        let path = path();
        for other in &self.overrides {
            let is_here = (other.paths.is_empty() || other.paths.is_match(&path))
                && (other.surfaces.is_empty() || other.surfaces.meets(surfaces));
            if let Some((_, own)) = other.levels.iter().rev().find(|(own, _)| is_here && *own == rule) {
                level = *own;
            }
        }
        level
    }

    /// The position of a rule by its id; those of users count on from the built-in ones.
    pub fn position(&self, id: &str) -> Option<usize> {
        let custom = || self.custom.iter().position(|rule| rule.code().id() == id).map(|n| rules::all().len() + n);
        rules::position(id).or_else(custom)
    }

    /// Turns off all rules but these.
    pub fn keep_only(&mut self, ids: &[String]) {
        for (rule, level) in rules::all().iter().zip(&mut self.levels) {
            *level = level.filter(|_| ids.iter().any(|id| id == rule.id()));
        }
        self.custom.retain(|rule| ids.iter().any(|id| id == rule.code().id()));
    }

    /// The ids of all rules, those of users included.
    pub fn ids(&self) -> BTreeSet<String> {
        let own = self.custom.iter().map(|rule| rule.code().id());
        rules::all().iter().map(|rule| rule.id()).chain(own).map(str::to_owned).collect()
    }

    /// The weight of a rule where nothing overrides it; `None` when it is off.
    pub fn usual_level(&self, rule: usize) -> Option<Severity> {
        self.levels.get(rule).copied().unwrap_or_else(|| Some(self.custom[rule - rules::all().len()].severity()))
    }

    /// The code of the rule at a position.
    pub(crate) fn code(&self, rule: usize) -> Code {
        match rules::all().get(rule) {
            Some(rule) => rule.code(),
            None => self.custom[rule - rules::all().len()].code(),
        }
    }

    fn setting(&self, rule: usize, name: &str) -> &Setting {
        let at = rules::all()[rule].options.iter().position(|spec| spec.name == name);
        &self.options[rule][at.expect("a rule asks for options that it declares")]
    }

    pub(crate) fn number(&self, rule: usize, name: &str) -> u64 {
        match self.setting(rule, name) {
            Setting::Number(number) => *number,
            other => unreachable!("{name} is no number: {other:?}"),
        }
    }

    pub(crate) fn flag(&self, rule: usize, name: &str) -> bool {
        match self.setting(rule, name) {
            Setting::Flag(flag) => *flag,
            other => unreachable!("{name} is no flag: {other:?}"),
        }
    }

    pub(crate) fn text(&self, rule: usize, name: &str) -> &str {
        match self.setting(rule, name) {
            Setting::Text(text) => text,
            other => unreachable!("{name} is no text: {other:?}"),
        }
    }

    pub(crate) fn words(&self, rule: usize, name: &str) -> &Words {
        match self.setting(rule, name) {
            Setting::Words(words) => words,
            other => unreachable!("{name} is no list: {other:?}"),
        }
    }

    pub(crate) fn pairs(&self, rule: usize, name: &str) -> &[(String, String)] {
        match self.setting(rule, name) {
            Setting::Pairs(pairs) => pairs,
            other => unreachable!("{name} is no table: {other:?}"),
        }
    }
}

/// What is wrong with a configured option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionError {
    /// The rule has no such option.
    Unknown {
        /// Those it has.
        known: Vec<&'static str>,
    },
    /// The value is of another kind.
    Kind {
        /// What it has to be.
        expected: &'static str,
    },
}
