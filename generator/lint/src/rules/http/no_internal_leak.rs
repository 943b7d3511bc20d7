use super::success_answers::is_same_name;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::PropertyView;
use crate::words::words;
use crate::{Cx, Profile, Rule, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule =
    Rule::new("no-internal-leak", Error, Profile::Platform, Hook::Property(check), include_str!("no_internal_leak.md"))
        .on(Surfaces::RESPONSE.and(Surfaces::EVENT))
        .options(&[
            OptionSpec::words("words", WORDS, "Words that give a member away wherever they stand in its name."),
            OptionSpec::words("names", NAMES, "Names of members, in any casing."),
        ]);

const WORDS: &[&str] = &["outbox", "shard", "hibernate", "jpa", "camunda", "sql", "stacktrace", "rowversion"];
const NAMES: &[&str] = &[
    "rowVersion",
    "rowId",
    "lockVersion",
    "optimisticLock",
    "optimisticLockVersion",
    "tableName",
    "dbId",
    "dbName",
    "dbVersion",
    "dbTable",
    "dbSchema",
    "databaseTable",
    "internalFlags",
    "internalState",
    "internalStatus",
    "internalId",
    "internalVersion",
    "softDeleted",
    "deletedFlag",
    "entityClass",
    "beanName",
    "className",
    "stackTrace",
    "processInstanceId",
    "processDefinitionId",
    "kafkaOffset",
    "kafkaPartition",
    "kafkaTopic",
    "publicationState",
    "publishedToKafka",
    "cacheKey",
    "eventStoreId",
];

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let is_name = || cx.words("names").iter().any(|name| is_same_name(name, property.name));
    if !has_word(cx, property.name) && !is_name() {
        return;
    }
    let message = format!("`{}` tells how the service works inside, not what the business knows", property.name);
    let help = "leave it out of the projection; where clients need what it stands for, say that in words of the domain, \
                as `version` does for a row version";
    cx.report(Finding::at(property.key_at, message).help(help));
}

/// Looks for the letters before it takes the name apart: it is asked about every member there is.
fn has_word(cx: &Cx<'_>, name: &str) -> bool {
    let has =
        |word: &str| name.as_bytes().windows(word.len().max(1)).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    cx.words("words").iter().any(|word| has(word) && words(name).iter().any(|own| own == word))
}
