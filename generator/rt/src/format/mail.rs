//! Mail addresses and names of hosts.

use std::net::{Ipv4Addr, Ipv6Addr};

/// RFC 5321 §4.1.2.
pub(super) fn is_email(text: &str) -> bool {
    let Ok(address) = text.parse::<email_address::EmailAddress>() else { return is_empty_quoted(text) };
    address.local_part().is_ascii() && is_domain(address.domain())
}

/// An empty quoted local part, which `email_address` does not know.
fn is_empty_quoted(text: &str) -> bool {
    text.strip_prefix("\"\"@").is_some_and(|domain| is_email(&format!("\"a\"@{domain}")))
}

fn is_domain(text: &str) -> bool {
    let Some(literal) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else { return is_hostname(text) };
    match literal.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6:") => address.parse::<Ipv6Addr>().is_ok(),
        _ => literal.parse::<Ipv4Addr>().is_ok(),
    }
}

/// RFC 1123 §2.1, with the A-labels of RFC 5890 §2.3.2.1.
pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let is_char = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    matches!(label.len(), 1..=63)
        && label.bytes().all(is_char)
        && !label.starts_with('-')
        && !label.ends_with('-')
        && (label.get(2..4) != Some("--"))
}
