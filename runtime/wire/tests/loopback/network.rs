//! Sockets: a server on a free port, bytes sent as they are, and connections that go wrong.

use crate::services::Scripted;
use cpq_wire::http::{bulk_service, quote_service};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use stipula_rt::client::{Bearer, Client, Retry};
use stipula_rt::server::{Config, Limits, Router};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

/// The services, below the paths of their contracts.
pub(crate) async fn serve(service: &Arc<Scripted>) -> SocketAddr {
    let config =
        || Config { limits: Limits { body: 4096, ..Limits::default() }, check_answers: true, ..Config::default() };
    let quotes = quote_service::server::router_with(Arc::clone(service), config());
    let bulk = bulk_service::server::router_with(Arc::clone(service), config());
    let router = Router::new()
        .nest(quote_service::server::SERVICE.base_path, quotes)
        .nest(bulk_service::server::SERVICE.base_path, bulk);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// A client that reads strictly and does not repeat.
pub(crate) fn client(address: SocketAddr, base_path: &str) -> Client {
    let client = Client::new(&format!("http://{address}{base_path}")).unwrap();
    client.credentials(Bearer::token("tenant")).retry(Retry::never()).strict()
}

/// What was answered to bytes.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(at, _)| at.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// Sends bytes as they are, and reads until the server closes.
pub(crate) async fn raw(address: SocketAddr, bytes: &str) -> Seen {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    let text = String::from_utf8(answer).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Seen { status, head: head.to_owned(), body: body.to_owned() }
}

/// A service that sends these bytes to everybody who sent something, and closes.
pub(crate) async fn canned(answer: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut sent = [0; 8192];
            let _ = stream.read(&mut sent).await;
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    address
}

/// A way to a service on which the first answers are lost: the connection is cut when they come back.
pub(crate) async fn lossy(to: SocketAddr, losses: usize) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            let mut far = TcpStream::connect(to).await.unwrap();
            let loses = count.fetch_add(1, Ordering::SeqCst) < losses;
            tokio::spawn(async move {
                if !loses {
                    let _ = copy_bidirectional(&mut near, &mut far).await;
                    return;
                }
                let mut request = vec![0; 1 << 16];
                let length = near.read(&mut request).await.unwrap();
                far.write_all(&request[..length]).await.unwrap();
                let _ = far.read(&mut request).await;
            });
        }
    });
    (address, connections)
}
