//! The name of an event taken apart: `com.example.cpq.quote.submitted.v1` is version 1 of the fact `submitted` about a
//! `quote`, `QuoteSubmittedEventV1` the same in one piece.

use super::envelope;
use super::support::said;
use crate::words::words;
use crate::{Cx, MessageView};
use stipula_model::{Kw, NodeRef};
use stipula_source::Node;

/// Words behind a name that say only what kind of thing it is.
const SUFFIXES: &[&str] = &["event", "events", "message", "messages", "msg", "notification"];

/// The type of an event, or the name of its message where it declares no type.
#[derive(Debug)]
pub(super) struct EventName<'s> {
    pub(super) text: &'s str,
    /// Where it is written, or the message whose key it is.
    pub(super) at: NodeRef,
    pub(super) version: Option<u64>,
    /// The parts between the dots, without the version.
    pub(super) segments: Vec<&'s str>,
    /// The words of the part before the last; none for a name in one piece.
    pub(super) entity: Vec<String>,
    /// The words of the last part, without the entity, the version and suffixes such as `Event`.
    pub(super) fact: Vec<String>,
    /// True if there was such a suffix.
    pub(super) has_suffix: bool,
}

impl<'s> EventName<'s> {
    /// The name of a message: the one value of its `type` attribute, else its `name`, else the key it stands under.
    pub(super) fn of(cx: &Cx<'s>, message: &MessageView<'s>) -> Option<EventName<'s>> {
        if let Some(declared) = envelope::attribute(cx, message, &["type", "eventtype"]) {
            let value = declared.resolved.get(Kw::Const).filter(|value| value.as_str().is_some());
            if let Some(value) = value {
                let at = declared.resolved.at.sibling(value);
                return Some(EventName::parse(value.as_str().unwrap_or_default(), at));
            }
        }
        if let Some(at) = said(cx, message, "name").or_else(|| said(cx, message, "messageId")) {
            return cx.node(at).as_str().map(|text| EventName::parse(text, at));
        }
        let key = message.message.name.as_str();
        // A message that is written into an operation of AsyncAPI 2 has no name; the model calls it as the operation.
        let is_name = !matches!(key, "" | "publish" | "subscribe");
        let at = message.at();
        is_name.then(|| EventName::parse(cx.node(at).key().and_then(Node::as_str).unwrap_or_default(), at))
    }

    pub(super) fn parse(text: &'s str, at: NodeRef) -> EventName<'s> {
        let mut segments: Vec<&str> = text.split(['.', '/', ':']).filter(|part| !part.is_empty()).collect();
        let place = segments.iter().rposition(|part| version_of(part).is_some());
        let mut version = place.and_then(|place| version_of(segments.remove(place)));
        let mut fact = segments.last().map(|part| words(part)).unwrap_or_default();
        let mut has_suffix = false;
        while let Some(word) = fact.pop() {
            if let Some(number) = version_of(&word) {
                version = version.or(Some(number));
            } else if SUFFIXES.contains(&word.as_str()) {
                has_suffix = true;
            } else {
                fact.push(word);
                break;
            }
        }
        let entity = segments.len().checked_sub(2).map(|n| words(segments[n])).unwrap_or_default();
        if !entity.is_empty() && fact.len() > entity.len() && fact.starts_with(&entity) {
            fact.drain(..entity.len());
        }
        EventName { text, at, version, segments, entity, fact, has_suffix }
    }

    /// The words of the entity and of the fact.
    pub(super) fn words(&self) -> Vec<&str> {
        self.entity.iter().chain(&self.fact).map(String::as_str).collect()
    }

    /// True for a name of several parts.
    pub(super) fn is_dotted(&self) -> bool {
        self.segments.len() > 1
    }
}

/// The number of `v12`.
pub(super) fn version_of(word: &str) -> Option<u64> {
    word.strip_prefix(['v', 'V']).filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use stipula_diagnostics::FileId;
    use stipula_source::{Limits, read};

    fn parts(text: &str) -> String {
        let (tree, _) = read(FileId(0), "a.json", b"{}".to_vec(), &Limits::default());
        let at = NodeRef::new(FileId(0), tree.root().expect("an object"));
        let name = EventName::parse(text, at);
        format!("{} | {} | {:?}", name.entity.join(" "), name.fact.join(" "), name.version)
    }

    #[test]
    fn names_are_taken_apart() {
        for (text, expected) in [
            ("com.example.cpq.quote.submitted.v1", "quote | submitted | Some(1)"),
            ("com.example.oms.order.line-completed.v12", "order | line completed | Some(12)"),
            ("com.example.cpq.quote.quote-submitted", "quote | submitted | None"),
            ("QuoteSubmittedEventV1", " | quote submitted | Some(1)"),
            ("QuoteSubmittedV2Event", " | quote submitted | Some(2)"),
            ("user/signedup", "user | signedup | None"),
            ("QuoteEvent", " | quote | None"),
            ("Event", " |  | None"),
            ("", " |  | None"),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
