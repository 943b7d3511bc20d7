//! What callers have to show.

use super::Planner;
use stipula_model::Operation;
use stipula_source::Node;

/// One thing that a caller has to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The name of the security scheme.
    pub scheme: String,
    /// How it is shown: a variant of `http::Shown`, and the name that it has.
    pub shown: (&'static str, Option<String>),
    /// The scopes or roles.
    pub scopes: Vec<String>,
}

impl Planner<'_, '_> {
    pub(super) fn security(&mut self, operation: &Operation) -> Vec<Vec<Need>> {
        let mut alternatives = Vec::new();
        for alternative in &operation.security {
            let needs: Option<Vec<Need>> = alternative
                .iter()
                .map(|used| {
                    let scheme = self.scheme(&used.scheme)?;
                    Some(Need { scheme: used.scheme.clone(), shown: shown(scheme)?, scopes: used.scopes.clone() })
                })
                .collect();
            match needs {
                Some(needs) => alternatives.push(needs),
                None => self.left_out(
                    alternative.first().map_or(operation.at, |used| used.at),
                    "the security scheme is not declared, or is of no known type; callers have to show it by themselves",
                ),
            }
        }
        alternatives
    }

    fn scheme(&self, name: &str) -> Option<Node<'_>> {
        let schemes = self.node(self.contract.at).get("components")?.get("securitySchemes")?;
        let scheme = schemes.get(name)?;
        match scheme.get_str("$ref") {
            Some(reference) => scheme.tree().root()?.at_pointer(reference.strip_prefix('#')?),
            None => Some(scheme),
        }
    }
}

fn shown(scheme: Node<'_>) -> Option<(&'static str, Option<String>)> {
    match scheme.get_str("type")? {
        "oauth2" | "openIdConnect" => Some(("Bearer", None)),
        "mutualTLS" => Some(("MutualTls", None)),
        "http" => Some(match scheme.get_str("scheme")?.to_ascii_lowercase().as_str() {
            "bearer" => ("Bearer", None),
            "basic" => ("Basic", None),
            other => ("Scheme", Some(other.to_owned())),
        }),
        "apiKey" => {
            let name = scheme.get_str("name")?.to_owned();
            Some(match scheme.get_str("in")? {
                "header" => ("Header", Some(name)),
                "query" => ("Query", Some(name)),
                "cookie" => ("Cookie", Some(name)),
                _ => return None,
            })
        }
        _ => None,
    }
}
