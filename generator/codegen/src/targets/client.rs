//! Clients: a thin face of `stipula_rt::client::Client`, with a method per operation.

use super::{docs, operations};
use crate::code::{Code, literal};
use crate::plan::{Operation, Paging, Presence, Service, Use};
use crate::print::Scope;

/// Prints the client of a service.
pub(crate) fn print(service: &Service, scope: &mut Scope<'_>, code: &mut Code) {
    let name = format!("{}Client", service.name);
    scope.import("super::operations");
    scope.runtime("client");
    code.docs(&documentation(service, &name));
    code.line("#[derive(Clone, Debug)]");
    code.line(format!("pub struct {name}<T = client::Reqwest> {{")).line("client: client::Client<T>,").line("}");
    construction(service, &name, code);
    code.line(format!("impl<T: client::Transport> {name}<T> {{"));
    code.docs("What it calls with: limits, retries, credentials, and streams of pages.");
    code.line("#[must_use]").line("pub fn client(&self) -> &client::Client<T> {").line("&self.client").line("}");
    for operation in &service.operations {
        method(operation, code);
    }
    code.line("}");
    for operation in &service.operations {
        if let Some(paging) = &operation.paging {
            paged(operation, paging, scope, code);
        }
    }
}

fn construction(service: &Service, name: &str, code: &mut Code) {
    code.line(format!("impl {name} {{"));
    if let Some(url) = service.url.as_ref().filter(|url| url.starts_with("http") && !url.contains('{')) {
        code.docs("Where the contract says that the service stands.");
        code.line(format!("pub const URL: &'static str = {};", literal(url)));
    }
    code.docs("A client of the service at this URL.\n\n# Errors\nThe text is no URL of a service.");
    code.line("pub fn new(base: &str) -> Result<Self, client::InvalidBaseUrl> {");
    code.line("client::Client::new(base).map(Self::from)").line("}").line("}");
    code.line(format!("impl<T> From<client::Client<T>> for {name}<T> {{"));
    code.line("fn from(client: client::Client<T>) -> Self {").line("Self { client }").line("}").line("}");
}

fn documentation(service: &Service, name: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(service.docs.title.as_deref().map(docs::escaped));
    parts.extend(service.docs.text.as_deref().map(docs::escaped));
    parts.extend(service.operations.first().map(|operation| example(service, name, operation)));
    parts.extend(service.docs.source.as_ref().map(|source| format!("Source: `{source}`")));
    parts.join("\n\n")
}

fn example(service: &Service, name: &str, operation: &Operation) -> String {
    let url = service.url.as_deref().unwrap_or("https://api.example.com");
    let required = operation.parameters.iter().any(|it| it.required && it.field != "idempotency_key")
        || operation.body.as_ref().is_some_and(|body| body.required);
    let request = match required {
        true => "operations::{0}::new(…)".replace("{0}", &operation.name),
        false => format!("operations::{}::default()", operation.name),
    };
    let first = operation.responses.first().map_or("Unexpected".to_owned(), |response| response.variant.clone());
    format!(
        "```text\nlet service = {name}::new({})?;\nmatch service.{}(&{request}).await? {{\n    operations::{}::{first} {{ .. }} => …,\n    other => …,\n}}\n```",
        literal(url),
        operation.function,
        operation.outcome,
    )
}

fn method(operation: &Operation, code: &mut Code) {
    let docs = format!(
        "{}\n\n# Errors\nThere is no outcome: see [`client::CallError`].",
        operations::documentation(operation, docs::in_member)
    );
    code.docs(&docs);
    super::dto::deprecation(&operation.docs, code);
    let (name, outcome, function) = (&operation.name, &operation.outcome, &operation.function);
    let function = if function == "client" { "call_client" } else { function };
    code.line(format!("pub async fn {function}(&self, request: &operations::{name}) -> Result<operations::{outcome}, client::CallError> {{"));
    code.line("self.client.call(request).await").line("}");
    if operation.paging.is_some() {
        let bare = function.trim_start_matches("r#");
        code.docs(&format!("The pages of [`Self::{bare}`], from the page of this request on."));
        code.line(format!(
            "pub fn {bare}_pages(&self, first: operations::{name}) -> client::Pages<'_, operations::{name}, T> {{"
        ));
        code.line("self.client.pages(first)").line("}");
        code.docs(&format!("The items of all pages of [`Self::{bare}`], from the page of this request on."));
        code.line(format!(
            "pub fn {bare}_items(&self, first: operations::{name}) -> client::Items<'_, operations::{name}, T> {{"
        ));
        code.line("self.client.items(first)").line("}");
    }
}

/// How one page leads to the next.
fn paged(operation: &Operation, paging: &Paging, scope: &mut Scope<'_>, code: &mut Code) {
    let (page, item, invalid) = (scope.ty(&paging.page), scope.ty(&paging.item), scope.runtime("Invalid"));
    let outcome = format!("operations::{}", operation.outcome);
    code.line(format!("impl client::Paged for operations::{} {{", operation.name));
    code.line(format!("type Page = {page};")).line(format!("type Item = {item};"));
    code.line(format!("fn page(outcome: {outcome}) -> Result<{page}, {outcome}> {{")).line("match outcome {");
    let pattern = if paging.has_fields { "{ body, .. }" } else { "(body)" };
    code.line(format!("{outcome}::{} {pattern} => Ok(body),", paging.variant)).line("other => Err(other),");
    code.line("}").line("}");
    code.line(format!("fn next(&self, page: &{page}) -> Result<Option<Self>, {invalid}> {{"));
    let next = &paging.next.name;
    match (paging.next.presence, &paging.next.ty) {
        (Presence::Tri, _) => {
            let tri = scope.runtime("Tri");
            code.line(format!("let {tri}::Value(cursor) = &page.{next} else {{ return Ok(None) }};"));
        }
        (Presence::Required, Use::Nullable(_)) | (Presence::Optional, _) => {
            code.line(format!("let Some(cursor) = &page.{next} else {{ return Ok(None) }};"));
        }
        // A page that must name a next one ends with an empty name.
        (Presence::Required, _) => {
            code.line(format!("let cursor = &page.{next};"));
            code.line("if client::is_empty(cursor) { return Ok(None); }");
        }
    }
    let carried = "client::carry(cursor)?";
    let carried = if paging.cursor_required { carried.to_owned() } else { format!("Some({carried})") };
    code.line(format!("Ok(Some(Self {{ {}: {carried}, ..self.clone() }}))", paging.cursor)).line("}");
    let into = if paging.bounded { ".into_vec()" } else { "" };
    code.line(format!("fn items(page: {page}) -> Vec<{item}> {{")).line(format!("page.{}{into}", paging.items.name));
    code.line("}").line("}");
}
