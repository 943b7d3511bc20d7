//! The program as its users meet it, against a service that says one thing.

#![allow(clippy::disallowed_methods, reason = "a test starts the program")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};
use std::thread;

const REQUEST: &str = include_str!("../quote.json");
const CREATED: &str = include_str!("created.json");
const HEADERS: &str = "ETag: \"1\"\r\nLocation: /quotes/quo_01JZ8Q4T9M3F6K2H7W5N0B1C4D\r\nCorrelation-Id: journey-789\r\n\
    Content-Type: application/json\r\n";

/// What the program came to, and what it sent.
fn run(request: &str, answer: &'static str) -> (Output, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it has an address"));
    let service = thread::spawn(move || serve(&listener, answer));
    let mut program = Command::new(env!("CARGO_BIN_EXE_generate-client"));
    program.arg(&url).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    child.stdin.take().expect("it is piped").write_all(request.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    // Whoever sent nothing leaves the service waiting.
    drop(std::net::TcpStream::connect(url.trim_start_matches("http://")));
    (output, service.join().expect("the service ends"))
}

/// Answers one request, and gives its text.
fn serve(listener: &TcpListener, answer: &str) -> String {
    let (mut stream, _) = listener.accept().expect("somebody connects");
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let (mut head, mut length) = (String::new(), 0);
    while reader.read_line(&mut head).expect("text") > 2 {
        let line = head.lines().last().unwrap_or_default().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a number");
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the whole body");
    if !head.is_empty() {
        stream.write_all(answer.as_bytes()).expect("the program listens");
    }
    head + &String::from_utf8(body).expect("text")
}

fn answer(status: &str, headers: &str, body: &str) -> &'static str {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}").leak()
}

#[test]
fn a_created_quote_is_told() {
    let (output, sent) = run(REQUEST, answer("201 Created", HEADERS, CREATED));
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(said, "quo_01JZ8Q4T9M3F6K2H7W5N0B1C4D is a DRAFT, \"1\"\n", "{wrong}");
    assert!(sent.starts_with("POST /quotes HTTP/1.1\r\n"), "{sent}");
    assert!(sent.to_ascii_lowercase().contains("\r\nidempotency-key: "), "{sent}");
    assert!(sent.contains("\"productCode\":\"CLOUD_STORAGE_PRO\""), "{sent}");
}

#[test]
fn an_answer_that_breaks_the_contract_is_an_error_with_its_place() {
    let broken = CREATED.replace("\"12000.00\"", "12000.00");
    let (output, _) = run(REQUEST, answer("201 Created", HEADERS, &broken));
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && wrong.contains("/totals/totalContractValue/amount"), "{wrong}");
}

#[test]
fn a_request_that_breaks_the_contract_is_never_sent() {
    let (output, sent) = run(&REQUEST.replace("\"USD\"", "\"dollars\""), answer("500 Never", "", ""));
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && wrong.contains("/currency"), "{wrong}");
    assert_eq!(sent, "");
}
