//! Why types and members look as they do: what `stipula generate --explain` says.

use super::{By, Field, Plan, Presence, Rest, Shape, Struct, Type, Union, Use};

/// Gives every type its reasons.
pub(super) fn fill(plan: &mut Plan) {
    let reasons: Vec<Vec<String>> = plan.types.iter().map(of_type).collect();
    plan.types.iter_mut().zip(reasons).for_each(|(ty, reasons)| ty.reasons = reasons);
}

impl Plan {
    /// Why the types and members look as they do that are made of what stands at `source`: a file, `#`, a pointer.
    pub fn explain(&self, source: &str) -> Option<String> {
        let source = source.strip_suffix('#').unwrap_or(source);
        let mut parts: Vec<String> = Vec::new();
        for ty in &self.types {
            if ty.docs.source.as_deref() == Some(source) {
                parts.push(format!("{}: {}", self.path(ty), ty.reasons.join(" ")));
            }
            let Shape::Struct(shape) = &ty.shape else { continue };
            let fields = shape.fields.iter().filter(|field| field.docs.source.as_deref() == Some(source));
            parts.extend(fields.map(|field| self.of_field(ty, field)));
        }
        (!parts.is_empty()).then(|| parts.join("\n"))
    }

    fn path(&self, ty: &Type) -> String {
        let module = &self.modules[ty.module.0 as usize].path;
        module.iter().map(String::as_str).chain([ty.name.as_str()]).collect::<Vec<_>>().join("::")
    }

    fn of_field(&self, ty: &Type, field: &Field) -> String {
        let mut said = format!("{}.{}: {}", self.path(ty), field.name, presence(field));
        if field.name != field.wire {
            said.push_str(&format!(" It is `{}` in JSON.", field.wire));
        }
        let used = match &field.ty {
            Use::Named(id) => format!(" Its type is `{}`.", self.path(self.get(*id))),
            Use::Boxed(id) => {
                format!(" It is boxed, since `{}` may hold a `{}` again.", self.path(self.get(*id)), ty.name)
            }
            other => in_place(other).map(|words| format!(" {words}")).unwrap_or_default(),
        };
        said + &used
    }
}

fn presence(field: &Field) -> &'static str {
    match field.presence {
        Presence::Required => "It is required.",
        Presence::Optional => "An `Option`, since it is not in `required`.",
        Presence::Tri => "A `Tri`, since it may be absent and may be null, and the two are not the same.",
    }
}

fn in_place(used: &Use) -> Option<String> {
    Some(match used {
        Use::Json => "The contract says nothing about its value, so it is kept as it is.".to_owned(),
        Use::Never => "No value is accepted.".to_owned(),
        Use::Int(i64::MIN, i64::MAX) => "An integer without bounds is read as 64 bits.".to_owned(),
        Use::Int(least, most) => format!("An integer from {least} to {most}, checked where it is made."),
        Use::Number => "A number keeps its text, so that nothing is rounded.".to_owned(),
        Use::Text(0, u64::MAX) => "A string without limits.".to_owned(),
        Use::Text(least, u64::MAX) => format!("A string of at least {least} characters."),
        Use::Text(least, most) => format!("A string of {least} to {most} characters."),
        Use::Formatted(name) => format!("The runtime library has `{name}` for this format; it keeps its text."),
        Use::Nullable(_) => "An `Option`, since null is accepted.".to_owned(),
        Use::List(_, bounds) if bounds.unique => "A list whose items differ, checked where it is made.".to_owned(),
        _ => return None,
    })
}

fn of_type(ty: &Type) -> Vec<String> {
    let mut reasons = vec![of_shape(ty)];
    if ty.is_nullable {
        reasons.push("Null is accepted too: an `Option` of it stands where it is used.".to_owned());
    }
    if let Some(rules) = &ty.rules {
        let words: Vec<String> = rules.keywords.iter().map(|keyword| format!("`{keyword}`")).collect();
        reasons.push(format!("Rust cannot say {}: a rule is checked wherever it is read.", words.join(", ")));
    }
    if let Some(source) = &ty.docs.source {
        reasons.push(format!("Its name comes from `{source}` and is kept in the lock."));
    }
    reasons
}

fn of_shape(ty: &Type) -> String {
    match &ty.shape {
        Shape::Struct(shape) => of_struct(shape),
        Shape::Choice(choice) if choice.open => {
            "An enum with `Unknown`, since the contract declares its values open.".to_owned()
        }
        Shape::Choice(_) => "An enum, since the contract lists its values.".to_owned(),
        Shape::Union(union) => of_union(union),
        Shape::Tuple(_) => "A tuple, since `prefixItems` gives the first items types of their own.".to_owned(),
        Shape::Text(facets) => {
            let mut said: Vec<&str> = Vec::new();
            said.extend((!facets.patterns.is_empty()).then_some("a pattern"));
            said.extend(facets.format.is_some().then_some("a format"));
            said.extend((facets.min_length.is_some() || facets.max_length.is_some()).then_some("a length"));
            format!("A newtype, since its text has {}: it is checked where it is made.", said.join(" and "))
        }
        Shape::Number(_) => "A newtype, since bounds or `multipleOf` are checked exactly where it is made.".to_owned(),
        Shape::Constant(value) => format!("A unit type, since only `{value}` is accepted."),
        Shape::Alias(_) => "A name for another type, since the contract has a name for it.".to_owned(),
        Shape::Checked(_) if ty.rules.is_none() => "A newtype, since an alias may not name itself.".to_owned(),
        Shape::Checked(_) => "A newtype, since not every value of what it holds is accepted.".to_owned(),
        Shape::Never => "An enum without variants, since no value is accepted.".to_owned(),
    }
}

fn of_struct(shape: &Struct) -> String {
    let rest = match shape.rest {
        Rest::Closed => "Other members are refused, since the schema is closed.",
        Rest::Open => "Other members are kept, since the schema is open.",
        Rest::Typed(_) => "Other members have the type of `additionalProperties`.",
    };
    format!("A struct, since the schema names its members. {rest}")
}

fn of_union(union: &Union) -> String {
    match &union.by {
        By::Tag(tag) => format!("An enum: the value of `{tag}` says which variant it is."),
        By::Kind => "An enum: its type in JSON says which variant it is.".to_owned(),
        By::One => "An enum whose variants are all tried: exactly one must fit, as `oneOf` says.".to_owned(),
        By::Any => "An enum: the first variant that fits is meant, as `anyOf` says.".to_owned(),
    }
}
