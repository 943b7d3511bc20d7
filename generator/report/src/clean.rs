//! Text of contracts is not to be trusted with a terminal: control characters could move the cursor,
//! repaint what was printed or hide what is there.

/// The text with every control, bidirectional and invisible character made visible; tabs stay.
///
/// Each character is replaced on its own, so that cleaning two halves gives the halves of the cleaned whole.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// The same for a message: one line, of bounded length.
pub(crate) fn clean_line(text: &str, limit: usize) -> String {
    let shown = |c: char| if c == '\t' { ' ' } else { visible(c) };
    let mut line: String = text.chars().take(limit).map(shown).collect();
    if text.chars().nth(limit).is_some() {
        line.push('…');
    }
    line
}

/// The same for a help text, which may have several lines.
pub(crate) fn clean_block(text: &str, limit: usize) -> String {
    let lines: Vec<String> = text.lines().take(40).map(|line| clean_line(line, limit)).collect();
    lines.join("\n")
}

fn visible(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('�'),
        '\x7f' => '␡',
        // C1 controls, marks that turn the direction of text, line separators, invisible spaces, tags.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '�',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, clean_block, clean_line};

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(clean("a\x1b[31mb\0\u{9b}31m\u{202e}\r"), "a␛[31mb␀�31m�␍");
        assert_eq!(clean("tab\tgrüße 😀"), "tab\tgrüße 😀");
    }

    #[test]
    fn a_message_is_one_bounded_line() {
        assert_eq!(clean_line("a\nb\tc", 10), "a␊b c");
        assert_eq!(clean_line("abcdef", 3), "abc…");
        assert_eq!(clean_line("abc", 3), "abc");
        assert_eq!(clean_block("a\nb\x1b", 10), "a\nb␛");
    }
}
