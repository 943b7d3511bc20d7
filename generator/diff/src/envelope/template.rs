//! Path templates and channel addresses: what they are but for the names of their parameters.

/// A literal text, or the name of a parameter.
enum Piece<'t> {
    Text(&'t str),
    Name(&'t str),
}

/// The names between braces, in order.
pub(crate) fn names(template: &str) -> Vec<&str> {
    let name = |piece| if let Piece::Name(name) = piece { Some(name) } else { None };
    pieces(template).filter_map(name).collect()
}

/// The template without the names: `/quotes/{}`.
pub(crate) fn shape(template: &str) -> String {
    let text = |piece| if let Piece::Text(text) = piece { text } else { "{}" };
    pieces(template).map(text).collect()
}

/// The words of the literal texts.
pub(crate) fn words(template: &str) -> Vec<&str> {
    let text = |piece| if let Piece::Text(text) = piece { Some(text) } else { None };
    let texts = pieces(template).filter_map(text);
    texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()).collect()
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, left)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            rest = left;
            return Some(Piece::Name(name));
        }
        // A brace that nothing closes is text.
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(at, _)| at);
        let (text, left) = rest.split_at(end);
        rest = left;
        Some(Piece::Text(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_has_a_shape_and_names() {
        assert_eq!(shape("/quotes/{quoteId}/lines/{lineId}"), "/quotes/{}/lines/{}");
        assert_eq!(names("/quotes/{quoteId}/lines/{lineId}"), ["quoteId", "lineId"]);
        assert_eq!(shape("/range/{from}-{to}.csv"), "/range/{}-{}.csv");
        assert_eq!(words("orders.{id}.v2"), ["orders", "v2"]);
    }

    #[test]
    fn an_open_brace_is_text() {
        assert_eq!(shape("/a/{b"), "/a/{b");
        assert!(names("{b").is_empty());
        assert_eq!(shape("é{"), "é{");
    }
}
