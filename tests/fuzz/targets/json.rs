//! The JSON reader agrees with `serde_json` on every text that both accept, and never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stipula_diagnostics::FileId;
use stipula_source::{Limits, read};

fuzz_target!(|bytes: &[u8]| {
    let (tree, diagnostics) = read(FileId(0), "fuzz.json", bytes.to_vec(), &Limits::default());
    if !diagnostics.is_empty() {
        return;
    }
    let root = tree.root().expect("a clean file has a root");
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // serde_json's own limit on nesting is lower than ours.
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) {
        assert_eq!(root.to_json(), value);
    }
    for number in 0..u32::try_from(tree.len()).expect("small") {
        let node = tree.node(stipula_source::NodeId(number));
        let span = node.span();
        assert!(span.start <= span.end && span.end as usize <= tree.text().len());
        if !node.is_key() && tree.len() < 200 {
            assert_eq!(root.at_pointer(&node.pointer()), Some(node));
        }
    }
});
