//! Objects: structs where members have names, maps where they have not.

use super::make::Making;
use super::{Hint, MOST_PARTS, Types};
use crate::plan::docs;
use crate::plan::facets::{Facets, Subject};
use crate::plan::names::{field_name, singular};
use crate::plan::{Docs, Field, Presence, Rest, Shape, Struct, TypeId, Use};
use stipula_model::{Kw, SchemaId};

impl<'m> Types<'m> {
    pub(super) fn object(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let is_closed = self.is_closed(facets);
        let is_impossible = facets
            .max_members
            .is_some_and(|most| most < facets.min_members.unwrap_or(0) || most < facets.required.len() as u64);
        if is_impossible {
            return Use::Never;
        }
        if !facets.members.has_names()
            && facets.required.is_empty()
            && (!is_closed || Self::of_pattern(facets).is_some())
        {
            return self.map(making, facets);
        }
        let holder = self.hold_known(making);
        let fields = self.fields(making, holder, facets);
        if fields.iter().any(|field| field.presence == Presence::Required && field.ty == Use::Never) {
            self.get_mut(holder).shape = Shape::Never;
            return Use::Named(holder);
        }
        let rest = if is_closed { Rest::Closed } else { self.rest(making, holder, facets) };
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

    fn is_closed(&self, facets: &Facets<'m>) -> bool {
        facets.members.rest().into_iter().any(|id| self.input.boolean(self.behind(id)) == Some(false))
    }

    /// The schema of all values of a map whose names one pattern says: which names those are, a rule says.
    fn of_pattern(facets: &Facets<'m>) -> Option<SchemaId> {
        facets.members.only_pattern()
    }

    fn rest(&mut self, making: &Making<'_>, holder: TypeId, facets: &mut Facets<'m>) -> Rest {
        let schemas = facets.members.rest();
        let hint = self.inside(making, holder, "value");
        match self.all(making, facets, schemas, Kw::AdditionalProperties, &hint) {
            Use::Json => Rest::Open,
            used => Rest::Typed(used),
        }
    }

    pub(super) fn inside(&self, making: &Making<'_>, holder: TypeId, name: &str) -> Hint {
        let (module, parent) = (making.hint.module.clone(), self.plan.types[holder.0 as usize].name.clone());
        Hint { module, parent, name: name.to_owned() }
    }

    /// The type of what several schemas apply to; too many of them are left to a rule.
    pub(super) fn all(
        &mut self,
        making: &Making<'_>,
        facets: &mut Facets<'m>,
        mut schemas: Vec<SchemaId>,
        kw: Kw,
        hint: &Hint,
    ) -> Use {
        if schemas.len() > MOST_PARTS {
            let owners: Vec<SchemaId> = facets.members.parts.iter().map(|part| part.owner).collect();
            owners.into_iter().for_each(|owner| facets.leave(owner, kw));
            schemas.truncate(1);
        }
        if schemas.is_empty() {
            return Use::Json;
        }
        self.of_all(Subject { schemas, without: Vec::new(), role: making.subject.role }, hint)
    }

    /// "No value" has a name where something may be absent.
    pub(super) fn never_named(&mut self, making: &Making<'_>, ty: Use, hint: &Hint) -> Use {
        if ty == Use::Never { Use::Named(self.open(making.subject, Some("never"), hint)) } else { ty }
    }

    fn fields(&mut self, making: &Making<'_>, holder: TypeId, facets: &mut Facets<'m>) -> Vec<Field> {
        let mut names = facets.members.names();
        names.extend(facets.required.iter().copied());
        let mut fields = Vec::new();
        for wire in names {
            let hint = self.inside(making, holder, wire);
            let schemas = facets.members.of(wire);
            let docs = schemas.first().map(|id| self.member_docs(&schemas, *id)).unwrap_or_default();
            let ty = self.all(making, facets, schemas, Kw::Properties, &hint);
            let presence = if facets.required.contains(wire) { Presence::Required } else { Presence::Optional };
            // A member that is never accepted may only be absent: a closed object says that.
            if ty == Use::Never && presence == Presence::Optional && self.is_closed(facets) {
                continue;
            }
            let ty = if presence == Presence::Optional { self.never_named(making, ty, &hint) } else { ty };
            fields.push(Field { wire: wire.to_owned(), name: String::new(), docs, presence, ty });
        }
        let owner = self.source(making.subject, making.aspect);
        let wires: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let names = self.names.members(&owner, &wires, field_name);
        fields.iter_mut().zip(names).for_each(|(field, name)| field.name = name);
        fields
    }

    /// The words of the first schema that has some.
    fn member_docs(&self, schemas: &[SchemaId], first: SchemaId) -> Docs {
        let own = docs::of_schema(&self.input, first);
        let others = || schemas.iter().map(|id| docs::of_schema(&self.input, *id));
        if own.text.is_some() { own } else { others().find(|docs| docs.text.is_some()).unwrap_or(own) }
    }

    fn map(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let counts = [(facets.min_members, Kw::MinProperties), (facets.max_members, Kw::MaxProperties)];
        for (_, kw) in counts.into_iter().filter(|(count, _)| count.is_some()) {
            self.leave_where(making, facets, kw);
        }
        if !facets.dependencies.is_empty() {
            self.leave_where(making, facets, Kw::DependentRequired);
        }
        let hint = Hint { name: singular(&making.hint.name), ..making.hint.clone() };
        let schemas = Self::of_pattern(facets).map_or_else(|| facets.members.rest(), |id| vec![id]);
        let value = self.all(making, facets, schemas, Kw::AdditionalProperties, &hint);
        Use::Map(Box::new(value))
    }
}
