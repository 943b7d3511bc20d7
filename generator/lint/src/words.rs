//! Names taken apart: `customerEmail` is `customer`, `email`.

/// The words of a name in lower case, however it is cased: camel, Pascal, snake, kebab, dotted.
///
/// A run of capitals is one word (`HTTPStatus` is `http`, `status`), and digits belong to the word before them.
pub(crate) fn words(name: &str) -> Vec<String> {
    parts(name).map(str::to_lowercase).collect()
}

/// The same words as they are written; takes no memory, so it may be asked of every name.
pub(crate) fn parts(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (word, after) = rest.split_at(end_of_word(rest));
        rest = after;
        Some(word).filter(|word| !word.is_empty())
    })
}

fn end_of_word(text: &str) -> usize {
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let ends_run = || text[at..].chars().nth(1).is_some_and(char::is_lowercase);
        let begins = c.is_uppercase()
            && before.is_some_and(|b| b.is_lowercase() || b.is_numeric() || b.is_uppercase() && ends_run());
        if !c.is_alphanumeric() || begins {
            return at;
        }
        before = Some(c);
    }
    text.len()
}

/// True for `quoteId`: a lower-case letter first, then letters and digits.
pub(crate) fn is_lower_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// True for `QuoteResponse`: a capital first, then letters and digits.
pub(crate) fn is_pascal(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// `quoteId` of any way to write it.
pub(crate) fn lower_camel(name: &str) -> String {
    let mut out = String::new();
    for (n, word) in words(name).iter().enumerate() {
        if n == 0 { out.push_str(word) } else { capitalized(word, &mut out) }
    }
    out
}

/// `QuoteId` of any way to write it.
pub(crate) fn pascal(name: &str) -> String {
    let mut out = String::new();
    for word in words(name) {
        capitalized(&word, &mut out);
    }
    out
}

/// `quote-id` of any way to write it.
pub(crate) fn kebab(name: &str) -> String {
    words(name).join("-")
}

/// `QUOTE_ID` of any way to write it.
pub(crate) fn upper_snake(name: &str) -> String {
    words(name).join("_").to_uppercase()
}

fn capitalized(word: &str, out: &mut String) {
    let mut chars = word.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        for (name, expected) in [
            ("customerEmail", "customer email"),
            ("QUOTE_ID", "quote id"),
            ("HTTPStatus", "http status"),
            ("line2Total", "line2 total"),
            ("com.example.cpq.quote", "com example cpq quote"),
            ("", ""),
            ("éclairÉtat", "éclair état"),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn names_are_cased() {
        assert_eq!(lower_camel("QUOTE_ID"), "quoteId");
        assert_eq!(pascal("quote_response"), "QuoteResponse");
        assert_eq!(kebab("submitForApproval"), "submit-for-approval");
        assert_eq!(upper_snake("inFulfillment"), "IN_FULFILLMENT");
        assert!(is_lower_camel("quoteId") && !is_lower_camel("QuoteId") && !is_lower_camel("quote_id"));
        assert!(is_pascal("QuoteV1") && !is_pascal("quoteV1") && !is_pascal("Quote_V1"));
    }
}
