use super::event_name::EventName;
use super::support::{entry_of, events, is_command};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::{pascal, words};
use crate::{ChannelView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "command-message-separated",
    Error,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("command_message_separated.md"),
);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let all = &cx.scene.contracts[channel.contract.index];
    let own = |n: &usize| channel.channel.messages.iter().any(|(_, index)| index == n);
    let commands = all.messages(cx.scene).enumerate().filter(|(n, message)| own(n) && is_command(cx, message));
    let event = events(cx, channel).into_iter().next();
    for (_, command) in commands {
        let finding = if let Some(event) = &event {
            let text = format!("the command `{}` travels among events", command.name());
            Finding::at(entry_of(channel, &command), text).label(entry_of(channel, event), "an event").help(
                "give commands a channel of their own: an event is for whoever cares, a command for the one who obeys",
            )
        } else if !is_named_command(command.name()) {
            let called =
                EventName::of(cx, &command).map(|name| format!(": `{}Command`", pascal(&name.words().join(" "))));
            Finding::at(command.name_at(), format!("the command `{}` is not called one", command.name()))
                .help(format!("end its name in `Command`{}", called.unwrap_or_default()))
        } else {
            continue;
        };
        cx.report(finding);
    }
}

fn is_named_command(name: &str) -> bool {
    words(name).iter().rev().take(2).any(|word| matches!(word.as_str(), "command" | "commands" | "cmd"))
}
