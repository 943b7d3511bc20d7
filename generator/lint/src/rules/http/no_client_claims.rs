use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Family, Profile, PropertyView, Rule, SchemaView, Stand, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule =
    Rule::new("no-client-claims", Error, Profile::Platform, Hook::Property(check), include_str!("no_client_claims.md"))
        .on(Surfaces::REQUEST)
        .options(&[
            OptionSpec::words(
                "claims",
                &[
                    "approved",
                    "isApproved",
                    "preApproved",
                    "approvalLevel",
                    "approvalStatus",
                    "approvedBy",
                    "approvedAt",
                    "authorized",
                    "isAuthorized",
                    "authorityLevel",
                    "isAdmin",
                    "isSuperuser",
                    "isManager",
                    "actorRole",
                    "callerRole",
                    "userRole",
                ],
                "What only the server can know about a decision or about the caller.",
            ),
            OptionSpec::words(
                "rights",
                &["role", "roles", "permission", "permissions", "scopes"],
                "What is a claim in the body of a command, and data where rights are managed.",
            ),
        ]);

fn check(cx: &Cx<'_>, property: &PropertyView<'_>) {
    let is_right = cx.words("rights").has(property.name);
    if !is_right && !cx.words("claims").has(property.name) || is_explained(property) {
        return;
    }
    if is_right && (is_about_somebody(cx, property) || !is_in_command(cx, property.owner)) {
        return;
    }
    let message = format!("`{}` lets the client claim what the server has to decide", property.name);
    let help = format!(
        "take `{}` out of the request; the server knows the actor from the token, checks the policy and records the decision",
        property.name
    );
    cx.report(Finding::at(property.key_at, message).help(help));
}

/// True for a condition on what is declared elsewhere, and for what says its meaning itself.
fn is_explained(property: &PropertyView<'_>) -> bool {
    let node = property.schema.node;
    property.owner.stand == Stand::Condition
        || node.get("x-semantics").is_some()
        || node.get("readOnly").and_then(Node::as_bool) == Some(true)
}

/// True where rights are given: beside a `userId`, an `email`, a `memberId`.
fn is_about_somebody(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    const PERSONS: [&str; 8] = ["user", "member", "email", "username", "login", "principal", "invitee", "grantee"];
    let names = |name: &str| {
        let name = name.to_ascii_lowercase();
        PERSONS.iter().any(|person| name.starts_with(person))
    };
    cx.properties(property.owner).any(|other| other.name != property.name && names(other.name))
}

/// True for the body of an operation that acts for its caller; `x-api-family: admin` gives rights to others.
fn is_in_command(cx: &Cx<'_>, owner: &SchemaView<'_>) -> bool {
    let acts = |family| matches!(family, Family::Command | Family::Calculation | Family::Simulation | Family::Repair);
    let has_body = |body| cx.resolved(body).id == owner.id;
    cx.operations().any(|own| own.family.is_some_and(acts) && own.body().is_some_and(has_body))
}
