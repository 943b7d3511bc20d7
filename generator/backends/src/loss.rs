//! What a back end cannot say, as located findings.

use stipula_diagnostics::{Code, Diagnostic, codes};
use stipula_model::NodeRef;
use stipula_source::Sources;

/// What the loss does to whoever uses the generated code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It accepts what the contract refuses.
    Looser,
    /// It refuses what the contract accepts.
    Stricter,
    /// It writes another value than it read.
    Rewrites,
    /// There is no code for it.
    LeftOut,
    /// The back end stopped at it.
    Refused,
}

impl Effect {
    /// The code of such findings.
    pub fn code(self) -> Code {
        match self {
            Effect::Looser => codes::BACKEND_LOOSER,
            Effect::Stricter => codes::BACKEND_STRICTER,
            Effect::Rewrites => codes::BACKEND_REWRITES,
            Effect::LeftOut => codes::BACKEND_LEFT_OUT,
            Effect::Refused => codes::BACKEND_REFUSED,
        }
    }
}

/// One thing that a back end cannot say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What it does.
    pub effect: Effect,
    /// The keyword that is lost, as it is called in 2020-12 (`required` for an absent or null member); empty where it is none.
    pub keyword: &'static str,
    /// The definition of the lowered document that it belongs to; empty for parts of operations.
    pub definition: String,
    /// Where it stands.
    pub at: NodeRef,
    /// What is lost: a lower-case fragment.
    pub message: String,
    /// True for what a back end does to every value of a kind: reported once, where it is first met.
    pub is_habit: bool,
}

/// The findings of all losses: habits once each, with how often they were met.
pub(crate) fn findings(losses: &[Loss], sources: &Sources) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = Vec::new();
    let mut habits: Vec<(&Loss, usize)> = Vec::new();
    for loss in losses {
        if !loss.is_habit {
            out.push(Diagnostic::new(loss.effect.code(), loss.at.place(sources), loss.message.clone()));
            continue;
        }
        match habits.iter_mut().find(|(known, _)| known.message == loss.message && known.effect == loss.effect) {
            Some((_, count)) => *count += 1,
            None => habits.push((loss, 1)),
        }
    }
    out.extend(habits.into_iter().map(|(loss, count)| {
        let message =
            if count == 1 { loss.message.clone() } else { format!("{}: here first, in {count} places", loss.message) };
        Diagnostic::new(loss.effect.code(), loss.at.place(sources), message)
    }));
    Diagnostic::sort(&mut out);
    out
}
