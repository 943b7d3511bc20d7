use std::{fmt, ops::Range};

/// A configuration file is wrong: where, what and how to fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub help: Option<String>,
    /// The file's name for reports.
    pub name: String,
    /// The file's text.
    pub text: String,
    /// The bytes that are wrong.
    pub span: Range<usize>,
}

impl ConfigError {
    pub(super) fn new(message: String, span: Range<usize>, text: &str, name: &str) -> Self {
        Self { message, help: None, name: name.to_owned(), text: text.to_owned(), span }
    }

    /// TOML's own message, in our words where it is about a name.
    pub(super) fn of_toml(error: &toml::de::Error, text: &str, name: &str) -> Self {
        let (message, help) = reword(error.message());
        Self { help, ..Self::new(message, error.span().unwrap_or(0..0), text, name) }
    }
}

/// As ``stipula.toml:3:1: unknown key `includ` ``.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = &self.text[..self.text.floor_char_boundary(self.span.start)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        write!(f, "{}:{line}:{column}: {}", self.name, self.message)?;
        self.help.iter().try_for_each(|help| write!(f, " ({help})"))
    }
}

impl std::error::Error for ConfigError {}

/// Turns serde's ``unknown field `x`, expected one of `a`, `b` `` into a message and a suggestion.
fn reword(message: &str) -> (String, Option<String>) {
    let message = message.trim().replace('\n', "; ");
    let message = message.replace("expected usize", "expected a whole number from 0");
    let message = message.replace("expected u64", "expected a whole number from 0").replace("a sequence", "a list");
    let message = message.replace("wanted string or table", "expected a string");
    let found = [("unknown field ", "unknown key"), ("unknown variant ", "unknown value")];
    let Some((rest, what)) = found.iter().find_map(|(prefix, what)| Some((message.strip_prefix(prefix)?, what))) else {
        return (message, None);
    };
    let mut names = rest.split('`').skip(1).step_by(2);
    let wrong = names.next().unwrap_or_default();
    let known: Vec<&str> = names.collect();
    (format!("{what} `{wrong}`"), suggestion(wrong, &known))
}

/// `did you mean `x`?`, or else everything that could have been meant.
fn suggestion(wrong: &str, known: &[&str]) -> Option<String> {
    if let Some(near) = nearest(wrong, known.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let all: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    (!all.is_empty()).then(|| format!("known are {}", all.join(", ")))
}

/// The known name that a wrong one was most likely meant to be.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_ascii_lowercase().replace('_', "-");
    let begins = |name: &str| wrong.len() > 2 && name.starts_with(&wrong);
    let score = |name: &str| if begins(name) { 0.9 } else { strsim::normalized_damerau_levenshtein(&wrong, name) };
    let scored = known.into_iter().map(|name| (score(name), name));
    let best = scored.filter(|(score, _)| *score >= 0.6).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    best.map(|(_, name)| name)
}
