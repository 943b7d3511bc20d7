//! Types that stand on the wire.

use crate::{Invalid, Json, Mode, Reader};

/// A type that accepts what its schema accepts, and writes what it read.
pub trait Wire: Sized {
    /// Reads a value. Faults are noted in the reader; what it returns counts only if there are none.
    fn read(json: &Json, reader: &mut Reader) -> Option<Self>;

    /// Writes the value.
    fn write(&self) -> Json;

    /// Holds a value that was put together in Rust against its whole schema, conditions between members included.
    ///
    /// # Errors
    /// Every fault, with its place.
    fn validate(&self) -> Result<(), Invalid> {
        from_json::<Self>(&self.write(), Mode::Strict).map(drop)
    }
}

/// Reads a type from a JSON value.
///
/// # Errors
/// Every fault, with its place.
pub fn from_json<T: Wire>(json: &Json, mode: Mode) -> Result<T, Invalid> {
    let mut reader = Reader::new(mode);
    let read = T::read(json, &mut reader);
    reader.finish(read)
}

/// Reads a type from JSON text.
///
/// # Errors
/// Every fault, with its place; text that is no JSON is one fault.
pub fn from_slice<T: Wire>(text: &[u8], mode: Mode) -> Result<T, Invalid> {
    from_json(&Json::parse(text)?, mode)
}

/// Writes a type as compact JSON text.
#[must_use]
pub fn to_vec<T: Wire>(value: &T) -> Vec<u8> {
    value.write().to_vec()
}

/// Anything.
impl Wire for Json {
    fn read(json: &Json, _: &mut Reader) -> Option<Self> {
        Some(json.clone())
    }

    fn write(&self) -> Json {
        self.clone()
    }
}

/// `null`
impl Wire for () {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        if *json == Json::Null { Some(()) } else { reader.mistyped("null", json) }
    }

    fn write(&self) -> Json {
        Json::Null
    }
}

impl Wire for bool {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        if let Json::Bool(flag) = json { Some(*flag) } else { reader.mistyped("a boolean", json) }
    }

    fn write(&self) -> Json {
        Json::Bool(*self)
    }
}

impl Wire for String {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        reader.text(json).map(str::to_owned)
    }

    fn write(&self) -> Json {
        Json::String(self.clone())
    }
}

/// A value or `null`.
impl<T: Wire> Wire for Option<T> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        if *json == Json::Null { Some(None) } else { T::read(json, reader).map(Some) }
    }

    fn write(&self) -> Json {
        self.as_ref().map_or(Json::Null, T::write)
    }
}

impl<T: Wire> Wire for Box<T> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        T::read(json, reader).map(Box::new)
    }

    fn write(&self) -> Json {
        T::write(self)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        reader.array(json)?.rest()
    }

    fn write(&self) -> Json {
        Json::Array(self.iter().map(T::write).collect())
    }
}
