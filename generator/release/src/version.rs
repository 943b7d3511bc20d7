//! Versions of documents: those that they declare, and those that the lock counts for them.

use crate::Bump;
use semver::Version;
use stipula_model::Kind;
use stipula_source::Node;

/// Where a document's version comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declared {
    /// It says so itself, under this key, such as `info.version`.
    Own(&'static str, Version),
    /// It says something under this key that is no version.
    Unreadable(&'static str, String),
    /// The `.vN` of its name is the major version; the lock counts the rest.
    Major(u64),
    /// It says nothing: the lock counts.
    Counted,
}

/// What a document says about its version: `info.version` of descriptions, `x-version` or `version` of other documents,
/// or the `.vN` of the file's name.
pub fn declared(kind: Kind, root: Node<'_>, path: &str) -> Declared {
    let keys: &[&'static str] = match kind {
        Kind::OpenApi(_) | Kind::AsyncApi(_) => &["info.version"],
        _ => &["x-version", "version"],
    };
    let value =
        |key: &str| key.split('.').try_fold(root, Node::get).and_then(|node| node.as_str().or(node.as_number()));
    let said = keys.iter().find_map(|key| Some((*key, value(key)?)));
    match said {
        Some((key, text)) => match parse(text) {
            Some(version) => Declared::Own(key, version),
            None => Declared::Unreadable(key, text.to_owned()),
        },
        None => major_of(path).map_or(Declared::Counted, Declared::Major),
    }
}

/// A version (Semantic Versioning 2.0.0); minor and patch may be left out, as in `1.2`.
pub fn parse(text: &str) -> Option<Version> {
    let numbers = text.split('.').count();
    let is_short = numbers < 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let padded = if is_short { format!("{text}{}", ".0".repeat(3 - numbers)) } else { text.to_owned() };
    Version::parse(&padded).ok()
}

/// `2` of `quote-approved.v2.schema.json`.
fn major_of(path: &str) -> Option<u64> {
    let name = path.rsplit('/').next()?;
    name.split('.').skip(1).find_map(|part| {
        let digits = part.strip_prefix('v')?;
        (!digits.starts_with('0') || digits == "0").then(|| digits.parse().ok()).flatten()
    })
}

/// The least version after `last` that a change asks for. Below 1.0.0 the minor version has the part of the major one, as
/// Cargo and npm have it.
pub(crate) fn least(last: &Version, bump: Bump) -> Version {
    let Version { major, minor, patch, .. } = *last;
    let bumped = match (bump, major) {
        (Bump::None, _) => return last.clone(),
        (Bump::Major, 1..) => Version::new(major + 1, 0, 0),
        (Bump::Minor, 1..) | (Bump::Major, 0) => Version::new(major, minor + 1, 0),
        (Bump::Minor | Bump::Patch, _) => Version::new(major, minor, patch + 1),
    };
    // A pre-release promises nothing yet: what follows it may be the release itself.
    if last.pre.is_empty() { bumped } else { Version::new(major, minor, patch) }
}

/// True if a version may follow `last` after such a change. A pre-release counts as the version that it leads to.
pub(crate) fn may_follow(version: &Version, last: &Version, bump: Bump) -> bool {
    let Version { major, minor, patch, .. } = *version;
    let is_enough = !last.pre.is_empty() || Version::new(major, minor, patch) >= least(last, bump);
    is_enough && (version > last || bump == Bump::None && version == last)
}

#[cfg(test)]
mod tests {
    use super::{Declared, declared, least, may_follow, parse};
    use crate::Bump;
    use semver::Version;
    use stipula_diagnostics::FileId;
    use stipula_model::kind_of;
    use stipula_source::{Limits, read};

    fn of(path: &str, text: &str) -> Declared {
        let (tree, _) = read(FileId(0), path, text.as_bytes().to_vec(), &Limits::default());
        let root = tree.root().expect("it can be read");
        declared(kind_of(root, path), root, path)
    }

    #[test]
    fn documents_say_their_version_in_many_ways() {
        let openapi =
            |version: &str| of("a.yaml", &format!("openapi: 3.1.0\nversion: 9.9.9\ninfo: {{version: {version}}}"));
        assert_eq!(openapi("1.2.3"), Declared::Own("info.version", Version::new(1, 2, 3)));
        assert_eq!(openapi("1.2"), Declared::Own("info.version", Version::new(1, 2, 0)));
        assert_eq!(openapi("2026-11"), Declared::Unreadable("info.version", "2026-11".to_owned()));
        assert_eq!(of("a.schema.json", r#"{"x-version": "2.0.0"}"#), Declared::Own("x-version", Version::new(2, 0, 0)));
        assert_eq!(of("b/a.v2.schema.json", "{}"), Declared::Major(2));
        assert_eq!(of("b.v3/a.schema.json", "{}"), Declared::Counted);
        assert_eq!(of("a.v02.schema.json", "{}"), Declared::Counted);
    }

    #[test]
    fn only_versions_are_versions() {
        assert!(parse("1.0.0-rc.1").is_some() && parse("2").is_some());
        for text in ["", "v1.0.0", "1.0.0.0", "01.0.0", "latest", ".1", "1."] {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_next_version_follows_the_change() {
        let next = |text: &str, bump| least(&parse(text).expect("a version"), bump).to_string();
        assert_eq!(next("1.2.3", Bump::Major), "2.0.0");
        assert_eq!(next("1.2.3", Bump::Minor), "1.3.0");
        assert_eq!(next("1.2.3", Bump::Patch), "1.2.4");
        assert_eq!(next("1.2.3", Bump::None), "1.2.3");
        assert_eq!(next("0.2.3", Bump::Major), "0.3.0");
        assert_eq!(next("0.2.3", Bump::Minor), "0.2.4");
        assert_eq!(next("2.0.0-rc.1", Bump::Major), "2.0.0");
    }

    #[test]
    fn a_version_may_be_too_low_for_a_change() {
        let follows = |version: &str, last: &str, bump| {
            may_follow(&parse(version).expect("a version"), &parse(last).expect("a version"), bump)
        };
        assert!(follows("2.0.0", "1.2.3", Bump::Major) && !follows("1.3.0", "1.2.3", Bump::Major));
        assert!(follows("2.0.0", "1.2.3", Bump::Minor), "more than needed is no harm");
        assert!(!follows("1.2.3", "1.2.3", Bump::Patch) && follows("1.2.3", "1.2.3", Bump::None));
        assert!(follows("2.0.0-rc.1", "1.2.3", Bump::Major) && !follows("1.3.0-rc.1", "1.2.3", Bump::Major));
        assert!(follows("2.0.0-rc.2", "2.0.0-rc.1", Bump::Major) && !follows("2.0.0-rc.1", "2.0.0-rc.2", Bump::Patch));
        assert!(!follows("1.2.2", "1.2.3", Bump::None));
    }
}
