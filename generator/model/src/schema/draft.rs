use stipula_source::Node;

/// The dialects that are read; all become 2020-12 in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Draft {
    /// draft-04
    Draft4,
    /// draft-06
    Draft6,
    /// draft-07
    Draft7,
    /// 2019-09
    Draft201909,
    /// 2020-12
    Draft202012,
    /// The Schema Object of OpenAPI 3.0: draft-05 with changes (OpenAPI 3.0.3 §4.7.24).
    OpenApi30,
}

impl Draft {
    /// The draft that a `$schema` names; `None` for another URI.
    pub fn of_uri(uri: &str) -> Option<Draft> {
        let uri = uri.trim_end_matches('#');
        let (_, rest) = uri.split_once("://")?;
        Some(match rest {
            "json-schema.org/draft-04/schema" => Draft::Draft4,
            "json-schema.org/draft-06/schema" => Draft::Draft6,
            "json-schema.org/draft-07/schema" => Draft::Draft7,
            "json-schema.org/draft/2019-09/schema" => Draft::Draft201909,
            "json-schema.org/draft/2020-12/schema" => Draft::Draft202012,
            _ if rest.starts_with("spec.openapis.org/oas/3.1/") || rest.starts_with("spec.openapis.org/oas/3.2/") => {
                Draft::Draft202012
            }
            _ => return None,
        })
    }

    /// The draft of a standalone schema: its `$schema`, or 2020-12.
    pub fn of_root(root: Node<'_>) -> Draft {
        root.get_str("$schema").and_then(Draft::of_uri).unwrap_or(Draft::Draft202012)
    }

    /// The URI of its meta-schema.
    pub fn uri(self) -> &'static str {
        match self {
            Draft::Draft4 | Draft::OpenApi30 => "http://json-schema.org/draft-04/schema#",
            Draft::Draft6 => "http://json-schema.org/draft-06/schema#",
            Draft::Draft7 => "http://json-schema.org/draft-07/schema#",
            Draft::Draft201909 => "https://json-schema.org/draft/2019-09/schema",
            Draft::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        }
    }

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Draft::Draft4 => "draft-04",
            Draft::Draft6 => "draft-06",
            Draft::Draft7 => "draft-07",
            Draft::Draft201909 => "2019-09",
            Draft::Draft202012 => "2020-12",
            Draft::OpenApi30 => "OpenAPI 3.0",
        }
    }

    /// The keyword that identifies a resource.
    pub fn id_keyword(self) -> Option<&'static str> {
        match self {
            Draft::Draft4 => Some("id"),
            Draft::OpenApi30 => None,
            _ => Some("$id"),
        }
    }

    /// True where the keywords beside `$ref` are ignored (draft-07 §8.3 and before, OpenAPI 3.0 §4.7.23).
    pub fn ref_hides_siblings(self) -> bool {
        self < Draft::Draft201909 || self == Draft::OpenApi30
    }
}

/// Which vocabularies of 2019-09 and 2020-12 are in force (JSON Schema Core §8.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vocabularies {
    /// `applicator` and `unevaluated`
    pub applicator: bool,
    /// `validation`
    pub validation: bool,
}

impl Vocabularies {
    /// The standard ones.
    pub const ALL: Vocabularies = Vocabularies { applicator: true, validation: true };

    /// Those that a meta-schema declares with `$vocabulary`.
    pub(crate) fn of_meta_schema(root: Node<'_>) -> Vocabularies {
        let Some(declared) = root.get("$vocabulary") else { return Self::ALL };
        let has = |name: &str| declared.members().any(|(uri, _)| uri.ends_with(name));
        Vocabularies { applicator: has("/vocab/applicator"), validation: has("/vocab/validation") }
    }
}
