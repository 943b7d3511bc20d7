use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule, Surfaces};
use jiff::civil::Date;
use stipula_diagnostics::Severity::Warning;
use stipula_source::digest;

pub(super) const RULE: Rule = Rule::new(
    "canonical-stable",
    Warning,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("canonical_stable.md"),
)
.on(Surfaces::CANONICAL)
.options(&[
    OptionSpec::number("days", 91, "The days in which changes are counted, up to today."),
    OptionSpec::number("changes", 1, "How many changes are fine in that time."),
]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    let (Some(versions), Some(today)) = (cx.evidence.released.get(&contract.path), cx.today()) else { return };
    let (days, most) = (cx.number("days"), cx.number("changes"));
    let is_recent = |day: Date| u64::try_from((today - day).get_days()).is_ok_and(|age| age < days);
    // The first release is no change.
    let released = versions.iter().skip(1).filter(|version| version.date.is_some_and(is_recent)).count() as u64;
    let is_new = versions.last().is_some_and(|last| !last.digest.is_empty() && last.digest != digest(contract.node));
    let changes = released + u64::from(is_new);
    if contract.is_schema() && changes > most {
        let last = if is_new { ", the last one not yet released" } else { "" };
        let message = format!("`{}` changes {changes} times in {days} days{last}", contract.file_name());
        let help = "gather changes of a shared concept, or put a new concept beside the old one";
        cx.report(Finding::at(contract.at(), message).help(help));
    }
}
