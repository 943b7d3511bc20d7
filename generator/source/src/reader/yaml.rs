//! YAML 1.2.2 by the core schema, with the merge keys of YAML 1.1 that contracts use.
//!
//! The parser's events become the same nodes as JSON's. What JSON cannot say is refused with a
//! position: keys that are no scalars, unknown tags, infinities, aliases to their own container,
//! several documents. Aliases are copied, within [`Limits::alias_values`].

mod advice;

use super::{
    Fault, narrow,
    scalar::{self, Scalar},
};
use crate::{
    Limits,
    tree::{Builder, Fragment, Parts, Text},
};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use stipula_diagnostics::{Span, codes};

/// Reads a document; nothing is returned after a syntax error or a passed limit.
pub(super) fn read(text: &str, limits: &Limits) -> (Option<Parts>, Vec<Fault>) {
    // The scanner runs ahead of the events while `[` may still begin a key, so its limits lie above ours.
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: limits.depth + LONGEST_KEY,
        block_nesting_limit: limits.depth + LONGEST_KEY,
    };
    let mut reader = Reader::new(text, limits);
    for event in Parser::new_from_str_with_options(text, options) {
        let step = match event {
            Ok((event, span)) => {
                let span = reader.span(&span);
                reader.event(event, span)
            }
            Err(error) => Err(reader.syntax_error(&error)),
        };
        match step {
            Ok(Go::On) => {}
            Ok(Go::Enough) => break,
            Err(fault) => {
                reader.faults.push(fault);
                return (None, reader.faults);
            }
        }
    }
    if reader.builder.len() == 0 {
        let fault = Fault::new(codes::FILE_EMPTY, Span::default(), "the file holds only comments or markers");
        return (None, vec![fault]);
    }
    (Some(reader.builder.finish(reader.end)), reader.faults)
}

/// An implicit key has at most 1024 characters (YAML 1.2.2 §7.4.2), and each may be a bracket.
const LONGEST_KEY: usize = 1024 + 1;

enum Go {
    On,
    /// A second document begins.
    Enough,
}

/// An open collection.
struct Open {
    is_mapping: bool,
    /// In a mapping: a key was read and its value comes next.
    after_key: bool,
    /// In a mapping: the key was `<<`, and its value began at this node.
    merging: Option<(usize, Span)>,
    /// The anchor of the collection, and its first node.
    anchor: usize,
    start: usize,
}

struct Reader<'s> {
    text: &'s str,
    builder: Builder<'s>,
    open: Vec<Open>,
    anchors: FxHashMap<usize, Fragment>,
    copied: usize,
    /// Values that anchors keep.
    kept: usize,
    limits: Limits,
    faults: Vec<Fault>,
    /// Where the last token of a value ended.
    end: u32,
    documents: usize,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str, limits: &Limits) -> Self {
        Self {
            text,
            builder: Builder::new(text),
            open: Vec::new(),
            anchors: FxHashMap::default(),
            copied: 0,
            kept: 0,
            limits: *limits,
            faults: Vec::new(),
            end: 0,
            documents: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<Go, Fault> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let message = "a second YAML document begins here";
                    let fault = Fault::new(codes::MULTIPLE_DOCUMENTS, span, message);
                    self.faults.push(fault.help("put each contract into a file of its own"));
                    return Ok(Go::Enough);
                }
            }
            Event::Comment(..) => self.builder.comment(span),
            Event::Alias(id) => self.alias(id, span)?,
            Event::UnresolvedAlias(name) => {
                let message = format!("no anchor named `{name}` comes before this alias");
                let help = "define it first, as in `&name value`, or quote a text that begins with `*`";
                self.faults.push(Fault::new(codes::ALIAS_UNDEFINED, span, message).help(help));
                self.scalar("", ScalarStyle::Plain, None, span)?;
            }
            // A document without a value.
            Event::Scalar(..) if self.open.is_empty() && span.start == span.end => {}
            Event::Scalar(value, style, anchor, tag) => {
                let start = self.builder.len();
                self.scalar(&value, style, tag.as_deref(), span)?;
                if anchor != 0 && self.builder.len() > start {
                    self.keep(anchor, start, span)?;
                }
            }
            Event::MappingStart(_, anchor, tag) => self.collection(true, anchor, tag, "map", span)?,
            Event::SequenceStart(_, anchor, tag) => self.collection(false, anchor, tag, "seq", span)?,
            Event::MappingEnd | Event::SequenceEnd => self.close(span)?,
            _ => {}
        }
        Ok(Go::On)
    }

    fn collection(
        &mut self,
        is_mapping: bool,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        own_tag: &str,
        span: Span,
    ) -> Result<(), Fault> {
        if self.builder.depth() >= self.limits.depth {
            return Err(self.too_deep(span));
        }
        if self.expects_key() {
            return Err(self.key_not_scalar(span));
        }
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema_tag(own_tag)) {
            self.unsupported_tag(&tag, span);
        }
        let start = self.builder.len();
        if is_mapping {
            self.builder.open_object(span.start);
        } else {
            self.builder.open_array(span.start);
        }
        self.end = self.end.max(span.end);
        self.open.push(Open { is_mapping, after_key: false, merging: None, anchor, start });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Fault> {
        let open = self.open.pop().expect("the parser balances its events");
        // A block collection has no closing token: it ends where its last value did.
        let closes = self.text[span.start as usize..span.end as usize].starts_with(['}', ']']);
        if closes {
            self.end = self.end.max(span.end);
        }
        self.builder.close(self.end);
        if open.anchor != 0 {
            self.keep(open.anchor, open.start, span)?;
        }
        self.value_done()
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Result<(), Fault> {
        if self.expects_key() {
            return self.key(value, style, span);
        }
        let plain = style == ScalarStyle::Plain;
        let resolved = match tag {
            None if plain => scalar::resolve(value),
            None => Scalar::String,
            Some(tag) if tag.is_yaml_core_schema_tag("str") || is_non_specific(tag) => Scalar::String,
            Some(tag) if ["int", "float", "bool", "null"].iter().any(|name| tag.is_yaml_core_schema_tag(name)) => {
                let resolved = scalar::resolve(value);
                if resolved == Scalar::String {
                    let message = format!("`{value}` is not of the type that its tag {} says", shown(tag));
                    self.faults.push(Fault::new(codes::TAG_UNSUPPORTED, span, message).help("remove the tag"));
                }
                resolved
            }
            Some(tag) => {
                self.unsupported_tag(tag, span);
                Scalar::String
            }
        };
        match resolved {
            Scalar::Null => self.builder.null(span),
            Scalar::Bool(value) => self.builder.boolean(span, value),
            Scalar::Number(number) => {
                let as_written = self.slice(span) == number;
                self.builder.number(span, (!as_written).then(|| number.into_owned()));
            }
            Scalar::NotFinite => {
                let fault =
                    Fault::new(codes::NUMBER_NOT_FINITE, span, format!("{value} is no number that JSON can say"));
                self.faults.push(fault.help("put it in quotation marks if a string is meant"));
                self.builder.null(span);
            }
            Scalar::String => {
                let text = self.text_of(value, span);
                self.builder.string(span, text);
            }
        }
        self.end = self.end.max(span.end);
        self.value_done()
    }

    fn key(&mut self, value: &str, style: ScalarStyle, span: Span) -> Result<(), Fault> {
        self.end = self.end.max(span.end);
        if span.start == span.end {
            let fault = Fault::new(codes::KEY_NOT_STRING, span, "this mapping has an entry without a key");
            return Err(fault.help("write the key, or `\"\"` for the empty one"));
        }
        let start = self.builder.len();
        if value == "<<" && style == ScalarStyle::Plain {
            self.innermost().merging = Some((start, span));
        } else {
            let text = self.text_of(value, span);
            self.builder.key(span, text);
        }
        self.innermost().after_key = true;
        Ok(())
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Fault> {
        self.end = self.end.max(span.end);
        if self.expects_key() {
            return Err(self.key_not_scalar(span));
        }
        let Some(fragment) = self.anchors.get(&id).cloned() else {
            let message = "this alias refers to a value that contains it";
            return Err(
                Fault::new(codes::ALIAS_UNDEFINED, span, message).help("JSON has no cycles; use `$ref` for recursion")
            );
        };
        self.count_copies(fragment.len(), span)?;
        if self.builder.depth() + fragment.depth() > self.limits.depth {
            let message = format!("this alias nests more than {} mappings and sequences", self.limits.depth);
            return Err(Fault::new(codes::NESTING_TOO_DEEP, span, message));
        }
        self.builder.insert(&fragment);
        self.value_done()
    }

    /// Keeps the value that began at `start` for its aliases. Anchors inside anchors keep the same values
    /// again, which counts as copying them.
    fn keep(&mut self, anchor: usize, start: usize, span: Span) -> Result<(), Fault> {
        let fragment = self.builder.fragment(start);
        self.kept += fragment.len();
        self.anchors.insert(anchor, fragment);
        if self.kept > self.builder.len() + self.limits.alias_values {
            return Err(self.too_many_copies(span));
        }
        Ok(())
    }

    /// Bounds what aliases and merge keys add.
    fn count_copies(&mut self, values: usize, span: Span) -> Result<(), Fault> {
        self.copied += values;
        if self.copied <= self.limits.alias_values {
            return Ok(());
        }
        Err(self.too_many_copies(span))
    }

    fn too_many_copies(&self, span: Span) -> Fault {
        let message = format!("aliases add more than {} values to this file", self.limits.alias_values);
        let fault = Fault::new(codes::ALIAS_EXPANSION_TOO_LARGE, span, message);
        fault.help("raise `limits.alias-values` in stipula.toml if this is meant")
    }

    /// Called after every complete value: takes it out again where it belongs to a `<<`.
    fn value_done(&mut self) -> Result<(), Fault> {
        let Some(open) = self.open.last_mut().filter(|open| open.is_mapping) else { return Ok(()) };
        open.after_key = false;
        let Some((start, span)) = open.merging.take() else { return Ok(()) };
        let fragment = self.builder.cut(start);
        let mappings = if fragment.is_array() { fragment.items() } else { vec![fragment] };
        if let Some(wrong) = mappings.iter().position(|mapping| !mapping.is_object()) {
            let message = if mappings.len() == 1 {
                "the value of this merge key is no mapping".to_owned()
            } else {
                format!("item {wrong} of this merge key's list is no mapping")
            };
            let fault = Fault::new(codes::MERGE_KEY_INVALID, span, message);
            self.faults.push(fault.help("merge one mapping or a list of mappings, as in `<<: *base`"));
            return Ok(());
        }
        self.count_copies(mappings.iter().map(Fragment::len).sum(), span)?;
        for mapping in mappings {
            self.builder.merge(mapping);
        }
        Ok(())
    }

    fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_mapping && !open.after_key)
    }

    fn innermost(&mut self) -> &mut Open {
        self.open.last_mut().expect("a key stands in a mapping")
    }

    fn key_not_scalar(&self, span: Span) -> Fault {
        if self.text[..span.start as usize].ends_with('{') && self.slice(span).starts_with('{') {
            let fault =
                Fault::new(codes::KEY_NOT_STRING, span, "`{{` begins a mapping that is a key, or this is a template");
            return fault.help("put the value in quotation marks, or check the file that the template makes");
        }
        Fault::new(codes::KEY_NOT_STRING, span, "this key is no plain or quoted string")
            .help("JSON has only strings for keys")
    }

    fn unsupported_tag(&mut self, tag: &Tag, span: Span) {
        let tag = shown(tag);
        // From the tag on, which stands before its value and after the one before that.
        let after = self.end.min(span.start);
        let before = &self.text[after as usize..span.start as usize];
        let start = before.rfind(&tag).map_or(span.start, |at| after + narrow(at));
        let span = Span::new(start, span.end);
        let fault = Fault::new(codes::TAG_UNSUPPORTED, span, format!("the tag `{tag}` means nothing in a contract"));
        self.faults.push(fault.help("remove the tag; the JSON types and `!!str` are supported"));
    }

    fn text_of(&self, value: &str, span: Span) -> Text {
        let written = self.slice(span);
        if written == value {
            Text::Plain
        } else if written.len() == value.len() + 2
            && written.starts_with(['"', '\''])
            && written.get(1..written.len() - 1) == Some(value)
        {
            Text::Quoted
        } else {
            Text::Decoded(value.to_owned())
        }
    }

    fn slice(&self, span: Span) -> &'s str {
        &self.text[span.start as usize..span.end as usize]
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        let len = self.text.len();
        Span::new(narrow(range.start.min(len)), narrow(range.end.min(len).max(range.start.min(len))))
    }

    fn syntax_error(&self, error: &ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => self.too_deep(Span::new(narrow(at), narrow(at))),
            kind => advice::explain(self.text, kind, at),
        }
    }

    fn too_deep(&self, span: Span) -> Fault {
        let message = format!("more than {} mappings and sequences are nested here", self.limits.depth);
        Fault::new(codes::NESTING_TOO_DEEP, span, message).help("raise `limits.depth` in stipula.toml if this is meant")
    }
}

/// A tag as it is written.
fn shown(tag: &Tag) -> String {
    tag.to_string().replace("tag:yaml.org,2002:", "!!")
}

fn is_non_specific(tag: &Tag) -> bool {
    tag.to_string() == "!"
}
