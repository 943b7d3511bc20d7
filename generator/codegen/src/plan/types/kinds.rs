//! Values of several types of JSON: a variant for each.

use super::Types;
use super::make::Making;
use crate::plan::facets::Facets;
use crate::plan::{By, Docs, Shape, Union, Use, Variant};
use stipula_model::TypeSet;

/// The types of JSON, without `integer`, which is a `number`.
const KINDS: [&str; 6] = ["object", "array", "string", "number", "boolean", "null"];

impl<'m> Types<'m> {
    /// Keywords say nothing about values of other types than their own (Core §7.6.1): those are kept as they are.
    pub(super) fn untyped(&mut self, making: &Making<'_>, facets: &mut Facets<'m>) -> Use {
        let families = facets.families();
        if families.is_empty() {
            return Use::Json;
        }
        let holder = self.hold_known(making);
        let mut variants = self.variants(making, facets, &families);
        let others = KINDS.into_iter().filter(|kind| !families.contains(kind) && (*kind != "null" || !making.nullable));
        let tags = others.map(str::to_owned).collect();
        variants.push(Variant { name: "Other".to_owned(), tags, docs: Docs::default(), ty: Use::Json });
        self.get_mut(holder).shape = Shape::Union(Union { variants, by: By::Kind });
        Use::Named(holder)
    }

    /// Several types: a variant for each.
    pub(super) fn of_types(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, names: &[&'static str]) -> Use {
        let is_listed = |kind: &&str| names.contains(kind) || (*kind == "null" && making.nullable);
        if facets.is_bare() && KINDS.iter().all(is_listed) {
            return Use::Json;
        }
        let holder = self.hold_known(making);
        let variants = self.variants(making, facets, names);
        self.get_mut(holder).shape = Shape::Union(Union { variants, by: By::Kind });
        Use::Named(holder)
    }

    fn variants(&mut self, making: &Making<'_>, facets: &mut Facets<'m>, names: &[&'static str]) -> Vec<Variant> {
        let mut variants = Vec::new();
        for name in names {
            let word = word_of(name);
            let hint = making.part_hint(word);
            let ty = self.typed(&Making { nullable: false, ..making.part(name, &hint) }, facets, name);
            let tags = vec![kind_of(name).to_owned()];
            variants.push(Variant { name: word.to_owned(), tags, docs: Docs::default(), ty });
        }
        variants
    }
}

/// An integer is a number in JSON.
fn kind_of(name: &'static str) -> &'static str {
    if name == "integer" { "number" } else { name }
}

fn word_of(name: &str) -> &'static str {
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

/// The types of JSON that a set names.
pub(super) fn kinds(types: TypeSet) -> Vec<&'static str> {
    let mut kinds: Vec<&'static str> = types.names().map(kind_of).collect();
    kinds.dedup();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
