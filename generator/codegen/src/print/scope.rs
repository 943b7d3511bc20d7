//! Where code stands: how it refers to types, and what it has to import for that.

use super::Atlas;
use crate::code::list;
use crate::plan::{Bounds, ModuleId, TypeId, Use};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The names that a module uses.
pub(crate) struct Scope<'p> {
    pub(crate) atlas: &'p Atlas<'p>,
    path: Vec<String>,
    module: Option<ModuleId>,
    /// What each imported name stands for: its path without the name.
    imported: BTreeMap<String, Vec<String>>,
    /// Names that the module gives to what is no type of the plan.
    own: BTreeSet<String>,
}

impl<'p> Scope<'p> {
    /// The scope of a module, which the plan may or may not know.
    pub(crate) fn new(atlas: &'p Atlas<'p>, path: &[String]) -> Self {
        let (module, imported, own) = (atlas.module(path), BTreeMap::new(), BTreeSet::new());
        Scope { atlas, path: path.to_vec(), module, imported, own }
    }

    /// A name that the module gives to something that is no type of the plan.
    pub(crate) fn own(&mut self, name: impl Into<String>) {
        self.own.insert(name.into());
    }

    /// A name of the runtime library, imported: `Json`, `http::Operation`.
    pub(crate) fn runtime(&mut self, path: &str) -> String {
        self.import(&format!("stipula_rt::{path}"))
    }

    /// A name of another crate, imported: `std::fmt`.
    pub(crate) fn import(&mut self, path: &str) -> String {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        let module: Vec<String> = module.split("::").map(str::to_owned).collect();
        self.name(&module, name)
    }

    /// A name of another generated module that is no type of the plan, imported.
    pub(crate) fn sibling(&mut self, path: &[String], name: &str) -> String {
        if self.path == path {
            return name.to_owned();
        }
        let module = self.relative(path);
        self.name(&module, name)
    }

    /// A name, imported where it is free, else with its path.
    fn name(&mut self, module: &[String], name: &str) -> String {
        let is_own = self.own.contains(name) || self.module.is_some_and(|own| self.atlas.is_taken(own, name));
        let is_free = !is_own && *self.imported.entry(name.to_owned()).or_insert_with(|| module.to_vec()) == module;
        if is_free { name.to_owned() } else { format!("{}::{name}", module.join("::")) }
    }

    /// The text of a type where it is used.
    pub(crate) fn ty(&mut self, used: &Use) -> String {
        match used {
            Use::Json => self.runtime("Json"),
            Use::Never => self.runtime("Never"),
            Use::Null => "()".to_owned(),
            Use::Bool => "bool".to_owned(),
            Use::Int(i64::MIN, i64::MAX) => "i64".to_owned(),
            Use::Int(min, max) => format!("{}<{}, {}>", self.runtime("Int"), integer(*min), integer(*max)),
            Use::Unsigned => "u64".to_owned(),
            Use::Number => self.runtime("Number"),
            Use::Text(0, u64::MAX) => "String".to_owned(),
            Use::Text(min, max) => format!("{}<{}, {}>", self.runtime("Text"), count(*min), count(*max)),
            Use::Formatted(name) => self.runtime(name),
            Use::List(item, bounds) => self.list(item, *bounds),
            Use::Map(value) => format!("{}<{}>", self.runtime("Map"), self.ty(value)),
            Use::Nullable(inner) => format!("Option<{}>", self.ty(inner)),
            Use::Named(id) => self.named(*id),
            Use::Boxed(id) => format!("Box<{}>", self.named(*id)),
        }
    }

    fn list(&mut self, item: &Use, bounds: Bounds) -> String {
        let item = self.ty(item);
        match bounds {
            Bounds { min: 0, max: u64::MAX, unique: false } => format!("Vec<{item}>"),
            Bounds { min, max, unique } => {
                let name = self.runtime(if unique { "UniqueList" } else { "List" });
                format!("{name}<{item}, {}, {}>", count(min), count(max))
            }
        }
    }

    /// A type with a name: imported, or with its path where the name means something else here.
    pub(crate) fn named(&mut self, id: TypeId) -> String {
        let ty = self.atlas.plan.get(id);
        let home = self.atlas.home(id);
        if self.module.is_some_and(|own| ty.module == own || home == own) {
            return ty.name.clone();
        }
        let path = self.relative(self.atlas.path(home));
        // What is not to be used any more is named with its path, so that no import has to say that it may.
        if ty.docs.deprecated.is_some() {
            format!("{}::{}", path.join("::"), ty.name)
        } else {
            self.name(&path, &ty.name)
        }
    }

    /// A type with its path, whatever is imported.
    pub(crate) fn full(&self, id: TypeId) -> String {
        let path = self.relative(self.atlas.path(self.atlas.home(id)));
        format!("{}::{}", path.join("::"), self.atlas.plan.get(id).name)
    }

    /// From here to a module, so that generated code stands in any module of any crate.
    fn relative(&self, to: &[String]) -> Vec<String> {
        let shared = self.path.iter().zip(to).take_while(|(one, other)| one == other).count();
        let up = std::iter::repeat_n("super".to_owned(), self.path.len() - shared);
        let mut path: Vec<String> = up.chain(to[shared..].iter().cloned()).collect();
        if self.path.len() == shared {
            path.insert(0, "self".to_owned());
        }
        path
    }

    /// The `use` declarations, each path once, in the order of rustfmt: what is generated, then other crates.
    pub(crate) fn imports(self) -> Vec<String> {
        let mut by_module: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        for (name, module) in self.imported {
            by_module.entry(module).or_default().push(name);
        }
        let mut declarations: Vec<_> = by_module.into_iter().collect();
        declarations.sort_by_cached_key(|(module, names)| {
            let is_outside = !matches!(module[0].as_str(), "super" | "self");
            let up = module.iter().take_while(|segment| *segment == "super").count();
            // A list comes after every name.
            let last = if let [name] = &names[..] { name } else { "{" };
            let path: Vec<String> = module.iter().map(String::as_str).chain([last]).map(str::to_owned).collect();
            (is_outside, Reverse(up), path)
        });
        declarations.into_iter().map(|(module, names)| import(&module.join("::"), &names)).collect()
    }
}

fn import(module: &str, names: &[String]) -> String {
    match names {
        [name] => format!("use {module}::{name};"),
        names => list(&format!("use {module}::{{"), names, "};"),
    }
}

/// An integer as an argument of a type.
fn integer(value: i64) -> String {
    match value {
        i64::MIN => "{ i64::MIN }".to_owned(),
        i64::MAX => "{ i64::MAX }".to_owned(),
        value if value < 0 => format!("-{}", grouped(value.unsigned_abs())),
        value => grouped(value.unsigned_abs()),
    }
}

fn count(value: u64) -> String {
    if value == u64::MAX { "{ usize::MAX }".to_owned() } else { grouped(value) }
}

/// `12345678` as `12_345_678`.
pub(crate) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(if first == 0 { 3 } else { first });
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    std::iter::once(head.to_owned()).chain(groups).collect::<Vec<_>>().join("_")
}
