//! What a module is about.

use super::WIDTH;
use crate::plan::{ModuleId, Type};
use crate::print::Atlas;
use crate::print::markdown::{clean, code_span};
use stipula_model::Contract;

/// The documentation of a module: its contract with version and owner, or the folder whose contracts are in it.
pub(crate) fn of_module(atlas: &Atlas<'_>, module: ModuleId) -> String {
    let docs = super::text(&atlas.plan.modules[module.0 as usize].docs);
    if !docs.is_empty() {
        return docs;
    }
    let files = atlas.files(module);
    match (&files[..], atlas.types(module).next()) {
        ([file], Some((_, ty))) => contract(atlas, file, ty),
        ([], _) => folder(atlas, module),
        _ => "Values that several contracts share.".to_owned(),
    }
}

fn contract(atlas: &Atlas<'_>, file: &str, ty: &Type) -> String {
    let Some(contract) = atlas.input.model.contract_in(ty.at.file) else {
        return format!("Types of {}.", code_span(file));
    };
    let title = code_or_words(contract.title.as_deref().unwrap_or(&ty.name));
    let mut said: Vec<String> = contract.version.iter().map(|version| format!("version {version}")).collect();
    said.extend(owner(atlas, contract).map(|owner| format!("owned by {}", code_span(owner))));
    let said = if said.is_empty() { String::new() } else { format!(", {}", said.join(", ")) };
    clean(&format!("{title}{said}; contract {}.", code_span(file)), WIDTH)
}

/// A title that is a name of a type is code.
fn code_or_words(title: &str) -> String {
    if title.contains(' ') { title.to_owned() } else { code_span(title) }
}

fn owner<'p>(atlas: &Atlas<'p>, contract: &Contract) -> Option<&'p str> {
    let root = contract.at.get(atlas.input.sources);
    root.get_str("x-owner").or_else(|| root.get("info")?.get_str("x-owner"))
}

fn folder(atlas: &Atlas<'_>, module: ModuleId) -> String {
    let mut inside: Option<String> = None;
    let mut has_types = false;
    let mut queue = atlas.children(module).to_vec();
    while let Some(child) = queue.pop() {
        queue.extend(atlas.children(child));
        let files = atlas.files(child);
        has_types |= !files.is_empty();
        for file in files.into_iter().chain(atlas.others(child)) {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            inside = Some(inside.map_or(folder.clone(), |known| shared(&known, &folder)));
        }
    }
    match inside.as_deref() {
        Some(folder) if !has_types && !folder.is_empty() => format!("Made of the contracts in {}.", code_span(folder)),
        None | Some("") => "Boundary types of the contracts: what they accept, these types accept.".to_owned(),
        Some(folder) => format!("Boundary types of the contracts in {}.", code_span(folder)),
    }
}

fn shared(one: &str, other: &str) -> String {
    let same = one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other);
    same.map(|(segment, _)| segment).collect::<Vec<_>>().join("/")
}
