//! The golden scenarios tell what the domain would do.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures")]

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use stipula_domain::{Money, OrderLineState, OrderState, Quantity, State, fulfillment_state};

/// Every message of every scenario with its path.
fn messages() -> Vec<(PathBuf, Value)> {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../compat-fixtures/scenarios");
    let paths = list(&scenarios).into_iter().filter(|path| path.is_dir()).flat_map(|folder| list(&folder));
    let json = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    json.map(|path| {
        let text = fs::read_to_string(&path).expect("the message can be read");
        let value = serde_json::from_str(&text).expect("the message is JSON");
        (path, value)
    })
    .collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
    paths.sort();
    paths
}

/// The header and all lines of the order that a message shows: a response as a whole, or an event's data.
fn order(message: &Value) -> Option<(OrderState, Vec<OrderLineState>)> {
    let shown = message.get("data").unwrap_or(message);
    shown.get("orderId")?;
    let lines = ["lineItems", "lines", "lineStates"].iter().find_map(|key| shown.get(*key)?.as_array())?;
    // A response holds the first lines of a large order only.
    let whole = shown.get("lineCount").and_then(Value::as_u64).is_none_or(|count| count == lines.len() as u64);
    let lines: Option<Vec<_>> = lines.iter().map(line).collect();
    let header = OrderState::parse(shown.get("status")?.as_str()?).expect("the order's state is known here");
    Some((header, lines.filter(|_| whole)?))
}

fn line(line: &Value) -> Option<OrderLineState> {
    let status = line.get("status").or_else(|| line.get("lineStatus"))?.as_str()?;
    Some(OrderLineState::parse(status).expect("the line's state is known here"))
}

/// True if an order can have this header over these lines.
fn agree(header: OrderState, lines: &[OrderLineState]) -> bool {
    match header {
        // No line moves before the order is decomposed.
        OrderState::Draft | OrderState::Submitted | OrderState::ValidationFailed => {
            lines.iter().all(|line| *line == OrderLineState::Pending)
        }
        // Work goes on, or is compensated, while a cancellation is worked out.
        OrderState::CancellationRequested => true,
        // Delivered lines stay delivered when the rest is cancelled.
        OrderState::Cancelled => lines.iter().all(|line| line.is_terminal()),
        OrderState::InFulfillment | OrderState::PartiallyCompleted | OrderState::Completed | OrderState::Failed => {
            header == fulfillment_state(lines)
        }
    }
}

#[test]
fn every_header_agrees_with_its_lines() {
    let messages = messages();
    let orders: Vec<_> = messages.iter().filter_map(|(path, message)| Some((path, order(message)?))).collect();
    for (path, (header, lines)) in &orders {
        assert!(agree(*header, lines), "{}: {header:?} over {lines:?}", path.display());
    }
    for header in OrderState::ALL {
        assert!(orders.iter().any(|(_, (shown, _))| shown == header), "no message shows an order that is {header:?}");
    }
}

/// Calls `visit` with every object in a message.
fn walk(value: &Value, visit: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(members) => {
            visit(value);
            members.values().for_each(|member| walk(member, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        _ => {}
    }
}

fn pair<'v>(value: &'v Value, number: &str, of: &str) -> Option<(&'v str, &'v str)> {
    let exactly_these = value.as_object().is_some_and(|members| members.len() == 2);
    let (number, of) = (value.get(number)?.as_str()?, value.get(of)?.as_str()?);
    exactly_these.then_some((number, of))
}

#[test]
fn every_amount_and_quantity_comes_back_as_it_was_written() {
    let (mut amounts, mut quantities) = (0, 0);
    for (path, message) in messages() {
        walk(&message, &mut |value| {
            if let Some((amount, currency)) = pair(value, "amount", "currency") {
                let money =
                    Money::parse(amount, currency).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                assert_eq!(money.to_string(), format!("{amount} {currency}"), "{}", path.display());
                amounts += 1;
            }
            if let Some((amount, unit)) = pair(value, "value", "unit") {
                let quantity =
                    Quantity::parse(amount, unit).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                assert_eq!(quantity.to_string(), format!("{amount} {unit}"), "{}", path.display());
                quantities += 1;
            }
        });
    }
    assert!(amounts > 100 && quantities > 10, "{amounts} amounts and {quantities} quantities were seen");
}
