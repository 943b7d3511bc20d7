//! Strings: of patterns, of formats, and of lengths.

use super::random::Random;
use regex_syntax::hir::{Class, Hir, HirKind};

/// More repetitions than this are not written where there is no upper bound.
const MOST_REPEATS: u32 = 6;

/// A string that matches a pattern, most likely: the common subset of ECMA-262 and Rust's dialect is read.
pub(super) fn of_pattern(pattern: &str, random: &mut Random) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut out = String::new();
    write(&hir, random, &mut out);
    // What matches anywhere may stand anywhere: sometimes with something around it.
    if !pattern.contains('^') && random.once_in(3) {
        out.insert_str(0, "~ ");
    }
    if !pattern.contains('$') && random.once_in(3) {
        out.push('\u{10348}');
    }
    Some(out)
}

fn write(hir: &Hir, random: &mut Random, out: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => out.extend(of_class(class, random)),
        HirKind::Repetition(repetition) => {
            let min = repetition.min;
            let max = repetition.max.unwrap_or(min + MOST_REPEATS).min(min + 300);
            let count = match random.below(3) {
                0 => min,
                1 => max,
                _ => min + u32::try_from(random.below((max - min + 1) as usize)).expect("it is below a u32"),
            };
            (0..count).for_each(|_| write(&repetition.sub, random, out));
        }
        HirKind::Capture(capture) => write(&capture.sub, random, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, random, out)),
        HirKind::Alternation(parts) => write(random.pick(parts), random, out),
    }
}

fn of_class(class: &Class, random: &mut Random) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
    };
    if ranges.is_empty() {
        return None;
    }
    let (start, end) = *random.pick(&ranges);
    let width = u32::from(end) - u32::from(start);
    let offset = match random.below(4) {
        0 => 0,
        1 => width,
        _ => u32::try_from(random.below(width as usize + 1)).unwrap_or(0),
    };
    char::from_u32(u32::from(start) + offset).or(Some(start))
}

/// Strings of so many code points, of one, two, three and four bytes, with those that JSON escapes.
pub(super) fn of_length(length: usize, random: &mut Random) -> String {
    const ALPHABETS: [&[char]; 5] =
        [&['a'], &['é', 'ß'], &['€', '中'], &['😀', '𝄞'], &['a', '"', '\\', '\n', '\u{1}', '/', ' ']];
    let alphabet = random.pick(&ALPHABETS);
    (0..length).map(|_| *random.pick(alphabet)).collect()
}

/// Spellings of a format, fitting and not; which is which is said by the validator.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn of_format(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2026-07-02T10:15:30Z",
            "2026-07-02T10:15:30+07:00",
            "2026-07-02t10:15:30z",
            "2026-07-02T10:15:30.123456789-00:00",
            "2026-07-02T10:15:30.1Z",
            "2026-07-02T10:15:30.10Z",
            "2026-07-02T10:15:30.1234567890123456789Z",
            "2024-02-29T23:59:59-23:59",
            "2016-12-31T23:59:60Z",
            "2017-01-01T06:59:60+07:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1985-04-12T23:20:50.52Z",
            "2026-07-02T24:00:00Z",
            "2026-07-02T10:15:60Z",
            "2026-02-29T10:15:30Z",
            "2026-07-02 10:15:30Z",
            "2026-07-02T10:15:30",
            "2026-07-02T10:15Z",
            "2026-07-02T10:15:30+0700",
            "2026-07-02T10:15:30+07",
            "2026-07-02T10:15:30+24:00",
            "2026-7-2T10:15:30Z",
            "2026-07-02T10:15:30.Z",
            "2026-07-02T10:15:30,5Z",
            "+02026-07-02T10:15:30Z",
            "2026-07-02T10:15:30Z ",
            "２026-07-02T10:15:30Z",
            "2026-13-02T10:15:30Z",
            "2026-00-10T10:15:30Z",
        ],
        "date" => &[
            "2026-07-02",
            "2024-02-29",
            "2026-02-29",
            "2000-02-29",
            "1900-02-29",
            "2026-7-2",
            "20260702",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2026-04-31",
            "0000-01-01",
            "9999-12-31",
            "2026-W01-1",
            "2026-183",
            " 2026-07-02",
            "2026-07-02Z",
            "10000-01-01",
            "-001-01-01",
            "2026-07-0২",
        ],
        "time" => &[
            "10:15:30Z",
            "10:15:30+07:00",
            "10:15:30.5z",
            "23:59:60Z",
            "24:00:00Z",
            "10:15:30",
            "10:15Z",
            "08:59:60+09:00",
            "10:15:30-25:00",
            "1:15:30Z",
            "10:15:30.000000000000Z",
            "10:15:60Z",
        ],
        "duration" => &[
            "P1D",
            "PT1H30M",
            "P1Y2M3DT4H5M6S",
            "P4W",
            "P",
            "PT",
            "P1",
            "1D",
            "P-1D",
            "PT0.5S",
            "P1W2D",
            "p1d",
            "PT1D",
            "P1H",
            "P1DT",
            "P1Y2D",
            "PT36H",
            "P1٣D",
        ],
        "uuid" => &[
            "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
            "2eb8aa08aa9811eab4aa73b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
            "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
            "00000000-0000-0000-0000-000000000000",
            "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
            "2eb8AA08-aa98-11EA-b4aa-73b441d16380",
        ],
        "email" => &[
            "jo@example.com",
            "jo",
            "@example.com",
            "jo@",
            "jo+x@example.co.uk",
            "\"jo bloggs\"@example.com",
            "jo@[127.0.0.1]",
            ".jo@example.com",
            "jo..x@example.com",
            "jo@exa mple.com",
            "te~st@example.com",
            "jo@-x.com",
            "jö@example.com",
        ],
        "uri" => &[
            "https://example.com/a?b#c",
            "urn:isbn:0",
            "/relative",
            "http:// space",
            "https://exämple.com",
            "",
            "a:",
            "//x",
            "https://[::1]/",
            "https://example.com/%zz",
            "https://example.com/\\",
            "ftp://x",
            "x:y",
            "http://a b",
            "https://contracts.example.com/x.v1.schema.json",
        ],
        "uri-reference" => &["https://example.com/a", "/a/b?c", "#x", "", "a b", "\\\\WINDOWS", "../x", "%zz", "é"],
        "hostname" => {
            &["example.com", "a", "-a.com", "a-.com", "a..b", "xn--nxasmq6b", "exa_mple.com", "", "1.2.3", "é.com"]
        }
        "ipv4" => &["127.0.0.1", "256.0.0.1", "1.2.3", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4/24", "١.2.3.4"],
        "ipv6" => {
            &["::1", "::", "12345::", "1::2::3", "::ffff:1.2.3.4", "fe80::a%eth1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7"]
        }
        "json-pointer" => &["", "/a", "/a~0b", "a", "/~", "/~2"],
        "regex" => &["^a$", "(", "[", "\\d+", "a{2,1}"],
        _ => &["", "x", "1"],
    }
}
