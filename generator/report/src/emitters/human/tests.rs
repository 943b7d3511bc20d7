use super::{Color, HumanOptions, Problem, human, problem};
use crate::Summary;
use stipula_diagnostics::{Code, Diagnostic, FileId, Place, Span, codes};
use stipula_source::{Limits, Memory, Sources};

fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::new(Limits::default());
    let memory = files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(*path, *text));
    let root = sources.add_root(Box::new(memory), "");
    let paths: Vec<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
    let _ = sources.load(root, &paths).expect("memory can be read");
    sources
}

/// The place of `needle` in a file.
fn at(sources: &Sources, file: usize, needle: &str) -> Place {
    let text = sources.files()[file].text();
    let start = text.find(needle).expect("the needle is in the text");
    span(file, start, start + needle.len())
}

fn span(file: usize, start: usize, end: usize) -> Place {
    let narrow = |n| u32::try_from(n).expect("short");
    Place::bare(FileId(narrow(file)), Span::new(narrow(start), narrow(end)))
}

fn unresolved(place: Place) -> Diagnostic {
    let message = "`./money.yaml` does not exist";
    Diagnostic::new(codes::REF_UNRESOLVED, place, message).with_help("did you mean `./monet.yaml`?")
}

fn render(sources: &Sources, findings: &[Diagnostic], options: &HumanOptions) -> String {
    let mut out = Vec::new();
    let summary = Summary::of(findings, sources.files().len());
    human(&mut out, findings, sources, &summary, options).expect("memory can be written");
    String::from_utf8(out).expect("text")
}

fn plain(sources: &Sources, findings: &[Diagnostic]) -> String {
    render(sources, findings, &HumanOptions::default())
}

#[test]
fn a_finding_with_labels_near_far_and_in_another_file() {
    let filler = "  # filler\n".repeat(80);
    let text = format!("a: 1\nb: {{$ref: ./money.yaml}}\nc: 2\n{filler}z: far\n");
    let sources = sources(&[("http/api.yaml", &text), ("other.yaml", "amount: 1\n")]);
    let finding = unresolved(at(&sources, 0, "./money.yaml"))
        .with_label(at(&sources, 0, "c: 2"), "a neighbour")
        .with_label(at(&sources, 0, "far"), "far away")
        .with_label(at(&sources, 1, "amount"), "in another file");
    insta::assert_snapshot!(plain(&sources, &[finding]));
}

#[test]
fn windows_line_ends_tabs_and_wide_characters_keep_the_underline_in_place() {
    let sources = sources(&[("a.yaml", "x: 1\r\n\"😀é\":\t./money.yaml\r\ny: 2\r\n")]);
    insta::assert_snapshot!(plain(&sources, &[unresolved(at(&sources, 0, "./money.yaml"))]));
}

#[test]
fn one_giant_line_is_cut_and_keeps_its_column() {
    let items = r#"{"key":"value"},"#.repeat(100_000);
    let text = format!(r#"[{items}{{"$ref":"./money.yaml"}},{items}0]"#);
    let sources = sources(&[("min.json", &text)]);
    let finding = unresolved(at(&sources, 0, "\"./money.yaml\"")).with_label(span(0, 1, 16), "at the other end");
    let shown = plain(&sources, &[finding]);
    assert!(shown.lines().all(|line| line.chars().count() < 140), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn a_long_span_is_shortened_and_a_short_one_is_drawn() {
    let long = format!("long:\n{}short:\n  a: 1\n  b: 2\nend: 1\n", "  - 1\n".repeat(50));
    let sources = sources(&[("a.yaml", &long)]);
    let start = long.find("short").expect("there");
    let findings = [unresolved(span(0, 0, start)), unresolved(span(0, start, start + 19))];
    insta::assert_snapshot!(plain(&sources, &findings));
}

#[test]
fn empty_files_and_spans_at_or_beyond_the_end() {
    let sources = sources(&[("empty.yaml", ""), ("a.yaml", "a: 1\n"), ("b.yaml", "b: 1")]);
    let findings =
        [unresolved(span(0, 0, 0)), unresolved(span(1, 5, 5)), unresolved(span(2, 4, 4)), unresolved(span(2, 90, 70))];
    insta::assert_snapshot!(plain(&sources, &findings));
}

#[test]
fn control_characters_are_shown_and_never_sent() {
    let sources = sources(&[("a\x1b[2J.yaml", "a: \"\u{9b}31m \x1b[31m\u{202e}evil\"\n")]);
    let finding = Diagnostic::new(codes::EXAMPLE_INVALID, at(&sources, 0, "evil"), "found `\x1b[2J\nerror: fake`")
        .with_help("line one\n\x07line two")
        .with_label(at(&sources, 0, "a"), "\x1b]0;title\x07");
    let shown = plain(&sources, &[finding]);
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    insta::assert_snapshot!(shown);
}

#[test]
fn the_rest_of_a_code_in_a_file_is_counted() {
    let text = "x: ./money.yaml\n".repeat(5);
    let sources = sources(&[("a.yaml", &text), ("b.yaml", "x: ./money.yaml\n")]);
    let mut findings: Vec<_> = (0..5).map(|n| unresolved(span(0, n * 16 + 3, n * 16 + 15))).collect();
    findings.push(unresolved(at(&sources, 1, "./money.yaml")));
    let options = HumanOptions {
        max_findings: Some(1),
        more_hint: Some("`--max-findings 0` shows all"),
        ..HumanOptions::default()
    };
    insta::assert_snapshot!(render(&sources, &findings, &options));
}

#[test]
fn severities_and_colours() {
    let sources = sources(&[("a.yaml", "a: 1\n")]);
    let of = |code: Code| Diagnostic::new(code, at(&sources, 0, "a"), "message");
    let mut info = of(codes::REF_CYCLE);
    info.severity = stipula_diagnostics::Severity::Info;
    let findings = [of(codes::KEYWORD_MISSPELLED), info];
    let options = HumanOptions { color: Color::Ansi, ..HumanOptions::default() };
    insta::assert_snapshot!(render(&sources, &findings, &options).replace('\x1b', "ESC"));
    assert_eq!(plain(&sources, &[]), "no findings in 1 file\n");
}

#[test]
fn a_problem_outside_contracts_has_a_frame_too() {
    let text = "base-uri = \"x\"\ninclud = []\n";
    let problem_ = Problem {
        message: "unknown key `includ`",
        name: "stipula.toml",
        text,
        span: 15..21,
        help: Some("did you mean `include`?"),
    };
    insta::assert_snapshot!(problem(&problem_, &HumanOptions::default()));
}

proptest::proptest! {
    #[test]
    fn any_text_and_any_places_are_rendered_safely(
        pieces in proptest::collection::vec(proptest::sample::select(vec!["a", " ", "\n", "\r\n", "\r", "\t", "😀", "é", "\x1b[1m", "xxxxxxxxxxxxxxxx"]), 0..60),
        spans in proptest::collection::vec((0usize..140, 0usize..140), 1..5),
        width in 10usize..60,
    ) {
        let text = pieces.concat();
        let sources = sources(&[("a.yaml", &text)]);
        let mut finding = unresolved(span(0, spans[0].0, spans[0].1));
        for (start, end) in &spans[1..] {
            finding = finding.with_label(span(0, *start, *end), "label");
        }
        let shown = render(&sources, &[finding], &HumanOptions { width, ..HumanOptions::default() });
        proptest::prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    }
}
