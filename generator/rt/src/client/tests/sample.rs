//! Operations as they are generated.

#![allow(
    unreachable_pub,
    dead_code,
    clippy::match_wildcard_for_single_variants,
    reason = "a macro for other crates gives more than is used here"
)]

use crate::client::{Paged, carry};
use crate::http::{
    AnswerReader, AnswerWriter, ETag, IdempotencyKey, IfMatch, Method, Need, Operation, Outcome, Parameter, Repeat,
    RequestReader, RequestWriter, Shown, StatusCode, Unexpected,
};
use crate::{Invalid, Json, Members, Mode, Reader, Wire};

crate::text!(VersionTag { pattern: r#"^"[0-9]{1,10}"$"# });
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct VersionTag(String);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    New,
    Unknown(String),
}

impl Wire for State {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.object(json)?;
        let state: Option<String> = members.required("state");
        members.close();
        match state?.as_str() {
            "NEW" => Some(State::New),
            text if reader.mode() == Mode::Tolerant => Some(State::Unknown(text.to_owned())),
            _ => reader.fault("enum", "must be NEW"),
        }
    }

    fn write(&self) -> Json {
        let mut members = Members::new();
        members.put(
            "state",
            &match self {
                State::New => "NEW".to_owned(),
                State::Unknown(text) => text.clone(),
            },
        );
        Json::Object(members)
    }
}

const ETAG: Parameter = Parameter::header("ETag").held_to::<VersionTag>();

pub(super) struct CreateThing {
    pub(super) idempotency_key: IdempotencyKey,
    pub(super) name: String,
}

impl CreateThing {
    const IDEMPOTENCY_KEY: Parameter = Parameter::header("Idempotency-Key");
    const NAME: Parameter = Parameter::path("name");
}

impl Operation for CreateThing {
    const ID: &'static str = "createThing";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/things/{name}";
    const REPEAT: Repeat = Repeat::Keyed("Idempotency-Key");
    const SECURITY: &'static [&'static [Need]] = &[
        &[Need { scheme: "userToken", shown: Shown::Bearer, scopes: &["thing:write"] }],
        &[Need { scheme: "apiKey", shown: Shown::Query("key"), scopes: &[] }],
    ];
    type Outcome = CreateThingOutcome;

    fn write(&self, request: &mut RequestWriter) {
        request.put(&Self::IDEMPOTENCY_KEY, &self.idempotency_key);
        request.put(&Self::NAME, &self.name);
    }

    fn read(request: &mut RequestReader<'_>) -> Option<Self> {
        let idempotency_key = request.required(&Self::IDEMPOTENCY_KEY);
        let name = request.required(&Self::NAME);
        Some(Self { idempotency_key: idempotency_key?, name: name? })
    }
}

#[derive(Debug)]
pub(super) enum CreateThingOutcome {
    Created { etag: ETag, body: State },
    Unexpected(Unexpected),
}

impl Outcome for CreateThingOutcome {
    const MEDIA_TYPES: &'static [&'static str] = &["application/json"];

    fn status(&self) -> StatusCode {
        match self {
            Self::Created { .. } => StatusCode::CREATED,
            Self::Unexpected(answer) => answer.status,
        }
    }

    fn write(&self, answer: &mut AnswerWriter) {
        match self {
            Self::Created { etag, body } => {
                answer.put(&ETAG, etag);
                answer.json("application/json", body);
            }
            Self::Unexpected(unexpected) => answer.as_it_is(unexpected),
        }
    }

    fn read(answer: &mut AnswerReader<'_>) -> Option<Self> {
        match answer.status() {
            201 if answer.is("application/json") => {
                let etag = answer.required(&ETAG);
                let body = answer.json();
                Some(Self::Created { etag: etag?, body: body? })
            }
            _ => Some(Self::Unexpected(answer.unexpected())),
        }
    }
}

pub(super) struct ChangeThing {
    pub(super) if_match: IfMatch,
}

impl ChangeThing {
    const IF_MATCH: Parameter = Parameter::header("If-Match").held_to::<IfMatchText>();
}

crate::text!(IfMatchText { pattern: r#"^(\*|"[0-9]{1,10}")$"# });
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct IfMatchText(String);

impl Operation for ChangeThing {
    const ID: &'static str = "changeThing";
    const METHOD: Method = Method::PATCH;
    const PATH: &'static str = "/things";
    type Outcome = ChangeThingOutcome;

    fn write(&self, request: &mut RequestWriter) {
        request.put(&Self::IF_MATCH, &self.if_match);
    }

    fn read(request: &mut RequestReader<'_>) -> Option<Self> {
        Some(Self { if_match: request.required(&Self::IF_MATCH)? })
    }
}

#[derive(Debug)]
pub(super) enum ChangeThingOutcome {
    PreconditionFailed { etag: ETag },
    Unexpected(Unexpected),
}

impl Outcome for ChangeThingOutcome {
    const MEDIA_TYPES: &'static [&'static str] = &[];

    fn status(&self) -> StatusCode {
        match self {
            Self::PreconditionFailed { .. } => StatusCode::PRECONDITION_FAILED,
            Self::Unexpected(answer) => answer.status,
        }
    }

    fn write(&self, answer: &mut AnswerWriter) {
        match self {
            Self::PreconditionFailed { etag } => answer.put(&ETAG, etag),
            Self::Unexpected(unexpected) => answer.as_it_is(unexpected),
        }
    }

    fn read(answer: &mut AnswerReader<'_>) -> Option<Self> {
        match answer.status() {
            412 => Some(Self::PreconditionFailed { etag: answer.required(&ETAG)? }),
            _ => Some(Self::Unexpected(answer.unexpected())),
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct ListThings {
    pub(super) cursor: Option<String>,
}

impl ListThings {
    const CURSOR: Parameter = Parameter::query("cursor");
}

impl Operation for ListThings {
    const ID: &'static str = "listThings";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/things";
    const REPEAT: Repeat = Repeat::Safe;
    type Outcome = ListThingsOutcome;

    fn write(&self, request: &mut RequestWriter) {
        request.put_optional(&Self::CURSOR, self.cursor.as_ref());
    }

    fn read(request: &mut RequestReader<'_>) -> Option<Self> {
        let cursor = request.optional(&Self::CURSOR);
        Some(Self { cursor: cursor? })
    }
}

#[derive(Debug)]
pub(super) struct Things {
    pub(super) items: Vec<i64>,
    pub(super) next: Option<String>,
}

impl Wire for Things {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.object(json)?;
        let (items, next) = (members.required("items"), members.optional("next"));
        members.close();
        Some(Self { items: items?, next: next? })
    }

    fn write(&self) -> Json {
        let mut members = Members::new();
        members.put("items", &self.items);
        members.put_optional("next", &self.next);
        Json::Object(members)
    }
}

#[derive(Debug)]
pub(super) enum ListThingsOutcome {
    Ok(Things),
    Unexpected(Unexpected),
}

impl Outcome for ListThingsOutcome {
    const MEDIA_TYPES: &'static [&'static str] = &["application/json"];

    fn status(&self) -> StatusCode {
        match self {
            Self::Ok(_) => StatusCode::OK,
            Self::Unexpected(answer) => answer.status,
        }
    }

    fn write(&self, answer: &mut AnswerWriter) {
        match self {
            Self::Ok(body) => answer.json("application/json", body),
            Self::Unexpected(unexpected) => answer.as_it_is(unexpected),
        }
    }

    fn read(answer: &mut AnswerReader<'_>) -> Option<Self> {
        match answer.status() {
            200 if answer.is("application/json") => answer.json().map(Self::Ok),
            _ => Some(Self::Unexpected(answer.unexpected())),
        }
    }
}

impl Paged for ListThings {
    type Page = Things;
    type Item = i64;

    fn page(outcome: ListThingsOutcome) -> Result<Things, ListThingsOutcome> {
        match outcome {
            ListThingsOutcome::Ok(page) => Ok(page),
            other => Err(other),
        }
    }

    fn next(&self, page: &Things) -> Result<Option<Self>, Invalid> {
        let Some(cursor) = &page.next else { return Ok(None) };
        Ok(Some(Self { cursor: Some(carry(cursor)?) }))
    }

    fn items(page: Things) -> Vec<i64> {
        page.items
    }
}
