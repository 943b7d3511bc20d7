//! Arrays, item by item.

use super::Reader;
use crate::{Json, Wire};
use std::collections::HashMap;

/// Reads an array item by item: tuples (`prefixItems`).
///
/// ```
/// use stipula_rt::{Json, Mode, Reader, Wire, from_slice};
///
/// /// A place on a map.
/// struct Place(i64, i64, Option<String>);
///
/// impl Wire for Place {
///     fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
///         let mut items = reader.array(json)?;
///         let x = items.required();
///         let y = items.required();
///         let name = items.optional();
///         items.close();
///         Some(Self(x?, y?, name?))
///     }
///
///     fn write(&self) -> Json {
///         let mut items = vec![self.0.write(), self.1.write()];
///         items.extend(self.2.as_ref().map(Wire::write));
///         Json::Array(items)
///     }
/// }
///
/// assert!(from_slice::<Place>(b"[1, 2]", Mode::Strict).is_ok());
/// assert!(from_slice::<Place>(b"[1]", Mode::Strict).is_err());
/// ```
#[derive(Debug)]
pub struct ArrayReader<'r, 'j> {
    reader: &'r mut Reader,
    items: &'j [Json],
    at: usize,
}

impl<'r, 'j> ArrayReader<'r, 'j> {
    pub(super) fn new(reader: &'r mut Reader, items: &'j [Json]) -> Self {
        Self { reader, items, at: 0 }
    }

    /// The next item, which must be there.
    pub fn required<T: Wire>(&mut self) -> Option<T> {
        match self.optional() {
            Some(None) => {
                let count = self.items.len();
                self.reader.fault("minItems", format!("must have an item {}, and has {count} items", self.at))
            }
            read => read.flatten(),
        }
    }

    /// The next item, if there is one.
    pub fn optional<T: Wire>(&mut self) -> Option<Option<T>> {
        let Some(json) = self.items.get(self.at) else { return Some(None) };
        self.at += 1;
        self.reader.item(self.at - 1, json).map(Some)
    }

    /// How many items there may be: `minItems` and `maxItems`.
    pub fn count(&mut self, least: usize, most: usize) {
        let count = self.items.len();
        if count < least {
            self.reader.fault::<()>("minItems", format!("must have at least {least} items, and has {count}"));
        }
        if count > most {
            self.reader.fault::<()>("maxItems", format!("must have at most {most} items, and has {count}"));
        }
    }

    /// No item may be equal to another (`uniqueItems`).
    pub fn unique(&mut self) {
        let mut first = HashMap::with_capacity(self.items.len());
        for (n, item) in self.items.iter().enumerate() {
            if let Some(same) = first.insert(item, n) {
                self.reader.fault::<()>("uniqueItems", format!("items {same} and {n} are equal"));
                return;
            }
        }
    }

    /// The items that are left, each of this type.
    pub fn rest<T: Wire>(self) -> Option<Vec<T>> {
        let mut read = Vec::with_capacity(self.items.len() - self.at);
        let mut is_whole = true;
        for (n, json) in self.items.iter().enumerate().skip(self.at) {
            // All are read, so that all faults are noted.
            match self.reader.item(n, json) {
                Some(item) => read.push(item),
                None => is_whole = false,
            }
        }
        is_whole.then_some(read)
    }

    /// No other items (`"items": false`).
    pub fn close(self) {
        if self.at < self.items.len() {
            let (most, count) = (self.at, self.items.len());
            self.reader.fault::<()>("items", format!("must have at most {most} items, and has {count}"));
        }
    }
}
