//! Templates of paths (OpenAPI 3.1.1 §4.8.8).

/// A template such as `/quotes/{quoteId}/lines`, seen as texts and names in turn.
#[derive(Debug, Clone, Copy)]
pub struct Template<'t>(&'t str);

/// A part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    Text(&'t str),
    Name(&'t str),
}

impl<'t> Template<'t> {
    /// The path of a template; a query or fragment in it is left out.
    pub fn of(template: &'t str) -> Self {
        Self(template.split(['?', '#']).next().unwrap_or_default())
    }

    /// The query that a template fixes, as some documents have it.
    pub fn query(template: &'t str) -> Option<&'t str> {
        let (_, query) = template.split('#').next().unwrap_or_default().split_once('?')?;
        Some(query)
    }

    pub(crate) fn pieces(self) -> Vec<Piece<'t>> {
        let (mut rest, mut pieces) = (self.0, Vec::new());
        while let Some((text, (name, after))) =
            rest.split_once('{').and_then(|(text, tail)| Some((text, tail.split_once('}')?)))
        {
            if !text.is_empty() {
                pieces.push(Piece::Text(text));
            }
            pieces.push(Piece::Name(name));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
        pieces
    }

    /// What stands at the names in a path as it was sent, still percent-encoded; `None` if the path is another one.
    ///
    /// A value ends before the next text of the template, and never goes beyond a `/`.
    pub fn capture<'p>(self, path: &'p str) -> Option<Vec<(&'t str, &'p str)>> {
        let (mut rest, mut captured) = (path, Vec::new());
        let pieces = self.pieces();
        for (n, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(text) => rest = rest.strip_prefix(text)?,
                Piece::Name(name) => {
                    let segment = rest.find('/').unwrap_or(rest.len());
                    let end = match pieces.get(n + 1) {
                        Some(Piece::Text(text)) if !text.starts_with('/') => rest[..segment].find(text)?,
                        _ => segment,
                    };
                    captured.push((*name, &rest[..end]));
                    rest = &rest[end..];
                }
            }
        }
        rest.is_empty().then_some(captured)
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn a_template_captures_what_stands_at_its_names() {
        let capture = |template, path| Template::of(template).capture(path);
        assert_eq!(capture("/quotes/{id}/lines", "/quotes/a%2Fb/lines"), Some(vec![("id", "a%2Fb")]));
        assert_eq!(capture("/files/{name}.{kind}", "/files/a.txt"), Some(vec![("name", "a"), ("kind", "txt")]));
        assert_eq!(capture("/users{id}", "/users;id=5"), Some(vec![("id", ";id=5")]));
        assert_eq!(capture("/quotes/{id}", "/quotes/a/b"), None);
        assert_eq!(capture("/quotes/{id}", "/orders/a"), None);
        assert_eq!(capture("/quotes", "/quotes/"), None);
        assert_eq!(capture("/odd{", "/odd{"), Some(vec![]));
    }

    #[test]
    fn queries_and_fragments_of_a_template_are_no_path() {
        assert_eq!(Template::of("/?Action=List#x").capture("/"), Some(vec![]));
        assert_eq!(Template::query("/?Action=List#x"), Some("Action=List"));
        assert_eq!(Template::query("/a"), None);
    }
}
