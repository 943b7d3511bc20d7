use super::{RuleFinding, Waivers};
use crate::{Change, Date, Finding, Level, PerSurface};
use stipula_diagnostics::{FileId, Place, Span};
use stipula_diff::{About, Fact, Kind, Version};
use stipula_model::{Model, NodeRef, Roots};
use stipula_source::{Limits, Memory, NodeId, RootId, Sources};

const OWNERS: &str = "owners: '1.0'\nteams:\n  a: {contact: a@example.com, reviewers: [leads]}\ncontracts:\n  - {path: '**', team: a, reviewers: [elders]}\n";
const CHANGE: Change = Change::declared(Kind::TypeRemoved, PerSurface::all(Level::Breaking), "");
static REMOVED: Change = CHANGE;

fn waiver(change: &str) -> String {
    let good = "change: type-removed, contract: a.json, pointer: /type, fingerprint: 'sha256:1', reason: agreed, approver: leads, expires: 2026-12-31";
    let (key, _) = change.split_once(':').unwrap_or_default();
    let kept = good.split(", ").filter(|part| !part.starts_with(&format!("{key}:")) || key.is_empty());
    let parts: Vec<&str> = kept.chain([change]).filter(|part| !part.is_empty()).collect();
    format!("waivers: '1.0'\nentries:\n  - {{{}}}\n", parts.join(", "))
}

struct Loaded {
    sources: Sources,
    sides: Vec<(Roots, Model)>,
}

impl Loaded {
    /// One version per text, each with the same owners.
    fn of(texts: &[&str]) -> Loaded {
        let mut sources = Sources::new(Limits::default());
        let mut add = |text: &&str| {
            let files = Memory::new().with("owners.yaml", OWNERS).with("waivers.yaml", *text);
            let root: RootId = sources.add_root(Box::new(files), "");
            let paths = ["owners.yaml".to_owned(), "waivers.yaml".to_owned()];
            sources.load(root, &paths).expect("files in memory can be read");
            Roots::only(root)
        };
        let roots: Vec<Roots> = texts.iter().map(&mut add).collect();
        let sides = roots.into_iter().map(|roots| (roots.clone(), Model::build(&sources, &roots).0)).collect();
        Loaded { sources, sides }
    }

    fn version(&self, n: usize) -> Version<'_> {
        let (roots, model) = &self.sides[n];
        Version { sources: &self.sources, roots, model }
    }
}

fn finding(fingerprint: &str) -> Finding {
    let at = NodeRef { file: FileId(0), node: NodeId(0) };
    let place = Place { file: FileId(0), span: Span::default(), pointer: "/type".to_owned() };
    let about = About::Contract { contract: 0 };
    let fact = Fact {
        kind: Kind::TypeRemoved,
        about,
        old: at,
        new: at,
        name: None,
        before: None,
        after: None,
        also: Vec::new(),
    };
    Finding {
        change: &REMOVED,
        fact,
        contract: "a.json".to_owned(),
        message: String::new(),
        old: place.clone(),
        new: place,
        level: Level::Breaking,
        surfaces: Vec::new(),
        reach: Vec::new(),
        also: Vec::new(),
        fingerprint: fingerprint.to_owned(),
        waived: None,
    }
}

/// Whether the finding is waived, and the codes of what is reported.
fn judged(working: &str, baseline: &str, fingerprint: &str, today: &str) -> (bool, Vec<&'static str>) {
    let loaded = Loaded::of(&[working, baseline]);
    let waivers = Waivers::read(loaded.version(0), Some(loaded.version(1)), &is_rule);
    let mut findings = [finding(fingerprint)];
    let faults = waivers.apply(Some(&mut findings), None, (&loaded.sources, Date::parse(today), true));
    (findings[0].waived.is_some(), faults.iter().map(|fault| fault.code.id()).collect())
}

fn is_rule(id: &str) -> bool {
    id == "array-bounded"
}

const NONE: &str = "waivers: '1.0'\nentries: []\n";

#[test]
fn a_waiver_of_the_baseline_holds_until_its_last_day() {
    let own = waiver("");
    assert_eq!(judged(&own, &own, "sha256:1", "2026-12-31"), (true, vec![]));
    assert_eq!(judged(&own, &own, "sha256:1", "2027-01-01"), (false, vec!["waiver-expired"]));
    assert_eq!(judged(&own, &own, "sha256:1", "no day"), (false, vec![]));
}

#[test]
fn a_change_cannot_approve_itself() {
    assert_eq!(judged(&waiver(""), NONE, "sha256:1", "2026-11-21"), (false, vec!["waiver-proposed"]));
    let loaded = Loaded::of(&[&waiver("")]);
    let mut findings = [finding("sha256:1")];
    let today = Date::parse("2026-11-21");
    Waivers::read(loaded.version(0), None, &is_rule).apply(Some(&mut findings), None, (&loaded.sources, today, true));
    assert!(findings[0].waived.is_none(), "nothing governs");
    Waivers::read(loaded.version(0), Some(loaded.version(0)), &is_rule).apply(
        Some(&mut findings),
        None,
        (&loaded.sources, today, true),
    );
    assert_eq!(findings[0].waived.as_deref(), Some("agreed (approved by leads, until 2026-12-31)"));
}

#[test]
fn a_waiver_is_for_one_finding() {
    let own = waiver("");
    assert_eq!(judged(&own, &own, "sha256:2", "2026-11-21"), (false, vec!["waiver-stale"]));
    for other in ["change: type-added", "contract: b.json", "pointer: /types"] {
        let own = waiver(other);
        assert_eq!(judged(&own, &own, "sha256:1", "2026-11-21"), (false, vec!["waiver-stale"]), "{other}");
    }
}

#[test]
fn whoever_removes_a_waiver_need_not_answer_for_it() {
    assert_eq!(judged(NONE, &waiver(""), "sha256:2", "2027-01-01"), (false, vec![]));
}

#[test]
fn stale_is_only_what_was_looked_for_everywhere() {
    let loaded = Loaded::of(&[&waiver("")]);
    let waivers = Waivers::read(loaded.version(0), Some(loaded.version(0)), &is_rule);
    let faults = waivers.apply(Some(&mut []), None, (&loaded.sources, Date::parse("2026-11-21"), false));
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn a_waiver_that_makes_no_sense_waives_nothing() {
    let wrong = [
        ("change: typ-removed", "waiver-unknown"),
        ("rule: array-unbounded", "waiver-unknown"),
        ("approver: me", "waiver-approver-unknown"),
        ("approver: ''", "contract-invalid"),
        ("expires: soon", "contract-invalid"),
        ("reason: ''", "contract-invalid"),
    ];
    for (change, code) in wrong {
        let own = waiver(change);
        assert_eq!(judged(&own, &own, "sha256:1", "2026-11-21"), (false, vec![code]), "{change}");
    }
    let by_elders = waiver("approver: elders");
    assert!(judged(&by_elders, &by_elders, "sha256:1", "2026-11-21").0, "reviewers of a contract may approve");
}

#[test]
fn a_waiver_of_a_rule_is_for_one_finding_of_it() {
    let own = waiver("").replace("change: type-removed", "rule: array-bounded");
    let loaded = Loaded::of(&[&own]);
    let waivers = Waivers::read(loaded.version(0), Some(loaded.version(0)), &is_rule);
    assert!(waivers.mention("array-bounded", "a.json", "/type") && !waivers.mention("array-bounded", "a.json", ""));
    let of = |fingerprint: &str, day: &str| {
        let mut found = [RuleFinding {
            rule: "array-bounded".to_owned(),
            contract: "a.json".to_owned(),
            pointer: "/type".to_owned(),
            fingerprint: fingerprint.to_owned(),
            is_waived: false,
        }];
        let faults = waivers.apply(None, Some(&mut found), (&loaded.sources, Date::parse(day), true));
        (found[0].is_waived, faults.iter().map(|fault| fault.code.id()).collect::<Vec<_>>())
    };
    assert_eq!(of("sha256:1", "2026-12-31"), (true, vec![]));
    assert_eq!(of("sha256:1", "2027-01-01"), (false, vec!["waiver-expired"]));
    assert_eq!(of("sha256:2", "2026-12-31"), (false, vec!["waiver-stale"]));
}
