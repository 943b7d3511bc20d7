//! Where everything stands: the plan by module, and what a module gives on.

use crate::Input;
use crate::plan::{ModuleId, Plan, Shape, Type, TypeId, Use};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// What is asked of a plan again and again, found once.
pub(crate) struct Atlas<'p> {
    pub(crate) input: &'p Input<'p>,
    pub(crate) plan: &'p Plan,
    modules: FxHashMap<&'p [String], ModuleId>,
    children: Vec<Vec<ModuleId>>,
    types: Vec<Vec<TypeId>>,
    /// Types that the module around theirs gives on.
    given_on: FxHashMap<TypeId, ModuleId>,
    names: Vec<FxHashSet<&'p str>>,
}

impl<'p> Atlas<'p> {
    pub(crate) fn new(input: &'p Input<'p>, plan: &'p Plan) -> Self {
        let modules: FxHashMap<&[String], ModuleId> =
            ids(&plan.modules).map(ModuleId).map(|id| (plan.modules[id.0 as usize].path.as_slice(), id)).collect();
        let mut children = vec![Vec::new(); plan.modules.len()];
        for (path, id) in &modules {
            let parent = path.split_last().and_then(|(_, parent)| modules.get(parent));
            parent.into_iter().for_each(|parent| children[parent.0 as usize].push(*id));
        }
        let path_of = |id: &ModuleId| &plan.modules[id.0 as usize].path;
        children.iter_mut().for_each(|children| children.sort_by_key(path_of));
        let mut types = vec![Vec::new(); plan.modules.len()];
        for id in ids(&plan.types).map(TypeId) {
            types[plan.get(id).module.0 as usize].push(id);
        }
        let names =
            types.iter().map(|types: &Vec<TypeId>| types.iter().map(|id| plan.get(*id).name.as_str()).collect());
        let names = names.collect();
        let mut atlas = Atlas { input, plan, modules, children, types, given_on: FxHashMap::default(), names };
        atlas.give_on();
        atlas
    }

    /// A module that is one schema file has its root type given on by the module around it, where the name is free.
    fn give_on(&mut self) {
        let plan = self.plan;
        for (n, children) in self.children.iter().enumerate() {
            let mut found: FxHashMap<&str, Vec<TypeId>> = FxHashMap::default();
            for id in children.iter().flat_map(|child| &self.types[child.0 as usize]) {
                if self.is_root(plan.get(*id)) {
                    found.entry(plan.get(*id).name.as_str()).or_default().push(*id);
                }
            }
            for (name, ids) in found {
                if let [id] = ids[..]
                    && self.names[n].insert(name)
                {
                    let parent = u32::try_from(n).expect("a plan has fewer than 2^32 modules");
                    self.given_on.insert(id, ModuleId(parent));
                }
            }
        }
    }

    /// True if a type is what its file is about.
    pub(crate) fn is_root(&self, ty: &Type) -> bool {
        ty.at.get(self.input.sources).parent().is_none()
    }

    /// The types of a module, in the order of the plan.
    pub(crate) fn types(&self, module: ModuleId) -> impl Iterator<Item = (TypeId, &'p Type)> + use<'_, 'p> {
        self.types[module.0 as usize].iter().map(|id| (*id, self.plan.get(*id)))
    }

    /// The modules inside a module, by name.
    pub(crate) fn children(&self, module: ModuleId) -> &[ModuleId] {
        &self.children[module.0 as usize]
    }

    pub(crate) fn module(&self, path: &[String]) -> Option<ModuleId> {
        self.modules.get(path).copied()
    }

    pub(crate) fn path(&self, module: ModuleId) -> &'p [String] {
        &self.plan.modules[module.0 as usize].path
    }

    /// The module that a type is taken from.
    pub(crate) fn home(&self, id: TypeId) -> ModuleId {
        self.given_on.get(&id).copied().unwrap_or_else(|| self.plan.get(id).module)
    }

    /// What a module gives on: the names of its modules with a type of theirs.
    pub(crate) fn given_on(&self, module: ModuleId) -> Vec<String> {
        let types = self.children(module).iter().flat_map(|child| &self.types[child.0 as usize]);
        let given = types.filter(|id| self.given_on.get(id) == Some(&module)).map(|id| self.plan.get(*id));
        let mut given: Vec<String> = given.map(|ty| format!("{}::{}", self.last(ty.module), ty.name)).collect();
        given.sort_unstable();
        given
    }

    fn last(&self, module: ModuleId) -> &str {
        self.path(module).last().map(String::as_str).unwrap_or_default()
    }

    /// True if a name stands for something in a module.
    pub(crate) fn is_taken(&self, module: ModuleId, name: &str) -> bool {
        self.names[module.0 as usize].contains(name)
    }

    /// The files that the types of a module come from.
    pub(crate) fn files(&self, module: ModuleId) -> Vec<String> {
        let files: BTreeSet<_> = self.types(module).map(|(_, ty)| ty.at.file).collect();
        let paths = files.into_iter().map(|file| self.input.roots.path_of(self.input.sources, file));
        let mut paths: Vec<String> = paths.collect();
        paths.sort_unstable();
        paths
    }

    /// The files of what else stands in a module: services, channels and state machines.
    pub(crate) fn others(&self, module: ModuleId) -> impl Iterator<Item = String> + use<'_, 'p> {
        let plan = self.plan;
        let services = plan.services.iter().filter(move |it| it.module == module || it.client == Some(module));
        let served = plan.servers.iter().filter(move |it| it.module == module).map(|it| &plan.services[it.service]);
        let channels = plan.channels.iter().filter(move |it| it.module == module);
        let machines = plan.lifecycles.iter().filter(move |it| it.module == module);
        let docs = services.chain(served).map(|it| &it.docs).chain(channels.map(|it| &it.docs));
        let sources = docs.chain(machines.map(|it| &it.docs)).filter_map(|docs| docs.source.as_ref());
        sources.map(|source| source.split('#').next().unwrap_or_default().to_owned())
    }

    /// What a name stands for in the end.
    pub(crate) fn behind<'u>(&self, mut used: &'u Use) -> &'u Use
    where
        'p: 'u,
    {
        for _ in 0..64 {
            match used {
                Use::Named(id) => match &self.plan.get(*id).shape {
                    Shape::Alias(aliased) => used = aliased,
                    _ => return used,
                },
                _ => return used,
            }
        }
        used
    }
}

fn ids<T>(of: &[T]) -> std::ops::Range<u32> {
    0..u32::try_from(of.len()).expect("a plan has fewer than 2^32 parts")
}
