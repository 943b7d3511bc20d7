//! Where things lie below `released/`.

use semver::Version;

/// The folder of released versions, below the root of the contracts.
pub const FOLDER: &str = "released";
/// The lock, in that folder.
pub const LOCK: &str = "stipula.lock";

/// Where a version of a document lies below `released/`: `http/orders/openapi/1.2.0/openapi.yaml`.
///
/// A document that lies outside the root, at `../shared/money.json`, has `_up_` for each `..`.
pub fn path_of(document: &str, version: &Version) -> String {
    format!("{}/{}", folder_of(document, version), name_of(document))
}

/// Where a payload of a version lies: its name carries its digest, so that no two meet.
pub(crate) fn payload_path(document: &str, version: &Version, payload: &str, digest: &str) -> String {
    let name = name_of(payload);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "json"));
    let short: String = digest.trim_start_matches("sha256:").chars().take(12).collect();
    format!("{}/payloads/{stem}.{short}.{extension}", folder_of(document, version))
}

fn folder_of(document: &str, version: &Version) -> String {
    let folders: Vec<&str> = document.split('/').map(|part| if part == ".." { "_up_" } else { part }).collect();
    let folders = folders.join("/");
    let (before, name) = folders.rsplit_once('/').map_or(("", folders.as_str()), |(before, name)| (before, name));
    let slash = if before.is_empty() { "" } else { "/" };
    format!("{before}{slash}{}/{version}", stem(name))
}

/// The name without its extension; `.schema` before it belongs to it.
fn stem(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.strip_suffix(".schema").filter(|rest| !rest.is_empty()).unwrap_or(stem)
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// True for a path with a released version: below a folder `released`, in a folder that is a version. Such files are
/// loaded as baselines and never as working contracts, whose `$id`s they repeat.
pub fn is_released(path: &str) -> bool {
    let mut folders = path.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev();
    folders.by_ref().any(|folder| folder == FOLDER) && folders.any(|folder| Version::parse(folder).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{is_released, path_of, payload_path};
    use semver::Version;

    #[test]
    fn every_version_has_a_folder() {
        let version = Version::new(1, 2, 0);
        assert_eq!(path_of("http/orders/openapi.yaml", &version), "http/orders/openapi/1.2.0/openapi.yaml");
        assert_eq!(path_of("a.v1.schema.json", &version), "a.v1/1.2.0/a.v1.schema.json");
        assert_eq!(path_of("../shared/money.json", &version), "_up_/shared/money/1.2.0/money.json");
        assert_eq!(path_of(".schema.json", &version), ".schema/1.2.0/.schema.json");
        let payload = payload_path("a.v1.schema.json", &version, "a/1/first.json", "sha256:0123456789abcdef");
        assert_eq!(payload, "a.v1/1.2.0/payloads/first.0123456789ab.json");
    }

    #[test]
    fn released_files_are_known_by_their_folders() {
        assert!(
            is_released("released/a/1.0.0/a.yaml") && is_released("contracts/released/a/b/1.0.0-rc.1/payloads/p.json")
        );
        assert!(
            !is_released("released/a.yaml") && !is_released("a/1.0.0/b.yaml") && !is_released("1.0.0/released/b.yaml")
        );
        assert!(!is_released("released/a/1.0.0"), "a file is no folder");
    }
}
