//! Code frames for people.

use crate::{
    Summary,
    clean::{clean_block, clean_line},
    positions::Positions,
    window::{Doc, Mark, cut},
};
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet,
    renderer::{AnsiColor, Style},
};
use std::{collections::BTreeMap, io, ops::Range};
use stipula_diagnostics::{Code, Diagnostic, FileId, Place, Severity};
use stipula_source::Sources;

/// Characters of a message that are shown.
pub(super) const MESSAGE: usize = 1_000;
/// Characters of a path that are shown.
pub(super) const PATH: usize = 500;
/// Secondary places of one finding that are shown.
const LABELS: usize = 8;
/// The renderer's own trimming is not wanted: windows are cut before it sees them.
const UNTRIMMED: usize = 100_000;

/// Whether the text carries ANSI colours. The caller knows the terminal and the user's wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// Plain text.
    #[default]
    Plain,
    /// ANSI escape codes.
    Ansi,
}

/// How much is shown, and how.
#[derive(Debug, Clone)]
pub struct HumanOptions {
    /// Colours or none.
    pub color: Color,
    /// Findings shown per code and file; `None` shows all. What is left out is counted in a visible line.
    pub max_findings: Option<usize>,
    /// What to do to see the rest, such as ``"`--max-findings 0` shows all"``.
    pub more_hint: Option<&'static str>,
    /// Columns of source text shown of a long line.
    pub width: usize,
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self { color: Color::Plain, max_findings: Some(10), more_hint: None, width: 120 }
    }
}

/// Writes the findings in the order given, each with the lines it is about, and the summary.
///
/// # Errors
/// When `out` cannot be written.
pub fn human(
    out: &mut dyn io::Write,
    findings: &[Diagnostic],
    sources: &Sources,
    summary: &Summary,
    options: &HumanOptions,
) -> io::Result<()> {
    let (shown, hidden) = bounded(findings, options.max_findings);
    let positions = Positions::of(shown.iter().copied(), sources);
    let renderer = renderer(options.color);
    let mut rest = shown.iter().peekable();
    while let Some(finding) = rest.next() {
        let marked = Marked::new(finding, sources, &positions);
        writeln!(out, "{}\n", marked.render(&renderer, options.width))?;
        let file = finding.place.file;
        if rest.peek().is_none_or(|next| next.place.file != file) {
            write_hidden(out, &hidden, file, sources, options)?;
        }
    }
    writeln!(out, "{}", styled_summary(summary, options.color))
}

pub(super) fn renderer(color: Color) -> Renderer {
    let renderer = if color == Color::Ansi { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(UNTRIMMED)
}

type Hidden = BTreeMap<FileId, BTreeMap<&'static str, (Code, usize)>>;

/// The first findings of each code in each file, and how many more there are.
fn bounded(findings: &[Diagnostic], limit: Option<usize>) -> (Vec<&Diagnostic>, Hidden) {
    let mut seen: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
    let mut hidden = Hidden::new();
    let mut shown = Vec::new();
    for finding in findings {
        let count = seen.entry((finding.place.file, finding.code.id())).or_default();
        *count += 1;
        if limit.is_none_or(|limit| *count <= limit) {
            shown.push(finding);
        } else {
            let of_file = hidden.entry(finding.place.file).or_default();
            of_file.entry(finding.code.id()).or_insert((finding.code, 0)).1 += 1;
        }
    }
    (shown, hidden)
}

fn write_hidden(
    out: &mut dyn io::Write,
    hidden: &Hidden,
    file: FileId,
    sources: &Sources,
    options: &HumanOptions,
) -> io::Result<()> {
    let Some(codes) = hidden.get(&file) else { return Ok(()) };
    let name = clean_line(sources.file(file).name(), PATH);
    let hint = options.more_hint.map_or_else(String::new, |hint| format!(" ({hint})"));
    for (code, count) in codes.values() {
        let line = format!("... {count} more [{code}] in {name}{hint}");
        writeln!(out, "{}\n", paint(&line, Style::new().bold(), options.color))?;
    }
    Ok(())
}

fn styled_summary(summary: &Summary, color: Color) -> String {
    let worst = match (summary.errors, summary.warnings) {
        (0, 0) => AnsiColor::BrightGreen,
        (0, _) => AnsiColor::Yellow,
        _ => AnsiColor::BrightRed,
    };
    paint(&summary.to_string(), worst.on_default().bold(), color)
}

pub(super) fn paint(text: &str, style: Style, color: Color) -> String {
    match color {
        Color::Plain => text.to_owned(),
        Color::Ansi => format!("{style}{text}{style:#}"),
    }
}

/// A finding whose places are found in their texts: what is rendered.
pub(super) struct Marked<'a> {
    pub(super) level: Level<'static>,
    pub(super) code: Option<&'static str>,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) main: Mark<'a>,
    pub(super) others: Vec<Mark<'a>>,
    pub(super) more_places: usize,
}

impl<'a> Marked<'a> {
    fn new(finding: &Diagnostic, sources: &'a Sources, positions: &Positions) -> Self {
        let labels = finding.labels.iter().take(LABELS);
        let label = |label: &stipula_diagnostics::Label| Mark {
            label: Some(clean_line(&label.text, MESSAGE)),
            ..mark(&label.place, sources, positions)
        };
        Self {
            level: level(finding.severity),
            code: Some(finding.code.id()),
            message: clean_line(&finding.message, MESSAGE),
            help: finding.help.as_deref().map(|help| clean_block(help, MESSAGE)),
            main: mark(&finding.place, sources, positions),
            others: labels.map(label).collect(),
            more_places: finding.labels.len().saturating_sub(LABELS),
        }
    }

    pub(super) fn render(&self, renderer: &Renderer, width: usize) -> String {
        let frames = renderer.render(&self.groups(width));
        let lines: Vec<&str> = frames.lines().filter(|line| !is_bare_marker(line)).collect();
        lines.join("\n")
    }

    /// The main frame with every place that fits into it, then a note for each place that does not.
    fn groups(&self, width: usize) -> Vec<Group<'_>> {
        let mut near = vec![self.main.clone()];
        let mut far = Vec::new();
        for mark in &self.others {
            let fits = near.iter().all(|other| other.fits_with(mark, width));
            if fits { near.push(mark.clone()) } else { far.push(mark.clone()) }
        }
        let title = self.level.clone().primary_title(self.message.as_str());
        let group = match self.code {
            Some(code) => Group::with_title(title.id(code)),
            None => Group::with_title(title),
        };
        let mut group = frame(group, &near, width);
        if self.more_places > 0 {
            group = group.element(Level::NOTE.message(format!("and {} more places", self.more_places)));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        std::iter::once(group).chain(far.into_iter().map(|mark| note(mark, width))).collect()
    }
}

/// A place in another file, or too far away for the same frame.
fn note(mut mark: Mark<'_>, width: usize) -> Group<'_> {
    let title = mark.label.take().unwrap_or_else(|| "see also".to_owned());
    frame(Group::with_title(Level::NOTE.secondary_title(title)), &[mark], width)
}

/// True for the `:::` that the renderer puts before lines without a path of their own. Ours stand under an
/// [`Origin`], because only that takes a position instead of deriving it from the window.
fn is_bare_marker(line: &str) -> bool {
    let mut parts = line.split('\x1b');
    let first = parts.next().unwrap_or("");
    let rest = parts.map(|part| part.split_once('m').map_or("", |(_, text)| text));
    line.contains(":::") && std::iter::once(first).chain(rest).collect::<String>().trim() == ":::"
}

/// Adds `--> file:line:column` and the lines. The position is given, not derived: the renderer sees windows only.
fn frame<'a>(group: Group<'a>, marks: &[Mark<'_>], width: usize) -> Group<'a> {
    let main = &marks[0];
    let origin =
        Origin::path(clean_line(main.doc.name, PATH)).line(main.line as usize).char_column(main.column as usize);
    let group = group.element(origin);
    if main.doc.text.is_empty() {
        return group;
    }
    let window = cut(marks, width);
    let snippet = marks.iter().zip(window.spans).enumerate().fold(
        Snippet::source(window.text).line_start(window.first_line),
        |snippet, (n, (mark, span))| {
            let kind = if n == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet.annotation(kind.span(span).label(label(mark)))
        },
    );
    group.element(snippet)
}

fn label(mark: &Mark<'_>) -> Option<String> {
    let span = mark.shortened.map(|line| format!("(up to line {line})"));
    match (&mark.label, span) {
        (Some(text), Some(span)) => Some(format!("{text} {span}")),
        (text, span) => text.clone().or(span),
    }
}

pub(super) fn mark<'a>(place: &Place, sources: &'a Sources, positions: &Positions) -> Mark<'a> {
    let file = sources.file(place.file);
    let doc = Doc { name: file.name(), text: file.text() };
    let (start, end) = (positions.start(place), positions.end(place));
    Mark::new(doc, place.span.start as usize, place.span.end as usize, (start.line, start.column), end.line)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// A fault in a text that is no contract, such as `stipula.toml`.
#[derive(Debug, Clone)]
pub struct Problem<'a> {
    /// What is wrong.
    pub message: &'a str,
    /// The name of the text: a path.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
    /// The bytes to underline.
    pub span: Range<usize>,
    /// How to fix it.
    pub help: Option<&'a str>,
}

/// Renders one problem as an error with its frame, without a trailing newline.
pub fn problem(problem: &Problem<'_>, options: &HumanOptions) -> String {
    let doc = Doc { name: problem.name, text: problem.text };
    let position = |offset: usize| {
        let before = &problem.text[..problem.text.floor_char_boundary(offset)];
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (narrow(before.matches('\n').count() + 1), narrow(column))
    };
    let (start, end) = (position(problem.span.start), position(problem.span.end.max(problem.span.start)));
    let marked = Marked {
        level: Level::ERROR,
        code: None,
        message: clean_line(problem.message, MESSAGE),
        help: problem.help.map(|help| clean_block(help, MESSAGE)),
        main: Mark::new(doc, problem.span.start, problem.span.end, start, end.0),
        others: Vec::new(),
        more_places: 0,
    };
    marked.render(&renderer(options.color), options.width)
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("texts are below 4 GiB")
}

#[cfg(test)]
mod tests;
