//! Formats of texts (JSON Schema Validation §7.3, and those of OpenAPI).

mod host;
mod mail;
mod pointer;
mod template;

use crate::time::formatted;
use crate::{Pattern, time};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a format is asserted. The others are annotations, which accept every text.
///
/// ```
/// use stipula_rt::known_format;
///
/// assert!(known_format("email"));
/// assert!(!known_format("password"));
/// ```
#[must_use]
pub fn known_format(name: &str) -> bool {
    has_format(name, "").is_some()
}

/// Whether a text has a format; nothing if it is not known.
#[must_use]
pub fn has_format(name: &str, text: &str) -> Option<bool> {
    Some(match name {
        "date" => time::date(text).is_some(),
        "date-time" => time::date_time(text).is_some(),
        "duration" => text.parse::<time::Duration>().is_ok(),
        "email" => mail::is_email(text),
        "hostname" => host::is_hostname(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "iri" => fluent_uri::Iri::parse(text).is_ok(),
        "iri-reference" => fluent_uri::IriRef::parse(text).is_ok(),
        "json-pointer" => pointer::is_pointer(text),
        "regex" => Pattern::check(text).is_ok(),
        "relative-json-pointer" => pointer::is_relative(text),
        "time" => time::time(text).is_some(),
        "uri" => fluent_uri::Uri::parse(text).is_ok(),
        "uri-reference" => fluent_uri::UriRef::parse(text).is_ok(),
        "uri-template" => template::is_template(text),
        "uuid" => uuid(text).is_some(),
        _ => return None,
    })
}

/// A UUID (`uuid`, RFC 9562 §4), text kept: letters may be large or small. Two are equal if they are written alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uuid {
    text: Box<str>,
    bits: u128,
}

impl Uuid {
    fn of(text: &str) -> Option<Self> {
        uuid(text).map(|bits| Self { text: text.into(), bits })
    }

    /// The UUID as a number, its first digit the highest.
    #[must_use]
    pub fn as_u128(&self) -> u128 {
        self.bits
    }
}

/// Written with small letters.
impl From<u128> for Uuid {
    fn from(bits: u128) -> Self {
        let digits = format!("{bits:032x}");
        let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &digits[range]);
        Self { text: groups.join("-").into(), bits }
    }
}

fn uuid(text: &str) -> Option<u128> {
    let is_hyphen = |n: usize| matches!(n, 8 | 13 | 18 | 23);
    if text.len() != 36 {
        return None;
    }
    text.bytes().enumerate().try_fold(0, |bits, (n, byte)| match char::from(byte).to_digit(16) {
        None => (is_hyphen(n) && byte == b'-').then_some(bits),
        Some(digit) => (!is_hyphen(n)).then_some((bits << 4) | u128::from(digit)),
    })
}

macro_rules! address {
    ($(#[$doc:meta])* $name:ident, $address:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name {
            text: Box<str>,
            address: $address,
        }

        impl $name {
            fn of(text: &str) -> Option<Self> {
                text.parse().ok().map(|address| Self { text: text.into(), address })
            }

            /// The address.
            #[must_use]
            pub fn address(&self) -> $address {
                self.address
            }
        }

        impl From<$address> for $name {
            fn from(address: $address) -> Self {
                Self { text: address.to_string().into(), address }
            }
        }
    };
}

address!(
    /// An IPv4 address (`ipv4`, RFC 2673 §3.2). It is written in one way only.
    Ipv4, Ipv4Addr
);
address!(
    /// An IPv6 address (`ipv6`, RFC 4291 §2.2), text kept. Two are equal if they are written alike.
    Ipv6, Ipv6Addr
);

formatted!(Uuid = "uuid", Ipv4 = "ipv4", Ipv6 = "ipv6");
