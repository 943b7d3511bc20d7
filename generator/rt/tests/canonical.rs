//! Canonical JSON is the same in generated code and in the toolchain.

use proptest::prelude::*;
use stipula_rt::Json;
use stipula_source::{Limits, canonical, read};

fn agree(text: &str) {
    let (tree, faults) = read(stipula_diagnostics::FileId(0), "a.json", text.as_bytes().to_vec(), &Limits::default());
    assert!(faults.is_empty(), "{text}: {faults:?}");
    let expected = canonical(tree.root().expect("it was read"));
    assert_eq!(Json::parse(text.as_bytes()).expect("it is JSON").canonical(), expected, "{text}");
}

#[test]
fn hostile_numbers_agree() {
    for text in ["1e400", "10e399", "1e99999999999999999999", "1e-99999999999999999999", "-0", "0e5", "123e-20"] {
        agree(text);
    }
}

proptest! {
    #[test]
    fn numbers_agree(text in "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?") {
        agree(&text);
    }

    #[test]
    fn texts_and_names_agree(names in proptest::collection::btree_set(any::<String>(), 0..5), text in any::<String>()) {
        let members: serde_json::Map<String, serde_json::Value> =
            names.into_iter().map(|name| (name, text.clone().into())).collect();
        agree(&serde_json::Value::Object(members).to_string());
    }

    #[test]
    fn doubles_agree(double in any::<f64>()) {
        if double.is_finite() {
            agree(&format!("{double:e}"));
        }
    }
}
