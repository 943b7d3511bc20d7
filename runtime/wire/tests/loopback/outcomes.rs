//! Every outcome that the contracts declare goes from a service to its client and says the same there.

use crate::contract::{SHOWN, Shown, answer, shown};
use crate::network::{client, serve};
use crate::services::{Scripted, bulk, quotes};
use cpq_wire::http::{bulk_service, quote_service};
use std::sync::{Arc, Mutex};
use stipula_rt::Json;
use stipula_rt::http::Answer;

/// Calls every operation of a service once for each of its answers, and lists what came back otherwise.
async fn differences(
    service: &str,
    call: impl AsyncFn(&Shown) -> Result<Answer, String>,
    said: &Mutex<Answer>,
) -> Vec<String> {
    let mut different = Vec::new();
    for shown in SHOWN.iter().filter(|shown| shown.service == service) {
        for answer in &shown.answers {
            *said.lock().unwrap() = answer.clone();
            let context = format!("{} {}", shown.id, answer.status);
            match call(shown).await {
                Err(error) => different.push(format!("{context}: {error}")),
                Ok(got) if !same(&got, answer) => different.push(format!("{context}: {got:?}\n  and not {answer:?}")),
                Ok(_) => {}
            }
        }
    }
    different
}

fn same(got: &Answer, said: &Answer) -> bool {
    let json = |answer: &Answer| (!answer.body.is_empty()).then(|| Json::parse(&answer.body).unwrap());
    got.status == said.status && got.headers == said.headers && json(got) == json(said)
}

/// A service that gives the answer that was said last.
fn parrot() -> (Arc<Scripted>, Arc<Mutex<Answer>>) {
    let said = Arc::new(Mutex::new(answer("createQuote", 201)));
    let says = Arc::clone(&said);
    (Arc::new(Scripted::new(move |_, _, _| says.lock().unwrap().clone())), said)
}

#[tokio::test]
async fn every_outcome_of_the_quote_service_arrives_as_it_was_said() {
    let (service, said) = parrot();
    let client = client(serve(&service).await, quote_service::server::SERVICE.base_path);
    let client = quote_service::client::QuoteServiceClient::from(client);
    let different =
        differences("Quote service", async |shown| quotes::call(&client, &shown.id, &fresh(shown)).await, &said);
    assert_eq!(different.await, Vec::<String>::new());
}

#[tokio::test]
async fn every_outcome_of_the_bulk_service_arrives_as_it_was_said() {
    let (service, said) = parrot();
    let client = client(serve(&service).await, bulk_service::server::SERVICE.base_path);
    let client = bulk_service::client::BulkServiceClient::from(client);
    let different =
        differences("Bulk service", async |shown| bulk::call(&client, &shown.id, &fresh(shown)).await, &said);
    assert_eq!(different.await, Vec::<String>::new());
}

/// The shown request with a key that was not used before.
fn fresh(shown: &Shown) -> stipula_rt::http::Request {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static KEYS: AtomicUsize = AtomicUsize::new(0);
    let mut request = shown.request.clone();
    if let Some(key) = request.headers.get_mut("idempotency-key") {
        *key = format!("key-{}", KEYS.fetch_add(1, Ordering::Relaxed)).parse().unwrap();
    }
    request
}

#[test]
fn every_declared_status_is_shown() {
    let services = ["Quote service", "Bulk service"];
    for shown in SHOWN.iter().filter(|shown| services.contains(&shown.service.as_str())) {
        for status in &shown.statuses {
            assert!(shown.answers.iter().any(|answer| answer.status.as_u16() == *status), "{} {status}", shown.id);
        }
    }
    assert!(
        SHOWN.iter().filter(|shown| shown.service == services[0]).map(|shown| shown.answers.len()).sum::<usize>() > 200
    );
}

#[tokio::test]
async fn accepted_work_says_where_to_ask_and_the_client_can_follow() {
    let (service, said) = parrot();
    *said.lock().unwrap() = answer("submitBulkJob", 202);
    let client = client(serve(&service).await, bulk_service::server::SERVICE.base_path);
    let client = bulk_service::client::BulkServiceClient::from(client);
    let accepted = bulk::call(&client, "submitBulkJob", &shown("submitBulkJob").request).await.unwrap();
    assert_eq!(accepted.status.as_u16(), 202);
    let location = accepted.headers["location"].to_str().unwrap();
    let next: bulk_service::operations::GetBulkJob = client.client().at(location).unwrap();
    *said.lock().unwrap() = answer("getBulkJob", 200);
    let outcome = client.get_bulk_job(&next).await.unwrap();
    assert!(matches!(outcome, bulk_service::operations::GetBulkJobOutcome::Ok { .. }), "{outcome:?}");
}
