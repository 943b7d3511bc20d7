//! What a pattern means.

use super::*;

#[track_caller]
fn check(pattern: &str, inside: &[&str], outside: &[&str]) {
    let language = language(pattern);
    for word in inside {
        assert!(language.accepts(word), "{pattern} accepts {word:?}");
    }
    for word in outside {
        assert!(!language.accepts(word), "{pattern} rejects {word:?}");
    }
}

#[track_caller]
fn unsupported(pattern: &str, what: &str) {
    assert_eq!(Language::parse(pattern).map(|_| ()).unwrap_err().what, what, "{pattern}");
}

#[test]
fn a_pattern_matches_anywhere() {
    check("b", &["b", "abc", "\nb"], &["", "ac"]);
    check("", &["", "x"], &[]);
}

#[test]
fn anchors_hold_at_the_ends_only() {
    check("^ab$", &["ab"], &["xab", "abx", "ab\n"]);
    check("^$", &[""], &["a", "\n"]);
    check("(^a|b$)", &["a", "ax", "b", "xb"], &["", "xa", "bx"]);
    check("(^|,)x(,|$)", &["x", "x,", "a,x", "a,x,b"], &["ax", "xa", "a,xb"]);
    check("^^a$$", &["a"], &["aa"]);
    check("(?:^a)?b", &["b", "ab", "cab"], &["a"]);
}

#[test]
fn an_anchor_out_of_place_matches_nothing() {
    assert!(empty("a^b"));
    assert!(empty("a$b"));
    assert!(!empty("a*^b"));
    assert!(!empty("a$b*"));
    assert!(equal("(^a)+b", "^ab"));
}

#[test]
fn classes_have_ranges_negations_and_escapes() {
    check(r"^[a-c\d_-]+$", &["ab0_-"], &["d", "A"]);
    check(r"^[^a-c]$", &["d", "\n", "😀"], &["a", ""]);
    check(r"^[\]\\^-]$", &["]", "\\", "^", "-"], &["a"]);
    check(r"^[\b]$", &["\u{8}"], &["b"]);
    check("^[^]$", &["\n"], &[""]);
    assert!(empty("[]"));
    check(r"^[\w-.]$", &["a", "-", "."], &["!", ","]);
    check(r"^[+-\d]$", &["+", "-", "5"], &[","]);
    check("^[--/]$", &["-", ".", "/"], &["0", ","]);
}

#[test]
fn class_escapes_are_those_of_ecma() {
    check(r"^\d$", &["7"], &["٧"]);
    check(r"^\w$", &["a", "_"], &["é"]);
    check(r"^\s$", &[" ", "\u{FEFF}", "\u{2028}", "\u{A0}"], &["\u{85}", "\u{200B}", "\u{180E}"]);
    check("^.$", &["a", "\u{85}", "😀"], &["\n", "\r", "\u{2028}", "\u{2029}"]);
    assert!(equal(r"^\D$", r"^[^0-9]$") && equal(r"^[\W\w]$", r"^[\S\s]$"));
}

#[test]
fn escapes_name_characters() {
    check(r"^\t\n\v\f\r\0$", &["\t\n\u{b}\u{c}\r\0"], &[]);
    check(r"^\cC\x41\u0042\u{43}$", &["\u{3}ABC"], &[]);
    check(r"^\uD83D\uDE00$", &["😀"], &[]);
    check(r"^[\u{1F600}-\u{1F64F}]$", &["😀"], &["a"]);
    check(r"^\-\_\@\ \.\/$", &["-_@ ./"], &["-_@ x/"]);
}

#[test]
fn an_astral_character_counts_as_one() {
    check("^.{2}$", &["😀😀", "a😀"], &["😀"]);
    assert!(Language::length(1, Some(1)).accepts("😀"));
}

#[test]
fn letters_differ_by_case() {
    check("^a$", &["a"], &["A"]);
}

#[test]
fn quantifiers_count() {
    check("^a{2}$", &["aa"], &["a", "aaa"]);
    check("^a{2,}$", &["aa", "aaaaa"], &["a"]);
    check("^a{2,3}?$", &["aa", "aaa"], &["a", "aaaa"]);
    check("^(?:ab?){0,2}$", &["", "a", "aba"], &["aaa"]);
    check("^a{0}b*?c+?$", &["c", "bc"], &["ac"]);
    check("^((a{1,2})+){2}$", &["aa", "aaa", "aaaaaaa"], &["a", "ab"]);
    check("^(?:(?:ab?){2,3}c?){2}$", &["aaaa", "abacaab", "aaaaaa"], &["aaa", "aaaaaaa", "acaa"]);
    check("^{a}$", &["{a}"], &["a"]);
    check("^a{x}$", &["a{x}"], &["a"]);
    assert!(equal("^(?:a*)*$", "^a*$") && equal("^(?:a+){2,}$", "^a{2,}$") && equal("^(?:a?){3}$", "^a{0,3}$"));
}

#[test]
fn counted_repetitions_are_joined_only_where_they_touch() {
    check("^(?:a{1,2}|a{4,5})$", &["a", "aa", "aaaa", "aaaaa"], &["", "aaa", "aaaaaa"]);
    check("^(?:a{1,2}b|a{2,4}b|a{6}b)$", &["ab", "aaaab", "aaaaaab"], &["b", "aaaaab"]);
    assert!(equal("^(?:a{1,2}|a{3,})$", "^a+$") && equal("^aa{2,3}a*$", "^a{3,}$"));
}

#[test]
fn groups_are_transparent() {
    check("^(a)(?:b)(?<name>c)$", &["abc"], &["ab"]);
    check("^(?:|a)$", &["", "a"], &["b"]);
}

#[test]
fn lookahead_is_intersection() {
    check(r"^(?=.*[A-Z])(?=.*\d).+$", &["A1", "1xA"], &["A", "1", ""]);
    check("^(?!foo$).*$", &["", "fo", "fooo"], &["foo"]);
    check("^(?=x$)x$", &["x"], &["xx"]);
    check("^(?:fa[bdlrs] )?fa-(?!-)[a-z0-9-]+$", &["fa-a-", "fab fa-x"], &["fa--", "fa-"]);
    check("a(?!b)", &["a", "ac", "aba"], &["ab", "b"]);
    check("^(?=(?!a)..)", &["ba"], &["aa", "b"]);
}

#[test]
fn lookahead_holds_in_each_round_of_a_repetition() {
    check("^(?:(?!--)[a-z-])+$", &["a-b", "a-"], &["a--b", ""]);
    check("^((?!foo).)*$", &["", "fo", "ofo"], &["foo", "xfoox"]);
    check("^(?:(?!aa)[ab]){2}$", &["ab", "ba", "bb"], &["aa"]);
}

#[test]
fn boundaries_part_words() {
    check(r"\bfoo\b", &["foo", "a foo.", "-foo"], &["foos", "_foo", ""]);
    check(r"^a\Bb$", &["ab"], &[]);
    assert!(empty(r"a\bb"));
    check(r"\B", &["", "ab", "-a-"], &["a", "a-a"]);
    check(r"^-+\ba*$", &["-a", "--aa"], &["a", "-", ""]);
    check(r"^-{2,3}\ba$", &["--a", "---a"], &["-a", "----a"]);
    check(r"^(?:[ab-]\b)+$", &["a", "a-b"], &["ab", "a-"]);
}

#[test]
fn properties_name_characters() {
    check(r"^\p{Lu}\p{L}+$", &["Éa"], &["éa", "É1"]);
    check(r"^[\p{Script=Greek}\P{L}]$", &["λ", "1"], &["l"]);
    check(r"^\p{General_Category=Decimal_Number}$", &["٧"], &["a"]);
    check(r"^\p{ASCII}$", &["a"], &["é"]);
    unsupported(r"\p{Greek}", "this Unicode property");
    unsupported(r"\p{Lu", "this Unicode property");
}

#[test]
fn what_is_not_regular_or_not_ecma_is_refused() {
    unsupported(r"(a)\1", "a backreference");
    unsupported(r"(?<n>a)\k<n>", "a backreference");
    unsupported("(?<=a)b", "a lookbehind");
    unsupported("(?<!a)b", "a lookbehind");
    unsupported("(?i)a", "a group with flags of another dialect");
    unsupported("(?>a)", "a group with flags of another dialect");
    unsupported("(?P<n>a)", "a group with flags of another dialect");
    unsupported(r"\Aa\z", "an escape that ECMA-262 does not know");
    unsupported(r"\uD800", "a lone surrogate");
    unsupported("a{,3}", "a repetition without a lower bound, which dialects read differently");
    unsupported("a++", "a quantifier with nothing to repeat");
    unsupported("a{3,2}", "a repetition whose bounds are out of order");
    unsupported("[b-a]", "a range whose ends are out of order");
    unsupported("(a", "an unbalanced parenthesis");
    unsupported("a)", "an unbalanced parenthesis");
    unsupported("[a", "a class without an end");
    unsupported("a\\", "a pattern that ends too early");
    unsupported("^*", "a repeated assertion");
    unsupported(r"(?:\b|a)*", "an assertion in a repetition that may be empty");
    unsupported("^(?:(?=.*x).)*$", "a lookahead in a repetition that looks too far");
    unsupported("a{5000000000}", "a repetition count above four thousand million");
}

#[test]
fn deep_nesting_is_refused_and_long_patterns_are_not() {
    unsupported(&"(".repeat(10_000), "groups nested too deep");
    for optional in ["a?", "a?b?", "(?:ab?)?c?"] {
        let long = format!("^{}$", optional.repeat(1_000));
        assert!(language(&long).accepts(&"a".repeat(1_000)), "{optional}");
        assert!(!language(&long).accepts(&"a".repeat(1_001)), "{optional}");
    }
}
