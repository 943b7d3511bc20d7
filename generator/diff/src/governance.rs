//! Contracts as a whole, and the documents that govern them: the registry of error codes, owners and policies.

mod codes;
mod contracts;
mod effective;
mod owners;
mod policies;
mod promises;

use crate::compare::Comparer;
use crate::envelope::Noted;

/// Compares what is said about contracts.
pub(crate) fn compare(comparer: &mut Comparer<'_>) {
    let pairs = comparer.contracts().to_vec();
    let mut noted = Noted::new(comparer);
    contracts::compare(&mut noted, &pairs);
    codes::compare(&mut noted);
    owners::compare(&mut noted, &pairs);
    policies::compare(&mut noted, &pairs);
    noted.finish();
}
