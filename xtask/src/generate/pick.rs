//! Which documents are surveyed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use stipula_source::{Folder, Limits, Provider};

/// Services whose descriptions are large and whose authors write OpenAPI in ways of their own.
const WELL_KNOWN: [&str; 4] = ["adyen", "openai", "stripe", "twilio"];

/// The documents of paths and of a list, each once, in order.
pub(super) fn documents(paths: &[PathBuf], list: Option<&Path>, count: Option<usize>) -> anyhow::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let all: Vec<PathBuf> =
            Folder::open(path)?.list(&Limits::default())?.iter().map(|file| path.join(file)).collect();
        out.extend(match count {
            Some(count) => some(&all, count),
            None => all,
        });
    }
    let listed = list.map(std::fs::read_to_string).transpose()?.unwrap_or_default();
    out.extend(
        listed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(PathBuf::from),
    );
    let mut seen = BTreeSet::new();
    out.retain(|path| seen.insert(path.clone()));
    Ok(out)
}

/// `count` of them: up to a quarter of well-known services, the rest evenly out of the others.
fn some(all: &[PathBuf], count: usize) -> Vec<PathBuf> {
    let is_description = |path: &&PathBuf| {
        let head = std::fs::read_to_string(path).unwrap_or_default();
        head.contains("\"openapi\"") || head.lines().any(|line| line.starts_with("openapi:"))
    };
    let name = |path: &Path| path.to_string_lossy().to_ascii_lowercase();
    let (known, others): (Vec<&PathBuf>, Vec<&PathBuf>) =
        all.iter().filter(is_description).partition(|path| WELL_KNOWN.iter().any(|known| name(path).contains(known)));
    let mut out = spread(&known, count / 4);
    let rest = count - out.len();
    out.extend(spread(&others, rest));
    out.sort();
    out.into_iter().cloned().collect()
}

/// `count` of a list, at even distances.
pub(super) fn spread<T: Copy>(all: &[T], count: usize) -> Vec<T> {
    let count = count.min(all.len());
    (0..count).map(|n| all[n * all.len() / count]).collect()
}
