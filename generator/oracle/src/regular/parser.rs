//! Reads a pattern: the grammar of ECMA-262 §22.2.1 with the `u` flag, and the habits of annex B that cannot be
//! misunderstood.

mod escape;

use super::charset::CharSet;
use super::syntax::Node;

/// How many characters a pattern may have.
const MAX_LEN: usize = 20_000;
/// How deep groups may nest.
const MAX_DEPTH: usize = 100;

/// Something in a pattern that has no exact translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unsupported {
    /// What it is: a lower-case fragment, such as `a backreference`.
    pub(crate) what: &'static str,
}

/// Reads `pattern`.
///
/// # Errors
/// If it is not a pattern, or uses what no regular language expresses exactly here.
pub(super) fn parse(pattern: &str) -> Result<Node, Unsupported> {
    let mut parser = Parser { chars: pattern.chars().collect(), at: 0, depth: 0 };
    if parser.chars.len() > MAX_LEN {
        return unsupported("a pattern that is too long");
    }
    let node = parser.disjunction()?;
    if parser.peek().is_some() {
        return unsupported("an unbalanced parenthesis");
    }
    Ok(node)
}

fn unsupported<T>(what: &'static str) -> Result<T, Unsupported> {
    Err(Unsupported { what })
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    /// Consumes `text` if it comes next.
    fn eat(&mut self, text: &str) -> bool {
        let mut end = self.at;
        for c in text.chars() {
            if self.chars.get(end) != Some(&c) {
                return false;
            }
            end += 1;
        }
        self.at = end;
        true
    }

    fn disjunction(&mut self) -> Result<Node, Unsupported> {
        let first = self.alternative()?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut alternatives = vec![first];
        while self.eat("|") {
            alternatives.push(self.alternative()?);
        }
        Ok(Node::Alternation(alternatives))
    }

    fn alternative(&mut self) -> Result<Node, Unsupported> {
        let mut terms = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let term = self.term()?;
            terms.push(self.quantified(term)?);
        }
        Ok(Node::Concat(terms))
    }

    fn term(&mut self) -> Result<Node, Unsupported> {
        if self.peek() == Some('{') && self.count().is_some() {
            return unsupported("a quantifier with nothing to repeat");
        }
        match self.next() {
            Some('^') => Ok(Node::Start),
            Some('$') => Ok(Node::End),
            Some('.') => Ok(Node::Class(CharSet::dot())),
            Some('(') => self.group(),
            Some('[') => self.class().map(Node::Class),
            Some('\\') if self.eat("b") => Ok(Node::Boundary { negated: false }),
            Some('\\') if self.eat("B") => Ok(Node::Boundary { negated: true }),
            Some('\\') => self.escape().map(Node::Class),
            Some('*' | '+' | '?') => unsupported("a quantifier with nothing to repeat"),
            Some(c) => Ok(Node::Class(CharSet::one(c))),
            None => unsupported("a pattern that ends too early"),
        }
    }

    /// What follows `(`.
    fn group(&mut self) -> Result<Node, Unsupported> {
        if self.depth == MAX_DEPTH {
            return unsupported("groups nested too deep");
        }
        self.depth += 1;
        let lookahead = self.lookahead_kind();
        if lookahead.is_none() {
            self.group_kind()?;
        }
        let body = self.disjunction()?;
        self.depth -= 1;
        if !self.eat(")") {
            return unsupported("an unbalanced parenthesis");
        }
        Ok(match lookahead {
            Some(negated) => Node::Lookahead { body: Box::new(body), negated },
            None => body,
        })
    }

    /// Consumes the mark of a lookahead and says whether it is negated.
    fn lookahead_kind(&mut self) -> Option<bool> {
        if self.eat("?=") {
            return Some(false);
        }
        self.eat("?!").then_some(true)
    }

    /// Consumes what marks a group that is not a lookahead.
    fn group_kind(&mut self) -> Result<(), Unsupported> {
        if self.eat("?:") || !self.eat("?") {
            return Ok(());
        }
        if self.eat("<=") || self.eat("<!") {
            return unsupported("a lookbehind");
        }
        if !self.eat("<") {
            return unsupported("a group with flags of another dialect");
        }
        self.group_name()
    }

    fn group_name(&mut self) -> Result<(), Unsupported> {
        let start = self.at;
        while let Some(c) = self.next() {
            match c {
                '>' if self.at > start + 1 => return Ok(()),
                c if c.is_alphanumeric() || c == '_' || c == '$' => {}
                _ => break,
            }
        }
        unsupported("a group with a malformed name")
    }

    /// Wraps `body` in the quantifier that follows it, if one does.
    fn quantified(&mut self, body: Node) -> Result<Node, Unsupported> {
        let Some((min, max)) = self.quantifier()? else {
            return Ok(body);
        };
        self.eat("?"); // Lazy or greedy: the same strings match.
        if matches!(body, Node::Start | Node::End | Node::Boundary { .. } | Node::Lookahead { .. }) {
            return unsupported("a repeated assertion");
        }
        if min == u32::MAX || max == Some(u32::MAX) {
            return unsupported("a repetition count above four thousand million");
        }
        if max.is_some_and(|max| max < min) {
            return unsupported("a repetition whose bounds are out of order");
        }
        Ok(Node::Repeat { body: Box::new(body), min, max })
    }

    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, Unsupported> {
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') if self.chars.get(self.at + 1) == Some(&',') => {
                return unsupported("a repetition without a lower bound, which dialects read differently");
            }
            Some('{') => {
                let count = self.count();
                return Ok(count.map(|(min, max, end)| {
                    self.at = end;
                    (min, max)
                }));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(bounds))
    }

    /// The bounds of the `{n}`, `{n,}` or `{n,m}` that comes next, and where it ends; anything else is a literal
    /// brace.
    fn count(&self) -> Option<(u32, Option<u32>, usize)> {
        let (min, at) = self.number(self.at + 1)?;
        match self.chars.get(at)? {
            '}' => Some((min, Some(min), at + 1)),
            ',' if self.chars.get(at + 1) == Some(&'}') => Some((min, None, at + 2)),
            ',' => {
                let (max, at) = self.number(at + 1)?;
                (self.chars.get(at) == Some(&'}')).then_some((min, Some(max), at + 1))
            }
            _ => None,
        }
    }

    /// The decimal number at `start`, and where it ends. What exceeds `u32` is cut to its maximum.
    fn number(&self, start: usize) -> Option<(u32, usize)> {
        let digits = self.chars[start.min(self.chars.len())..].iter().map_while(|c| c.to_digit(10));
        let (mut value, mut end) = (0_u32, start);
        for digit in digits {
            value = value.saturating_mul(10).saturating_add(digit);
            end += 1;
        }
        (end > start).then_some((value, end))
    }
}
