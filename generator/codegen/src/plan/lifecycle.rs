//! Lifecycles made of state machines: states, commands and the transitions between them (API and event design §6).

use super::apart::Apart;
use super::names::{field_name, type_name, variant_name};
use super::{Docs, ModuleId, Plan, docs, modules};
use crate::Input;
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{Kind, NodeRef};
use stipula_source::Node;

/// A state machine.
#[derive(Debug, Clone)]
pub struct Lifecycle {
    /// The module that it is printed in.
    pub module: ModuleId,
    /// What readers are told.
    pub docs: Docs,
    /// The name in the contract.
    pub wire: String,
    /// The name of the aggregate's type, such as `Quote`.
    pub name: String,
    /// The states, in the order of the contract.
    pub states: Vec<State>,
    /// The one in which the aggregate is created.
    pub initial: usize,
    /// The commands, in the order in which they are named first.
    pub commands: Vec<Command>,
    /// The transitions.
    pub transitions: Vec<Transition>,
    /// How the state follows from the parts.
    pub derivation: Option<Derivation>,
}

/// A state.
#[derive(Debug, Clone)]
pub struct State {
    /// The name on the wire.
    pub wire: String,
    /// The name in Rust.
    pub name: String,
    /// What readers are told.
    pub docs: Docs,
    /// True if nothing follows.
    pub terminal: bool,
}

/// A command and all that guards it.
#[derive(Debug, Clone)]
pub struct Command {
    /// The name in the contract.
    pub wire: String,
    /// The name of its variant.
    pub name: String,
    /// The name of its method.
    pub method: String,
    /// The name of the enum of its guards.
    pub guard_type: String,
    /// Its guards, in the order in which they are asked; those of all its transitions.
    pub guards: Vec<Guard>,
}

/// A condition.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The name in the contract.
    pub wire: String,
    /// The name of its variant.
    pub name: String,
    /// What readers are told.
    pub docs: Docs,
    /// The code of a refusal.
    pub failure: String,
}

/// A transition.
#[derive(Debug, Clone)]
pub struct Transition {
    /// The number of its command.
    pub command: usize,
    /// The name of its method: that of the command, with the state it leads to where the outcome decides.
    pub method: String,
    /// `Command`, `System` or `Event`.
    pub trigger: &'static str,
    /// What readers are told.
    pub docs: Docs,
    /// The numbers of the states it starts from.
    pub from: Vec<usize>,
    /// The number of the state it leads to.
    pub to: usize,
    /// The numbers of its guards among those of its command.
    pub guards: Vec<usize>,
    /// What the actor must hold.
    pub permission: Option<String>,
    /// What must be on record.
    pub evidence: Vec<String>,
    /// The types of the events that it publishes.
    pub emits: Vec<String>,
    /// The schema of its audit record.
    pub audit: Option<String>,
    /// The codes with which it can be refused.
    pub failures: Vec<String>,
    /// How a repetition is told: scope, retention, what happens after that.
    pub idempotency: Option<(Vec<String>, String, String)>,
}

/// How the state of the whole follows from the states of its parts.
#[derive(Debug, Clone)]
pub struct Derivation {
    /// The machine of the parts: the path of its module and the name of its aggregate.
    pub parts: (Vec<String>, String),
    /// The states in which the whole follows its parts.
    pub applies_to: Vec<usize>,
    /// The rules: the state that follows, and the variants of the parts that all and that some must be in.
    pub rules: Vec<DerivationRule>,
}

/// One rule; the first that matches decides.
#[derive(Debug, Clone)]
pub struct DerivationRule {
    /// The state that follows.
    pub status: usize,
    /// All parts are in one of these.
    pub every: Option<Vec<String>>,
    /// At least one part is in one of these.
    pub some: Option<Vec<String>>,
}

/// Plans the state machines that are meant.
pub(super) fn plan(input: &Input<'_>, plan: &mut Plan) {
    let machines = input.model.documents_of(Kind::StateMachine).filter(|at| input.files.contains(&at.file));
    let machines: Vec<NodeRef> = machines.collect();
    for at in &machines {
        let mut making = Making { input, at: *at, node: at.get(input.sources), diagnostics: Vec::new() };
        let name = making.node.get_str("name").unwrap_or("aggregate");
        let text = format!("The lifecycle of `{name}`: its states, its commands, and what each leads to.");
        let module = super::apart::module(plan, &modules::of_file(input, *at), &text);
        let made = making.machine(module);
        plan.diagnostics.append(&mut making.diagnostics);
        plan.lifecycles.extend(made);
    }
    derivations(input, &machines, plan);
}

/// One machine on its way into the plan.
struct Making<'a, 'm> {
    input: &'a Input<'m>,
    at: NodeRef,
    node: Node<'m>,
    diagnostics: Vec<Diagnostic>,
}

impl<'m> Making<'_, 'm> {
    fn problem(&mut self, node: Node<'m>, message: String) {
        let place = self.at.sibling(node).place(self.input.sources);
        self.diagnostics.push(Diagnostic::new(codes::CODEGEN_LIFECYCLE_INCOMPLETE, place, message));
    }

    fn docs(&self, node: Node<'m>) -> Docs {
        docs::of_node(self.input, self.at.sibling(node))
    }

    fn machine(&mut self, module: ModuleId) -> Option<Lifecycle> {
        let wire = self.node.get_str("name").unwrap_or("aggregate").to_owned();
        let states = self.states();
        if states.is_empty() {
            self.problem(self.node, format!("`{wire}` has no states, so nothing is generated for it"));
            return None;
        }
        let named = self.node.get("initial").and_then(Node::as_str);
        let initial = named.and_then(|name| states.iter().position(|state| state.wire == name));
        let Some(initial) = initial else {
            self.problem(self.node, format!("`{wire}` begins in no state that it has, so nothing is generated for it"));
            return None;
        };
        let mut made = Lifecycle {
            module,
            docs: self.docs(self.node),
            name: type_name(&wire),
            wire,
            states,
            initial,
            commands: Vec::new(),
            transitions: Vec::new(),
            derivation: None,
        };
        made.docs.title = self.node.get_str("title").map(str::to_owned);
        self.commands(&mut made);
        let mut taken = FxHashSet::default();
        for node in self.node.get("transitions").into_iter().flat_map(Node::items) {
            self.transition(node, &mut made, &mut taken);
        }
        outcomes(&mut made);
        Some(made)
    }

    fn states(&self) -> Vec<State> {
        let mut names = Apart::new(["Unknown"]);
        let states = self.node.get("states").into_iter().flat_map(Node::members);
        let states = states.filter(|(name, _)| !name.starts_with("x-"));
        let state = |(wire, node): (&str, Node<'m>)| State {
            wire: wire.to_owned(),
            name: names.free(variant_name(wire)),
            docs: self.docs(node),
            terminal: node.get("terminal").and_then(Node::as_bool) == Some(true),
        };
        states.map(state).collect()
    }

    fn commands(&self, made: &mut Lifecycle) {
        let own = ["State", "Command", ""].map(|end| format!("{}{end}", made.name));
        let mut types = Apart::new(own.iter().map(String::as_str).chain(["states"]));
        types.free(format!("Any{}", made.name));
        let mut variants = Apart::default();
        let mut methods = Apart::new(["data", "state", "map", "into_data", "in_state"]);
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for node in self.node.get("transitions").into_iter().flat_map(Node::items) {
            let Some(wire) = node.get_str("command") else { continue };
            let number = *known.entry(wire).or_insert_with(|| {
                made.commands.push(Command {
                    wire: wire.to_owned(),
                    name: variants.free(variant_name(wire)),
                    method: methods.free(field_name(wire)),
                    guard_type: types.free(format!("{}Guard", type_name(wire))),
                    guards: Vec::new(),
                });
                made.commands.len() - 1
            });
            for guard in node.get("guards").into_iter().flat_map(Node::items) {
                self.guard(guard, &mut made.commands[number].guards);
            }
        }
    }

    fn guard(&self, node: Node<'m>, guards: &mut Vec<Guard>) {
        let Some(wire) = node.get_str("name").or(node.as_str()) else { return };
        if guards.iter().any(|known| known.wire == wire) {
            return;
        }
        let mut names = Apart::new(guards.iter().map(|guard| guard.name.as_str()));
        let name = names.free(variant_name(wire));
        let failure = node.get_str("failure").unwrap_or_default().to_owned();
        guards.push(Guard { wire: wire.to_owned(), name, docs: self.docs(node), failure });
    }

    fn transition(
        &mut self,
        node: Node<'m>,
        made: &mut Lifecycle,
        taken: &mut FxHashSet<(usize, Option<usize>, usize)>,
    ) {
        let wire = node.get_str("command").unwrap_or_default();
        let Some(command) = made.commands.iter().position(|command| command.wire == wire) else {
            return self.problem(node, "a transition without a command is left out".to_owned());
        };
        let find =
            |state: Node<'m>| state.as_str().and_then(|it| made.states.iter().position(|known| known.wire == it));
        let Some(to) = node.get("to").and_then(find) else {
            return self.problem(node, format!("`{wire}` leads to no state that is declared, and is left out"));
        };
        let sources: Vec<Node<'m>> = node.get("from").into_iter().flat_map(Node::items).collect();
        let creates = sources.is_empty();
        let mut from = Vec::new();
        for state in sources {
            match find(state) {
                Some(number) if taken.insert((command, Some(number), to)) => from.push(number),
                Some(_) => self.problem(
                    state,
                    format!("`{wire}` leads from this state to the same one twice; the first one counts"),
                ),
                None => {
                    self.problem(
                        state,
                        format!("`{wire}` leads from a state that is not declared, and not from there"),
                    );
                }
            }
        }
        if creates && !taken.insert((command, None, to)) {
            return self.problem(node, format!("`{wire}` creates the aggregate twice; the first one counts"));
        }
        if !creates && from.is_empty() {
            return;
        }
        let transition = self.filled(node, made, (command, from, to));
        made.transitions.push(transition);
    }

    fn filled(&self, node: Node<'m>, made: &Lifecycle, (command, from, to): (usize, Vec<usize>, usize)) -> Transition {
        let guards = node.get("guards").into_iter().flat_map(Node::items);
        let guards = guards.filter_map(|guard| guard.get_str("name").or(guard.as_str()));
        let known = &made.commands[command].guards;
        let idempotency = node.get("idempotency").map(|it| {
            let text = |key: &str| it.get_str(key).unwrap_or_default().to_owned();
            (texts(it, "scope"), text("retention"), text("expired"))
        });
        Transition {
            command,
            method: made.commands[command].method.clone(),
            trigger: match node.get_str("trigger") {
                Some("system") => "System",
                Some("event") => "Event",
                _ => "Command",
            },
            docs: self.docs(node),
            from,
            to,
            guards: guards.filter_map(|name| known.iter().position(|guard| guard.wire == name)).collect(),
            permission: node.get_str("permission").map(str::to_owned),
            evidence: texts(node, "evidence"),
            emits: texts(node, "emits"),
            audit: node.get_str("audit").map(str::to_owned),
            failures: texts(node, "failures"),
            idempotency,
        }
    }
}

/// Where a command leads to several states, each way is a method of its own.
fn outcomes(made: &mut Lifecycle) {
    let ways: Vec<_> = made.transitions.iter().map(|it| (it.command, it.from.clone(), it.to)).collect();
    let mut methods = Apart::new(made.commands.iter().map(|it| it.method.as_str()));
    for (n, transition) in made.transitions.iter_mut().enumerate() {
        let is_other = |(m, (command, from, _)): (usize, &(usize, Vec<usize>, usize))| {
            let meets = from.iter().any(|state| transition.from.contains(state))
                || from.is_empty() && transition.from.is_empty();
            m != n && *command == transition.command && meets
        };
        if ways.iter().enumerate().any(is_other) {
            let state = field_name(&made.states[transition.to].wire);
            let method = format!("{}_to_{}", transition.method, state.trim_start_matches("r#"));
            transition.method = methods.free(method.trim_start_matches("r#").to_owned());
        }
    }
}

fn texts(node: Node<'_>, key: &str) -> Vec<String> {
    let items = node.get(key).into_iter().flat_map(Node::items);
    items.filter_map(Node::as_str).map(str::to_owned).collect()
}

/// Derivations need the machines of the parts, which may come later.
fn derivations(input: &Input<'_>, machines: &[NodeRef], plan: &mut Plan) {
    for at in machines {
        let node = at.get(input.sources);
        let (Some(named), Some(derivation)) = (node.get("derivedFrom"), node.get("derivation")) else { continue };
        let find = |name: Option<&str>| plan.lifecycles.iter().position(|it| Some(it.wire.as_str()) == name);
        let Some(whole) = find(node.get_str("name")) else { continue };
        let made = find(named.as_str())
            .and_then(|parts| derived(derivation, &plan.lifecycles[whole], &plan.lifecycles[parts], plan));
        if made.is_none() {
            let place = at.sibling(derivation).place(input.sources);
            let message = "the derivation names a machine or a state that is not generated, and is left out".to_owned();
            plan.diagnostics.push(Diagnostic::new(codes::CODEGEN_LIFECYCLE_INCOMPLETE, place, message));
        }
        plan.lifecycles[whole].derivation = made;
    }
}

fn derived(node: Node<'_>, whole: &Lifecycle, parts: &Lifecycle, plan: &Plan) -> Option<Derivation> {
    let of_whole = |name: &str| whole.states.iter().position(|state| state.wire == name);
    let of_parts = |name: &String| parts.states.iter().find(|state| state.wire == *name).map(|it| it.name.clone());
    let rule = |rule: Node<'_>| {
        let states = |key: &str| match rule.get(key) {
            None => Some(None),
            Some(_) => texts(rule, key).iter().map(of_parts).collect::<Option<Vec<_>>>().map(Some),
        };
        Some(DerivationRule {
            status: of_whole(rule.get_str("status")?)?,
            every: states("every")?,
            some: states("some")?,
        })
    };
    Some(Derivation {
        parts: (plan.modules[parts.module.0 as usize].path.clone(), parts.name.clone()),
        applies_to: texts(node, "appliesTo").iter().map(|name| of_whole(name)).collect::<Option<_>>()?,
        rules: node.get("rules").into_iter().flat_map(Node::items).map(rule).collect::<Option<_>>()?,
    })
}
