//! The YAML reader never panics, keeps its limits, and its spans lie on character boundaries.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stipula_diagnostics::FileId;
use stipula_source::{Limits, read};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { alias_values: 10_000, ..Limits::default() };
    let (tree, diagnostics) = read(FileId(0), "fuzz.yaml", bytes.to_vec(), &limits);
    let text = tree.text();
    for diagnostic in &diagnostics {
        let span = diagnostic.place.span;
        assert!(span.start <= span.end, "{diagnostic:?}");
    }
    for comment in tree.comments() {
        assert!(text[comment.start as usize..comment.end as usize].starts_with('#'));
    }
    for number in 0..u32::try_from(tree.len()).expect("small") {
        let node = tree.node(stipula_source::NodeId(number));
        let span = node.span();
        assert!(text.get(span.start as usize..span.end as usize).is_some());
        let _ = (node.headline(), node.as_str(), node.as_number());
    }
    if let Some(root) = tree.root() {
        let _ = root.to_json();
    }
});
