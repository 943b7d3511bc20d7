//! Tests of the generated types: every example of the contracts is read as strictly as it can be, and written again.

use crate::code::{Code, WIDTH, raw};
use crate::plan::{Plan, Shape, Type, TypeId, field_name, free_name};
use crate::print::json::pretty;
use crate::print::{Atlas, Page, Scope};
use rustc_hash::FxHashSet;

/// The name of the module.
const NAME: &str = "contract_examples";

/// A module of tests, where there is anything to test.
pub(super) fn page<'p>(atlas: &'p Atlas<'p>) -> Option<Page> {
    let plan: &Plan = atlas.plan;
    let path = vec![NAME.to_owned()];
    let mut scope = Scope::new(atlas, &path);
    let mut code = Code::default();
    let mut taken = FxHashSet::default();
    for (id, ty) in (0..).map(TypeId).zip(&plan.types) {
        if matches!(ty.shape, Shape::Alias(_)) || ty.docs.examples.is_empty() {
            continue;
        }
        let name = free_name([test_name(atlas, ty)], |name| taken.insert(name.clone()));
        print(ty, &scope.full(id), &name, &mut code);
    }
    if taken.is_empty() {
        return None;
    }
    let [json, mode, wire, from_json] = ["Json", "Mode", "Wire", "from_json"].map(|name| scope.runtime(name));
    code.docs("Reads an example strictly, and writes it without loss.").line(format!(
        "#[track_caller]
        fn reads<T: {wire}>(text: &str) {{
            let json = {json}::parse(text.as_bytes()).expect(\"an example is JSON\");
            match {from_json}::<T>(&json, {mode}::Strict) {{
                Ok(read) => assert_eq!(read.write(), json),
                Err(invalid) => panic!(\"{{invalid}}\"),
            }}
        }}"
    ));
    Some(Page {
        path,
        docs: "Every example of the contracts, held against the types.".to_owned(),
        attributes: vec!["#[cfg(test)]"],
        imports: scope.imports(),
        items: code.finish(),
        ..Page::default()
    })
}

/// The path of the type, which is its place in the contracts.
fn test_name(atlas: &Atlas<'_>, ty: &Type) -> String {
    let path = atlas.path(ty.module).iter().map(|segment| segment.trim_start_matches("r#"));
    let last = field_name(&ty.name);
    let mut names: Vec<&str> = path.collect();
    if names.last() != Some(&last.as_str()) {
        names.push(last.trim_start_matches("r#"));
    }
    names.join("_")
}

fn print(ty: &Type, path: &str, name: &str, code: &mut Code) {
    let deprecated = if ty.docs.deprecated.is_some() { "#[allow(deprecated)]\n" } else { "" };
    let reads: String = ty.docs.examples.iter().map(|example| reads(path, example)).collect();
    code.printed(format!("#[test]\n{deprecated}fn {name}() {{\n{reads}}}"));
}

/// A long example takes a line for each of its members.
fn reads(path: &str, example: &str) -> String {
    let line = format!("    reads::<{path}>({});\n", raw(example));
    if line.len() <= WIDTH {
        return line;
    }
    let value: Option<serde_json::Value> = serde_json::from_str(example).ok();
    let text = value.map_or_else(|| example.to_owned(), |value| pretty(&value, WIDTH - 8));
    let text = text.replace('\n', "\n        ");
    format!("    reads::<{path}>(\n        {},\n    );\n", raw(&text))
}
