use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "producer-validates",
    Warning,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("producer_validates.md"),
);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let Some(tests) = cx.evidence.contract_tests.as_ref().filter(|_| channel.is_sent()) else { return };
    for view in channel.messages(cx.scene) {
        // A message that no test exercises at all is the matter of `contract-test-coverage`.
        if tests.messages.contains(view.name()) && !tests.validated.contains(view.name()) {
            let message = format!("no test proves that the producer of `{}` validates what it sends", view.name());
            let help = "add a test that gives it a payload which the schema rejects and sees that nothing is sent; \
                        report it with `side: producer` and `validates: true`";
            cx.report(Finding::at(view.name_at(), message).help(help));
        }
    }
}
