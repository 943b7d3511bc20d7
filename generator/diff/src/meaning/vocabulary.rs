//! What each key of the vocabulary means when it changes.

use crate::Kind;

/// How a changed key is understood.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// Any change is of this kind.
    Plain(Kind),
    Audience,
    Sensitivity,
    EnumPolicy,
    ErrorCodes,
    Idempotency,
    Semantics,
}

const VOCABULARY: [(&str, Rule); 32] = [
    ("x-api-family", Rule::Plain(Kind::ApiFamilyChanged)),
    ("x-async", Rule::Plain(Kind::AsyncChanged)),
    ("x-audience", Rule::Audience),
    ("x-bulk", Rule::Plain(Kind::BulkChanged)),
    ("x-cache", Rule::Plain(Kind::CacheChanged)),
    ("x-consumers", Rule::Plain(Kind::ConsumersChanged)),
    ("x-delivery", Rule::Plain(Kind::DeliveryChanged)),
    ("x-enum-policy", Rule::EnumPolicy),
    ("x-error-codes", Rule::ErrorCodes),
    ("x-event-shape", Rule::Plain(Kind::EventShapeChanged)),
    ("x-extensible-enum", Rule::EnumPolicy),
    ("x-extension-map", Rule::Plain(Kind::ExtensionMapChanged)),
    ("x-freshness", Rule::Plain(Kind::FreshnessChanged)),
    ("x-id-namespace", Rule::Plain(Kind::IdNamespaceChanged)),
    ("x-idempotency", Rule::Idempotency),
    ("x-null-meaning", Rule::Plain(Kind::NullMeaningChanged)),
    ("x-ordering-key", Rule::Plain(Kind::OrderingKeyChanged)),
    ("x-owner", Rule::Plain(Kind::OwnerChanged)),
    ("x-pagination", Rule::Plain(Kind::PaginationChanged)),
    ("x-permission", Rule::Plain(Kind::PermissionChanged)),
    ("x-redaction", Rule::Plain(Kind::RedactionChanged)),
    ("x-replaced-by", Rule::Plain(Kind::ReplacementChanged)),
    ("x-result-binding", Rule::Plain(Kind::ResultBindingChanged)),
    ("x-semantics", Rule::Semantics),
    ("x-sensitivity", Rule::Sensitivity),
    ("x-stability", Rule::Plain(Kind::StabilityChanged)),
    ("x-state-transition", Rule::Plain(Kind::StateTransitionChanged)),
    ("x-sunset", Rule::Plain(Kind::SunsetChanged)),
    ("x-surface", Rule::Plain(Kind::SurfaceChanged)),
    ("x-time-semantics", Rule::Plain(Kind::TimeSemanticsChanged)),
    ("x-unit", Rule::Plain(Kind::UnitChanged)),
    ("x-version-guard", Rule::Plain(Kind::VersionGuardChanged)),
];

/// The rule for a key; one that has no meaning here is reported as such.
pub(super) fn rule(key: &str) -> Rule {
    match VOCABULARY.binary_search_by_key(&key, |(known, _)| known) {
        Ok(at) => VOCABULARY[at].1,
        Err(_) => Rule::Plain(Kind::ExtensionChanged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(VOCABULARY.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
