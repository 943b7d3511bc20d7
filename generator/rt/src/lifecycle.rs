//! Lifecycles as data: which command leads from which state to which, and under what conditions
//! (API and event design §6).
//!
//! Generated code has the same knowledge three times, each for its own use: a table for programs that look at it, a `match`
//! for states that are known at run time, and types for states that are known at compile time.

use std::fmt;

/// Who asks for a transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// A client, by an operation of the API.
    Command,
    /// The platform: a policy or a timer.
    System,
    /// A message from elsewhere.
    Event,
}

/// A condition besides the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Guard {
    /// Its name.
    pub name: &'static str,
    /// The error code of a refusal.
    pub failure: &'static str,
}

/// How a repeated command is told from a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Idempotency {
    /// What identifies a repetition, together.
    pub scope: &'static [&'static str],
    /// How long the outcome is remembered: an ISO 8601 duration.
    pub retention: &'static str,
    /// What happens to a repetition after that.
    pub expired: &'static str,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Transition<S: 'static, C: 'static> {
    /// What asks for it.
    pub command: C,
    /// Who may ask.
    pub trigger: Trigger,
    /// Where it starts; nowhere if it creates the aggregate.
    pub from: &'static [S],
    /// Where it leads.
    pub to: S,
    /// What must hold, in the order in which it is asked.
    pub guards: &'static [Guard],
    /// What the actor must hold.
    pub permission: Option<&'static str>,
    /// What must be on record.
    pub evidence: &'static [&'static str],
    /// The types of the events that it publishes.
    pub emits: &'static [&'static str],
    /// The schema of the audit record that it leaves.
    pub audit: Option<&'static str>,
    /// The codes with which it can be refused.
    pub failures: &'static [&'static str],
    /// How a repetition is told.
    pub idempotency: Option<Idempotency>,
}

/// The states of an aggregate.
pub trait Lifecycle: Copy + Eq + fmt::Debug + Sized + 'static {
    /// Its commands.
    type Command: Copy + Eq + fmt::Debug + 'static;
    /// The name of the state machine.
    const NAME: &'static str;
    /// The state in which the aggregate is created.
    const INITIAL: Self;
    /// All states, in the order of the contract.
    const STATES: &'static [Self];
    /// All commands, in the order of the contract.
    const COMMANDS: &'static [Self::Command];
    /// All transitions.
    const TRANSITIONS: &'static [Transition<Self, Self::Command>];

    /// The name on the wire.
    fn name(self) -> &'static str;

    /// True if no transition leads out of it.
    fn is_terminal(self) -> bool;

    /// Where a command leads from here: nowhere if it is not allowed, to one of several states if its outcome decides.
    fn after(self, command: Self::Command) -> &'static [Self];

    /// The lines of the table for a command in this state, one for each outcome.
    fn transitions(self, command: Self::Command) -> impl Iterator<Item = &'static Transition<Self, Self::Command>> {
        Self::TRANSITIONS.iter().filter(move |it| it.command == command && it.from.contains(&self))
    }

    /// The commands that are allowed in this state.
    fn allowed(self) -> impl Iterator<Item = Self::Command> {
        Self::COMMANDS.iter().copied().filter(move |command| !self.after(*command).is_empty())
    }
}

/// A text that names no state or command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What was looked for, such as `quote state`.
    pub what: &'static str,
    /// The text.
    pub name: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no {}", self.name, self.what)
    }
}

impl std::error::Error for UnknownName {}

/// A transition that a guard refused. What it would have changed is given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused<A> {
    /// The guard that does not hold.
    pub guard: &'static str,
    /// Its error code.
    pub failure: &'static str,
    /// The aggregate, unchanged.
    pub unchanged: A,
}

impl<A> fmt::Display for Refused<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` does not hold: {}", self.guard, self.failure)
    }
}

impl<A: fmt::Debug> std::error::Error for Refused<A> {}

/// The conditions of a command, as generated code has them.
pub trait Condition: Copy {
    /// The guard and its error code.
    fn guard(self) -> Guard;
}

/// Asks whether every guard holds, in order, and gives back what it was asked about.
///
/// # Errors
/// The first guard that does not hold.
pub fn ask<G: Condition, A>(guards: &[G], asked: A, mut holds: impl FnMut(G, &A) -> bool) -> Result<A, Refused<A>> {
    match guards.iter().find(|guard| !holds(**guard, &asked)) {
        None => Ok(asked),
        Some(refusing) => {
            let Guard { name, failure } = refusing.guard();
            Err(Refused { guard: name, failure, unchanged: asked })
        }
    }
}

/// What is wrong with a lifecycle whose `match` and table disagree: every command in every state, and what leads nowhere.
/// Generated tests expect none.
pub fn disagreements<S: Lifecycle>() -> Vec<String> {
    let mut found = Vec::new();
    for state in S::STATES {
        for command in S::COMMANDS {
            let table: Vec<S> = state.transitions(*command).map(|it| it.to).collect();
            if state.after(*command) != table {
                let after = state.after(*command);
                found.push(format!("{command:?} in {state:?} leads to {after:?}, and the table says {table:?}"));
            }
        }
        if state.is_terminal() && S::TRANSITIONS.iter().any(|it| it.from.contains(state)) {
            found.push(format!("{state:?} is terminal, and a transition leads out of it"));
        }
    }
    for transition in S::TRANSITIONS {
        if !S::COMMANDS.contains(&transition.command) || !S::STATES.contains(&transition.to) {
            found.push(format!(
                "{:?} is not among the commands, or its target not among the states",
                transition.command
            ));
        }
    }
    found
}
