//! The oracle against enumeration, against itself, and against bugs that are planted.

#[allow(dead_code, reason = "shared with `cargo xtask oracle`, which uses the rest")]
mod property;

use property::check::{self, Outcome};
use property::{metamorphic, mutants, real};
use std::path::Path;

fn none(outcome: &Outcome) {
    assert!(outcome.violations.is_empty(), "{}", outcome.violations.join("\n"));
    assert!(outcome.proved > 0, "nothing was proved, so nothing was tested");
}

#[test]
fn random_schemas_are_judged_as_enumeration_judges_them() {
    let outcome = check::against_enumeration(0..1000, &check::oracle);
    none(&outcome);
    assert!(outcome.refuted > 200, "few were refuted: {outcome:?}");
}

#[test]
fn engines_never_contradict_each_other() {
    none(&check::engines_agree(100_000..100_400));
}

#[test]
fn the_laws_of_sets_hold_and_rewriting_changes_nothing() {
    none(&metamorphic::laws(200_000..200_150));
}

#[test]
fn inclusion_is_transitive() {
    none(&metamorphic::transitivity(300_000..300_600));
}

#[test]
fn no_sampled_value_disproves_a_proof_about_real_schemas() {
    let corpus = real::Corpus::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts"));
    assert!(corpus.len() > 5, "there are real schemas");
    none(&real::no_value_disproves(&corpus, 400_000..400_100));
}

#[test]
fn planted_bugs_are_found() {
    let survive = |mutant: &&mutants::Mutant| {
        let mut batches = (0..40).map(|batch| 500_000 + batch * 100..500_100 + batch * 100);
        !batches.any(|seeds| !check::against_enumeration(seeds, &|case| mutant.decide(case)).violations.is_empty())
    };
    let all = mutants::all();
    let survivors: Vec<&str> = all.iter().filter(survive).map(|mutant| mutant.name).collect();
    assert!(survivors.is_empty(), "not found: {survivors:?}");
}
