//! Strings: the shortest word of the regular languages that are required, outside those that are forbidden.

use std::rc::Rc;

use super::branch::{Branch, Words};
use super::{Closed, Outcome, Search};
use crate::datum::Datum;
use crate::regular::{Budget, Exhausted, Language};

/// How many steps one question about regular languages may take.
const LANGUAGE_STEPS: u64 = 400_000;

/// The longest string that is built.
const MOST_LENGTH: u64 = 1_000_000;

/// Above this length a string without a pattern is simply filled.
const FILLED: u64 = 64;

impl<'a> Search<'a> {
    pub(super) fn string(&mut self, branch: &Branch<'a>) -> Outcome {
        let texts = branch.differs.iter().filter_map(|taken| match &**taken {
            Datum::String(text) => Some(text.as_str()),
            _ => None,
        });
        let taken: Vec<&str> = texts.collect();
        let word = self.word(&branch.words, &taken)?;
        Ok(Rc::new(Datum::String(word)))
    }

    /// The shortest word that is not taken.
    fn word(&mut self, words: &Words<'a>, taken: &[&str]) -> Result<String, Closed> {
        self.step()?;
        if words.least > words.most {
            return Err(Closed::default());
        }
        if words.least > MOST_LENGTH {
            return Err(Closed::doubtful("minLength", ""));
        }
        if words.patterns.is_empty() && words.least > FILLED {
            let fill = "a".repeat(usize::try_from(words.least).unwrap_or(0));
            let word = (0..=taken.len()).map(|count| format!("{}{count}", &fill[count.to_string().len()..]));
            return word.into_iter().find(|word| !taken.contains(&word.as_str())).ok_or_else(Closed::default);
        }
        let Some(language) = self.language(words) else {
            return Err(self.beyond(words.patterns.iter().map(|(pattern, _)| *pattern)));
        };
        let mut budget = Budget::new(LANGUAGE_STEPS);
        let length = Language::length(words.least, Some(words.most).filter(|&most| most < u64::MAX));
        let candidates = language
            .intersect(&length, &mut budget)
            .and_then(|language| language.shortest(&mut budget, taken.len() + 1));
        match candidates {
            Ok(candidates) => {
                let free = candidates.into_iter().find(|word| !taken.contains(&word.as_str()));
                free.ok_or_else(Closed::default)
            }
            Err(Exhausted) => Err(Closed::doubtful("the regular expressions take too many steps", "")),
        }
    }

    /// The doubt that one of the patterns is beyond us, or all of them together are.
    pub(super) fn beyond<'p>(&self, mut patterns: impl Iterator<Item = &'p str> + Clone) -> Closed {
        let first = patterns.clone().next();
        let pattern = patterns.find(|pattern| self.arena.language(pattern).is_none()).or(first).unwrap_or_default();
        Closed::doubtful("pattern", self.arena.pointer_to_pattern(pattern))
    }

    /// The words that match the patterns they must and none that they must not; `None` where one is beyond us.
    fn language(&mut self, words: &Words<'a>) -> Option<Language> {
        let key: Vec<(&'a str, bool)> = words.patterns.iter().copied().collect();
        if let Some(known) = self.languages.get(&key) {
            return known.clone();
        }
        let language = self.product(&key);
        self.languages.insert(key, language.clone());
        language
    }

    fn product(&self, patterns: &[(&'a str, bool)]) -> Option<Language> {
        let mut budget = Budget::new(LANGUAGE_STEPS);
        let mut product = Language::any();
        for (pattern, sign) in patterns {
            let language = self.arena.language(pattern)?;
            let factor = if *sign { language.clone() } else { language.complement(&mut budget).ok()? };
            product = product.intersect(&factor, &mut budget).ok()?;
        }
        Some(product)
    }
}
