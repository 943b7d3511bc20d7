use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, ExampleView, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Warning;
use stipula_source::{Kind, Node};

pub(super) const RULE: Rule = Rule::new(
    "examples-realistic",
    Warning,
    Profile::Recommended,
    Hook::Example(check),
    include_str!("examples_realistic.md"),
)
.options(&[OptionSpec::words(
    "placeholders",
    &[
        "string",
        "foo",
        "bar",
        "baz",
        "qux",
        "foobar",
        "foo bar",
        "asdf",
        "qwerty",
        "xxx",
        "lorem",
        "lorem ipsum",
        "changeme",
        "your-value-here",
        "test@test.com",
        "foo@bar.com",
        "<string>",
        "<integer>",
        "<uuid>",
    ],
    "Texts, in lower case, that stand for any text.",
)]);

/// Values of an example that are looked at.
const MOST: usize = 400;

fn check(cx: &Cx<'_>, example: &ExampleView<'_>) {
    let leaves = leaves(example.value);
    let is_placeholder = |leaf: &&Node<'_>| leaf.as_str().is_some_and(|text| is_placeholder(cx, text));
    let found: Vec<Node<'_>> =
        leaves.iter().filter(is_placeholder).filter(|leaf| !is_meant(cx, example, **leaf)).copied().collect();
    let help = "show values as they occur: those of the golden dataset, or of a test";
    if let Some((first, more)) = found.split_first() {
        let text = first.as_str().unwrap_or_default();
        let message = match more.len() {
            0 => format!("nobody ever sends `{text}`"),
            n => format!("nobody ever sends `{text}`; {n} more of these values are placeholders"),
        };
        cx.report(Finding::at(example.at.sibling(*first), message).help(help));
    } else if leaves.len() > 1 && leaves.iter().all(|leaf| leaf.as_number() == Some("0")) {
        cx.report(Finding::at(example.at, "every value of this example is 0").help(help));
    }
}

/// The texts, numbers, booleans and nulls of a value.
fn leaves(value: Node<'_>) -> Vec<Node<'_>> {
    let (mut open, mut found) = (vec![value], Vec::new());
    while let Some(next) = open.pop().filter(|_| found.len() < MOST) {
        match next.kind() {
            Kind::Array => open.extend(next.items()),
            Kind::Object => open.extend(next.members().map(|(_, value)| value)),
            _ => found.push(next),
        }
    }
    found.sort_unstable_by_key(|node| node.span());
    found
}

fn is_placeholder(cx: &Cx<'_>, text: &str) -> bool {
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return text.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("lorem ipsum"));
    }
    cx.words("placeholders").has(text.trim_end_matches('.').to_lowercase().trim())
}

/// True for a value that the schema lists, and for the names of types: `valueType: string` describes something.
fn is_meant(cx: &Cx<'_>, example: &ExampleView<'_>, leaf: Node<'_>) -> bool {
    let key = leaf.key().and_then(Node::as_str).unwrap_or_default().to_ascii_lowercase();
    let lists =
        |schema: &SchemaView<'_>| cx.resolved(schema.id).values().iter().any(|value| value.as_str() == leaf.as_str());
    key.ends_with("type") || key.ends_with("format") || leaf == example.value && example.schema.is_some_and(lists)
}
