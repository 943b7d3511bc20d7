//! Types held against their schemas.

use super::compare::difference;
use super::datum::Datum;
use super::judge::{Judge, is_monotone, tolerant};
use super::package::{Answer, Answers, Built, Subject};
use std::collections::BTreeMap;
use std::fmt;

/// A value on which a type and its schema differ.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The type.
    pub subject: String,
    /// In which way.
    pub kind: Kind,
    /// The value, as text.
    pub value: String,
    /// What the type said.
    pub got: String,
    /// What `boon` and our evaluator say of the value, where they agree.
    pub second: Option<bool>,
}

/// In which way a type differs from its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The schema refuses the value, and the type accepts it.
    Accepts,
    /// The schema accepts the value, and the type refuses it.
    Refuses,
    /// What is written is not what was read.
    Rewrites,
    /// By serde it is another.
    Serde,
    /// A tolerant reader refuses what a strict one accepts, or loses some of it.
    TolerantLoses,
    /// A tolerant reader accepts what no tolerant reading of the schema does.
    TolerantAccepts,
    /// The type broke down.
    Panics,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| match text.char_indices().nth(400) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        write!(f, "{:?} {}: {} ⇒ {}", self.kind, self.subject, short(&self.value), short(&self.got))?;
        match self.second {
            Some(opinion) => write!(f, " (others {})", if opinion { "accept" } else { "refuse" }),
            None => Ok(()),
        }
    }
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Summary {
    /// Values that schemas accept.
    pub accepted: usize,
    /// Values that schemas refuse.
    pub refused: usize,
    /// Types that were asked.
    pub types: usize,
    /// Types of which no value was found that the schema accepts.
    pub unsatisfied: Vec<String>,
    /// How many differences of each kind.
    pub counts: BTreeMap<Kind, usize>,
    /// Some of each kind and type.
    pub differences: Vec<Difference>,
}

/// Differences of one kind that are kept for one type.
const KEPT: usize = 3;

/// Holds types against their schemas; `texts` are the values for a type, by its number.
pub fn hold(built: &Built, texts: &(dyn Fn(usize, &Subject) -> Vec<String> + Sync)) -> Summary {
    let numbers: Vec<usize> = (0..built.subjects.len()).collect();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut summary = Summary::default();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|first| {
                let own: Vec<usize> = numbers.iter().copied().skip(first).step_by(threads).collect();
                scope.spawn(move || {
                    let mut summary = Summary::default();
                    for chunk in own.chunks(8) {
                        hold_some(built, chunk, texts, &mut summary);
                    }
                    summary
                })
            })
            .collect();
        workers.into_iter().for_each(|worker| summary.add(worker.join().expect("a worker does not panic")));
    });
    summary
        .differences
        .sort_by(|one, other| (one.kind, &one.subject, &one.value).cmp(&(other.kind, &other.subject, &other.value)));
    summary
}

fn hold_some(
    built: &Built,
    numbers: &[usize],
    texts: &(dyn Fn(usize, &Subject) -> Vec<String> + Sync),
    summary: &mut Summary,
) {
    let mut questions = Vec::new();
    for number in numbers {
        let texts = texts(*number, &built.subjects[*number].1);
        questions.extend(texts.into_iter().map(|text| (*number, text)));
    }
    let answers = built.ask(&questions);
    let mut at = 0;
    for number in numbers {
        let subject = &built.subjects[*number].1;
        let own = questions[at..].iter().take_while(|(asked, _)| asked == number).count();
        let pairs = questions[at..at + own].iter().map(|(_, text)| text).zip(&answers[at..at + own]);
        summary.judge(subject, pairs);
        at += own;
    }
}

impl Summary {
    fn judge<'a>(&mut self, subject: &Subject, pairs: impl Iterator<Item = (&'a String, &'a Answers)>) {
        let judge = Judge::new(&subject.document).unwrap_or_else(|| panic!("{} does not compile", subject.name));
        let wide = is_monotone(&subject.document).then(|| Judge::new(&tolerant(&subject.document))).flatten();
        self.types += 1;
        let before = self.accepted;
        for (text, answers) in pairs {
            let is_valid = judge.accepts(text);
            if is_valid {
                self.accepted += 1;
            } else {
                self.refused += 1;
            }
            let is_readable = is_valid || wide.as_ref().is_none_or(|wide| wide.accepts(text));
            for (kind, got) in differences(subject, text, answers, is_valid, is_readable) {
                self.note(subject, kind, text, got, &judge);
            }
        }
        if self.accepted == before {
            self.unsatisfied.push(subject.name.clone());
        }
    }

    fn note(&mut self, subject: &Subject, kind: Kind, text: &str, got: String, judge: &Judge) {
        *self.counts.entry(kind).or_default() += 1;
        let known = self.differences.iter().filter(|it| it.kind == kind && it.subject == subject.name).count();
        if known < KEPT {
            let second = if matches!(kind, Kind::Accepts | Kind::Refuses) { judge.second_opinion(text) } else { None };
            self.differences.push(Difference {
                subject: subject.name.clone(),
                kind,
                value: text.to_owned(),
                got,
                second,
            });
        }
    }

    fn add(&mut self, other: Summary) {
        self.accepted += other.accepted;
        self.refused += other.refused;
        self.types += other.types;
        self.unsatisfied.extend(other.unsatisfied);
        other.counts.into_iter().for_each(|(kind, count)| *self.counts.entry(kind).or_default() += count);
        self.differences.extend(other.differences);
    }
}

fn differences(
    subject: &Subject,
    text: &str,
    answers: &Answers,
    is_valid: bool,
    is_readable: bool,
) -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    let lost = |written: &str| match (Datum::parse(text), Datum::parse(written)) {
        (Some(sent), Some(got)) => difference(&subject.document, &sent, &got),
        _ => Some(format!("what is written is no JSON: {written}")),
    };
    match &answers.strict {
        Answer::Accepts(_) if !is_valid => found.push((Kind::Accepts, "accepted".to_owned())),
        Answer::Accepts(written) => found.extend(lost(written).map(|lost| (Kind::Rewrites, lost))),
        Answer::Refuses(fault) if is_valid => found.push((Kind::Refuses, fault.clone())),
        Answer::Refuses(_) | Answer::Silent => {}
        Answer::Panics => found.push((Kind::Panics, "panics".to_owned())),
    }
    match (&answers.strict, &answers.serde) {
        (Answer::Accepts(_), Answer::Accepts(written)) => found.extend(lost(written).map(|lost| (Kind::Serde, lost))),
        (Answer::Accepts(_), Answer::Refuses(fault)) => found.push((Kind::Serde, format!("refused: {fault}"))),
        (Answer::Refuses(_), Answer::Accepts(_)) => found.push((Kind::Serde, "accepted".to_owned())),
        (_, Answer::Panics) => found.push((Kind::Panics, "panics by serde".to_owned())),
        _ => {}
    }
    match (&answers.strict, &answers.tolerant) {
        (Answer::Accepts(_), Answer::Accepts(written)) => {
            found.extend(lost(written).map(|lost| (Kind::TolerantLoses, lost)));
        }
        (Answer::Accepts(_), Answer::Refuses(fault)) => found.push((Kind::TolerantLoses, format!("refused: {fault}"))),
        (Answer::Refuses(_), Answer::Accepts(_)) if !is_readable => {
            found.push((Kind::TolerantAccepts, "accepted".to_owned()));
        }
        (_, Answer::Panics) => found.push((Kind::Panics, "panics tolerantly".to_owned())),
        _ => {}
    }
    found
}
