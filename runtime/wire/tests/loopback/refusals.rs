//! What services refuse by themselves, as bytes on the wire: always a problem that the contract's own schema accepts.

use crate::contract::{answer, shown};
use crate::network::{Seen, raw, serve};
use crate::services::Scripted;
use cpq_wire::canonical::ProblemDetails;
use std::fmt::Write as _;
use std::sync::Arc;
use stipula_rt::{Mode, from_slice};

/// A call of an operation as it stands in the contract, after an edit of its headers and body.
async fn call(id: &str, edit: impl FnOnce(&mut Vec<(String, String)>, &mut String)) -> (Seen, Arc<Scripted>) {
    let service = Arc::new(Scripted::new(|info, _, _| answer(info.id, 201)));
    let address = serve(&service).await;
    let request = &shown(id).request;
    let mut headers: Vec<(String, String)> = vec![
        ("host".to_owned(), address.to_string()),
        ("authorization".to_owned(), "Bearer tenant".to_owned()),
        ("connection".to_owned(), "close".to_owned()),
    ];
    headers.extend(request.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())));
    let mut body = String::from_utf8(request.body.to_vec()).unwrap();
    edit(&mut headers, &mut body);
    let mut text = format!("{} /quote-service/v1{} HTTP/1.1\r\n", request.method, request.target);
    for (name, value) in &headers {
        write!(text, "{name}: {value}\r\n").unwrap();
    }
    write!(text, "content-length: {}\r\n\r\n{body}", body.len()).unwrap();
    (raw(address, &text).await, service)
}

fn without(name: &'static str) -> impl FnOnce(&mut Vec<(String, String)>, &mut String) {
    move |headers, _| headers.retain(|(at, _)| at != name)
}

/// The code of a problem that the contract's schema accepts.
#[track_caller]
fn code(seen: &Seen) -> String {
    assert_eq!(seen.header("content-type"), Some("application/problem+json"), "{seen:?}");
    assert_eq!(seen.header("correlation-id"), Some("journey-789"));
    let problem: ProblemDetails =
        from_slice(seen.body.as_bytes(), Mode::Strict).unwrap_or_else(|invalid| panic!("{invalid}: {}", seen.body));
    assert_eq!(i64::from(problem.status), i64::from(seen.status));
    assert_eq!(problem.correlation_id.as_str(), "journey-789");
    problem.error_code.as_str().to_owned()
}

#[tokio::test]
async fn the_request_of_the_contract_is_accepted() {
    let (seen, service) = call("createQuote", |_, _| ()).await;
    assert_eq!((seen.status, service.effects()), (201, 1), "{}", seen.body);
    assert_eq!(seen.header("location"), Some("/quote-service/v1/quotes/quo_01JZ8Q4T9M3F6K2H7W5N0B1C4D"));
}

#[tokio::test]
async fn who_does_not_say_who_they_are_is_asked_to() {
    let (seen, service) = call("createQuote", without("authorization")).await;
    assert_eq!((seen.status, code(&seen).as_str(), service.effects()), (401, "UNAUTHENTICATED", 0));
    assert_eq!(seen.header("www-authenticate"), Some("Bearer"));
}

#[tokio::test]
async fn who_may_not_is_refused() {
    let stranger = |headers: &mut Vec<(String, String)>, _: &mut String| headers[1].1 = "Bearer stranger".to_owned();
    let (seen, _) = call("createQuote", stranger).await;
    assert_eq!((seen.status, code(&seen).as_str()), (403, "ACTOR_NOT_ALLOWED"));
}

#[tokio::test]
async fn commands_need_a_key_and_a_version() {
    let (seen, service) = call("submitQuoteForApproval", without("idempotency-key")).await;
    assert_eq!((seen.status, code(&seen).as_str()), (400, "IDEMPOTENCY_KEY_MISSING"));
    assert_eq!(service.effects(), 0);
    let (seen, _) = call("submitQuoteForApproval", without("if-match")).await;
    assert_eq!((seen.status, code(&seen).as_str()), (428, "VERSION_GUARD_MISSING"));
}

#[tokio::test]
async fn all_faults_are_told_at_once_and_no_value_is() {
    let (seen, service) = call("createQuote", |headers, body| {
        headers.retain(|(at, _)| at != "idempotency-key");
        headers.push(("idempotency-key".to_owned(), "k".repeat(300)));
        *body = r#"{"customerId":"SECRET","quoteType":"SECRET","currency":7,"termMonths":0,"lineItems":[{"quantity":-5}],"surprise":1}"#.to_owned();
    })
    .await;
    assert_eq!((seen.status, code(&seen).as_str(), service.effects()), (400, "REQUEST_INVALID", 0));
    let problem: ProblemDetails = from_slice(seen.body.as_bytes(), Mode::Strict).unwrap();
    let violations = problem.violations.unwrap();
    let pointers: Vec<&str> = violations
        .iter()
        .filter_map(|violation| violation.pointer.as_ref())
        .map(cpq_wire::values::Pointer::as_str)
        .collect();
    for expected in ["/customerId", "/quoteType", "/currency", "/termMonths", "/lineItems/0/quantity", "/surprise"] {
        assert!(pointers.contains(&expected), "{expected} is not in {pointers:?}");
    }
    assert!(violations.iter().any(|violation| violation.message.as_str().contains("Idempotency-Key")), "{}", seen.body);
    assert!(!seen.body.contains("SECRET") && !seen.body.contains("kkk"), "{}", seen.body);
}

#[tokio::test]
async fn bodies_are_read_up_to_a_limit_and_only_as_json() {
    let (seen, _) = call("createQuote", |_, body| *body = format!("\"{}\"", "x".repeat(5000))).await;
    assert_eq!((seen.status, code(&seen).as_str()), (413, "REQUEST_INVALID"));
    let (seen, _) = call("createQuote", |headers, _| {
        headers.retain(|(at, _)| at != "content-type");
        headers.push(("content-type".to_owned(), "text/plain".to_owned()));
    })
    .await;
    assert_eq!((seen.status, code(&seen).as_str()), (415, "REQUEST_INVALID"));
    let (seen, _) = call("createQuote", |_, body| *body = "{\"customerId\":".to_owned()).await;
    assert_eq!((seen.status, code(&seen).as_str()), (400, "REQUEST_INVALID"));
    let (seen, _) = call("createQuote", |headers, _| headers.push(("accept".to_owned(), "text/html".to_owned()))).await;
    assert_eq!((seen.status, code(&seen).as_str()), (406, "REQUEST_INVALID"));
}

#[tokio::test]
async fn a_chunked_body_is_limited_as_well() {
    let service = Arc::new(Scripted::new(|info, _, _| answer(info.id, 201)));
    let address = serve(&service).await;
    let chunk = format!("400\r\n{}\r\n", "x".repeat(1024));
    let head = format!(
        "POST /quote-service/v1/quotes HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer tenant\r\nidempotency-key: k\r\n\
         correlation-id: journey-789\r\ncontent-type: application/json\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    let seen = raw(address, &format!("{head}{}0\r\n\r\n", chunk.repeat(5))).await;
    assert_eq!((seen.status, code(&seen).as_str()), (413, "REQUEST_INVALID"));
}

#[tokio::test]
async fn paths_and_methods_that_are_not_there_are_told_apart() {
    let service = Arc::new(Scripted::new(|info, _, _| answer(info.id, 200)));
    let address = serve(&service).await;
    let ask = async |line: &str| {
        raw(
            address,
            &format!("{line} HTTP/1.1\r\nhost: {address}\r\ncorrelation-id: journey-789\r\nconnection: close\r\n\r\n"),
        )
        .await
    };
    let seen = ask("GET /quote-service/v1/nothing").await;
    assert_eq!((seen.status, code(&seen).as_str()), (404, "RESOURCE_NOT_FOUND"));
    let seen = ask("DELETE /quote-service/v1/quotes").await;
    assert_eq!((seen.status, code(&seen).as_str()), (405, "REQUEST_INVALID"));
    assert_eq!(seen.header("allow"), Some("GET, HEAD, OPTIONS, POST"));
    let seen = ask("OPTIONS /quote-service/v1/quotes").await;
    assert_eq!((seen.status, seen.header("allow")), (204, Some("GET, HEAD, OPTIONS, POST")));
}
