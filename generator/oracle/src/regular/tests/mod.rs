//! Tests of regular languages.

mod agreement;
mod algebra;
mod patterns;
mod questions;

use super::{Budget, Language};

fn budget() -> Budget {
    Budget::new(1_000_000)
}

fn language(pattern: &str) -> Language {
    Language::parse(pattern).unwrap_or_else(|fault| panic!("{pattern}: {}", fault.what))
}

fn included(pattern: &str, other: &str) -> bool {
    language(pattern).is_included_in(&language(other), &mut budget()).unwrap()
}

fn equal(pattern: &str, other: &str) -> bool {
    included(pattern, other) && included(other, pattern)
}

fn empty(pattern: &str) -> bool {
    language(pattern).is_empty(&mut budget()).unwrap()
}

fn first_words(pattern: &str, count: usize) -> Vec<String> {
    language(pattern).shortest(&mut budget(), count).unwrap()
}
