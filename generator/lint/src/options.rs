//! What can be set for a rule: declared beside it, checked when the configuration is read.

use rustc_hash::FxHashSet;
use serde_json::Value;

/// One option of a rule.
#[derive(Debug, Clone, Copy)]
pub struct OptionSpec {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What it means: one sentence.
    pub about: &'static str,
    /// What it is without a configuration.
    pub default: Preset,
}

/// The default of an option, which also says what kind it is.
#[derive(Debug, Clone, Copy)]
pub enum Preset {
    /// A whole number.
    Number(u64),
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(&'static str),
    /// A set of words. A configuration replaces it; `+word` adds and `-word` removes.
    Words(&'static [&'static str]),
    /// Pairs of texts. A configuration adds to them; an empty value removes one.
    Pairs(&'static [(&'static str, &'static str)]),
}

impl OptionSpec {
    pub(crate) const fn number(name: &'static str, default: u64, about: &'static str) -> Self {
        Self { name, about, default: Preset::Number(default) }
    }

    pub(crate) const fn flag(name: &'static str, default: bool, about: &'static str) -> Self {
        Self { name, about, default: Preset::Flag(default) }
    }

    pub(crate) const fn text(name: &'static str, default: &'static str, about: &'static str) -> Self {
        Self { name, about, default: Preset::Text(default) }
    }

    pub(crate) const fn words(name: &'static str, default: &'static [&'static str], about: &'static str) -> Self {
        Self { name, about, default: Preset::Words(default) }
    }

    pub(crate) const fn pairs(
        name: &'static str,
        default: &'static [(&'static str, &'static str)],
        about: &'static str,
    ) -> Self {
        Self { name, about, default: Preset::Pairs(default) }
    }

    /// The default as JSON.
    pub fn default_value(&self) -> Value {
        match self.default {
            Preset::Number(number) => number.into(),
            Preset::Flag(flag) => flag.into(),
            Preset::Text(text) => text.into(),
            Preset::Words(words) => words.iter().map(|word| Value::from(*word)).collect(),
            Preset::Pairs(pairs) => pairs.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect(),
        }
    }

    /// The kind of value, as a fragment for messages.
    pub fn kind(&self) -> &'static str {
        match self.default {
            Preset::Number(_) => "a whole number from 0",
            Preset::Flag(_) => "true or false",
            Preset::Text(_) => "a text",
            Preset::Words(_) => "a list of texts",
            Preset::Pairs(_) => "a table of texts",
        }
    }

    pub(crate) fn preset(&self) -> Setting {
        match self.default {
            Preset::Number(number) => Setting::Number(number),
            Preset::Flag(flag) => Setting::Flag(flag),
            Preset::Text(text) => Setting::Text(text.to_owned()),
            Preset::Words(words) => Setting::Words(Words::of(words.iter().map(|word| (*word).to_owned()))),
            Preset::Pairs(pairs) => {
                Setting::Pairs(pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
            }
        }
    }

    /// The setting that a configured value means; `None` if it is of another kind.
    pub(crate) fn read(&self, value: &Value) -> Option<Setting> {
        Some(match self.default {
            Preset::Number(_) => Setting::Number(value.as_u64()?),
            Preset::Flag(_) => Setting::Flag(value.as_bool()?),
            Preset::Text(_) => Setting::Text(value.as_str()?.to_owned()),
            Preset::Words(preset) => Setting::Words(words(preset, value)?),
            Preset::Pairs(preset) => Setting::Pairs(pairs(preset, value)?),
        })
    }
}

fn words(preset: &[&str], value: &Value) -> Option<Words> {
    let given: Vec<&str> = value.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    let is_change = |word: &&str| word.starts_with(['+', '-']);
    if given.is_empty() || !given.iter().all(is_change) {
        return Some(Words::of(given.into_iter().map(str::to_owned)));
    }
    let removed: Vec<&str> = given.iter().filter_map(|word| word.strip_prefix('-')).collect();
    let kept = preset.iter().copied().filter(|word| !removed.contains(word));
    let added = given.iter().filter_map(|word| word.strip_prefix('+'));
    Some(Words::of(kept.chain(added).map(str::to_owned)))
}

fn pairs(preset: &[(&str, &str)], value: &Value) -> Option<Vec<(String, String)>> {
    let given = value.as_object()?;
    let mut all: Vec<(String, String)> = Vec::new();
    all.extend(preset.iter().filter(|(key, _)| !given.contains_key(*key)).map(|(k, v)| ((*k).into(), (*v).into())));
    for (key, value) in given {
        let value = value.as_str()?;
        if !value.is_empty() {
            all.push((key.clone(), value.to_owned()));
        }
    }
    Some(all)
}

/// A value of an option.
#[derive(Debug, Clone)]
pub(crate) enum Setting {
    Number(u64),
    Flag(bool),
    Text(String),
    Words(Words),
    Pairs(Vec<(String, String)>),
}

/// A set of words in the order in which they were given.
#[derive(Debug, Clone, Default)]
pub struct Words {
    list: Vec<String>,
    set: FxHashSet<String>,
}

impl Words {
    fn of(words: impl Iterator<Item = String>) -> Words {
        let list: Vec<String> = words.collect();
        Words { set: list.iter().cloned().collect(), list }
    }

    /// True if the word is among them, to the letter.
    pub fn has(&self, word: &str) -> bool {
        self.set.contains(word)
    }

    /// True if the word is among them in any case.
    pub fn has_in_any_case(&self, word: &str) -> bool {
        self.list.iter().any(|own| own.eq_ignore_ascii_case(word))
    }

    /// The words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(String::as_str)
    }
}
