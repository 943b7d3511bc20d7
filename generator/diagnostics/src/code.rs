//! The registry of codes. A code is one row here and one page, `codes/<id>.md`, whose examples are
//! its fixtures; a test refuses a page without a row, and the compiler a row without a page.

use crate::Severity;
use std::fmt;

/// A registered kind of finding: a stable kebab-case id that says what is wrong.
#[derive(Clone, Copy)]
pub struct Code(&'static Entry);

/// What is registered of a code. Codes of reading and validating stand in [`codes`]; lint rules bring their own.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The stable id.
    pub id: &'static str,
    /// The severity unless a configuration says otherwise.
    pub severity: Severity,
    /// The page in Markdown.
    pub page: &'static str,
}

impl Code {
    /// The code of an entry that stands elsewhere.
    pub const fn of(entry: &'static Entry) -> Code {
        Code(entry)
    }

    /// The stable id, such as `ref-unresolved`.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// The severity unless a configuration says otherwise.
    pub fn severity(self) -> Severity {
        self.0.severity
    }

    /// The page in Markdown: what, why, how to fix, a failing and a passing example.
    pub fn page(self) -> &'static str {
        self.0.page
    }

    /// The page's title: one sentence that says what is wrong.
    pub fn title(self) -> &'static str {
        self.0.page.lines().find(|line| !line.starts_with('#') && !line.trim().is_empty()).unwrap_or("")
    }

    /// The code with this id.
    pub fn find(id: &str) -> Option<Code> {
        codes::ALL.iter().copied().find(|code| code.id() == id)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident;)*) => {
        /// Every registered code.
        pub mod codes {
            use super::{Code, Entry};
            use crate::Severity;
            $(
                #[doc = include_str!(concat!("codes/", $id, ".md"))]
                pub const $name: Code = {
                    static ENTRY: Entry = Entry {
                        id: $id,
                        severity: Severity::$severity,
                        page: include_str!(concat!("codes/", $id, ".md")),
                    };
                    Code(&ENTRY)
                };
            )*
            /// All codes in the order of their registration.
            pub const ALL: &[Code] = &[$($name),*];
        }
    };
}

codes! {
    // Reading: bytes to a tree.
    FILE_TOO_LARGE "file-too-large" Error;
    FILE_NOT_UTF8 "file-not-utf8" Error;
    FILE_EMPTY "file-empty" Error;
    SYNTAX_ERROR "syntax-error" Error;
    NESTING_TOO_DEEP "nesting-too-deep" Error;
    DUPLICATE_KEY "duplicate-key" Error;
    KEY_NOT_STRING "key-not-string" Error;
    ALIAS_UNDEFINED "alias-undefined" Error;
    ALIAS_EXPANSION_TOO_LARGE "alias-expansion-too-large" Error;
    MERGE_KEY_INVALID "merge-key-invalid" Error;
    TAG_UNSUPPORTED "tag-unsupported" Error;
    NUMBER_NOT_FINITE "number-not-finite" Error;
    MULTIPLE_DOCUMENTS "multiple-documents" Error;

    // Which contract it is.
    CONTRACT_UNRECOGNISED "contract-unrecognised" Error;
    CONTRACT_UNSUPPORTED "contract-unsupported" Error;
    CONTRACT_INVALID "contract-invalid" Error;
    SCHEMA_INVALID "schema-invalid" Error;
    KEYWORD_MISSPELLED "keyword-misspelled" Warning;
    PATTERN_INVALID "pattern-invalid" Error;

    // References and identifiers.
    REF_UNRESOLVED "ref-unresolved" Error;
    REF_OUTSIDE_ROOT "ref-outside-root" Error;
    REF_ABSOLUTE_PATH "ref-absolute-path" Error;
    REF_REMOTE "ref-remote" Error;
    REF_CYCLE "ref-cycle" Error;
    REF_WRONG_KIND "ref-wrong-kind" Error;
    REF_TOO_MANY_HOPS "ref-too-many-hops" Error;
    REF_SIBLING_IGNORED "ref-sibling-ignored" Warning;
    BUNDLE_DIALECT "bundle-dialect" Error;
    ID_INVALID "id-invalid" Error;
    ID_DUPLICATE "id-duplicate" Error;
    ANCHOR_DUPLICATE "anchor-duplicate" Error;
    OPERATION_ID_DUPLICATE "operation-id-duplicate" Error;

    // OpenAPI and AsyncAPI beyond their meta-schemas.
    PATH_TEMPLATE_INVALID "path-template-invalid" Error;
    PATH_AMBIGUOUS "path-ambiguous" Error;
    PATH_PARAMETER_UNDECLARED "path-parameter-undeclared" Error;
    PATH_PARAMETER_UNUSED "path-parameter-unused" Error;
    PARAMETER_DUPLICATE "parameter-duplicate" Error;
    PARAMETER_STYLE_INVALID "parameter-style-invalid" Error;
    SECURITY_SCHEME_UNDEFINED "security-scheme-undefined" Error;
    TAG_DUPLICATE "tag-duplicate" Error;
    LINK_OPERATION_UNKNOWN "link-operation-unknown" Error;
    CHANNEL_PARAMETER_UNDECLARED "channel-parameter-undeclared" Error;
    CHANNEL_PARAMETER_UNUSED "channel-parameter-unused" Error;
    OPERATION_MESSAGE_NOT_IN_CHANNEL "operation-message-not-in-channel" Error;
    DISCRIMINATOR_PROPERTY_MISSING "discriminator-property-missing" Error;
    DISCRIMINATOR_MAPPING_INVALID "discriminator-mapping-invalid" Error;

    // Values against their schemas.
    EXAMPLE_INVALID "example-invalid" Error;
    EXAMPLE_FORMAT_MISMATCH "example-format-mismatch" Warning;
    DEFAULT_INVALID "default-invalid" Error;
    PAYLOAD_INVALID "payload-invalid" Error;
    FIXTURE_INVALID "fixture-invalid" Error;
    FIXTURE_ACCEPTED "fixture-accepted" Error;
    FIXTURE_WRONG_REASON "fixture-wrong-reason" Error;
    FIXTURE_UNLISTED "fixture-unlisted" Error;
    SCENARIO_INVALID "scenario-invalid" Error;

    // The repository's own documents.
    OWNER_UNKNOWN "owner-unknown" Error;
    CONTRACT_GLOB_UNMATCHED "contract-glob-unmatched" Error;
    STATE_UNKNOWN "state-unknown" Error;
    ERROR_CODE_UNKNOWN "error-code-unknown" Error;

    // Waivers of compatibility findings.
    WAIVER_UNKNOWN "waiver-unknown" Error;
    WAIVER_APPROVER_UNKNOWN "waiver-approver-unknown" Error;
    WAIVER_EXPIRED "waiver-expired" Error;
    WAIVER_STALE "waiver-stale" Error;
    WAIVER_PROPOSED "waiver-proposed" Info;

    // What is known beside the contracts.
    ATTESTATION_UNKNOWN "attestation-unknown" Error;
    ATTESTATION_STALE "attestation-stale" Error;
    EVIDENCE_INVALID "evidence-invalid" Error;

    // What generated code cannot say as the contract does, and what was assumed.
    CODEGEN_TYPE_ASSUMED "codegen-type-assumed" Info;
    CODEGEN_INTEGER_RANGE "codegen-integer-range" Info;
    CODEGEN_FORMAT_UNCHECKED "codegen-format-unchecked" Info;
    CODEGEN_PATTERN_UNSUPPORTED "codegen-pattern-unsupported" Warning;
    CODEGEN_DISCRIMINATOR_UNCHECKED "codegen-discriminator-unchecked" Info;
    CODEGEN_DYNAMIC_REFERENCE "codegen-dynamic-reference" Info;
}
