//! Services answer in the order that contracts declare, and say everything that is wrong.

#![allow(clippy::unwrap_used, reason = "a test")]

mod things;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use stipula_rt::server::{Again, Config, Limits, Once, OperationInfo, Permitted, Public, Router, Routes};
use things::{Archive, Archived, Change, Get, GetOutcome, Size, Thing, Things, value};
use tower::ServiceExt;

fn routes(service: &Arc<Things>, info: &'static OperationInfo, config: Config) -> Router {
    Routes::new(info.service, Arc::clone(service), config)
        .add::<Change, Permitted, Once, _>(info, |service, request, context| Box::pin(service.change(request, context)))
        .add::<Get, Public, Again, _>(&things::GET, |_, _, _| {
            Box::pin(async { GetOutcome::Found(Thing { name: "a".to_owned(), size: Size(1) }) })
        })
        .add::<Archive, Public, Again, _>(&things::ARCHIVE, |_, _, _| Box::pin(async { Archived }))
        .into_router()
}

fn config() -> Config {
    Config { limits: Limits { body: 200, headers: 2000, uri: 100, ..Limits::default() }, ..Config::default() }
}

fn router(service: &Arc<Things>) -> Router {
    routes(service, &things::CHANGE, config())
}

/// A request that changes a thing, as it should be.
fn change(id: &str) -> Request<Body> {
    Request::put(format!("/things/{id}"))
        .header("authorization", "Bearer tenant")
        .header("idempotency-key", "k1")
        .header("if-match", "*")
        .header("content-type", "application/json")
        .body(Body::from(r#"{"name":"x","size":3}"#))
        .unwrap()
}

struct Seen {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Seen {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn send(router: Router, request: Request<Body>) -> Seen {
    let (head, body) = router.oneshot(request).await.unwrap().into_parts();
    let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    Seen { status: head.status, headers: head.headers, text }
}

/// Sends the request after an edit.
async fn changed(edit: impl FnOnce(&mut Request<Body>)) -> (Seen, Arc<Things>) {
    let service = Arc::new(Things::default());
    let mut request = change("a");
    edit(&mut request);
    (send(router(&service), request).await, service)
}

#[tokio::test]
async fn a_command_goes_through_every_check_in_order() {
    let (seen, service) = changed(|_| ()).await;
    assert_eq!((seen.status, seen.header("etag")), (StatusCode::OK, "\"1\""), "{}", seen.text);
    assert_eq!(*service.order.lock().unwrap(), ["authenticate", "authorize", "claim", "handle", "complete"]);
}

#[tokio::test]
async fn the_caller_is_asked_before_anything_else_is_told() {
    let (seen, service) = changed(|request| {
        request.headers_mut().clear();
        *request.body_mut() = Body::from("nonsense");
    })
    .await;
    assert_eq!((seen.status, seen.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
    assert_eq!(*service.order.lock().unwrap(), ["authenticate"]);
}

#[tokio::test]
async fn headers_with_answers_of_their_own_come_before_the_body() {
    let broken = |request: &mut Request<Body>| *request.body_mut() = Body::from("{");
    let (seen, _) = changed(|request| {
        broken(request);
        request.headers_mut().remove("idempotency-key");
        request.headers_mut().remove("if-match");
    })
    .await;
    assert_eq!(seen.status, StatusCode::BAD_REQUEST);
    assert!(seen.text.contains("Idempotency-Key header is missing"), "{}", seen.text);
    let (seen, _) = changed(|request| {
        broken(request);
        request.headers_mut().remove("if-match");
    })
    .await;
    assert_eq!(seen.status, StatusCode::PRECONDITION_REQUIRED, "{}", seen.text);
}

#[tokio::test]
async fn every_fault_is_listed_with_its_place_and_without_its_value() {
    let (seen, service) = changed(|request| {
        *request.uri_mut() = "/things/a?count=secret77".parse().unwrap();
        *request.body_mut() = Body::from(r#"{"name":12345,"size":77,"other":1}"#);
    })
    .await;
    assert_eq!(seen.header("content-type"), "application/problem+json");
    let problem = seen.json();
    let places: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().or(error["parameter"].as_str()).unwrap())
        .collect();
    assert_eq!(places, ["count", "#/name", "#/size", "#/other"]);
    assert!(!seen.text.contains("secret77") && !seen.text.contains("12345") && !seen.text.contains("77"));
    // 422 is declared, so that is what a well-formed and invalid request is.
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(*service.order.lock().unwrap(), ["authenticate"]);
}

#[tokio::test]
async fn what_is_no_json_is_a_bad_request() {
    for body in ["", "{", "{\"name\":\"x\"}}"] {
        let (seen, _) = changed(|request| *request.body_mut() = Body::from(body)).await;
        let expected = if body.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::BAD_REQUEST };
        assert_eq!(seen.status, expected, "{body}: {}", seen.text);
    }
}

#[tokio::test]
async fn media_types_are_negotiated_before_the_body_is_read() {
    let (seen, _) = changed(|request| drop(request.headers_mut().insert("content-type", value("text/plain")))).await;
    assert_eq!(seen.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let (seen, _) = changed(|request| drop(request.headers_mut().remove("content-type"))).await;
    assert_eq!(seen.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let (seen, _) = changed(|request| drop(request.headers_mut().insert("content-encoding", value("gzip")))).await;
    assert_eq!((seen.status, seen.header("accept-encoding")), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "identity"));
    let (seen, _) = changed(|request| drop(request.headers_mut().insert("accept", value("text/html")))).await;
    assert_eq!(seen.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn sizes_are_limited() {
    let big = format!(r#"{{"name":"{}","size":3}}"#, "x".repeat(300));
    let (seen, _) = changed(|request| *request.body_mut() = Body::from(big)).await;
    assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
    let (seen, service) = changed(|request| drop(request.headers_mut().insert("x", value(&"y".repeat(2000))))).await;
    assert_eq!(seen.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    assert!(service.order.lock().unwrap().is_empty());
    let (seen, _) =
        changed(|request| *request.uri_mut() = format!("/things/{}", "a".repeat(100)).parse().unwrap()).await;
    assert_eq!(seen.status, StatusCode::URI_TOO_LONG);
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up() {
    let service = Arc::new(Things::default());
    let limits = Limits { read: Duration::from_millis(20), ..Limits::default() };
    let router = routes(&service, &things::CHANGE, Config { limits, ..Config::default() });
    let mut request = change("a");
    let (_sender, body) = http_body_util::channel::Channel::<axum::body::Bytes>::new(1);
    *request.body_mut() = Body::new(body);
    assert_eq!(send(router, request).await.status, StatusCode::REQUEST_TIMEOUT);
}

#[tokio::test]
async fn who_may_not_is_told_so_after_the_request_was_found_valid() {
    let (seen, service) =
        changed(|request| drop(request.headers_mut().insert("authorization", value("Bearer stranger")))).await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    assert_eq!(*service.order.lock().unwrap(), ["authenticate", "authorize"]);
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer_and_has_no_second_effect() {
    let service = Arc::new(Things::default());
    let first = send(router(&service), change("a")).await;
    let mut again = change("a");
    again.headers_mut().insert("idempotency-key", value("\"k1\""));
    *again.body_mut() = Body::from(r#"{ "size": 3, "name": "x" }"#);
    let second = send(router(&service), again).await;
    assert_eq!((first.status, &first.text, first.header("etag")), (second.status, &second.text, second.header("etag")));
    assert_eq!(service.changes.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_key_belongs_to_its_request() {
    let service = Arc::new(Things::default());
    send(router(&service), change("a")).await;
    let mut other = change("a");
    *other.body_mut() = Body::from(r#"{"name":"x","size":4}"#);
    let seen = send(router(&service), other).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", seen.text);
    // Another entity has keys of its own.
    assert_eq!(send(router(&service), change("b")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_lost_the_right_does_not_see_the_stored_answer() {
    let service = Arc::new(Things::default());
    send(router(&service), change("a")).await;
    let mut again = change("a");
    again.headers_mut().insert("authorization", value("Bearer stranger"));
    assert_eq!(send(router(&service), again).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_refused_command_gives_its_key_back() {
    let service = Arc::new(Things::default());
    let mut stale = change("a");
    stale.headers_mut().insert("if-match", value("\"7\""));
    assert_eq!(send(router(&service), stale).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(send(router(&service), change("a")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn of_many_callers_with_one_key_one_has_an_effect() {
    let service = Arc::new(Things::default());
    let calls: Vec<_> = (0..32).map(|_| tokio::spawn(send(router(&service), change("slow")))).collect();
    let mut answered = 0;
    for call in calls {
        match call.await.unwrap() {
            seen if seen.status == StatusCode::OK => answered += 1,
            seen => assert_eq!((seen.status, seen.header("retry-after")), (StatusCode::CONFLICT, "1")),
        }
    }
    assert!(answered >= 1);
    assert_eq!(service.changes.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_command_ends_even_if_its_caller_hangs_up() {
    let service = Arc::new(Things::default());
    let call = tokio::spawn(send(router(&service), change("slow")));
    tokio::time::sleep(Duration::from_millis(50)).await;
    call.abort();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(service.changes.load(Ordering::SeqCst), 1);
    assert_eq!(service.order.lock().unwrap().last(), Some(&"complete"));
    assert_eq!(send(router(&service), change("slow")).await.status, StatusCode::OK);
    assert_eq!(service.changes.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_command_that_takes_too_long_goes_on_and_can_be_asked_for_again() {
    let service = Arc::new(Things::default());
    let limits = Limits { work: Duration::from_millis(50), ..Limits::default() };
    let router = routes(&service, &things::CHANGE, Config { limits, ..Config::default() });
    assert_eq!(send(router.clone(), change("slow")).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(send(router, change("slow")).await.header("etag"), "\"1\"");
}

#[tokio::test]
async fn what_the_contract_does_not_declare_is_never_sent() {
    for id in ["undeclared", "invalid", "panics"] {
        let service = Arc::new(Things::default());
        let seen = send(router(&service), change(id)).await;
        assert_eq!(seen.status, StatusCode::INTERNAL_SERVER_ERROR, "{id}");
        assert!(!seen.text.contains("wrong") && !seen.text.contains("teapot"), "{}", seen.text);
        assert_eq!(service.order.lock().unwrap().last(), Some(&"abandon"), "{id}");
    }
}

#[tokio::test]
async fn paths_and_methods_that_are_not_there_are_problems_too() {
    let service = Arc::new(Things::default());
    let call = |method: &str, path: &str| Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    let seen = send(router(&service), call("GET", "/nothing")).await;
    assert_eq!((seen.status, seen.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
    let seen = send(router(&service), call("DELETE", "/things/a")).await;
    assert_eq!((seen.status, seen.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, OPTIONS, PUT"));
    let seen = send(router(&service), call("OPTIONS", "/things/a:archive")).await;
    assert_eq!((seen.status, seen.header("allow")), (StatusCode::NO_CONTENT, "GET, HEAD, OPTIONS, POST, PUT"));
    let seen = send(router(&service), call("POST", "/things/a:archive")).await;
    assert_eq!(seen.status, StatusCode::NO_CONTENT);
    let seen = send(router(&service), call("HEAD", "/things/a")).await;
    assert_eq!((seen.status, seen.header("content-length"), seen.text.as_str()), (StatusCode::OK, "21", ""));
}

#[tokio::test]
async fn the_identifier_of_the_journey_is_on_every_answer() {
    let (seen, _) = changed(|request| drop(request.headers_mut().insert("correlation-id", value("journey-7")))).await;
    assert_eq!(seen.header("correlation-id"), "journey-7");
    let (seen, _) = changed(|request| request.headers_mut().clear()).await;
    assert_eq!(seen.header("correlation-id").len(), 32);
}

#[tokio::test]
async fn registered_codes_are_told_where_the_contract_has_them() {
    let service = Arc::new(Things::default());
    let router = routes(&service, &things::CHANGE_REGISTERED, config());
    let told = async |edit: &dyn Fn(&mut Request<Body>)| {
        let mut request = change("a");
        request.headers_mut().insert("correlation-id", value("j1"));
        edit(&mut request);
        let problem = send(router.clone(), request).await.json();
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        assert_eq!(text("correlationId"), "j1");
        assert_eq!(text("instance"), "/things/a");
        (problem["status"].as_u64().unwrap(), text("errorCode"), text("category"), problem["violations"].clone())
    };
    let (status, code, category, violations) = told(&|request| *request.body_mut() = Body::from("{}")).await;
    // The registry says 400 for this code, although 422 is declared too.
    assert_eq!((status, code.as_str(), category.as_str()), (400, "REQUEST_INVALID", "VALIDATION_ERROR"));
    assert_eq!((violations[0]["code"].as_str(), violations.as_array().unwrap().len()), (Some("FIELD_REQUIRED"), 2));
    let (status, code, _, _) = told(&|request| drop(request.headers_mut().remove("if-match"))).await;
    assert_eq!((status, code.as_str()), (428, "VERSION_GUARD_MISSING"));
    let (status, code, _, _) = told(&|request| drop(request.headers_mut().remove("idempotency-key"))).await;
    assert_eq!((status, code.as_str()), (400, "IDEMPOTENCY_KEY_MISSING"));
    let text = |text: &'static str| {
        move |request: &mut Request<Body>| drop(request.headers_mut().insert(header::CONTENT_TYPE, value(text)))
    };
    let (status, code, _, _) = told(&text("text/plain")).await;
    assert_eq!((status, code.as_str()), (415, "REQUEST_INVALID"));
}

#[test]
#[should_panic(expected = "changeThing declares security, and its callers are not authenticated")]
fn a_check_that_the_contract_declares_cannot_be_left_out() {
    let routes = Routes::new(&things::SERVICE, Arc::new(Things::default()), Config::default());
    drop(routes.add::<Change, Public, Again, _>(&things::CHANGE, |_, _, _| unreachable!("never called")));
}
