use super::event_name::EventName;
use super::past_tense::{is_past, is_uninflected, past_of};
use super::support::is_event;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::{kebab, pascal};
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

const IMPERATIVES: &[&str] = &[
    "accept",
    "activate",
    "add",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authorize",
    "block",
    "bill",
    "calculate",
    "cancel",
    "capture",
    "charge",
    "close",
    "complete",
    "configure",
    "confirm",
    "convert",
    "create",
    "deactivate",
    "decline",
    "delete",
    "deliver",
    "dispatch",
    "do",
    "enable",
    "enqueue",
    "execute",
    "expire",
    "fetch",
    "fulfill",
    "generate",
    "get",
    "handle",
    "initiate",
    "insert",
    "install",
    "invoke",
    "issue",
    "load",
    "make",
    "mark",
    "merge",
    "modify",
    "move",
    "notify",
    "open",
    "pay",
    "perform",
    "place",
    "prepare",
    "price",
    "process",
    "provision",
    "publish",
    "put",
    "recalculate",
    "refund",
    "register",
    "reject",
    "release",
    "remove",
    "renew",
    "repair",
    "replace",
    "reserve",
    "resolve",
    "restore",
    "resume",
    "retry",
    "return",
    "revoke",
    "run",
    "save",
    "schedule",
    "send",
    "set",
    "ship",
    "start",
    "stop",
    "submit",
    "suspend",
    "sync",
    "terminate",
    "trigger",
    "turn",
    "unblock",
    "update",
    "upload",
    "upsert",
    "validate",
    "verify",
    "withdraw",
];
/// Verbs of which the past says no more than the verb did.
const EMPTY: &[&str] =
    &["do", "execute", "get", "handle", "load", "make", "perform", "process", "put", "run", "set", "turn"];
/// Words that go on with what a past form says.
const PARTICLES: &[&str] = &[
    "again", "as", "at", "away", "back", "by", "down", "due", "for", "from", "in", "into", "of", "off", "on", "out",
    "over", "to", "up", "via", "with", "without",
];

pub(super) const RULE: Rule = Rule::new(
    "event-name-past-tense",
    Error,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_name_past_tense.md"),
)
.options(&[
    OptionSpec::words("imperatives", IMPERATIVES, "Verbs that ask for something where a name begins with them."),
    OptionSpec::words("past-forms", &[], "Words that count as past tense beside those of English."),
])
.cedes_to(&["event-name-not-vague"]);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let Some(name) = EventName::of(cx, message) else { return };
    let words = name.words();
    let asks = |word: Option<&&str>| word.is_some_and(|word| cx.words("imperatives").has(word));
    let is_command = asks(words.first()) || asks(name.fact.first().map(String::as_str).as_ref());
    let is_past =
        |n: usize| is_past(words[n]) || n > 0 && is_uninflected(words[n]) || cx.words("past-forms").has(words[n]);
    let says_what_happened = match (0..words.len()).rev().find(|n| is_past(*n)) {
        // `CancelExpiredQuotes` asks for something although a word of it is a past form.
        Some(n) => !asks(words.first()) || words.get(n + 1).is_none_or(|next| PARTICLES.contains(next)),
        None => false,
    };
    if says_what_happened {
        return;
    }
    let finding = if is_command {
        let message = format!("`{}` asks for something; an event says what has happened", name.text);
        Finding::at(name.at, message).help(format!(
            "name the fact{}; if it does ask for something, make it a command: end its name in `Command` and give it a \
             channel of its own",
            suggestion(&name).map(|fact| format!(", `{fact}` for instance")).unwrap_or_default()
        ))
    } else {
        let message = format!("`{}` has no verb in the past tense that says what happened", name.text);
        Finding::at(name.at, message).help("say what has happened to what, as in `OrderSubmitted` or `order.submitted`")
    };
    cx.report(finding);
}

/// `QuoteSubmitted` for `SubmitQuote`, in the way in which the name is written.
fn suggestion(name: &EventName<'_>) -> Option<String> {
    let (verb, object) = name.fact.split_first()?;
    if EMPTY.contains(&verb.as_str()) || object.is_empty() && !name.is_dotted() {
        return None;
    }
    let fact = format!("{} {}", object.join(" "), past_of(verb));
    Some(if name.is_dotted() { kebab(&fact) } else { pascal(&fact) })
}
