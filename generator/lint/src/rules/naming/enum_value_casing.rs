use super::names::is_repeated;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::{is_lower_camel, is_pascal, kebab, lower_camel, pascal, upper_snake};
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "enum-value-casing",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("enum_value_casing.md"),
)
.options(&[
    OptionSpec::text(
        "style",
        "UPPER_SNAKE_CASE",
        "How values are written: `UPPER_SNAKE_CASE`, `lower_snake_case`, `PascalCase`, `lowerCamelCase`, `kebab-case`; \
         with `any`, only the values of one enumeration have to agree.",
    ),
    OptionSpec::words("exempt", &["asc", "desc"], "Values that a standard or a habit gives, as they are."),
]);

/// How a value may be written: the name of the style, the test, the way there.
type Style = (&'static str, fn(&str) -> bool, fn(&str) -> String);

const STYLES: [Style; 5] = [
    ("UPPER_SNAKE_CASE", |it| upper_snake(it) == it, upper_snake),
    ("lower_snake_case", |it| lower_snake(it) == it, lower_snake),
    ("PascalCase", is_pascal, pascal),
    ("lowerCamelCase", is_lower_camel, lower_camel),
    ("kebab-case", |it| kebab(it) == it, kebab),
];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(list) = schema.get(Kw::Enum) else { return };
    if is_repeated(cx, schema) || is_parameter(cx, schema) {
        return;
    }
    let exempt = cx.words("exempt");
    let values: Vec<(Node<'_>, &str)> = list
        .items()
        .filter_map(|item| Some((item, item.as_str()?)))
        .filter(|(_, text)| !exempt.has(text) && is_word(text))
        .collect();
    let wanted = cx.text("style");
    let style = STYLES
        .into_iter()
        .find(|(name, ..)| *name == wanted)
        .or_else(|| shared(&values.iter().map(|(_, text)| *text).collect::<Vec<_>>()));
    let Some((name, fits, write)) = style else { return };
    let wrong: Vec<&(Node<'_>, &str)> = values.iter().filter(|(_, text)| !fits(text)).collect();
    let Some((node, text)) = wrong.first() else { return };
    let others = match wrong.len() - 1 {
        0 => String::new(),
        1 => ", nor is another value".to_owned(),
        n => format!(", nor are {n} other values"),
    };
    let finding = Finding::at(schema.at.sibling(*node), format!("`{text}` is not in {name}{others}"));
    cx.report(
        finding
            .help(format!("write `{}`; in a released contract the old value stays until nobody sends it", write(text))),
    );
}

/// The style in which most of the values are written, the first of the list among equals; a single word in small letters
/// is in many.
fn shared(values: &[&str]) -> Option<Style> {
    let count = |style: &Style| values.iter().filter(|text| style.1(text)).count();
    STYLES.into_iter().rev().max_by_key(count)
}

/// False for what is no word of the business: media types, versions, codes with signs in them.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b' '))
        && !is_language(text)
}

/// True for language tags such as `en-US`.
fn is_language(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, b'-', c, d]
        if a.is_ascii_lowercase() && b.is_ascii_lowercase() && c.is_ascii_uppercase() && d.is_ascii_uppercase())
}

/// True for parameters: what `view` and `sort` may be are names of parts and fields.
fn is_parameter(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let whole = schema.parent.filter(|_| schema.stand == Stand::Item).map_or(schema, |parent| cx.schema(parent));
    whole.stand == Stand::Whole && whole.node.parent().is_some_and(|around| around.get("in").is_some())
}

fn lower_snake(text: &str) -> String {
    upper_snake(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_most_values_is_found() {
        for (values, expected) in [
            (&["DRAFT", "IN_PROGRESS"][..], "UPPER_SNAKE_CASE"),
            (&["draft", "in_progress", "inReview"], "lower_snake_case"),
            (&["Draft", "InProgress", "DONE"], "PascalCase"),
            (&["draft", "inProgress"], "lowerCamelCase"),
            (&["draft", "in-progress"], "kebab-case"),
        ] {
            assert_eq!(shared(values).map(|(name, ..)| name), Some(expected), "{values:?}");
        }
    }
}
