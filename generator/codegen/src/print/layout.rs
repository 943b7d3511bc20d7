//! Text of items as prettyplease lays it out, with air where a reader wants it.

use super::NotRust;
use crate::code::Chunk;
use syn::Item;

/// Items that were parsed and laid out, with a blank line between them.
pub(super) fn laid_out(path: &str, chunk: &Chunk) -> Result<String, NotRust> {
    let text = match chunk {
        Chunk::Items(text) => text,
        Chunk::Printed(text) => {
            parsed(path, text)?;
            return Ok(format!("{text}\n"));
        }
    };
    let mut file = parsed(path, text)?;
    let items = std::mem::take(&mut file.items);
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for item in items {
        if !out.is_empty() {
            out.push('\n');
        }
        let air = Air::of(&item);
        file.items = vec![item];
        air.let_in(&prettyplease::unparse(&file), &mut out);
    }
    Ok(out)
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
    fn what_is_no_rust_is_an_error_with_its_text() {
        let error = laid_out("x.rs", &Chunk::Items("struct {".to_owned())).expect_err("no Rust").to_string();
        assert!(error.contains("x.rs") && error.contains("struct {"), "{error}");
    }
}
