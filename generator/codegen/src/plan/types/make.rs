//! Which shape a schema has.

use super::{Types, null_or};
use crate::plan::facets::{Facets, Subject};
use crate::plan::types::Hint;
use crate::plan::{Shape, TypeId, Use};
use stipula_model::{Kw, SchemaId, TypeSet};

/// A subject on its way to a type.
#[derive(Clone, Copy)]
pub(super) struct Making<'h> {
    /// The type that is open for it, if the contract names it.
    pub(super) holder: Option<TypeId>,
    pub(super) subject: &'h Subject,
    /// Which part of the value is meant, if not all of it.
    pub(super) aspect: Option<&'static str>,
    pub(super) hint: &'h Hint,
    /// True if null is accepted beside what is made.
    pub(super) nullable: bool,
}

impl<'h> Making<'h> {
    /// A part of the value, which has a type of its own.
    pub(super) fn part(&self, aspect: &'static str, hint: &'h Hint) -> Self {
        Making { holder: None, aspect: Some(aspect), hint, ..*self }
    }

    /// What a part of the value is called.
    pub(super) fn part_hint(&self, word: &str) -> Hint {
        Hint { name: format!("{} {word}", self.hint.name), ..self.hint.clone() }
    }
}

impl<'m> Types<'m> {
    /// The type of what is not null, in the type that is open for it where it needs a name. Where a rule looks at null too,
    /// it is the type of the whole.
    pub(super) fn shaped(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        self.note(making, facets);
        if facets.is_never {
            return Use::Never;
        }
        if making.nullable && facets.has_wide_rule() {
            let hint = making.part_hint("value");
            let rules = std::mem::take(&mut facets.residual);
            let made = self.not_null(&Making { nullable: false, ..making.part("value", &hint) }, facets);
            facets.residual.extend(rules);
            return self.newtype(making, facets, null_or(made));
        }
        let made = self.not_null(making, facets);
        if facets.residual.is_empty() { made } else { self.checked(making, facets, made) }
    }

    fn not_null(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        if facets.values.is_some() {
            return self.values(making, facets);
        }
        if let Some(made) = self.composed(making, facets) {
            return made;
        }
        let Some(types) = facets.types else { return self.untyped(making, facets) };
        let names: Vec<&'static str> =
            types.names().filter(|name| *name != "integer" || !types.contains("number")).collect();
        match names[..] {
            [] => Use::Never,
            [name] => self.typed(making, facets, name),
            _ => self.of_types(making, facets, &names),
        }
    }

    pub(super) fn typed(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, name: &str) -> Use {
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

    /// The type that is open for a subject, or a new one.
    pub(super) fn hold(&mut self, making: &Making<'_>) -> TypeId {
        let known =
            making.holder.or_else(|| self.held.get(making.subject).copied().filter(|_| making.aspect.is_none()));
        known.unwrap_or_else(|| {
            let id = self.open(making.subject, making.aspect, making.hint);
            if making.aspect.is_none() {
                self.held.insert(making.subject.clone(), id);
            }
            id
        })
    }

    /// A type that may be met inside of itself: it is known before its members are.
    pub(super) fn hold_known(&mut self, making: &Making<'_>) -> TypeId {
        let id = self.hold(making);
        if making.aspect.is_none() && making.holder.is_none() {
            let used = if making.nullable { Use::Nullable(Box::new(Use::Named(id))) } else { Use::Named(id) };
            self.made.insert(making.subject.clone(), used);
        }
        id
    }

    /// Where to make a scalar: beside rules it stands inside of a type that has them.
    pub(super) fn scalar(&mut self, making: &Making<'_>, facets: &Facets<'m>, shape: Shape) -> Use {
        let id = if facets.residual.is_empty() {
            self.hold(making)
        } else {
            let hint = making.part_hint("value");
            self.hold(&making.part("scalar", &hint))
        };
        self.get_mut(id).shape = shape;
        Use::Named(id)
    }

    /// Puts the rules beside the type that was made, or in a newtype around it.
    fn checked(&mut self, making: &Making<'_>, facets: &Facets<'m>, made: Use) -> Use {
        if let Use::Named(id) = made
            && (making.holder == Some(id) || self.held.get(making.subject) == Some(&id))
            && matches!(self.plan.types[id.0 as usize].shape, Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_))
        {
            let rules = self.rules(making.subject, facets);
            self.get_mut(id).rules = rules;
            return Use::Named(id);
        }
        self.newtype(making, facets, made)
    }

    fn newtype(&mut self, making: &Making<'_>, facets: &Facets<'m>, made: Use) -> Use {
        let rules = self.rules(making.subject, facets);
        let id = self.hold(making);
        let ty = self.get_mut(id);
        (ty.shape, ty.rules) = (Shape::Checked(made), rules);
        Use::Named(id)
    }

    /// Takes `null` out of what is accepted; true if it was.
    pub(super) fn take_null(&mut self, facets: &mut Facets<'m>, subject: &Subject) -> bool {
        if let Some(values) = facets.values.as_mut() {
            let before = values.len();
            if before > 1 && facets.compositions.is_empty() {
                values.retain(|value| !value.is_null());
            }
            return before > values.len();
        }
        let types = facets.types.unwrap_or_default();
        if !facets.compositions.is_empty() {
            return (facets.types.is_none() || types.contains("null")) && self.take_null_branch(facets, subject);
        }
        if !types.contains("null") || types.names().count() == 1 {
            return false;
        }
        facets.types = Some(without_null(types));
        true
    }

    /// `anyOf` a type and null is a nullable type; so is `oneOf`, where nothing else accepts null.
    fn take_null_branch(&self, facets: &mut Facets<'m>, subject: &Subject) -> bool {
        let [composition] = &mut facets.compositions[..] else { return false };
        let probe = |id: SchemaId| Facets::of(&self.input, &Subject::one(self.behind(id), subject.role));
        let is_null = |facets: &Facets<'m>| {
            facets.is_bare() && facets.types.is_some_and(|set| set.names().eq(["null"])) && facets.residual.is_empty()
                || facets.values.as_ref().is_some_and(|values| matches!(values[..], [value] if value.is_null()))
        };
        let (nulls, others): (Vec<SchemaId>, Vec<SchemaId>) =
            composition.branches.iter().copied().partition(|id| is_null(&probe(*id)));
        let refuses_null = |id: &SchemaId| {
            let facets = probe(*id);
            match &facets.values {
                Some(values) => values.iter().all(|value| !value.is_null()),
                None => facets.types.is_some_and(|types| !types.contains("null")),
            }
        };
        let is_exact = composition.kw == Kw::AnyOf || (nulls.len() == 1 && others.iter().all(refuses_null));
        if nulls.is_empty() || others.is_empty() || !is_exact {
            return false;
        }
        composition.branches = others;
        facets.types = facets.types.map(without_null);
        true
    }
}

fn without_null(types: TypeSet) -> TypeSet {
    let mut rest = TypeSet::default();
    types.names().filter(|name| *name != "null").for_each(|name| rest.insert(name));
    rest
}
