//! URI templates (RFC 6570).

pub(super) fn is_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (literal, after) = rest.split_at(open);
        let Some((expression, after)) = after[1..].split_once('}') else { return false };
        if !is_literal(literal) || !is_expression(expression) {
            return false;
        }
        rest = after;
    }
    is_literal(rest)
}

/// §2.1, with erratum 6937, which admits the apostrophe.
fn is_literal(text: &str) -> bool {
    let is_allowed = |char: char| {
        !(char.is_ascii_control() || matches!(char, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}'))
    };
    text.chars().all(is_allowed) && is_percent_encoded(text)
}

/// True if each `%` is followed by two hexadecimal digits.
fn is_percent_encoded(text: &str) -> bool {
    let is_byte = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    text.split('%').skip(1).all(is_byte)
}

/// §2.2 to §2.4
fn is_expression(text: &str) -> bool {
    let list = text.strip_prefix(|first| "+#./;?&=,!@|".contains(first)).unwrap_or(text);
    list.split(',').all(is_variable)
}

fn is_variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((name, length)) => {
            let is_length = matches!(length.len(), 1..=4) && length.bytes().all(|byte| byte.is_ascii_digit());
            if !is_length || length.starts_with('0') {
                return false;
            }
            name
        }
        None => text.strip_suffix('*').unwrap_or(text),
    };
    let is_char = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '%');
    name.split('.').all(|part| !part.is_empty() && part.chars().all(is_char) && is_percent_encoded(part))
}
