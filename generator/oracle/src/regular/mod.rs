//! Regular languages over Unicode scalar values, for `pattern`, `minLength`, `maxLength` and property names.
//!
//! A pattern is read in the ECMA-262 dialect with the `u` flag, as JSON Schema asks (2020-12 Core §6.4), and stands
//! for all strings in which it matches somewhere. A few habits that `u` forbids but whose meaning no dialect doubts
//! (`\-`, `\_`, a lone `}`) are read too. What cannot be read exactly is [`Unsupported`], never guessed.
//!
//! ```text
//! pattern ─parser─► Node ─translate─► Terms ─explorer─► tables of derivatives ─words─► shortest words, counts
//!                                       ▲
//!            intersection, union, complement: one more term, nothing is built until a question is asked
//! ```
//!
//! Why our own and not a crate (each was read before this was written):
//! - `regex-automata` works on bytes, has no intersection and no complement, and does not count code points.
//! - `regexsolver` 1.1 builds whole automata at once, takes its limits (one of them a time) from a thread-local
//!   profile, reads the dialect of `regex-syntax`, and brings `rayon`, `tracing`, `ahash` and `indexmap`.
//! - `resharp-algebra` 0.7 has the right idea (derivatives with intersection and complement), but on bytes.
//!
//! All of them lack ECMA's anchors, escapes and classes, so a parser and a translation were needed anyway. What
//! remains is small with Brzozowski derivatives (*Derivatives of Regular Expressions*, JACM 1964; Owens, Reppy and
//! Turon 2009 for the classes of letters): complement is a node, counted repetition unfolds only as far as a question
//! asks, and lookahead is intersection with what follows.

mod alphabet;
mod budget;
mod charset;
mod enumerate;
mod explorer;
mod language;
mod parser;
mod property;
mod syntax;
mod table;
mod terms;
mod translate;

#[cfg(test)]
mod tests;

pub(crate) use budget::{Budget, Exhausted};
pub(crate) use language::Language;
