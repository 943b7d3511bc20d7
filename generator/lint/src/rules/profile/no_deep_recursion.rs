use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "no-deep-recursion",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("no_deep_recursion.md"),
);

fn check(cx: &Cx<'_>) {
    let mut reported = FxHashSet::default();
    each_cycle(cx.schemas(), &mut |cycle: &[SchemaId]| {
        // The reference that was followed last closes the cycle; further cycles through it are the same fault.
        let closing = cycle.iter().rev().map(|id| cx.schema(*id)).find(|view| view.target.is_some());
        let Some(closing) = closing.filter(|view| !reported.contains(&view.id)) else { return };
        let is_meant = cx.contract_of(closing).is_some_and(|contract| contract.is_meant);
        if is_meant && !cycle.iter().any(|id| cx.schema(*id).node.get("x-max-depth").is_some()) {
            reported.insert(closing.id);
            report(cx, closing, cycle);
        }
    });
}

fn report(cx: &Cx<'_>, closing: &SchemaView<'_>, cycle: &[SchemaId]) {
    const MOST_NAMES: usize = 6;
    let Some(target) = closing.target.map(|target| cx.schema(target)) else { return };
    let at = closing.get(Kw::Ref).map_or(closing.at, |value| closing.at.sibling(value));
    let properties = cycle.iter().map(|id| cx.schema(*id)).filter(|view| view.stand == Stand::Property);
    let path: Vec<&str> = properties.filter_map(|view| view.key).take(MOST_NAMES).collect();
    let through = match path.as_slice() {
        [] => String::new(),
        path => format!(" through `{}`", support::short(&path.join("."), 60)),
    };
    let message = format!("{} contains itself{through}", support::called(target, "schema"));
    let help =
        "make it a flat list whose items name their parent, such as `parentLineId`; or limit it with `x-max-depth`";
    cx.turn_to(Some(closing.at), closing.surfaces);
    cx.report(Finding::at(at, message).label(target.at, "it begins here").help(help));
}

/// Calls `tell` with the schemas of each cycle that a depth-first search closes, from the outermost to the innermost.
///
/// Edges lead to what a schema refers to and to what stands in it; named schemas are reached by reference only.
fn each_cycle(views: &[SchemaView<'_>], tell: &mut dyn FnMut(&[SchemaId])) {
    let children = Children::of(views);
    let mut marks = vec![Mark::New; views.len()];
    for view in views {
        if marks[view.id.0 as usize] != Mark::New {
            continue;
        }
        marks[view.id.0 as usize] = Mark::Open;
        let mut path = vec![view.id];
        let mut rest = vec![children.edges(view)];
        while let (Some(id), Some(edges)) = (path.last().copied(), rest.last_mut()) {
            let Some(next) = edges.next(&children) else {
                marks[id.0 as usize] = Mark::Done;
                path.pop();
                rest.pop();
                continue;
            };
            match marks[next.0 as usize] {
                Mark::Done => {}
                Mark::Open => {
                    let from = path.iter().position(|other| *other == next).unwrap_or_default();
                    tell(&path[from..]);
                }
                Mark::New => {
                    marks[next.0 as usize] = Mark::Open;
                    path.push(next);
                    rest.push(children.edges(&views[next.0 as usize]));
                }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// What stands in each schema, as lists without allocations of their own.
struct Children {
    first: Vec<Option<SchemaId>>,
    next: Vec<Option<SchemaId>>,
}

/// The edges of one schema that are left.
struct Edges {
    target: Option<SchemaId>,
    child: Option<SchemaId>,
}

impl Children {
    fn of(views: &[SchemaView<'_>]) -> Children {
        let mut children = Children { first: vec![None; views.len()], next: vec![None; views.len()] };
        for view in views.iter().rev().filter(|view| view.stand != Stand::Named) {
            if let Some(parent) = view.parent {
                children.next[view.id.0 as usize] = children.first[parent.0 as usize];
                children.first[parent.0 as usize] = Some(view.id);
            }
        }
        children
    }

    fn edges(&self, view: &SchemaView<'_>) -> Edges {
        Edges { target: view.target, child: self.first[view.id.0 as usize] }
    }
}

impl Edges {
    fn next(&mut self, children: &Children) -> Option<SchemaId> {
        if let Some(target) = self.target.take() {
            return Some(target);
        }
        let child = self.child?;
        self.child = children.next[child.0 as usize];
        Some(child)
    }
}
