//! What the contracts show: a request for each operation, and an answer for each example of each response.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use std::path::Path;
use std::sync::LazyLock;
use stipula_model::{Contract, Example, Model, Operation, ParameterIn, Roots};
use stipula_rt::http::{self, Answer, Request};
use stipula_source::{Folder, Limits, Sources};

/// An operation with everything that its contract shows.
pub(crate) struct Shown {
    pub(crate) service: String,
    pub(crate) id: String,
    pub(crate) request: Request,
    /// The statuses that are declared.
    pub(crate) statuses: Vec<u16>,
    pub(crate) answers: Vec<Answer>,
}

/// All operations of all services.
pub(crate) static SHOWN: LazyLock<Vec<Shown>> = LazyLock::new(load);

/// An operation by its id.
pub(crate) fn shown(id: &str) -> &'static Shown {
    SHOWN.iter().find(|shown| shown.id == id).unwrap_or_else(|| panic!("no operation `{id}`"))
}

/// The first answer of an operation with this status.
pub(crate) fn answer(id: &str, status: u16) -> Answer {
    let found = shown(id).answers.iter().find(|answer| answer.status.as_u16() == status);
    found.unwrap_or_else(|| panic!("`{id}` shows no {status}")).clone()
}

fn load() -> Vec<Shown> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts");
    let mut sources = Sources::new(Limits::default());
    let folder = Folder::open(folder).expect("the contracts are in this repository");
    let root = sources.add_root(Box::new(folder), String::new());
    let mut paths = sources.list(root).unwrap();
    paths.retain(|path| !path.starts_with("released/"));
    sources.load(root, &paths).unwrap();
    let mut roots = Roots { base_uri: Some("https://contracts.example.com/".to_owned()), ..Roots::only(root) };
    stipula_model::load(&mut sources, &mut roots).unwrap();
    let (model, _) = Model::build(&sources, &roots);
    model.contracts.iter().flat_map(|contract| of_contract(contract, &sources)).collect()
}

fn of_contract(contract: &Contract, sources: &Sources) -> Vec<Shown> {
    let service = contract.title.clone().unwrap_or_default();
    let operations = contract.operations.iter().filter_map(|operation| {
        Some(Shown {
            service: service.clone(),
            id: operation.id.clone()?,
            request: request(operation, sources),
            statuses: operation.responses.iter().filter_map(|response| response.status.parse().ok()).collect(),
            answers: answers(operation, sources),
        })
    });
    operations.collect()
}

fn request(operation: &Operation, sources: &Sources) -> Request {
    let mut request = Request::empty(Method::from_bytes(operation.method.to_uppercase().as_bytes()).unwrap());
    request.target.clone_from(&operation.path);
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let value = text(&parameter.examples[0], sources);
        match parameter.location {
            ParameterIn::Path => request.target = request.target.replace(&format!("{{{}}}", parameter.name), &value),
            ParameterIn::Header => put(&mut request.headers, &parameter.name, &value),
            other => panic!("{}: a required parameter in {}", parameter.name, other.name()),
        }
    }
    put(&mut request.headers, "Correlation-Id", "journey-789");
    if let Some(media_type) = operation.body.iter().flat_map(|body| &body.content).next() {
        put(&mut request.headers, "Content-Type", &media_type.name);
        request.body = json(&media_type.examples[0], sources).into();
    }
    request
}

fn answers(operation: &Operation, sources: &Sources) -> Vec<Answer> {
    let mut answers = Vec::new();
    for response in &operation.responses {
        let Ok(status) = StatusCode::from_bytes(response.status.as_bytes()) else { continue };
        let mut headers = HeaderMap::new();
        for header in &response.headers {
            let example = header.examples.first().unwrap_or_else(|| panic!("{} has no example", header.name));
            put(&mut headers, &header.name, &text(example, sources));
        }
        if response.content.is_empty() {
            answers.push(Answer { status, headers: headers.clone(), body: http::Bytes::new() });
        }
        for (content, example) in
            response.content.iter().flat_map(|it| it.examples.iter().map(move |example| (it, example)))
        {
            let mut headers = headers.clone();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&content.name).unwrap());
            answers.push(Answer { status, headers, body: json(example, sources).into() });
        }
    }
    answers
}

fn put(headers: &mut HeaderMap, name: &str, value: &str) {
    headers.insert(HeaderName::try_from(name).unwrap(), HeaderValue::from_str(value).unwrap());
}

fn text(example: &Example, sources: &Sources) -> String {
    let node = example.value.get(sources);
    node.as_str().map_or_else(|| node.to_json().to_string(), str::to_owned)
}

fn json(example: &Example, sources: &Sources) -> Vec<u8> {
    example.value.get(sources).to_json().to_string().into_bytes()
}
