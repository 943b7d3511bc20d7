//! Makes a witness smaller and plainer, as long as it stays one.

use serde_json::{Map, Number, Value, json};

/// The plainest value that was found within `calls` calls of `holds`, which is true of `value`.
///
/// Greedy: parts are dropped, then replaced by simpler ones, until nothing helps any more.
pub(crate) fn shrink(value: Value, calls: usize, holds: &mut dyn FnMut(&Value) -> bool) -> Value {
    let mut best = value;
    let mut left = calls;
    loop {
        let better = simpler(&best).into_iter().find(|candidate| {
            let may_ask = left > 0;
            left = left.saturating_sub(1);
            may_ask && holds(candidate)
        });
        match better {
            Some(better) => best = better,
            None => return best,
        }
    }
}

/// Values that are simpler by one step, the boldest first. Each is smaller by [`weight`], so that shrinking ends.
fn simpler(value: &Value) -> Vec<Value> {
    let mut out = match value {
        Value::Null | Value::Bool(_) => Vec::new(),
        Value::Number(number) => simpler_numbers(number),
        Value::String(text) => simpler_texts(text),
        Value::Array(items) => without_items(items),
        Value::Object(members) => without_members(members),
    };
    out.extend(parts(value));
    let own = weight(value);
    out.retain(|candidate| weight(candidate) < own);
    out
}

fn simpler_numbers(number: &Number) -> Vec<Value> {
    let text = number.to_string();
    let whole = text.split(['.', 'e', 'E']).next().unwrap_or_default().parse::<i64>();
    let candidates = [Ok(0), Ok(1), Ok(-1), whole.clone(), whole.map(|n| n / 2)];
    candidates.into_iter().flatten().map(|n| json!(n)).collect()
}

fn simpler_texts(text: &str) -> Vec<Value> {
    let letters: Vec<char> = text.chars().collect();
    let plain: String = letters.iter().map(|c| if c.is_ascii_graphic() || *c == ' ' { *c } else { 'a' }).collect();
    let same: String = letters.iter().map(|_| 'a').collect();
    let half: String = letters.iter().take(letters.len() / 2).collect();
    let less: String = letters.iter().take(letters.len().saturating_sub(1)).collect();
    [String::new(), half, less, same, plain].into_iter().map(Value::String).collect()
}

fn without_items(items: &[Value]) -> Vec<Value> {
    let mut out = vec![json!([]), Value::Array(items[..items.len() / 2].to_vec())];
    out.extend(
        (0..items.len())
            .rev()
            .map(|gone| items.iter().enumerate().filter(|(n, _)| *n != gone).map(|(_, item)| item.clone()).collect()),
    );
    out
}

fn without_members(members: &Map<String, Value>) -> Vec<Value> {
    let mut out = vec![json!({})];
    out.extend(members.keys().rev().map(|gone| {
        let kept = members.iter().filter(|(name, _)| *name != gone);
        kept.map(|(name, value)| (name.clone(), value.clone())).collect()
    }));
    out
}

/// The value with one part simpler.
fn parts(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => {
            let steps = items.iter().enumerate().flat_map(|(n, item)| simpler(item).into_iter().map(move |it| (n, it)));
            let with = |(n, it): (usize, Value)| {
                let mut items = items.clone();
                items[n] = it;
                Value::Array(items)
            };
            steps.map(with).collect()
        }
        Value::Object(members) => {
            let steps = members.iter().flat_map(|(name, it)| simpler(it).into_iter().map(move |it| (name, it)));
            let with = |(name, it): (&String, Value)| {
                let mut members = members.clone();
                members.insert(name.clone(), it);
                Value::Object(members)
            };
            steps.map(with).collect()
        }
        _ => Vec::new(),
    }
}

/// How much there is to read: size first, then strangeness.
fn weight(value: &Value) -> (usize, u64) {
    match value {
        Value::Null | Value::Bool(_) => (1, 0),
        Value::Number(number) => {
            const LARGE: u64 = 1_000_000;
            let text = number.to_string();
            let size = text.parse::<i64>().map_or(LARGE + text.len() as u64, |n| n.unsigned_abs().min(LARGE));
            (1, size * 2 + u64::from(text.starts_with('-')))
        }
        Value::String(text) => {
            let strange = text.chars().map(|c| {
                if c == 'a' {
                    0
                } else if c.is_ascii_graphic() {
                    1
                } else {
                    2
                }
            });
            (1 + text.chars().count(), strange.sum())
        }
        Value::Array(items) => items.iter().map(weight).fold((1, 0), add),
        Value::Object(members) => members.iter().map(|(name, it)| add(weight(it), (name.len(), 0))).fold((1, 0), add),
    }
}

fn add(a: (usize, u64), b: (usize, u64)) -> (usize, u64) {
    (a.0 + b.0, a.1 + b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_matter_is_dropped() {
        let value = json!({"sku": "ABCDEFG", "lines": [1, 2, 3], "note": "x"});
        let long = |value: &Value| value["sku"].as_str().is_some_and(|sku| sku.chars().count() > 4);
        assert_eq!(shrink(value, 500, &mut |value| long(value)), json!({"sku": "aaaaa"}));
    }

    #[test]
    fn it_stops_when_it_has_asked_often_enough() {
        let mut asked = 0;
        let value = Value::Array(vec![json!(7); 100]);
        shrink(value, 10, &mut |value| {
            asked += 1;
            value.as_array().is_some_and(|items| items.len() > 3)
        });
        assert_eq!(asked, 10);
    }

    #[test]
    fn numbers_become_plain() {
        let found = shrink(json!(123.75), 100, &mut |value| value.as_f64().is_some_and(|n| n > 10.0));
        assert_eq!(found, json!(15));
    }
}
