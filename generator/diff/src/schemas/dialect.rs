//! The dialect a schema is written in.

use super::context::{Context, Was};
use crate::{Edit, Kind};
use stipula_model::{NodeRef, Resource};
use stipula_source::Sources;

/// Notes once for each pair of resources that their dialects differ; the keywords are compared as 2020-12 has them.
pub(crate) fn compare(context: &mut Context<'_, '_>) {
    let comparer = &mut *context.comparer;
    let (old, new) = (&comparer.old.model.schemas, &comparer.new.model.schemas);
    let ids = (old.get(context.old.id).resource, new.get(context.new.id).resource);
    let (old, new) = (old.resource(ids.0), new.resource(ids.1));
    if (old.draft, old.vocabularies) == (new.draft, new.vocabularies) || !comparer.dialects.insert(ids) {
        return;
    }
    let places = (declaration(old, comparer.sources()), declaration(new, comparer.sources()));
    let was = Was { name: None, before: Some(old.draft.name().into()), after: Some(new.draft.name().into()) };
    context.note(Kind::DialectChanged, Edit::Annotation, places, was);
}

/// Where a resource says which dialect it is in.
fn declaration(resource: &Resource, sources: &Sources) -> NodeRef {
    let root = resource.root.get(sources);
    let declared = ["$schema", "jsonSchemaDialect", "openapi", "asyncapi"].into_iter().find_map(|key| root.get(key));
    declared.map_or(resource.root, |value| resource.root.sibling(value))
}
