//! What the members of a policy promise, so that two of them can be compared.

use stipula_source::Node;

/// A promise became more, less, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shift {
    pub(super) more: bool,
    pub(super) less: bool,
}

/// How a member of a policy moved; `None` for one that promises nothing.
pub(super) fn shift(key: &str, old: Option<Node<'_>>, new: Option<Node<'_>>) -> Option<Shift> {
    Some(match key {
        "mode" => of_sets(&modes(old), &modes(new)),
        "supportedVersions" => of_sets(&items(old), &items(new)),
        // The more is assumed about others, the less is promised to them.
        "assumptions" => of_sets(&items(new), &items(old)),
        "window" => of_windows(old, new),
        "contracts" | "reason" | "description" | "title" | "surface" => return None,
        key if key.starts_with("x-") => return None,
        // Not known to weigh more or less.
        _ => Shift { more: false, less: true },
    })
}

fn of_sets(old: &[String], new: &[String]) -> Shift {
    Shift { more: new.iter().any(|item| !old.contains(item)), less: old.iter().any(|item| !new.contains(item)) }
}

fn items(node: Option<Node<'_>>) -> Vec<String> {
    node.into_iter().flat_map(Node::items).map(|item| item.to_json().to_string()).collect()
}

/// The directions in which a mode promises compatibility, with the latest release and with all supported ones.
fn modes(node: Option<Node<'_>>) -> Vec<String> {
    let mode = node.and_then(Node::as_str).unwrap_or_default();
    let (directions, is_transitive) = match mode.strip_suffix("_TRANSITIVE") {
        Some(directions) => (directions, true),
        None => (mode, false),
    };
    let directions: &[&str] = match directions {
        "FULL" => &["BACKWARD", "FORWARD"],
        "BACKWARD" => &["BACKWARD"],
        "FORWARD" => &["FORWARD"],
        _ => &[],
    };
    let mut promises: Vec<String> = directions.iter().map(|it| (*it).to_owned()).collect();
    if is_transitive {
        promises.extend(directions.iter().map(|it| format!("{it}_TRANSITIVE")));
    }
    promises
}

/// A longer window promises more; what is no duration counts as less, so that somebody looks.
fn of_windows(old: Option<Node<'_>>, new: Option<Node<'_>>) -> Shift {
    let length = |node: Option<Node<'_>>| match node {
        None => Some(0),
        Some(node) => node.as_str().and_then(seconds),
    };
    match (length(old), length(new)) {
        (Some(old), Some(new)) => Shift { more: new > old, less: new < old },
        _ => Shift { more: false, less: true },
    }
}

/// The length of an ISO 8601 duration such as `P180D`; a month counts 30 days and a year 365.
fn seconds(text: &str) -> Option<u64> {
    const DAY: u64 = 86_400;
    let mut total: u64 = 0;
    let mut number = String::new();
    let mut is_time = false;
    for c in text.strip_prefix('P')?.chars() {
        let unit = match (c, is_time) {
            ('0'..='9', _) => {
                number.push(c);
                continue;
            }
            ('T', false) if number.is_empty() => {
                is_time = true;
                continue;
            }
            ('Y', false) => 365 * DAY,
            ('M', false) => 30 * DAY,
            ('W', false) => 7 * DAY,
            ('D', false) => DAY,
            ('H', true) => 3600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    number.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_compared_by_length() {
        assert_eq!(seconds("P180D"), Some(180 * 86_400));
        assert_eq!(seconds("P1Y2M"), Some(425 * 86_400));
        assert_eq!(seconds("PT1H30M5S"), Some(5405));
        assert_eq!(seconds("P2W"), Some(14 * 86_400));
        assert_eq!(seconds("180 days"), None);
        assert_eq!(seconds("P5"), None);
        assert_eq!(seconds("PT1D"), None);
    }
}
