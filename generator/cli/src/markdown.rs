//! Pages of Markdown for a terminal.

use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use stipula_report::Color;

const HEADING: Style = AnsiColor::BrightCyan.on_default().bold();
const CODE: Style = AnsiColor::Yellow.on_default();
const MARK: Style = AnsiColor::BrightRed.on_default().bold();
const STRONG: Style = Style::new().bold();

/// The page as text: code blocks are indented, and headings, code and emphasis stand out.
///
/// Without colours the marks of inline code stay, because nothing else would tell it from prose.
pub(crate) fn styled(page: &str, color: Color) -> String {
    let mut out = String::new();
    let mut fenced = false;
    for line in page.lines() {
        if let Some(info) = line.trim_start().strip_prefix("```") {
            fenced = !fenced;
            if let Some(name) = info.split_once(' ').map(|(_, name)| name).filter(|_| fenced) {
                let _ = writeln!(out, "    {STRONG}{name}{STRONG:#}");
            }
        } else if fenced {
            let _ = writeln!(out, "{}", code_line(line));
        } else {
            let _ = writeln!(out, "{}", text_line(line, color));
        }
    }
    out
}

/// A line of an example; the comment that says where the finding lands stands out.
fn code_line(line: &str) -> String {
    let (code, mark) = line.find("# error:").map_or((line, ""), |at| line.split_at(at));
    let mark = if mark.is_empty() { String::new() } else { format!("{MARK}{mark}{MARK:#}") };
    if line.trim().is_empty() { String::new() } else { format!("    {CODE}{code}{CODE:#}{mark}") }
}

fn text_line(line: &str, color: Color) -> String {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && heading.starts_with(' ') {
        return format!("{HEADING}{}{HEADING:#}", heading.trim());
    }
    let line = inline(line, "**", STRONG);
    if color == Color::Plain { line } else { inline(&line, "`", CODE) }
}

/// Styles what stands between pairs of `mark`; a lone mark stays as it is.
fn inline(line: &str, mark: &str, style: Style) -> String {
    let parts: Vec<&str> = line.split(mark).collect();
    let last = parts.len() - 1;
    let part = |(n, part): (usize, &&str)| match n {
        n if n % 2 == 1 && n == last => format!("{mark}{part}"),
        n if n % 2 == 1 => format!("{style}{part}{style:#}"),
        _ => (*part).to_owned(),
    };
    parts.iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::styled;
    use stipula_report::Color;

    #[test]
    fn a_page_without_colours_is_plain_text() {
        let page = "# ref-unresolved\n\nA `$ref` **must** lead * 2 somewhere.\n\n## Fails\n\n```yaml a.yaml\na: 1 # error: [x]\n\nb: 2\n```\n";
        let plain = anstream::adapter::strip_str(&styled(page, Color::Plain)).to_string();
        assert_eq!(
            plain,
            "ref-unresolved\n\nA `$ref` must lead * 2 somewhere.\n\nFails\n\n    a.yaml\n    a: 1 # error: [x]\n\n    b: 2\n"
        );
    }
}
