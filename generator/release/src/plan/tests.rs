use super::{Plan, plan};
use crate::version::Declared;
use crate::{Bump, Document, Lock, parse};
use std::collections::BTreeMap;
use stipula_diagnostics::FileId;

struct Shop {
    documents: BTreeMap<String, Document>,
    lock: Lock,
}

impl Shop {
    fn new() -> Shop {
        Shop { documents: BTreeMap::new(), lock: Lock::default() }
    }

    /// Adds or changes a document; what it leads to is `to`.
    fn with(mut self, path: &str, digest: &str, declared: Declared, to: &[&str]) -> Shop {
        let reaches = to.iter().copied().chain([path]).map(str::to_owned).collect();
        let (path, digest) = (path.to_owned(), digest.to_owned());
        self.documents.insert(path.clone(), Document { path, file: FileId(0), digest, declared, reaches });
        self
    }

    fn plan(&self, bumps: &[(&str, Bump)], glob: &str) -> Result<Plan, Vec<String>> {
        let bumps = bumps.iter().map(|(path, bump)| ((*path).to_owned(), *bump)).collect();
        let made = plan(&self.documents, &self.lock, &bumps, &|path: &str| glob.is_empty() || path == glob);
        made.map_err(|refusals| refusals.into_iter().map(|refusal| refusal.message).collect())
    }

    /// Releases everything.
    fn released(mut self) -> Shop {
        self.lock = self.plan(&[], "").expect("it can be released").lock(&self.lock, None);
        self
    }
}

fn own(version: &str) -> Declared {
    Declared::Own("info.version", parse(version).expect("a version"))
}

fn shown(plan: &Plan) -> Vec<String> {
    plan.entries.iter().map(|entry| format!("{} {}", entry.path, entry.version)).collect()
}

#[test]
fn the_first_release_takes_everything() {
    let shop = Shop::new()
        .with("api.yaml", "1", own("1.4.0"), &[])
        .with("a.v2.json", "1", Declared::Major(2), &[])
        .with("owners.yaml", "1", Declared::Counted, &[]);
    assert_eq!(shown(&shop.plan(&[], "").expect("a plan")), ["a.v2.json 2.0.0", "api.yaml 1.4.0", "owners.yaml 1.0.0"]);
    assert!(shop.released().plan(&[], "").expect("a plan").is_empty(), "nothing changed since");
}

#[test]
fn a_declared_version_must_be_high_enough() {
    let shop = Shop::new().with("api.yaml", "1", own("1.4.0"), &[]).released();
    let changed = |version: &str| {
        let shop =
            Shop { documents: BTreeMap::new(), lock: shop.lock.clone() }.with("api.yaml", "2", own(version), &[]);
        shop.plan(&[("api.yaml", Bump::Major)], "").map(|plan| shown(&plan))
    };
    assert_eq!(changed("2.0.0"), Ok(vec!["api.yaml 2.0.0".to_owned()]));
    let refused = "`info.version` is 1.5.0; 1.4.0 is released and the changes since are major: declare 2.0.0 or higher";
    assert_eq!(changed("1.5.0"), Err(vec![refused.to_owned()]));
    assert!(changed("1.4.0").is_err() && changed("1.3.0").is_err());
}

#[test]
fn a_change_of_what_it_leads_to_counts_though_the_file_is_the_same() {
    let shop = Shop::new().with("api.yaml", "1", own("1.0.0"), &[]).released();
    assert!(shop.plan(&[("api.yaml", Bump::Minor)], "").is_err(), "its version must say so");
    assert_eq!(shop.plan(&[("api.yaml", Bump::None)], ""), Ok(Plan::default()));
}

#[test]
fn the_lock_counts_where_nothing_is_declared() {
    let shop = Shop::new().with("a.v1.json", "1", Declared::Major(1), &[]).with("b.json", "1", Declared::Counted, &[]);
    let shop =
        shop.released().with("a.v1.json", "2", Declared::Major(1), &[]).with("b.json", "2", Declared::Counted, &[]);
    let bumps = [("a.v1.json", Bump::Major), ("b.json", Bump::Major)];
    assert_eq!(shown(&shop.plan(&bumps, "").expect("a plan")), ["a.v1.json 1.1.0", "b.json 2.0.0"]);
    assert_eq!(shown(&shop.plan(&[], "").expect("a plan")), ["a.v1.json 1.0.1", "b.json 1.0.1"]);
}

#[test]
fn what_belongs_together_is_released_together() {
    let shop = Shop::new()
        .with("a.json", "1", Declared::Counted, &["money.json"])
        .with("b.json", "1", Declared::Counted, &["money.json"])
        .with("c.json", "1", Declared::Counted, &[])
        .with("money.json", "1", Declared::Counted, &[])
        .released()
        .with("a.json", "2", Declared::Counted, &["money.json"])
        .with("b.json", "2", Declared::Counted, &["money.json"])
        .with("c.json", "2", Declared::Counted, &[])
        .with("money.json", "2", Declared::Counted, &[]);
    let plan = shop.plan(&[], "a.json").expect("a plan");
    assert_eq!(shown(&plan), ["a.json 1.0.1", "b.json 1.0.1", "money.json 1.0.1"]);
    let along: Vec<bool> = plan.entries.iter().map(|entry| entry.along).collect();
    assert_eq!(along, [false, true, true]);
    assert_eq!(shown(&shop.plan(&[], "c.json").expect("a plan")), ["c.json 1.0.1"]);
}

#[test]
fn what_is_gone_is_noted_and_its_versions_are_not_used_again() {
    let mut shop = Shop::new().with("a.json", "1", Declared::Counted, &[]).released();
    shop.documents.clear();
    let plan = shop.plan(&[], "").expect("a plan");
    assert_eq!(plan.removed, ["a.json"]);
    let shop = shop.released();
    assert!(shop.lock.latest().is_empty());
    let back = shop.with("a.json", "9", Declared::Counted, &[]);
    assert_eq!(shown(&back.plan(&[], "").expect("a plan")), ["a.json 1.1.0"]);
}

#[test]
fn a_version_that_is_none_is_refused() {
    let shop = Shop::new().with("api.yaml", "1", Declared::Unreadable("info.version", "v1".to_owned()), &[]);
    let refused = "`info.version` is `v1`, and a release needs a version such as 1.2.0";
    assert_eq!(shop.plan(&[], ""), Err(vec![refused.to_owned()]));
}
