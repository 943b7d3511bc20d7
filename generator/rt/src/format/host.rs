//! Names of hosts: RFC 1123 §2.1, with the A-labels of RFC 5890 §2.3.2.1.

mod label;

pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let is_char = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_plain =
        matches!(label.len(), 1..=63) && label.bytes().all(is_char) && !label.starts_with('-') && !label.ends_with('-');
    if !is_plain || label.get(2..4) != Some("--") {
        return is_plain;
    }
    // RFC 5891 §4.2.3.1: two hyphens there say that the label is encoded.
    let decoded = label.strip_prefix("xn--").and_then(decode);
    decoded.is_some_and(|label| label::is_valid(&label))
}

/// Punycode (RFC 3492 §6.2).
fn decode(text: &str) -> Option<Vec<char>> {
    let (basic, encoded) = match text.rsplit_once('-') {
        Some((basic, encoded)) if !basic.is_empty() => (basic, encoded),
        _ => ("", text),
    };
    let mut out: Vec<char> = basic.chars().collect();
    let mut digits = encoded.bytes();
    let (mut code, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    while digits.len() > 0 {
        let delta = variable(&mut digits, bias)?;
        let count = u32::try_from(out.len() + 1).ok()?;
        bias = adapt(delta, count, out.len() == basic.len());
        at = at.checked_add(delta)?;
        code = code.checked_add(at / count)?;
        at %= count;
        out.insert(usize::try_from(at).ok()?, char::from_u32(code)?);
        at += 1;
    }
    Some(out)
}

/// A number of variable length, whose digits' weights depend on the bias.
fn variable(digits: &mut impl Iterator<Item = u8>, bias: u32) -> Option<u32> {
    let (mut sum, mut weight) = (0_u32, 1_u32);
    for k in (36_u32..).step_by(36) {
        let digit = char::from(digits.next()?).to_ascii_lowercase();
        let digit = match digit {
            'a'..='z' => u32::from(digit) - u32::from('a'),
            '0'..='9' => u32::from(digit) - u32::from('0') + 26,
            _ => return None,
        };
        sum = sum.checked_add(digit.checked_mul(weight)?)?;
        let threshold = k.saturating_sub(bias).clamp(1, 26);
        if digit < threshold {
            return Some(sum);
        }
        weight = weight.checked_mul(36 - threshold)?;
    }
    None
}

/// §6.1
fn adapt(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 35 * 26 / 2 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::{decode, is_hostname};

    #[test]
    fn the_samples_of_the_specification_are_decoded() {
        // RFC 3492 §7.1.
        let samples = [
            ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
            ("Proprostnemluvesky-uyb24dma41a", "Pročprostěnemluvíčesky"),
            ("MajiKoi5-783gue6qz075azm5e", "MajiでKoiする5秒前"),
            ("de-jg4avhby1noc0d", "パフィーdeルンバ"),
        ];
        for (encoded, expected) in samples {
            assert_eq!(decode(encoded).map(|chars| chars.into_iter().collect::<String>()).as_deref(), Some(expected));
        }
        for broken in ["99999999", "-", "é"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }

    #[test]
    fn labels_have_a_length_and_letters() {
        assert!(is_hostname("a.example") && is_hostname("xn--bcher-kva.example") && is_hostname(&"a".repeat(63)));
        for text in ["", ".", "a.", "-a", "a-", "a_b", "ab--c", "xn--X", "é", &"a".repeat(64)] {
            assert!(!is_hostname(text), "{text}");
        }
    }
}
