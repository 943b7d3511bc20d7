//! The few lines and columns of a file that a code frame shows.
//!
//! The renderer never sees a whole file: a contract may be one line of 13 MB.

use crate::clean::clean;
use std::ops::Range;

/// A span that is longer than this many lines is shown by its first line.
const SPAN_LINES: usize = 6;
/// Spans of one file that are further apart than this many lines get frames of their own.
const FRAME_LINES: u32 = 60;
/// Columns that stay visible before a span in a line that is cut.
const LEAD: usize = 30;

/// A named text.
#[derive(Clone, Copy)]
pub(crate) struct Doc<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

/// A span to underline, with its true position.
#[derive(Clone)]
pub(crate) struct Mark<'a> {
    pub(crate) doc: Doc<'a>,
    /// Byte offsets on character boundaries of the text; shortened to the first line when `shortened`.
    pub(crate) span: Range<usize>,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) label: Option<String>,
    /// The last line, when the span was too long to show.
    pub(crate) shortened: Option<u32>,
}

impl<'a> Mark<'a> {
    /// The span cut to the text and to what can be shown.
    pub(crate) fn new(doc: Doc<'a>, start: usize, end: usize, at: (u32, u32), end_line: u32) -> Self {
        let start = doc.text.floor_char_boundary(start);
        let end = doc.text.floor_char_boundary(end).max(start);
        let long = (end_line - at.0) as usize >= SPAN_LINES;
        let end = if long { line_end(doc.text, start, end) } else { end };
        Self { doc, span: start..end, line: at.0, column: at.1, label: None, shortened: long.then_some(end_line) }
    }

    fn last_line(&self) -> u32 {
        let breaks = self.doc.text[self.span.clone()].matches('\n').count();
        self.line + u32::try_from(breaks).unwrap_or(0)
    }

    /// True when both can be shown in one frame `width` columns wide.
    pub(crate) fn fits_with(&self, other: &Mark<'_>, width: usize) -> bool {
        let same_file = std::ptr::eq(self.doc.text, other.doc.text) && self.doc.name == other.doc.name;
        let extent = self.span.end.max(other.span.end) - self.span.start.min(other.span.start);
        same_file
            && self.line.abs_diff(other.line) <= FRAME_LINES
            && (self.line != other.line || extent <= width.saturating_sub(LEAD))
    }
}

fn line_end(text: &str, from: usize, to: usize) -> usize {
    let end = text[from..to].find('\n').map_or(to, |at| from + at);
    if text[from..end].ends_with('\r') { end - 1 } else { end }
}

/// The text of a frame: whole lines or windows of lines, with the marks' places in it.
pub(crate) struct Window {
    pub(crate) text: String,
    pub(crate) first_line: usize,
    pub(crate) spans: Vec<Range<usize>>,
}

/// Cuts what the marks, all of one file, need out of it.
pub(crate) fn cut(marks: &[Mark<'_>], width: usize) -> Window {
    let first = marks.iter().min_by_key(|mark| mark.span.start).expect("a frame shows at least one mark");
    let last_line = marks.iter().map(Mark::last_line).max().unwrap_or(first.line);
    let text = first.doc.text;
    let mut window = Window { text: String::new(), first_line: first.line as usize, spans: vec![0..0; marks.len()] };
    let mut at = Line::around(text, first.span.start);
    for number in first.line..=last_line {
        if number > first.line {
            window.text.push('\n');
        }
        window.add(&at, marks, width);
        match at.next(text) {
            Some(next) => at = next,
            None => break,
        }
    }
    window
}

impl Window {
    fn add(&mut self, line: &Line<'_>, marks: &[Mark<'_>], width: usize) {
        let starts = |mark: &Mark<'_>| line.holds(mark.span.start);
        let ends = |mark: &Mark<'_>| line.holds(mark.span.end);
        let from = marks.iter().filter(|mark| starts(mark)).map(|mark| mark.span.start).min();
        let to = marks.iter().filter(|mark| ends(mark)).map(|mark| mark.span.end).max();
        let piece = line.piece(from.or(to), to, width);
        if piece.start > line.start {
            self.text.push('…');
        }
        let base = self.text.len();
        let place = |offset: usize| base + clean(&line.text[piece.start..offset.clamp(piece.start, piece.end)]).len();
        for (mark, span) in marks.iter().zip(&mut self.spans) {
            if starts(mark) {
                // What the window cuts off is underlined up to the cut.
                *span = place(mark.span.start)..place(mark.span.end.min(line.end));
            }
            if ends(mark) {
                span.end = place(mark.span.end).max(span.start);
            }
        }
        self.text.push_str(&clean(&line.text[piece.clone()]));
        if piece.end < line.end {
            self.text.push('…');
        }
    }
}

/// One line of a text, without its end.
struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    after: usize,
}

impl<'a> Line<'a> {
    fn around(text: &'a str, offset: usize) -> Self {
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        Self::starting(text, start)
    }

    fn starting(text: &'a str, start: usize) -> Self {
        let after = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = if text[start..after].ends_with('\r') { after - 1 } else { after };
        Self { text, start, end, after }
    }

    fn next(&self, text: &'a str) -> Option<Self> {
        (self.after < text.len()).then(|| Self::starting(text, self.after + 1))
    }

    fn holds(&self, offset: usize) -> bool {
        (self.start..=self.after).contains(&offset)
    }

    /// The part to show: all of it, or `width` columns around the marked part.
    fn piece(&self, from: Option<usize>, to: Option<usize>, width: usize) -> Range<usize> {
        let whole = &self.text[self.start..self.end];
        if whole.len() <= width || whole.chars().nth(width).is_none() {
            return self.start..self.end;
        }
        let from = from.unwrap_or(self.start).min(self.end);
        let marked = to.map_or(0, |to| self.text[from..to.clamp(from, self.end)].chars().take(width).count());
        let lead = ((width - marked) / 2).max(LEAD.min(width / 4));
        let start = back(self.text, self.start, from, lead);
        let end = forward(self.text, start, self.end, width);
        // Near the end of the line there is room to show more before the mark.
        let room = width - self.text[start..end].chars().count();
        back(self.text, self.start, start, room)..end
    }
}

fn back(text: &str, least: usize, from: usize, count: usize) -> usize {
    text[least..from].char_indices().rev().take(count).last().map_or(from, |(at, _)| least + at)
}

fn forward(text: &str, from: usize, most: usize, count: usize) -> usize {
    text[from..most].char_indices().nth(count).map_or(most, |(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::{Doc, Mark, cut};

    fn mark(text: &str, start: usize, end: usize) -> Mark<'_> {
        let line = |at: usize| u32::try_from(text[..at.min(text.len())].matches('\n').count()).expect("short") + 1;
        Mark::new(Doc { name: "a.json", text }, start, end, (line(start), 1), line(end))
    }

    fn shown(text: &str, start: usize, end: usize) -> (String, String) {
        let window = cut(&[mark(text, start, end)], 20);
        let span = window.spans[0].clone();
        (window.text[span].to_owned(), window.text)
    }

    #[test]
    fn a_short_line_is_shown_whole_without_its_end() {
        assert_eq!(shown("a: 1\r\nb: 2\r\n", 6, 7), ("b".to_owned(), "b: 2".to_owned()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let text = format!("{}NEEDLE{}", "x".repeat(100), "y".repeat(100));
        let (needle, window) = shown(&text, 100, 106);
        assert_eq!(needle, "NEEDLE");
        assert_eq!(window, "…xxxxxxxNEEDLEyyyyyyy…");
    }

    #[test]
    fn a_window_at_the_end_of_a_line_is_filled_from_the_left() {
        let text = format!("{}!", "x".repeat(100));
        let (needle, window) = shown(&text, 100, 101);
        assert_eq!((needle.as_str(), window.chars().count()), ("!", 21));
    }

    #[test]
    fn a_span_wider_than_the_window_is_underlined_to_its_edge() {
        let text = "😀".repeat(100);
        let (needle, window) = shown(&text, 0, text.len());
        assert_eq!(needle, "😀".repeat(20));
        assert_eq!(window, format!("{}…", "😀".repeat(20)));
    }

    #[test]
    fn a_span_over_many_lines_is_its_first_line() {
        let text = "a:\n".to_owned() + &"  - 1\n".repeat(40);
        let mark = mark(&text, 0, text.len());
        assert_eq!((mark.span.clone(), mark.shortened), (0..2, Some(42)));
        assert_eq!(cut(&[mark], 20).text, "a:");
    }

    #[test]
    fn a_span_at_the_end_or_beyond_is_at_the_end() {
        assert_eq!(shown("a: 1", 90, 99), (String::new(), "a: 1".to_owned()));
        assert_eq!(shown("a: 1\n", 5, 5), (String::new(), String::new()));
    }
}
