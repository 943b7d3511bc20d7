//! The schema profile: which keywords the platform allows (Schema-first contracts §7), as data.

/// Which keywords schemas may use. Names that stand in none of the lists are not judged: they are annotations of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeywordProfile {
    /// Free to use.
    pub allowed: Vec<String>,
    /// To be used with what makes them safe: a discriminator, a waiver, a declared purpose.
    pub controlled: Vec<String>,
    /// Not to be used.
    pub restricted: Vec<String>,
}

/// How a keyword may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Freely.
    Allowed,
    /// With what makes it safe.
    Controlled,
    /// Not at all.
    Restricted,
}

/// What *Schema-first contracts* §7.1 lists, with the keywords that its own examples use.
const ALLOWED: &[&str] = &[
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "$anchor",
    "$comment",
    "title",
    "description",
    "type",
    "required",
    "properties",
    "additionalProperties",
    "enum",
    "const",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "default",
    "examples",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "contentMediaType",
    "contentEncoding",
    "externalDocs",
];
const CONTROLLED: &[&str] = &["oneOf", "anyOf", "allOf", "discriminator", "if", "then", "else", "dependentRequired"];
const RESTRICTED: &[&str] = &[
    "not",
    "patternProperties",
    "dependentSchemas",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedProperties",
    "unevaluatedItems",
    "additionalItems",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$recursiveAnchor",
    "$vocabulary",
    "contentSchema",
    "xml",
];

impl Default for KeywordProfile {
    fn default() -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self { allowed: owned(ALLOWED), controlled: owned(CONTROLLED), restricted: owned(RESTRICTED) }
    }
}

impl KeywordProfile {
    /// How a keyword may be used; `None` for one that the profile does not know.
    pub fn tier(&self, keyword: &str) -> Option<Tier> {
        let tiers = [
            (&self.restricted, Tier::Restricted),
            (&self.controlled, Tier::Controlled),
            (&self.allowed, Tier::Allowed),
        ];
        tiers.into_iter().find(|(names, _)| names.iter().any(|name| name == keyword)).map(|(_, tier)| tier)
    }
}
