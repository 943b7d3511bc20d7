//! A branch of the search: what has been taken on, sorted by the type it is about.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Literal;
use super::clauses::{self, Clause, Count, Group, Names, Step, Test};
use super::unevaluated;
use crate::arena::{Arena, Keyword, Measure, Members, NodeId, TypeSet};
use crate::datum::Datum;
use crate::number::Number;

/// A bound of numbers, and whether it is exclusive.
pub(super) type Bound = (Number, bool);

#[derive(Debug, Clone, Default)]
pub(super) struct Numbers {
    pub(super) lower: Option<Bound>,
    pub(super) upper: Option<Bound>,
    pub(super) units: Vec<Number>,
    pub(super) avoided: Vec<Number>,
}

#[derive(Debug, Clone)]
pub(super) struct Words<'a> {
    pub(super) patterns: BTreeSet<(&'a str, bool)>,
    pub(super) least: u64,
    pub(super) most: u64,
}

#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) least: u64,
    pub(super) most: u64,
    pub(super) groups: Vec<(Vec<NodeId>, NodeId)>,
    pub(super) at: Vec<(usize, Literal)>,
    pub(super) counts: Vec<Count>,
    /// From an index on, each item satisfies one of the literals.
    pub(super) either: Vec<(usize, Vec<Literal>)>,
    pub(super) unique: bool,
    pub(super) repeat: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Record<'a> {
    pub(super) least: u64,
    pub(super) most: u64,
    pub(super) groups: Vec<Rc<Group<'a>>>,
    /// What each name must satisfy.
    pub(super) names: Vec<NodeId>,
    pub(super) present: BTreeMap<Rc<str>, Vec<Literal>>,
    pub(super) absent: BTreeSet<Rc<str>>,
    /// Properties there must be, of which not the name but its kind is known.
    pub(super) some: Vec<(Names<'a>, Option<Literal>)>,
}

#[derive(Debug, Clone)]
pub(super) struct Branch<'a> {
    pub(super) types: TypeSet,
    pub(super) held: Vec<NodeId>,
    pub(super) failed: Vec<NodeId>,
    pub(super) differs: Vec<Rc<Datum>>,
    pub(super) clauses: Vec<Rc<Clause<'a>>>,
    pub(super) numbers: Numbers,
    pub(super) words: Words<'a>,
    pub(super) list: List,
    pub(super) record: Record<'a>,
    values: Option<&'a [Datum]>,
    opaque: Vec<(&'a Keyword, bool)>,
}

impl Default for Branch<'_> {
    fn default() -> Self {
        Self {
            types: TypeSet::ALL,
            held: Vec::new(),
            failed: Vec::new(),
            differs: Vec::new(),
            clauses: Vec::new(),
            numbers: Numbers::default(),
            words: Words { patterns: BTreeSet::new(), least: 0, most: u64::MAX },
            list: List {
                least: 0,
                most: u64::MAX,
                groups: Vec::new(),
                at: Vec::new(),
                counts: Vec::new(),
                either: Vec::new(),
                unique: false,
                repeat: false,
            },
            record: Record {
                least: 0,
                most: u64::MAX,
                groups: Vec::new(),
                names: Vec::new(),
                present: BTreeMap::new(),
                absent: BTreeSet::new(),
                some: Vec::new(),
            },
            values: None,
            opaque: Vec::new(),
        }
    }
}

impl<'a> Branch<'a> {
    /// Takes on one more step; whether the branch is still open.
    pub(super) fn add(&mut self, arena: &'a Arena, step: Step<'a>) -> bool {
        match step {
            Step::Literal(literal) => self.add_literal(arena, literal),
            Step::Keyword(keyword, true) => self.hold(arena, keyword),
            Step::Keyword(keyword, false) => self.fail(arena, keyword),
            Step::Types(types) => self.narrow(types),
            Step::Pattern(pattern, sign) => {
                self.words.patterns.insert((pattern, sign));
                self.narrow(TypeSet::STRING) && !self.words.patterns.contains(&(pattern, !sign))
            }
            Step::AtLeast(measure, bound) => {
                let (least, _, types) = self.measure(measure);
                *least = bound.max(*least);
                self.narrow(types) && self.is_measurable(measure)
            }
            Step::AtMost(measure, bound) => {
                let (_, most, types) = self.measure(measure);
                *most = bound.min(*most);
                self.narrow(types) && self.is_measurable(measure)
            }
            Step::Present(name, literal) => {
                let open = !self.record.absent.contains(&name);
                self.record.present.entry(name).or_default().extend(literal);
                self.narrow(TypeSet::OBJECT) && open
            }
            Step::Absent(name) => {
                let open = !self.record.present.contains_key(&name);
                self.record.absent.insert(name);
                self.narrow(TypeSet::OBJECT) && open
            }
            Step::Some(names, literal) => {
                let possible = literal.as_ref().is_none_or(|literal| !literal.is_impossible());
                self.record.some.push((names, literal));
                self.narrow(TypeSet::OBJECT) && possible
            }
            Step::At(index, literal) => {
                let possible = !literal.is_impossible();
                self.list.at.push((index, literal));
                self.narrow(TypeSet::ARRAY) && possible
            }
            Step::Count(count) => {
                let possible = count.min == 0 || !count.literals.iter().any(Literal::is_impossible);
                if count.min > 0 || count.max.is_some() {
                    self.list.counts.push(count);
                }
                self.narrow(TypeSet::ARRAY) && possible
            }
            Step::Repeat => {
                self.list.repeat = true;
                self.narrow(TypeSet::ARRAY) && !self.list.unique
            }
            Step::Unevaluated(node, keyword, sign) => unevaluated::add(self, arena, node, keyword, sign),
        }
    }

    pub(super) fn narrow(&mut self, types: TypeSet) -> bool {
        self.types = self.types.and(types);
        !self.types.is_empty()
    }

    /// Whether steps contradict what is there, as far as can be seen at once.
    pub(super) fn excludes(&self, steps: &[Step<'a>]) -> bool {
        steps.iter().any(|step| match step {
            Step::Literal(Literal::Holds(node)) => *node == NodeId::FALSE || self.failed.contains(node),
            Step::Literal(Literal::Fails(node)) => *node == NodeId::TRUE || self.held.contains(node),
            Step::Keyword(keyword, false) => !keyword.types().meets(self.types),
            Step::Types(types) => !types.meets(self.types),
            Step::Present(name, _) => !self.types.meets(TypeSet::OBJECT) || self.record.absent.contains(name),
            Step::Absent(name) => !self.types.meets(TypeSet::OBJECT) || self.record.present.contains_key(name),
            Step::At(_, literal) | Step::Some(_, Some(literal)) => literal.is_impossible(),
            _ => false,
        })
    }

    /// The values that are left, where they are few.
    pub(super) fn listed(&self, arena: &Arena) -> Option<Vec<Datum>> {
        match self.types {
            TypeSet::NULL => Some(vec![Datum::Null]),
            TypeSet::BOOLEAN => Some(vec![Datum::Bool(false), Datum::Bool(true)]),
            _ => {
                let mine = |value: &&Datum| self.types.meets(TypeSet::of(value)) && self.matches(arena, value);
                Some(self.values?.iter().filter(mine).cloned().collect())
            }
        }
    }

    /// Whether the patterns allow the value, as far as they are understood.
    fn matches(&self, arena: &Arena, value: &Datum) -> bool {
        let Datum::String(text) = value else { return true };
        let fits = |(pattern, sign): &(&str, bool)| {
            arena.language(pattern).is_none_or(|language| language.accepts(text) == *sign)
        };
        self.words.patterns.iter().all(fits)
    }

    /// A keyword that is beyond us, and so left aside: that can find too much, never too little.
    pub(super) fn opaque(&self) -> Option<&'a Keyword> {
        self.opaque.first().map(|(keyword, _)| *keyword)
    }

    fn add_literal(&mut self, arena: &'a Arena, literal: Literal) -> bool {
        match literal {
            Literal::Holds(node) if self.held.contains(&node) => true,
            Literal::Fails(node) if self.failed.contains(&node) => true,
            Literal::Holds(node) => {
                self.held.push(node);
                let is_late =
                    |one: &Keyword| matches!(one, Keyword::UnevaluatedItems(_) | Keyword::UnevaluatedProperties(_));
                !self.failed.contains(&node)
                    && arena.keywords(node).iter().all(|keyword| {
                        if is_late(keyword) {
                            self.add(arena, Step::Unevaluated(node, keyword, true))
                        } else {
                            self.hold(arena, keyword)
                        }
                    })
            }
            Literal::Fails(node) => {
                self.failed.push(node);
                if self.held.contains(&node) {
                    return false;
                }
                let clause = clauses::of_failed_node(node, arena.keywords(node));
                self.take(arena, clause)
            }
            Literal::Differs(value) => {
                if matches!(*value, Datum::Array(_) | Datum::Object(_)) {
                    self.clauses.push(clauses::of_difference(&value));
                } else if *value == Datum::Null {
                    return self.narrow(TypeSet::ALL.without(TypeSet::NULL));
                }
                self.differs.push(value);
                true
            }
        }
    }

    /// Keeps a clause, or takes its only alternative.
    pub(super) fn take(&mut self, arena: &'a Arena, clause: Rc<Clause<'a>>) -> bool {
        if !self.types.is_within(clause.types) {
            self.clauses.push(clause);
            return true;
        }
        let mut alive = clause.alternatives.iter().filter(|steps| !self.excludes(steps));
        let Some(first) = alive.next().cloned() else { return false };
        if alive.next().is_some() {
            self.clauses.push(clause);
            return true;
        }
        first.into_iter().all(|step| self.add(arena, step))
    }

    fn hold(&mut self, arena: &'a Arena, keyword: &'a Keyword) -> bool {
        if !keyword.types().meets(self.types) {
            return true;
        }
        match keyword {
            Keyword::Types(types) => return self.narrow(*types),
            Keyword::Enum(values) => {
                // Each list alone would do: every value is checked against the whole goal.
                self.values = Some(self.values.filter(|own| own.len() <= values.len()).unwrap_or(values));
                return self.narrow(values.iter().map(TypeSet::of).fold(TypeSet::NONE, TypeSet::or));
            }
            Keyword::Lower { limit, exclusive } => raise(&mut self.numbers.lower, limit, *exclusive),
            Keyword::Upper { limit, exclusive } => sink(&mut self.numbers.upper, limit, *exclusive),
            Keyword::MultipleOf(unit) => self.numbers.units.push(unit.clone()),
            Keyword::AtLeast(measure, bound) => {
                let (least, _, _) = self.measure(*measure);
                *least = (*bound).max(*least);
            }
            Keyword::AtMost(measure, bound) => {
                let (_, most, _) = self.measure(*measure);
                *most = (*bound).min(*most);
            }
            Keyword::Pattern(pattern) => {
                self.words.patterns.insert((pattern, true));
            }
            Keyword::UniqueItems => self.list.unique = true,
            Keyword::Items { prefix, rest } => {
                self.list.groups.push((prefix.clone(), rest.unwrap_or(NodeId::TRUE)));
            }
            Keyword::Contains { item, min, max } => {
                if *min > 0 || max.is_some() {
                    let count = Count { from: 0, literals: vec![Literal::Holds(*item)], min: *min, max: *max };
                    self.list.counts.push(count);
                }
            }
            Keyword::Required(names) => {
                for name in names {
                    self.record.present.entry(name.as_str().into()).or_default();
                }
            }
            Keyword::Properties { named, patterns, rest } => {
                self.record.groups.push(Rc::new(Group::new(Members::new(named, patterns, *rest))));
            }
            Keyword::PropertyNames(names) => self.record.names.push(*names),
            Keyword::AllOf(members) => {
                return members.iter().all(|&member| self.add_literal(arena, Literal::Holds(member)));
            }
            Keyword::Not(member) => return self.add_literal(arena, Literal::Fails(*member)),
            Keyword::Opaque { .. } => return self.leave_aside(keyword, true),
            _ => return clauses::of_held(keyword).into_iter().all(|clause| self.take(arena, clause)),
        }
        true
    }

    fn fail(&mut self, arena: &'a Arena, keyword: &'a Keyword) -> bool {
        if !self.narrow(keyword.types()) {
            return false;
        }
        match keyword {
            Keyword::Types(types) => self.narrow(TypeSet::ALL.without(*types)),
            Keyword::Enum(values) => {
                values.iter().all(|value| self.add_literal(arena, Literal::Differs(Rc::new(value.clone()))))
            }
            Keyword::Lower { limit, exclusive } => {
                sink(&mut self.numbers.upper, limit, !exclusive);
                true
            }
            Keyword::Upper { limit, exclusive } => {
                raise(&mut self.numbers.lower, limit, !exclusive);
                true
            }
            Keyword::MultipleOf(unit) => {
                self.numbers.avoided.push(unit.clone());
                true
            }
            Keyword::AtLeast(measure, bound) => match bound.checked_sub(1) {
                Some(most) => self.add(arena, Step::AtMost(*measure, most)),
                None => false,
            },
            Keyword::AtMost(measure, bound) => match bound.checked_add(1) {
                Some(least) => self.add(arena, Step::AtLeast(*measure, least)),
                None => false,
            },
            Keyword::Pattern(pattern) => self.add(arena, Step::Pattern(pattern, false)),
            Keyword::UniqueItems => self.add(arena, Step::Repeat),
            Keyword::PropertyNames(names) => self.add(arena, Step::Some(Names::Failing(*names), None)),
            Keyword::AnyOf(members) => members.iter().all(|&member| self.add_literal(arena, Literal::Fails(member))),
            Keyword::Not(member) => self.add_literal(arena, Literal::Holds(*member)),
            Keyword::Opaque { .. } => self.leave_aside(keyword, false),
            _ => {
                let alternatives = clauses::of_failed(keyword);
                let test = Test::Keyword(keyword, false);
                self.take(arena, Rc::new(Clause { types: keyword.types(), test, alternatives }))
            }
        }
    }

    fn leave_aside(&mut self, keyword: &'a Keyword, sign: bool) -> bool {
        self.opaque.push((keyword, sign));
        !self.opaque.contains(&(keyword, !sign))
    }

    fn measure(&mut self, measure: Measure) -> (&mut u64, &mut u64, TypeSet) {
        match measure {
            Measure::Length => (&mut self.words.least, &mut self.words.most, TypeSet::STRING),
            Measure::Items => (&mut self.list.least, &mut self.list.most, TypeSet::ARRAY),
            Measure::Properties => (&mut self.record.least, &mut self.record.most, TypeSet::OBJECT),
        }
    }

    fn is_measurable(&mut self, measure: Measure) -> bool {
        let (least, most, _) = self.measure(measure);
        least <= most
    }
}

/// The tighter of two lower bounds.
fn raise(bound: &mut Option<Bound>, limit: &Number, exclusive: bool) {
    if bound.as_ref().is_none_or(|(own, open)| limit > own || limit == own && exclusive && !open) {
        *bound = Some((limit.clone(), exclusive));
    }
}

/// The tighter of two upper bounds.
fn sink(bound: &mut Option<Bound>, limit: &Number, exclusive: bool) {
    if bound.as_ref().is_none_or(|(own, open)| limit < own || limit == own && exclusive && !open) {
        *bound = Some((limit.clone(), exclusive));
    }
}
