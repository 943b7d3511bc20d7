use super::portable::{self, Fault};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, OptionSpec, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;

pub(super) const RULE: Rule =
    Rule::new("pattern-portable", Error, Profile::Platform, Hook::Schema(check), include_str!("pattern_portable.md"))
        .options(&[
            OptionSpec::flag("anchored", true, "Whether a pattern has to describe the whole value."),
            OptionSpec::flag("ascii-classes", false, "Whether `\\d`, `\\w`, `\\s` and `\\b` are reported too."),
        ]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(value) = schema.get(Kw::Pattern) else { return };
    let Some(pattern) = value.as_str() else { return };
    let found = portable::fault(pattern, cx.flag("ascii-classes"));
    let (message, help) = match found {
        Some(Fault { text, what, help }) => (format!("`{text}` {what}"), help),
        // In a condition a part of the value may be all that is asked about.
        None if cx.flag("anchored") && !schema.is_fragment => match portable::open_ends(pattern) {
            Some(ends) => (format!("this pattern {ends}, so that any text around it is accepted"), ANCHORS),
            None => return,
        },
        None => return,
    };
    cx.report(Finding::at(schema.at.sibling(value), message).help(help));
}

const ANCHORS: &str = "begin it with `^` and end it with `$`; put alternatives in a group: `^(A|B)$`";
