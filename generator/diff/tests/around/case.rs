//! A case: files, an edit of them, and what is found.

use stipula_diff::{Diff, Fact, Kind, Payload, Version, diff};
use stipula_model::{Model, NodeRef, Roots, load};
use stipula_source::{Limits, Memory, Sources};

/// Files by path.
pub(crate) type Files = Vec<(String, String)>;

/// Contracts, an edit, and the facts in both directions, as `kind name old-pointer -> new-pointer`.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) base: &'static [(&'static str, &'static str)],
    /// Each text is replaced by the other, where it stands once. `file:` names a file.
    pub(crate) edits: &'static [(&'static str, &'static str)],
    pub(crate) forth: &'static [&'static str],
    pub(crate) back: &'static [&'static str],
}

impl Case {
    pub(crate) fn before(&self) -> Files {
        self.base.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    pub(crate) fn after(&self) -> Files {
        self.edits.iter().fold(self.before(), |files, (from, to)| edit(files, from, to))
    }

    pub(crate) fn check(&self) {
        let (old, new) = (self.before(), self.after());
        let (forth, back) = (facts(&old, &new), facts(&new, &old));
        assert_eq!(forth, self.forth, "{} forth", self.name);
        assert_eq!(back, self.back, "{} back", self.name);
    }
}

fn edit(mut files: Files, from: &str, to: &str) -> Files {
    if let Some(path) = from.strip_prefix("file:") {
        let at = files.iter().position(|(other, _)| other == path).expect("the file is there");
        match to.strip_prefix("file:") {
            Some(path) => path.clone_into(&mut files[at].0),
            None => _ = files.remove(at),
        }
        return files;
    }
    let places: usize = files.iter().map(|(_, text)| text.matches(from).count()).sum();
    assert_eq!(places, 1, "`{from}` stands once");
    for (_, text) in &mut files {
        *text = text.replace(from, to);
    }
    files
}

/// Declares the cases of a family: a test for each.
macro_rules! cases {
    ($list:ident of $base:expr; $($name:ident { $([$from:literal => $to:expr])* forth $forth:tt back $back:tt })*) => {
        pub(crate) const $list: &[crate::case::Case] = &[$(crate::case::Case {
            name: stringify!($name),
            base: $base,
            edits: &[$(($from, $to)),*],
            forth: &$forth,
            back: &$back,
        }),*];

        $(#[test]
        fn $name() {
            let case = $list.iter().find(|case| case.name == stringify!($name)).expect("declared above");
            case.check();
        })*
    };
}
pub(crate) use cases;

fn with_diff<T>(old: &[(String, String)], new: &[(String, String)], read: impl Fn(&Sources, Diff) -> T) -> T {
    let mut sources = Sources::new(Limits::default());
    let mut add = |files: &[(String, String)], label: &str| {
        let memory = files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text.as_str()));
        let root = sources.add_root(Box::new(memory), label);
        let paths = sources.list(root).expect("memory is listed");
        let faults = sources.load(root, &paths).expect("memory is read");
        assert!(faults.is_empty(), "{faults:?}");
        let mut roots = Roots::only(root);
        load(&mut sources, &mut roots).expect("references load");
        roots
    };
    let (old_roots, new_roots) = (add(old, "old/"), add(new, "new/"));
    let model = |roots: &Roots| {
        let (model, faults) = Model::build(&sources, roots);
        assert!(faults.is_empty(), "{faults:?}");
        model
    };
    let (old_model, new_model) = (model(&old_roots), model(&new_roots));
    let found = diff(
        Version { sources: &sources, roots: &old_roots, model: &old_model },
        Version { sources: &sources, roots: &new_roots, model: &new_model },
    );
    read(&sources, found)
}

/// The facts about everything but schemas, as lines.
pub(crate) fn facts(old: &[(String, String)], new: &[(String, String)]) -> Vec<String> {
    with_diff(old, new, |sources, found| {
        let mut lines: Vec<String> =
            found.facts.iter().filter(|fact| is_around(fact)).map(|it| line(sources, it)).collect();
        lines.sort();
        lines
    })
}

fn is_around(fact: &Fact) -> bool {
    !matches!(fact.about, stipula_diff::About::Schema(..))
}

fn line(sources: &Sources, fact: &Fact) -> String {
    let pointer = |at: NodeRef| at.get(sources).pointer();
    let (old, new) = (pointer(fact.old), pointer(fact.new));
    let name = fact.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
    let new = if old == new { "=".to_owned() } else { new };
    format!("{}{name} {old} -> {new}", fact.kind)
}

/// The facts themselves.
pub(crate) fn whole(old: &[(String, String)], new: &[(String, String)]) -> Vec<Fact> {
    with_diff(old, new, |_, found| found.facts)
}

/// What travels where schemas differ.
pub(crate) fn payloads(old: &[(String, String)], new: &[(String, String)]) -> Vec<Payload> {
    with_diff(old, new, |_, found| found.payloads)
}

/// The kinds that a case finds in either direction.
pub(crate) fn kinds(case: &Case) -> Vec<Kind> {
    let (old, new) = (case.before(), case.after());
    whole(&old, &new).into_iter().chain(whole(&new, &old)).map(|fact| fact.kind).collect()
}
