//! What operations end with.

use super::names::Fields;
use super::{Content, Parameter, Planner, Status, codes};
use crate::plan::names::free_name;
use crate::plan::{Docs, docs};
use rustc_hash::FxHashSet;
use stipula_model::Operation;

/// A variant of an outcome: a status and a media type.
#[derive(Debug, Clone)]
pub struct Response {
    /// Its name.
    pub variant: String,
    /// For which statuses it stands.
    pub status: Status,
    /// Its headers.
    pub headers: Vec<Parameter>,
    /// What it carries; `None` for nothing at all.
    pub content: Option<Content>,
    /// The codes of errors that it carries (`x-error-codes`).
    pub codes: Vec<String>,
    /// What readers are told.
    pub docs: Docs,
}

impl<'m> Planner<'_, 'm> {
    pub(super) fn responses(&mut self, operation: &'m Operation, owner: &str) -> Vec<Response> {
        let mut planned: Vec<Response> = Vec::new();
        let mut taken = FxHashSet::from_iter(["Unexpected".to_owned()]);
        let mut constants = Constants::default();
        for response in &operation.responses {
            let Some(status) = Status::of(&response.status) else {
                self.left_out(response.at, format!("`{}` is no status", response.status));
                continue;
            };
            let base = status.variant();
            let mut fields = Fields::with(&["body", "status"]);
            let headers = self.headers(response, owner, &mut fields);
            let headers: Vec<Parameter> = headers.into_iter().map(|header| constants.take(header)).collect();
            let contents = self.response_contents(response, status, &format!("{owner}{base}"));
            for (n, content) in contents.into_iter().enumerate() {
                let suffix = content.as_ref().filter(|_| n > 0).map_or("", |content| &content.variant);
                let variant = free_name([format!("{base}{suffix}")], |name| taken.insert(name.clone()));
                let docs = docs::of_node(&self.types.input, response.at);
                let codes = codes::listed(self.node(response.at));
                planned.push(Response { variant, status, headers: headers.clone(), content, codes, docs });
            }
        }
        planned.sort_by_key(|response| match response.status {
            Status::Exactly(_) => 0,
            Status::Range(_) => 1,
            Status::Default => 2,
        });
        planned
    }

    /// A status that has no body by definition has none; one without `content` may have any.
    fn response_contents(
        &mut self,
        response: &'m stipula_model::Response,
        status: Status,
        owner: &str,
    ) -> Vec<Option<Content>> {
        let bodiless = matches!(status, Status::Exactly(100..=199 | 204 | 205 | 304) | Status::Range(1));
        if bodiless {
            if !response.content.is_empty() {
                self.left_out(response.at, format!("a status {} has no body (RFC 9110 §15)", status.text()));
            }
            return vec![None];
        }
        if response.content.is_empty() {
            let (media_type, variant) = (String::new(), String::new());
            return vec![Some(Content { media_type, variant, carried: super::Carried::Raw })];
        }
        self.contents(&response.content, owner, "Body", false).into_iter().map(Some).collect()
    }

    fn headers(&mut self, response: &'m stipula_model::Response, owner: &str, fields: &mut Fields) -> Vec<Parameter> {
        let mut headers = Vec::new();
        for header in &response.headers {
            match header.name.to_ascii_lowercase().as_str() {
                // OpenAPI 3.1.1 §4.8.17.1
                "content-type" => self.left_out(header.at, "`Content-Type` is set by the media types of an answer"),
                "set-cookie" => {
                    self.left_out(header.at, "`Set-Cookie` may stand more than once, and is left to layers of HTTP");
                }
                _ => headers.push(self.header(header, owner, fields)),
            }
        }
        headers
    }
}

/// The constants of an outcome: headers that are the same in several answers are one.
#[derive(Default)]
struct Constants(Vec<Parameter>);

impl Constants {
    fn take(&mut self, mut header: Parameter) -> Parameter {
        let same = |known: &&Parameter| {
            let way = |it: &Parameter| (it.wire.to_ascii_lowercase(), it.style, it.shape.clone(), it.held.clone());
            way(known) == way(&header)
        };
        if let Some(known) = self.0.iter().find(same) {
            header.constant.clone_from(&known.constant);
            return header;
        }
        let is_free = |name: &String| self.0.iter().all(|known| known.constant != *name);
        header.constant = free_name([header.constant], is_free);
        self.0.push(header.clone());
        header
    }
}
