use std::collections::{BTreeMap, BTreeSet};
use stipula_diagnostics::{Diagnostic, FileId, Place};
use stipula_source::{Position, Sources};

/// The lines and columns of all places of some findings.
///
/// They are found in one pass over each file. Asking for one at a time would read a minified file,
/// which is one line of megabytes, from its beginning for every finding.
pub(crate) struct Positions {
    known: BTreeMap<(FileId, u32), Position>,
}

impl Positions {
    /// Of every place that the findings name.
    pub(crate) fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>, sources: &Sources) -> Self {
        Self::of_places(findings.into_iter().flat_map(places), sources)
    }

    /// Of some places.
    pub(crate) fn of_places<'a>(places: impl IntoIterator<Item = &'a Place>, sources: &Sources) -> Self {
        let mut wanted: BTreeMap<FileId, BTreeSet<u32>> = BTreeMap::new();
        for place in places {
            wanted.entry(place.file).or_default().extend([place.span.start, place.span.end]);
        }
        let known = wanted.into_iter().flat_map(|(file, offsets)| {
            let found = walk(sources.file(file).text(), offsets);
            found.into_iter().map(move |(offset, position)| ((file, offset), position))
        });
        Self { known: known.collect() }
    }

    /// Where a place begins.
    pub(crate) fn start(&self, place: &Place) -> Position {
        self.known[&(place.file, place.span.start)]
    }

    /// Where a place ends; never before its beginning.
    pub(crate) fn end(&self, place: &Place) -> Position {
        self.known[&(place.file, place.span.end)].max(self.start(place))
    }
}

fn places(finding: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&finding.place).chain(finding.labels.iter().map(|label| &label.place))
}

/// The position of each offset; an offset past the end or inside a character is that of the character before it.
fn walk(text: &str, offsets: BTreeSet<u32>) -> Vec<(u32, Position)> {
    let mut at = 0;
    let mut position = Position { line: 1, column: 1 };
    let step = |offset: u32| {
        let next = text.floor_char_boundary(offset as usize).max(at);
        position = advance(position, &text[at..next]);
        at = next;
        (offset, position)
    };
    offsets.into_iter().map(step).collect()
}

fn advance(from: Position, passed: &str) -> Position {
    match passed.rfind('\n') {
        None => Position { line: from.line, column: from.column + count(passed) },
        Some(last) => {
            let breaks = passed.bytes().filter(|&byte| byte == b'\n').count();
            Position { line: from.line + narrow(breaks), column: 1 + count(&passed[last + 1..]) }
        }
    }
}

fn count(text: &str) -> u32 {
    narrow(text.chars().count())
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("files are below 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::walk;
    use stipula_source::{Limits, Memory, Position, Sources};

    #[test]
    fn agrees_with_the_source_at_every_offset() {
        let text = "a: 😀x\r\n\tb: é\n\nlast";
        let mut sources = Sources::new(Limits::default());
        let root = sources.add_root(Box::new(Memory::new().with("a.yaml", text)), "");
        sources.load(root, &["a.yaml".to_owned()]).expect("it is there");
        let file = &sources.files()[0];
        let offsets = (0..u32::try_from(text.len()).expect("short") + 5).collect();
        for (offset, position) in walk(text, offsets) {
            assert_eq!(position, file.position(offset), "offset {offset}");
        }
        assert_eq!(walk("", [7].into()), [(7, Position { line: 1, column: 1 })]);
    }
}
