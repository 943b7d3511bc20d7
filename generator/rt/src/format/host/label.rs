//! Which code points a U-label may have (RFC 5892).

use regex::Regex;
use std::sync::LazyLock;

/// The categories from which most valid code points come (§2.1, §2.2), exceptions (§2.6) and those that stand in a
/// context (Appendix A).
static VALID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^[\x00-\x7F\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{Lo}\p{Mn}\p{Mc}\p{Nd}
        \x{200C}\x{200D}\x{B7}\x{375}\x{5F3}\x{5F4}\x{6FD}\x{6FE}\x{F0B}\x{3007}\x{30FB}]*$",
    )
    .expect("it is a regular expression")
});

/// Exceptions that are not allowed (§2.6).
const DISALLOWED: &[char] = &[
    '\u{640}', '\u{7FA}', '\u{302E}', '\u{302F}', '\u{3031}', '\u{3032}', '\u{3033}', '\u{3034}', '\u{3035}',
    '\u{303B}',
];

/// Combining marks, with which no label begins (RFC 5891 §4.2.3.2).
static MARK_FIRST: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\p{M}").expect("it is a regular expression"));

/// Code points of the canonical combining class Virama, after which a joiner may stand (Appendix A.2).
const VIRAMAS: &[char] = &[
    '\u{94D}',
    '\u{9CD}',
    '\u{A4D}',
    '\u{ACD}',
    '\u{B4D}',
    '\u{BCD}',
    '\u{C4D}',
    '\u{CCD}',
    '\u{D4D}',
    '\u{DCA}',
    '\u{E3A}',
    '\u{F84}',
    '\u{1039}',
    '\u{1714}',
    '\u{1734}',
    '\u{17D2}',
    '\u{1A60}',
    '\u{1B44}',
    '\u{1BAA}',
    '\u{1BF2}',
    '\u{1BF3}',
    '\u{2D7F}',
    '\u{A806}',
    '\u{A8C4}',
    '\u{A953}',
    '\u{ABED}',
    '\u{10A3F}',
    '\u{11046}',
    '\u{1107F}',
    '\u{110B9}',
    '\u{11133}',
    '\u{111C0}',
    '\u{11235}',
    '\u{112EA}',
    '\u{1134D}',
    '\u{11442}',
    '\u{114C2}',
    '\u{115BF}',
    '\u{1163F}',
    '\u{116B6}',
    '\u{1172B}',
    '\u{11839}',
    '\u{119E0}',
    '\u{11A34}',
    '\u{11A47}',
    '\u{11A99}',
    '\u{11C3F}',
    '\u{11D44}',
    '\u{11D45}',
    '\u{11D97}',
];

pub(super) fn is_valid(label: &[char]) -> bool {
    let text: String = label.iter().collect();
    let fits =
        |(n, char): (usize, &char)| is_in_context(*char, n.checked_sub(1).map(|n| label[n]), label.get(n + 1).copied());
    VALID.is_match(&text)
        && !MARK_FIRST.is_match(&text)
        && !label.iter().any(|char| DISALLOWED.contains(char))
        && label.iter().enumerate().all(fits)
        && is_consistent(label)
}

/// Appendix A.2 to A.6.
fn is_in_context(char: char, before: Option<char>, after: Option<char>) -> bool {
    match char {
        '\u{200D}' => before.is_some_and(|before| VIRAMAS.contains(&before)),
        '\u{B7}' => before == Some('l') && after == Some('l'),
        '\u{375}' => after.is_some_and(|after| matches!(after, '\u{370}'..='\u{3FF}')),
        '\u{5F3}' | '\u{5F4}' => before.is_some_and(|before| matches!(before, '\u{590}'..='\u{5FF}')),
        _ => true,
    }
}

/// Appendix A.7 to A.9: what depends on the whole label.
fn is_consistent(label: &[char]) -> bool {
    let any = |is_meant: fn(&char) -> bool| label.iter().any(is_meant);
    let is_japanese =
        |char: &char| matches!(char, '\u{3040}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    let mixes_digits =
        any(|char| matches!(char, '\u{660}'..='\u{669}')) && any(|char| matches!(char, '\u{6F0}'..='\u{6F9}'));
    (!label.contains(&'\u{30FB}') || any(is_japanese)) && !mixes_digits
}
