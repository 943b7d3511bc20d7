//! `unevaluatedProperties` and `unevaluatedItems`: what they leave over depends on which schemas hold beside them.
//!
//! Where that is open, it is branched on; once all is decided they are an ordinary `additionalProperties` or `items`.

use std::rc::Rc;

use super::Literal;
use super::branch::Branch;
use super::clauses::{Clause, Count, Group, Names, Step, Test};
use crate::arena::{Arena, Keyword, NodeId, TypeSet};

/// What the schemas that hold have evaluated.
#[derive(Debug, Default)]
struct Evaluated<'a> {
    named: Vec<(&'a str, NodeId)>,
    patterns: Vec<(&'a str, NodeId)>,
    prefix: usize,
    contains: Vec<NodeId>,
    all: bool,
}

/// What must be decided first.
enum Open<'a> {
    Schema(NodeId),
    Member(&'a str),
}

/// Takes on the keyword of a node, whose other assertions hold if it does and are taken on beside it if not.
pub(super) fn add<'a>(
    branch: &mut Branch<'a>,
    arena: &'a Arena,
    node: NodeId,
    keyword: &'a Keyword,
    sign: bool,
) -> bool {
    if !keyword.types().meets(branch.types) {
        return sign;
    }
    let literal = if sign { Literal::Holds(node) } else { Literal::Fails(node) };
    let later = Step::Unevaluated(node, keyword, sign);
    let clause =
        |alternatives| Rc::new(Clause { types: keyword.types(), test: Test::Literal(literal.clone()), alternatives });
    if !branch.types.is_within(keyword.types()) {
        if sign {
            branch.clauses.push(clause(vec![vec![later]]));
            return true;
        }
        branch.narrow(keyword.types());
    }
    let mut evaluated = Evaluated::default();
    match evaluated.walk(arena, branch, node, keyword) {
        Ok(()) => evaluated.resolve(branch, arena, keyword, sign),
        Err(Open::Schema(open)) => {
            let decided = [Literal::Holds(open), Literal::Fails(open)];
            let decided = decided.map(|literal| vec![Step::Literal(literal), later.clone()]);
            branch.take(arena, clause(decided.into()))
        }
        Err(Open::Member(name)) => {
            let decided = [Step::Present(name.into(), None), Step::Absent(name.into())];
            let decided = decided.map(|step| vec![step, later.clone()]);
            branch.take(arena, clause(decided.into()))
        }
    }
}

/// Whether a schema, applied in place, may evaluate parts of the value.
fn evaluates(arena: &Arena, node: NodeId, types: TypeSet) -> bool {
    arena.keywords(node).iter().any(|keyword| match keyword {
        Keyword::Properties { .. } | Keyword::UnevaluatedProperties(_) => types == TypeSet::OBJECT,
        Keyword::Items { .. } | Keyword::Contains { .. } | Keyword::UnevaluatedItems(_) => types == TypeSet::ARRAY,
        Keyword::Not(_) => false,
        _ => keyword.is_in_place() && keyword.children().into_iter().any(|child| evaluates(arena, child, types)),
    })
}

impl<'a> Evaluated<'a> {
    fn walk(&mut self, arena: &'a Arena, branch: &Branch<'a>, node: NodeId, own: &'a Keyword) -> Result<(), Open<'a>> {
        for keyword in arena.keywords(node) {
            match keyword {
                Keyword::Properties { named, patterns, rest } => {
                    self.named.extend(named.iter().map(|(name, _)| (name.as_str(), NodeId::TRUE)));
                    self.patterns.extend(patterns.iter().map(|(pattern, _)| (pattern.as_str(), NodeId::TRUE)));
                    self.all |= rest.is_some() && own.types() == TypeSet::OBJECT;
                }
                Keyword::Items { prefix, rest } => {
                    self.prefix = self.prefix.max(prefix.len());
                    self.all |= rest.is_some() && own.types() == TypeSet::ARRAY;
                }
                Keyword::Contains { item, .. } => self.contains.push(*item),
                Keyword::UnevaluatedProperties(_) | Keyword::UnevaluatedItems(_) => {
                    self.all |= !std::ptr::eq(keyword, own) && keyword.types() == own.types();
                }
                Keyword::AllOf(members) => {
                    members.iter().try_for_each(|&member| self.walk(arena, branch, member, own))?;
                }
                Keyword::AnyOf(members) | Keyword::OneOf(members) => {
                    members.iter().try_for_each(|&member| self.conditional(arena, branch, member, own))?;
                }
                Keyword::If { condition, then, otherwise } => {
                    let parts = [*condition, *then, *otherwise];
                    if parts.iter().any(|&part| evaluates(arena, part, own.types())) {
                        let holds = Self::decided(branch, *condition)?;
                        if holds {
                            self.walk(arena, branch, *condition, own)?;
                        }
                        self.walk(arena, branch, if holds { *then } else { *otherwise }, own)?;
                    }
                }
                Keyword::DependentSchemas(entries) if own.types() == TypeSet::OBJECT => {
                    for (name, schema) in entries {
                        if !evaluates(arena, *schema, own.types()) || branch.record.absent.contains(name.as_str()) {
                            continue;
                        }
                        if !branch.record.present.contains_key(name.as_str()) {
                            return Err(Open::Member(name));
                        }
                        self.walk(arena, branch, *schema, own)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn conditional(
        &mut self,
        arena: &'a Arena,
        branch: &Branch<'a>,
        node: NodeId,
        own: &'a Keyword,
    ) -> Result<(), Open<'a>> {
        if evaluates(arena, node, own.types()) && Self::decided(branch, node)? {
            self.walk(arena, branch, node, own)?;
        }
        Ok(())
    }

    fn decided(branch: &Branch<'a>, node: NodeId) -> Result<bool, Open<'a>> {
        match (branch.held.contains(&node) || node == NodeId::TRUE, branch.failed.contains(&node)) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => Err(Open::Schema(node)),
        }
    }

    /// The keyword with all evaluated parts set apart.
    fn resolve(mut self, branch: &mut Branch<'a>, arena: &'a Arena, keyword: &'a Keyword, sign: bool) -> bool {
        if self.all {
            return sign;
        }
        match keyword {
            Keyword::UnevaluatedProperties(rest) => {
                self.named.sort_unstable();
                self.named.dedup();
                let group = Rc::new(Group { named: self.named, patterns: self.patterns, rest: *rest });
                if sign {
                    branch.record.groups.push(group);
                    return true;
                }
                branch.add(arena, Step::Some(Names::Other(group), Some(Literal::Fails(*rest))))
            }
            Keyword::UnevaluatedItems(rest) if sign => {
                let each = self.contains.iter().chain([rest]).map(|&node| Literal::Holds(node)).collect();
                branch.list.either.push((self.prefix, each));
                true
            }
            Keyword::UnevaluatedItems(rest) => {
                let literals = self.contains.iter().chain([rest]).map(|&node| Literal::Fails(node)).collect();
                branch.add(arena, Step::Count(Count { from: self.prefix, literals, min: 1, max: None }))
            }
            _ => true,
        }
    }
}
