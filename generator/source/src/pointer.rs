//! JSON Pointers (RFC 6901).

use std::borrow::Cow;

/// Appends one reference token, escaping `~` and `/` (RFC 6901 §4).
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// The unescaped tokens of a pointer; `None` when it is not empty and does not begin with `/`.
pub fn tokens(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return None;
    }
    Some(pointer.split('/').skip(1).map(unescape))
}

/// A reference token as it was before it was escaped.
pub fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') { Cow::Owned(token.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(token) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_escaped_and_read_back() {
        let mut pointer = String::new();
        for token in ["paths", "/quotes/{id}", "a~b", ""] {
            push(&mut pointer, token);
        }
        assert_eq!(pointer, "/paths/~1quotes~1{id}/a~0b/");
        let read: Vec<_> = tokens(&pointer).expect("a pointer").collect();
        assert_eq!(read, ["paths", "/quotes/{id}", "a~b", ""]);
    }

    #[test]
    fn a_pointer_begins_with_a_slash() {
        assert!(tokens("paths/x").is_none());
        assert_eq!(tokens("").expect("the whole document").count(), 0);
    }
}
