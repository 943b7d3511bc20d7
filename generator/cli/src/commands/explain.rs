//! `stipula explain`

use crate::{
    Exit,
    args::{Explain, Format},
    config::unknown,
    markdown,
    terminal::Terminal,
};
use anstyle::{AnsiColor, Style};
use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use stipula_compat::Change;
use stipula_diagnostics::{Code, Severity, codes};
use stipula_diff::Kind;
use stipula_lint::catalogue::statement;
use stipula_report::Color;

pub(crate) fn run(args: &Explain, terminal: Terminal) -> Result<Exit> {
    let text = match &args.code {
        Some(id) => find(id)?.page(args.format, terminal.color()),
        None => index(args.format),
    };
    terminal.print(&text)?;
    Ok(Exit::Clean)
}

/// What has a page: a code of a finding, or a kind of change.
#[derive(Debug, Clone, Copy)]
enum Topic {
    Code(Code),
    Change(&'static Change),
}

/// The topic of `ref-unresolved`, `[ref-unresolved]` or `error[ref-unresolved]`, as it may be copied from a report.
fn find(text: &str) -> Result<Topic> {
    let id = text.rsplit_once('[').map_or(text, |(_, id)| id).trim_end_matches(':').trim_end_matches(']');
    let change = || Kind::find(id).map(|kind| Topic::Change(stipula_compat::change(kind)));
    let rule = || stipula_lint::rules::position(id).map(|n| Topic::Code(stipula_lint::rules::all()[n].code()));
    let merged = || statement(id).filter(|it| it.by.id() != id).and_then(|it| find(it.by.id()).ok());
    Code::find(id)
        .map(Topic::Code)
        .or_else(rule)
        .or_else(change)
        .or_else(merged)
        .ok_or_else(|| anyhow!(unknown(id, topics().map(Topic::id))))
}

fn topics() -> impl Iterator<Item = Topic> {
    let rules = stipula_lint::rules::all().iter().map(|rule| Topic::Code(rule.code()));
    codes::ALL.iter().copied().map(Topic::Code).chain(rules).chain(stipula_compat::changes().map(Topic::Change))
}

impl Topic {
    fn id(self) -> &'static str {
        match self {
            Topic::Code(code) => code.id(),
            Topic::Change(change) => change.kind.id(),
        }
    }

    /// The severity of a code, or where a change is noticed.
    fn weight(self) -> (&'static str, Style) {
        match self {
            Topic::Code(code) => (code.severity().name(), style(code.severity())),
            Topic::Change(change) => (change.scope.name(), AnsiColor::BrightCyan.on_default().bold()),
        }
    }

    fn title(self) -> String {
        match self {
            Topic::Code(code) => code.title().replace('`', ""),
            Topic::Change(change) => change.kind.title().replace('`', ""),
        }
    }

    fn text(self) -> &'static str {
        match self {
            Topic::Code(code) => code.page(),
            Topic::Change(change) => change.page,
        }
    }

    fn page(self, format: Format, color: Color) -> String {
        match format {
            Format::Json => pretty(&self.entry(true)),
            Format::Human => {
                let (heading, text) = self.text().split_once('\n').unwrap_or((self.text(), ""));
                let (weight, style) = self.weight();
                let by_default = if matches!(self, Topic::Code(_)) { " by default" } else { "" };
                let heading = markdown::styled(heading, color);
                let text = markdown::styled(text, color);
                format!("{} ({style}{weight}{style:#}{by_default})\n{text}", heading.trim_end())
            }
        }
    }

    fn row(self, width: usize) -> String {
        let (bold, (weight, style)) = (Style::new().bold(), self.weight());
        let row = format!("{bold}{:width$}{bold:#}  {style}{weight:7}{style:#}  {}", self.id(), self.title());
        format!("{}\n", row.trim_end())
    }

    fn entry(self, with_page: bool) -> Value {
        let mut entry = match self {
            Topic::Code(code) => json!({ "code": code.id(), "severity": code.severity().name() }),
            Topic::Change(change) => {
                let (family, scope) = (change.kind.family().name(), change.scope.name());
                json!({ "change": change.kind.id(), "family": family, "scope": scope })
            }
        };
        entry["title"] = self.title().into();
        if with_page {
            entry["page"] = self.text().into();
        }
        entry
    }
}

fn index(format: Format) -> String {
    match format {
        Format::Json => pretty(&topics().map(|topic| topic.entry(false)).collect()),
        Format::Human => {
            let width = topics().map(|topic| topic.id().len()).max().unwrap_or(0);
            topics().map(|topic| topic.row(width)).collect()
        }
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightBlue,
    };
    color.on_default().bold()
}

#[cfg(test)]
mod tests {
    use super::{find, index};
    use crate::args::Format;
    use stipula_diagnostics::codes;
    use stipula_diff::Kind;

    #[test]
    fn a_code_is_found_as_it_is_printed() {
        for text in ["ref-unresolved", "[ref-unresolved]", "error[ref-unresolved]:"] {
            assert_eq!(find(text).expect("it is one").id(), codes::REF_UNRESOLVED.id(), "{text}");
        }
    }

    #[test]
    fn a_kind_of_change_has_a_page() {
        let page = find("property-removed").expect("it is one").page(Format::Human, stipula_report::Color::Plain);
        assert!(page.contains("property-removed") && page.contains("WIRE"), "{page}");
    }

    #[test]
    fn what_the_sources_ask_for_leads_to_who_says_it() {
        assert_eq!(find("ref-resolves").expect("it is merged").id(), codes::REF_UNRESOLVED.id());
        assert_eq!(find("released-immutable").expect("it is merged").id(), "released-version-changed");
    }

    #[test]
    fn a_near_miss_is_suggested() {
        let error = |text| find(text).expect_err("unknown").to_string();
        assert_eq!(error("ref_unresolvd"), "unknown code `ref_unresolvd`; did you mean `ref-unresolved`?");
        assert_eq!(error("x"), "unknown code `x`; `stipula explain` lists all codes");
    }

    #[test]
    fn the_index_has_a_line_per_page() {
        let topics = codes::ALL.len() + stipula_lint::rules::all().len() + Kind::ALL.len();
        assert_eq!(index(Format::Human).lines().count(), topics);
        let entries: Vec<serde_json::Value> = serde_json::from_str(&index(Format::Json)).expect("JSON");
        assert_eq!(entries.len(), topics);
    }
}
