//! Names that survive a back end: unique after it has changed them to Rust's case.

use heck::{ToPascalCase, ToSnakeCase};
use rustc_hash::FxHashSet;
use stipula_model::NodeRef;
use stipula_source::Sources;

/// Names that are taken, as types.
#[derive(Debug, Default)]
pub(crate) struct Names(FxHashSet<String>);

impl Names {
    /// A type name like `wanted` that nobody has.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        let wanted = type_name(wanted);
        let mut name = wanted.clone();
        for n in 2_u32.. {
            if self.0.insert(name.clone()) {
                break;
            }
            name = format!("{wanted}{n}");
        }
        name
    }
}

/// The title of a schema in a file of its own, the last token of its pointer, or the file's name.
pub(crate) fn wanted(sources: &Sources, at: NodeRef) -> String {
    let node = at.get(sources);
    let pointer = node.pointer();
    if pointer.is_empty() {
        let title = node.get_str("title").filter(|title| title.len() <= 60 && title.is_ascii());
        let path = sources.file(at.file).path();
        let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or(path);
        return title.unwrap_or(stem).to_owned();
    }
    let tokens: Vec<_> = pointer.split('/').skip(1).map(stipula_source::pointer::unescape).collect();
    let is_named = |above: &str| matches!(above, "schemas" | "$defs" | "definitions");
    match &tokens[..] {
        [.., above, last] if is_named(above) => last.clone().into_owned(),
        // `items` or `0` says little by itself.
        [.., two, one, last] => format!("{two}-{one}-{last}"),
        _ => tokens.join("-"),
    }
}

/// `wanted` as the name of a type, as typify would write it.
pub(crate) fn type_name(wanted: &str) -> String {
    sanitize(wanted, str::to_pascal_case)
}

/// A member's name as the name of a field, as typify would write it.
pub(crate) fn field_name(member: &str) -> String {
    sanitize(member, str::to_snake_case)
}

/// True if typify finds a name for each value of an enum. It tries twice.
pub(crate) fn have_variants(values: &[&str]) -> bool {
    let replaced = |value: &str| value.replace(|c| c == '_' || !is_continue(c), "X");
    are_unique(values.iter().map(|value| type_name(value)))
        || are_unique(values.iter().map(|value| type_name(&replaced(value))))
}

fn are_unique(names: impl Iterator<Item = String>) -> bool {
    let mut seen = FxHashSet::default();
    names.into_iter().all(|name| seen.insert(name))
}

/// The module of a contract's file: `http/quote-service/openapi.yaml` is `http_quote_service`, since the usual name of a
/// file in a folder says nothing.
pub fn module_name(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let name = field_name(stem.strip_suffix("/openapi").unwrap_or(stem));
    // A keyword is no name, and `mod.rs` is taken.
    if syn::parse_str::<syn::Ident>(&name).is_ok() { name } else { format!("{name}_api") }
}

fn sanitize(text: &str, case: fn(&str) -> String) -> String {
    let out = match text {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => case(&text.replace('\'', "").replace(|c| !is_continue(c), "-")),
    };
    match out.chars().next() {
        None => case("x"),
        Some(c) if c.is_alphabetic() => out,
        Some(_) => format!("{}{out}", case("x")),
    }
}

/// Near enough to `XID_Continue`.
fn is_continue(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}
