//! The domain says the same as the contracts it was written from.

use proptest::prelude::*;
use regress::Regex;
use std::{collections::BTreeSet, path::Path, sync::LazyLock};
use stipula_diagnostics::FileId;
use stipula_domain::{Money, OrderLineState, OrderState, Quantity, State, Unit, fulfillment_state};
use stipula_source::{Folder, Limits, Node, Provider, Tree};

fn contract(path: &str) -> Tree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts");
    let limits = Limits::default();
    let folder = Folder::open(folder).expect("the contracts are in this repository");
    let bytes = folder.read(path, limits.file_bytes).expect("the contract can be read");
    let (tree, findings) = stipula_source::read(FileId(0), path, bytes, &limits);
    assert!(findings.is_empty(), "{path}: {findings:?}");
    tree
}

fn root(tree: &Tree) -> Node<'_> {
    tree.root().expect("the contract is not empty")
}

fn member<'t>(node: Node<'t>, key: &str) -> Node<'t> {
    node.get(key).unwrap_or_else(|| panic!("{} has no `{key}`", node.pointer()))
}

fn texts(node: Option<Node<'_>>) -> Vec<&str> {
    node.into_iter().flat_map(Node::items).map(|item| item.as_str().expect("a name")).collect()
}

fn states<S: State>(names: &[&str]) -> Vec<S> {
    names.iter().map(|name| S::parse(name).expect("the contract's state is known here")).collect()
}

/// Names and terminal states are those of the machine, and so is every step that one of its transitions makes.
fn assert_same_lifecycle<S: State>(machine: Node<'_>) {
    let declared: Vec<(&str, bool)> = member(machine, "states")
        .members()
        .map(|(name, state)| (name, member(state, "terminal").as_bool().expect("true or false")))
        .collect();
    let known: BTreeSet<_> = S::ALL.iter().map(|state| (state.name(), state.is_terminal())).collect();
    assert_eq!(known, declared.iter().copied().collect());
    assert_eq!(S::ALL.len(), declared.len());

    let steps: BTreeSet<(&str, &str)> = member(machine, "transitions")
        .items()
        .flat_map(|transition| {
            let to = transition.get_str("to").expect("a transition leads somewhere");
            texts(transition.get("from")).into_iter().map(move |from| (from, to))
        })
        .filter(|(from, to)| from != to)
        .collect();
    let known = S::ALL.iter().flat_map(|from| from.next().iter().map(|to| (from.name(), to.name())));
    assert_eq!(known.collect::<BTreeSet<_>>(), steps);
}

#[test]
fn lifecycles_are_those_of_the_state_machines() {
    assert_same_lifecycle::<OrderState>(root(&contract("state-machines/order.yaml")));
    assert_same_lifecycle::<OrderLineState>(root(&contract("state-machines/order-line.yaml")));
}

/// What the rules of the machine say about lines, read top down: the first whose conditions hold decides.
fn derived(rules: Node<'_>, lines: &[OrderLineState]) -> OrderState {
    let holds = |rule: &Node<'_>| {
        let every: Vec<OrderLineState> = states(&texts(rule.get("every")));
        let some: Vec<OrderLineState> = states(&texts(rule.get("some")));
        (every.is_empty() || lines.iter().all(|line| every.contains(line)))
            && (some.is_empty() || lines.iter().any(|line| some.contains(line)))
    };
    let rule = rules.items().find(holds).expect("the last rule holds for any lines");
    OrderState::parse(rule.get_str("status").expect("a rule names a state")).expect("the state is known here")
}

#[test]
fn the_header_follows_its_lines_as_the_state_machine_says() {
    let tree = contract("state-machines/order.yaml");
    let derivation = member(root(&tree), "derivation");
    let follows: Vec<OrderState> = states(&texts(derivation.get("appliesTo")));
    for state in OrderState::ALL {
        assert_eq!(state.follows_lines(), follows.contains(state), "{state:?}");
    }
    // Only which states occur matters, so every set of them is every case.
    for set in 0..1_usize << OrderLineState::ALL.len() {
        let line = |(bit, line): (usize, &OrderLineState)| (set >> bit & 1 == 1).then_some(*line);
        let lines: Vec<OrderLineState> = OrderLineState::ALL.iter().enumerate().filter_map(line).collect();
        assert_eq!(fulfillment_state(&lines), derived(member(derivation, "rules"), &lines), "{lines:?}");
    }
}

#[test]
fn units_are_those_of_the_contract() {
    let tree = contract("canonical/quantity.schema.json");
    let unit = member(member(root(&tree), "properties"), "unit");
    assert_eq!(Unit::KNOWN.each_ref().map(Unit::name).to_vec(), texts(unit.get("enum")));
}

/// The texts that a schema's property accepts.
struct Accepts {
    pattern: Regex,
    max_length: usize,
}

impl Accepts {
    fn of(path: &str, property: &str) -> Accepts {
        let tree = contract(path);
        let schema = member(member(root(&tree), "properties"), property);
        let pattern = Regex::new(schema.get_str("pattern").expect("it has a pattern")).expect("ECMA-262");
        let max_length = member(schema, "maxLength").as_number().expect("a number").parse().expect("a small one");
        Accepts { pattern, max_length }
    }

    fn accepts(&self, text: &str) -> bool {
        text.chars().count() <= self.max_length && self.pattern.find(text).is_some()
    }
}

static AMOUNT: LazyLock<Accepts> = LazyLock::new(|| Accepts::of("canonical/money.schema.json", "amount"));
static CURRENCY: LazyLock<Accepts> = LazyLock::new(|| Accepts::of("canonical/money.schema.json", "currency"));
static VALUE: LazyLock<Accepts> = LazyLock::new(|| Accepts::of("canonical/quantity.schema.json", "value"));

/// Texts that are nearly numbers, and now and then are.
fn near_numbers() -> impl Strategy<Value = String> {
    prop_oneof!["[-+]?[0-9]{0,34}\\.?[0-9]{0,8}", "[-.0-9]{0,6}", "[-+ .,0-9eE_٣\n]{0,8}"]
}

proptest! {
    #[test]
    fn the_domain_takes_exactly_what_the_contracts_take(number in near_numbers(), code in "[A-Z]{2,4}|[A-Za-z0-9Ä ]{0,4}") {
        prop_assert_eq!(Money::parse(&number, "USD").is_ok(), AMOUNT.accepts(&number));
        prop_assert_eq!(Money::parse("1", &code).is_ok(), CURRENCY.accepts(&code));
        prop_assert_eq!(Quantity::parse(&number, "EACH").is_ok(), VALUE.accepts(&number));
    }
}
