//! One question, put to one engine after the other.

use super::{Oracle, Schema, Tally};
use crate::answer::{Answer, Engine, Proof, Undecided, Witness};
use crate::arena::{Arena, NodeId};
use crate::canonical::SecondAnswer;
use crate::confirm::Fault;
use crate::evaluate;
use crate::search::{Found, Search};
use crate::shrink::shrink;
use crate::structural::Memo;
use serde_json::{Map, Value};

/// How often a witness may be made smaller and looked at again.
const SHRINKING_STEPS: usize = 600;

/// Is there a value that the first accepts, within all others, and that the last rejects?
pub(super) struct Question<'o> {
    pub(super) oracle: &'o Oracle,
    pub(super) accepting: Vec<Schema>,
    pub(super) rejecting: Schema,
}

/// What an engine came to.
pub(super) enum Finding {
    /// There is none.
    Proved(Proof),
    /// There is this one.
    Refuted(Witness),
    /// It found a value that the validators do not confirm: somebody has a bug, and no proof counts against that.
    Doubtful(Undecided),
    /// It does not know.
    Open(Undecided),
}

impl Question<'_> {
    /// Is it the same schema on both sides?
    pub(super) fn is_about_one_schema(&self) -> bool {
        let is_one = self.accepting.contains(&self.rejecting);
        self.oracle.counters.change(|counters| counters.equal += u64::from(is_one));
        is_one
    }

    /// Is one of the accepting schemas within the rejecting one by a structural proof?
    pub(super) fn is_structural(&self) -> bool {
        let Oracle { arena, .. } = self.oracle;
        let new = self.node(self.rejecting);
        // A memo of its own: what is proved within the steps must not depend on what was asked before.
        let proved = self.accepting.iter().any(|&old| arena.included(&mut Memo::default(), self.node(old), new));
        self.oracle.counters.change(|counters| {
            let (proved, undecided) = (u64::from(proved), u64::from(!proved));
            counters.structural += Tally { asked: 1, proved, refuted: 0, undecided };
        });
        proved
    }

    /// Every engine in turn.
    pub(super) fn decide(&self) -> Answer {
        if self.is_about_one_schema() {
            return Answer::Included(Proof::Equal);
        }
        if self.is_structural() {
            return Answer::Included(Proof::Structural);
        }
        let options = &self.oracle.options;
        let mut doubt = None;
        let mut why = match self.search(options.quick_steps) {
            Finding::Doubtful(why) => {
                doubt = Some(why.clone());
                why
            }
            Finding::Open(why) => why,
            settled => return settled.into(),
        };
        match self.canonical() {
            Finding::Refuted(witness) => return Answer::Refuted(witness),
            Finding::Proved(proof) if doubt.is_none() => return Answer::Included(proof),
            Finding::Proved(_) | Finding::Open(_) => {}
            Finding::Doubtful(why) => doubt = doubt.or(Some(why)),
        }
        // A search that found what nobody confirms would find it again.
        if doubt.is_none() {
            match self.search(options.steps) {
                Finding::Open(more) => why = more,
                settled => return settled.into(),
            }
        }
        Answer::Undecided(doubt.unwrap_or(why))
    }

    /// Our search, with so many steps.
    pub(super) fn search(&self, steps: u64) -> Finding {
        let Oracle { arena, counters, .. } = self.oracle;
        let accepting: Vec<NodeId> = self.accepting.iter().map(|&schema| self.node(schema)).collect();
        // A search of its own: what is found within the steps must not depend on what was asked before.
        let finding = match Search::new(arena).find(&accepting, &[self.node(self.rejecting)], steps) {
            Found::Value(value) => self.settle(value, Engine::Search),
            Found::None => Finding::Proved(Proof::Search),
            Found::Unknown(why) => Finding::Open(why),
        };
        counters.change(|counters| counters.search += finding.tally());
        finding
    }

    /// The second engine; it takes two schemas, so it is silent where a value must be within others.
    pub(super) fn canonical(&self) -> Finding {
        let finding = match self.accepting.as_slice() {
            &[old] => self.compare(old),
            _ => Finding::Open(silent()),
        };
        self.oracle.counters.change(|counters| counters.canonical += finding.tally());
        finding
    }

    fn compare(&self, old: Schema) -> Finding {
        let oracle = self.oracle;
        match oracle.second.decide(oracle.confirm(old).document(), oracle.confirm(self.rejecting).document()) {
            SecondAnswer::Included => Finding::Proved(Proof::Canonical),
            SecondAnswer::Difference(difference) => self.within(&difference),
            SecondAnswer::Silent => Finding::Open(silent()),
        }
    }

    /// Searches the difference that the second engine computed, which is a schema of its own.
    fn within(&self, difference: &Value) -> Finding {
        let empty = Map::new();
        let definitions = difference.get("$defs").and_then(Value::as_object).unwrap_or(&empty);
        let mut arena = Arena::new(definitions, self.oracle.options.arena());
        let node = arena.intern(difference);
        match Search::new(&arena).find(&[node], &[], self.oracle.options.steps) {
            Found::Value(value) => self.settle(value, Engine::Canonical),
            // The difference is exact, and nothing is in it.
            Found::None => Finding::Proved(Proof::Canonical),
            Found::Unknown(_) => Finding::Open(silent()),
        }
    }

    /// Makes a value small and has it confirmed.
    fn settle(&self, value: Value, engine: Engine) -> Finding {
        let small = shrink(value.clone(), SHRINKING_STEPS, &mut |value| self.holds(value));
        for value in [small, value] {
            if self.is_confirmed(&value) {
                let confirm = self.oracle.confirm(self.rejecting);
                let unknown = || Fault { at: String::new(), keyword: "schema".to_owned() };
                let Fault { at, keyword } = confirm.fault(&value).unwrap_or_else(unknown);
                return Finding::Refuted(Witness { value, engine, at, keyword });
            }
        }
        self.oracle.counters.change(|counters| counters.unconfirmed += 1);
        let pointer = self.oracle.arena.pointer(self.node(self.rejecting)).to_owned();
        Finding::Doubtful(Undecided {
            reason: "a value was found that the validators do not confirm".to_owned(),
            pointer,
        })
    }

    /// Whether a value is a witness, by our own evaluator.
    fn holds(&self, value: &Value) -> bool {
        let judge = |schema: Schema| evaluate::accepts(&self.oracle.arena, self.node(schema), value);
        judge(self.rejecting) == Some(false) && self.accepting.iter().all(|&schema| judge(schema) == Some(true))
    }

    fn is_confirmed(&self, value: &Value) -> bool {
        self.oracle.accepts(self.rejecting, value) == Some(false)
            && self.accepting.iter().all(|&schema| self.oracle.accepts(schema, value) == Some(true))
    }

    fn node(&self, schema: Schema) -> NodeId {
        self.oracle.entry(schema).node
    }
}

fn silent() -> Undecided {
    Undecided { reason: "the second engine has no answer".to_owned(), pointer: String::new() }
}

impl Finding {
    fn tally(&self) -> Tally {
        let (mut proved, mut refuted, mut undecided) = (0, 0, 0);
        match self {
            Finding::Proved(_) => proved = 1,
            Finding::Refuted(_) => refuted = 1,
            Finding::Doubtful(_) | Finding::Open(_) => undecided = 1,
        }
        Tally { asked: 1, proved, refuted, undecided }
    }
}

impl From<Finding> for Answer {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Proved(proof) => Answer::Included(proof),
            Finding::Refuted(witness) => Answer::Refuted(witness),
            Finding::Doubtful(why) | Finding::Open(why) => Answer::Undecided(why),
        }
    }
}
