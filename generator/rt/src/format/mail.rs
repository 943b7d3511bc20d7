//! Mail addresses.

use super::host::is_hostname;
use std::net::{Ipv4Addr, Ipv6Addr};

/// RFC 5321 §4.1.2.
pub(super) fn is_email(text: &str) -> bool {
    // An empty quoted local part, which `email_address` does not know.
    if let Some(domain) = text.strip_prefix("\"\"@") {
        return !domain.contains('@') && is_domain(domain);
    }
    let address = text.parse::<email_address::EmailAddress>();
    address.is_ok_and(|address| address.local_part().is_ascii() && is_domain(address.domain()))
}

fn is_domain(text: &str) -> bool {
    let Some(literal) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        return is_hostname(text);
    };
    match literal.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6:") => address.parse::<Ipv6Addr>().is_ok(),
        _ => literal.parse::<Ipv4Addr>().is_ok(),
    }
}
