use super::collections::collection;
use super::declared_metadata::{listed, missing};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView};
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "search-semantics-declared",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("search_semantics_declared.md"),
)
.options(&[
    OptionSpec::number("most", 100, "A list that is bounded by this number needs no pages."),
    OptionSpec::words("members", &["sort", "stability", "filter", "authz"], "What `x-pagination` has to say."),
])
.cedes_to(&["collection-paginated", "metadata-valid", "metadata-misspelled"]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.family != Some(Family::Query) {
        return;
    }
    if let Some(at) = operation.key("x-pagination") {
        let missing = missing(cx.node(at), cx.words("members").iter());
        if !missing.is_empty() {
            let message = format!("`x-pagination` of `{}` says nothing about {}", operation.name(), listed(&missing));
            cx.report(Finding::at(at, message).help("add a sentence for each; where there is no such thing, say that"));
        }
    } else if collection(cx, operation, cx.number("most")).is_some() {
        let message = format!("`{}` pages a collection and does not say how", operation.name());
        let help = "add `x-pagination` with the order, whether pages are stable while data change, how filters combine, \
                    and what callers without rights see";
        cx.report(Finding::at(operation.at(), message).help(help));
    }
}
