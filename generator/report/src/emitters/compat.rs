//! Comparisons for people: both sides, the verdict on each surface, and the payload that shows a break.

use super::human::{MESSAGE, Marked, mark, paint, renderer};
use super::witness;
use crate::{
    Color, HumanOptions,
    clean::{clean_block, clean_line},
    positions::Positions,
};
use annotate_snippets::{
    Level as Title, Renderer,
    renderer::{AnsiColor, Style},
};
use std::{collections::BTreeSet, io};
use stipula_compat::{Effect, Evidence, Finding, Level, Shown, SurfaceVerdict};
use stipula_diff::Carrier;
use stipula_model::Surface;
use stipula_oracle::Proof;
use stipula_source::Sources;

/// Carriers of one finding that are named; the rest is counted.
const REACH: usize = 5;
/// Lines of a payload that are shown.
const PAYLOAD: usize = 60;

/// What was compared and what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// The names of the baselines, such as `git:main` or `released 1.2.0`.
    pub baselines: &'a [String],
    /// The findings.
    pub findings: &'a [Finding],
    /// The number of the baseline that each finding is against.
    pub against: &'a [usize],
    /// The contracts that need another version.
    pub steps: &'a [Step],
    /// The contracts of the new version.
    pub contracts: usize,
}

/// The version that a contract needs, beside the one that it declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its path.
    pub contract: String,
    /// `major`, `minor` or `patch`.
    pub needed: &'static str,
    /// What it declares, such as `1.2.0 → 1.2.1, patch`; `None` where it has no version of its own.
    pub declared: Option<String>,
}

impl Comparison<'_> {
    /// True if a finding keeps the gate closed.
    pub fn fails(&self) -> bool {
        self.findings.iter().any(fails)
    }

    fn baseline(&self, finding: usize) -> &str {
        self.against.get(finding).and_then(|number| self.baselines.get(*number)).map_or("", String::as_str)
    }
}

pub(super) fn fails(finding: &Finding) -> bool {
    finding.level.fails() && finding.waived.is_none()
}

/// Writes the findings that keep the gate closed or were waived, and counts the others; with `all`, writes all of them.
///
/// # Errors
/// When `out` cannot be written.
pub fn compat_human(
    out: &mut dyn io::Write,
    comparison: &Comparison<'_>,
    sources: &Sources,
    options: &HumanOptions,
    all: bool,
) -> io::Result<()> {
    let shown = |finding: &Finding| all || finding.level.fails();
    let places = comparison.findings.iter().filter(|f| shown(f)).flat_map(|finding| [&finding.new, &finding.old]);
    let positions = Positions::of_places(places, sources);
    let renderer = renderer(options.color);
    let mut order: Vec<usize> = (0..comparison.findings.len()).collect();
    order.sort_by_key(|number| std::cmp::Reverse(weight(&comparison.findings[*number])));
    for number in order.into_iter().filter(|number| shown(&comparison.findings[*number])) {
        let finding = &comparison.findings[number];
        let marked = marked(finding, comparison.baseline(number), sources, &positions);
        writeln!(out, "{}", framed(&marked, &renderer, options.width))?;
        write_verdicts(out, finding, options.color)?;
        if all {
            write_why(out, finding)?;
        }
        writeln!(out)?;
    }
    let hidden = comparison.findings.iter().filter(|finding| !shown(finding)).count();
    if hidden > 0 {
        let noun = if hidden == 1 { "change that breaks nobody is" } else { "changes that break nobody are" };
        writeln!(out, "... {hidden} {noun} not shown (`stipula compat --explain` shows all)\n")?;
    }
    Ok(())
}

/// What keeps the gate closed comes first, the heaviest before the others.
fn weight(finding: &Finding) -> (bool, Level) {
    (fails(finding), finding.level)
}

fn framed(marked: &Marked<'_>, renderer: &Renderer, width: usize) -> String {
    marked.render(renderer, width)
}

fn marked<'a>(finding: &Finding, baseline: &str, sources: &'a Sources, positions: &Positions) -> Marked<'a> {
    let mut old = mark(&finding.old, sources, positions);
    old.label = Some(format!("as it is in {}", clean_line(baseline, MESSAGE)));
    let waived = if finding.waived.is_some() { " waived" } else { "" };
    Marked {
        level: title(finding.level).with_name(format!("{}{waived}", finding.level)),
        code: Some(finding.change.kind.id()),
        message: clean_line(&finding.message, MESSAGE),
        help: None,
        main: mark(&finding.new, sources, positions),
        others: if finding.old == finding.new { Vec::new() } else { vec![old] },
        more_places: 0,
    }
}

fn title(level: Level) -> Title<'static> {
    match level {
        Level::Breaking => Title::ERROR,
        Level::Risky | Level::Review => Title::WARNING,
        Level::Safe => Title::INFO,
        Level::Docs => Title::NOTE,
    }
}

fn write_verdicts(out: &mut dyn io::Write, finding: &Finding, color: Color) -> io::Result<()> {
    let widest = finding.surfaces.iter().map(|verdict| surface(verdict.surface).len()).max().unwrap_or(0);
    for verdict in &finding.surfaces {
        let level = paint(verdict.assumed.level.name(), style(verdict.assumed.level), color);
        writeln!(out, "  {:widest$}  {level}  {}", surface(verdict.surface), reasons(verdict))?;
    }
    let shown = finding.surfaces.iter().flat_map(|verdict| {
        // What is safe under an assumption is shown to break without it; what a rule declares needs no payload.
        let without = (verdict.exact.level > verdict.assumed.level).then_some(&verdict.exact.evidence);
        std::iter::once(&verdict.assumed.evidence).chain(without)
    });
    let shown = shown.filter_map(|evidence| match evidence {
        Evidence::Witness(shown) => Some(shown),
        _ => None,
    });
    if let Some(shown) = shown.min_by_key(|shown| !shown.old_accepts) {
        write_witness(out, shown)?;
    }
    let reach: Vec<String> = finding.reach.iter().map(carrier).chain(finding.also.iter().cloned()).collect();
    if !reach.is_empty() {
        let more = reach.len().saturating_sub(REACH);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let named = reach.iter().take(REACH).map(String::as_str).collect::<Vec<_>>().join(", ");
        writeln!(out, "  reaches {}{more}", clean_line(&named, MESSAGE))?;
    }
    match &finding.waived {
        Some(why) => writeln!(out, "  waived: {}", clean_line(why, MESSAGE)),
        None if finding.level.fails() => writeln!(out, "  fingerprint {}", finding.fingerprint),
        None => Ok(()),
    }
}

/// Why the kind of change matters: the first paragraph of that section of its page.
fn write_why(out: &mut dyn io::Write, finding: &Finding) -> io::Result<()> {
    let section = finding.change.page.split("## Why it matters\n\n").nth(1);
    let paragraph = section.and_then(|section| section.split("\n\n").next());
    writeln!(out, "  why: {}", clean_line(&paragraph.unwrap_or_default().replace('\n', " "), MESSAGE))
}

/// `narrows, shown by a payload; SAFE if nothing were assumed (closed-writer)`
fn reasons(verdict: &SurfaceVerdict) -> String {
    let effect = verdict.effect.map(|effect| format!("{}, ", self::effect(effect))).unwrap_or_default();
    let mut text = format!("{effect}{}", evidence(&verdict.assumed.evidence));
    if verdict.exact.level != verdict.assumed.level {
        let names: Vec<&str> = verdict.depends_on.iter().map(|assumption| assumption.name()).collect();
        let on = if names.is_empty() { "the policy".to_owned() } else { names.join(", ") };
        let exact = &verdict.exact;
        text = format!("{text}; depends on {on}: without it {}, {}", exact.level, evidence(&exact.evidence));
    }
    clean_line(&text, MESSAGE)
}

pub(super) fn surface(surface: Option<Surface>) -> &'static str {
    surface.map_or("any surface", Surface::name)
}

pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Same => "accepts the same",
        Effect::Narrows => "narrows",
        Effect::Widens => "widens",
        Effect::Incomparable => "narrows and widens",
        Effect::Undecided => "undecided effect",
    }
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Proved(proof) => format!("proved ({})", self::proof(*proof)),
        Evidence::Witness(_) => "shown by a payload".to_owned(),
        Evidence::Declared => "declared by rule".to_owned(),
        Evidence::Retired => "deprecated, and its sunset has passed".to_owned(),
        Evidence::Undecided(why) if why.pointer.is_empty() => format!("not decided: {}", why.reason),
        Evidence::Undecided(why) => format!("not decided: {} at {}", why.reason, why.pointer),
    }
}

pub(super) fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Equal => "equal schemas",
        Proof::Structural => "keyword by keyword",
        Proof::Search => "no counterexample is left",
        Proof::Canonical => "set algebra",
    }
}

fn write_witness(out: &mut dyn io::Write, shown: &Shown) -> io::Result<()> {
    let (accepts, rejects) =
        if shown.old_accepts { ("was accepted", "is rejected now") } else { ("is accepted now", "was rejected") };
    let at = if shown.at.is_empty() { "as a whole".to_owned() } else { format!("at {}", shown.at) };
    let line = format!("this {} {accepts} and {rejects} by `{}` {at}:", carrier(&shown.carrier), shown.keyword);
    writeln!(out, "  {}", clean_line(&line, MESSAGE))?;
    let lines = witness::lines(shown);
    for line in lines.iter().take(PAYLOAD) {
        writeln!(out, "{}", format!("    {}", clean_block(line, MESSAGE)).trim_end())?;
    }
    let more = lines.len().saturating_sub(PAYLOAD);
    if more > 0 {
        writeln!(out, "    ... {more} more lines (`--format json` holds all)")?;
    }
    Ok(())
}

/// `request body of POST /quotes (application/json)`
pub(super) fn carrier(carrier: &Carrier) -> String {
    let on = |channels: &[String]| match channels {
        [] => String::new(),
        channels => format!(" on {}", channels.join(", ")),
    };
    match carrier {
        Carrier::Schema => "value".to_owned(),
        Carrier::Parameter { operation, location, name } => format!("{location} parameter `{name}` of {operation}"),
        Carrier::RequestBody { operation, media_type } => format!("request body of {operation} ({media_type})"),
        Carrier::ResponseBody { operation, status, media_type } => {
            format!("{status} response of {operation} ({media_type})")
        }
        Carrier::ResponseHeader { operation, status, name } => {
            format!("header `{name}` of the {status} response of {operation}")
        }
        Carrier::Message { message, channels } => format!("message `{message}`{}", on(channels)),
        Carrier::MessageHeaders { message, channels } => format!("headers of message `{message}`{}", on(channels)),
    }
}

fn style(level: Level) -> Style {
    let color = match level {
        Level::Breaking => AnsiColor::BrightRed,
        Level::Risky | Level::Review => AnsiColor::Yellow,
        Level::Safe => AnsiColor::BrightGreen,
        Level::Docs => AnsiColor::BrightBlue,
    };
    color.on_default().bold()
}

/// `not compatible with git:main: 2 BREAKING, 1 SAFE in 2 of 9 contracts, 1 waived`, and the versions that are needed.
pub fn compat_summary(comparison: &Comparison<'_>, color: Color) -> String {
    let baseline = clean_line(comparison.baselines.first().map_or("", String::as_str), MESSAGE);
    let verdict = if comparison.fails() { "not compatible with" } else { "compatible with" };
    let mut parts = Vec::new();
    for level in [Level::Breaking, Level::Risky, Level::Review, Level::Safe, Level::Docs] {
        let count = comparison.findings.iter().filter(|f| f.level == level && f.waived.is_none()).count();
        if count > 0 {
            parts.push(format!("{count} {level}"));
        }
    }
    let changed: BTreeSet<&str> = comparison.findings.iter().map(|finding| finding.contract.as_str()).collect();
    let waived = comparison.findings.iter().filter(|finding| finding.waived.is_some()).count();
    if waived > 0 {
        parts.push(format!("{waived} waived"));
    }
    let what = match changed.len() {
        0 => "no change".to_owned(),
        1 => format!("{} in 1 file", parts.join(", ")),
        files => format!("{} in {files} files", parts.join(", ")),
    };
    let color_of = if comparison.fails() { AnsiColor::BrightRed } else { AnsiColor::BrightGreen };
    let mut text = paint(&format!("{verdict} {baseline}: {what}"), color_of.on_default().bold(), color);
    for Step { contract, needed, declared } in comparison.steps {
        let declared = declared.as_ref().map(|declared| format!("  (declared {declared})")).unwrap_or_default();
        text = format!("{text}\n  {needed:5}  {}", clean_line(&format!("{contract}{declared}"), MESSAGE));
    }
    text
}
