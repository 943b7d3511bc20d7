//! Text to values.

use super::{DEEPEST, Json};
use crate::{Fault, Members, Number};
use indexmap::map::Entry;
use json_event_parser::{JsonEvent, JsonSyntaxError, SliceJsonParser};

pub(super) fn parse(text: &[u8]) -> Result<Json, Fault> {
    let mut source = Source { parser: SliceJsonParser::new(text), depth: 0 };
    let first = source.next()?;
    let json = source.value(first)?;
    match source.next()? {
        JsonEvent::Eof => Ok(json),
        _ => Err(Fault::of_text("must end after one value")),
    }
}

struct Source<'t> {
    parser: SliceJsonParser<'t>,
    depth: usize,
}

impl<'t> Source<'t> {
    fn next(&mut self) -> Result<JsonEvent<'t>, Fault> {
        self.parser.parse_next().map_err(|error| syntax(&error))
    }

    fn value(&mut self, event: JsonEvent<'t>) -> Result<Json, Fault> {
        match event {
            JsonEvent::Null => Ok(Json::Null),
            JsonEvent::Boolean(flag) => Ok(Json::Bool(flag)),
            JsonEvent::Number(text) => Ok(Json::Number(Number::known(text))),
            JsonEvent::String(text) => Ok(Json::String(text.into_owned())),
            JsonEvent::StartArray => self.nested(Self::array),
            JsonEvent::StartObject => self.nested(Self::object),
            JsonEvent::EndArray | JsonEvent::EndObject | JsonEvent::ObjectKey(_) | JsonEvent::Eof => {
                Err(Fault::of_text("must hold a value"))
            }
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Json, Fault>) -> Result<Json, Fault> {
        if self.depth == DEEPEST {
            return Err(Fault::of_text(format!("must not be nested more than {DEEPEST} deep")));
        }
        self.depth += 1;
        let json = read(self);
        self.depth -= 1;
        json
    }

    fn array(&mut self) -> Result<Json, Fault> {
        let mut items = Vec::new();
        loop {
            let item = self.next().and_then(|event| match event {
                JsonEvent::EndArray => Ok(None),
                event => self.value(event).map(Some),
            });
            match item.map_err(|fault| fault.below(&items.len().to_string()))? {
                Some(item) => items.push(item),
                None => return Ok(Json::Array(items)),
            }
        }
    }

    fn object(&mut self) -> Result<Json, Fault> {
        let mut members = Members::new();
        while let JsonEvent::ObjectKey(name) = self.next()? {
            let event = self.next()?;
            let value = self.value(event).map_err(|fault| fault.below(&name))?;
            match members.entry(name.into_owned()) {
                Entry::Vacant(free) => free.insert(value),
                Entry::Occupied(taken) => {
                    return Err(Fault::of_text("must not stand in the object twice").below(taken.key()));
                }
            };
        }
        Ok(Json::Object(members))
    }
}

fn syntax(error: &JsonSyntaxError) -> Fault {
    let at = error.location().start;
    Fault::of_text(format!("is no JSON at line {}, byte {}: {}", at.line + 1, at.column + 1, error.message()))
}
