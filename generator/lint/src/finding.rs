//! What a rule says.

use std::borrow::Cow;
use stipula_diagnostics::{FileId, Fix, Place, Span};
use stipula_model::NodeRef;
use stipula_source::NodeId;

/// What a rule says about a value. Its code and weight are known to whom it is reported to.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) at: NodeRef,
    pub(crate) message: Cow<'static, str>,
    pub(crate) help: Option<Cow<'static, str>>,
    pub(crate) labels: Vec<(NodeRef, Cow<'static, str>)>,
    pub(crate) fix: Option<Box<Fix>>,
    /// Where it is shown, if that is no value of a document.
    pub(crate) place: Option<Place>,
}

impl Finding {
    /// What is wrong, a lower-case fragment with the concrete names, and where: the smallest value that is wrong.
    pub(crate) fn at(at: NodeRef, message: impl Into<Cow<'static, str>>) -> Finding {
        Finding { at, message: message.into(), help: None, labels: Vec::new(), fix: None, place: None }
    }

    /// The same in a file that is a text and no document: a migration, a source file.
    pub(crate) fn in_text(file: FileId, span: Span, message: impl Into<Cow<'static, str>>) -> Finding {
        let at = NodeRef { file, node: NodeId(span.start) };
        Finding { place: Some(Place::bare(file, span)), ..Finding::at(at, message) }
    }

    /// Adds how to fix this very case.
    pub(crate) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Finding {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that explains it, with what is to be seen there.
    pub(crate) fn label(mut self, at: NodeRef, text: impl Into<Cow<'static, str>>) -> Finding {
        self.labels.push((at, text.into()));
        self
    }

    /// Adds how a machine can fix it without changing what is meant; see [`crate::fix`].
    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Finding {
        self.fix = fix.map(Box::new);
        self
    }
}
