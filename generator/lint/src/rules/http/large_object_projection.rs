use super::collections::{collection, max_items};
use super::success_answers::{answer, is_same_name};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::{Family, OperationView};
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::{Kw, ParameterIn, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "large-object-projection",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("large_object_projection.md"),
)
.options(&[
    OptionSpec::number("objects", 1000, "How many objects an answer may hold before it is a large one."),
    OptionSpec::number("unbounded", 100, "How many items an array without `maxItems` is taken to hold."),
    OptionSpec::words(
        "parameters",
        &[
            "view",
            "fields",
            "select",
            "expand",
            "include",
            "includes",
            "embed",
            "projection",
            "exclude",
            "omit",
            "page",
            "pageToken",
            "cursor",
            "offset",
        ],
        "Query parameters that choose what an answer holds; case and separators do not count.",
    ),
]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let is_query = operation.method() == "get" && matches!(operation.family, None | Some(Family::Query));
    if !is_query || !operation.is_called_by_clients() || is_projected(cx, operation) {
        return;
    }
    if collection(cx, operation, 0).is_some() {
        return;
    }
    let Some(answer) = answer(operation) else { return };
    let mut estimate = Estimate { most: cx.number("objects"), unbounded: cx.number("unbounded"), steps: 0 };
    if estimate.objects(cx, answer.schema, 0) > estimate.most && !has_parts(operation) {
        let message =
            format!("`{}` answers with up to thousands of objects and nobody can ask for less", operation.name());
        let help = format!(
            "add a `view` parameter that leaves the lists out unless they are asked for, or serve them under \
             `{}/…` in pages",
            operation.path()
        );
        let finding = Finding::at(operation.at(), message).label(answer.media.at, "this is the answer");
        cx.report(finding.help(help));
    }
}

fn is_projected(cx: &Cx<'_>, operation: &OperationView<'_>) -> bool {
    let names = cx.words("parameters");
    let chooses = |name: &str| names.iter().any(|own| is_same_name(own, name));
    operation.operation.parameters.iter().any(|own| own.location == ParameterIn::Query && chooses(&own.name))
}

/// True if parts of the object can be read under its path.
fn has_parts(operation: &OperationView<'_>) -> bool {
    operation.contract.contract.operations.iter().any(|other| {
        let rest = other.path.strip_prefix(operation.path()).and_then(|rest| rest.strip_prefix('/'));
        other.method == "get" && rest.is_some_and(|rest| !rest.starts_with('{'))
    })
}

/// How many objects a value may hold: lists multiply. It gives up counting where the answer is known, and where a schema
/// is too deep or too wide to be worth it.
struct Estimate {
    most: u64,
    unbounded: u64,
    steps: u32,
}

impl Estimate {
    fn objects(&mut self, cx: &Cx<'_>, id: SchemaId, depth: u32) -> u64 {
        const MOST_STEPS: u32 = 2000;
        const DEEPEST: u32 = 8;
        self.steps += 1;
        if depth > DEEPEST || self.steps > MOST_STEPS {
            return 0;
        }
        let schema = cx.resolved(id);
        if schema.is("array") {
            let items = max_items(schema).unwrap_or(self.unbounded);
            let each = schema.child(cx, Kw::Items).map_or(0, |item| self.objects(cx, item, depth + 1));
            return items.saturating_mul(each);
        }
        let properties = cx.all_properties(schema.id);
        let mut count = u64::from(schema.is_object());
        for property in properties {
            count = count.saturating_add(self.objects(cx, property.schema.id, depth + 1));
            if count > self.most {
                break;
            }
        }
        count
    }
}
