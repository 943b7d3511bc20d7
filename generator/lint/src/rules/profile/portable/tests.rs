use super::*;

#[test]
fn what_all_engines_read_alike_is_left_alone() {
    for pattern in [
        "^quo_[0-9A-HJKMNP-TV-Z]{26}$",
        r"^-?\d+(\.\d{1,6})?$",
        r"^(?:quotes|orders)/[a-z]{3}_[^/|\]\[]+$",
        r"^[A-Za-z0-9._:-]{1,128}$",
        r"^\p{Lu}[\p{L}\u{1F600}é]{2,}\u0041$",
        r"^a\|b\$$",
        r"^\\$",
        "^[^a-c&]+?$",
        "^(a|b)$",
        "^a$|^b$",
        "(^a$|^b$)",
        "",
    ] {
        assert!(fault(pattern, false).is_none(), "{pattern}");
        assert!(pattern.is_empty() || open_ends(pattern).is_none(), "{pattern}");
    }
}

#[test]
fn what_some_engine_reads_otherwise_is_named() {
    for (pattern, expected) in [
        ("^(?=.*[0-9]).{8,}$", "(?="),
        ("^(?!tmp)", "(?!"),
        ("(?<=a)b", "(?<="),
        ("(?<!a)b", "(?<!"),
        ("^(?<year>[0-9]{4})$", "(?<year>"),
        (r"^(a)\1$", r"\1"),
        (r"^(?:a)\k<x>$", r"\k"),
        (r"^\0$", r"\0"),
        (r"^\cA$", r"\c"),
        (r"\Aquo\z", r"\A"),
        (r"^[\b]$", r"\b"),
        ("^[a[b]$", "["),
        ("^[a-z&&b]$", "&&"),
        ("^[]$", "[]"),
        ("^[^]$", "[^]"),
        ("^a{b}$", "{"),
        ("^{$", "{"),
        (r"^\h$", r"\h"),
    ] {
        assert_eq!(fault(pattern, false).map(|fault| fault.text).as_deref(), Some(expected), "{pattern}");
    }
    assert!(fault(r"^\d$", true).is_some() && fault(r"^\d$", false).is_none());
}

#[test]
fn open_ends_are_seen() {
    for pattern in ["[0-9]+", "^a", "a$", "^a|b$", r"^a\$", "^(a|b)", "(a)|(b)", "(^a$)|(b)", "^a$|b", "[$]", "[^a]"] {
        assert!(open_ends(pattern).is_some(), "{pattern}");
    }
}
