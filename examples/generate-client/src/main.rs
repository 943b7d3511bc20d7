//! Creates a quote, and says what came of it: `generate-client [URL]`, the request on standard input.

#[allow(dead_code, unreachable_pub, reason = "a client can do more than this program")]
mod quotes {
    include!(concat!(env!("OUT_DIR"), "/quotes.rs"));
}

use quotes::client::QuoteServiceClient;
use quotes::operations::{CreateQuote, CreateQuoteOutcome};
use stipula_rt::{Mode, from_slice};

#[allow(clippy::print_stdout, reason = "what it has to say")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).unwrap_or_else(|| QuoteServiceClient::URL.to_owned());
    let request = std::io::read_to_string(std::io::stdin())?;
    let command = CreateQuote::new(from_slice(request.as_bytes(), Mode::Strict)?);
    match QuoteServiceClient::new(&url)?.create_quote(&command).await? {
        CreateQuoteOutcome::Created { body, etag, .. } => println!("{} is a {}, {etag}", body.quote_id, body.status),
        other => println!("refused: {other:?}"),
    }
    Ok(())
}
