//! The keywords of 2020-12 and what each holds.

use super::Draft;

macro_rules! keywords {
    ($($name:ident $text:literal $placement:ident $vocabulary:ident;)*) => {
        /// A keyword of JSON Schema 2020-12 or of OpenAPI's base vocabulary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kw { $(#[doc = concat!("`", $text, "`")] $name,)* }

        impl Kw {
            /// Every keyword.
            pub const ALL: &'static [Kw] = &[$(Kw::$name),*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Kw::$name => $text,)* }
            }

            /// What it holds.
            pub fn placement(self) -> Placement {
                match self { $(Kw::$name => Placement::$placement,)* }
            }

            /// The vocabulary that defines it.
            pub fn vocabulary(self) -> Vocabulary {
                match self { $(Kw::$name => Vocabulary::$vocabulary,)* }
            }

            /// The keyword with this name.
            pub fn find(name: &str) -> Option<Kw> {
                match name { $($text => Some(Kw::$name),)* _ => None }
            }
        }
    };
}

/// Where a keyword keeps its subschemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// It has none.
    Plain,
    /// It is one.
    One,
    /// It is a list of them.
    List,
    /// It is a map to them.
    Map,
}

/// A vocabulary of 2020-12, or OpenAPI's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// Core (JSON Schema Core §8).
    Core,
    /// Applicators and unevaluated applicators (Core §10, §11).
    Applicator,
    /// Assertions (Validation §6).
    Validation,
    /// Annotations: meta-data, format, content (Validation §7 to §9).
    Annotation,
    /// OpenAPI's base vocabulary (OpenAPI 3.1.1 §4.8.24.2).
    OpenApi,
}

keywords! {
    Schema "$schema" Plain Core;
    Id "$id" Plain Core;
    Anchor "$anchor" Plain Core;
    DynamicAnchor "$dynamicAnchor" Plain Core;
    Vocabulary "$vocabulary" Plain Core;
    Comment "$comment" Plain Core;
    Ref "$ref" Plain Core;
    DynamicRef "$dynamicRef" Plain Core;
    Defs "$defs" Map Core;
    AllOf "allOf" List Applicator;
    AnyOf "anyOf" List Applicator;
    OneOf "oneOf" List Applicator;
    Not "not" One Applicator;
    If "if" One Applicator;
    Then "then" One Applicator;
    Else "else" One Applicator;
    DependentSchemas "dependentSchemas" Map Applicator;
    PrefixItems "prefixItems" List Applicator;
    Items "items" One Applicator;
    Contains "contains" One Applicator;
    Properties "properties" Map Applicator;
    PatternProperties "patternProperties" Map Applicator;
    AdditionalProperties "additionalProperties" One Applicator;
    PropertyNames "propertyNames" One Applicator;
    UnevaluatedItems "unevaluatedItems" One Applicator;
    UnevaluatedProperties "unevaluatedProperties" One Applicator;
    Type "type" Plain Validation;
    Enum "enum" Plain Validation;
    Const "const" Plain Validation;
    MultipleOf "multipleOf" Plain Validation;
    Maximum "maximum" Plain Validation;
    ExclusiveMaximum "exclusiveMaximum" Plain Validation;
    Minimum "minimum" Plain Validation;
    ExclusiveMinimum "exclusiveMinimum" Plain Validation;
    MaxLength "maxLength" Plain Validation;
    MinLength "minLength" Plain Validation;
    Pattern "pattern" Plain Validation;
    MaxItems "maxItems" Plain Validation;
    MinItems "minItems" Plain Validation;
    UniqueItems "uniqueItems" Plain Validation;
    MaxContains "maxContains" Plain Validation;
    MinContains "minContains" Plain Validation;
    MaxProperties "maxProperties" Plain Validation;
    MinProperties "minProperties" Plain Validation;
    Required "required" Plain Validation;
    DependentRequired "dependentRequired" Plain Validation;
    Title "title" Plain Annotation;
    Description "description" Plain Annotation;
    Default "default" Plain Annotation;
    Deprecated "deprecated" Plain Annotation;
    ReadOnly "readOnly" Plain Annotation;
    WriteOnly "writeOnly" Plain Annotation;
    Examples "examples" Plain Annotation;
    Format "format" Plain Annotation;
    ContentEncoding "contentEncoding" Plain Annotation;
    ContentMediaType "contentMediaType" Plain Annotation;
    ContentSchema "contentSchema" One Annotation;
    Discriminator "discriminator" Plain OpenApi;
    Xml "xml" Plain OpenApi;
    ExternalDocs "externalDocs" Plain OpenApi;
    Example "example" Plain OpenApi;
}

/// Keywords of older drafts that hold schemas in places of their own.
pub(crate) fn old_placement(name: &str, draft: Draft) -> Option<OldPlacement> {
    let before_2019 = draft < Draft::Draft201909;
    Some(match name {
        "definitions" => OldPlacement::Map,
        "additionalItems" if before_2019 || draft == Draft::Draft201909 => OldPlacement::One,
        "items" if draft <= Draft::Draft201909 => OldPlacement::OneOrList,
        "dependencies" if before_2019 => OldPlacement::MapOfSchemaOrNames,
        _ => return None,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OldPlacement {
    One,
    OneOrList,
    Map,
    MapOfSchemaOrNames,
}

impl Kw {
    /// True if the draft has this keyword.
    pub(crate) fn is_in(self, draft: Draft) -> bool {
        use Draft::{Draft4, Draft6, Draft7, Draft201909, Draft202012, OpenApi30};
        match self {
            Kw::Const | Kw::Contains | Kw::PropertyNames | Kw::Examples | Kw::Id => {
                draft != Draft4 && draft != OpenApi30
            }
            Kw::If | Kw::Then | Kw::Else | Kw::Comment | Kw::ContentEncoding | Kw::ContentMediaType => {
                matches!(draft, Draft7 | Draft201909 | Draft202012)
            }
            Kw::Anchor
            | Kw::Vocabulary
            | Kw::Defs
            | Kw::DependentSchemas
            | Kw::DependentRequired
            | Kw::MaxContains
            | Kw::MinContains
            | Kw::UnevaluatedItems
            | Kw::UnevaluatedProperties
            | Kw::ContentSchema => matches!(draft, Draft201909 | Draft202012),
            Kw::DynamicAnchor | Kw::DynamicRef | Kw::PrefixItems => draft == Draft202012,
            Kw::PatternProperties => draft != OpenApi30,
            Kw::Discriminator | Kw::Xml | Kw::ExternalDocs | Kw::Example => matches!(draft, OpenApi30 | Draft202012),
            _ => !matches!((self, draft), (Kw::ReadOnly | Kw::WriteOnly, Draft4 | Draft6)),
        }
    }
}
