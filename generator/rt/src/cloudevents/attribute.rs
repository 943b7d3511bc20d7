//! Context attributes: their names, their types and what is wrong with them (CloudEvents 1.0.2 §3 and §3.1).

use crate::{Fault, Invalid};
use std::collections::BTreeMap;
use std::fmt;

/// The value of an attribute. URIs, times and binary values are strings in their canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// `true` or `false`
    Boolean(bool),
    /// A whole number of 32 bits.
    Integer(i32),
    /// Text.
    String(String),
}

impl fmt::Display for Attribute {
    /// The canonical string (CloudEvents 1.0.2 §3.1), as headers carry it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Attribute::Boolean(flag) => write!(f, "{flag}"),
            Attribute::Integer(number) => write!(f, "{number}"),
            Attribute::String(text) => f.write_str(text),
        }
    }
}

impl From<&str> for Attribute {
    fn from(text: &str) -> Self {
        Attribute::String(text.to_owned())
    }
}

/// What else is called by a name of its own, or never an attribute.
const RESERVED: [&str; 10] =
    ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data", "data_base64"];

/// Extension attributes by name: lower-case letters and digits (CloudEvents 1.0.2 §3, naming conventions).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extensions(BTreeMap<String, Attribute>);

impl Extensions {
    /// Adds an attribute, in place of the one of the same name.
    ///
    /// # Errors
    /// A name that no extension may have, or text with characters that no attribute may carry.
    pub fn insert(&mut self, name: impl Into<String>, value: Attribute) -> Result<(), Invalid> {
        let name = name.into();
        let fault = name_fault(&name).or_else(|| value_fault(&name, &value));
        if let Some(fault) = fault {
            return Err(Invalid { faults: vec![fault] });
        }
        self.0.insert(name, value);
        Ok(())
    }

    /// The attribute of this name.
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.0.get(name)
    }

    /// The text of the attribute of this name.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(Attribute::to_string)
    }

    /// Takes an attribute out.
    pub fn remove(&mut self, name: &str) -> Option<Attribute> {
        self.0.remove(name)
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Attribute)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Attributes as they were given, and what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Given {
    values: BTreeMap<String, Attribute>,
    faults: Vec<Fault>,
}

impl Given {
    pub(super) fn collect<N: Into<String>>(attributes: impl IntoIterator<Item = (N, Attribute)>) -> Self {
        let mut given = Self::default();
        for (name, value) in attributes {
            let name = name.into();
            if given.values.contains_key(&name) {
                given.faults.push(fault(&name, "unique", "stands there more than once"));
                continue;
            }
            given.faults.extend(value_fault(&name, &value));
            given.values.insert(name, value);
        }
        given
    }

    /// Text that must be there and is not empty.
    pub(super) fn required(&mut self, name: &str) -> String {
        self.optional(name).unwrap_or_else(|| {
            let told = self.faults.iter().any(|fault| fault.pointer[1..] == *name);
            self.hold(name, "required", told, "is required");
            String::new()
        })
    }

    /// Text that is not empty where it is there.
    pub(super) fn optional(&mut self, name: &str) -> Option<String> {
        match self.values.remove(name)? {
            Attribute::String(text) => {
                self.hold(name, "minLength", !text.is_empty(), "must not be empty");
                Some(text).filter(|text| !text.is_empty())
            }
            _ => {
                self.hold(name, "type", false, "must be a string");
                None
            }
        }
    }

    /// What is left.
    pub(super) fn extensions(&mut self) -> Extensions {
        let rest = std::mem::take(&mut self.values);
        self.faults.extend(rest.keys().filter_map(|name| name_fault(name)));
        Extensions(rest)
    }

    pub(super) fn hold(&mut self, name: &str, keyword: &'static str, holds: bool, message: &str) {
        if !holds {
            self.faults.push(fault(name, keyword, message));
        }
    }

    pub(super) fn finish<T>(self, value: T) -> Result<T, Invalid> {
        if self.faults.is_empty() { Ok(value) } else { Err(Invalid { faults: self.faults }) }
    }
}

fn fault(name: &str, keyword: &'static str, message: &str) -> Fault {
    Fault { pointer: format!("/{}", name.replace('~', "~0").replace('/', "~1")), keyword, message: message.to_owned() }
}

fn name_fault(name: &str) -> Option<Fault> {
    let is_allowed = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    (!is_allowed || RESERVED.contains(&name))
        .then(|| fault(name, "propertyNames", "names of attributes are lower-case letters and digits"))
}

/// Control characters and code points that are no characters (CloudEvents 1.0.2 §3.1, String).
fn value_fault(name: &str, value: &Attribute) -> Option<Fault> {
    let Attribute::String(text) = value else { return None };
    let is_forbidden = |c: char| {
        c.is_control() || matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF) || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
    };
    text.chars().any(is_forbidden).then(|| fault(name, "string", "has a character that no attribute may have"))
}

/// `type/subtype`, with parameters or without (RFC 2045 §5.1).
pub(super) fn is_media_type(text: &str) -> bool {
    let is_token = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+%'*`|~".contains(&b))
    };
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.split_once('/').is_some_and(|(main, sub)| is_token(main) && is_token(sub))
}

/// RFC 3339 §5.6.
pub(super) fn is_timestamp(text: &str) -> bool {
    text.parse::<crate::Timestamp>().is_ok()
}
