//! `stipula explain`

use crate::{
    Exit,
    args::{Explain, Format},
    config::unknown_code,
    markdown,
    terminal::Terminal,
};
use anstyle::{AnsiColor, Style};
use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use stipula_diagnostics::{Code, Severity, codes};
use stipula_report::Color;

pub(crate) fn run(args: &Explain, terminal: Terminal) -> Result<Exit> {
    let text = match &args.code {
        Some(id) => page(find(id)?, args.format, terminal.color()),
        None => index(args.format),
    };
    terminal.print(&text)?;
    Ok(Exit::Clean)
}

/// The code of `ref-unresolved`, `[ref-unresolved]` or `error[ref-unresolved]`, as it may be copied from a report.
fn find(text: &str) -> Result<Code> {
    let id = text.rsplit_once('[').map_or(text, |(_, id)| id).trim_end_matches(':').trim_end_matches(']');
    Code::find(id).ok_or_else(|| anyhow!(unknown_code(id)))
}

fn page(code: Code, format: Format, color: Color) -> String {
    match format {
        Format::Json => pretty(&entry(code, true)),
        Format::Human => {
            let (heading, text) = code.page().split_once('\n').unwrap_or((code.page(), ""));
            let heading = markdown::styled(heading, color);
            let style = style(code.severity());
            format!(
                "{} ({style}{}{style:#} by default)\n{}",
                heading.trim_end(),
                code.severity().name(),
                markdown::styled(text, color)
            )
        }
    }
}

fn index(format: Format) -> String {
    match format {
        Format::Json => pretty(&codes::ALL.iter().map(|code| entry(*code, false)).collect()),
        Format::Human => {
            let width = codes::ALL.iter().map(|code| code.id().len()).max().unwrap_or(0);
            codes::ALL.iter().map(|code| row(*code, width)).collect()
        }
    }
}

fn row(code: Code, width: usize) -> String {
    let severity = code.severity();
    let (bold, style) = (Style::new().bold(), style(severity));
    let title = code.title().replace('`', "");
    let row = format!("{bold}{:width$}{bold:#}  {style}{:7}{style:#}  {title}", code.id(), severity.name());
    format!("{}\n", row.trim_end())
}

fn entry(code: Code, with_page: bool) -> Value {
    let mut entry = json!({ "code": code.id(), "severity": code.severity().name(), "title": code.title() });
    if with_page {
        entry["page"] = code.page().into();
    }
    entry
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

    #[test]
    fn a_code_is_found_as_it_is_printed() {
        for text in ["ref-unresolved", "[ref-unresolved]", "error[ref-unresolved]:"] {
            assert_eq!(find(text).ok(), Some(codes::REF_UNRESOLVED), "{text}");
        }
    }

    #[test]
    fn a_near_miss_is_suggested() {
        let error = |text| find(text).expect_err("unknown").to_string();
        assert_eq!(error("ref_unresolvd"), "unknown code `ref_unresolvd`; did you mean `ref-unresolved`?");
        assert_eq!(error("x"), "unknown code `x`; `stipula explain` lists all codes");
    }

    #[test]
    fn the_index_has_a_line_per_code() {
        assert_eq!(index(Format::Human).lines().count(), codes::ALL.len());
        let entries: Vec<serde_json::Value> = serde_json::from_str(&index(Format::Json)).expect("JSON");
        assert_eq!(entries.len(), codes::ALL.len());
    }
}
