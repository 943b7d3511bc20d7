//! The macro where it stands: types of a contract, which read payloads.

#[allow(dead_code, clippy::pedantic, reason = "a contract can do more than this test")]
mod orders {
    stipula_macros::generate!("tests/order.schema.json", targets(dto));
}

use orders::order::Order;
use stipula_rt::{Mode, from_slice};

#[test]
fn a_type_of_the_macro_reads_a_payload() {
    let order: Order = from_slice(br#"{"sku": "ABC", "quantity": 2}"#, Mode::Strict).expect("the contract accepts it");
    assert_eq!(order.sku.as_str(), "ABC");
}

#[test]
fn a_type_of_the_macro_refuses_what_its_contract_refuses() {
    let read = from_slice::<Order>(br#"{"sku": "abc", "quantity": 200}"#, Mode::Strict);
    let said = read.expect_err("the contract refuses it").to_string();
    assert!(said.contains("/sku") && said.contains("/quantity"), "{said}");
}
