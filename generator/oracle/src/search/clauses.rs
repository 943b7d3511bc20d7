//! Steps that narrow a branch, and clauses that offer a choice of them.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Literal;
use crate::arena::{Arena, Keyword, Measure, Members, NodeId, TypeSet};
use crate::datum::Datum;
use crate::evaluate;

/// `properties`, `patternProperties` and `additionalProperties` as the search asks for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group<'a> {
    pub(super) named: Vec<(&'a str, NodeId)>,
    pub(super) patterns: Vec<(&'a str, NodeId)>,
    pub(super) rest: NodeId,
}

impl<'a> Group<'a> {
    pub(super) fn new(members: Members<'a>) -> Self {
        let copy =
            |entries: &'a [(String, NodeId)]| entries.iter().map(|(name, node)| (name.as_str(), *node)).collect();
        Self { named: copy(members.named), patterns: copy(members.patterns), rest: members.rest }
    }

    /// The schemas that apply to a property; the pattern that is beyond us otherwise.
    pub(super) fn of(&self, arena: &Arena, name: &str) -> Result<Vec<NodeId>, &'a str> {
        let mut nodes: Vec<NodeId> =
            self.named.iter().filter(|(other, _)| *other == name).map(|(_, node)| *node).collect();
        for (pattern, node) in &self.patterns {
            if arena.language(pattern).ok_or(*pattern)?.accepts(name) {
                nodes.push(*node);
            }
        }
        if nodes.is_empty() {
            nodes.push(self.rest);
        }
        Ok(nodes)
    }
}

/// Which property names are meant.
#[derive(Debug, Clone)]
pub(super) enum Names<'a> {
    Matching(&'a str),
    /// Neither named nor matched.
    Other(Rc<Group<'a>>),
    Outside(BTreeSet<Rc<str>>),
    /// Names that a schema rejects.
    Failing(NodeId),
}

/// So many items from an index on satisfy the literals; where there is a limit, there is only one literal.
#[derive(Debug, Clone)]
pub(super) struct Count {
    pub(super) from: usize,
    pub(super) literals: Vec<Literal>,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

/// One thing that a branch takes on.
#[derive(Debug, Clone)]
pub(super) enum Step<'a> {
    Literal(Literal),
    Keyword(&'a Keyword, bool),
    Types(TypeSet),
    Pattern(&'a str, bool),
    AtLeast(Measure, u64),
    AtMost(Measure, u64),
    Present(Rc<str>, Option<Literal>),
    Absent(Rc<str>),
    /// There is a property with such a name.
    Some(Names<'a>, Option<Literal>),
    /// There is an item at the index.
    At(usize, Literal),
    Count(Count),
    /// Two items are equal.
    Repeat,
    /// `unevaluatedProperties` or `unevaluatedItems` of the node, whose other assertions hold.
    Unevaluated(NodeId, &'a Keyword, bool),
}

/// How to see whether a value satisfies a clause.
#[derive(Debug, Clone)]
pub(super) enum Test<'a> {
    Literal(Literal),
    Keyword(&'a Keyword, bool),
    Alternatives,
}

/// Alternatives, one of which must be taken.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    /// The types it is about; a value of another type satisfies it.
    pub(super) types: TypeSet,
    pub(super) test: Test<'a>,
    pub(super) alternatives: Vec<Vec<Step<'a>>>,
}

impl Clause<'_> {
    pub(super) fn holds(&self, arena: &Arena, datum: &Datum) -> Option<bool> {
        if !self.types.meets(TypeSet::of(datum)) {
            return Some(true);
        }
        match &self.test {
            Test::Literal(literal) => literal.holds(arena, datum),
            Test::Keyword(keyword, sign) => evaluate::keyword_holds(arena, keyword, datum).map(|holds| holds == *sign),
            Test::Alternatives => {
                let hold = |steps: &Vec<Step<'_>>| steps.iter().all(|step| step.holds(arena, datum) == Some(true));
                self.alternatives.iter().any(hold).then_some(true).or(Some(false))
            }
        }
    }
}

impl Step<'_> {
    /// `None` also where it is not worth to know: then the clause is branched on.
    fn holds(&self, arena: &Arena, datum: &Datum) -> Option<bool> {
        match (self, datum) {
            (Self::Literal(literal), _) => literal.holds(arena, datum),
            (Self::Absent(name), Datum::Object(members)) => Some(!members.contains_key(&**name)),
            (Self::Present(name, literal), Datum::Object(members)) => match (members.get(&**name), literal) {
                (Some(value), Some(literal)) => literal.holds(arena, value),
                (value, _) => Some(value.is_some()),
            },
            _ => None,
        }
    }
}

fn clause<'a>(test: Test<'a>, alternatives: Vec<Vec<Step<'a>>>) -> Rc<Clause<'a>> {
    let types = if let Test::Alternatives = test { TypeSet::OBJECT } else { TypeSet::ALL };
    Rc::new(Clause { types, test, alternatives })
}

fn holds<'a>(node: NodeId) -> Step<'a> {
    Step::Literal(Literal::Holds(node))
}

fn fails<'a>(node: NodeId) -> Step<'a> {
    Step::Literal(Literal::Fails(node))
}

/// The clauses of a keyword that holds.
pub(super) fn of_held(keyword: &Keyword) -> Vec<Rc<Clause<'_>>> {
    let test = Test::Keyword(keyword, true);
    match keyword {
        Keyword::AnyOf(members) => {
            vec![clause(test, members.iter().map(|&member| vec![holds(member)]).collect())]
        }
        Keyword::OneOf(members) => {
            let only = |chosen: usize| {
                let each = members.iter().enumerate();
                let mut steps: Vec<_> =
                    each.filter(|(index, _)| *index != chosen).map(|(_, &member)| fails(member)).collect();
                steps.insert(0, holds(members[chosen]));
                steps
            };
            vec![clause(test, (0..members.len()).map(only).collect())]
        }
        Keyword::If { condition, then, otherwise } => {
            vec![clause(test, vec![vec![holds(*condition), holds(*then)], vec![fails(*condition), holds(*otherwise)]])]
        }
        Keyword::DependentRequired(entries) => {
            let entry = |(name, required): &(String, Vec<String>)| {
                let present = required.iter().map(|name| Step::Present(name.as_str().into(), None)).collect();
                clause(Test::Alternatives, vec![vec![Step::Absent(name.as_str().into())], present])
            };
            entries.iter().map(entry).collect()
        }
        Keyword::DependentSchemas(entries) => {
            let entry = |(name, schema): &(String, NodeId)| {
                clause(Test::Alternatives, vec![vec![Step::Absent(name.as_str().into())], vec![holds(*schema)]])
            };
            entries.iter().map(entry).collect()
        }
        _ => Vec::new(),
    }
}

/// The alternatives in which a keyword fails; none of them if it is not of the kind that has any.
pub(super) fn of_failed(keyword: &Keyword) -> Vec<Vec<Step<'_>>> {
    match keyword {
        Keyword::AllOf(members) => members.iter().map(|&member| vec![fails(member)]).collect(),
        Keyword::OneOf(members) => {
            let mut alternatives = vec![members.iter().map(|&member| fails(member)).collect()];
            for (index, &one) in members.iter().enumerate() {
                alternatives.extend(members[index + 1..].iter().map(|&other| vec![holds(one), holds(other)]));
            }
            alternatives
        }
        Keyword::If { condition, then, otherwise } => {
            vec![vec![holds(*condition), fails(*then)], vec![fails(*condition), fails(*otherwise)]]
        }
        Keyword::Required(names) => names.iter().map(|name| vec![Step::Absent(name.as_str().into())]).collect(),
        Keyword::DependentRequired(entries) => {
            let entry = |(name, required): &(String, Vec<String>)| {
                let name: Rc<str> = name.as_str().into();
                let absent =
                    |other: &String| vec![Step::Present(Rc::clone(&name), None), Step::Absent(other.as_str().into())];
                required.iter().map(absent).collect::<Vec<_>>()
            };
            entries.iter().flat_map(entry).collect()
        }
        Keyword::DependentSchemas(entries) => {
            let entry =
                |(name, schema): &(String, NodeId)| vec![Step::Present(name.as_str().into(), None), fails(*schema)];
            entries.iter().map(entry).collect()
        }
        Keyword::Properties { named, patterns, rest } => members(Members::new(named, patterns, *rest)),
        Keyword::Items { prefix, rest } => {
            let each = prefix.iter().enumerate();
            let mut alternatives: Vec<_> =
                each.map(|(index, &node)| vec![Step::At(index, Literal::Fails(node))]).collect();
            let literals = vec![Literal::Fails(rest.unwrap_or(NodeId::TRUE))];
            alternatives.push(vec![Step::Count(Count { from: prefix.len(), literals, min: 1, max: None })]);
            alternatives
        }
        Keyword::Contains { item, min, max } => {
            let literals = || vec![Literal::Holds(*item)];
            let count = |min, max| vec![Step::Count(Count { from: 0, literals: literals(), min, max })];
            let few = min.checked_sub(1).map(|most| count(0, Some(most)));
            let many = max.map(|max| count(max.saturating_add(1), None));
            few.into_iter().chain(many).collect()
        }
        _ => Vec::new(),
    }
}

fn members(members: Members<'_>) -> Vec<Vec<Step<'_>>> {
    let named = members.named.iter();
    let named = named.map(|(name, node)| vec![Step::Present(name.as_str().into(), Some(Literal::Fails(*node)))]);
    let patterns = members.patterns.iter();
    let patterns =
        patterns.map(|(pattern, node)| vec![Step::Some(Names::Matching(pattern), Some(Literal::Fails(*node)))]);
    let rest = Names::Other(Rc::new(Group::new(members)));
    let rest = vec![Step::Some(rest, Some(Literal::Fails(members.rest)))];
    named.chain(patterns).chain([rest]).collect()
}

/// The clause of a schema that fails.
pub(super) fn of_failed_node<'a>(node: NodeId, keywords: &'a [Keyword]) -> Rc<Clause<'a>> {
    let is_late =
        |keyword: &&Keyword| matches!(keyword, Keyword::UnevaluatedItems(_) | Keyword::UnevaluatedProperties(_));
    let alternative = |keyword: &'a Keyword| {
        if !is_late(&keyword) {
            return vec![Step::Keyword(keyword, false)];
        }
        let others = keywords.iter().filter(|other| !is_late(other)).map(|other| Step::Keyword(other, true));
        others.chain([Step::Unevaluated(node, keyword, false)]).collect()
    };
    clause(Test::Literal(Literal::Fails(node)), keywords.iter().map(alternative).collect())
}

/// The clause of a value that must not equal a list or an object.
pub(super) fn of_difference<'a>(taken: &Rc<Datum>) -> Rc<Clause<'a>> {
    let differs = |value: &Datum| Literal::Differs(Rc::new(value.clone()));
    let alternatives = match &**taken {
        Datum::Array(items) => {
            let length = items.len() as u64;
            let mut alternatives = vec![vec![Step::AtLeast(Measure::Items, length + 1)]];
            alternatives.extend(length.checked_sub(1).map(|less| vec![Step::AtMost(Measure::Items, less)]));
            alternatives.extend(items.iter().enumerate().map(|(index, item)| vec![Step::At(index, differs(item))]));
            alternatives
        }
        Datum::Object(members) => {
            let names: BTreeSet<Rc<str>> = members.keys().map(|name| name.as_str().into()).collect();
            let absent = names.iter().map(|name| vec![Step::Absent(Rc::clone(name))]);
            let other =
                members.iter().map(|(name, value)| vec![Step::Present(name.as_str().into(), Some(differs(value)))]);
            let fresh = vec![Step::Some(Names::Outside(names.clone()), None)];
            absent.chain(other).chain([fresh]).collect()
        }
        _ => Vec::new(),
    };
    let is_object = matches!(**taken, Datum::Object(_));
    let types = if is_object { TypeSet::OBJECT } else { TypeSet::ARRAY };
    let mut alternatives: Vec<Vec<Step<'a>>> = alternatives;
    alternatives.push(vec![Step::Types(TypeSet::ALL.without(types))]);
    clause(Test::Literal(Literal::Differs(Rc::clone(taken))), alternatives)
}
