//! The codes of a service's errors.

use crate::Input;
use crate::plan::names::{free_name, variant_name};
use indexmap::IndexSet;
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::{Contract, Kind, NodeRef};
use stipula_source::Node;

/// The codes that a service declares (API and event design §9).
#[derive(Debug, Clone)]
pub struct ErrorCodes {
    /// The member of an error that holds the code.
    pub member: String,
    /// The codes.
    pub values: Vec<ErrorCode>,
    /// True once an answer carries them.
    pub is_used: bool,
}

/// A code.
#[derive(Debug, Clone)]
pub struct ErrorCode {
    /// The code in the contract.
    pub code: String,
    /// The name of its variant.
    pub name: String,
    /// What the registry of codes calls it.
    pub title: Option<String>,
}

impl ErrorCodes {
    /// What members that hold a code are called, the best first.
    pub(super) const MEMBERS: [&str; 3] = ["errorCode", "error_code", "code"];

    /// Codes stand in one member of all errors: that of the first.
    pub(super) fn used_as(&mut self, member: &str) {
        if !self.is_used {
            member.clone_into(&mut self.member);
            self.is_used = true;
        }
    }
}

/// The codes of all operations and answers, in the order of the document.
pub(super) fn declared(input: &Input<'_>, contract: &Contract) -> Option<ErrorCodes> {
    let mut codes = IndexSet::new();
    let mut add = |at: NodeRef| codes.extend(listed(at.get(input.sources)));
    for operation in &contract.operations {
        add(operation.at);
        operation.responses.iter().for_each(|response| add(response.at));
    }
    let titles = titles(input);
    let mut taken = FxHashSet::from_iter(["Unknown".to_owned()]);
    let values = codes.into_iter().map(|code| {
        let name = free_name([variant_name(&code)], |name| taken.insert(name.clone()));
        ErrorCode { title: titles.get(code.as_str()).map(|title| (*title).to_owned()), code, name }
    });
    let values: Vec<_> = values.collect();
    (!values.is_empty()).then(|| ErrorCodes { member: ErrorCodes::MEMBERS[0].to_owned(), values, is_used: false })
}

/// What registries call their codes.
fn titles<'m>(input: &Input<'m>) -> FxHashMap<&'m str, &'m str> {
    let registries = input.model.documents_of(Kind::ErrorCodes).map(|at| at.get(input.sources));
    let codes = registries.filter_map(|registry| registry.get("codes")).flat_map(Node::members);
    codes.filter_map(|(code, node)| Some((code, node.get_str("title")?))).collect()
}

/// The codes that an operation or an answer lists.
pub(super) fn listed(node: Node<'_>) -> Vec<String> {
    let listed = node.get("x-error-codes");
    listed.into_iter().flat_map(Node::items).filter_map(Node::as_str).map(str::to_owned).collect()
}
