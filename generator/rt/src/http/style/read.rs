//! Text to values.

use super::{Pairs, Parameter, Read, decode, fault, member, value};
use crate::http::{Shape, Style};
use crate::{Json, Members};
use http::HeaderMap;

/// Names in brackets go no deeper than this.
const DEEPEST: usize = 32;

/// What the text at a name of a path stands for.
pub(crate) fn read_path(parameter: &Parameter, raw: &str) -> Read<Json> {
    let Parameter { name, style, explode, .. } = *parameter;
    let wrong = |start: &str| vec![fault(format!("must start with `{start}`"))];
    match style {
        Style::Label => {
            let text = raw.strip_prefix('.').ok_or_else(|| wrong("."))?;
            delimited(parameter, text, if explode { "." } else { "," })
        }
        Style::Matrix => {
            let text = raw.strip_prefix(';').ok_or_else(|| wrong(";"))?;
            let exploded = explode && matches!(parameter.shape, Shape::List(_) | Shape::Object { .. });
            let pairs = Pairs::query(&text.replace('+', "%2B").replace(';', "&"));
            match exploded {
                true => read_query(parameter, &pairs)?,
                false => pairs.one(name)?.map(|text| delimited(parameter, text, ",")).transpose()?,
            }
            .ok_or_else(|| vec![fault(format!("must be `;{name}=` and a value"))])
        }
        _ => delimited(parameter, raw, ","),
    }
}

/// Takes what a query or cookies hold for a parameter, so that an object with free names does not take it too: such
/// objects are read last.
pub(crate) fn take_query(parameter: &Parameter, pairs: &mut Pairs) -> Read<Option<Json>> {
    let found = read_query(parameter, pairs);
    pairs.leave_out(parameter.name);
    found
}

/// What a query or cookies hold for a parameter.
pub(crate) fn read_query(parameter: &Parameter, pairs: &Pairs) -> Read<Option<Json>> {
    let Parameter { name, style, explode, ref shape, .. } = *parameter;
    match (style, shape) {
        (Style::DeepObject, Shape::List(_) | Shape::Object { .. }) => deep(parameter, pairs),
        (_, Shape::List(item)) if explode => {
            let items: Read<Vec<Json>> = pairs.all(name).map(|text| Ok(value(item, decode(text)?))).collect();
            Ok(Some(items?).filter(|items| !items.is_empty()).map(Json::Array))
        }
        (_, Shape::Object { members, rest }) if explode => {
            let mut found = Members::new();
            for (name, text) in pairs.iter() {
                let known = members.iter().any(|(at, _)| *at == name);
                if !known && rest.is_none() {
                    continue;
                }
                if found.insert(name.to_owned(), value(member(shape, name), decode(text)?)).is_some() {
                    return Err(vec![fault(format!("has the member `{name}` more than once"))]);
                }
            }
            Ok(Some(found).filter(|found| !found.is_empty()).map(Json::Object))
        }
        _ => {
            let Some(text) = pairs.one(name)? else { return Ok(None) };
            match style {
                Style::SpaceDelimited => delimited(parameter, text, "%20"),
                Style::PipeDelimited => delimited(parameter, &text.replace("%7c", "|").replace("%7C", "|"), "|"),
                _ => delimited(parameter, text, ","),
            }
            .map(Some)
        }
    }
}

/// What the headers hold for a parameter.
pub(crate) fn read_header(parameter: &Parameter, headers: &HeaderMap) -> Read<Option<Json>> {
    let mut texts = Vec::new();
    for value in headers.get_all(parameter.name) {
        let text = std::str::from_utf8(value.as_bytes()).map_err(|_| vec![fault("is not UTF-8")])?;
        texts.push(text.trim_matches([' ', '\t']));
    }
    let items = || texts.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|item| !item.is_empty());
    match (&parameter.shape, texts.as_slice()) {
        (_, []) => Ok(None),
        (Shape::List(item), _) => Ok(Some(Json::Array(items().map(|text| value(item, text.to_owned())).collect()))),
        (shape @ Shape::Object { .. }, _) => {
            object(shape, parameter.explode, items().map(|text| Ok(text.to_owned()))).map(Some)
        }
        (shape, [text]) => Ok(Some(value(shape, (*text).to_owned()))),
        (_, _) => Err(vec![fault("stands there more than once")]),
    }
}

/// A value whose items are separated, each decoded by itself.
fn delimited(parameter: &Parameter, text: &str, separator: &str) -> Read<Json> {
    let pieces = text.split(separator).map(decode);
    match &parameter.shape {
        Shape::List(item) => Ok(Json::Array(pieces.map(|piece| Ok(value(item, piece?))).collect::<Read<_>>()?)),
        shape @ Shape::Object { .. } => {
            // Names and values are taken apart before they are decoded.
            match parameter.explode {
                true => exploded(shape, text, separator),
                false => object(shape, false, text.split(separator).map(decode)),
            }
        }
        shape => Ok(value(shape, decode(text)?)),
    }
}

fn exploded(shape: &Shape, text: &str, separator: &str) -> Read<Json> {
    let mut found = Members::new();
    for piece in text.split(separator) {
        let (name, text) = piece.split_once('=').ok_or_else(|| vec![fault("must be pairs of `name=value`")])?;
        let name = decode(name)?;
        let json = value(member(shape, &name), decode(text)?);
        found.insert(name, json);
    }
    Ok(Json::Object(found))
}

fn object(shape: &Shape, explode: bool, mut pieces: impl Iterator<Item = Read<String>>) -> Read<Json> {
    let mut found = Members::new();
    while let Some(piece) = pieces.next() {
        let piece = piece?;
        let (name, text) = match explode {
            true => match piece.split_once('=') {
                Some((name, text)) => (name.to_owned(), text.to_owned()),
                None => return Err(vec![fault("must be pairs of `name=value`")]),
            },
            false => (piece, pieces.next().ok_or_else(|| vec![fault("has a name without a value")])??),
        };
        let json = value(member(shape, &name), text);
        found.insert(name, json);
    }
    Ok(Json::Object(found))
}

/// `name[member][0]=value`: what stands in brackets, as deep as it goes.
fn deep(parameter: &Parameter, pairs: &Pairs) -> Read<Option<Json>> {
    let mut tree = Branch::default();
    for (name, text) in pairs.iter() {
        if let Some(path) = name.strip_prefix(parameter.name).and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']'))
        {
            tree.put(&path.split("][").collect::<Vec<_>>(), decode(text)?)?;
        }
    }
    Ok((!tree.members.is_empty()).then(|| tree.value(&parameter.shape)))
}

#[derive(Default)]
struct Branch {
    texts: Vec<String>,
    members: indexmap::IndexMap<String, Branch>,
}

impl Branch {
    fn put(&mut self, path: &[&str], text: String) -> Read<()> {
        let too_deep = || vec![fault(format!("goes deeper than {DEEPEST} brackets"))];
        match path {
            _ if path.len() > DEEPEST => return Err(too_deep()),
            // `name[]=value`: the next item.
            [] | [""] => self.texts.push(text),
            [step, rest @ ..] => self.members.entry((*step).to_owned()).or_default().put(rest, text)?,
        }
        Ok(())
    }

    fn value(mut self, shape: &Shape) -> Json {
        match shape {
            Shape::List(item) => {
                let items = self.texts.into_iter().map(|text| value(item, text));
                Json::Array(items.chain(self.members.into_values().map(|branch| branch.value(item))).collect())
            }
            Shape::Object { .. } | Shape::Json if self.texts.is_empty() => {
                let members = self.members.into_iter().map(|(name, branch)| {
                    let json = branch.value(member(shape, &name));
                    (name, json)
                });
                Json::Object(members.collect())
            }
            shape if self.texts.len() == 1 && self.members.is_empty() => {
                value(shape, self.texts.pop().expect("there is one"))
            }
            _ => Json::Array(self.texts.into_iter().map(Json::String).collect()),
        }
    }
}
