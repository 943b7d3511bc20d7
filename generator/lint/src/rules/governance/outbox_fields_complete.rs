use super::support::meant;
use crate::evidence::Table;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "outbox-fields-complete",
    Warning,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("outbox_fields_complete.md"),
)
.options(&[
    OptionSpec::words(
        "columns",
        &[
            "event_id",
            "event_type",
            "event_version",
            "aggregate_type",
            "aggregate_id",
            "payload_json",
            "payload_schema_id",
            "occurred_at",
            "published_at",
        ],
        "The columns that a row needs.",
    ),
    OptionSpec::words("tables", &["outbox"], "Words in the names of tables that are outboxes."),
]);

fn check(cx: &Cx<'_>) {
    let Some(tables) = &cx.evidence.tables else { return };
    let names = cx.words("tables");
    let outboxes: Vec<&Table> =
        tables.iter().filter(|table| words(&table.name).iter().any(|word| names.has(word))).collect();
    for table in &outboxes {
        let has = |column: &str| table.columns.iter().any(|own| own == column);
        let missing: Vec<String> =
            cx.words("columns").iter().filter(|column| !has(column)).map(|column| format!("`{column}`")).collect();
        if !missing.is_empty() {
            let message = format!("the outbox `{}` has no {}", table.name, missing.join(", "));
            let help = "add the columns in a migration: a row must be enough to publish the event and to find it again";
            cx.report(Finding::in_text(table.file, table.span, message).help(help));
        }
    }
    let sender = meant(cx).find(|contract| !contract.contract.messages.is_empty());
    if let Some(contract) = sender.filter(|_| outboxes.is_empty()) {
        let finding = Finding::at(contract.at(), "events are published, and no table of the migrations is an outbox");
        cx.report(
            finding
                .help("record an event in the transaction that makes it true; name the table in the option `tables`"),
        );
    }
}
