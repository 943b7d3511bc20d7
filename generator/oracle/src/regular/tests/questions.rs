//! What is asked about languages.

use super::*;
use crate::regular::Exhausted;

#[test]
fn a_narrower_pattern_is_included_in_a_wider_one() {
    assert!(included("^[a-z]{2,5}$", "^[a-z]+$"));
    assert!(included("^(red|green)$", "^[a-z]*e[a-z]*$"));
    assert!(included("^foo", "o"));
    assert!(included(r"^\d{3}-\d{4}$", r"^[\d-]{8}$"));
    assert!(included(r"^(?=.*\d)\w+$", r"^\w*\d\w*$"));
}

#[test]
fn a_wider_pattern_is_not_included_in_a_narrower_one() {
    assert!(!included("^[a-z]+$", "^[a-z]{2,5}$"));
    assert!(!included("^[a-z]+", "^[a-z]+$"));
    assert!(!included("^.*$", r"^\s*\S*$"));
    assert!(!included("", "."));
}

#[test]
fn two_spellings_of_a_language_are_equal() {
    assert!(equal("^(?:ab|ac)$", "^a[bc]$"));
    assert!(equal("^(?:a|b)*$", "^(?:a*b*)*$"));
    assert!(equal(r"^\w$", "^[A-Za-z0-9_]$"));
    assert!(equal("^(?!foo$)[a-z]{3}$", "^(?:[a-eg-z][a-z]{2}|f(?:[a-np-z][a-z]|o[a-np-z]))$"));
}

#[test]
fn the_length_of_a_pattern_is_compared_with_a_bound() {
    let bound = Language::length(0, Some(255));
    assert!(language("^[a-z]{1,255}$").is_included_in(&bound, &mut Budget::new(20_000)).unwrap());
    assert!(!language("^[a-z]{1,256}$").is_included_in(&bound, &mut Budget::new(20_000)).unwrap());
    assert!(bound.is_included_in(&language(r"^[\s\S]{0,255}$"), &mut budget()).unwrap());
    assert!(!bound.is_included_in(&language("^.{0,255}$"), &mut budget()).unwrap());
    assert!(bound.is_included_in(&language(r"^[^]{0,256}$"), &mut budget()).unwrap());
}

#[test]
fn a_bound_on_the_length_costs_nothing_however_great() {
    let few = || Budget::new(1_000);
    let huge = Language::length(1_000_000_000_000, None);
    assert!(!language("^[a-z]+$").is_included_in(&Language::length(0, Some(1 << 40)), &mut few()).unwrap());
    assert!(!language("^(?:ab)*$").intersect(&huge, &mut few()).unwrap().is_empty(&mut few()).unwrap());
    assert!(language("^(?:ab)*$").is_included_in(&Language::length(0, None), &mut few()).unwrap());
    let odd = Language::length((1 << 40) + 1, Some((1 << 40) + 1));
    assert!(language("^(?:ab)*$").intersect(&odd, &mut few()).unwrap().is_empty(&mut few()).unwrap());
    assert!(
        Language::length(5, Some(100_000)).is_included_in(&Language::length(4, Some(100_000)), &mut few()).unwrap()
    );
    assert!(!Language::length(3, None).is_included_in(&Language::length(4, None), &mut few()).unwrap());
    assert!(Language::length(4, Some(3)).is_empty(&mut few()).unwrap());
    assert!(Language::length(u64::MAX, Some(u64::MAX)).is_included_in(&Language::length(7, None), &mut few()).unwrap());
}

#[test]
fn shortest_words_come_by_length_then_plausibility() {
    assert_eq!(first_words("^[a-c]*$", 5), ["", "a", "b", "c", "aa"]);
    assert_eq!(first_words("^[^]$", 2), ["a", "b"]);
    assert_eq!(first_words("^[A-Z0-9]$", 1), ["0"]);
    assert_eq!(first_words(r"^[^\w]$", 1), ["-"]);
    assert_eq!(first_words("^(?:red|green|blue)$", 9), ["red", "blue", "green"]);
    assert_eq!(first_words(r"^\s$", 1), [" "]);
    assert_eq!(first_words("^(?!a)[a-c]b?$", 3), ["b", "c", "bb"]);
    assert_eq!(first_words("^(?:😀|é)$", 3), ["é", "😀"]);
    assert_eq!(first_words("a^", 3), [""; 0]);
    assert_eq!(first_words("^a$", 0), [""; 0]);
}

#[test]
fn shortest_words_keep_to_the_bounds_of_length() {
    let words = language("^(?:ab)*$").intersect(&Language::length(3, Some(7)), &mut budget()).unwrap();
    assert_eq!(words.shortest(&mut budget(), 9).unwrap(), ["abab", "ababab"]);
    let long = Language::length(5_000, None).shortest(&mut budget(), 2).unwrap();
    assert_eq!(long, [format!("{}a", "a".repeat(4_999)), format!("{}b", "a".repeat(4_999))]);
}

#[test]
fn shortest_words_are_distinct_even_where_letters_interleave() {
    assert_eq!(first_words("^(?:[ac]x?|[bd]y?)$", 8), ["a", "b", "c", "d", "ax", "by", "cx", "dy"]);
}

#[test]
fn words_are_these_and_no_others() {
    let words = Language::words(&["b", "", "abc", "b", "😀"]);
    assert_eq!(words.shortest(&mut budget(), 9).unwrap(), ["", "b", "😀", "abc"]);
    assert!(words.accepts("abc") && !words.accepts("ab"));
    let fresh = words.complement(&mut budget()).unwrap();
    assert_eq!(fresh.shortest(&mut budget(), 2).unwrap(), ["a", "c"]);
}

#[test]
fn many_words_fit_a_budget() {
    let texts: Vec<String> = (0..3_000).map(|n| format!("name_{n}")).collect();
    let words = Language::words(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(words.is_included_in(&language("^name_[0-9]{1,4}$"), &mut budget()).unwrap());
    assert!(!words.is_included_in(&language("^name_[0-8]"), &mut budget()).unwrap());
    assert_eq!(words.shortest(&mut budget(), 9_999).unwrap().len(), 3_000);
}

#[test]
fn a_complement_is_all_the_rest() {
    let rest = language("^a+$").complement(&mut budget()).unwrap();
    assert_eq!(rest.shortest(&mut budget(), 2).unwrap(), ["", "b"]);
    assert!(rest.accepts("aba") && !rest.accepts("aa"));
    let short = Language::length(2, None).complement(&mut budget()).unwrap();
    assert!(short.accepts("a") && !short.accepts("aa"));
    assert!(Language::none().complement(&mut budget()).unwrap().accepts("x") && Language::any().accepts(""));
}

#[test]
fn counted_repetitions_of_thousands_are_decided() {
    assert!(included("^[a-z]{0,4000}$", "^[a-z0-9]{0,5000}$"));
    assert!(!included("^[a-z0-9]{0,4000}$", "^[a-z0-9]{0,3999}$"));
    assert!(included("foo.{0,90}bar", "oo.{0,99}ba"));
}

#[test]
fn an_explosion_exhausts_the_budget() {
    let hard = language("^[ab]*a[ab]{60}$");
    let other = language("^[ab]*b[ab]{61}$");
    let both = hard.intersect(&other, &mut budget()).unwrap();
    assert_eq!(both.is_included_in(&language("^[ab]*ab[ab]{59}$"), &mut Budget::new(100_000)), Err(Exhausted));
    let nested = language("^(?:(?:.{0,1000}x){0,1000}y){0,1000}$");
    assert_eq!(nested.is_included_in(&language("^.{0,9999}$"), &mut Budget::new(100_000)), Err(Exhausted));
    assert_eq!(Language::length(1 << 50, None).shortest(&mut Budget::new(1_000), 1), Err(Exhausted));
}

#[test]
fn operations_that_nest_without_end_exhaust() {
    let (even, odd) = (language("^(?:aa)*$"), language("^b"));
    let mut nested = even.clone();
    let deep = (0..2_000).try_for_each(|round| {
        let other = if round % 2 == 0 { &odd } else { &even };
        nested = nested.complement(&mut budget())?.union(other, &mut budget())?;
        nested.is_empty(&mut budget()).map(|_| ())
    });
    assert_eq!(deep, Err(Exhausted));
}
