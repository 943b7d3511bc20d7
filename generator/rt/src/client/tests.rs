mod sample;
mod service;
mod sockets;

use super::{Bearer, CallError, Client, Failure, Keys, PageError, Retry};
use crate::http::{ETag, IdempotencyKey, IfMatch};
use futures_core::Stream;
use sample::{ChangeThing, ChangeThingOutcome, CreateThing, CreateThingOutcome, ListThings, ListThingsOutcome, State};
use service::{Reply, Service};
use std::future::poll_fn;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

const THINGS: &str = r#"{"items":[1,2],"next":"b"}"#;

fn client(service: &Service) -> Client<Service> {
    let retry = Retry { jitter: || 1.0, now: || SystemTime::UNIX_EPOCH, ..Retry::default() };
    Client::over(service.clone(), "https://api.example.com/things/v1/").unwrap().retry(retry)
}

fn create() -> CreateThing {
    CreateThing { idempotency_key: IdempotencyKey::random(), name: "a/b ü".to_owned() }
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await
}

#[tokio::test(start_paused = true)]
async fn a_command_is_repeated_with_the_same_key_and_the_same_bytes() {
    let service = Service::of([
        Reply::Fails(Failure::Connect),
        Reply::Cut,
        Reply::status(503).header("retry-after", "2"),
        Reply::status(201).header("etag", "\"1\"").json(r#"{"state":"NEW"}"#),
    ]);
    let outcome = client(&service).call(&create()).await.unwrap();
    assert!(matches!(outcome, CreateThingOutcome::Created { etag, body: State::New } if etag.tag() == "1"));
    let seen = service.seen();
    assert_eq!(seen.len(), 4);
    assert!(seen[0].headers.get("idempotency-key").unwrap().to_str().unwrap().starts_with('"'));
    for repeated in &seen[1..] {
        assert_eq!((&repeated.headers, &repeated.uri, &repeated.body), (&seen[0].headers, &seen[0].uri, &seen[0].body));
    }
    assert_eq!(seen[0].uri, "https://api.example.com/things/v1/things/a%2Fb%20%C3%BC");
}

#[tokio::test(start_paused = true)]
async fn what_may_do_something_twice_is_never_repeated() {
    for reply in
        [Reply::Fails(Failure::Connect), Reply::Cut, Reply::Hangs, Reply::status(503).header("retry-after", "1")]
    {
        let service = Service::of([reply, Reply::status(204)]);
        let _ = client(&service).call(&ChangeThing { if_match: IfMatch::Any }).await;
        assert_eq!(service.seen().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn waits_grow_up_to_a_cap_and_are_spread() {
    let service = Service::of(vec![Reply::Fails(Failure::Connect); 9]);
    let retry = Retry {
        attempts: 9,
        first: Duration::from_secs(1),
        longest: Duration::from_secs(5),
        jitter: || 0.5,
        ..Retry::default()
    };
    let error = client(&service).retry(retry).call(&create()).await.unwrap_err();
    assert!(matches!(error, CallError::Transport { attempts: 9, .. }), "{error:?}");
    let waits: Vec<u128> = service.waits().iter().map(Duration::as_millis).collect();
    assert_eq!(waits, [500, 1000, 2000, 2500, 2500, 2500, 2500, 2500]);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_obeyed_as_seconds_and_as_a_date() {
    for asked in ["7", "Thu, 01 Jan 1970 00:00:07 GMT"] {
        let service = Service::of([Reply::status(429).header("retry-after", asked), Reply::status(200).json(THINGS)]);
        client(&service).call(&ListThings::default()).await.unwrap();
        let waited = service.waits()[0];
        assert!((7_000..=7_200).contains(&waited.as_millis()), "{waited:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_asks_for_too_much_patience_is_the_outcome() {
    let service = Service::of([Reply::status(429).header("retry-after", "86400").json("{}")]);
    let outcome = client(&service).call(&ListThings::default()).await.unwrap();
    assert!(matches!(outcome, ListThingsOutcome::Unexpected(answer) if answer.status == 429));
    assert_eq!(service.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_running_command_with_this_key_is_waited_for() {
    let running = Reply::status(409).header("retry-after", "1");
    let service = Service::of([running, Reply::status(201).header("etag", "\"1\"").json(r#"{"state":"NEW"}"#)]);
    assert!(matches!(client(&service).call(&create()).await.unwrap(), CreateThingOutcome::Created { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_slow_attempt_is_given_up_and_the_call_as_a_whole_too() {
    let service = Service::of(vec![Reply::Hangs; 9]);
    let client = client(&service).attempt_timeout(Duration::from_secs(2)).timeout(Duration::from_secs(5));
    let error = client.call(&create()).await.unwrap_err();
    assert!(matches!(error, CallError::Timeout { attempts: 3, .. }), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn the_etag_of_an_outcome_guards_the_next_command() {
    let service = Service::of([
        Reply::status(201).header("etag", "\"17\"").json(r#"{"state":"NEW"}"#),
        Reply::status(412).header("etag", "\"18\""),
    ]);
    let client = client(&service);
    let CreateThingOutcome::Created { etag, .. } = client.call(&create()).await.unwrap() else {
        panic!("it is created")
    };
    let outcome = client.call(&ChangeThing { if_match: (&etag).into() }).await.unwrap();
    assert_eq!(service.seen()[1].headers["if-match"], "\"17\"");
    assert!(matches!(outcome, ChangeThingOutcome::PreconditionFailed { etag } if etag == ETag::strong("18").unwrap()));
}

#[tokio::test(start_paused = true)]
async fn a_guard_that_the_schema_refuses_is_never_sent() {
    let service = Service::of([]);
    let error = client(&service).call(&ChangeThing { if_match: ETag::weak("17").unwrap().into() }).await.unwrap_err();
    assert!(error.to_string().contains("header `If-Match`"), "{error}");
    assert!(service.seen().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_unknown_value_of_an_open_enum_is_kept_and_a_strict_client_refuses_it() {
    let reply = Reply::status(201).header("etag", "\"1\"").json(r#"{"state":"ODD","new":1}"#);
    let outcome = client(&Service::of([reply.clone()])).call(&create()).await.unwrap();
    assert!(matches!(outcome, CreateThingOutcome::Created { body: State::Unknown(text), .. } if text == "ODD"));
    let error = client(&Service::of([reply])).strict().call(&create()).await.unwrap_err();
    let CallError::Invalid(misfit) = error else { panic!("{error:?}") };
    assert_eq!(misfit.answer.body, r#"{"state":"ODD","new":1}"#);
    assert_eq!(misfit.answer.headers["etag"], "\"1\"");
}

#[tokio::test(start_paused = true)]
async fn what_does_not_fit_keeps_every_byte() {
    let service = Service::of([Reply::status(201).header("etag", "17").json("[")]);
    let error = client(&service).call(&create()).await.unwrap_err();
    assert_eq!(service.seen().len(), 1, "it would not fit the second time");
    let CallError::Invalid(misfit) = error else { panic!("{error:?}") };
    assert_eq!((misfit.answer.status.as_u16(), misfit.violations.len()), (201, 2), "the header and the body");
}

#[tokio::test(start_paused = true)]
async fn a_page_of_html_instead_of_an_answer_is_kept() {
    let html = "<h1>503</h1>";
    let service = Service::of([Reply::status(503).header("content-type", "text/html").body(html)]);
    let outcome = client(&service).call(&ListThings::default()).await.unwrap();
    let ListThingsOutcome::Unexpected(answer) = outcome else { panic!("no contract declares it") };
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (503, html.as_bytes()));
    assert_eq!(answer.headers["content-type"], "text/html");
}

#[tokio::test(start_paused = true)]
async fn a_body_has_a_limit_announced_or_not() {
    for reply in [Reply::status(200).json(THINGS), Reply::status(200).header("content-length", "99999").json("{}")] {
        let service = Service::of([reply]);
        let error = client(&service).max_body(20).call(&ListThings::default()).await.unwrap_err();
        assert!(matches!(error, CallError::TooLarge { limit: 20, .. }), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn pages_and_items_come_one_after_the_other_and_no_earlier() {
    let pages = || Service::of([Reply::status(200).json(THINGS), Reply::status(200).json(r#"{"items":[3]}"#)]);
    let service = pages();
    let client = client(&service);
    let mut items = client.items(ListThings::default());
    assert!(service.seen().is_empty());
    assert_eq!(next(&mut items).await.unwrap().unwrap(), 1);
    assert_eq!(service.seen().len(), 1);
    assert_eq!(next(&mut items).await.unwrap().unwrap(), 2);
    assert_eq!(next(&mut items).await.unwrap().unwrap(), 3);
    assert!(next(&mut items).await.is_none());
    assert!(next(&mut items).await.is_none());
    assert_eq!(service.seen()[1].uri.query(), Some("cursor=b"));
}

#[tokio::test(start_paused = true)]
async fn pages_that_never_end_are_ended() {
    let service = Service::of(vec![Reply::status(200).json(THINGS); 5]);
    let one = client(&service);
    let mut pages = one.pages(ListThings::default());
    assert!(next(&mut pages).await.unwrap().is_ok());
    assert!(next(&mut pages).await.unwrap().is_ok());
    assert!(matches!(next(&mut pages).await.unwrap(), Err(PageError::Loop)), "`b` was fetched before");
    assert!(next(&mut pages).await.is_none());
    let other = client(&Service::of(vec![Reply::status(200).json(THINGS); 5])).max_pages(1);
    let mut pages = other.pages(ListThings::default());
    assert!(next(&mut pages).await.unwrap().is_ok());
    assert!(matches!(next(&mut pages).await.unwrap(), Err(PageError::TooMany { limit: 1 })));
}

#[tokio::test(start_paused = true)]
async fn an_error_among_pages_is_the_last_of_the_stream() {
    let service = Service::of([Reply::status(200).json(THINGS), Reply::status(404).json("{}")]);
    let client = client(&service);
    let mut items = client.items(ListThings::default());
    assert_eq!(next(&mut items).await.unwrap().unwrap(), 1);
    assert_eq!(next(&mut items).await.unwrap().unwrap(), 2);
    assert!(matches!(next(&mut items).await.unwrap(), Err(PageError::Outcome(ListThingsOutcome::Unexpected(_)))));
    assert!(next(&mut items).await.is_none());
}

#[tokio::test(start_paused = true)]
async fn credentials_are_shown_as_the_contract_asks_and_never_logged() {
    let created = || Reply::status(201).header("etag", "\"1\"").json(r#"{"state":"NEW"}"#);
    let service = Service::of([created(), created()]);
    client(&service).credentials(Bearer::token("t0ken")).call(&create()).await.unwrap();
    client(&service).credentials(Keys::new().with("apiKey", "k y")).call(&create()).await.unwrap();
    let seen = service.seen();
    assert_eq!(seen[0].headers["authorization"], "Bearer t0ken");
    assert!(seen[0].headers["authorization"].is_sensitive());
    assert_eq!(seen[1].uri.query(), Some("key=k%20y"));
    assert!(!format!("{:?}", client(&service).credentials(Bearer::token("t0ken"))).contains("t0ken"));
    let error = client(&service).credentials(Keys::new()).call(&create()).await.unwrap_err();
    assert!(matches!(&error, CallError::Credentials(why) if why.to_string().contains("userToken")), "{error:?}");
    assert_eq!(service.seen().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_location_of_the_service_leads_to_an_operation() {
    let service = Service::of([]);
    let client = client(&service);
    for location in ["/things/v1/things?cursor=b", "https://api.example.com/things/v1/things?cursor=b"] {
        assert_eq!(client.at::<ListThings>(location).unwrap().cursor.as_deref(), Some("b"));
    }
    for elsewhere in ["https://evil.example.com/things/v1/things", "//evil.example.com/things", "/orders", "things"] {
        assert!(client.at::<ListThings>(elsewhere).is_err(), "{elsewhere}");
    }
}

#[tokio::test(start_paused = true)]
async fn polling_ends_with_what_one_waits_for_or_with_the_last_outcome() {
    let last = || Reply::status(200).json(r#"{"items":[]}"#);
    let done = |outcome: &ListThingsOutcome| matches!(outcome, ListThingsOutcome::Ok(page) if page.next.is_none());
    let second = Duration::from_secs(1);
    let service = Service::of([Reply::status(200).json(THINGS), last()]);
    assert!(done(&client(&service).poll(&ListThings::default(), second, 9 * second, done).await.unwrap()));
    let service = Service::of(vec![Reply::status(200).json(THINGS); 9]);
    assert!(!done(&client(&service).poll(&ListThings::default(), second, 3 * second, done).await.unwrap()));
    assert_eq!(service.seen().len(), 4);
}

#[test]
fn a_base_url_is_one_without_secrets_queries_or_fragments() {
    for wrong in ["", "api.example.com", "ftp://a/", "https://a/?x=1", "https://a/#f", "https://user:pw@a/", "/v1"] {
        assert!(Client::over(Service::of([]), wrong).is_err(), "{wrong}");
    }
}
