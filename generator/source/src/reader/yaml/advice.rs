//! Says in an author's words what the parser found wrong, and points at the cause rather than at the
//! token that no longer fitted.

use crate::reader::{Fault, conflict_marker, narrow};
use granit_parser::ErrorKind as Error;
use stipula_diagnostics::{Span, codes};

const QUOTE_IT: &str = "put the value in quotation marks";

/// The fault for a parser's error at `at`.
pub(super) fn explain(text: &str, kind: &Error, at: usize) -> Fault {
    let here = Cause { text, at };
    match kind {
        Error::MappingValueNotAllowed => here.stray_colon(),
        Error::SimpleKeyExpected | Error::InvalidSimpleKey => match conflict_marker(text, at) {
            Some(fault) => fault,
            None => here.fault("this line has no `: ` after its key").help("write `key: value`"),
        },
        Error::ExpectedBlockMappingKey => here.misfit(),
        Error::ExpectedBlockSequenceEntry => here
            .fault("a key stands among the items of a list")
            .help("indent it below an item, or like the key of the list"),
        Error::BlockSequenceEntryNotAllowed => {
            here.fault("a list cannot begin on the line of its key").help("begin it on the next line, or write `[…]`")
        }
        Error::TabNotAllowed
        | Error::TabInBlockIndentation
        | Error::TabInIndentation
        | Error::TabInPlainScalar
        | Error::TabAtBlockScalarStart => here.tab(),
        _ => here.quotation(kind).or_else(|| here.bracket(kind)).unwrap_or_else(|| here.character(kind)),
    }
}

/// A place in the text and what can be said about it.
#[derive(Clone, Copy)]
struct Cause<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Cause<'s> {
    fn fault(self, message: impl Into<String>) -> Fault {
        let width = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.wide(width, message)
    }

    fn wide(self, width: usize, message: impl Into<String>) -> Fault {
        Fault::new(codes::SYNTAX_ERROR, Span::new(narrow(self.at), narrow(self.at + width)), message)
    }

    fn to(self, at: usize) -> Self {
        Self { at, ..self }
    }

    fn line_start(self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The first character of this line that is no space.
    fn content(self) -> Self {
        let start = self.line_start();
        let line = &self.text[start..];
        self.to(start + line.len() - line.trim_start_matches(' ').len())
    }

    fn line(self) -> &'s str {
        let start = self.line_start();
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// The last line above this one that is neither empty nor a comment.
    fn line_above(self) -> Option<Self> {
        let mut end = self.line_start();
        while end > 0 {
            let line = self.to(end - 1).content();
            if !matches!(line.line().trim_start().chars().next(), None | Some('#')) {
                return Some(line);
            }
            end = line.line_start();
        }
        None
    }

    /// A `: ` where no key can be.
    fn stray_colon(self) -> Fault {
        let before = &self.text[self.line_start()..self.at];
        if before.contains(": ") {
            return self.fault("an unquoted value cannot contain `: `").help(QUOTE_IT);
        }
        if let Some(above) = self.line_above().filter(|above| !has_key(above.line())) {
            let line = above.line().trim();
            let help = if line.contains(':') { "put a space after the `:`" } else { "write `key: value`" };
            return above.wide(line.len(), "this line has no `: ` after its key").help(help);
        }
        let key = self.content();
        key.wide(self.at - key.at, "by its indentation this key belongs to the value above it")
            .help("indent it like the key above it")
    }

    /// A line that continues nothing.
    fn misfit(self) -> Fault {
        let content = self.content();
        let only_dash = self.text[content.at.min(self.at)..self.at].chars().all(|c| matches!(c, ' ' | '-'));
        let here = if only_dash { content } else { self };
        if here.line().trim_start().starts_with("- ") {
            return here
                .fault("no list is open at the indentation of this item")
                .help("indent the items of a list alike, below their key");
        }
        here.fault("this line is indented like none of the lines above it").help("indent it like its neighbours")
    }

    fn tab(self) -> Fault {
        let is_tab_indent = |line: &Self| line.text[line.at..].starts_with('\t');
        let next_line = self.text[self.at..].find('\n').map_or(self.text.len(), |end| self.at + end + 1);
        let lines = [self.content(), self.to(next_line).content()];
        let tab = lines.into_iter().find(is_tab_indent).unwrap_or(self);
        tab.fault("a tab stands in the indentation").help("YAML forbids tabs there; use spaces (YAML 1.2.2 §6.1)")
    }

    fn quotation(self, kind: &Error) -> Option<Fault> {
        Some(match kind {
            Error::UnclosedQuotedScalar | Error::InvalidQuotedScalarIndent | Error::DocumentIndicatorInQuotedScalar => {
                self.opening_quote().fault("this quotation mark is not closed")
            }
            Error::InvalidTrailingSingleQuotedScalar | Error::InvalidTrailingDoubleQuotedScalar => {
                let in_flow = self.text[self.line_start()..self.at].contains(['{', '[']);
                let help = match kind {
                    _ if in_flow => "put a comma between the entries",
                    Error::InvalidTrailingSingleQuotedScalar => "write `''` for an apostrophe, or use double quotes",
                    _ => "write `\\\"` for a quotation mark, or put the whole value in single quotes",
                };
                self.fault("text follows the closing quotation mark").help(help)
            }
            Error::UnknownQuotedScalarEscape => self
                .escape(|c, _| !"0abt\tnvfre \"/\\N_LPxuU\r\n".contains(c))
                .wide(2, "this escape is unknown")
                .help("in double quotes `\\` begins an escape: write `\\\\`, or use single quotes"),
            Error::InvalidQuotedScalarHexEscape => self
                .escape(|c, rest| {
                    let digits = match c {
                        'x' => 2,
                        'u' => 4,
                        'U' => 8,
                        _ => return false,
                    };
                    !rest.get(..digits).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
                })
                .wide(2, "this escape lacks hexadecimal digits")
                .help("`\\x` takes two of them, `\\u` four and `\\U` eight"),
            Error::InvalidLowSurrogateHexEscape
            | Error::InvalidLowSurrogate
            | Error::MissingLowSurrogate
            | Error::UnpairedLowSurrogate => {
                self.fault("this text has an escape that is half of a surrogate pair and stands for no character")
            }
            _ => return None,
        })
    }

    /// The quotation mark that a text around this place began with.
    fn opening_quote(self) -> Self {
        if self.text[self.at..].starts_with(['"', '\'']) {
            return self;
        }
        let begins = |(at, _): &(usize, &str)| *at == 0 || self.text[..*at].ends_with([' ', '\n', '[', '{', ',', '\t']);
        let found = self.text[..self.at].rmatch_indices(['"', '\'']).find(begins);
        self.to(found.map_or(self.at, |(at, _)| at))
    }

    /// The first escape from here of which `is_wrong` is true, given the letter and what follows it.
    fn escape(self, is_wrong: impl Fn(char, &str) -> bool) -> Self {
        let rest = &self.text[self.at..];
        let mut from = 0;
        while let Some(found) = rest[from..].find('\\') {
            let after = &rest[from + found + 1..];
            let Some(letter) = after.chars().next() else { break };
            if is_wrong(letter, &after[letter.len_utf8()..]) && letter.is_ascii() {
                return self.to(self.at + from + found);
            }
            from += found + 1 + letter.len_utf8();
        }
        self
    }

    fn bracket(self, kind: &Error) -> Option<Fault> {
        Some(match kind {
            Error::UnclosedFlowCollection { open } => self.fault(format!("this `{open}` is not closed")),
            Error::MismatchedFlowCollectionEnd { open, close } => {
                self.fault(format!("this `{open}` is closed by `{close}`"))
            }
            Error::MisplacedFlowCollectionEnd => {
                self.fault("this bracket closes nothing").help("remove it, or put the value in quotation marks")
            }
            Error::ExpectedFlowMappingSeparator | Error::UnexpectedEofFlowMapping => {
                self.fault("expected `,` or `}` here")
            }
            Error::ExpectedFlowSequenceSeparator | Error::UnexpectedEofFlowSequence => {
                self.fault("expected `,` or `]` here")
            }
            Error::InvalidColonPlacement => self
                .fault("this `:` follows no key")
                .help("close the `[` or `{` above it, or put the text in quotation marks"),
            Error::ExpectedNodeContent => self.fault("a value is missing here"),
            _ => return None,
        })
    }

    fn character(self, kind: &Error) -> Fault {
        match kind {
            Error::UnexpectedCharacter { character } if character.is_control() => {
                self.fault(format!("the control character U+{:04X} is not allowed", u32::from(*character)))
            }
            Error::UnexpectedCharacter { character: '%' } if self.text[..self.at].ends_with('{') => {
                self.fault("this is a template and no YAML").help("check the file that the template makes")
            }
            Error::UnexpectedCharacter { character: '`' } => {
                self.fault("an unquoted value cannot begin with a backtick").help(QUOTE_IT)
            }
            Error::UnexpectedCharacter { character } => {
                self.fault(format!("an unquoted value cannot begin with `{character}`")).help(QUOTE_IT)
            }
            Error::MissingAnchorOrAliasName => {
                let mark = self.text[self.at..].chars().next().unwrap_or('&');
                self.fault(format!("`{mark}` begins an anchor or an alias, whose name is missing")).help(QUOTE_IT)
            }
            Error::InvalidBlockScalarHeader => {
                self.fault("text stands on the line of this block's `|` or `>`").help("begin the text on the next line")
            }
            Error::UndeclaredTagHandle => self
                .fault("this tag's handle is not declared")
                .help("remove the tag, or quote a text that begins with `!`"),
            Error::UnsupportedYamlMajorVersion => {
                self.fault("this version of YAML is unknown").help("YAML 1.2 is read; remove the directive")
            }
            other => self.fault(other.to_string()),
        }
    }
}

/// True for `key: value`, `key:` and `- key: value`.
fn has_key(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with(':') || line.contains(": ")
}
