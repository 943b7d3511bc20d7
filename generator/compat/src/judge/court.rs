//! One round of questions to the oracle.

use super::cases::Ways;
use crate::Shown;
use crate::edit::{keyword, parts_at};
use crate::lens::{Emission, Ends, Lens, Side, Subject};
use crate::relation::{Direction, Terms};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use stipula_diff::{About, Diff, Step};
use stipula_model::Role;
use stipula_oracle::{Answer, Counters, Proof, Schema, Search, Undecided, Witness};

/// Does the fact break the payloads that reach it, in this direction and under these terms?
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trial {
    pub(crate) fact: usize,
    pub(crate) direction: Direction,
    /// What is assumed; the mode plays no part here.
    pub(crate) terms: Terms,
    pub(crate) reach: Ways,
}

/// What a trial came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// No payload breaks.
    Safe(Proof),
    /// This one does.
    Breaks(Box<Shown>),
    /// It is not known.
    Undecided(Undecided),
}

/// A payload as a whole, in a direction and under terms.
type Root<'t> = (usize, Direction, &'t Terms);

/// The payloads that are compatible as a whole, with the proof.
pub(crate) type Proved = FxHashMap<(usize, Direction, Terms), Proof>;

/// The oracle with all schemas that a round needs.
pub(crate) struct Court<'a> {
    diff: &'a Diff,
    lens: Lens,
}

/// More payloads than this are not searched for one that shows a break; all of them are proved or none is called safe.
const MOST_ATTEMPTS: usize = 12;

impl<'a> Court<'a> {
    /// Makes everything known that the trials and the payloads need.
    pub(crate) fn new<'t>(
        emission: &Emission,
        diff: &'a Diff,
        trials: &'t [Trial],
        roots: impl IntoIterator<Item = Root<'t>>,
    ) -> Court<'a> {
        let mut wanted = Vec::new();
        let mut want = |ends: Ends, direction, terms: &Terms| {
            let (writer, reader) = ends.keys(direction, terms);
            wanted.extend([writer, reader]);
        };
        for trial in trials {
            want(local(diff, trial), trial.direction, &trial.terms);
            for (payload, _) in &trial.reach {
                want(whole(diff, *payload), trial.direction, &trial.terms);
            }
        }
        for (payload, direction, terms) in roots {
            want(whole(diff, payload), direction, terms);
        }
        Court { diff, lens: Lens::new(emission, diff, &wanted) }
    }

    /// What the oracle was asked.
    pub(crate) fn counters(&self) -> Counters {
        self.lens.oracle().counters()
    }

    /// Whether each edit alone accepts or refuses something; payloads are not looked at.
    pub(crate) fn locally(&self, trials: &[Trial]) -> Vec<Option<Answer>> {
        trials
            .par_iter()
            .map(|trial| {
                let (writer, reader) = self.lens.sides(&local(self.diff, trial), trial.direction, &trial.terms)?;
                Some(self.lens.oracle().decide(writer, reader))
            })
            .collect()
    }

    /// Decides the trials; `known` payloads are compatible as a whole.
    pub(crate) fn decide(&mut self, trials: &[Trial], known: &Proved) -> Vec<Outcome> {
        let answers = self.locally(trials);
        let mut proved =
            self.prove(trials.iter().flat_map(Trial::roots).filter(|root| !known.contains_key(&owned(root))));
        proved.extend(known.iter().map(|(root, proof)| (root.clone(), *proof)));
        let plants: Vec<Vec<Plant>> =
            trials.iter().zip(&answers).map(|(trial, answer)| self.plants(trial, answer.as_ref(), &proved)).collect();
        let court = &*self;
        trials
            .par_iter()
            .zip(answers.par_iter().zip(plants))
            .map(|(trial, (answer, plants))| court.outcome(trial, answer.as_ref(), &plants))
            .collect()
    }

    /// Decides a payload as a whole.
    pub(crate) fn whole(&self, payload: usize, direction: Direction, terms: &Terms) -> Outcome {
        let Some((writer, reader)) = self.lens.sides(&whole(self.diff, payload), direction, terms) else {
            return Outcome::Undecided(unknown("the payload has no schema"));
        };
        match self.lens.oracle().decide(writer, reader) {
            Answer::Included(proof) => Outcome::Safe(proof),
            Answer::Refuted(witness) => Outcome::Breaks(Box::new(self.shown(payload, direction, witness))),
            Answer::Undecided(why) => Outcome::Undecided(why),
        }
    }

    /// The payloads that are compatible as a whole, by a cheap proof.
    pub(crate) fn prove<'t>(&self, roots: impl IntoIterator<Item = Root<'t>>) -> Proved {
        let mut roots: Vec<Root<'t>> = roots.into_iter().collect();
        roots.sort_unstable();
        roots.dedup();
        let prove = |root: &Root<'t>| {
            let (payload, direction, terms) = *root;
            let (writer, reader) = self.lens.sides(&whole(self.diff, payload), direction, terms)?;
            Some((owned(root), self.lens.oracle().proves(writer, reader)?))
        };
        roots.par_iter().filter_map(prove).collect()
    }

    /// The payloads to look for a break in, with the edit planted where it is.
    fn plants(&mut self, trial: &Trial, answer: Option<&Answer>, proved: &Proved) -> Vec<Plant> {
        if matches!(answer, None | Some(Answer::Included(_))) {
            return Vec::new();
        }
        let ends = local(self.diff, trial);
        let open = |payload: &usize| !proved.contains_key(&(*payload, trial.direction, trial.terms.clone()));
        let mut plants = Vec::new();
        for (payload, path) in trial.reach.iter().filter(|(payload, _)| open(payload)) {
            let schema = (plants.len() < MOST_ATTEMPTS)
                .then(|| self.lens.plant(path, &ends, trial.direction, &trial.terms))
                .flatten()
                .map(|value| self.lens.add(&value));
            plants.push(Plant { payload: *payload, path: path.clone(), schema });
        }
        plants
    }

    fn outcome(&self, trial: &Trial, answer: Option<&Answer>, plants: &[Plant]) -> Outcome {
        match answer {
            None => return Outcome::Safe(Proof::Equal),
            Some(Answer::Included(proof)) => return Outcome::Safe(*proof),
            _ if plants.is_empty() => return Outcome::Safe(Proof::Structural),
            _ => {}
        }
        let mut open = None;
        for plant in plants {
            match self.attempt(trial, plant) {
                Outcome::Breaks(shown) => return Outcome::Breaks(shown),
                Outcome::Undecided(why) => open = open.or(Some(why)),
                Outcome::Safe(_) => {}
            }
        }
        open.map_or(Outcome::Safe(Proof::Search), Outcome::Undecided)
    }

    /// Looks for a whole payload that the edit breaks.
    fn attempt(&self, trial: &Trial, plant: &Plant) -> Outcome {
        let Some(schema) = plant.schema else { return Outcome::Undecided(unknown("too many payloads to search")) };
        let ends = whole(self.diff, plant.payload);
        let Some((writer, reader)) = self.lens.sides(&ends, trial.direction, &trial.terms) else {
            return Outcome::Undecided(unknown("the payload has no schema"));
        };
        match self.lens.oracle().witness(writer, reader, &[schema]) {
            Search::Found(witness) => {
                let mut shown = self.shown(plant.payload, trial.direction, witness);
                self.point(&mut shown, trial, &plant.path);
                Outcome::Breaks(Box::new(shown))
            }
            Search::None => Outcome::Safe(Proof::Search),
            Search::Unknown(why) => match self.lens.oracle().decide(writer, reader) {
                Answer::Included(proof) => Outcome::Safe(proof),
                _ => Outcome::Undecided(why),
            },
        }
    }

    /// Points at the fault of this edit, where the payload shows another one as well.
    fn point(&self, shown: &mut Shown, trial: &Trial, path: &[Step]) {
        let parts = parts_at(&shown.value, path);
        if parts.iter().any(|(pointer, _)| shown.at.starts_with(pointer.as_str())) {
            return;
        }
        let sides = self.lens.sides(&local(self.diff, trial), trial.direction, &trial.terms);
        let Some((_, reader)) = sides else { return };
        let refused = parts.iter().find(|(_, part)| self.lens.oracle().accepts(reader, part) == Some(false));
        if let Some((pointer, _)) = refused {
            shown.at.clone_from(pointer);
            if let About::Schema(_, edit) = &self.diff.facts[trial.fact].about {
                keyword(edit).clone_into(&mut shown.keyword);
            }
        }
    }

    fn shown(&self, payload: usize, direction: Direction, witness: Witness) -> Shown {
        Shown {
            carrier: self.diff.payloads[payload].carrier.clone(),
            value: witness.value,
            old_accepts: direction == Direction::OldInNew,
            at: witness.at,
            keyword: witness.keyword,
        }
    }
}

impl Trial {
    fn roots(&self) -> impl Iterator<Item = Root<'_>> {
        self.reach.iter().map(|(payload, _)| (*payload, self.direction, &self.terms))
    }
}

fn owned((payload, direction, terms): &Root<'_>) -> (usize, Direction, Terms) {
    (*payload, *direction, (*terms).clone())
}

/// A payload in which a break is looked for.
struct Plant {
    payload: usize,
    /// Where in the payload the edit is.
    path: Vec<Step>,
    /// The values in which the edit shows; `None` once enough payloads were prepared.
    schema: Option<Schema>,
}

/// The edit by itself.
fn local(diff: &Diff, trial: &Trial) -> Ends {
    let role = trial.reach.first().map_or(Role::Any, |(payload, _)| diff.payloads[*payload].role);
    let About::Schema(pair, _) = &diff.facts[trial.fact].about else {
        unreachable!("only facts about schemas are tried")
    };
    let old = Subject::Whole(Side::Old, diff.schemas[*pair].old, role);
    Ends { old, new: Subject::Edited(trial.fact, role) }
}

/// A payload as a whole.
fn whole(diff: &Diff, payload: usize) -> Ends {
    let payload = &diff.payloads[payload];
    Ends {
        old: Subject::Whole(Side::Old, payload.old, payload.role),
        new: Subject::Whole(Side::New, payload.new, payload.role),
    }
}

fn unknown(reason: &str) -> Undecided {
    Undecided { reason: reason.to_owned(), pointer: String::new() }
}
