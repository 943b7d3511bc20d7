//! Where code stands: how it refers to types, and what it has to import for that.

use crate::plan::{Bounds, ModuleId, Plan, Type, TypeId, Use};
use std::collections::{BTreeMap, BTreeSet};

/// The names that a module uses.
#[derive(Debug)]
pub(crate) struct Scope<'p> {
    plan: &'p Plan,
    module: ModuleId,
    runtime: BTreeSet<String>,
    imported: BTreeMap<String, TypeId>,
    own: BTreeSet<&'p str>,
}

impl<'p> Scope<'p> {
    pub(crate) fn new(plan: &'p Plan, module: ModuleId) -> Self {
        let own = plan.types.iter().filter(|ty| ty.module == module).map(|ty| ty.name.as_str()).collect();
        Scope { plan, module, runtime: BTreeSet::new(), imported: BTreeMap::new(), own }
    }

    /// A name of the runtime library, imported.
    pub(crate) fn runtime(&mut self, path: &str) -> String {
        self.runtime.insert(path.to_owned());
        path.rsplit("::").next().unwrap_or(path).to_owned()
    }

    /// The text of a type where it is used.
    pub(crate) fn ty(&mut self, used: &Use) -> String {
        match used {
            Use::Json => self.runtime("Json"),
            Use::Never => self.runtime("Never"),
            Use::Null => self.runtime("Null"),
            Use::Bool => "bool".to_owned(),
            Use::Int(i64::MIN, i64::MAX) => "i64".to_owned(),
            Use::Int(min, max) => format!("{}<{}, {}>", self.runtime("Int"), integer(*min), integer(*max)),
            Use::Number => self.runtime("Number"),
            Use::Text(0, u64::MAX) => "String".to_owned(),
            Use::Text(min, max) => format!("{}<{}, {}>", self.runtime("Text"), count(*min), count(*max)),
            Use::Formatted(name) => self.runtime(name),
            Use::List(item, bounds) => self.list(item, *bounds),
            Use::Tuple(items, _) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                format!("({},)", items.join(", "))
            }
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
        let ty = self.plan.get(id);
        if ty.module == self.module {
            return ty.name.clone();
        }
        let is_free = !self.own.contains(ty.name.as_str()) && *self.imported.entry(ty.name.clone()).or_insert(id) == id;
        if is_free { ty.name.clone() } else { self.path(ty) }
    }

    /// Relative, so that generated code stands in any module of any crate.
    fn path(&self, ty: &Type) -> String {
        let from = &self.plan.modules[self.module.0 as usize].path;
        let to = &self.plan.modules[ty.module.0 as usize].path;
        let shared = from.iter().zip(to).take_while(|(one, other)| one == other).count();
        let up = "super::".repeat(from.len() - shared);
        let up = if up.is_empty() { "self::".to_owned() } else { up };
        let down: String = to[shared..].iter().map(|segment| format!("{segment}::")).collect();
        format!("{up}{down}{}", ty.name)
    }

    /// The `use` lines.
    pub(crate) fn imports(self) -> Vec<String> {
        let types = self.imported.values().map(|id| format!("use {};", self.path(self.plan.get(*id))));
        let runtime: Vec<&str> = self.runtime.iter().map(String::as_str).collect();
        let runtime = (!runtime.is_empty()).then(|| format!("use stipula_rt::{{{}}};", runtime.join(", ")));
        types.chain(runtime).collect()
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
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(if first == 0 { 3 } else { first });
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    std::iter::once(head.to_owned()).chain(groups).collect::<Vec<_>>().join("_")
}
