//! Times one file: `cargo run --release --example time FILE`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("a file");
        let t = std::time::Instant::now();
        let v: Result<serde_json::Value, _> = serde_json::from_slice(&bytes);
        println!("{path}: serde_json {:?} ok={}", t.elapsed(), v.is_ok());
        drop(v);
        let t = std::time::Instant::now();
        let (tree, diagnostics) = stipula_source::read(
            stipula_diagnostics::FileId(0),
            &path,
            bytes.clone(),
            &stipula_source::Limits::default(),
        );
        println!("  ours {:?} nodes={} diags={}", t.elapsed(), tree.len(), diagnostics.len());
        let t = std::time::Instant::now();
        let (tree, diagnostics) = stipula_source::read(
            stipula_diagnostics::FileId(0),
            "x.yaml",
            [b"# c\n", &bytes[..]].concat(),
            &stipula_source::Limits::default(),
        );
        println!(
            "  ours as yaml {:?} nodes={} diags={:?}",
            t.elapsed(),
            tree.len(),
            diagnostics.iter().map(|d| &d.message).take(3).collect::<Vec<_>>()
        );
    }
}
