//! Keys, versions and pages between a client and its service.

use crate::contract::{answer, shown};
use crate::network::{client, lossy, serve};
use crate::services::{Scripted, quotes};
use cpq_wire::http::quote_service::client::QuoteServiceClient;
use cpq_wire::http::quote_service::operations::{
    GetQuoteOutcome, SearchQuotes, SubmitQuoteForApproval, SubmitQuoteForApprovalOutcome,
};
use cpq_wire::http::quote_service::server::SERVICE;
use futures_core::Stream;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use stipula_rt::Json;
use stipula_rt::client::Retry;
use stipula_rt::http::{Answer, IfMatch, read_request};

#[tokio::test]
async fn a_command_whose_answer_was_lost_is_repeated_and_done_once() {
    let service = Arc::new(Scripted::new(|info, _, _| answer(info.id, 201)));
    let (address, connections) = lossy(serve(&service).await, 2).await;
    let retry = Retry { first: Duration::from_millis(20), ..Retry::default() };
    let client = QuoteServiceClient::from(client(address, SERVICE.base_path).retry(retry));
    let got = quotes::call(&client, "createQuote", &shown("createQuote").request).await.unwrap();
    assert_eq!(got.status.as_u16(), 201);
    assert_eq!((connections.load(Ordering::SeqCst), service.effects()), (3, 1));
}

#[tokio::test]
async fn a_client_that_is_told_to_wait_for_the_first_call_gets_its_answer() {
    let mut service = Scripted::new(|info, _, _| answer(info.id, 201));
    service.delay = Duration::from_millis(300);
    let service = Arc::new(service);
    let address = serve(&service).await;
    let call = async || {
        let client = QuoteServiceClient::from(client(address, SERVICE.base_path).retry(Retry::default()));
        quotes::call(&client, "createQuote", &shown("createQuote").request).await.unwrap()
    };
    let (one, other) = tokio::join!(call(), call());
    assert_eq!((one.status.as_u16(), &one.body), (other.status.as_u16(), &other.body));
    assert_eq!((one.status.as_u16(), service.effects()), (201, 1));
}

#[tokio::test]
async fn an_etag_that_was_read_guards_the_command_and_a_stale_one_is_refused() {
    let version = Arc::new(AtomicUsize::new(17));
    let current = Arc::clone(&version);
    let service = Arc::new(Scripted::new(move |info, headers, _| {
        let etag = |answer: Answer, version: usize| with_etag(answer, version);
        match info.version_guard.is_some() {
            false => etag(answer(info.id, 200), current.load(Ordering::SeqCst)),
            true if headers["if-match"] == format!("\"{}\"", current.load(Ordering::SeqCst)) => {
                etag(answer(info.id, 200), current.fetch_add(1, Ordering::SeqCst) + 1)
            }
            true => etag(answer(info.id, 412), current.load(Ordering::SeqCst)),
        }
    }));
    let client = QuoteServiceClient::from(client(serve(&service).await, SERVICE.base_path));
    let get = read_request(&shown("getQuote").request).unwrap();
    let GetQuoteOutcome::Ok { etag, .. } = client.get_quote(&get).await.unwrap() else { panic!("no quote") };
    let mut submit: SubmitQuoteForApproval = read_request(&shown("submitQuoteForApproval").request).unwrap();
    submit.if_match = IfMatch::from(&etag);
    let outcome = client.submit_quote_for_approval(&submit).await.unwrap();
    let SubmitQuoteForApprovalOutcome::Ok { etag: next, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!((etag.tag(), next.tag()), ("17", "18"));
    submit.idempotency_key = "another".try_into().unwrap();
    let outcome = client.submit_quote_for_approval(&submit).await.unwrap();
    let SubmitQuoteForApprovalOutcome::PreconditionFailed { etag, body, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!((etag.tag(), body.error_code.as_str()), ("18", "QUOTE_ETAG_STALE"));
    assert_eq!(version.load(Ordering::SeqCst), 18);
}

fn with_etag(mut answer: Answer, version: usize) -> Answer {
    answer.headers.insert("etag", format!("\"{version}\"").parse().unwrap());
    answer
}

/// Three pages of the shown quotes; the second and third are named by a token.
fn page(query: &str) -> Answer {
    let mut answer = answer("searchQuotes", 200);
    let Json::Object(mut members) = Json::parse(&answer.body).unwrap() else { panic!("no object") };
    let next = match query.split('&').find_map(|pair| pair.strip_prefix("pageToken=")) {
        None => Some("page-two"),
        Some("page-two") => Some("page-three"),
        Some(_) => None,
    };
    members.shift_remove("nextPageToken");
    members.extend(next.map(|next| ("nextPageToken".to_owned(), Json::String(next.to_owned()))));
    answer.body = Json::Object(members).to_vec().into();
    answer
}

#[tokio::test]
async fn a_stream_reads_all_pages() {
    let service = Arc::new(Scripted::new(|_, _, query| page(query)));
    let client = QuoteServiceClient::from(client(serve(&service).await, SERVICE.base_path));
    let first: SearchQuotes = read_request(&shown("searchQuotes").request).unwrap();
    let one = page("pageToken=last");
    let Json::Object(members) = Json::parse(&one.body).unwrap() else { panic!("no object") };
    let Some(Json::Array(items)) = members.get("items") else { panic!("no items") };
    let mut stream = pin!(client.search_quotes_items(first));
    let mut read = 0;
    while let Some(item) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await {
        item.unwrap();
        read += 1;
    }
    assert_eq!((service.effects(), read), (3, 3 * items.len()));
}
