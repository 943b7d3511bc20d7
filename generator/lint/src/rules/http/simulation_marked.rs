use super::success_answers::last_word_of;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView};
use crate::words::words;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "simulation-marked",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("simulation_marked.md"),
)
.options(&[OptionSpec::words(
    "words",
    &["simulate", "simulation", "simulations", "whatif"],
    "Words at the start of an `operationId` or of the last segment of a path that tell of a simulation.",
)]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let Some(family) = operation.family.filter(|family| *family != Family::Simulation) else { return };
    let tells = |name: &str| words(name).first().is_some_and(|word| cx.words("words").has(word));
    let id = operation.operation.id.as_deref().unwrap_or_default();
    let is_simulation = tells(id) || last_word_of(operation.path()).is_some_and(tells);
    // A simulation that is kept is read by a GET.
    if !is_simulation || operation.is_safe() || !operation.is_called_by_clients() {
        return;
    }
    let Some(at) = operation.key("x-api-family") else { return };
    let own = Family::ALL.into_iter().find(|(_, known)| *known == family).map_or("", |(name, _)| name);
    let message = format!("`{}` simulates by its name and is declared a {own}", operation.name());
    cx.report(Finding::at(at, message).help("write `x-api-family: simulation`, or call it what it does"));
}
