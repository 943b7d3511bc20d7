//! `serde` passes values on as their text, so that numbers keep theirs.

use super::Json;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// Through [`RawValue`]: any format of `serde_json` will do, others will not.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_text()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// Through [`RawValue`]: any format of `serde_json` will do, others will not.
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        Json::parse(text.get().as_bytes()).map_err(D::Error::custom)
    }
}

/// Gives types of the wire `Serialize` and `Deserialize`, for frameworks that ask for them: as strict as the contract, with
/// every fault in the error, and for `serde_json` only.
///
/// ```
/// use stipula_rt::{Json, Reader, Wire};
///
/// #[derive(Debug)]
/// struct Wrapped(String);
///
/// impl Wire for Wrapped {
///     fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
///         String::read(json, reader).map(Self)
///     }
///
///     fn write(&self) -> Json {
///         self.0.write()
///     }
/// }
///
/// stipula_rt::serde!(Wrapped);
///
/// let read: Wrapped = serde_json::from_str(r#""x""#)?;
/// assert_eq!(serde_json::to_string(&read)?, r#""x""#);
/// assert!(serde_json::from_str::<Wrapped>("1").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! serde {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::hidden::serde::Serialize for $name {
            fn serialize<S: $crate::hidden::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::hidden::serde::Serialize::serialize(&$crate::Wire::write(self), serializer)
            }
        }

        impl<'de> $crate::hidden::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::hidden::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let json: $crate::Json = $crate::hidden::serde::Deserialize::deserialize(deserializer)?;
                $crate::from_json(&json, $crate::Mode::Strict).map_err($crate::hidden::serde::de::Error::custom)
            }
        }
    )+};
}
