//! A second opinion on what the contracts accept.
//!
//! typify was written by others. Its types of our contracts stand in `golden/typify.rs`, are compiled into this test, and read every
//! payload fixture: what a schema accepts and typify refuses, or the other way round, has to be a loss that was said, at the very
//! keyword. Our own generated types are held against the same payloads by `stipula-tests`.

mod support;

/// As typify made them; `STIPULA_UPDATE=1 cargo test -p stipula-backends --test oracle` makes them anew.
#[rustfmt::skip]
#[allow(warnings, clippy::all, clippy::pedantic, missing_docs, unreachable_pub, reason = "made by others")]
mod golden {
    pub mod typify;
}

use std::collections::{BTreeMap, BTreeSet};
use stipula_backends::{Effect, Generated};
use stipula_model::{Kind, NodeRef, SchemaId};
use stipula_source::{Folder, Limits, Provider};
use stipula_validate::{Failure, Formats, payloads_failures};
use support::{World, repository, without_docs};

/// The contracts, and the payloads that are listed for them.
struct Fixtures {
    world: World,
    /// The schema of each folder of payloads.
    payloads: Vec<(SchemaId, NodeRef)>,
}

impl Fixtures {
    fn load() -> Fixtures {
        let folder = Folder::open(repository()).expect("the repository is there");
        let files = folder.list(&Limits::default()).expect("it can be listed");
        let is_payload =
            |path: &str| path.starts_with("compat-fixtures/payloads/") && path.strip_suffix(".json").is_some();
        let contracts = files.iter().filter(|path| path.starts_with("contracts/") && path.ends_with(".schema.json"));
        let contracts = contracts.filter(|path| !path.starts_with("contracts/released/"));
        let payloads: Vec<&str> = files.iter().map(String::as_str).filter(|path| is_payload(path)).collect();
        let named: Vec<&str> = contracts.map(String::as_str).chain(payloads.iter().copied()).collect();
        let world = World::of(Box::new(folder), &named);
        let schemas = world.schemas_of_folders();
        let root = world.roots.main;
        let asked = payloads.iter().filter_map(|path| {
            let file = world.sources.find(root, path)?;
            let at = NodeRef::new(file, world.sources.file(file).tree().root()?);
            Some((*schemas.get(path.rsplit_once('/')?.0)?, at))
        });
        let payloads = asked.collect();
        Fixtures { world, payloads }
    }

    /// What typify makes of the schemas that have payloads.
    fn typify(&self) -> Generated {
        let wanted: BTreeSet<SchemaId> = self.payloads.iter().map(|(schema, _)| *schema).collect();
        let is_wanted = |contract: &&stipula_model::Contract| contract.schema.is_some_and(|id| wanted.contains(&id));
        let contracts: Vec<_> = self.world.model.contracts.iter().filter(is_wanted).collect();
        stipula_backends::typify(&self.world.model, &self.world.sources, &contracts).expect("typify reads them")
    }
}

impl World {
    /// The contract of each folder of payloads, by what its `fixtures.yaml` says.
    fn schemas_of_folders(&self) -> BTreeMap<String, SchemaId> {
        let mut out = BTreeMap::new();
        let fixtures = Folder::open(repository()).expect("the repository is there");
        for path in fixtures.list(&Limits::default()).expect("it can be listed") {
            let Some(folder) = path.strip_suffix("/fixtures.yaml") else { continue };
            let text = String::from_utf8(fixtures.read(&path, 1 << 20).expect("it can be read")).expect("it is text");
            let contract = text.lines().find_map(|line| line.strip_prefix("contract: "));
            // Most events are one another's likeness, and would double the golden file.
            let is_like_others = |path: &str| ["events/order/", "events/quote/"].iter().any(|it| path.starts_with(it));
            let contract = contract.filter(|path| !is_like_others(path));
            let contract = contract.map(|path| format!("contracts/{}", path.trim_matches(['"', '\''])));
            let file = contract.and_then(|path| self.sources.find(self.roots.main, &path));
            let schema = file.and_then(|file| self.model.contract_in(file)).and_then(|contract| contract.schema);
            out.extend(schema.map(|schema| (folder.to_owned(), schema)));
        }
        out
    }
}

/// typify's types, and a door to each of those that have payloads.
fn golden(fixtures: &Fixtures, made: &Generated) -> String {
    let wanted: BTreeSet<SchemaId> = fixtures.payloads.iter().map(|(schema, _)| *schema).collect();
    let mut out = without_conversions(&without_docs(&made.rust));
    out += "\n/// Reads a value as a type and writes it again.\n";
    out += "pub fn round_trip(name: &str, value: &str) -> Option<Result<serde_json::Value, String>> {\n";
    out += "    fn go<T: serde::Serialize + serde::de::DeserializeOwned>(value: &str) -> Result<serde_json::Value, String> {\n";
    out += "        let read: T = serde_json::from_str(value).map_err(|error| error.to_string())?;\n";
    out += "        serde_json::to_value(read).map_err(|error| error.to_string())\n    }\n";
    out += "    Some(match name {\n";
    for (name, _) in made.types.iter().filter(|(_, id)| wanted.contains(id)) {
        out += &format!("        \"{name}\" => go::<{name}>(value),\n");
    }
    out + "        _ => return None,\n    })\n}\n"
}

/// Code without what reading and writing JSON does not need: more than half of it.
fn without_conversions(rust: &str) -> String {
    const NOT_NEEDED: [&str; 5] = ["From<", "TryFrom<&", "TryFrom<::std::string::String>", "Deref ", "Display "];
    let is_not_needed = |line: &str| {
        let name = line.split_once("impl ").map_or("", |(_, rest)| rest);
        let name = name.trim_start_matches("::std::").split_once("::").map_or("", |(_, name)| name);
        NOT_NEEDED.iter().any(|prefix| name.starts_with(prefix))
    };
    let (mut out, mut is_inside) = (String::new(), false);
    for line in rust.lines() {
        is_inside |= line.starts_with("impl ") && is_not_needed(line);
        if !is_inside {
            out += line;
            out.push('\n');
        }
        is_inside &= line != "}";
    }
    out
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test keeps its golden file")]
fn the_golden_types_are_fresh() {
    let fixtures = Fixtures::load();
    let fresh = golden(&fixtures, &fixtures.typify());
    let path = repository().join("generator/backends/tests/golden/typify.rs");
    if std::env::var_os("STIPULA_UPDATE").is_some() {
        std::fs::write(&path, &fresh).expect("the golden file can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == fresh, "typify makes other types of the contracts now: run this test with STIPULA_UPDATE=1");
}

#[test]
fn typify_and_the_schemas_agree_but_where_a_loss_was_said() {
    let fixtures = Fixtures::load();
    let made = fixtures.typify();
    let World { sources, roots, model } = &fixtures.world;
    let names: BTreeMap<SchemaId, &str> = made.types.iter().map(|(name, id)| (*id, name.as_str())).collect();
    let asserted = payloads_failures(model, sources, roots, &fixtures.payloads, Formats::Assert);
    let said = |name: &str, effect: Effect| -> BTreeSet<&str> {
        let losses = made.losses_of(name).into_iter().filter(|loss| loss.effect == effect);
        losses.map(|loss| loss.keyword).collect()
    };
    let (mut agreed, mut explained, mut faults) = (0, 0, Vec::new());
    for ((schema, payload), failures) in asserted {
        let name = names[&schema];
        let value = payload.get(sources).to_json().to_string();
        let answer = golden::typify::round_trip(name, &value).expect("every schema with payloads has a door");
        let file = sources.file(payload.file).path();
        match (&answer, failures.is_empty()) {
            (Ok(_), true) | (Err(_), false) => agreed += 1,
            (Ok(_), false) if failures.iter().all(|failure| explains(&said(name, Effect::Looser), failure)) => {
                explained += 1;
            }
            (Err(reason), true) if said(name, Effect::Stricter).contains("type") && is_of_integers(reason) => {
                explained += 1;
            }
            _ => faults.push(format!("{file} as {name}: the schema says {failures:?}, typify {answer:?}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(agreed > 2 * explained, "typify is no second opinion any more: {agreed} agreed, {explained} explained");
    assert!(agreed > 200, "only {agreed} payloads were compared");
}

/// True if a keyword that refused a payload is one that typify was said not to check.
fn explains(looser: &BTreeSet<&str>, failure: &Failure) -> bool {
    looser.contains(failure.keyword.as_str()) || failure.is_conditional && looser.contains("if")
}

fn is_of_integers(error: &str) -> bool {
    error.contains("expected i64") || error.contains("expected u64")
}

/// Every fixture is a document of its own kind; a list of them is none.
#[test]
fn payloads_are_found() {
    let fixtures = Fixtures::load();
    assert!(fixtures.payloads.len() > 250, "{}", fixtures.payloads.len());
    assert_eq!(fixtures.world.model.documents_of(Kind::Fixtures).count(), 0);
}
