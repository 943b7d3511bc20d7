//! `oneOf` and `anyOf`.

use super::make::Making;
use super::tags::Apart;
use super::{Hint, Types};
use crate::plan::facets::{Composition, Facets, Subject, equal};
use crate::plan::names::{type_name, variant_name};
use crate::plan::{By, Docs, Shape, TypeId, Union, Use, Variant, docs, modules};
use stipula_diagnostics::codes;
use stipula_model::{Kw, SchemaId, TypeSet};
use stipula_source::Node;

impl<'m> Types<'m> {
    /// The variants of a composition, if it has some; others are rules beside it.
    pub(super) fn composed(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Option<Use> {
        let compositions = std::mem::take(&mut facets.compositions);
        let chosen = compositions.iter().position(|composition| self.has_variants(making, facets, composition));
        for (n, composition) in compositions.iter().enumerate() {
            if Some(n) != chosen {
                facets.leave(composition.owner, composition.kw);
            }
        }
        let composition = &compositions[chosen?];
        if let Some(values) = self.documented_values(facets, composition) {
            return Some(self.choice(making, facets, values));
        }
        let subjects = self.subjects(making, facets, composition);
        Some(match &subjects[..] {
            [] => Use::Never,
            [(_, only)] => self.of_all(only.clone(), making.hint),
            _ => self.union(making, facets, composition, subjects),
        })
    }

    /// False where every branch only narrows what is said beside it: then there is one type, and a rule.
    fn has_variants(&self, making: &Making<'_>, facets: &Facets<'m>, composition: &Composition) -> bool {
        let is_typed = facets.types.is_some() || !facets.is_bare();
        let adds = |id: &SchemaId| {
            let branch = Facets::of(&self.input, &Subject::one(self.behind(*id), making.subject.role));
            let names_members = branch.members.has_names()
                && !branch.members.names().iter().all(|name| facets.members.names().contains(name));
            let is_format = branch.text.format.is_some() && branch.text.patterns.is_empty();
            let has_type = branch.types.is_some() && branch.assumed.is_none();
            has_type
                || branch.values.is_some()
                || names_members
                || is_format
                || !branch.compositions.is_empty()
                || modules::natural(&self.input, self.behind(*id)).is_some()
        };
        !is_typed || composition.branches.iter().any(adds)
    }

    /// The branches, each together with what is said beside them; without those that no value fits. The rules stand beside
    /// the whole, so the branches leave them aside.
    fn subjects(
        &self,
        making: &Making<'_>,
        facets: &Facets<'m>,
        composition: &Composition,
    ) -> Vec<(SchemaId, Subject)> {
        let mut base = making.subject.clone();
        base.without.extend(facets.residual.iter().flat_map(|(owner, kws)| kws.iter().map(|kw| (*owner, *kw))));
        let mut subjects: Vec<(SchemaId, Subject)> = Vec::new();
        for branch in &composition.branches {
            let alone = Subject::one(*branch, making.subject.role);
            let alone = self.normal(alone.clone()).unwrap_or(alone);
            let both = base.with_branch(composition, *branch);
            let is_never = Facets::of(&self.input, &both).is_never;
            let subject = if self.is_said_by(facets, &Facets::of(&self.input, &alone)) { alone } else { both };
            let is_same = |known: &(SchemaId, Subject)| known.1 == subject || self.is_same(known.0, *branch);
            let is_repeated = composition.kw == Kw::AnyOf && subjects.iter().any(is_same);
            if !is_never && !is_repeated {
                subjects.push((*branch, subject));
            }
        }
        subjects
    }

    /// True if two schemas of one file are written alike.
    fn is_same(&self, one: SchemaId, other: SchemaId) -> bool {
        let [one, other] = [one, other].map(|id| self.input.model.schemas.get(id).at);
        one.file == other.file && equal(one.get(self.input.sources), other.get(self.input.sources))
    }

    fn union(
        &mut self,
        making: &Making<'_>,
        facets: &mut Facets<'m>,
        composition: &Composition,
        subjects: Vec<(SchemaId, Subject)>,
    ) -> Use {
        let tag = facets.discriminator.and_then(|it| it.get_str("propertyName"));
        let (branches, subjects): (Vec<SchemaId>, Vec<Subject>) = subjects.into_iter().unzip();
        let Apart { by, tags } = self.apart(composition, tag, &subjects);
        if let Some(tag) = tag.filter(|tag| by != By::Tag((*tag).to_owned())) {
            let message =
                format!("not every variant says which values of `{tag}` it has: variants are tried one by one");
            let help = format!("give each variant a required `{tag}` with a `const`");
            self.diagnose(codes::CODEGEN_DISCRIMINATOR_UNCHECKED, composition.owner, message, help);
        }
        let holder = self.hold_known(making);
        let mut variants: Vec<Variant> = Vec::new();
        for (n, ((branch, subject), tags)) in branches.into_iter().zip(subjects).zip(tags).enumerate() {
            let name = self.branch_name(branch, &tags, &by, n);
            let hint = self.inside(making, holder, &name);
            let hint = if is_numbered(&name) { Hint { name: format!("{} {name}", hint.parent), ..hint } } else { hint };
            let ty = self.of_all(subject, &hint);
            let name = self.variant_name(&ty, branch, name);
            variants.push(Variant { name, tags, docs: docs::of_schema(&self.input, branch), ty });
        }
        self.name_variants(making, &mut variants);
        self.get_mut(holder).shape = Shape::Union(Union { variants, by });
        Use::Named(holder)
    }

    /// What an inline branch is called: its title, the tag that chooses it, `Known` where it lists values, or its number.
    fn branch_name(&self, branch: SchemaId, tags: &[String], by: &By, n: usize) -> String {
        let node = self.input.model.schemas.get(branch).at.get(self.input.sources);
        let is_short = |title: &&str| title.split_whitespace().count() <= 4 && title.chars().any(char::is_alphabetic);
        match (node.get_str("title").filter(is_short), tags, by) {
            (Some(title), ..) => variant_name(title),
            (None, [tag], By::Tag(_)) => variant_name(tag),
            _ if node.get("enum").is_some() => "Known".to_owned(),
            _ => format!("Option{}", n + 1),
        }
    }

    fn variant_name(&self, ty: &Use, branch: SchemaId, own: String) -> String {
        let natural = modules::natural(&self.input, self.behind(branch)).map(|natural| natural.name);
        match ty {
            _ if natural.is_some() => natural.unwrap_or(own),
            _ if own == "Known" || !is_numbered(&own) => own,
            Use::Named(id) => self.name_of(*id, own),
            Use::Nullable(inner) => self.variant_name(inner, branch, own),
            Use::Bool => "Bool".to_owned(),
            Use::Text(..) => "Text".to_owned(),
            Use::Int(..) | Use::Unsigned => "Integer".to_owned(),
            Use::Number => "Number".to_owned(),
            Use::Null => "Null".to_owned(),
            Use::List(..) => "List".to_owned(),
            Use::Map(_) => "Map".to_owned(),
            Use::Formatted(name) => type_name(name).trim_end_matches("Type").to_owned(),
            Use::Json => "Any".to_owned(),
            Use::Never | Use::Boxed(_) => own,
        }
    }

    fn name_of(&self, id: TypeId, own: String) -> String {
        let name = &self.plan.types[id.0 as usize].name;
        if name.is_empty() { own } else { name.clone() }
    }

    fn name_variants(&mut self, making: &Making<'_>, variants: &mut [Variant]) {
        let owner = self.source(making.subject, making.aspect);
        let wires: Vec<String> = variants.iter().map(|variant| variant.name.clone()).collect();
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let names = self.names.members(&owner, &wires, variant_name);
        variants.iter_mut().zip(names).for_each(|(variant, name)| variant.name = name);
    }

    /// `oneOf` constants, each with its own words, is an enum.
    fn documented_values(&self, facets: &Facets<'m>, composition: &Composition) -> Option<Vec<(Node<'m>, Docs)>> {
        if !facets.is_bare() || facets.types.is_some_and(|types| !types.names().eq(["string"])) {
            return None;
        }
        let mut values: Vec<(Node<'m>, Docs)> = Vec::new();
        for branch in &composition.branches {
            let said = Facets::of(&self.input, &Subject::one(*branch, stipula_model::Role::Any));
            let listed = said.values.as_deref().filter(|_| said.residual.is_empty() && !said.is_open)?;
            for value in listed {
                value.as_str()?;
                if values.iter().any(|(known, _)| equal(*known, *value)) {
                    return None;
                }
                let docs = if listed.len() == 1 { docs::of_schema(&self.input, *branch) } else { Docs::default() };
                values.push((*value, docs));
            }
        }
        (values.len() > 1).then_some(values)
    }

    /// True if a branch says all that is said beside the composition.
    fn is_said_by(&self, facets: &Facets<'m>, branch: &Facets<'m>) -> bool {
        let has = |types: TypeSet, name: &str| types.contains(name) || (name == "integer" && types.contains("number"));
        let is_typed = facets.types.is_none_or(|types| match (&branch.values, branch.types) {
            (Some(values), _) => values.iter().all(|value| types.contains(value.kind().name())),
            (None, own) => own.is_some_and(|own| own.names().all(|name| has(types, name))),
        });
        let names =
            |name: &str, id: SchemaId| branch.members.of(name).iter().any(|own| self.behind(*own) == self.behind(id));
        let members = facets.members.parts.iter().all(|part| {
            let mut properties = part.properties.iter().filter_map(|(name, id)| Some((*name, (*id)?)));
            part.additional.is_none() && part.patterns.is_empty() && properties.all(|(name, id)| names(name, id))
        });
        let says_counts =
            facets.min_members.is_none() && facets.max_members.is_none() && facets.dependencies.is_empty();
        let is_object = facets.families().iter().all(|family| *family == "object");
        is_typed
            && members
            && says_counts
            && is_object
            && facets.values.is_none()
            && facets.required.is_subset(&branch.required)
    }
}

/// True for the name of a branch that the contract has no word for.
fn is_numbered(name: &str) -> bool {
    name == "Known" || name.strip_prefix("Option").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
}
