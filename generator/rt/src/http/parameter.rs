//! Where and how a value stands in a request or an answer.

use crate::{Json, Reader, Wire};

/// A parameter or a header: written once, used in both directions (OpenAPI 3.1.1 §4.8.12 and §4.8.21).
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) reserved: bool,
    pub(crate) shape: Shape,
    pub(crate) check: Option<fn(&Json, &mut Reader) -> bool>,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header, of a request or of an answer.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a value is written as text (OpenAPI 3.1.1 §4.8.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `blue,black`
    Simple,
    /// `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color%5BR%5D=100`
    DeepObject,
}

/// What JSON the text of a parameter stands for, as its schema says: text itself has no types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A number or boolean where it reads as one and the type takes it, else a string.
    Scalar,
    /// An array.
    List(&'static Shape),
    /// An object.
    Object {
        /// The members that the schema names.
        members: &'static [(&'static str, Shape)],
        /// What other members are, where they are allowed.
        rest: Option<&'static Shape>,
    },
    /// JSON text: `content` with a JSON media type, and values too deep for a style.
    Json,
}

impl Parameter {
    /// A parameter in the path: style `simple`.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple, false)
    }

    /// A parameter in the query: style `form`, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form, true)
    }

    /// A header: style `simple`.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple, false)
    }

    /// A cookie: style `form`, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form, true)
    }

    const fn new(name: &'static str, location: Location, style: Style, explode: bool) -> Self {
        Self { name, location, style, explode, reserved: false, shape: Shape::Text, check: None }
    }

    /// With another style.
    #[must_use]
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = style;
        self.explode = explode;
        self
    }

    /// What its text stands for.
    #[must_use]
    pub const fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// Reserved characters stand as they are (`allowReserved`).
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// Its text is held to the type of the schema as well, where the value has a type of its own, such as
    /// [`ETag`](super::ETag). A tolerant reader takes whatever the value's own definition allows.
    #[must_use]
    pub const fn held_to<T: Wire>(mut self) -> Self {
        self.check = Some(|json, reader| T::read(json, reader).is_some());
        self
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn is_idempotency_key(&self) -> bool {
        self.location == Location::Header && self.name.eq_ignore_ascii_case("idempotency-key")
    }

    /// Where it is sent.
    pub const fn location(&self) -> Location {
        self.location
    }
}
