//! Over real sockets: what reqwest makes of services that misbehave.

use super::sample::{ListThings, ListThingsOutcome};
use crate::client::{CallError, Client, Failure, Retry};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const GOOD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{\"items\":[]}";

/// A service that gives each connection one reply, and then closes or keeps it open.
async fn service<const N: usize>(replies: [&'static str; N], closes: bool) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut open = Vec::new();
        for reply in replies {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut request = [0; 4096];
            let _ = socket.read(&mut request).await.unwrap();
            socket.write_all(reply.as_bytes()).await.unwrap();
            if !closes {
                open.push(socket);
            }
        }
        std::future::pending::<()>().await;
    });
    let retry = Retry { first: Duration::from_millis(1), ..Retry::default() };
    Client::new(&base).unwrap().retry(retry).attempt_timeout(Duration::from_millis(300))
}

#[tokio::test]
async fn a_connection_that_is_cut_in_the_body_is_tried_again() {
    let half = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{\"it";
    let client = service([half, "", GOOD], true).await;
    assert!(matches!(client.call(&ListThings::default()).await.unwrap(), ListThingsOutcome::Ok(_)));
    let client = service([half], true).await.retry(Retry::never());
    let error = client.call(&ListThings::default()).await.unwrap_err();
    assert!(matches!(&error, CallError::Transport { source, .. } if source.failure == Failure::Cut), "{error:?}");
}

#[tokio::test]
async fn a_service_that_is_not_there_is_no_connection() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let client = Client::new(&format!("http://{free}")).unwrap().retry(Retry::never());
    let error = client.call(&ListThings::default()).await.unwrap_err();
    assert!(matches!(&error, CallError::Transport { source, .. } if source.failure == Failure::Connect), "{error:?}");
}

#[tokio::test]
async fn a_service_that_is_slow_in_the_middle_of_its_answer_is_given_up() {
    let client = service(["HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"], false).await.retry(Retry::never());
    let error = client.call(&ListThings::default()).await.unwrap_err();
    assert!(matches!(error, CallError::Timeout { attempts: 1, .. }), "{error:?}");
}

#[tokio::test]
async fn a_redirection_is_an_outcome_and_is_not_followed() {
    let client =
        service(["HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"], true).await;
    let outcome = client.call(&ListThings::default()).await.unwrap();
    assert!(
        matches!(outcome, ListThingsOutcome::Unexpected(answer) if answer.headers["location"] == "http://127.0.0.1:1/")
    );
}

#[tokio::test]
async fn a_body_without_an_end_is_ended_at_the_limit() {
    let endless = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\naaaaaaaa\r\n8\r\naaaaaaaa\r\n";
    let client = service([endless], false).await.max_body(10);
    let error = client.call(&ListThings::default()).await.unwrap_err();
    assert!(matches!(error, CallError::TooLarge { limit: 10, .. }), "{error:?}");
}
