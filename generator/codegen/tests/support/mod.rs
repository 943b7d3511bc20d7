//! Contracts in memory, and plans as text.
#![allow(dead_code, reason = "each test uses its part")]

use stipula_codegen::plan::{By, Choice, Field, Presence, Rest, Shape, Struct, Tuple, Type, Union, Use};
use stipula_codegen::{Input, Lock, Options, Plan, Target};
use stipula_model::{Model, Roots};
use stipula_source::{Limits, Memory, Sources};

/// A plan, with what it was made of.
pub(crate) struct Planned {
    pub(crate) plan: Plan,
    pub(crate) lock: Lock,
    pub(crate) sources: Sources,
}

impl Planned {
    pub(crate) fn of(files: &[(String, String)]) -> Self {
        Self::with(files, &Lock::default())
    }

    pub(crate) fn one(path: &str, text: &str) -> Self {
        Self::of(&[(path.to_owned(), text.to_owned())])
    }

    pub(crate) fn with(files: &[(String, String)], lock: &Lock) -> Self {
        let mut memory = Memory::new();
        for (path, text) in files {
            memory.insert(path, text.clone());
        }
        let mut sources = Sources::new(Limits::default());
        let root = sources.add_root(Box::new(memory), String::new());
        let paths = sources.list(root).expect("memory can be listed");
        sources.load(root, &paths).expect("memory can be read");
        let mut roots = Roots::only(root);
        stipula_model::load(&mut sources, &mut roots).expect("memory can be read");
        let (model, _) = Model::build(&sources, &roots);
        let files: Vec<_> = paths.iter().filter_map(|path| sources.find(root, path)).collect();
        let files: Vec<_> = files.into_iter().filter(|file| model.contract_in(*file).is_some()).collect();
        let options = Options { targets: vec![Target::Dto], ..Options::default() };
        let input = Input { model: &model, sources: &sources, roots: &roots, files: &files, options: &options };
        let (plan, lock) = Plan::of(&input, lock);
        Planned { plan, lock, sources }
    }

    pub(crate) fn named(&self, name: &str) -> &Type {
        self.plan.types.iter().find(|ty| ty.name == name).unwrap_or_else(|| panic!("there is no {name}"))
    }
}

/// A line for each type, member, variant and diagnostic.
pub(crate) fn summary(planned: &Planned) -> String {
    let mut out = String::new();
    for ty in &planned.plan.types {
        let module = planned.plan.modules[ty.module.0 as usize].path.join("::");
        out.push_str(&format!("{module}::{} {}\n", ty.name, shape(&planned.plan, &ty.shape)));
        if let Some(rules) = &ty.rules {
            out.push_str(&format!("  rules {}\n", rules.schema));
        }
    }
    for diagnostic in &planned.plan.diagnostics {
        out.push_str(&format!("{} at {:?}\n", diagnostic.code, diagnostic.place.pointer));
    }
    out
}

fn shape(plan: &Plan, shape: &Shape) -> String {
    match shape {
        Shape::Struct(it) => structure(plan, it),
        Shape::Choice(it) => choice(it),
        Shape::Union(it) => union(plan, it),
        Shape::Tuple(it) => tuple(plan, it),
        Shape::Text(it) => format!("text {:?} {:?}..{:?} {:?}", it.patterns, it.min_length, it.max_length, it.format),
        Shape::Number(it) => format!(
            "number{} {:?} {:?} {:?} {:?} {:?}",
            if it.integer { " integer" } else { "" },
            it.minimum,
            it.exclusive_minimum,
            it.maximum,
            it.exclusive_maximum,
            it.multiple_of
        ),
        Shape::Constant(value) => format!("= {value}"),
        Shape::Alias(used) => format!("alias {}", ty(plan, used)),
        Shape::Checked(used) => format!("newtype {}", ty(plan, used)),
        Shape::Never => "never".to_owned(),
    }
}

fn structure(plan: &Plan, it: &Struct) -> String {
    let rest = match &it.rest {
        Rest::Closed => "closed".to_owned(),
        Rest::Open => "open".to_owned(),
        Rest::Typed(used) => format!("rest {}", ty(plan, used)),
    };
    let counts = match (it.min_members, it.max_members) {
        (None, None) => String::new(),
        counts => format!(" {counts:?}"),
    };
    let dependencies: String = it.dependencies.iter().map(|(name, needs)| format!("\n  {name} -> {needs:?}")).collect();
    let fields: String = it.fields.iter().map(|field| format!("\n  {}", member(plan, field))).collect();
    format!("struct {rest}{counts}{fields}{dependencies}")
}

fn member(plan: &Plan, field: &Field) -> String {
    let mark = match field.presence {
        Presence::Required => "",
        Presence::Optional => "?",
        Presence::Tri => "??",
    };
    let wire = if field.wire == field.name { String::new() } else { format!(" ({:?})", field.wire) };
    format!("{}{mark}: {}{wire}", field.name, ty(plan, &field.ty))
}

fn choice(it: &Choice) -> String {
    let values: Vec<String> = it.values.iter().map(|it| format!("{} = {}", it.name, it.value)).collect();
    format!("{} {}", if it.open { "open enum" } else { "enum" }, values.join(", "))
}

fn union(plan: &Plan, it: &Union) -> String {
    let by = match &it.by {
        By::Tag(tag) => format!("by {tag:?}"),
        By::Kind => "by kind".to_owned(),
        By::One => "one of".to_owned(),
        By::Any => "any of".to_owned(),
    };
    let variants = it.variants.iter().map(|variant| {
        let tags = if variant.tags.is_empty() { String::new() } else { format!(" {:?}", variant.tags) };
        format!("\n  {}({}){tags}", variant.name, ty(plan, &variant.ty))
    });
    format!("union {by}{}", variants.collect::<String>())
}

fn tuple(plan: &Plan, it: &Tuple) -> String {
    let items: Vec<String> = it.items.iter().map(|item| ty(plan, item)).collect();
    let rest = it.rest.as_ref().map(|rest| format!(" rest {}", ty(plan, rest))).unwrap_or_default();
    format!("tuple ({}) from {}{rest}", items.join(", "), it.required)
}

fn ty(plan: &Plan, used: &Use) -> String {
    match used {
        Use::Json => "Json".to_owned(),
        Use::Never => "Never".to_owned(),
        Use::Null => "null".to_owned(),
        Use::Bool => "bool".to_owned(),
        Use::Int(i64::MIN, i64::MAX) => "i64".to_owned(),
        Use::Int(least, most) => format!("Int<{least}, {most}>"),
        Use::Unsigned => "u64".to_owned(),
        Use::Number => "Number".to_owned(),
        Use::Text(0, u64::MAX) => "String".to_owned(),
        Use::Text(least, most) => format!("Text<{least}, {}>", count(*most)),
        Use::Formatted(name) => (*name).to_owned(),
        Use::List(item, bounds) if bounds.min == 0 && bounds.max == u64::MAX && !bounds.unique => {
            format!("[{}]", ty(plan, item))
        }
        Use::List(item, bounds) => {
            let unique = if bounds.unique { " unique" } else { "" };
            format!("[{}; {}..{}{unique}]", ty(plan, item), bounds.min, count(bounds.max))
        }
        Use::Map(value) => format!("{{{}}}", ty(plan, value)),
        Use::Nullable(inner) => format!("{} | null", ty(plan, inner)),
        Use::Named(id) => plan.get(*id).name.clone(),
        Use::Boxed(id) => format!("Box<{}>", plan.get(*id).name),
    }
}

fn count(count: u64) -> String {
    if count == u64::MAX { String::new() } else { count.to_string() }
}
