//! Lists within bounds.

use crate::{Fault, Invalid, Json, Reader, Wire};
use std::collections::HashMap;
use std::ops::Deref;

/// A list of `MIN` to `MAX` items, both included (JSON Schema Validation §6.4); `usize::MAX` is no bound.
///
/// ```
/// use stipula_rt::List;
///
/// let list = List::<i64, 1, 3>::new(vec![1, 2])?;
/// assert_eq!(list.iter().sum::<i64>(), 3);
/// assert!(List::<i64, 1, 3>::new(vec![]).is_err());
/// # Ok::<(), stipula_rt::Invalid>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct List<T, const MIN: usize, const MAX: usize>(Vec<T>);

/// A [`List`] in which no item stands twice, as JSON Schema compares them (`uniqueItems`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UniqueList<T, const MIN: usize, const MAX: usize>(Vec<T>);

fn count(count: usize, least: usize, most: usize) -> Result<(), Invalid> {
    let fault = match count {
        _ if count < least => Fault::at_root("minItems", format!("must have at least {least} items, and has {count}")),
        _ if count > most => Fault::at_root("maxItems", format!("must have at most {most} items, and has {count}")),
        _ => return Ok(()),
    };
    Err(fault.into())
}

impl<T, const MIN: usize, const MAX: usize> List<T, MIN, MAX> {
    /// A list within the bounds.
    ///
    /// # Errors
    /// Which bound it is beyond.
    pub fn new(items: Vec<T>) -> Result<Self, Invalid> {
        count(items.len(), MIN, MAX).map(|()| Self(items))
    }
}

impl<T: Wire, const MIN: usize, const MAX: usize> UniqueList<T, MIN, MAX> {
    /// A list within the bounds, without repetitions.
    ///
    /// # Errors
    /// Which bound it is beyond, or which items are equal.
    pub fn new(items: Vec<T>) -> Result<Self, Invalid> {
        count(items.len(), MIN, MAX)?;
        let mut first = HashMap::with_capacity(items.len());
        for (n, item) in items.iter().enumerate() {
            if let Some(same) = first.insert(item.write(), n) {
                return Err(Fault::at_root("uniqueItems", format!("items {same} and {n} are equal")).into());
            }
        }
        Ok(Self(items))
    }
}

impl<T: Wire, const MIN: usize, const MAX: usize> Wire for List<T, MIN, MAX> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut items = reader.array(json)?;
        items.count(MIN, MAX);
        Self::new(items.rest()?).ok()
    }

    fn write(&self) -> Json {
        self.0.write()
    }
}

impl<T: Wire, const MIN: usize, const MAX: usize> Wire for UniqueList<T, MIN, MAX> {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut items = reader.array(json)?;
        items.count(MIN, MAX);
        items.unique();
        // What was read is not held against itself again.
        items.rest().map(Self)
    }

    fn write(&self) -> Json {
        self.0.write()
    }
}

macro_rules! shared {
    ($list:ident, $($bound:tt)*) => {
        impl<T, const MIN: usize, const MAX: usize> $list<T, MIN, MAX> {
            /// The items.
            #[must_use]
            pub fn into_vec(self) -> Vec<T> {
                self.0
            }
        }

        impl<T $($bound)*, const MIN: usize, const MAX: usize> $list<T, MIN, MAX> {
            /// The items of an iterator.
            ///
            /// # Errors
            /// What is wrong with them as a list.
            pub fn try_from_iter(items: impl IntoIterator<Item = T>) -> Result<Self, Invalid> {
                Self::new(items.into_iter().collect())
            }
        }

        impl<T $($bound)*, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for $list<T, MIN, MAX> {
            type Error = Invalid;

            fn try_from(items: Vec<T>) -> Result<Self, Invalid> {
                Self::new(items)
            }
        }

        impl<T, const MIN: usize, const MAX: usize> From<$list<T, MIN, MAX>> for Vec<T> {
            fn from(list: $list<T, MIN, MAX>) -> Self {
                list.0
            }
        }

        impl<T, const MIN: usize, const MAX: usize> Deref for $list<T, MIN, MAX> {
            type Target = [T];

            fn deref(&self) -> &[T] {
                &self.0
            }
        }

        impl<T, const MIN: usize, const MAX: usize> AsRef<[T]> for $list<T, MIN, MAX> {
            fn as_ref(&self) -> &[T] {
                &self.0
            }
        }

        impl<T, const MIN: usize, const MAX: usize> IntoIterator for $list<T, MIN, MAX> {
            type Item = T;
            type IntoIter = std::vec::IntoIter<T>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        impl<'l, T, const MIN: usize, const MAX: usize> IntoIterator for &'l $list<T, MIN, MAX> {
            type Item = &'l T;
            type IntoIter = std::slice::Iter<'l, T>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.iter()
            }
        }

        impl<T, const MAX: usize> Default for $list<T, 0, MAX> {
            fn default() -> Self {
                Self(Vec::new())
            }
        }
    };
}

shared!(List,);
shared!(UniqueList, : Wire);

#[cfg(test)]
mod tests {
    use super::{List, UniqueList};
    use crate::{Json, Mode, from_slice};

    type Any<const MIN: usize, const MAX: usize> = UniqueList<Json, MIN, MAX>;

    fn keywords<T: crate::Wire>(text: &str) -> Vec<&'static str> {
        let faults = from_slice::<T>(text.as_bytes(), Mode::Strict).err().map(|invalid| invalid.faults);
        faults.unwrap_or_default().into_iter().map(|fault| fault.keyword).collect()
    }

    #[test]
    fn bounds_are_included() {
        assert!(keywords::<List<i64, 1, 2>>("[1]").is_empty());
        assert!(keywords::<List<i64, 1, 2>>("[1, 1]").is_empty());
        assert_eq!(keywords::<List<i64, 1, 2>>("[]"), ["minItems"]);
        assert_eq!(keywords::<List<i64, 1, 2>>("[1, 2, \"3\"]"), ["maxItems", "type"]);
        assert!(List::<i64, 1, 2>::try_from_iter([1, 2, 3]).is_err());
        assert!(List::<i64, 0, 2>::default().is_empty());
    }

    #[test]
    fn items_are_equal_as_json_schema_says() {
        assert_eq!(keywords::<Any<0, 9>>(r#"[{"a": 1, "b": 2}, {"b": 2.0, "a": 1e0}]"#), ["uniqueItems"]);
        assert!(keywords::<Any<0, 9>>(r#"[1, "1", true, [1], {"a": 1}, null, 0, false]"#).is_empty());
        assert!(Any::<0, 9>::new(vec![Json::from(1), Json::parse(b"1.0").expect("JSON")]).is_err());
    }
}
