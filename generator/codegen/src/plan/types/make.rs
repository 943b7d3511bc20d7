//! Which shape a schema has.

use super::{Hint, Types};
use crate::plan::docs;
use crate::plan::facets::{Additional, Facets};
use crate::plan::names::{field_name, singular, type_name, variant_name};
use crate::plan::{
    Bounds, By, Choice, Field, NumberFacets, Presence, Rest, Shape, Struct, TextFacets, TypeId, Union, Use, Variant,
};
use rustc_hash::FxHashSet;
use stipula_model::{Role, SchemaId, TypeSet};
use stipula_source::{Kind, Node};

/// A schema on its way to a type.
#[derive(Clone, Copy)]
struct Making<'h> {
    /// The type that is open for it, if the contract names it.
    holder: Option<TypeId>,
    id: SchemaId,
    role: Role,
    hint: &'h Hint,
}

impl<'m> Types<'m> {
    pub(super) fn make(&mut self, id: SchemaId, role: Role, facets: Facets<'m>, hint: &Hint) -> Use {
        self.make_into(None, id, role, facets, hint)
    }

    /// Makes a type, into the one that is open for it where it needs a name.
    pub(super) fn make_into(
        &mut self,
        holder: Option<TypeId>,
        id: SchemaId,
        role: Role,
        mut facets: Facets<'m>,
        hint: &Hint,
    ) -> Use {
        let making = Making { holder, id, role, hint };
        if facets.is_never {
            return Use::Never;
        }
        let is_nullable = take_null(&mut facets);
        let made = self.not_null(&making, &mut facets);
        let made = if facets.residual.is_empty() { made } else { self.checked(&making, &facets, made) };
        if is_nullable { self.nullable(made) } else { made }
    }

    fn nullable(&mut self, made: Use) -> Use {
        match made {
            Use::Json | Use::Null | Use::Nullable(_) => made,
            other => Use::Nullable(Box::new(other)),
        }
    }

    fn not_null(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        if let Some(values) = facets.values.clone() {
            return self.values(making, facets, &values);
        }
        if let Some(made) = self.composed(making, facets) {
            return made;
        }
        let Some(types) = facets.types else { return self.untyped(making, facets) };
        let names: Vec<&str> = types.names().filter(|name| *name != "integer" || !types.contains("number")).collect();
        match names[..] {
            [] => Use::Never,
            [name] => self.typed(making, facets, name),
            _ => self.of_types(making, facets, &names),
        }
    }

    /// Where `type` is missing, what the other keywords are about is assumed; they accept all else (Core §7.6.1).
    fn untyped(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        if facets.has_object_facets() {
            return self.typed(making, facets, "object");
        }
        if facets.items.is_some() || !facets.prefix.is_empty() {
            return self.typed(making, facets, "array");
        }
        if facets.text != TextFacets::default() {
            return self.typed(making, facets, "string");
        }
        if facets.number != NumberFacets::default() {
            return self.typed(making, facets, "number");
        }
        Use::Json
    }

    fn typed(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, name: &str) -> Use {
        match name {
            "null" => Use::Null,
            "boolean" => Use::Bool,
            "object" => self.object(making, facets),
            "array" => self.array(making, facets),
            "string" => self.string(making, facets),
            "integer" => self.integer(making, facets),
            _ => self.number(making, facets),
        }
    }

    /// Several types: a variant for each.
    fn of_types(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, names: &[&str]) -> Use {
        let holder = self.hold(making);
        let inner = Making { holder: None, ..*making };
        let mut variants = Vec::new();
        for name in names {
            let ty = self.typed(&inner, facets, name);
            let (name, docs) = (type_name_of(name).to_owned(), crate::plan::Docs::default());
            variants.push(Variant { name, tags: Vec::new(), docs, ty });
        }
        self.get_mut(holder).shape = Shape::Union(Union { variants, by: By::Any });
        Use::Named(holder)
    }

    /// The type that is open for a schema, or a new one.
    fn hold(&mut self, making: &Making<'_>) -> TypeId {
        making.holder.unwrap_or_else(|| self.open(making.id, making.hint))
    }

    fn checked(&mut self, making: &Making<'_>, facets: &Facets<'m>, made: Use) -> Use {
        let rules = self.rules(making.id, making.role, facets);
        let own = match made {
            Use::Named(id) if self.plan.types[id.0 as usize].schema == making.id => id,
            other => {
                let id = self.hold(making);
                self.get_mut(id).shape = Shape::Checked(other);
                id
            }
        };
        self.get_mut(own).rules = rules;
        Use::Named(own)
    }

    fn values(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, values: &[Node<'m>]) -> Use {
        let is_text = !values.is_empty() && values.iter().all(|value| value.kind() == Kind::String);
        if let ([value], false) = (values, facets.is_open) {
            let holder = self.hold(making);
            self.get_mut(holder).shape = Shape::Constant(value.to_json());
            return Use::Named(holder);
        }
        if !is_text {
            facets.residual.insert("enum");
            return Use::Json;
        }
        let mut taken = FxHashSet::default();
        let values = values.iter().filter_map(|value| value.as_str()).map(|value| {
            let name = variant_name(value);
            let mut names = std::iter::once(name.clone()).chain((2..).map(|n| format!("{name}{n}")));
            let free = names.find(|name| taken.insert(name.clone())).expect("numbers never end");
            (value.to_owned(), free)
        });
        let choice = Choice { values: values.collect(), open: facets.is_open };
        let holder = self.hold(making);
        self.get_mut(holder).shape = Shape::Choice(choice);
        Use::Named(holder)
    }

    /// `oneOf` and `anyOf`, where nothing else describes the value.
    fn composed(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Option<Use> {
        let (parts, by, keyword) = match (&facets.one_of, &facets.any_of) {
            (Some(parts), None) => (parts.clone(), By::One, "oneOf"),
            (None, Some(parts)) => (parts.clone(), By::Any, "anyOf"),
            (None, None) => return None,
            _ => {
                facets.residual.extend(["oneOf", "anyOf"]);
                return None;
            }
        };
        let is_alone = !facets.has_object_facets() && facets.text == TextFacets::default();
        if !is_alone || facets.types.is_some_and(|types| !types.contains("object")) {
            facets.residual.insert(keyword);
            return None;
        }
        if facets.types.is_some() {
            facets.residual.insert(keyword);
        }
        Some(self.union(making, &parts, by, facets.discriminator))
    }

    fn union(&mut self, making: &Making<'_>, parts: &[SchemaId], by: By, discriminator: Option<Node<'m>>) -> Use {
        let is_null = |types: &Self, id: SchemaId| {
            let facets = Facets::of(&types.input, types.behind(id));
            facets.types.is_some_and(|set| set.names().eq(["null"]))
        };
        let rest: Vec<SchemaId> = parts.iter().copied().filter(|id| !is_null(self, *id)).collect();
        if rest.len() < parts.len() && rest.len() == 1 {
            let made = self.of(rest[0], making.role, making.hint);
            return self.nullable(made);
        }
        let _ = discriminator;
        let holder = self.hold(making);
        let hint_parent = self.plan.types[holder.0 as usize].name.clone();
        let mut variants: Vec<Variant> = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let module = making.hint.module.clone();
            let hint = Hint { module, parent: hint_parent.clone(), name: format!("Option{}", n + 1) };
            let ty = self.of(*part, making.role, &hint);
            let name = self.variant_name(&ty, n, &variants);
            variants.push(Variant { name, tags: Vec::new(), docs: docs::of_schema(&self.input, *part), ty });
        }
        self.get_mut(holder).shape = Shape::Union(Union { variants, by });
        Use::Named(holder)
    }

    fn variant_name(&self, ty: &Use, n: usize, taken: &[Variant]) -> String {
        let name = match ty {
            Use::Named(id) => self.plan.types[id.0 as usize].name.clone(),
            Use::Bool => "Bool".to_owned(),
            Use::Text(..) => "Text".to_owned(),
            Use::Int(..) => "Integer".to_owned(),
            Use::Number => "Number".to_owned(),
            Use::Null => "Null".to_owned(),
            Use::List(..) | Use::Tuple(..) => "List".to_owned(),
            Use::Map(_) => "Map".to_owned(),
            _ => format!("Option{}", n + 1),
        };
        if taken.iter().any(|variant| variant.name == name) { format!("{name}{}", n + 1) } else { name }
    }

    fn object(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let has_members = !facets.properties.is_empty() || !facets.required.is_empty();
        if !has_members && facets.additional != Additional::Closed {
            return self.map(making, facets);
        }
        let holder = self.hold(making);
        self.made.insert((making.id, making.role), Use::Named(holder));
        let fields = self.fields(making, holder, facets);
        let rest = match facets.additional {
            Additional::Open => Rest::Open,
            Additional::Closed => Rest::Closed,
            Additional::Typed(child) => Rest::Typed(self.of(child, making.role, &self.inside(making, holder, "value"))),
        };
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let dependencies = facets.dependencies.iter().map(|(name, needs)| ((*name).to_owned(), owned(needs)));
        self.get_mut(holder).shape = Shape::Struct(Struct {
            fields,
            rest,
            min_members: facets.min_members,
            max_members: facets.max_members,
            dependencies: dependencies.collect(),
        });
        Use::Named(holder)
    }

    fn inside(&self, making: &Making<'_>, holder: TypeId, name: &str) -> Hint {
        let (module, parent) = (making.hint.module.clone(), self.plan.types[holder.0 as usize].name.clone());
        Hint { module, parent, name: name.to_owned() }
    }

    fn fields(&mut self, making: &Making<'_>, holder: TypeId, facets: &Facets<'m>) -> Vec<Field> {
        let mut taken = FxHashSet::default();
        let mut fields = Vec::new();
        let undeclared = facets.required.iter().filter(|name| !facets.properties.contains_key(**name));
        let declared = facets.properties.iter().map(|(name, id)| (*name, Some(*id)));
        for (wire, id) in declared.chain(undeclared.map(|name| (*name, None))) {
            let hint = self.inside(making, holder, wire);
            let ty = id.map_or(Use::Json, |id| self.of(id, making.role, &hint));
            let (presence, ty) = self.presence(facets.required.contains(wire), ty);
            let base = field_name(wire);
            let mut names = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}_{n}")));
            let name = names.find(|name| taken.insert(name.clone())).expect("numbers never end");
            let docs = id.map(|id| docs::of_schema(&self.input, id)).unwrap_or_default();
            fields.push(Field { wire: wire.to_owned(), name, docs, presence, ty });
        }
        fields
    }

    /// A member that may be both absent and null says which it is.
    fn presence(&self, is_required: bool, ty: Use) -> (Presence, Use) {
        let behind = match &ty {
            Use::Named(id) => match &self.plan.types[id.0 as usize].shape {
                Shape::Alias(aliased @ Use::Nullable(_)) => Some(aliased.clone()),
                _ => None,
            },
            _ => None,
        };
        match (is_required, behind.unwrap_or_else(|| ty.clone())) {
            (true, _) => (Presence::Required, ty),
            (false, Use::Nullable(inner)) => (Presence::Tri, *inner),
            (false, _) => (Presence::Optional, ty),
        }
    }

    fn map(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        if facets.min_members.is_some() {
            facets.residual.insert("minProperties");
        }
        if facets.max_members.is_some() {
            facets.residual.insert("maxProperties");
        }
        if !facets.dependencies.is_empty() {
            facets.residual.insert("dependentRequired");
        }
        let value = match facets.additional {
            Additional::Typed(child) => {
                let hint = Hint { name: singular(&making.hint.name), ..making.hint.clone() };
                self.of(child, making.role, &hint)
            }
            _ => Use::Json,
        };
        Use::Map(Box::new(value))
    }

    fn array(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let hint = Hint { name: singular(&making.hint.name), ..making.hint.clone() };
        let bounds = Bounds {
            min: facets.min_items.unwrap_or(0),
            max: facets.max_items.unwrap_or(u64::MAX),
            unique: facets.unique,
        };
        let item = facets.items.map(|items| self.of(items, making.role, &hint));
        if facets.prefix.is_empty() {
            return Use::List(Box::new(item.unwrap_or(Use::Json)), bounds);
        }
        // A tuple says neither how many items are there nor that they differ.
        facets.residual.insert("prefixItems");
        Use::List(Box::new(Use::Json), Bounds { min: 0, max: u64::MAX, unique: false })
    }

    fn string(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let text = facets.text.clone();
        let formatted = text.format.as_deref().and_then(format_type);
        if text.patterns.is_empty() && (text.format.is_none() || (formatted.is_none() && !is_checked(&text))) {
            return Use::Text(text.min_length.unwrap_or(0), text.max_length.unwrap_or(u64::MAX));
        }
        if let (Some(name), TextFacets { min_length: None, max_length: None, patterns, .. }) = (formatted, &text)
            && patterns.is_empty()
        {
            return Use::Formatted(name);
        }
        if making.holder.is_some() {
            return self.text(making, text);
        }
        let key = (type_name(&making.hint.name), text.clone());
        if let Some(known) = self.shared.get(&key) {
            return Use::Named(*known);
        }
        let mut hint = making.hint.clone();
        if hint.module.last().is_none_or(|last| last != "types") {
            hint.module = vec!["values".to_owned()];
        }
        let made = self.text(&Making { hint: &hint, ..*making }, text);
        if let Use::Named(id) = made {
            self.shared.insert(key, id);
        }
        made
    }

    fn text(&mut self, making: &Making<'_>, text: TextFacets) -> Use {
        let holder = self.hold(making);
        self.get_mut(holder).shape = Shape::Text(text);
        Use::Named(holder)
    }

    fn integer(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let width = match facets.text.format.as_deref() {
            Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (i64::MIN, i64::MAX),
        };
        let number = NumberFacets { integer: true, ..facets.number.clone() };
        match bounds(&number) {
            Some((min, max)) if number.multiple_of.is_empty() => Use::Int(min.max(width.0), max.min(width.1)),
            _ => self.numeric(making, number),
        }
    }

    fn number(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        if facets.number == NumberFacets::default() {
            return Use::Number;
        }
        self.numeric(making, facets.number.clone())
    }

    fn numeric(&mut self, making: &Making<'_>, number: NumberFacets) -> Use {
        let holder = self.hold(making);
        self.get_mut(holder).shape = Shape::Number(number);
        Use::Named(holder)
    }
}

/// The bounds of an integer, both inclusive; `None` where they do not fit 64 bits or are no integers.
fn bounds(number: &NumberFacets) -> Option<(i64, i64)> {
    let parse = |text: &Option<String>| text.as_ref().map(|text| text.parse::<i64>()).transpose().ok();
    let (min, max) = (parse(&number.minimum)?, parse(&number.maximum)?);
    let above = parse(&number.exclusive_minimum)?.map(|bound| bound.checked_add(1));
    let below = parse(&number.exclusive_maximum)?.map(|bound| bound.checked_sub(1));
    let min = min.into_iter().chain(above.map_or(Some(None), |bound| bound.map(Some))?).max().unwrap_or(i64::MIN);
    let max = max.into_iter().chain(below.map_or(Some(None), |bound| bound.map(Some))?).min().unwrap_or(i64::MAX);
    (min <= max).then_some((min, max))
}

/// Takes `null` out of the types and values; true if it was there.
fn take_null(facets: &mut Facets<'_>) -> bool {
    let allowed = facets.types.is_none_or(|types| types.contains("null"));
    if let Some(values) = &mut facets.values {
        let before = values.len();
        if before > 1 {
            values.retain(|value| !value.is_null());
        }
        return before > values.len() && allowed;
    }
    let Some(types) = facets.types else { return false };
    if !types.contains("null") || types.names().count() == 1 {
        return false;
    }
    let mut rest = TypeSet::default();
    types.names().filter(|name| *name != "null").for_each(|name| rest.insert(name));
    facets.types = Some(rest);
    true
}

fn type_name_of(name: &str) -> &'static str {
    match name {
        "null" => "Null",
        "boolean" => "Bool",
        "object" => "Object",
        "array" => "List",
        "string" => "Text",
        "integer" => "Integer",
        _ => "Number",
    }
}

/// The type of the runtime library that a format has.
fn format_type(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "Timestamp",
        "date" => "Date",
        "time" => "TimeOfDay",
        "duration" => "Duration",
        "uuid" => "Uuid",
        "ipv4" => "Ipv4",
        "ipv6" => "Ipv6",
        _ => return None,
    })
}

/// True for formats that the runtime library checks.
fn is_checked(text: &TextFacets) -> bool {
    let format = text.format.as_deref().unwrap_or_default();
    ["uri", "uri-reference", "email", "hostname", "json-pointer", "regex", "uri-template"].contains(&format)
}
