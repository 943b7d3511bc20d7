//! Makes the client of the contract, and makes it again when the contract changes.

use stipula_build::{Error, Generator, Target};

fn main() -> Result<(), Error> {
    Generator::new("../../contracts/http/quote-service/openapi.yaml").targets([Target::Client]).write("quotes.rs")
}
