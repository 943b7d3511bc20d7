//! What the oracle decides: exactly, under the assumptions of the policy, and which of these it took.

use super::Question;
use super::cases::{Case, Cases};
use super::court::{Court, Outcome, Proved, Trial};
use crate::lens::Emission;
use crate::relation::{Direction, Terms, weight_of};
use crate::{Assumption, Effect, Evidence, Level, Verdict, changes};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diff::{About, Diff, Kind};
use stipula_oracle::{Answer, Counters, Proof, Undecided};

/// What was decided about every case, and about payloads that no case explains.
pub(crate) struct Inclusions {
    /// One for each case.
    pub(crate) cases: Vec<Decided>,
    /// What each fact does to the accepted values; facts that the oracle does not judge are missing.
    pub(crate) effects: FxHashMap<usize, Effect>,
    /// Payloads that are not compatible although every fact in them is.
    pub(crate) unexplained: Vec<(usize, Decided)>,
    /// Properties that were removed from one part of a schema and that another part declares.
    pub(crate) moved: FxHashSet<usize>,
    /// What was asked.
    pub(crate) counters: Counters,
}

/// A verdict when nothing is assumed, one under the policy, and what the difference rests on.
#[derive(Debug, Clone)]
pub(crate) struct Decided {
    pub(crate) exact: Verdict,
    pub(crate) assumed: Verdict,
    pub(crate) depends_on: Vec<Assumption>,
}

/// Decides all cases.
pub(crate) fn decide(question: &Question<'_>, diff: &Diff, cases: &Cases) -> Inclusions {
    let emission = Emission::of(question.old, question.new, diff);
    let mut rounds = Rounds { emission, diff, cases, counters: Counters::default() };
    let exact = rounds.exact();
    let assumed = rounds.assumed(&exact);
    let depends_on = rounds.dependencies(&exact, &assumed);
    let effects = rounds.effects();
    let is_whole = rounds.emission.is_whole;
    let decided = (0..cases.all.len()).map(|case| {
        let kind = diff.facts[cases.all[case].fact].kind;
        let terms = &cases.all[case].terms;
        Decided {
            exact: doubted(is_whole, exact.verdict(case, kind, &terms.exact())),
            assumed: doubted(is_whole, assumed.verdict(case, kind, terms)),
            depends_on: depends_on[case].clone(),
        }
    });
    let unexplained = unexplained(cases, &exact, &assumed);
    let moved = (0..diff.facts.len()).filter(|fact| rounds.emission.still_declares(diff, *fact)).collect();
    Inclusions { cases: decided.collect(), effects, unexplained, moved, counters: rounds.counters }
}

/// What one round came to: an outcome for each case and for each unexplained payload, by direction.
#[derive(Default)]
struct Round {
    cases: FxHashMap<(usize, Direction), Outcome>,
    /// Payloads that are compatible as a whole.
    proved: FxHashSet<(usize, Direction)>,
    /// Payloads that are not, and that no case covers.
    open: FxHashMap<(usize, Direction), Outcome>,
}

struct Rounds<'a> {
    emission: Emission,
    diff: &'a Diff,
    cases: &'a Cases,
    counters: Counters,
}

impl Rounds<'_> {
    /// Nothing is assumed.
    fn exact(&mut self) -> Round {
        let every = |_: usize, _: Direction| true;
        self.round(&|terms| terms.exact(), &every, &every)
    }

    /// The assumptions of the policy hold. What is safe without them is safe with them, since they make writers send less
    /// and readers take more; but old values may be read again, and old software may meet new values.
    fn assumed(&mut self, exact: &Round) -> Round {
        let was_safe = |case: usize, direction| matches!(exact.cases.get(&(case, direction)), Some(Outcome::Safe(_)));
        let was_proved = |payload: usize, direction| {
            exact.proved.contains(&(payload, direction))
                || matches!(exact.open.get(&(payload, direction)), Some(Outcome::Safe(_)))
        };
        let case = |case: usize, direction| !was_safe(case, direction) || self.asserts_format(case);
        let payload = |payload: usize, direction| !was_proved(payload, direction);
        let (asked, wanted): (Vec<_>, Vec<_>) = (self.questions(&case), self.payloads(&payload));
        let mut round = self.run(&Terms::clone, &asked, &wanted);
        for (key, outcome) in &exact.cases {
            round.cases.entry(*key).or_insert_with(|| outcome.clone());
        }
        round
    }

    fn round(
        &mut self,
        view: &dyn Fn(&Terms) -> Terms,
        case: &dyn Fn(usize, Direction) -> bool,
        payload: &dyn Fn(usize, Direction) -> bool,
    ) -> Round {
        let (asked, wanted) = (self.questions(case), self.payloads(payload));
        self.run(view, &asked, &wanted)
    }

    fn questions(&self, wanted: &dyn Fn(usize, Direction) -> bool) -> Vec<(usize, Direction)> {
        let all = (0..self.cases.all.len()).flat_map(|case| Direction::BOTH.map(|direction| (case, direction)));
        all.filter(|(case, direction)| wanted(*case, *direction)).collect()
    }

    fn payloads(&self, wanted: &dyn Fn(usize, Direction) -> bool) -> Vec<(usize, Direction)> {
        let all = (0..self.cases.terms.len()).flat_map(|payload| Direction::BOTH.map(|direction| (payload, direction)));
        all.filter(|(payload, direction)| wanted(*payload, *direction)).collect()
    }

    /// One round: all questions that the terms, seen through `view`, ask for.
    fn run(
        &mut self,
        view: &dyn Fn(&Terms) -> Terms,
        asked: &[(usize, Direction)],
        payloads: &[(usize, Direction)],
    ) -> Round {
        let must = |terms: &Terms, direction: Direction| terms.weight(direction).is_some();
        let mut round = Round::default();
        let mut keys = Vec::new();
        let mut trials = Vec::new();
        for &(number, direction) in asked {
            let case = &self.cases.all[number];
            let terms = view(&case.terms);
            if !must(&terms, direction) {
                continue;
            }
            if let Some(outcome) = format_outcome(self.diff.facts[case.fact].kind, direction, &terms) {
                round.cases.insert((number, direction), outcome);
                continue;
            }
            keys.push((number, direction));
            trials.push(Trial { fact: case.fact, direction, terms, reach: case.reach.clone() });
        }
        let terms: Vec<Terms> = self.cases.terms.iter().map(view).collect();
        let payloads: Vec<_> =
            payloads.iter().filter(|(payload, direction)| must(&terms[*payload], *direction)).collect();
        let roots = payloads.iter().map(|&&(payload, direction)| (payload, direction, &terms[payload]));
        let mut court = Court::new(&self.emission, self.diff, &trials, roots.clone());
        let proved = court.prove(roots);
        round.cases.extend(keys.into_iter().zip(court.decide(&trials, &proved)));
        self.cover(&mut round, &court, &terms, &payloads, &proved);
        self.counters += court.counters();
        round
    }

    /// Every payload is proved, or covered by a case that is not safe, or decided as a whole.
    fn cover(
        &self,
        round: &mut Round,
        court: &Court<'_>,
        terms: &[Terms],
        payloads: &[&(usize, Direction)],
        proved: &Proved,
    ) {
        let mut covered = FxHashSet::default();
        for ((case, direction), outcome) in &round.cases {
            if !matches!(outcome, Outcome::Safe(_)) {
                covered.extend(self.cases.all[*case].reach.iter().map(|(payload, _)| (*payload, *direction)));
            }
        }
        let mut unsettled = FxHashSet::default();
        for &&(payload, direction) in payloads {
            if proved.contains_key(&(payload, direction, terms[payload].clone())) {
                round.proved.insert((payload, direction));
            } else if covered.contains(&(payload, direction)) {
                unsettled.insert((payload, direction));
            } else if !self.is_declared(payload) {
                round.open.insert((payload, direction), court.whole(payload, direction, &terms[payload]));
            }
        }
        self.doubt(round, &unsettled);
    }

    /// A proof of one edit holds for a payload only where everything on the way to it is monotone. Elsewhere, as under a
    /// `oneOf`, the payload as a whole would have to be proved, and beside another edit that breaks it, it cannot be.
    fn doubt(&self, round: &mut Round, unsettled: &FxHashSet<(usize, Direction)>) {
        for ((number, direction), outcome) in &mut round.cases {
            let case = &self.cases.all[*number];
            let About::Schema(pair, _) = &self.diff.facts[case.fact].about else { continue };
            let mut reach = self.diff.schemas[*pair].reach.iter();
            let is_doubtful = reach.any(|it| !it.is_monotone && unsettled.contains(&(it.payload, *direction)));
            if is_doubtful && matches!(outcome, Outcome::Safe(_)) {
                let reason = "it stands under a `oneOf` or the like, beside an edit that breaks the payload".to_owned();
                *outcome = Outcome::Undecided(Undecided { reason, pointer: String::new() });
            }
        }
    }

    /// True if a rule already fails the payload, whatever the oracle says.
    fn is_declared(&self, payload: usize) -> bool {
        let surface = self.diff.payloads[payload].surface;
        self.cases.declared.get(&payload).is_some_and(|kinds| {
            kinds.iter().any(|kind| changes::of(*kind).declared_on(surface).is_some_and(Level::fails))
        })
    }

    /// The fewest assumptions that give the verdict which all of them give, for each case where they matter.
    fn dependencies(&mut self, exact: &Round, assumed: &Round) -> Vec<Vec<Assumption>> {
        let mut found: Vec<Vec<Assumption>> = vec![Vec::new(); self.cases.all.len()];
        let mut open: Vec<usize> = Vec::new();
        for (number, case) in self.cases.all.iter().enumerate() {
            let kind = self.diff.facts[case.fact].kind;
            let before = exact.verdict(number, kind, &case.terms.exact()).level;
            let after = assumed.verdict(number, kind, &case.terms).level;
            if before != after {
                open.push(number);
                found[number].clone_from(&case.terms.assumptions);
            }
        }
        for size in 1..=3 {
            for subset in subsets(size) {
                self.try_subset(&subset, &mut open, &mut found, assumed);
            }
        }
        found
    }

    fn try_subset(
        &mut self,
        subset: &[Assumption],
        open: &mut Vec<usize>,
        found: &mut [Vec<Assumption>],
        assumed: &Round,
    ) {
        let fits = |case: &Case| subset.iter().all(|assumption| case.terms.assumes(*assumption));
        let asked: Vec<(usize, Direction)> = open
            .iter()
            .filter(|case| fits(&self.cases.all[**case]))
            .flat_map(|case| Direction::BOTH.map(|direction| (*case, direction)))
            .collect();
        if asked.is_empty() {
            return;
        }
        let round = self.run(&|terms| terms.with(subset.to_vec()), &asked, &[]);
        let is_enough = |case: usize| {
            let fact = &self.diff.facts[self.cases.all[case].fact];
            let terms = &self.cases.all[case].terms;
            round.verdict(case, fact.kind, &terms.with(subset.to_vec())).level
                == assumed.verdict(case, fact.kind, terms).level
        };
        let fitting: Vec<usize> = open.iter().copied().filter(|case| fits(&self.cases.all[*case])).collect();
        for case in fitting.into_iter().filter(|case| is_enough(*case)) {
            found[case] = subset.to_vec();
            open.retain(|known| *known != case);
        }
    }

    /// What each fact does to the accepted values, whatever must hold.
    fn effects(&mut self) -> FxHashMap<usize, Effect> {
        let mut firsts: Vec<&Case> = self.cases.all.iter().collect();
        firsts.dedup_by_key(|case| case.fact);
        let trial = |case: &Case, direction| {
            let reach = case.reach.iter().take(1).cloned().collect();
            Trial { fact: case.fact, direction, terms: case.terms.exact(), reach }
        };
        let trials: Vec<Trial> =
            firsts.iter().flat_map(|case| Direction::BOTH.map(|direction| trial(case, direction))).collect();
        let court = Court::new(&self.emission, self.diff, &trials, []);
        let answers = court.locally(&trials);
        self.counters += court.counters();
        let both = answers.chunks(2).map(|both| effect(both[0].as_ref(), both[1].as_ref()));
        firsts.iter().map(|case| case.fact).zip(both).collect()
    }

    fn asserts_format(&self, case: usize) -> bool {
        let case = &self.cases.all[case];
        case.terms.assumes(Assumption::FormatAsserted) && is_format(self.diff.facts[case.fact].kind)
    }
}

impl Round {
    /// The heaviest of what the directions came to that must hold.
    fn verdict(&self, case: usize, kind: Kind, terms: &Terms) -> Verdict {
        let one = |direction: Direction| {
            let weight = terms.weight(direction)?;
            Some(verdict(self.cases.get(&(case, direction))?, weight_of(kind, direction, weight)))
        };
        heaviest(Direction::BOTH.into_iter().filter_map(one))
    }

    fn verdict_open(&self, payload: usize, terms: &Terms) -> Verdict {
        let one = |direction: Direction| Some(verdict(self.open.get(&(payload, direction))?, terms.weight(direction)?));
        heaviest(Direction::BOTH.into_iter().filter_map(one))
    }
}

/// Nothing is proved of schemas that say less than their contracts.
fn doubted(is_whole: bool, verdict: Verdict) -> Verdict {
    if is_whole || verdict.level.fails() {
        return verdict;
    }
    let reason = "dynamic references meet in too many scopes".to_owned();
    Verdict { level: Level::Review, evidence: Evidence::Undecided(Undecided { reason, pointer: String::new() }) }
}

fn unexplained(cases: &Cases, exact: &Round, assumed: &Round) -> Vec<(usize, Decided)> {
    let all = cases.terms.iter().enumerate().map(|(payload, terms)| {
        let exact = exact.verdict_open(payload, &terms.exact());
        let decided = Decided { exact, assumed: assumed.verdict_open(payload, terms), depends_on: Vec::new() };
        (payload, decided)
    });
    all.filter(|(_, decided)| decided.exact.level.fails() || decided.assumed.level.fails()).collect()
}

fn verdict(outcome: &Outcome, weight: Level) -> Verdict {
    match outcome {
        Outcome::Safe(proof) => Verdict { level: Level::Safe, evidence: Evidence::Proved(*proof) },
        Outcome::Breaks(shown) => Verdict { level: weight, evidence: Evidence::Witness(shown.clone()) },
        Outcome::Undecided(why) => Verdict { level: Level::Review, evidence: Evidence::Undecided(why.clone()) },
    }
}

/// The first of the heaviest; where nothing must hold, nothing can break.
fn heaviest(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let safe = Verdict { level: Level::Safe, evidence: Evidence::Proved(Proof::Equal) };
    verdicts
        .fold(None, |worst: Option<Verdict>, next| match worst {
            Some(worst) if worst.level >= next.level => Some(worst),
            _ => Some(next),
        })
        .unwrap_or(safe)
}

fn effect(old_in_new: Option<&Answer>, new_in_old: Option<&Answer>) -> Effect {
    let holds = |answer: Option<&Answer>| match answer {
        None | Some(Answer::Included(_)) => Some(true),
        Some(Answer::Refuted(_)) => Some(false),
        Some(Answer::Undecided(_)) => None,
    };
    match (holds(old_in_new), holds(new_in_old)) {
        (Some(true), Some(true)) => Effect::Same,
        (Some(true), Some(false)) => Effect::Widens,
        (Some(false), Some(true)) => Effect::Narrows,
        (Some(false), Some(false)) => Effect::Incomparable,
        _ => Effect::Undecided,
    }
}

fn is_format(kind: Kind) -> bool {
    matches!(kind, Kind::FormatAdded | Kind::FormatRemoved | Kind::FormatChanged)
}

/// Which values a format accepts is not decided: where formats are checked, a person has to look.
fn format_outcome(kind: Kind, direction: Direction, terms: &Terms) -> Option<Outcome> {
    let asks = match (kind, direction) {
        (Kind::FormatAdded, Direction::OldInNew) | (Kind::FormatRemoved, Direction::NewInOld) => true,
        (kind, _) => kind == Kind::FormatChanged,
    };
    (asks && terms.assumes(Assumption::FormatAsserted)).then(|| {
        let reason = "`format` is asserted, and which values it accepts is not decided".to_owned();
        Outcome::Undecided(Undecided { reason, pointer: String::new() })
    })
}

/// The subsets of this size of the assumptions that can make a difference, in order.
fn subsets(size: usize) -> Vec<Vec<Assumption>> {
    let all = Assumption::ALL;
    (0..1_usize << all.len())
        .filter(|bits| bits.count_ones() as usize == size)
        .map(|bits| all.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0).map(|(_, it)| *it).collect())
        .collect()
}
