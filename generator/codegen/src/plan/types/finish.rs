//! What can be decided only when all types are there.

use super::{Types, boxing, large, loops};
use crate::plan::{Lock, Plan, Presence, Shape, Use, reasons};
use stipula_diagnostics::Diagnostic;

impl Types<'_> {
    pub(crate) fn finish(mut self) -> (Plan, Lock) {
        while let Some((holder, subject, hint)) = self.later.pop() {
            self.fill(holder, &subject, &hint);
        }
        self.name_shared();
        presence(&mut self.plan);
        loops::end_loops(&mut self.plan);
        boxing::break_cycles(&mut self.plan);
        large::box_large_variants(&mut self.plan);
        reasons::fill(&mut self.plan);
        Diagnostic::sort(&mut self.plan.diagnostics);
        (self.plan, self.names.into_lock())
    }
}

/// A member that may be both absent and null says which it is.
fn presence(plan: &mut Plan) {
    let nullable: Vec<Option<Use>> = plan.types.iter().map(|ty| inner(&ty.shape)).collect();
    for ty in &mut plan.types {
        let Shape::Struct(shape) = &mut ty.shape else { continue };
        for field in shape.fields.iter_mut().filter(|field| field.presence == Presence::Optional) {
            let inner = match &field.ty {
                Use::Nullable(inner) => Some((**inner).clone()),
                Use::Named(id) => nullable[id.0 as usize].clone(),
                _ => None,
            };
            if let Some(inner) = inner {
                (field.presence, field.ty) = (Presence::Tri, inner);
            }
        }
    }
}

/// What a name for a nullable type stands for.
fn inner(shape: &Shape) -> Option<Use> {
    match shape {
        Shape::Alias(Use::Nullable(inner)) => Some((**inner).clone()),
        _ => None,
    }
}
