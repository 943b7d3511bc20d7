//! Enums of texts, and constants.

/// Makes an enum of texts a type of the wire: `enum` with strings.
///
/// Given are `ALL`, `as_str`, `Display`, `FromStr`, `TryFrom<&str>`, `AsRef<str>` and [`Wire`](crate::Wire). After `open`
/// (`x-enum-policy: open`) the enum has a variant `Unknown(String)`: tolerant readers keep what they do not know in it,
/// strict ones refuse it, and so does `FromStr`.
///
/// ```
/// use stipula_rt::{Mode, from_slice};
///
/// /// How a quote stands.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum QuoteStatus {
///     /// It is being written.
///     Draft,
///     /// It was handed in.
///     Submitted,
///     /// A value of a later version.
///     Unknown(String),
/// }
///
/// stipula_rt::choice!(QuoteStatus { Draft = "DRAFT", Submitted = "SUBMITTED" } open);
///
/// assert_eq!(from_slice(br#""DRAFT""#, Mode::Strict), Ok(QuoteStatus::Draft));
/// assert!(from_slice::<QuoteStatus>(br#""LOST""#, Mode::Strict).is_err());
/// assert_eq!(from_slice(br#""LOST""#, Mode::Tolerant), Ok(QuoteStatus::Unknown("LOST".to_owned())));
/// assert_eq!(QuoteStatus::Submitted.to_string(), "SUBMITTED");
/// ```
#[macro_export]
macro_rules! choice {
    ($name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $crate::choice!(@shared $name { $($variant = $text),+ });

        impl $name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl $crate::Wire for $name {
            fn read(json: &$crate::Json, reader: &mut $crate::Reader) -> ::core::option::Option<Self> {
                let text = reader.text(json)?;
                Self::known(text).or_else(|| reader.unknown_choice(&[$($text),+]))
            }

            fn write(&self) -> $crate::Json {
                $crate::Json::from(self.as_str())
            }
        }
    };
    ($name:ident { $($variant:ident = $text:literal),+ $(,)? } open) => {
        $crate::choice!(@shared $name { $($variant = $text),+ });

        impl $name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text,
                }
            }
        }

        impl $crate::Wire for $name {
            fn read(json: &$crate::Json, reader: &mut $crate::Reader) -> ::core::option::Option<Self> {
                let text = reader.text(json)?;
                match Self::known(text) {
                    ::core::option::Option::None if reader.mode() == $crate::Mode::Tolerant => {
                        ::core::option::Option::Some(Self::Unknown(text.to_owned()))
                    }
                    known => known.or_else(|| reader.unknown_choice(&[$($text),+])),
                }
            }

            fn write(&self) -> $crate::Json {
                $crate::Json::from(self.as_str())
            }
        }
    };
    (@shared $name:ident { $($variant:ident = $text:literal),+ }) => {
        impl $name {
            /// All values that the contract knows, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($text => ::core::option::Option::Some(Self::$variant),)+
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                $crate::hidden::checked(text.to_owned())
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::Invalid;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::Invalid> {
                text.parse()
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
}

/// Makes a unit struct a type of the wire that has one value: `const`.
///
/// Given are `value` and [`Wire`](crate::Wire). The value is anything that [`Json`](crate::Json) can be made of, or after
/// `json` the text of any value.
///
/// ```
/// use stipula_rt::{Mode, from_slice, to_vec};
///
/// /// The version of the schema.
/// #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
/// pub struct SchemaVersion;
/// stipula_rt::constant!(SchemaVersion = 1);
///
/// /// The rate that always applies.
/// #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
/// pub struct Rate;
/// stipula_rt::constant!(Rate = json "0.10");
///
/// assert_eq!(from_slice(b"1.0", Mode::Strict), Ok(SchemaVersion));
/// assert!(from_slice::<SchemaVersion>(b"2", Mode::Strict).is_err());
/// assert_eq!(to_vec(&Rate), b"0.10");
/// ```
#[macro_export]
macro_rules! constant {
    ($name:ident = json $text:literal) => {
        $crate::constant!(@impl $name = {
            static VALUE: ::std::sync::LazyLock<$crate::Json> = ::std::sync::LazyLock::new(|| {
                $text.parse().expect("generated from JSON")
            });
            VALUE.clone()
        });
    };
    ($name:ident = $value:expr) => {
        $crate::constant!(@impl $name = { $crate::Json::from($value) });
    };
    (@impl $name:ident = $value:block) => {
        impl $name {
            /// The value on the wire.
            #[must_use]
            pub fn value() -> $crate::Json {
                $value
            }
        }

        impl $crate::Wire for $name {
            fn read(json: &$crate::Json, reader: &mut $crate::Reader) -> ::core::option::Option<Self> {
                reader.constant(json, &Self::value()).map(|()| Self)
            }

            fn write(&self) -> $crate::Json {
                Self::value()
            }
        }
    };
}
