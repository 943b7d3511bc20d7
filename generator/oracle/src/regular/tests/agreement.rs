//! `regress`, an ECMA-262 matcher, agrees with us on what a pattern matches.

use proptest::prelude::*;

use super::*;
use crate::regular::parser;
use crate::regular::syntax::Node;

/// Patterns of all that we support, over few characters so that matches are likely.
pub(super) fn pattern() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        6 => proptest::sample::select(vec!["a", "b", "0", "-", "_", "é", "😀", "ab", "ba"]),
        3 => proptest::sample::select(vec![".", r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", r"\p{L}", r"\n", r"\x61", r"\u{1F600}"]),
        3 => proptest::sample::select(vec!["[ab]", "[^a]", r"[\d-]", r"[^\w]", "[a-z]", "[]", "[^]", r"[_\s]"]),
        3 => proptest::sample::select(vec!["^", "$", r"\b", r"\B", ""]),
    ];
    let counted = proptest::sample::select(vec!["a+", r"\w{1,2}", "[-0]*", ".{2,}", r"\W?", "b{2,3}", r"-{1,2}\b"]);
    prop_oneof![4 => atom, 1 => counted].prop_map(str::to_owned).prop_recursive(4, 24, 4, |inner| {
        let quantifier = proptest::sample::select(vec!["*", "+", "?", "{2}", "{0,2}", "{1,}", "{1,3}", "*?"]);
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 1..5).prop_map(|parts| parts.concat()),
            2 => proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            3 => (inner.clone(), quantifier).prop_map(|(body, quantifier)| format!("({body}){quantifier}")),
            1 => inner.clone().prop_map(|body| format!("(?={body})")),
            1 => inner.clone().prop_map(|body| format!("(?!{body})")),
            1 => inner.prop_map(|body| format!("^{body}$")),
        ]
    })
}

/// Whether `regress` 0.12 is known to err on `node`: where something that may be empty is repeated, it may run out of
/// memory (`((\W?)*){1,3}é` on `-😀😀`), and of repetitions within repetitions it misses matches (`((a{1,2})+){2}` on
/// `aa`).
fn confuses_regress(node: &Node, repeated: bool) -> bool {
    match node {
        Node::Repeat { body, .. } => repeated || body.min_len() == 0 || confuses_regress(body, true),
        Node::Concat(parts) | Node::Alternation(parts) => parts.iter().any(|part| confuses_regress(part, repeated)),
        Node::Lookahead { body, .. } => confuses_regress(body, repeated),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::with_cases(4_000)
    })]

    #[test]
    fn a_match_of_an_ecma_matcher_is_ours(
        pattern in pattern(),
        words in proptest::collection::vec("[ab0_é😀 \\-\n]{0,6}", 12),
    ) {
        let matcher = regress::Regex::with_flags(&pattern, "u").unwrap();
        let Ok(language) = Language::parse(&pattern) else { return Err(TestCaseError::reject("unsupported")) };
        prop_assume!(!confuses_regress(&parser::parse(&pattern).unwrap(), false));
        for word in words {
            prop_assert_eq!(language.accepts(&word), matcher.find(&word).is_some(), "{} on {:?}", pattern, word);
        }
    }

    #[test]
    fn whatever_we_read_is_no_pattern_for_a_matcher_or_means_the_same(
        pattern in r"[ab0^$.|()\[\]{},?*+\\dwubk<=!:\-😀]{1,10}",
        words in proptest::collection::vec("[ab0{},\\-😀]{0,4}", 6),
    ) {
        let Ok(language) = Language::parse(&pattern) else { return Ok(()) };
        // Some habits that we read are no patterns with the flag; without it they mean the same.
        let matcher = regress::Regex::with_flags(&pattern, "u").or_else(|_| regress::Regex::new(&pattern));
        prop_assume!(matcher.is_ok() && !confuses_regress(&parser::parse(&pattern).unwrap(), false));
        let matcher = matcher.unwrap();
        for word in words.iter().filter(|word| word.is_ascii()) {
            prop_assert_eq!(language.accepts(word), matcher.find(word).is_some(), "{} on {:?}", pattern, word);
        }
    }
}
