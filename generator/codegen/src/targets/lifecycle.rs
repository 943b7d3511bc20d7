//! Lifecycles: states, commands, the table, typestates and a test that they agree.

use super::docs;
use crate::code::{Code, literal};
use crate::plan::lifecycle::{Derivation, Lifecycle, Transition};
use crate::plan::{ModuleId, Plan};
use crate::print::Scope;

const ENUM: &str = "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]";
const MUST_USE: &str = "#[must_use]";
/// On types whose values are the only ones that know their state.
const KEPT: &str = "#[must_use = \"a state that nobody keeps is lost\"]";

/// Prints the state machines of a module.
pub(super) fn print(plan: &Plan, module: ModuleId, scope: &mut Scope<'_>, code: &mut Code) {
    for it in plan.lifecycles.iter().filter(|it| it.module == module) {
        ["State", "Command", ""].iter().for_each(|end| scope.own(format!("{}{end}", it.name)));
        for path in ["std::fmt", "std::marker::PhantomData", "std::str::FromStr", "stipula_rt::lifecycle"] {
            scope.import(path);
        }
        states(it, code);
        commands(it, code);
        names(it, &format!("{}State", it.name), "state", it.states.iter().map(|it| (&it.name, &it.wire)), code);
        names(it, &format!("{}Command", it.name), "command", it.commands.iter().map(|it| (&it.name, &it.wire)), code);
        implementation(it, code);
        guards(it, code);
        aggregate(it, code);
        transitions(it, code);
        any(it, code);
        if let Some(derivation) = &it.derivation {
            derived(it, derivation, scope, code);
        }
        test(it, code);
    }
}

fn states(it: &Lifecycle, code: &mut Code) {
    code.docs(&docs::text(&it.docs)).line(ENUM).line(format!("pub enum {}State {{", it.name));
    for state in &it.states {
        code.docs(&docs::of_member(&state.docs, &state.wire)).line(format!("{},", state.name));
    }
    code.line("}");
    code.docs(&format!("The states as types: `{}<states::{}>`.", it.name, it.states[it.initial].name));
    code.line("pub mod states {").line(format!("use super::{}State;", it.name));
    code.docs("A state that is known at compile time.");
    code.line("pub trait Known {");
    code.docs("The state.").line(format!("const STATE: {}State;", it.name)).line("}");
    for state in &it.states {
        code.docs(&docs::of_member(&state.docs, &state.wire));
        code.line("#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]").line(format!("pub struct {};", state.name));
        code.line(format!("impl Known for {} {{", state.name));
        code.line(format!("const STATE: {0}State = {0}State::{1};", it.name, state.name)).line("}");
    }
    code.line("}");
}

fn commands(it: &Lifecycle, code: &mut Code) {
    code.docs(&format!("What moves a `{}` from state to state.", it.wire)).line(ENUM);
    code.line(format!("pub enum {}Command {{", it.name));
    for (n, command) in it.commands.iter().enumerate() {
        let first = it.transitions.iter().find(|transition| transition.command == n);
        code.docs(&first.map(|it| docs::of_member(&it.docs, &command.wire)).unwrap_or_default());
        code.line(format!("{},", command.name));
    }
    code.line("}");
}

/// Names on the wire, both ways.
fn names<'n>(
    it: &Lifecycle,
    ty: &str,
    what: &str,
    names: impl Iterator<Item = (&'n String, &'n String)>,
    code: &mut Code,
) {
    let names: Vec<_> = names.collect();
    code.line(format!("impl {ty} {{"));
    code.docs("The name in the contract.")
        .line(MUST_USE)
        .line("pub const fn as_str(self) -> &'static str {")
        .line("match self {");
    for (name, wire) in &names {
        code.line(format!("Self::{name} => {},", literal(wire)));
    }
    if names.is_empty() {
        code.line("_ => \"\",");
    }
    code.line("}").line("}").line("}");
    code.line(format!("impl fmt::Display for {ty} {{"));
    code.line("fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {").line("f.write_str(self.as_str())");
    code.line("}").line("}");
    code.line(format!("impl FromStr for {ty} {{")).line("type Err = lifecycle::UnknownName;");
    code.line("fn from_str(name: &str) -> Result<Self, Self::Err> {").line("match name {");
    for (name, wire) in &names {
        code.line(format!("{} => Ok(Self::{name}),", literal(wire)));
    }
    let what = literal(&format!("{what} of `{}`", it.wire));
    code.line(format!("_ => Err(lifecycle::UnknownName {{ what: {what}, name: name.to_owned() }}),"));
    code.line("}").line("}").line("}");
}

fn implementation(it: &Lifecycle, code: &mut Code) {
    let all = |names: Vec<&String>| names.iter().map(|name| format!("Self::{name}")).collect::<Vec<_>>().join(", ");
    code.line(format!("impl lifecycle::Lifecycle for {}State {{", it.name));
    code.line(format!("type Command = {}Command;", it.name));
    code.line(format!("const NAME: &'static str = {};", literal(&it.wire)));
    code.line(format!("const INITIAL: Self = Self::{};", it.states[it.initial].name));
    code.line(format!("const STATES: &'static [Self] = &[{}];", all(it.states.iter().map(|it| &it.name).collect())));
    let commands =
        all(it.commands.iter().map(|it| &it.name).collect()).replace("Self::", &format!("{}Command::", it.name));
    code.line(format!("const COMMANDS: &'static [Self::Command] = &[{commands}];"));
    code.line("const TRANSITIONS: &'static [lifecycle::Transition<Self, Self::Command>] = &[");
    for transition in &it.transitions {
        row(it, transition, code);
    }
    code.line("];");
    code.line("fn name(self) -> &'static str {").line("self.as_str()").line("}");
    let terminal: Vec<_> =
        it.states.iter().filter(|state| state.terminal).map(|it| format!("Self::{}", it.name)).collect();
    code.line("fn is_terminal(self) -> bool {");
    code.line(if terminal.is_empty() {
        "false".to_owned()
    } else {
        format!("matches!(self, {})", terminal.join(" | "))
    });
    code.line("}");
    after(it, code);
    code.line("}");
}

/// What leads to the same states is one arm.
fn after(it: &Lifecycle, code: &mut Code) {
    code.line("fn after(self, command: Self::Command) -> &'static [Self] {");
    let mut arms: Vec<(usize, Vec<usize>, Vec<usize>)> = Vec::new();
    for (n, _) in it.commands.iter().enumerate() {
        for (state, _) in it.states.iter().enumerate() {
            let ways = it.transitions.iter().filter(|way| way.command == n && way.from.contains(&state));
            let to: Vec<usize> = ways.map(|way| way.to).collect();
            match arms.iter_mut().find(|(command, _, known)| *command == n && *known == to) {
                _ if to.is_empty() => {}
                Some((_, from, _)) => from.push(state),
                None => arms.push((n, vec![state], to)),
            }
        }
    }
    if arms.is_empty() {
        code.line("let _ = command;").line("&[]").line("}");
        return;
    }
    let named = |states: &[usize], between: &str| {
        states.iter().map(|n| format!("Self::{}", it.states[*n].name)).collect::<Vec<_>>().join(between)
    };
    let mut ends: Vec<(&[usize], Vec<String>)> = Vec::new();
    for (command, from, to) in &arms {
        let pattern = format!("({}Command::{}, {})", it.name, it.commands[*command].name, named(from, " | "));
        match ends.iter_mut().find(|(known, _)| *known == to) {
            Some((_, patterns)) => patterns.push(pattern),
            None => ends.push((to, vec![pattern])),
        }
    }
    code.line("match (command, self) {");
    for (to, patterns) in ends {
        code.line(format!("{} => &[{}],", patterns.join(" | "), named(to, ", ")));
    }
    code.line("_ => &[],").line("}").line("}");
}

fn row(it: &Lifecycle, transition: &Transition, code: &mut Code) {
    let command = &it.commands[transition.command];
    let list = |texts: &[String]| texts.iter().map(|text| literal(text)).collect::<Vec<_>>().join(", ");
    let optional =
        |text: &Option<String>| text.as_ref().map_or("None".to_owned(), |it| format!("Some({})", literal(it)));
    let from: Vec<_> = transition.from.iter().map(|n| format!("Self::{}", it.states[*n].name)).collect();
    let guards = transition.guards.iter().map(|n| &command.guards[*n]);
    let guards = guards
        .map(|it| format!("lifecycle::Guard {{ name: {}, failure: {} }}", literal(&it.wire), literal(&it.failure)));
    code.line("lifecycle::Transition {");
    code.line(format!("command: {}Command::{},", it.name, command.name));
    code.line(format!("trigger: lifecycle::Trigger::{},", transition.trigger));
    code.line(format!("from: &[{}],", from.join(", "))).line(format!("to: Self::{},", it.states[transition.to].name));
    code.line(format!("guards: &[{}],", guards.collect::<Vec<_>>().join(", ")));
    code.line(format!("permission: {},", optional(&transition.permission)));
    code.line(format!("evidence: &[{}],", list(&transition.evidence)));
    code.line(format!("emits: &[{}],", list(&transition.emits)));
    code.line(format!("audit: {},", optional(&transition.audit)));
    code.line(format!("failures: &[{}],", list(&transition.failures)));
    match &transition.idempotency {
        None => code.line("idempotency: None,"),
        Some((scope, retention, expired)) => code.line(format!(
            "idempotency: Some(lifecycle::Idempotency {{ scope: &[{}], retention: {}, expired: {} }}),",
            list(scope),
            literal(retention),
            literal(expired)
        )),
    };
    code.line("},");
}

fn guards(it: &Lifecycle, code: &mut Code) {
    for command in it.commands.iter().filter(|command| !command.guards.is_empty()) {
        code.docs(&format!("What must hold for `{}`, besides the state.", command.wire)).line(ENUM);
        code.line(format!("pub enum {} {{", command.guard_type));
        for guard in &command.guards {
            let text = docs::of_member(&guard.docs, &guard.wire);
            code.docs(&format!("{text}\n\nElse `{}`.", guard.failure)).line(format!("{},", guard.name));
        }
        code.line("}");
        code.line(format!("impl lifecycle::Condition for {} {{", command.guard_type));
        code.line("fn guard(self) -> lifecycle::Guard {").line("match self {");
        for guard in &command.guards {
            let (name, wire, failure) = (&guard.name, literal(&guard.wire), literal(&guard.failure));
            code.line(format!("Self::{name} => lifecycle::Guard {{ name: {wire}, failure: {failure} }},"));
        }
        code.line("}").line("}").line("}");
    }
}

/// The aggregate in a state that is known at compile time.
fn aggregate(it: &Lifecycle, code: &mut Code) {
    let name = &it.name;
    let about = docs::escaped(&format!(
        "The aggregate `{}` in state `S`, with what is known of it. Only the commands that its state allows are there: \
         another one does not compile.",
        it.wire
    ));
    code.docs(&format!("{about}\n\nA state comes from a transition, or from [`Any{name}::new`] where it is read."));
    code.line(KEPT).line("#[derive(Clone, Debug, PartialEq, Eq, Hash)]");
    code.line(format!("pub struct {name}<S, T = ()> {{"));
    code.line("data: T,").line("state: PhantomData<S>,").line("}");
    code.line(format!("impl<S, T> {name}<S, T> {{"));
    code.line("fn in_state(data: T) -> Self {").line("Self { data, state: PhantomData }").line("}");
    code.docs("What is known of it.").line(MUST_USE).line("pub fn data(&self) -> &T {").line("&self.data").line("}");
    code.docs("What is known of it, taken out.")
        .line(MUST_USE)
        .line("pub fn into_data(self) -> T {")
        .line("self.data")
        .line("}");
    code.docs("The same state, and something else known of it.");
    code.line(format!("pub fn map<U>(self, change: impl FnOnce(T) -> U) -> {name}<S, U> {{"));
    code.line(format!("{name}::in_state(change(self.data))")).line("}").line("}");
    code.line(format!("impl<S: states::Known, T> {name}<S, T> {{"));
    code.docs("Its state.")
        .line(MUST_USE)
        .line(format!("pub fn state(&self) -> {name}State {{"))
        .line("S::STATE")
        .line("}")
        .line("}");
}

fn transitions(it: &Lifecycle, code: &mut Code) {
    for (n, state) in it.states.iter().enumerate() {
        let leaving: Vec<_> = it.transitions.iter().filter(|transition| transition.from.contains(&n)).collect();
        let creating: Vec<_> = it.transitions.iter().filter(|it| it.from.is_empty() && it.to == n).collect();
        if leaving.is_empty() && creating.is_empty() {
            continue;
        }
        code.line(format!("impl<T> {}<states::{}, T> {{", it.name, state.name));
        for transition in creating {
            method(it, transition, true, code);
        }
        for transition in leaving {
            method(it, transition, false, code);
        }
        code.line("}");
    }
}

fn method(it: &Lifecycle, transition: &Transition, creates: bool, code: &mut Code) {
    let command = &it.commands[transition.command];
    let to =
        if creates { "Self".to_owned() } else { format!("{}<states::{}, T>", it.name, it.states[transition.to].name) };
    let mut text = docs::of_member(&transition.docs, &command.wire);
    text.extend(transition.permission.iter().map(|it| format!("\n\nPermission: `{it}`.")));
    let emits: Vec<String> = transition.emits.iter().map(|it| format!("`{it}`")).collect();
    let emits = (!emits.is_empty()).then(|| docs::in_member(&format!("Emits: {}.", emits.join(", "))));
    text.extend(emits.map(|emits| format!("\n\n{emits}")));
    if !transition.guards.is_empty() {
        text.push_str(
            "\n\n# Errors\nThe first guard that does not hold, with its code, and what was to change, unchanged.",
        );
    }
    code.docs(&text);
    let (parameter, subject, data) = if creates { ("data: T", "data", "T") } else { ("self", "self", "Self") };
    let result = if creates { "Self::in_state(data)" } else { "" };
    if transition.guards.is_empty() {
        code.line(format!("pub fn {}({parameter}) -> {to} {{", transition.method));
        code.line(if creates { result.to_owned() } else { format!("{}::in_state(self.data)", it.name) }).line("}");
        return;
    }
    let guard = &command.guard_type;
    let mutable = if creates { "" } else { "mut " };
    code.line(format!(
        "pub fn {}({parameter}, {mutable}holds: impl FnMut({guard}, &T) -> bool) -> ",
        transition.method
    ));
    code.line(format!("Result<{to}, lifecycle::Refused<{data}>> {{"));
    let guards: Vec<_> = transition.guards.iter().map(|n| format!("{guard}::{}", command.guards[*n].name)).collect();
    let guards = guards.join(", ");
    if creates {
        code.line(format!("lifecycle::ask(&[{guards}], {subject}, holds).map(Self::in_state)")).line("}");
        return;
    }
    code.line(format!("let it = lifecycle::ask(&[{guards}], {subject}, |guard, it| holds(guard, &it.data))?;"));
    code.line(format!("Ok({}::in_state(it.data))", it.name)).line("}");
}

/// The aggregate in a state that is known at run time.
fn any(it: &Lifecycle, code: &mut Code) {
    let name = &it.name;
    code.docs(&format!("The aggregate `{}` in a state that is known at run time.", it.wire));
    code.line(KEPT).line("#[derive(Clone, Debug, PartialEq, Eq, Hash)]");
    code.line(format!("pub enum Any{name}<T = ()> {{"));
    for state in &it.states {
        code.docs(&format!("In `{}`.", state.wire)).line(format!("{0}({name}<states::{0}, T>),", state.name));
    }
    code.line("}");
    let each =
        |arm: &dyn Fn(&str) -> String| it.states.iter().map(|state| arm(&state.name)).collect::<Vec<_>>().join("\n");
    code.line(format!("impl<T> Any{name}<T> {{"));
    code.docs("What was read, in the state that was read.");
    code.line(format!("pub fn new(state: {name}State, data: T) -> Self {{")).line("match state {");
    code.line(each(&|state| format!("{name}State::{state} => Self::{state}({name}::in_state(data)),")))
        .line("}")
        .line("}");
    code.docs("Its state.").line(MUST_USE).line(format!("pub fn state(&self) -> {name}State {{")).line("match self {");
    code.line(each(&|state| format!("Self::{state}(_) => {name}State::{state},"))).line("}").line("}");
    code.docs("What is known of it.").line(MUST_USE).line("pub fn data(&self) -> &T {").line("match self {");
    code.line(each(&|state| format!("Self::{state}(it) => it.data(),"))).line("}").line("}");
    code.docs("Its state and what is known of it, taken apart.").line(MUST_USE);
    code.line(format!("pub fn into_parts(self) -> ({name}State, T) {{")).line("match self {");
    code.line(each(&|state| format!("Self::{state}(it) => ({name}State::{state}, it.data),")))
        .line("}")
        .line("}")
        .line("}");
    for state in &it.states {
        code.line(format!("impl<T> From<{name}<states::{0}, T>> for Any{name}<T> {{", state.name));
        code.line(format!("fn from(it: {name}<states::{0}, T>) -> Self {{", state.name));
        code.line(format!("Self::{}(it)", state.name)).line("}").line("}");
    }
}

fn derived(it: &Lifecycle, derivation: &Derivation, scope: &mut Scope<'_>, code: &mut Code) {
    let (path, parts) = &derivation.parts;
    let part = scope.sibling(path, &format!("{parts}State"));
    let applies: Vec<_> = derivation.applies_to.iter().map(|n| format!("Self::{}", it.states[*n].name)).collect();
    code.line(format!("impl {}State {{", it.name));
    code.docs("The state that follows from those of the parts; the same where this state does not follow them.");
    code.line(MUST_USE);
    code.line(format!("pub fn derive(self, parts: &[{part}]) -> Self {{"));
    code.line(format!("if !matches!(self, {}) {{", applies.join(" | "))).line("return self;").line("}");
    for rule in &derivation.rules {
        let is_in = |states: &Vec<String>| {
            let states: Vec<_> = states.iter().map(|state| format!("{part}::{state}")).collect();
            format!("|part| matches!(part, {})", states.join(" | "))
        };
        let every = rule.every.as_ref().map(|states| format!("parts.iter().all({})", is_in(states)));
        let some = rule.some.as_ref().map(|states| format!("parts.iter().any({})", is_in(states)));
        let conditions: Vec<String> = every.into_iter().chain(some).collect();
        let status = &it.states[rule.status].name;
        if conditions.is_empty() {
            code.line(format!("Self::{status}")).line("}").line("}");
            return;
        }
        code.line(format!("if {} {{", conditions.join(" && "))).line(format!("return Self::{status};")).line("}");
    }
    code.line("self").line("}").line("}");
}

fn test(it: &Lifecycle, code: &mut Code) {
    code.line("#[cfg(test)]").line("mod tests {").line("#[test]");
    code.line("fn every_command_in_every_state_is_as_the_table_says() {");
    code.line(format!("let found = stipula_rt::lifecycle::disagreements::<super::{}State>();", it.name));
    code.line("assert!(found.is_empty(), \"{found:#?}\");").line("}").line("}");
}
