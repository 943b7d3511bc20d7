//! The official suite through generated types: every group of draft 2020-12 is a type that accepts what the group says.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use std::collections::BTreeSet;
use stipula_acceptance::{Answer, Package, Suite};

/// Groups that types cannot hold, each with the code of the diagnostic that says so at generation time. A row that passes
/// fails the test: remove it then.
const KNOWN: &[(&str, &str)] = &[];

#[test]
fn every_group_is_a_type_that_accepts_what_it_says() {
    let Suite { names, modules, tests } = Suite::load();
    let said: Vec<Vec<String>> = modules.iter().map(|module| module.diagnostics.clone()).collect();
    let built = Package { name: "generated-suite", modules }.build();
    let mut failed = Vec::new();
    for (module, error) in &built.broken {
        let n: usize = module[1..].parse().expect("modules are numbered");
        failed.push((n, format!("does not compile: {error}")));
    }
    let questions = built.subjects.iter().enumerate().flat_map(|(number, (group, _))| {
        tests[*group].iter().map(move |(text, is_valid)| (*group, number, text.clone(), *is_valid))
    });
    let questions: Vec<_> = questions.collect();
    let asked: Vec<(usize, String)> = questions.iter().map(|(_, number, text, _)| (*number, text.clone())).collect();
    for ((group, _, text, is_valid), answers) in questions.iter().zip(built.ask(&asked)) {
        if matches!(answers.strict, Answer::Accepts(_)) != *is_valid {
            failed.push((
                *group,
                format!("{text} is {}: {:?}", if *is_valid { "valid" } else { "invalid" }, answers.strict),
            ));
        }
    }
    let groups: BTreeSet<usize> = failed.iter().map(|(group, _)| *group).collect();
    let is_known = |group: usize| {
        KNOWN.iter().any(|(name, code)| *name == names[group] && said[group].iter().any(|said| said == code))
    };
    let unknown: Vec<String> = failed
        .iter()
        .filter(|(group, _)| !is_known(*group))
        .map(|(group, why)| format!("{} (g{group}): {why}", names[*group]))
        .collect();
    let stale: Vec<_> = KNOWN.iter().filter(|(name, _)| !groups.iter().any(|group| names[*group] == *name)).collect();
    assert!(
        unknown.is_empty(),
        "{} values of {} groups, of {} values of {}:\n{}",
        unknown.len(),
        groups.len(),
        questions.len(),
        names.len(),
        unknown.join("\n")
    );
    assert!(questions.len() > 1_100, "only {} values were asked", questions.len());
    assert!(stale.is_empty(), "these pass now, so remove them from KNOWN: {stale:#?}");
}
