//! Descriptions as documentation comments: Markdown that rustdoc and clippy read without a warning, wrapped.
//!
//! Descriptions are `CommonMark` (OpenAPI 3.1.1 §4.3) that was written for others: brackets would be links to Rust items, words
//! in angle brackets HTML, and indented blocks Rust that is compiled. They are read with the parser that rustdoc uses, and
//! written again block by block.

mod inline;
mod words;

use inline::Inline;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The same text for a documentation comment of so many columns.
pub(crate) fn clean(text: &str, width: usize) -> String {
    let marked = rewritten(text, width, true);
    // Backticks of ours can meet marks of the text, and both would mean something else.
    if seen(&marked) == seen(text) { marked } else { rewritten(text, width, false) }
}

/// The same text, with backticks around identifiers or without.
fn rewritten(text: &str, width: usize, marks: bool) -> String {
    let mut blocks = Blocks { text, width, marks, ..Blocks::default() };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        blocks.event(event, range);
    }
    blocks.flush();
    blocks.out.trim_end().to_owned()
}

/// What a reader sees of a text, whatever its markup, without white space.
fn seen(text: &str) -> String {
    let mut out = String::new();
    let mut links = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) if !is_break(&html) => {
                out.push_str(&inline::uncommented(&html));
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url),
            Event::End(TagEnd::Link) => {
                let path = links.pop().filter(|destination| inline::is_path(destination));
                path.into_iter().for_each(|path| out.push_str(&format!("({path})")));
            }
            _ => {}
        }
    }
    out.retain(|c| !c.is_whitespace());
    out
}

/// `<br>` in any of its spellings.
fn is_break(html: &str) -> bool {
    html.to_ascii_lowercase().starts_with("<br")
}

/// A code span, whatever the text holds (`CommonMark` §6.1); there is none without text.
pub(crate) fn code_span(text: &str) -> String {
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let text = text.replace(['\n', '\r'], " ");
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    format!("{ticks} {text} {ticks}")
}

/// A fenced block.
pub(crate) fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// Writes blocks.
#[derive(Default)]
struct Blocks<'t> {
    text: &'t str,
    width: usize,
    /// True if identifiers get backticks, and lists stay tight.
    marks: bool,
    out: String,
    /// What stands before every line, outermost first: for the first line, and for the others.
    prefixes: Vec<(Option<String>, String)>,
    /// For each open list the number of its next item.
    lists: Vec<Option<u64>>,
    /// True if a blank line is due before the next block.
    due: bool,
    /// True while every item of the innermost list is a single line of text.
    tight: bool,
    inline: Option<Inline<'t>>,
    heading: Option<HeadingLevel>,
    code: Option<(String, String)>,
    html: String,
    row: Option<Vec<String>>,
}

impl<'t> Blocks<'t> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.code.is_some() => {
                self.code.iter_mut().for_each(|(_, code)| code.push_str(&text));
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::Rule => {
                self.block();
                self.line("---");
                self.due = true;
            }
            other => self.inline(range.start).event(&other, range),
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.tight = false;
                self.block();
            }
            Tag::Heading { level, .. } => {
                self.block();
                self.heading = Some(level);
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.prefixes.push((None, "> ".to_owned()));
            }
            Tag::CodeBlock(kind) => {
                self.block();
                self.code = Some((language(&kind), String::new()));
            }
            Tag::HtmlBlock | Tag::Table(_) => self.block(),
            Tag::List(number) => {
                self.flush();
                // Not every item may follow a paragraph without a blank line.
                if self.lists.is_empty() || !self.tight || !self.marks {
                    self.block();
                }
                self.due = false;
                self.lists.push(number);
            }
            Tag::Item => self.item(),
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            Tag::TableCell => {}
            other => self.inline(range.start).start(&other, range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.prefixes.pop();
                self.due = true;
            }
            TagEnd::CodeBlock => {
                let (language, code) = self.code.take().unwrap_or_default();
                self.lines(&fenced(&language, &code));
                self.due = true;
            }
            TagEnd::HtmlBlock => self.html(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.due = true;
            }
            TagEnd::Item => self.end_item(),
            TagEnd::TableCell => {
                let cell = self.inline.take().map(Inline::unwrapped).unwrap_or_default();
                self.row.iter_mut().for_each(|row| row.push(cell.clone()));
            }
            TagEnd::TableHead => {
                let columns = self.end_row();
                self.line(&format!("|{}", " --- |".repeat(columns)));
            }
            TagEnd::TableRow => drop(self.end_row()),
            TagEnd::Table => self.due = true,
            other => self.inline(range.start).end(other, range),
        }
    }

    fn item(&mut self) {
        self.flush();
        if self.due && !self.tight {
            self.blank();
        }
        (self.due, self.tight) = (false, true);
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        let rest = " ".repeat(marker.len());
        self.prefixes.push((Some(marker), rest));
    }

    fn end_item(&mut self) {
        self.flush();
        if self.prefixes.last().is_some_and(|(first, _)| first.is_some()) {
            self.line("");
        }
        self.prefixes.pop();
        self.due = true;
    }

    fn end_row(&mut self) -> usize {
        let row = self.row.take().unwrap_or_default();
        self.line(&format!("| {} |", row.join(" | ")));
        row.len()
    }

    /// HTML is shown as it was written.
    fn html(&mut self) {
        let html = std::mem::take(&mut self.html);
        let shown = inline::shown(&html);
        let text = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let width = self.room();
            self.lines(&words::wrapped(&text, width, false));
            self.due = true;
        }
    }

    fn inline(&mut self, start: usize) -> &mut Inline<'t> {
        let (text, marks, is_row) = (self.text, self.marks, self.row.is_some());
        if self.inline.is_none() && !is_row && self.due && self.prefixes.last().is_none_or(|(first, _)| first.is_none())
        {
            self.blank();
            self.due = false;
        }
        self.inline.get_or_insert_with(|| Inline::at(text, start, marks))
    }

    /// A new block begins.
    fn block(&mut self) {
        self.flush();
        if self.due {
            self.blank();
        }
        self.due = false;
    }

    /// Writes the text that is open.
    fn flush(&mut self) {
        let Some(inline) = self.inline.take() else { return };
        match self.heading {
            Some(level) => {
                // Marks at the end would close the heading and be lost.
                let mut text = inline.unwrapped();
                let words = text.trim_end_matches('#').len();
                if words < text.len() && (words == 0 || text[..words].ends_with(' ')) {
                    text.insert(words, '\\');
                }
                self.line(&format!("{} {text}", "#".repeat(level as usize)));
            }
            None => {
                let width = self.room();
                self.lines(&inline.wrapped(width));
            }
        }
        self.due = true;
    }

    /// How wide a line may be between the prefixes and the end.
    fn room(&self) -> usize {
        let taken: usize = self.prefixes.iter().map(|(_, rest)| rest.len()).sum();
        self.width.saturating_sub(taken).max(20)
    }

    fn blank(&mut self) {
        let prefix: String = self.prefixes.iter().map(|(_, rest)| rest.as_str()).collect();
        self.out.push_str(prefix.trim_end());
        self.out.push('\n');
    }

    fn lines(&mut self, text: &str) {
        text.split('\n').for_each(|line| self.line(line));
    }

    fn line(&mut self, text: &str) {
        let mut line = String::new();
        for (first, rest) in &mut self.prefixes {
            line.push_str(first.take().as_ref().unwrap_or(rest));
        }
        line.push_str(text);
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }
}

/// The language of a block: what has none, or claims to be Rust, would be compiled and run.
fn language(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else { return "text".to_owned() };
    let word = info.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
    let is_rust =
        ["rust", "ignore", "no_run", "no", "should", "compile", "test", "standalone", "custom"].contains(&word);
    if word.is_empty() || is_rust || word.starts_with("edition") { "text".to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests;
