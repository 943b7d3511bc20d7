//! Answers that no contract declares, and connections that end early.

use crate::contract::{answer, shown};
use crate::network::{canned, raw, serve};
use crate::services::Scripted;
use cpq_wire::http::quote_service::client::QuoteServiceClient;
use cpq_wire::http::quote_service::operations::{GetQuote, GetQuoteOutcome};
use cpq_wire::http::quote_service::server::SERVICE;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use stipula_rt::client::{Bearer, CallError, Client, Retry};
use stipula_rt::http::{Answer, read_request};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

/// Reads a quote as a consumer does.
async fn get(address: SocketAddr) -> Result<GetQuoteOutcome, CallError> {
    let client = Client::new(&format!("http://{address}{}", SERVICE.base_path)).unwrap();
    let client =
        client.credentials(Bearer::token("tenant")).retry(Retry::never()).attempt_timeout(Duration::from_millis(500));
    let request: GetQuote = read_request(&shown("getQuote").request).unwrap();
    QuoteServiceClient::from(client).get_quote(&request).await
}

fn written(answer: &Answer, body: &str) -> String {
    let headers = answer.headers.iter().map(|(name, value)| format!("{name}: {}\r\n", value.to_str().unwrap()));
    let headers: String = headers.collect();
    format!("HTTP/1.1 {}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", answer.status, body.len())
}

#[tokio::test]
async fn a_value_that_an_open_enum_does_not_know_is_kept() {
    let answer = answer("getQuote", 200);
    let body = String::from_utf8(answer.body.to_vec()).unwrap().replace("\"PRESENTED\"", "\"FROZEN_FOR_AUDIT\"");
    let outcome = get(canned(written(&answer, &body)).await).await.unwrap();
    let GetQuoteOutcome::Ok { body, .. } = outcome else { panic!("{outcome:?}") };
    assert!(format!("{:?}", body.status).contains("FROZEN_FOR_AUDIT"), "{:?}", body.status);
}

#[tokio::test]
async fn a_page_of_html_is_an_outcome_that_keeps_its_bytes() {
    let html = "<html><h1>503 Service Temporarily Unavailable</h1></html>";
    let answer = format!(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n{html}",
        html.len()
    );
    let outcome = get(canned(answer).await).await.unwrap();
    let GetQuoteOutcome::Unexpected(unexpected) = outcome else { panic!("{outcome:?}") };
    assert_eq!((unexpected.status.as_u16(), &unexpected.body[..]), (503, html.as_bytes()));
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_no_outcome() {
    let answer = answer("getQuote", 200);
    let whole = written(&answer, std::str::from_utf8(&answer.body).unwrap());
    let error = get(canned(whole[..whole.len() - 100].to_owned()).await).await.unwrap_err();
    assert!(matches!(error, CallError::Transport { .. }), "{error:?}");
}

#[tokio::test]
async fn a_service_that_says_nothing_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let error = get(listener.local_addr().unwrap()).await.unwrap_err();
    assert!(matches!(error, CallError::Timeout { .. }), "{error:?}");
}

#[tokio::test]
async fn a_caller_that_stops_halfway_hurts_nobody() {
    let service = Arc::new(Scripted::new(|info, _, _| answer(info.id, 200)));
    let address = serve(&service).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /quote-service/v1/quotes HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer tenant\r\nidempotency-key: k\r\n\
         content-type: application/json\r\ncontent-length: 400\r\n\r\n{{\"customerId\":"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    drop(stream);
    let again = format!(
        "GET /quote-service/v1{} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer tenant\r\nconnection: close\r\n\r\n",
        shown("getQuote").request.target
    );
    assert_eq!(raw(address, &again).await.status, 200);
    assert_eq!(service.effects(), 1);
}
