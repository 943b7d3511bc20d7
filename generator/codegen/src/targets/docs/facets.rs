//! What a type demands, in words.

use crate::plan::{NumberFacets, Rules, Shape, Struct, TextFacets, Type};
use crate::print::markdown::code_span;

/// Short sentences about what the Rust type does not show.
pub(super) fn of(ty: &Type) -> Vec<String> {
    let mut facts = match &ty.shape {
        Shape::Text(facets) => text(facets),
        Shape::Number(facets) => number(facets),
        Shape::Constant(value) => vec![format!("Always {}.", code_span(&value.to_string()))],
        Shape::Choice(choice) if choice.open => {
            vec!["Open: consumers keep values that this version does not know.".to_owned()]
        }
        Shape::Struct(shape) => members(shape),
        _ => Vec::new(),
    };
    facts.extend(ty.is_nullable.then(|| "Null is accepted too: an `Option` of it stands where it is used.".to_owned()));
    facts.extend(ty.rules.as_ref().map(rules));
    facts
}

fn text(facets: &TextFacets) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(range(facets.min_length, facets.max_length, "character"));
    facts.extend(facets.format.as_ref().map(|format| format!("Format {}.", code_span(format))));
    match &facets.patterns[..] {
        [] => {}
        patterns => facts.push(format!("Matches {}.", listed(patterns))),
    }
    facts
}

fn number(facets: &NumberFacets) -> Vec<String> {
    let bounds = [
        ("at least", &facets.minimum),
        ("more than", &facets.exclusive_minimum),
        ("at most", &facets.maximum),
        ("less than", &facets.exclusive_maximum),
    ];
    let mut said: Vec<String> = bounds
        .into_iter()
        .filter_map(|(words, bound)| Some(format!("{words} {}", code_span(bound.as_ref()?))))
        .collect();
    if !facets.multiple_of.is_empty() {
        said.push(format!("a multiple of {}", listed(&facets.multiple_of)));
    }
    let kind = if facets.integer { "An integer" } else { "A number" };
    vec![if said.is_empty() { format!("{kind}.") } else { format!("{kind}: {}.", said.join(", ")) }]
}

fn members(shape: &Struct) -> Vec<String> {
    let mut facts: Vec<String> = range(shape.min_members, shape.max_members, "member").into_iter().collect();
    for (name, needs) in &shape.dependencies {
        facts.push(format!("With {} go {}.", code_span(name), listed(needs)));
    }
    facts
}

fn rules(rules: &Rules) -> String {
    let names: Vec<String> = rules.keywords.iter().map(|name| (*name).to_owned()).collect();
    format!("Checked beside the type: {}.", listed(&names))
}

fn range(min: Option<u64>, max: Option<u64>, what: &str) -> Option<String> {
    let plural = |n: u64| if n == 1 { what.to_owned() } else { format!("{what}s") };
    match (min.filter(|min| *min > 0), max) {
        (Some(min), Some(max)) if min == max => Some(format!("{min} {}.", plural(min))),
        (Some(min), Some(max)) => Some(format!("{min} to {max} {}.", plural(max))),
        (Some(min), None) => Some(format!("At least {min} {}.", plural(min))),
        (None, Some(max)) => Some(format!("At most {max} {}.", plural(max))),
        (None, None) => None,
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| code_span(name)).collect::<Vec<_>>().join(" and ")
}
