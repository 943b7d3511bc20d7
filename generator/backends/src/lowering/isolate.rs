//! One schema that a back end cannot read does not cost the others.

use super::Lowering;
use crate::loss::{Effect, Loss};
use crate::wall;
use serde_json::{Map, Value, json};

/// More schemas than this that a back end cannot read end the attempt.
const MOST_REFUSED: usize = 64;

type Check<'a> = &'a (dyn Fn(Map<String, Value>) -> Result<(), String> + Sync);

impl Lowering<'_> {
    /// Puts any JSON in the place of definitions that a back end cannot read.
    pub(crate) fn blank_unreadable(&mut self, check: Check<'_>) -> Result<(), String> {
        let names: Vec<String> = self.definitions.keys().cloned().collect();
        for _ in 0..MOST_REFUSED {
            let all = &self.definitions;
            // The first definitions; the others are any JSON.
            let check = |first: usize| {
                let mut some = all.clone();
                for name in names.iter().skip(first) {
                    some.insert(name.clone(), json!({}));
                }
                wall::run(|| check(some))
            };
            let Err(reason) = check(names.len()) else { return Ok(()) };
            let Some(found) = wall::culprit(names.len(), |first| check(first).is_err()) else { return Err(reason) };
            self.refuse(&names[found], &reason);
        }
        Err(format!("more than {MOST_REFUSED} schemas cannot be read"))
    }

    /// Puts any JSON in the place of a definition, and says what the back end said.
    fn refuse(&mut self, name: &str, reason: &str) {
        self.definitions.insert(name.to_owned(), json!({}));
        let Some((_, id)) = self.origins.iter().find(|(known, _)| known == name) else { return };
        let at = self.model.schemas.get(*id).at;
        let message = format!("{} cannot read the schema `{name}`: {reason}", self.backend);
        let definition = name.to_owned();
        self.losses.push(Loss { effect: Effect::Refused, keyword: "", definition, at, message, is_habit: false });
    }
}
