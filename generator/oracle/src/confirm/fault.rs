//! Which keyword of a schema finds fault with a value, and where.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Error;

/// A fault that a validator found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// JSON Pointer of the part of the value.
    pub(crate) at: String,
    /// The keyword that rejects it.
    pub(crate) keyword: String,
}

impl Fault {
    fn depth(&self) -> usize {
        self.at.matches('/').count()
    }
}

/// The most specific of some errors: the deepest, and the first of those that lie as deep.
pub(super) fn most_specific<'e>(errors: impl Iterator<Item = ValidationError<'e>>) -> Option<Fault> {
    deepest(errors.map(|error| specific(&error)))
}

fn deepest(faults: impl Iterator<Item = Fault>) -> Option<Fault> {
    faults.reduce(|best, next| if next.depth() > best.depth() { next } else { best })
}

/// The fault of an error; for an alternative that of its one branch that fits at this place, if there is one.
fn specific(error: &ValidationError<'_>) -> Fault {
    let here = Fault { at: error.instance_path().to_string(), keyword: error.kind().keyword().to_owned() };
    let (Error::AnyOf { context } | Error::OneOfNotValid { context }) = error.kind() else { return here };
    let mut meant = context.iter().filter_map(|branch| {
        let faults: Vec<Fault> = branch.iter().map(specific).collect();
        let fits_here = faults.iter().all(|fault| fault.depth() > here.depth());
        if context.len() == 1 || fits_here { deepest(faults.into_iter()) } else { None }
    });
    match (meant.next(), meant.next()) {
        (Some(only), None) => only,
        _ => here,
    }
}
