//! What a caller accepts (RFC 9110 §12.5.1).

use crate::http::{HeaderMap, MediaType, header};

/// True if the caller accepts one of these media types. Who does not say accepts all.
pub(super) fn accepts(headers: &HeaderMap, offered: &[&str]) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<(&str, bool)> = accept.flat_map(|value| value.split(',')).filter_map(range).collect();
    let accepted = |offered: &str| {
        let of = MediaType::of(offered);
        // The most specific range decides: `text/html;q=0` beside `*/*` takes HTML out.
        let best = ranges.iter().filter(|(range, _)| of.is(range)).max_by_key(|(range, _)| specificity(range));
        best.is_some_and(|(_, wanted)| *wanted)
    };
    ranges.is_empty() || offered.is_empty() || offered.iter().any(|offered| accepted(offered))
}

/// A range, and whether it is wanted: a weight of zero takes it out.
fn range(text: &str) -> Option<(&str, bool)> {
    let (range, parameters) = text.split_once(';').unwrap_or((text, ""));
    let weight = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    });
    let zero = weight.is_some_and(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0));
    Some((range.trim(), !zero)).filter(|(range, _)| range.contains('/'))
}

fn specificity(range: &str) -> usize {
    match range.split_once('/') {
        Some(("*", _)) => 0,
        Some((_, "*")) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(accept: &str, expected: bool) {
        let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
        assert_eq!(accepts(&headers, &["application/json"]), expected, "{accept}");
    }

    #[test]
    fn ranges_take_in_what_they_name() {
        check("application/json", true);
        check("Application/JSON;charset=utf-8", true);
        check("application/*, text/html", true);
        check("*/*", true);
        check("", true);
    }

    #[test]
    fn what_is_not_named_or_has_no_weight_is_not_accepted() {
        check("text/html", false);
        check("application/problem+json", false);
        check("application/json;q=0, */*", false);
        check("application/json; q=0.0", false);
        check("application/*;q=0, application/json", true);
    }
}
