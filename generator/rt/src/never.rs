//! What accepts no value at all: the schema `false` (JSON Schema Core §4.3.2).

use crate::{Json, Reader, Wire};

/// A type without values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Never {}

impl Wire for Never {
    fn read(_: &Json, reader: &mut Reader) -> Option<Self> {
        reader.fault("falseSchema", "must not be there")
    }

    fn write(&self) -> Json {
        match *self {}
    }
}

#[cfg(test)]
mod tests {
    use super::Never;
    use crate::{Mode, from_slice};

    #[test]
    fn no_value_is_accepted() {
        for text in ["null", "{}", "1"] {
            let faults = from_slice::<Never>(text.as_bytes(), Mode::Tolerant).expect_err("never").faults;
            assert_eq!(faults[0].keyword, "falseSchema");
        }
    }
}
