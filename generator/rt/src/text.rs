//! Texts within bounds.

use crate::{Invalid, Json, Mode, Pattern, Reader, Wire, from_json};
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

/// A text of `MIN` to `MAX` code points, both included (JSON Schema Validation §6.3); `usize::MAX` is no bound.
///
/// ```
/// use stipula_rt::Text;
///
/// let name = Text::<1, 5>::new("Zoë")?;
/// assert_eq!(name.as_str(), "Zoë");
/// assert!(Text::<1, 5>::new("").is_err());
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> Text<MIN, MAX> {
    /// A text within the bounds.
    ///
    /// # Errors
    /// Which bound it is beyond.
    pub fn new(text: impl Into<String>) -> Result<Self, Invalid> {
        let text = text.into();
        let mut reader = Reader::new(Mode::Strict);
        let fits = reader.length(&text, MIN, MAX);
        reader.finish(fits.map(|()| Self(text)))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as a `String`.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<const MIN: usize, const MAX: usize> Wire for Text<MIN, MAX> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(json)?;
        reader.length(text, MIN, MAX).map(|()| Self(text.to_owned()))
    }

    fn write(&self) -> Json {
        self.as_str().into()
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<const MIN: usize, const MAX: usize> Deref for Text<MIN, MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> AsRef<str> for Text<MIN, MAX> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> Borrow<str> for Text<MIN, MAX> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for Text<MIN, MAX> {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::new(text)
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Text<MIN, MAX> {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::new(text)
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<&str> for Text<MIN, MAX> {
    type Error = Invalid;

    fn try_from(text: &str) -> Result<Self, Invalid> {
        Self::new(text)
    }
}

impl<const MIN: usize, const MAX: usize> From<Text<MIN, MAX>> for String {
    fn from(text: Text<MIN, MAX>) -> Self {
        text.0
    }
}

impl<const MIN: usize, const MAX: usize> PartialEq<str> for Text<MIN, MAX> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl<const MIN: usize, const MAX: usize> PartialEq<&str> for Text<MIN, MAX> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// What a schema asks of a text.
#[derive(Debug)]
pub struct TextRules {
    min_length: usize,
    max_length: usize,
    /// An empty one matches everything.
    pattern: Pattern,
    format: Option<&'static str>,
}

impl TextRules {
    /// Any text.
    #[must_use]
    pub const fn new() -> Self {
        Self { min_length: 0, max_length: usize::MAX, pattern: Pattern::new(""), format: None }
    }

    /// `minLength`, in code points.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = length;
        self
    }

    /// `maxLength`, in code points.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// `pattern`
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern.text = pattern;
        self
    }

    /// `format`, one of those that are [known](crate::format::known_format).
    #[must_use]
    pub const fn format(mut self, format: &'static str) -> Self {
        self.format = Some(format);
        self
    }

    /// Notes what is not fulfilled.
    ///
    /// A text that is too long is not held against a pattern that might take long.
    pub fn check(&self, text: &str, reader: &mut Reader) -> Option<()> {
        let length = reader.length(text, self.min_length, self.max_length);
        if length.is_none() && !self.pattern.is_linear() {
            return None;
        }
        let pattern = reader.pattern(text, &self.pattern);
        let format = self.format.map_or(Some(()), |format| reader.format(text, format));
        length.and(pattern).and(format)
    }
}

impl Default for TextRules {
    fn default() -> Self {
        Self::new()
    }
}

/// A newtype around `String`; [`text!`](crate::text!) implements it.
pub trait TextType: Sized {
    /// What is asked of the text.
    fn rules() -> &'static TextRules;
}

/// A text that a type accepts.
#[doc(hidden)]
pub fn checked<T: Wire>(text: String) -> Result<T, Invalid> {
    from_json(&Json::String(text), Mode::Strict)
}

/// Makes `pub struct Amount(String);` a type of the wire that holds what the schema asks.
///
/// The rules are those of [`TextRules`]. Given are `new`, `as_str`, `into_string`, `Display`, `FromStr`,
/// `TryFrom<String>`, `TryFrom<&str>`, `AsRef<str>`, `Borrow<str>`, the way back into `String`, and
/// [`Wire`](crate::Wire).
///
/// ```
/// /// An exact amount.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// pub struct Amount(String);
///
/// stipula_rt::text!(Amount { pattern: r"^-?\d{1,20}(\.\d{1,6})?$", max_length: 28 });
///
/// let amount = Amount::new("12.50")?;
/// assert_eq!(amount.as_str(), "12.50");
/// assert!("12,50".parse::<Amount>().is_err());
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[macro_export]
macro_rules! text {
    ($name:ident { $($rule:ident: $value:expr),* $(,)? }) => {
        impl $crate::TextType for $name {
            fn rules() -> &'static $crate::TextRules {
                static RULES: $crate::TextRules = $crate::TextRules::new()$(.$rule($value))*;
                &RULES
            }
        }

        impl $name {
            /// A text that the contract accepts.
            ///
            /// # Errors
            /// What is wrong with it.
            pub fn new(
                text: impl ::core::convert::Into<::std::string::String>,
            ) -> ::core::result::Result<Self, $crate::Invalid> {
                $crate::hidden::checked(text.into())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text as a `String`.
            #[must_use]
            pub fn into_string(self) -> ::std::string::String {
                self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                Self::new(text)
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::Invalid;

            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, $crate::Invalid> {
                Self::new(text)
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::Invalid;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                Self::new(text)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl $crate::Wire for $name {
            fn read(json: &$crate::Json, reader: &mut $crate::Reader) -> ::core::option::Option<Self> {
                let text = reader.text_by(json, <Self as $crate::TextType>::rules())?;
                ::core::option::Option::Some(Self(text.to_owned()))
            }

            fn write(&self) -> $crate::Json {
                $crate::Json::from(self.as_str())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::{Text, TextRules};
    use crate::{Mode, Reader};

    #[test]
    fn length_counts_code_points() {
        assert!(Text::<4, 4>::new("Zoë😀").is_ok());
        assert!(Text::<0, 3>::new("Zoë😀").is_err());
        assert!(Text::<5, 9>::new("Zoë😀").is_err());
        assert!(Text::<2, { usize::MAX }>::new("ab").is_ok());
    }

    #[test]
    fn every_rule_that_fails_is_named() {
        static RULES: TextRules = TextRules::new().min_length(2).max_length(3).pattern("^[a-z]*$");
        let faults = |text: &str| {
            let mut reader = Reader::new(Mode::Strict);
            let read = RULES.check(text, &mut reader);
            let faults = reader.finish(read).err().map(|invalid| invalid.faults).unwrap_or_default();
            faults.into_iter().map(|fault| fault.keyword).collect::<Vec<_>>()
        };
        assert!(faults("abc").is_empty());
        assert_eq!(faults("A"), ["minLength", "pattern"]);
        assert_eq!(faults("abcd"), ["maxLength"]);
    }

    #[test]
    fn a_pattern_that_may_take_long_is_not_tried_on_what_is_too_long() {
        static RULES: TextRules = TextRules::new().max_length(10).pattern(r"^(a+)+\1$(?!b)");
        let mut reader = Reader::new(Mode::Strict);
        assert_eq!(RULES.check("aaaaaaaaaaaaaaa!", &mut reader), None);
        assert_eq!(reader.finish::<()>(None).map_err(|invalid| invalid.faults.len()), Err(1));
    }
}
