//! Canonical JSON (RFC 8785) of a parsed document: reformatting a file changes nothing in it.

use crate::{Kind, Node};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// `sha256:` and the SHA-256 of the canonical JSON of a value.
pub fn digest(node: Node<'_>) -> String {
    sha256(canonical(node).as_bytes())
}

/// `sha256:` and the digest of some bytes.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold("sha256:".to_owned(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("memory can be written");
        text
    })
}

/// The value as RFC 8785 writes it: no white space, names sorted by their UTF-16 code units, numbers as ECMAScript has
/// them. A number that no IEEE 754 double is exactly, which RFC 8785 leaves out, keeps all its digits.
pub fn canonical(node: Node<'_>) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: Node<'_>, out: &mut String) {
    match node.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Bool => out.push_str(if node.as_bool() == Some(true) { "true" } else { "false" }),
        Kind::Number => out.push_str(&number(node.as_number().unwrap_or("0"))),
        Kind::String => string(node.as_str().unwrap_or_default(), out),
        Kind::Array => {
            out.push('[');
            for (n, item) in node.items().enumerate() {
                separate(n, out);
                write(item, out);
            }
            out.push(']');
        }
        Kind::Object => {
            let mut members: Vec<_> = node.members().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (n, (name, value)) in members.into_iter().enumerate() {
                separate(n, out);
                string(name, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn separate(n: usize, out: &mut String) {
    if n > 0 {
        out.push(',');
    }
}

/// `serde_json` escapes what RFC 8785 §3.2.2.2 escapes, and in the same way.
fn string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

/// The digits of a decimal without zeros around them, the power of ten of the point before them, and the sign.
struct Decimal {
    negative: bool,
    digits: String,
    point: i64,
}

impl Decimal {
    fn parse(text: &str) -> Decimal {
        let negative = text.starts_with('-');
        let text = text.trim_start_matches('-');
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let leading = digits.len() - digits.trim_start_matches('0').len();
        // An exponent that does not fit is as good as any other that large.
        let exponent: i64 =
            exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 });
        let size = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 4);
        let point = exponent + size(whole.len()) - size(leading);
        Decimal { negative, digits: digits.trim_matches('0').to_owned(), point }
    }
}

/// ECMA-262 §6.1.6.1.20, `Number::toString`.
fn number(text: &str) -> String {
    let exact = Decimal::parse(text);
    if exact.digits.is_empty() {
        return "0".to_owned();
    }
    let shortest =
        text.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| Decimal::parse(&format!("{value:e}")));
    let is_double = shortest.is_some_and(|short| short.digits == exact.digits && short.point == exact.point);
    let Decimal { negative, digits, point } = exact;
    let sign = if negative { "-" } else { "" };
    let count = i64::try_from(digits.len()).unwrap_or(i64::MAX / 4);
    let zeros = |n: i64| "0".repeat(usize::try_from(n).unwrap_or(0));
    let split = |at: i64| digits.split_at(usize::try_from(at).unwrap_or(0));
    let text = match point {
        _ if !is_double => scientific(&digits, point),
        1..=21 if count <= point => format!("{digits}{}", zeros(point - count)),
        1..=21 => format!("{}.{}", split(point).0, split(point).1),
        -5..=0 => format!("0.{}{digits}", zeros(-point)),
        _ => scientific(&digits, point),
    };
    format!("{sign}{text}")
}

/// `1.25e+30`
fn scientific(digits: &str, point: i64) -> String {
    let (first, rest) = digits.split_at(1);
    let point_and_rest = if rest.is_empty() { String::new() } else { format!(".{rest}") };
    let exponent = point - 1;
    let sign = if exponent < 0 { "-" } else { "+" };
    format!("{first}{point_and_rest}e{sign}{}", exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::{canonical, digest, number};
    use crate::{Limits, read};
    use stipula_diagnostics::FileId;

    fn of(path: &str, text: &str) -> (String, String) {
        let (tree, faults) = read(FileId(0), path, text.as_bytes().to_vec(), &Limits::default());
        assert!(faults.is_empty(), "{faults:?}");
        let root = tree.root().expect("it can be read");
        (canonical(root), digest(root))
    }

    #[test]
    fn the_examples_of_the_specification() {
        // RFC 8785 §3.2.2 and §3.2.3.
        let text = r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#;
        let expected = r#"{"literals":[null,true,false],"numbers":[3.3333333333333329e+8,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        assert_eq!(of("a.json", text).0, expected);
        let text = "{\"\\u20ac\": 1, \"\\r\": 2, \"\\ufb33\": 3, \"1\": 4, \"\\ud83d\\ude00\": 5, \"\\u0080\": 6, \"\\u00f6\": 7}";
        let names = of("a.json", text).0;
        assert_eq!(names, "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}");
    }

    #[test]
    fn numbers_are_written_as_ecmascript_does() {
        let cases = [
            ("0", "0"),
            ("-0.0", "0"),
            ("0e5", "0"),
            ("1.0", "1"),
            ("100", "100"),
            ("1e2", "100"),
            ("0.10", "0.1"),
            ("1e21", "1e+21"),
            ("1e20", "100000000000000000000"),
            ("0.000001", "0.000001"),
            ("1e-7", "1e-7"),
            ("-12.50", "-12.5"),
            ("9007199254740992", "9007199254740992"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
            ("5e-324", "5e-324"),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn no_digit_is_lost() {
        assert_ne!(number("9007199254740993"), number("9007199254740992"));
        assert_eq!(number("9007199254740993"), "9.007199254740993e+15");
        assert_ne!(number("1e400"), number("1e401"));
        assert_eq!(number("1e400"), number("10e399"));
        assert_ne!(number("1e99999999999999999999"), number("1e-99999999999999999999"));
    }

    #[test]
    fn notation_order_and_comments_do_not_count_and_values_do() {
        let json = of("a.json", r#"{"a": [1, "x"], "b": {"c": null}}"#);
        let yaml = of("a.yaml", "# a comment\nb:\n  c: ~\na:\n  - 1\n  - x\n");
        assert_eq!(json, yaml);
        assert_ne!(of("a.json", r#"{"a": ["x", 1], "b": {"c": null}}"#).1, json.1);
    }
}
