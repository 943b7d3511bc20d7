//! What Rust is made of contracts: plain data that targets print.

use stipula_model::{NodeRef, SchemaId};

/// The number of a type in [`crate::Plan::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// The number of a module in [`crate::Plan::modules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub u32);

/// A type with a name.
#[derive(Debug, Clone)]
pub struct Type {
    /// Its name in Rust.
    pub name: String,
    /// The module that it stands in.
    pub module: ModuleId,
    /// The schema it was made of.
    pub schema: SchemaId,
    /// Where that stands.
    pub at: NodeRef,
    /// What readers are told.
    pub docs: Docs,
    /// True if its schema accepts null as well: whoever uses it has an `Option` of it.
    pub is_nullable: bool,
    /// What it is.
    pub shape: Shape,
    /// What the type itself cannot say: a JSON Schema of the keywords that are checked beside it.
    pub rules: Option<Rules>,
    /// Why it looks as it does, for `--explain`.
    pub reasons: Vec<String>,
}

/// Keywords that a type cannot say.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Their names.
    pub keywords: Vec<&'static str>,
    /// A self-contained JSON Schema of them.
    pub schema: serde_json::Value,
}

/// What a type is.
#[derive(Debug, Clone)]
pub enum Shape {
    /// An object with known members.
    Struct(Struct),
    /// One of some values.
    Choice(Choice),
    /// One of some types.
    Union(Union),
    /// An array whose first items have types of their own.
    Tuple(Tuple),
    /// A string that is more than a length.
    Text(TextFacets),
    /// A number that is more than an integer in bounds.
    Number(NumberFacets),
    /// One value.
    Constant(serde_json::Value),
    /// A name for another type.
    Alias(Use),
    /// A newtype around another type: its rules say which of its values are accepted, or it would be an alias of itself.
    Checked(Use),
    /// No value at all.
    Never,
}

/// An object.
#[derive(Debug, Clone, Default)]
pub struct Struct {
    /// Its members, in the order of the contract.
    pub fields: Vec<Field>,
    /// Members that it does not name.
    pub rest: Rest,
    /// `minProperties`
    pub min_members: Option<u64>,
    /// `maxProperties`
    pub max_members: Option<u64>,
    /// `dependentRequired`: where the first is present, the others are.
    pub dependencies: Vec<(String, Vec<String>)>,
}

/// A member.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in JSON.
    pub wire: String,
    /// Its name in Rust.
    pub name: String,
    /// What readers are told.
    pub docs: Docs,
    /// Whether it must be there.
    pub presence: Presence,
    /// Its type, without what presence adds.
    pub ty: Use,
}

/// Whether a member must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may be absent, and is not null.
    Optional,
    /// It may be absent, and it may be null.
    Tri,
}

/// Members that an object does not name.
#[derive(Debug, Clone, Default)]
pub enum Rest {
    /// There are none.
    Closed,
    /// Anything, kept as it is.
    #[default]
    Open,
    /// Values of one type.
    Typed(Use),
}

/// One of some values.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The values; none is equal to another.
    pub values: Vec<ChoiceValue>,
    /// True if readers keep values that it does not know.
    pub open: bool,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct ChoiceValue {
    /// The value.
    pub value: serde_json::Value,
    /// The name of its variant in Rust.
    pub name: String,
    /// What readers are told.
    pub docs: Docs,
}

impl Choice {
    /// The texts, if all values are texts.
    pub fn texts(&self) -> Option<Vec<&str>> {
        self.values.iter().map(|it| it.value.as_str()).collect()
    }
}

/// An array whose first items have types of their own.
#[derive(Debug, Clone)]
pub struct Tuple {
    /// The types of the first items.
    pub items: Vec<Use>,
    /// How many of them must be there; the others are optional.
    pub required: usize,
    /// The type of all items that follow; `None` where none may.
    pub rest: Option<Use>,
}

/// One of some types.
#[derive(Debug, Clone)]
pub struct Union {
    /// The types, with the names of their variants.
    pub variants: Vec<Variant>,
    /// How one is chosen.
    pub by: By,
}

/// A variant of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name in Rust.
    pub name: String,
    /// What chooses it: values of the tag, or types of JSON; none where it is tried.
    pub tags: Vec<String>,
    /// What readers are told.
    pub docs: Docs,
    /// What it holds.
    pub ty: Use,
}

/// How a variant is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// By the value of this member.
    Tag(String),
    /// By the type in JSON: `object`, `array`, `string`, `number`, `boolean`, `null`.
    Kind,
    /// Exactly one fits (`oneOf`).
    One,
    /// The first that fits (`anyOf`).
    Any,
}

/// What a string must fulfil.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct TextFacets {
    /// Patterns of ECMA-262; all must match.
    pub patterns: Vec<String>,
    /// In code points.
    pub min_length: Option<u64>,
    /// In code points.
    pub max_length: Option<u64>,
    /// A format that is checked.
    pub format: Option<String>,
}

/// What a number must fulfil; the bounds are texts, so that they are exact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct NumberFacets {
    /// True if it must be an integer.
    pub integer: bool,
    /// `minimum`
    pub minimum: Option<String>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<String>,
    /// `maximum`
    pub maximum: Option<String>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<String>,
    /// `multipleOf`
    pub multiple_of: Vec<String>,
}

/// A type where it is used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Use {
    /// Anything.
    Json,
    /// Nothing.
    Never,
    /// `null`
    Null,
    /// `bool`
    Bool,
    /// An integer within bounds.
    Int(i64, i64),
    /// An integer of 64 bits without a sign.
    Unsigned,
    /// A number.
    Number,
    /// A string, with bounds of its length in code points; `u64::MAX` is no bound.
    Text(u64, u64),
    /// A string of a format that has a type of its own, such as `Timestamp`.
    Formatted(&'static str),
    /// An array.
    List(Box<Use>, Bounds),
    /// An object of values of one type.
    Map(Box<Use>),
    /// The value or null.
    Nullable(Box<Use>),
    /// A type with a name.
    Named(TypeId),
    /// The same on the heap, where the type would hold itself.
    Boxed(TypeId),
}

/// How many items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// At least.
    pub min: u64,
    /// At most; `u64::MAX` is no bound.
    pub max: u64,
    /// True if no two are equal.
    pub unique: bool,
}

/// What readers of a type, a member or a method are told.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The title or summary, if it says more than the name.
    pub title: Option<String>,
    /// The description.
    pub text: Option<String>,
    /// What must hold, in short sentences.
    pub facts: Vec<String>,
    /// Example values, as JSON.
    pub examples: Vec<String>,
    /// Why and since when not to use it.
    pub deprecated: Option<String>,
    /// Where the contract says it: file, `#`, pointer.
    pub source: Option<String>,
}

/// A module.
#[derive(Debug, Clone)]
pub struct Module {
    /// The segments of its path; empty for the root.
    pub path: Vec<String>,
    /// What readers are told.
    pub docs: Docs,
}
