//! The text of a block: it stands as it was written, but for words that rustdoc or clippy would take for something else.

use super::words::{self, How};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A space at which no line may end.
pub(super) const SOLID: char = '\u{1}';

/// Text on its way out.
pub(super) struct Inline<'t> {
    text: &'t str,
    /// Lines end at `\n`; spaces are where they may.
    out: String,
    /// Up to here the source was dealt with.
    at: usize,
    /// Text that no markup interrupts; it is edited as one.
    run: Range<usize>,
    /// True if identifiers get backticks.
    marks: bool,
    /// True if the mark that it began with was left out.
    is_moved: bool,
    /// How deep in links.
    links: usize,
    /// What is passed over until it ends: automatic links and images.
    skipped: usize,
    /// For each link that is written anew: what stands after its text.
    ends: Vec<Option<String>>,
}

impl<'t> Inline<'t> {
    pub(super) fn at(text: &'t str, start: usize, marks: bool) -> Self {
        let (out, run, ends) = (String::new(), start..start, Vec::new());
        let mut inline = Inline { text, out, at: start, run, marks, is_moved: false, links: 0, skipped: 0, ends };
        inline.resume(start);
        inline
    }

    /// Begins at the start of a line: what stands before is the block's, but for a backslash.
    fn resume(&mut self, start: usize) {
        let slashes = self.text[..start].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if slashes % 2 == 1 {
            self.out.push('\\');
        }
        (self.at, self.run) = (start, start..start);
    }

    pub(super) fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if self.skipped > 0 {
            return;
        }
        match event {
            Event::Text(_) if range.start == self.run.end && !self.run.is_empty() => self.run.end = range.end,
            Event::Text(_) => {
                self.gap(range.start);
                self.run = range;
            }
            Event::SoftBreak => self.broken(range, " "),
            Event::HardBreak => self.broken(range, "\\\n"),
            Event::Code(code) => {
                self.gap(range.start);
                match self.text[range.clone()].contains('\n') {
                    // Lines of a quotation begin with marks that are no part of it.
                    true => self.solid(&super::code_span(code)),
                    false => self.solid(&self.text[range.clone()]),
                }
                self.at = range.end;
            }
            Event::InlineHtml(html) if super::is_break(html) => {
                self.gap(range.start);
                self.out.push_str("\\\n");
                self.at = range.end;
            }
            Event::InlineHtml(html) => {
                self.gap(range.start);
                let shown = shown(html);
                self.out.push_str(&shown.replace('\n', " "));
                self.at = range.end;
            }
            _ => self.gap(range.end),
        }
    }

    pub(super) fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            _ if self.skipped > 0 => self.skipped += 1,
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } | Tag::Image { .. } => {
                self.gap(range.start);
                self.solid(&self.text[range.clone()]);
                self.at = range.end;
                self.skipped = 1;
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.gap(range.start);
                self.links += 1;
                let end = match link_type {
                    _ if is_path(dest_url) => {
                        // Rustdoc would look for an item of that name.
                        self.is_moved |= self.out.is_empty();
                        self.at = range.start + 1;
                        Some(format!(" (`{dest_url}`)"))
                    }
                    LinkType::Inline => None,
                    _ if dest_url.contains([' ', '(', ')']) => Some(format!("](<{dest_url}>)")),
                    _ => Some(format!("]({dest_url})")),
                };
                self.ends.push(end);
            }
            _ => self.gap(range.start),
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let end = matches!(tag, TagEnd::Link).then(|| self.ends.pop()).flatten().flatten();
        match end {
            Some(end) => {
                self.close();
                self.out.push_str(&end);
                self.at = range.end;
            }
            None => self.gap(range.end),
        }
        self.links -= usize::from(matches!(tag, TagEnd::Link));
    }

    fn broken(&mut self, range: Range<usize>, text: &str) {
        self.gap(range.start);
        if text.starts_with('\\') && self.out.ends_with(['*', '_']) {
            // Marks before a space are no markup; before a backslash they would be.
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.resume_after(range.end);
    }

    /// A line begins somewhere after a break: where its first event does.
    fn resume_after(&mut self, end: usize) {
        let rest = &self.text[end..];
        let indent = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        self.at = end + indent;
        self.run = self.at..self.at;
    }

    /// What stands between two events is markup, and stays.
    fn gap(&mut self, to: usize) {
        self.close();
        if let Some(gap) = self.text.get(self.at..to) {
            self.out.push_str(&gap.replace(['\n', '\r', '\t'], " "));
        }
        self.at = self.at.max(to);
    }

    /// Ends a run of text.
    fn close(&mut self) {
        let run = std::mem::replace(&mut self.run, self.at..self.at);
        if run.is_empty() {
            return;
        }
        let is_escaped = self.text[..run.start].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        let how = How { is_escaped, in_link: self.links > 0, marks: self.marks };
        words::edit(&self.text[run.clone()], how, &mut self.out);
        self.at = run.end;
        self.run = run.end..run.end;
    }

    /// Text that stays on one line.
    fn solid(&mut self, text: &str) {
        let text = text.replace(['\n', '\r'], " ");
        self.out.push_str(&text.replace(' ', SOLID.encode_utf8(&mut [0; 4])));
    }

    fn finish(mut self) -> String {
        self.close();
        self.out
    }

    /// On lines of a width.
    pub(super) fn wrapped(self, width: usize) -> String {
        let is_moved = self.is_moved;
        words::wrapped(&self.finish(), width, is_moved)
    }

    /// On one line.
    pub(super) fn unwrapped(self) -> String {
        let text = self.finish().replace("\\\n", " ");
        words::wrapped(&text, usize::MAX, false)
    }
}

/// True if rustdoc would take the destination of a link for a path of Rust.
pub(super) fn is_path(destination: &str) -> bool {
    !destination.is_empty() && destination.chars().all(|c| c.is_alphanumeric() || "_:<>, !*&;()".contains(c))
}

/// HTML that is shown instead of interpreted.
pub(super) fn shown(html: &str) -> String {
    let html = uncommented(html);
    let mut shown = String::with_capacity(html.len());
    for word in html.split_inclusive(char::is_whitespace) {
        match word.find("://") {
            // A link in an attribute would be a bare one.
            Some(_) => shown.push_str(&super::code_span(word.trim_end())),
            None => word.trim_end().chars().for_each(|c| {
                if "<[`*_&\\".contains(c) {
                    shown.push('\\');
                }
                shown.push(c);
            }),
        }
        shown.push_str(&word[word.trim_end().len()..]);
    }
    shown
}

/// HTML without its comments, which are nobody's business.
pub(super) fn uncommented(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let end = rest[start..].find("-->").map_or(rest.len(), |end| start + end + 3);
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    out + rest
}
