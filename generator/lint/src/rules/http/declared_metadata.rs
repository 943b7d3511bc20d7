//! Metadata objects such as `x-bulk`: shared by the rules that ask for their members.

use stipula_source::Node;

/// The names among `names` that an object does not have, or has without saying anything.
pub(super) fn missing<'w>(object: Node<'_>, names: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let says = |name: &str| object.get(name).is_some_and(|value| !is_empty(value));
    names.filter(|name| !says(name)).collect()
}

fn is_empty(value: Node<'_>) -> bool {
    value.is_null()
        || value.as_str().is_some_and(|text| text.trim().is_empty())
        || (value.is_array() || value.is_object()) && value.is_empty()
}

/// `` `a`, `b` `` for messages.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}
