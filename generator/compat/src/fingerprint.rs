//! What identifies a finding, so that a waiver is tied to exactly what was looked at.

use std::collections::BTreeMap;
use stipula_diff::Kind;
use stipula_model::Surface;
use stipula_source::sha256;

/// What a fingerprint is made of: never prose, line numbers or the place of a file on a disk.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// The kind of change.
    pub change: Kind,
    /// The path of the contract below its root.
    pub contract: &'a str,
    /// The surfaces that it is judged on; their order does not count.
    pub surfaces: &'a [Option<Surface>],
    /// The place in the contract, as a JSON Pointer.
    pub pointer: &'a str,
    /// The old value.
    pub old: Option<&'a str>,
    /// The new value.
    pub new: Option<&'a str>,
}

/// `sha256:` and the SHA-256 of the canonical JSON (RFC 8785) of an object of texts.
pub fn fingerprint(identity: &Identity<'_>) -> String {
    let mut surfaces: Vec<&str> =
        identity.surfaces.iter().map(|surface| surface.map_or("none", Surface::name)).collect();
    surfaces.sort_unstable();
    surfaces.dedup();
    // Names in ASCII, sorted, texts only: what `serde_json` writes of this is canonical.
    let mut object = BTreeMap::from([
        ("change", identity.change.id().into()),
        ("contract", identity.contract.into()),
        ("pointer", identity.pointer.into()),
        ("surfaces", serde_json::Value::from(surfaces)),
    ]);
    object.extend(identity.old.map(|value| ("old", value.into())));
    object.extend(identity.new.map(|value| ("new", value.into())));
    let text = serde_json::to_string(&object).expect("texts are JSON");
    sha256(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Identity, fingerprint, sha256};
    use stipula_diff::Kind;
    use stipula_model::Surface;

    fn sample() -> Identity<'static> {
        Identity {
            change: Kind::TypeAdded,
            contract: "http/a.schema.json",
            surfaces: &[Some(Surface::HttpRequest), None],
            pointer: "/properties/a\"b",
            old: Some("1"),
            new: None,
        }
    }

    #[test]
    fn it_is_the_digest_of_canonical_json() {
        let text = r#"{"change":"type-added","contract":"http/a.schema.json","old":"1","pointer":"/properties/a\"b","surfaces":["http-request","none"]}"#;
        assert_eq!(fingerprint(&sample()), sha256(text.as_bytes()));
        assert_eq!(sha256(b""), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn every_part_counts_and_the_order_of_surfaces_does_not() {
        let own = fingerprint(&sample());
        let reversed = Identity { surfaces: &[None, Some(Surface::HttpRequest)], ..sample() };
        assert_eq!(fingerprint(&reversed), own);
        let others = [
            Identity { change: Kind::TypeRemoved, ..sample() },
            Identity { contract: "a", ..sample() },
            Identity { surfaces: &[None], ..sample() },
            Identity { pointer: "", ..sample() },
            Identity { old: None, ..sample() },
            Identity { old: None, new: Some("1"), ..sample() },
        ];
        for other in others {
            assert_ne!(fingerprint(&other), own, "{other:?}");
        }
    }
}
