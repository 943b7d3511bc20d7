//! Names: words of contracts as identifiers of Rust.

use unicode_ident::{is_xid_continue, is_xid_start};

/// Words that Rust keeps for itself (The Rust Reference, Keywords), and names that generated code imports.
const KEYWORDS: [&str; 53] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
];

/// Types that generated code refers to by their bare names.
const RESERVED: [&str; 44] = [
    "Self",
    "AsRef",
    "Drop",
    "From",
    "Into",
    "Iterator",
    "Send",
    "Sync",
    "TryFrom",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "Json",
    "Members",
    "Reader",
    "Wire",
    "Int",
    "Text",
    "List",
    "UniqueList",
    "Number",
    "Map",
    "Tri",
    "Timestamp",
    "Date",
    "TimeOfDay",
    "Duration",
    "Uuid",
    "Ipv4",
    "Ipv6",
    "Uri",
    "Email",
    "Rules",
    "Mode",
    "Role",
    "Invalid",
    "Never",
    "Default",
];

/// `quoteLine-items_v2` as `QuoteLineItemsV2`.
pub fn type_name(text: &str) -> String {
    let name: String = words(text).iter().map(|word| capitalised(word)).collect();
    let name = leading(name, 'T');
    if RESERVED.contains(&name.as_str()) { format!("{name}Type") } else { name }
}

/// `quoteId` as `quote_id`; keywords as raw identifiers, or with `_` where Rust has none.
pub fn field_name(text: &str) -> String {
    let name = words(text).join("_");
    let name = leading(name, 'n');
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        keyword if KEYWORDS.contains(&keyword) => format!("r#{name}"),
        _ => name,
    }
}

/// `IN_PROGRESS` as `InProgress`.
pub fn variant_name(text: &str) -> String {
    let name: String = words(text).iter().map(|word| capitalised(word)).collect();
    let name = leading(name, 'V');
    if matches!(name.as_str(), "Self" | "Unknown") { format!("{name}Value") } else { name }
}

/// A name begins with a letter: `1st` is `n1st`, and what has no letter or digit is `n`.
fn leading(name: String, letter: char) -> String {
    match name.chars().next() {
        Some(first) if is_xid_start(first) => name,
        _ => format!("{letter}{name}"),
    }
}

/// The words of a name, in lower case: split where a case, a digit's neighbour or a separator says so.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (n, &c) in chars.iter().enumerate() {
        if !is_xid_continue(c) || c == '_' {
            flush(&mut words, &mut word);
            // A sign in front of a digit is all that keeps `+1` and `-1` apart.
            let digit_follows = chars.get(n + 1).is_some_and(char::is_ascii_digit);
            if words.is_empty() && digit_follows {
                match c {
                    '+' => words.push("plus".to_owned()),
                    '-' => words.push("minus".to_owned()),
                    _ => {}
                }
            }
            continue;
        }
        let before = n.checked_sub(1).map(|n| chars[n]);
        let after = chars.get(n + 1);
        let rises = before.is_some_and(|b| b.is_lowercase() || b.is_numeric()) && c.is_uppercase();
        let ends_acronym =
            before.is_some_and(char::is_uppercase) && c.is_uppercase() && after.is_some_and(|a| a.is_lowercase());
        if rises || ends_acronym {
            flush(&mut words, &mut word);
        }
        word.extend(c.to_lowercase());
    }
    flush(&mut words, &mut word);
    words
}

/// A name ends with the word that reaches this many bytes.
const LONGEST: usize = 80;

fn flush(words: &mut Vec<String>, word: &mut String) {
    if words.iter().map(String::len).sum::<usize>() > LONGEST {
        word.clear();
    }
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The first of the names that is free, else the last with the smallest number that makes it so: `foo_bar_2`, `FooBar2`,
/// `r#type` as `type_2`.
pub(crate) fn free_name(names: impl IntoIterator<Item = String>, mut is_free: impl FnMut(&String) -> bool) -> String {
    let mut last = String::new();
    for name in names {
        if is_free(&name) {
            return name;
        }
        last = name;
    }
    let plain = last.strip_prefix("r#").unwrap_or(&last);
    let is_type = plain.starts_with(char::is_uppercase) && !plain.contains('_');
    let separator = if is_type || plain.ends_with('_') { "" } else { "_" };
    let mut numbered = (2..).map(|n| format!("{plain}{separator}{n}"));
    numbered.find(is_free).expect("numbers never end")
}

/// One of several: `lineItems` has items called `lineItem`.
pub(crate) fn singular(text: &str) -> String {
    let ends = |end: &str| text.ends_with(end);
    if ends("ies") && text.len() > 4 {
        return format!("{}y", &text[..text.len() - 3]);
    }
    if ends("s") && !ends("ss") && !ends("us") && !ends("is") && text.len() > 3 {
        return text[..text.len() - 1].to_owned();
    }
    format!("{text}Item")
}

#[cfg(test)]
mod tests {
    use super::{field_name, free_name, singular, type_name, variant_name};

    #[test]
    fn words_of_every_style_become_one_style() {
        for text in ["quoteId", "quote_id", "quote-id", "QuoteID", "QUOTE_ID"] {
            assert_eq!(field_name(text), "quote_id", "{text}");
            assert_eq!(type_name(text), "QuoteId", "{text}");
        }
        assert_eq!(type_name("HTTPServer2Config"), "HttpServer2Config");
    }

    #[test]
    fn what_rust_does_not_allow_gets_a_predictable_name() {
        assert_eq!(field_name("type"), "r#type");
        assert_eq!(field_name("self"), "self_");
        assert_eq!(field_name("1st"), "n1st");
        assert_eq!(field_name("$"), "n");
        assert_eq!(type_name("Option"), "OptionType");
        assert_eq!(variant_name("+1"), "Plus1");
        assert_eq!(variant_name("-1"), "Minus1");
        assert_eq!(field_name("größe"), "größe");
        assert_eq!(field_name("m²"), "m");
        assert_eq!(type_name("①Ⓐ"), "T");
        assert_eq!(field_name("日本 語"), "日本_語");
    }

    #[test]
    fn long_texts_make_short_names() {
        assert_eq!(field_name(&"word ".repeat(1000)).len(), 104);
    }

    #[test]
    fn a_name_that_is_taken_gets_the_smallest_number() {
        let free = |names: &[&str], taken: &[&str]| {
            free_name(names.iter().map(|name| (*name).to_owned()), |name| !taken.contains(&name.as_str()))
        };
        assert_eq!(free(&["foo", "foo_bar"], &["foo"]), "foo_bar");
        assert_eq!(free(&["foo_bar"], &["foo_bar", "foo_bar_2"]), "foo_bar_3");
        assert_eq!(free(&["FooBar"], &["FooBar"]), "FooBar2");
        assert_eq!(free(&["r#type"], &["r#type"]), "type_2");
        assert_eq!(free(&["self_"], &["self_"]), "self_2");
    }

    #[test]
    fn items_are_called_by_the_singular() {
        assert_eq!(singular("lineItems"), "lineItem");
        assert_eq!(singular("categories"), "category");
        assert_eq!(singular("status"), "statusItem");
    }
}
