use super::{Pattern, linear};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::string::string_regex;

fn pattern(text: &str) -> Pattern {
    Pattern::new(Box::leak(text.to_owned().into_boxed_str()))
}

#[test]
fn ecmascript_is_meant() {
    assert!(!pattern(r"^\d$").is_match("٣"), "digits are ASCII");
    assert!(!pattern(r"^\w$").is_match("é"), "words are ASCII");
    assert!(pattern(r"^\s$").is_match("\u{FEFF}"), "a byte order mark is white space");
    assert!(!pattern(r"^\s$").is_match("\u{85}"), "next line is none");
    assert!(!pattern("^a$").is_match("a\n"), "the end is the end");
    assert!(!pattern("^.$").is_match("\u{2028}"), "a line separator ends a line");
    assert!(pattern("^.$").is_match("😀"), "one code point");
    assert!(pattern("b").is_match("abc"), "it is not anchored");
}

#[test]
fn what_engines_read_alike_is_linear() {
    for text in [
        r"^[A-Z][A-Z0-9_]{1,63}$",
        r"^ten_[0-9A-HJKMNP-TV-Z]{26}$",
        r"^sha256:[0-9a-f]{64}$",
        r#"^"[0-9]{1,10}"$"#,
        r"^(100(\.0{1,4})?|[0-9]{1,2}(\.[0-9]{1,4})?)$",
        r"^https://contracts\.example\.com/[a-z]+\.json$",
        r"^[^\s\-]+$",
        r"^[\w.-]+$",
        r"\u00e9|\ud83d\ude00|\x41|\u{1F600}",
        r"^(?:a|b)*?$",
        r"\bword\b",
        r"[&&~~[a]",
        r"a{2,}",
    ] {
        assert!(pattern(text).is_linear(), "{text}");
    }
    for text in [r"^(?!x)", r"(a)\1", r"\p{L}", r"(?<=a)b", "[]", "[^]", r"\B"] {
        assert!(!pattern(text).is_linear(), "{text}");
        assert_eq!(Pattern::check(text), Ok(()), "{text}");
    }
}

#[test]
fn what_is_none_is_refused() {
    assert!(pattern(r#"^(?!x)a\-[\"\-]$"#).is_match("a--"), "needless escapes are read");
    for text in ["(", "a**", "[b-a]", "(?<n", r"\u{110000}", "*", r"\a", "a{2,1}", r"[\d-z"] {
        assert!(Pattern::check(text).is_err(), "{text}");
        assert!(!pattern(text).is_match("a"), "{text}");
    }
}

/// Patterns of the contracts and of the JSON Schema Test Suite: the two engines agree on them.
#[test]
fn engines_agree_on_patterns_of_contracts() {
    let mut compared = 0;
    for text in patterns() {
        let (Some(linear), Ok(other)) = (linear::compile(&text), regress::Regex::with_flags(&text, "u")) else {
            continue;
        };
        compared += 1;
        for sample in samples(&text) {
            assert_eq!(linear.is_match(&sample), other.find(&sample).is_some(), "{text} on {sample:?}");
        }
    }
    assert!(compared > 60, "{compared} patterns");
}

/// Texts that match, and texts that nearly do.
fn samples(pattern: &str) -> Vec<String> {
    let mut out: Vec<String> = ["", "a", "A1", "\n", "é", "😀", " "].map(str::to_owned).to_vec();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let unanchored = pattern.trim_start_matches('^').trim_end_matches('$');
    let Ok(strategy) = string_regex(unanchored) else { return out };
    for _ in 0..20 {
        let Ok(tree) = strategy.new_tree(&mut runner) else { break };
        let text = tree.current();
        out.extend([format!("{text}x"), format!(" {text}"), text.chars().skip(1).collect(), format!("{text}\n"), text]);
    }
    out
}

#[expect(clippy::disallowed_methods, reason = "tests read fixtures")]
fn patterns() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders = vec![root.join("contracts"), root.join("tests/json-schema-test-suite/tests/draft2020-12")];
    let mut found = std::collections::BTreeSet::new();
    let line = regex::Regex::new(r#""pattern": "((?:[^"\\]|\\.)*)""#).expect("it is a regular expression");
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("it is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let text = std::fs::read_to_string(path).expect("it can be read");
                let quoted = line.captures_iter(&text).map(|found| format!("\"{}\"", &found[1]));
                found.extend(quoted.filter_map(|quoted| serde_json::from_str::<String>(&quoted).ok()));
            }
        }
    }
    found.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Grammar soup: whatever we translate means the same to an engine of ECMA-262.
    #[test]
    fn engines_agree(
        pattern in r"(\^|)([ab.é-]|\\[dDwWsSbn.\-]|\[\^?[ab\\d\\s.-]{1,4}\]|[(]([?]:)?[ab]{0,2}[|]?c[)]|[*+?]|[{]1,?2?[}]){0,6}(\$|)",
        text in r"[abcé1_ \n.-]{0,6}",
    ) {
        if let (Some(linear), Ok(other)) = (linear::compile(&pattern), regress::Regex::with_flags(&pattern, "u")) {
            prop_assert_eq!(linear.is_match(&text), other.find(&text).is_some(), "{}", pattern);
        }
    }

    #[test]
    fn nothing_panics(pattern in any::<String>(), soup in r"[\[\](){}|*+?^$\\.ab0-9ux,:=!<>&~-]{0,12}", text in any::<String>()) {
        for pattern in [pattern, soup] {
            if let Some(regex) = linear::compile(&pattern) {
                let _ = regex.is_match(&text);
            }
        }
    }
}
