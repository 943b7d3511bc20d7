//! `\p{…}`: sets of characters by Unicode property.

use regex_syntax::hir::{Class, HirKind};

use super::charset::CharSet;

/// The binary properties of ECMA-262 §22.2.1.1 that patterns use and whose names `regex-syntax` shares.
const BINARY: [&str; 20] = [
    "Any",
    "ASCII",
    "Alphabetic",
    "Alpha",
    "Lowercase",
    "Lower",
    "Uppercase",
    "Upper",
    "White_Space",
    "space",
    "ID_Start",
    "IDS",
    "ID_Continue",
    "IDC",
    "Emoji",
    "Emoji_Presentation",
    "Extended_Pictographic",
    "Ideographic",
    "Ideo",
    "Math",
];

/// The characters with the property `text`, such as `Lu`, `Script=Greek` or `Alphabetic`; `None` if we do not know
/// it. The tables are those of `regex-syntax`.
pub(super) fn ranges(text: &str) -> Option<CharSet> {
    let (name, value) = text.split_once('=').unwrap_or(("", text));
    if value.is_empty() || !value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    let query = match name {
        "" if BINARY.contains(&value) => value.to_owned(),
        "" | "gc" | "General_Category" => format!("gc={value}"),
        "sc" | "Script" => format!("sc={value}"),
        "scx" | "Script_Extensions" => format!("scx={value}"),
        _ => return None,
    };
    class(&format!(r"\p{{{query}}}"))
}

/// The class that `pattern`, in the dialect of `regex-syntax`, stands for.
fn class(pattern: &str) -> Option<CharSet> {
    match regex_syntax::parse(pattern).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            Some(CharSet::new(class.ranges().iter().map(|range| (range.start().into(), range.end().into()))))
        }
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok()?.chars().next().map(CharSet::one),
        _ => None,
    }
}
