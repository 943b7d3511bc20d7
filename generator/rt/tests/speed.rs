//! How long reading takes beside `serde_json`: `cargo test --release -p stipula-rt --test speed -- --ignored --nocapture`

use std::hint::black_box;
use std::time::{Duration, Instant};
use stipula_rt::{Int, Json, Map, Members, Mode, Number, Reader, Text, Timestamp, Tri, Wire, from_slice};

stipula_rt::text!(Code { pattern: "^[A-Z][A-Z0-9_]{1,63}$", max_length: 64 });

struct Code(String);

struct Line {
    code: Code,
    name: Text<1, 200>,
    quantity: Int<1, 1000>,
    price: Number,
    at: Timestamp,
    note: Tri<String>,
    labels: Map<String>,
}

impl Wire for Line {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.object(json)?;
        let code = members.required("code");
        let name = members.required("name");
        let quantity = members.required("quantity");
        let price = members.required("price");
        let at = members.required("at");
        let note = members.tri("note");
        let labels = members.required("labels");
        members.close();
        Some(Self {
            code: code?,
            name: name?,
            quantity: quantity?,
            price: price?,
            at: at?,
            note: note?,
            labels: labels?,
        })
    }

    fn write(&self) -> Json {
        let mut members = Members::new();
        members.put("code", &self.code);
        members.put("name", &self.name);
        members.put("quantity", &self.quantity);
        members.put("price", &self.price);
        members.put("at", &self.at);
        members.put_tri("note", &self.note);
        members.put("labels", &self.labels);
        Json::Object(members)
    }
}

/// The best of several runs.
fn time(mut run: impl FnMut()) -> Duration {
    let runs = (0..30).map(|_| {
        let start = Instant::now();
        (0..50).for_each(|_| run());
        start.elapsed() / 50
    });
    runs.min().unwrap_or_default()
}

#[test]
#[ignore = "it measures"]
fn reading_is_not_much_slower_than_serde_json() {
    let line = r#"{"code": "LINE_ITEM_7", "name": "A thing of some length, sold by the piece", "quantity": 12,
        "price": 1234.50, "at": "2026-01-02T03:04:05.123+07:00", "note": null, "labels": {"a": "x", "b": "y"}}"#;
    let text = format!("[{}]", [line; 48].join(","));
    let value = time(|| drop(black_box(serde_json::from_str::<serde_json::Value>(&text))));
    let parse = time(|| drop(black_box(Json::parse(text.as_bytes()))));
    let read = time(|| drop(black_box(from_slice::<Vec<Line>>(text.as_bytes(), Mode::Strict).expect("valid"))));
    let lines = from_slice::<Vec<Line>>(text.as_bytes(), Mode::Strict).expect("valid");
    let write = time(|| drop(black_box(stipula_rt::to_vec(&lines))));
    let bytes = text.len();
    println!("{bytes} bytes: serde_json {value:?}, parse {parse:?}, parse and read {read:?}, write {write:?}");
    assert!(read < value * 4, "{read:?} beside {value:?}");
}
