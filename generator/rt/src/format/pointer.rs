//! JSON Pointers.

/// RFC 6901 §3.
pub(super) fn is_pointer(text: &str) -> bool {
    let is_escaped = |text: &str| text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    text.is_empty() || (text.starts_with('/') && is_escaped(text))
}

/// draft-bhutton-relative-json-pointer-00 §3.
pub(super) fn is_relative(text: &str) -> bool {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let (steps, rest) = text.split_at(count);
    let is_number = steps == "0" || (!steps.is_empty() && !steps.starts_with('0'));
    is_number && (rest == "#" || is_pointer(rest))
}
