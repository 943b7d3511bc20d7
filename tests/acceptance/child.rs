// The main file of a package of generated types; the list of types is put at its end. A question is a line: the
// number of a type, a tab, JSON. An answer is a line of three parts: read strictly, by serde, tolerantly.
#![allow(dead_code, unused, deprecated, missing_docs)]

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use stipula_rt::{Mode, Wire, from_slice, to_vec};

struct Type {
    strict: fn(&[u8]) -> Result<Vec<u8>, String>,
    tolerant: fn(&[u8]) -> Result<Vec<u8>, String>,
    serde: Option<fn(&[u8]) -> Result<Vec<u8>, String>>,
}

fn strict<T: Wire>(text: &[u8]) -> Result<Vec<u8>, String> {
    from_slice::<T>(text, Mode::Strict).map(|value| to_vec(&value)).map_err(|invalid| invalid.to_string())
}

fn tolerant<T: Wire>(text: &[u8]) -> Result<Vec<u8>, String> {
    from_slice::<T>(text, Mode::Tolerant).map(|value| to_vec(&value)).map_err(|invalid| invalid.to_string())
}

fn by_serde<T: serde::Serialize + serde::de::DeserializeOwned>(text: &[u8]) -> Result<Vec<u8>, String> {
    let value: T = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    serde_json::to_vec(&value).map_err(|error| error.to_string())
}

fn answer(read: fn(&[u8]) -> Result<Vec<u8>, String>, text: &[u8]) -> String {
    match catch_unwind(AssertUnwindSafe(|| read(text))) {
        Ok(Ok(text)) => format!("+{}", String::from_utf8_lossy(&text)),
        Ok(Err(fault)) => format!("-{}", fault.replace(['\t', '\n', '\r'], " ")),
        Err(_) => "!".to_owned(),
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.expect("questions can be read");
        let tab = line.iter().position(|byte| *byte == b'\t').expect("a question has a tab");
        let number: usize = String::from_utf8_lossy(&line[..tab]).parse().expect("a question has a number");
        let (ty, text) = (&TYPES[number], &line[tab + 1..]);
        let serde = ty.serde.map_or_else(|| "?".to_owned(), |serde| answer(serde, text));
        writeln!(out, "{}\t{serde}\t{}", answer(ty.strict, text), answer(ty.tolerant, text)).expect("answers can be written");
        out.flush().expect("answers can be written");
    }
}
