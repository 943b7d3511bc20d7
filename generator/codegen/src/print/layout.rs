//! Text of items as prettyplease lays it out, with air where a reader wants it.

use super::NotRust;
use crate::code::Chunk;
use syn::{Item, ItemEnum, ItemMod};

/// Items that were parsed and laid out, with a blank line between them.
pub(super) fn laid_out(path: &str, chunk: &Chunk) -> Result<String, NotRust> {
    let (words, rust) = Words::of(chunk.text());
    let file = parsed(path, &rust)?;
    Ok(allowed(&match chunk {
        Chunk::Items(_) => items(file.items, &words),
        Chunk::Printed(text) => format!("{text}\n"),
    }))
}

/// Documentation, which is taken out before Rust is parsed: it is laid out already, and each of its lines would be an
/// attribute of four tokens.
struct Words<'t>(Vec<Vec<&'t str>>);

impl<'t> Words<'t> {
    /// The blocks of comments of a text, and the text with a mark for each.
    fn of(text: &'t str) -> (Self, String) {
        let (mut blocks, mut rest): (Vec<Vec<&str>>, String) = (Vec::new(), String::with_capacity(text.len()));
        let mut is_inside = false;
        for line in text.lines() {
            let words = line.trim_start().strip_prefix(COMMENT).filter(|words| !words.starts_with('/'));
            match (words, blocks.last_mut()) {
                (Some(words), Some(block)) if is_inside => block.push(words),
                (Some(words), _) => {
                    rest.push_str(&format!("{COMMENT}{MARK}{}\n", blocks.len()));
                    blocks.push(vec![words]);
                }
                (None, _) => {
                    rest.push_str(line);
                    rest.push('\n');
                }
            }
            is_inside = words.is_some();
        }
        (Self(blocks), rest)
    }

    /// The text with the comments where their marks are.
    fn back(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        for line in text.lines() {
            let comment = line.trim_start().strip_prefix(COMMENT);
            match comment.and_then(|words| words.strip_prefix(MARK)?.parse::<usize>().ok()) {
                Some(number) => {
                    let indent = &line[..line.len() - line.trim_start().len()];
                    self.0[number].iter().for_each(|words| out.extend([indent, COMMENT, words, "\n"]));
                }
                None => out.extend([line, "\n"]),
            }
        }
        out
    }
}

/// How a line of documentation begins.
const COMMENT: &str = "///";

/// What stands for a block of them.
const MARK: &str = "@";

/// Items with a blank line between them, but between `use` declarations.
fn items(items: Vec<Item>, words: &Words<'_>) -> String {
    let mut out = String::new();
    let mut is_use = false;
    for item in items {
        let is_next_use = is_use && matches!(item, Item::Use(_));
        if !out.is_empty() && !is_next_use {
            out.push('\n');
        }
        is_use = matches!(item, Item::Use(_));
        match item {
            Item::Mod(module) => out.push_str(&self::module(module, words)),
            item => Air::of(&item).let_in(&unparsed(item, words), &mut out),
        }
    }
    out
}

fn unparsed(item: Item, words: &Words<'_>) -> String {
    let is_noted = matches!(&item, Item::Enum(item) if repeats_itself(item));
    let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
    let text = words.back(&prettyplease::unparse(&file));
    let begins = |line: &&str| line.starts_with("pub enum ") || line.starts_with("enum ");
    match text.lines().find(begins).filter(|_| is_noted) {
        Some(head) => text.replacen(head, &format!("{REPEATED}\n{head}"), 1),
        None => text,
    }
}

const REPEATED: &str = "#[allow(clippy::enum_variant_names, reason = \"the contract calls them so\")]";

/// A module with its items inside.
fn module(mut module: ItemMod, words: &Words<'_>) -> String {
    let inside = module.content.as_mut().map(|(_, inside)| std::mem::take(inside)).unwrap_or_default();
    let text = unparsed(Item::Mod(module), words);
    match text.strip_suffix("{}\n") {
        Some(head) => format!("{head}{{\n{}}}\n", indented(&items(inside, words))),
        None => text,
    }
}

/// True if variants repeat the name of their enum, or all begin or end with the same word: clippy notes it where the enum
/// is private.
fn repeats_itself(item: &ItemEnum) -> bool {
    let names: Vec<String> = item.variants.iter().map(|variant| variant.ident.to_string()).collect();
    let own = item.ident.to_string();
    let is_own = |name: &String| {
        name.ends_with(&own) || name.strip_prefix(&own).is_some_and(|rest| !rest.starts_with(char::is_lowercase))
    };
    let first = |name: &String| {
        let end = name.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map_or(name.len(), |(at, _)| at);
        name[..end].to_owned()
    };
    let last = |name: &String| name[name.rfind(char::is_uppercase).unwrap_or_default()..].to_owned();
    let is_shared = |word: &dyn Fn(&String) -> String| names.windows(2).all(|pair| word(&pair[0]) == word(&pair[1]));
    names.len() >= 3 && (names.iter().any(is_own) || is_shared(&first) || is_shared(&last))
}

/// A function of more lines is noted by clippy where it is told to be strict.
const MOST_LINES: usize = 75;

/// Functions that are long because the contract is say so.
fn allowed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    for (n, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        if begins_function(line) && length(&lines[n..], indent) > MOST_LINES {
            out.push_str(indent);
            out.push_str("#[allow(clippy::too_many_lines, reason = \"as long as the contract is\")]\n");
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn begins_function(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("async ").or(line.strip_prefix("const ")).unwrap_or(line);
    line.starts_with("fn ")
}

/// How many lines a function has; one without a body ends at once.
fn length(lines: &[&str], indent: &str) -> usize {
    let is_end = |line: &&str| {
        line.strip_prefix(indent)
            .is_some_and(|line| line == "}" || line.ends_with([';', '}']) && !line.starts_with(' '))
    };
    lines.iter().position(is_end).unwrap_or_default()
}

fn parsed(path: &str, text: &str) -> Result<syn::File, NotRust> {
    syn::parse_file(text).map_err(|error| NotRust { path: path.to_owned(), error, text: text.to_owned() })
}

/// Where an item has blank lines inside; prettyplease prints none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Air {
    /// Nowhere.
    None,
    /// Between methods.
    Methods,
    /// Between fields or variants, where one of them has more than a line of documentation.
    Fields,
}

impl Air {
    fn of(item: &Item) -> Self {
        match item {
            Item::Impl(_) | Item::Trait(_) => Air::Methods,
            Item::Struct(_) | Item::Enum(_) => Air::Fields,
            _ => Air::None,
        }
    }

    /// No literal has a line break in it, hence what stands at the first level does so by its indentation.
    fn let_in(self, text: &str, out: &mut String) {
        let lines: Vec<&str> = text.lines().collect();
        let is_airy = match self {
            Air::None => false,
            Air::Methods => true,
            Air::Fields => lines.windows(2).any(|pair| pair.iter().all(|line| line.starts_with("    ///"))),
        };
        for (n, line) in lines.iter().enumerate() {
            if n > 0 && is_airy && ends_member(lines[n - 1]) && begins_member(line) && !are_short(lines[n - 1], line) {
                out.push('\n');
            }
            out.push_str(line);
            out.push('\n');
        }
    }
}

fn member(line: &str) -> Option<&str> {
    line.strip_prefix("    ").filter(|line| !line.starts_with(' '))
}

fn ends_member(line: &str) -> bool {
    let is_words = |line: &str| line.starts_with("///") || line.starts_with("#[");
    member(line).is_some_and(|line| !is_words(line) && line.ends_with(['}', ';', ',']))
}

fn begins_member(line: &str) -> bool {
    member(line).is_some_and(|line| !line.starts_with(['}', ')', '>']) && !line.starts_with("where"))
}

/// Constants and types of an implementation stand together.
fn are_short(line: &str, next: &str) -> bool {
    let is_short = |line: &str| {
        member(line)
            .is_some_and(|line| line.ends_with(';') && (line.starts_with("const ") || line.starts_with("type ")))
    };
    is_short(line) && is_short(next)
}

/// The same text further in.
pub(crate) fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(text: &str) -> String {
        laid_out("x.rs", &Chunk::Items(text.to_owned())).expect("Rust")
    }

    #[test]
    fn items_and_methods_have_air_between() {
        let text =
            laid("struct A; impl B for A { const X: u8 = 1; const Y: u8 = 2; fn f() { if a { b() } c } fn g() {} }");
        let expected = "\
struct A;

impl B for A {
    const X: u8 = 1;
    const Y: u8 = 2;

    fn f() {
        if a { b() }
        c
    }

    fn g() {}
}
";
        assert_eq!(text.replace("if a {\n            b()\n        }", "if a { b() }"), expected);
    }

    #[test]
    fn fields_have_air_where_one_says_much() {
        assert_eq!(laid("struct A {\n/// x\na: u8,\n/// y\nb: u8 }").matches("\n\n").count(), 0);
        assert_eq!(laid("struct A {\n/// x\n/// z\na: u8,\n/// y\nb: u8 }").matches("\n\n").count(), 1);
        assert_eq!(laid("enum A {\n/// x\n/// z\nB(u8),\n/// y\nC }").matches("\n\n").count(), 1);
    }

    #[test]
    fn modules_have_air_inside() {
        let text =
            laid("/// x\npub mod a { use super::B; use super::C; struct D; impl B for D { fn f() {} fn g() {} } }");
        let expected = "\
/// x
pub mod a {
    use super::B;
    use super::C;

    struct D;

    impl B for D {
        fn f() {}

        fn g() {}
    }
}
";
        assert_eq!(text, expected);
    }

    #[test]
    fn variants_that_repeat_themselves_say_who_named_them() {
        let is_noted = |text: &str| laid(text).contains("enum_variant_names");
        assert!(is_noted("enum Unit { Hour, Month, ServiceUnit }"));
        assert!(is_noted("enum Unit { UnitA, Month, Hour }"));
        assert!(is_noted("enum A { OrderMade, OrderGone, OrderKept }"));
        assert!(is_noted("enum A { MadeV1, GoneV1, KeptV1 }"));
        assert!(!is_noted("enum A { OrderMade, OrderGone }"));
        assert!(!is_noted("enum Unit { United, Month, Hour }"));
    }

    #[test]
    fn long_functions_say_why_they_are() {
        let calls = |n: usize| "f();".repeat(n);
        let text = laid(&format!("trait A {{ fn a(); fn b() {{ {} }} fn c() {{ {} }} }}", calls(80), calls(8)));
        assert_eq!(text.matches("#[allow(clippy::too_many_lines").count(), 1, "{text}");
        assert!(text.contains("contract is\")]\n    fn b() {\n"), "{text}");
        let text = laid(&format!("pub async fn a() {{ {} }}", calls(80)));
        assert!(text.starts_with("#[allow(clippy::too_many_lines"), "{text}");
    }

    #[test]
    fn what_is_no_rust_is_an_error_with_its_text() {
        let error = laid_out("x.rs", &Chunk::Items("struct {".to_owned())).expect_err("no Rust").to_string();
        assert!(error.contains("x.rs") && error.contains("struct {"), "{error}");
    }
}
