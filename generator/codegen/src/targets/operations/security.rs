//! What operations need of credentials: what several need is said once.

use crate::code::{Code, literal};
use crate::plan::{Need, Service, field_name, free_name};

/// The needs that several operations of a service have, with the constants that say them.
pub(super) struct Shared<'p>(Vec<(&'p [Vec<Need>], String)>);

impl<'p> Shared<'p> {
    pub(super) fn of(service: &'p Service) -> Self {
        let mut shared: Vec<(&[Vec<Need>], String)> = Vec::new();
        for (n, operation) in service.operations.iter().enumerate() {
            let needs = operation.security.as_slice();
            let is_again = service.operations[..n].iter().any(|other| other.security == needs);
            if !needs.is_empty() && is_again && shared.iter().all(|(known, _)| *known != needs) {
                let name = free_name([constant(needs)], |name| shared.iter().all(|(_, known)| known != name));
                shared.push((needs, name));
            }
        }
        Shared(shared)
    }

    pub(super) fn print(&self, code: &mut Code) {
        for (needs, name) in &self.0 {
            code.docs("What callers have to show.");
            code.line(format!("const {name}: &[&[http::Need]] = {};", value(needs)));
        }
    }

    /// What an operation says about its needs.
    pub(super) fn said(&self, needs: &[Vec<Need>]) -> String {
        let known = self.0.iter().find(|(known, _)| *known == needs);
        known.map_or_else(|| value(needs), |(_, name)| name.clone())
    }
}

/// Named after the scopes, where all schemes ask for the same: `QUOTE_READ`; else after the schemes: `OAUTH_OR_API_KEY`.
fn constant(needs: &[Vec<Need>]) -> String {
    let mut scopes: Vec<&[String]> = needs.iter().flatten().map(|need| need.scopes.as_slice()).collect();
    scopes.dedup();
    let words = match scopes[..] {
        [scopes] if !scopes.is_empty() => scopes.join(" and "),
        _ => {
            let all =
                |needs: &Vec<Need>| needs.iter().map(|need| need.scheme.as_str()).collect::<Vec<_>>().join(" and ");
            needs.iter().map(all).collect::<Vec<_>>().join(" or ")
        }
    };
    let name = field_name(&words).trim_start_matches("r#").to_uppercase();
    if name.len() > LONGEST { "CREDENTIALS".to_owned() } else { name }
}

/// A longer name says less.
const LONGEST: usize = 48;

fn value(needs: &[Vec<Need>]) -> String {
    let all = |needs: &Vec<Need>| format!("&[{}]", needs.iter().map(need).collect::<Vec<_>>().join(", "));
    format!("&[{}]", needs.iter().map(all).collect::<Vec<_>>().join(", "))
}

fn need(need: &Need) -> String {
    let (kind, name) = &need.shown;
    let shown = match name {
        Some(name) => format!("http::Shown::{kind}({})", literal(name)),
        None => format!("http::Shown::{kind}"),
    };
    let scopes: Vec<String> = need.scopes.iter().map(|scope| literal(scope)).collect();
    format!("http::Need {{ scheme: {}, shown: {shown}, scopes: &[{}] }}", literal(&need.scheme), scopes.join(", "))
}
