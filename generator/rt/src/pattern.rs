//! Regular expressions of ECMA-262, which `pattern` means (JSON Schema Core §6.4).

mod linear;

use std::fmt;
use std::sync::OnceLock;

/// A regular expression of ECMA-262 in its Unicode mode, looked for anywhere in a text. It is compiled when it is first
/// needed.
///
/// What all engines understand alike is matched by the crate `regex`, in time linear to the text. The rest (lookaround,
/// references back, properties of Unicode) is matched by backtracking; see [`is_linear`](Self::is_linear).
///
/// ```
/// use stipula_rt::Pattern;
///
/// static CODE: Pattern = Pattern::new(r"^[A-Z]{3}-\d+$");
/// assert!(CODE.is_match("ABC-1"));
/// assert!(!CODE.is_match("ABC-٣"));
/// ```
pub struct Pattern {
    pub(crate) text: &'static str,
    engine: OnceLock<Engine>,
}

enum Engine {
    Linear(regex::Regex),
    Backtracking(Box<regress::Regex>),
    Broken,
}

impl Pattern {
    /// A pattern as the schema writes it.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, engine: OnceLock::new() }
    }

    /// The pattern as the schema writes it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.text
    }

    /// True if it matches somewhere. What is no regular expression matches nothing.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self.engine() {
            Engine::Linear(regex) => regex.is_match(text),
            Engine::Backtracking(regex) => regex.find(text).is_some(),
            Engine::Broken => false,
        }
    }

    /// True if matching takes time linear to the text, whatever the text. Else the schema should bound its length, which
    /// is looked at first.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        matches!(self.engine(), Engine::Linear(_))
    }

    /// Whether a text is a regular expression of ECMA-262.
    ///
    /// # Errors
    /// Why it is none.
    pub fn check(text: &str) -> Result<(), String> {
        match linear::compile(text) {
            Some(_) => Ok(()),
            None => backtracking(text).map(drop),
        }
    }

    fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| match linear::compile(self.text) {
            Some(regex) => Engine::Linear(regex),
            None => backtracking(self.text).map_or(Engine::Broken, |regex| Engine::Backtracking(Box::new(regex))),
        })
    }
}

/// In Unicode mode or, since many patterns do so, with escapes that it does not need.
fn backtracking(text: &str) -> Result<regress::Regex, String> {
    let strict = regress::Regex::with_flags(text, "u");
    strict.or_else(|error| regress::Regex::with_flags(&unescaped(text), "u").map_err(|_| error.to_string()))
}

/// Without backslashes before punctuation that means itself.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut is_class = false;
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        match (char, rest.clone().next()) {
            ('\\', Some(next)) => {
                rest.next();
                if !(" !\"#%&',:;<=>@_`~".contains(next) || next == '-' && !is_class) {
                    out.push('\\');
                }
                out.push(next);
                continue;
            }
            ('[', _) => is_class = true,
            (']', _) => is_class = false,
            _ => {}
        }
        out.push(char);
    }
    out
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

#[cfg(test)]
mod tests;
