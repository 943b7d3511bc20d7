//! Laws that hold for all languages.

use proptest::prelude::*;

use super::agreement::pattern;
use super::*;

fn languages() -> impl Strategy<Value = Language> {
    let bounds = (0..4_u64, proptest::option::of(0..6_u64));
    prop_oneof![
        4 => pattern().prop_filter_map("unsupported", |pattern| Language::parse(&pattern).ok()),
        1 => bounds.prop_map(|(min, max)| Language::length(min, max)),
        1 => proptest::collection::vec("[ab]{0,3}", 0..4)
            .prop_map(|words| Language::words(&words.iter().map(String::as_str).collect::<Vec<_>>())),
    ]
}

fn same(a: &Language, b: &Language) -> bool {
    a.is_included_in(b, &mut budget()).unwrap() && b.is_included_in(a, &mut budget()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_language_and_its_complement_share_nothing_and_make_up_all(a in languages()) {
        let not_a = a.complement(&mut budget()).unwrap();
        // Through another union, so that no law of the arena settles it at once.
        let other = not_a.union(&Language::words(&["a"]), &mut budget()).unwrap();
        let rest = a.intersect(&other, &mut budget()).unwrap();
        prop_assert!(rest.is_included_in(&Language::words(&["a"]), &mut budget()).unwrap());
        prop_assert!(Language::any().is_included_in(&a.union(&not_a, &mut budget()).unwrap(), &mut budget()).unwrap());
    }

    #[test]
    fn de_morgan_holds(a in languages(), b in languages()) {
        let left = a.intersect(&b, &mut budget()).unwrap().complement(&mut budget()).unwrap();
        let (not_a, not_b) = (a.complement(&mut budget()).unwrap(), b.complement(&mut budget()).unwrap());
        prop_assert!(same(&left, &not_a.union(&not_b, &mut budget()).unwrap()));
    }

    #[test]
    fn a_language_is_in_an_intersection_if_it_is_in_both(a in languages(), b in languages()) {
        let both = a.intersect(&b, &mut budget()).unwrap();
        let either = a.union(&b, &mut budget()).unwrap();
        let within = |a: &Language, b: &Language| a.is_included_in(b, &mut budget()).unwrap();
        prop_assert!(within(&both, &a) && within(&a, &either));
        prop_assert_eq!(within(&a, &both), within(&a, &b));
        prop_assert_eq!(within(&either, &a), within(&b, &a));
        let outside = both.complement(&mut budget()).unwrap().union(&a, &mut budget()).unwrap();
        prop_assert!(within(&Language::any(), &outside));
        let neither = either.complement(&mut budget()).unwrap().union(&a, &mut budget()).unwrap();
        prop_assert_eq!(within(&Language::any(), &neither), within(&b, &a));
    }

    #[test]
    fn operations_act_on_each_word(a in languages(), b in languages(), word in "[ab0 \\-\n]{0,6}") {
        let both = a.intersect(&b, &mut budget()).unwrap();
        let either = a.union(&b, &mut budget()).unwrap();
        prop_assert_eq!(both.accepts(&word), a.accepts(&word) && b.accepts(&word));
        prop_assert_eq!(either.accepts(&word), a.accepts(&word) || b.accepts(&word));
        prop_assert_ne!(a.complement(&mut budget()).unwrap().accepts(&word), a.accepts(&word));
    }

    #[test]
    fn shortest_words_are_accepted_distinct_sorted_and_none_is_missed(a in languages()) {
        let words = a.shortest(&mut budget(), 20).unwrap();
        let lengths: Vec<usize> = words.iter().map(|word| word.chars().count()).collect();
        prop_assert!(lengths.is_sorted());
        prop_assert!(words.iter().all(|word| a.accepts(word)));
        let distinct: std::collections::BTreeSet<_> = words.iter().collect();
        prop_assert_eq!(distinct.len(), words.len());
        let few: Vec<&str> = words.iter().map(String::as_str).collect();
        let others = a.intersect(&Language::words(&few).complement(&mut budget()).unwrap(), &mut budget()).unwrap();
        let next = others.shortest(&mut budget(), 1).unwrap();
        prop_assert_eq!(next.is_empty(), others.is_empty(&mut budget()).unwrap());
        prop_assert!(words.len() == 20 || next.is_empty());
        if let (Some(next), Some(last)) = (next.first(), lengths.last()) {
            prop_assert!(next.chars().count() >= *last);
        }
    }

    #[test]
    fn inclusion_agrees_with_the_words_of_the_difference(a in languages(), b in languages()) {
        let outside = a.intersect(&b.complement(&mut budget()).unwrap(), &mut budget()).unwrap();
        let witness = outside.shortest(&mut budget(), 1).unwrap();
        prop_assert_eq!(a.is_included_in(&b, &mut budget()).unwrap(), witness.is_empty());
        prop_assert!(witness.iter().all(|word| a.accepts(word) && !b.accepts(word)));
    }
}
