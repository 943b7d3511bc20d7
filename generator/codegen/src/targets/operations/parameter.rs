//! Where parameters and headers stand, as constants that serve both directions.

use crate::code::literal;
use crate::plan::{Parameter, ParameterShape, Value};
use crate::print::Scope;

/// The type of a parameter's field.
pub(super) fn field_type(parameter: &Parameter, scope: &mut Scope<'_>) -> String {
    let ty = match &parameter.value {
        Value::Schema(used) => scope.ty(used),
        Value::Known(header) => format!("http::{}", header.name()),
    };
    if parameter.required { ty } else { format!("Option<{ty}>") }
}

/// The constant of a parameter.
pub(super) fn constant(parameter: &Parameter, scope: &mut Scope<'_>) -> String {
    format!("const {}: http::Parameter = {};", parameter.constant, expression(parameter, scope))
}

/// A parameter as an expression.
pub(super) fn expression(parameter: &Parameter, scope: &mut Scope<'_>) -> String {
    let mut out = format!("http::Parameter::{}({})", parameter.location, literal(&parameter.wire));
    if let Some((style, explode)) = parameter.style {
        out.push_str(&format!(".style(http::Style::{style}, {explode})"));
    }
    if parameter.shape != ParameterShape::Text {
        out.push_str(&format!(".shape({})", shape(&parameter.shape)));
    }
    if parameter.reserved {
        out.push_str(".reserved()");
    }
    if let Some(held) = &parameter.held {
        out.push_str(&format!(".held_to::<{}>()", scope.ty(held)));
    }
    out
}

fn shape(shape: &ParameterShape) -> String {
    match shape {
        ParameterShape::Text => "http::Shape::Text".to_owned(),
        ParameterShape::Number => "http::Shape::Number".to_owned(),
        ParameterShape::Boolean => "http::Shape::Boolean".to_owned(),
        ParameterShape::Scalar => "http::Shape::Scalar".to_owned(),
        ParameterShape::Json => "http::Shape::Json".to_owned(),
        ParameterShape::List(item) => format!("http::Shape::List(&{})", self::shape(item)),
        ParameterShape::Object(members, rest) => {
            let members = members.iter().map(|(name, it)| format!("({}, {})", literal(name), self::shape(it)));
            let members = members.collect::<Vec<_>>().join(", ");
            let rest = rest.as_ref().map_or("None".to_owned(), |rest| format!("Some(&{})", self::shape(rest)));
            format!("http::Shape::Object {{ members: &[{members}], rest: {rest} }}")
        }
    }
}
