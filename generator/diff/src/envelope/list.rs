//! Pairs the members of two lists.

use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// One way to recognise a thing in the other version.
pub(crate) enum Pass<'k, T> {
    /// By a key; things with the same key are paired in order.
    Each(&'k dyn Fn(&T) -> Option<String>),
    /// By a key that only one unpaired thing of each version has.
    Lone(&'k dyn Fn(&T) -> Option<String>),
}

/// What corresponds, and what is left on each side.
pub(crate) struct Paired<T> {
    /// In order of the new version.
    pub(crate) both: Vec<(T, T)>,
    pub(crate) old: Vec<T>,
    pub(crate) new: Vec<T>,
}

/// Pairs two lists pass by pass; a later pass sees what the earlier ones left.
pub(crate) fn pair<T: Copy>(old: &[T], new: &[T], passes: &[Pass<'_, T>]) -> Paired<T> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for pass in passes {
        let (key, lone) = match pass {
            Pass::Each(key) => (key, false),
            Pass::Lone(key) => (key, true),
        };
        let free_old: Vec<usize> = (0..old.len()).filter(|at| !taken[*at]).collect();
        let free_new: Vec<usize> = (0..new.len()).filter(|at| partner[*at].is_none()).collect();
        let (by_old, by_new) = (by_key(old, &free_old, key), by_key(new, &free_new, key));
        for (key, news) in by_new {
            let Some(olds) = by_old.get(&key) else { continue };
            if lone && (olds.len() > 1 || news.len() > 1) {
                continue;
            }
            for (at_old, at_new) in olds.iter().zip(news) {
                taken[*at_old] = true;
                partner[at_new] = Some(*at_old);
            }
        }
    }
    let both = (0..new.len()).filter_map(|at| Some((old[partner[at]?], new[at]))).collect();
    let left_old = (0..old.len()).filter(|at| !taken[*at]).map(|at| old[at]).collect();
    let left_new = (0..new.len()).filter(|at| partner[*at].is_none()).map(|at| new[at]).collect();
    Paired { both, old: left_old, new: left_new }
}

fn by_key<T>(list: &[T], free: &[usize], key: &dyn Fn(&T) -> Option<String>) -> FxHashMap<String, Vec<usize>> {
    let mut found: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for at in free {
        if let Some(key) = key(&list[*at]) {
            found.entry(key).or_default().push(*at);
        }
    }
    found
}

/// What only the first has and what only the second has, each in order.
pub(crate) fn set_difference<'s>(old: &[&'s str], new: &[&'s str]) -> (Vec<&'s str>, Vec<&'s str>) {
    let only = |these: &[&'s str], those: &[&'s str]| {
        let those: BTreeSet<&str> = those.iter().copied().collect();
        let mut seen = BTreeSet::new();
        these.iter().copied().filter(|item| !those.contains(item) && seen.insert(*item)).collect()
    };
    (only(old, new), only(new, old))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Key = dyn Fn(&&str) -> Option<String>;

    fn paired(old: &[&'static str], new: &[&'static str], passes: &[Pass<'_, &'static str>]) -> [String; 3] {
        let paired = pair(old, new, passes);
        let both: Vec<String> = paired.both.iter().map(|(old, new)| format!("{old}={new}")).collect();
        [both.join(" "), paired.old.join(" "), paired.new.join(" ")]
    }

    #[test]
    fn an_earlier_pass_wins() {
        let whole: &Key = &|text| Some((*text).to_owned());
        let lower: &Key = &|text| Some(text.to_lowercase());
        let [both, old, new] = paired(&["A", "a", "b"], &["a", "B", "c"], &[Pass::Each(whole), Pass::Each(lower)]);
        assert_eq!([both.as_str(), &old, &new], ["a=a b=B", "A", "c"]);
    }

    #[test]
    fn a_key_that_several_have_decides_nothing_alone() {
        let first: &Key = &|text| text.chars().next().map(String::from);
        let [both, ..] = paired(&["a1", "b1"], &["a2", "a3", "b2"], &[Pass::Lone(first)]);
        assert_eq!(both, "b1=b2");
    }

    #[test]
    fn a_difference_keeps_the_order_and_drops_repeats() {
        let (gone, come) = set_difference(&["x", "y", "x"], &["z", "y", "q", "z"]);
        assert_eq!((gone, come), (vec!["x"], vec!["z", "q"]));
    }
}
