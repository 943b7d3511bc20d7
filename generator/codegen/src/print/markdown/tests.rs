use super::*;

#[track_caller]
fn assert_cleaned(text: &str, expected: &str) {
    let once = clean(text, 60);
    assert_eq!(once, expected);
    assert_eq!(clean(&once, 60), expected, "cleaning what is clean changes it");
}

#[test]
fn what_is_plain_stays() {
    assert_cleaned("An exact amount in one currency.", "An exact amount in one currency.");
    assert_cleaned("Two **bold** words, *one* `code span`.", "Two **bold** words, *one* `code span`.");
    assert_cleaned("See [the guide](https://example.com/a_b).", "See [the guide](https://example.com/a_b).");
    assert_cleaned("2 * 3 < 7 & more", "2 * 3 < 7 & more");
    assert_cleaned("", "");
}

#[test]
fn brackets_are_no_links_to_items() {
    assert_cleaned("One of [a, b] or x[0].", "One of \\[a, b] or x\\[0].");
    assert_cleaned("From [0, 100).", "From [0, 100).");
    assert_cleaned("Already \\[escaped].", "Already \\[escaped].");
    assert_cleaned("A [name](SomeType).", "A name (`SomeType`).");
}

#[test]
fn angle_brackets_are_no_html() {
    assert_cleaned("Use <token> here.", "Use \\<token> here.");
    assert_cleaned("a<br>b", "a\\\nb");
    assert_cleaned("<div>\nblock\n</div>", "\\<div> block \\</div>");
    assert_cleaned("kept <!-- hidden --> text", "kept text");
}

#[test]
fn addresses_are_links() {
    assert_cleaned("See https://example.com/a_b.", "See <https://example.com/a_b>.");
    assert_cleaned("(http://x.org/y)", "(<http://x.org/y>)");
    assert_cleaned("<https://x.org/y>", "<https://x.org/y>");
    assert_cleaned("postgres://host/db", "`postgres://host/db`");
}

#[test]
fn identifiers_are_code() {
    assert_cleaned("The quoteId of snake_case and UpperCamel's.", "The `quoteId` of `snake_case` and `UpperCamel`'s.");
    assert_cleaned("a foo::bar (some_call()).", "a `foo::bar` (`some_call()`).");
    assert_cleaned("GitHub and IDs, NASA, eBay, iPhone.", "GitHub and IDs, NASA, eBay, iPhone.");
    assert_cleaned("usr_ people, prt_ partners", "usr_ people, prt_ partners");
}

#[test]
fn code_is_never_compiled() {
    assert_cleaned("```\nlet x;\n```", "```text\nlet x;\n```");
    assert_cleaned("```rust,ignore\nx\n```", "```text\nx\n```");
    assert_cleaned("```json\n{}\n```", "```json\n{}\n```");
    assert_cleaned("Text:\n\n    indented\n      more\n\nEnd.", "Text:\n\n```text\nindented\n  more\n```\n\nEnd.");
}

#[test]
fn lists_keep_their_shape_and_are_indented() {
    assert_cleaned("* a\n* b\nlazy\n  * deep\n", "- a\n- b lazy\n  - deep");
    assert_cleaned("1. a\n\n2. b", "1. a\n\n2. b");
    assert_cleaned("Before:\n- a\n- b\n\nAfter.", "Before:\n\n- a\n- b\n\nAfter.");
    assert_cleaned("> quoted\nlazy", "> quoted lazy");
}

#[test]
fn long_lines_are_wrapped_without_new_meaning() {
    let text = format!("{} - no item 1. no number", "word ".repeat(11).trim());
    assert_cleaned(&text, "word word word word word word word word word word word - no\nitem 1. no number");
    let wrapped = clean(&format!("- {}", "word ".repeat(30)), 60);
    assert!(wrapped.lines().skip(1).all(|line| line.starts_with("  w")), "{wrapped}");
    assert!(wrapped.lines().all(|line| line.len() <= 60), "{wrapped}");
}

#[test]
fn marks_of_ours_never_meet_those_of_the_text() {
    assert_cleaned("`a Aa_xa", "\\`a `Aa_xa`");
    assert_cleaned("Rn_x`  `", "Rn_x`  `");
    assert_cleaned("**`x`**Rn_x", "**`x`**Rn_x");
    assert_cleaned("ao**https://x.y/**(", "ao**https\\://x.y/**(");
    assert_cleaned("a  \n    - b", "a\\\n\\- b");
    assert_cleaned("**\n**", "\\*\\* \\*\\*");
    assert_cleaned("# a \\# #", "# a \\#");
    assert_cleaned("# a b#", "# a b#");
}

#[test]
fn tables_stay_tables() {
    assert_cleaned("|a|b_c|\n|-|-|\n|1|[x]|", "| a | `b_c` |\n| --- | --- |\n| 1 | \\[x] |");
}

#[test]
fn headings_are_one_line() {
    assert_cleaned("Title\n=====\n\ntext", "# Title\n\ntext");
}

proptest::proptest! {
    #[test]
    fn no_word_is_lost(text in r"([a-z]{1,3}|[A-Z][a-z]_x|\[|\]|\(|\)| |\n|- |# |1\. |> |`|<a>|<|&lt;|\*\*|https://x\.y/|    ){0,24}") {
        let cleaned = clean(&text, 40);
        proptest::prop_assert_eq!(seen(&cleaned), seen(&text), "{:?} became {:?}", text, cleaned);
    }
}
