//! A service written by hand as generated code would be: one guarded command, one query, one thing that everybody may do.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use stipula_rt::http::{
    Answer, AnswerReader, AnswerWriter, ETag, HeaderMap, HeaderValue, IfMatch, Method, Need, Operation, Outcome,
    Parameter, RequestReader, RequestWriter, Rfc9457, Shown, StatusCode, Unexpected,
};
use stipula_rt::server::{
    Authenticate, Authorize, Call, Category, Claim, Claimed, Code, Context, Family, Idempotency, IdempotencyPolicy,
    Keys, OperationInfo, Permission, Refusal, ServiceInfo, VersionGuard,
};
use stipula_rt::{Json, Reader, Wire};

pub(crate) static SERVICE: ServiceInfo =
    ServiceInfo { title: "Things", version: "1.0.0", base_path: "/things-service/v1", codes: &[], problem_base: "" };

/// The same with registered codes.
pub(crate) static REGISTERED: ServiceInfo = ServiceInfo {
    title: "Things",
    version: "1.0.0",
    base_path: "/things-service/v1",
    codes: &[
        code("REQUEST_INVALID", Category::ValidationError, 400),
        code("RESOURCE_NOT_FOUND", Category::ValidationError, 404),
        code("UNAUTHENTICATED", Category::AuthorizationError, 401),
        code("ACTOR_NOT_ALLOWED", Category::AuthorizationError, 403),
        code("IDEMPOTENCY_KEY_MISSING", Category::IdempotencyConflict, 400),
        code("IDEMPOTENCY_KEY_REUSED", Category::IdempotencyConflict, 422),
        code("VERSION_GUARD_MISSING", Category::VersionConflict, 428),
        code("THING_STALE", Category::VersionConflict, 412),
        code("INTERNAL_ERROR", Category::UnknownOutcome, 500),
    ],
    problem_base: "https://contracts.example.com/problems/",
};

const fn code(code: &'static str, category: Category, status: u16) -> Code {
    Code { code, category, status, title: "A title", remediation: "Do something." }
}

const SECURITY: &[&[Need]] = &[&[Need { scheme: "token", shown: Shown::Bearer, scopes: &[] }]];

const ERRORS: &[(u16, &str)] = &[
    (400, "REQUEST_INVALID"),
    (400, "IDEMPOTENCY_KEY_MISSING"),
    (401, "UNAUTHENTICATED"),
    (403, "ACTOR_NOT_ALLOWED"),
    (412, "THING_STALE"),
    (422, "IDEMPOTENCY_KEY_REUSED"),
    (428, "VERSION_GUARD_MISSING"),
    (500, "INTERNAL_ERROR"),
];

pub(crate) const fn change(service: &'static ServiceInfo) -> OperationInfo {
    OperationInfo {
        family: Family::Command,
        permission: Some(Permission { name: "thing:write", actors: &["USER"], separation_of_duties: None }),
        idempotency: Some(IdempotencyPolicy {
            header: "Idempotency-Key",
            scope: &["tenantId", "commandType", "entityId", "key"],
            fingerprint: &["method", "path", "body"],
            retention: Duration::from_mins(1),
            required: true,
        }),
        version_guard: Some(VersionGuard {
            header: "If-Match",
            body: None,
            missing: 428,
            stale_header: 412,
            stale_body: 409,
        }),
        errors: ERRORS,
        statuses: &["200", "400", "401", "403", "412", "428", "422", "500"],
        consumes: &["application/json"],
        produces: &["application/json"],
        ..OperationInfo::of::<Change>(service)
    }
}

pub(crate) static CHANGE: OperationInfo = change(&SERVICE);
pub(crate) static CHANGE_REGISTERED: OperationInfo = change(&REGISTERED);
pub(crate) static GET: OperationInfo =
    OperationInfo { statuses: &["200", "404"], produces: &["application/json"], ..OperationInfo::of::<Get>(&SERVICE) };
pub(crate) static ARCHIVE: OperationInfo =
    OperationInfo { statuses: &["204"], ..OperationInfo::of::<Archive>(&SERVICE) };

const THING_ID: Parameter = Parameter::path("thingId");
const KEY: Parameter = Parameter::header("Idempotency-Key");
const IF_MATCH: Parameter = Parameter::header("If-Match");
const COUNT: Parameter = Parameter::query("count").shape(stipula_rt::http::Shape::Number);
const ETAG: Parameter = Parameter::header("ETag");

/// A number from 1 to 9, so that something can be wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Size(pub(crate) u8);

impl Wire for Size {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        match std::str::from_utf8(&json.to_vec()).ok().and_then(|text| text.parse().ok()) {
            Some(size @ 1..=9) => Some(Self(size)),
            _ => reader.fault("maximum", "must be from 1 to 9"),
        }
    }

    fn write(&self) -> Json {
        Json::parse(self.0.to_string().as_bytes()).expect("a number")
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Thing {
    pub(crate) name: String,
    pub(crate) size: Size,
}

impl Wire for Thing {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        let mut members = reader.object(json)?;
        let name = members.required::<Name>("name");
        let size = members.required("size");
        members.close();
        Some(Self { name: name?.0, size: size? })
    }

    fn write(&self) -> Json {
        let members = [("name", Json::String(self.name.clone())), ("size", self.size.write())];
        Json::Object(members.into_iter().map(|(name, json)| (name.to_owned(), json)).collect())
    }
}

struct Name(String);

impl Wire for Name {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        match json {
            Json::String(name) => Some(Self(name.clone())),
            _ => reader.fault("type", "must be a string"),
        }
    }

    fn write(&self) -> Json {
        Json::String(self.0.clone())
    }
}

#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) thing_id: String,
    pub(crate) if_match: IfMatch,
    pub(crate) _count: Option<Size>,
    pub(crate) body: Thing,
}

#[derive(Debug)]
pub(crate) enum ChangeOutcome {
    Changed { etag: ETag, body: Thing },
    Stale(Rfc9457),
    Undeclared(Unexpected),
}

impl Operation for Change {
    const ID: &'static str = "changeThing";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/things/{thingId}";
    const SECURITY: &'static [&'static [Need]] = SECURITY;
    type Outcome = ChangeOutcome;

    fn write(&self, _: &mut RequestWriter) {}

    fn read(request: &mut RequestReader<'_>) -> Option<Self> {
        let thing_id = request.required::<Text>(&THING_ID);
        let key = request.required::<stipula_rt::http::IdempotencyKey>(&KEY);
        let if_match = request.required(&IF_MATCH);
        let count = request.optional(&COUNT);
        let is_json = request.is("application/json") && request.has_body();
        let body = if is_json { request.json("application/json") } else { request.no_body(&["application/json"]) };
        let _ = key?;
        Some(Self { thing_id: thing_id?.0, if_match: if_match?, _count: count?, body: body? })
    }
}

type Text = Plain;

/// Any text.
#[derive(Debug)]
pub(crate) struct Plain(pub(crate) String);

impl Wire for Plain {
    fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
        Name::read(json, reader).map(|name| Self(name.0))
    }

    fn write(&self) -> Json {
        Json::String(self.0.clone())
    }
}

impl Outcome for ChangeOutcome {
    const MEDIA_TYPES: &'static [&'static str] = &["application/json", "application/problem+json"];

    fn status(&self) -> StatusCode {
        match self {
            Self::Changed { .. } => StatusCode::OK,
            Self::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Self::Undeclared(answer) => answer.status,
        }
    }

    fn write(&self, answer: &mut AnswerWriter) {
        match self {
            Self::Changed { etag, body } => {
                answer.put(&ETAG, etag);
                answer.json("application/json", body);
            }
            Self::Stale(problem) => answer.json("application/problem+json", problem),
            Self::Undeclared(unexpected) => answer.as_it_is(unexpected),
        }
    }

    fn read(answer: &mut AnswerReader<'_>) -> Option<Self> {
        match answer.status() {
            200 => {
                let (etag, body) = (answer.required(&ETAG), answer.json());
                Some(Self::Changed { etag: etag?, body: body? })
            }
            412 => answer.json().map(Self::Stale),
            _ => Some(Self::Undeclared(answer.unexpected())),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Get;

#[derive(Debug)]
pub(crate) enum GetOutcome {
    Found(Thing),
}

impl Operation for Get {
    const ID: &'static str = "getThing";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/things/{id}";
    type Outcome = GetOutcome;

    fn write(&self, _: &mut RequestWriter) {}

    fn read(_: &mut RequestReader<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl Outcome for GetOutcome {
    const MEDIA_TYPES: &'static [&'static str] = &["application/json"];

    fn status(&self) -> StatusCode {
        StatusCode::OK
    }

    fn write(&self, answer: &mut AnswerWriter) {
        let Self::Found(thing) = self;
        answer.json("application/json", thing);
    }

    fn read(answer: &mut AnswerReader<'_>) -> Option<Self> {
        answer.json().map(Self::Found)
    }
}

/// A custom method, in the segment of a parameter.
#[derive(Debug)]
pub(crate) struct Archive;

#[derive(Debug)]
pub(crate) struct Archived;

impl Operation for Archive {
    const ID: &'static str = "archiveThing";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/things/{id}:archive";
    type Outcome = Archived;

    fn write(&self, _: &mut RequestWriter) {}

    fn read(_: &mut RequestReader<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl Outcome for Archived {
    const MEDIA_TYPES: &'static [&'static str] = &[];

    fn status(&self) -> StatusCode {
        StatusCode::NO_CONTENT
    }

    fn write(&self, _: &mut AnswerWriter) {}

    fn read(_: &mut AnswerReader<'_>) -> Option<Self> {
        Some(Self)
    }
}

/// A thing in memory, whose version is the number of its changes.
pub(crate) struct Things {
    pub(crate) keys: Keys,
    pub(crate) changes: AtomicUsize,
    pub(crate) order: Mutex<Vec<&'static str>>,
}

impl Default for Things {
    fn default() -> Self {
        Self { keys: Keys::new(100), changes: AtomicUsize::new(0), order: Mutex::default() }
    }
}

impl Things {
    pub(crate) fn note(&self, step: &'static str) {
        self.order.lock().expect("nobody panics with it").push(step);
    }

    /// What happens is said by the name of the thing.
    pub(crate) async fn change(&self, request: Change, context: &mut Context<String, String>) -> ChangeOutcome {
        self.note("handle");
        assert!(!context.correlation_id.is_empty() && context.claim.is_some() && context.caller == context.unit);
        let current = ETag::strong(self.changes.load(Ordering::SeqCst).to_string()).expect("digits");
        if !request.if_match.allows(&current) {
            return ChangeOutcome::Stale(Rfc9457::new(412, "Stale"));
        }
        match request.thing_id.as_str() {
            "panics" => panic!("the handler is wrong"),
            "undeclared" => {
                let (headers, body) = (HeaderMap::default(), "teapot".into());
                return ChangeOutcome::Undeclared(Answer { status: StatusCode::IM_A_TEAPOT, headers, body });
            }
            "invalid" => {
                return ChangeOutcome::Changed { etag: current, body: Thing { name: String::new(), size: Size(77) } };
            }
            "slow" => tokio::time::sleep(Duration::from_millis(200)).await,
            _ => {}
        }
        let version = self.changes.fetch_add(1, Ordering::SeqCst) + 1;
        ChangeOutcome::Changed { etag: ETag::strong(version.to_string()).expect("digits"), body: request.body }
    }
}

impl Authenticate for Things {
    type Caller = String;

    async fn authenticate(&self, call: &Call) -> Result<String, Refusal> {
        self.note("authenticate");
        call.bearer().map(str::to_owned).ok_or_else(|| Refusal::unauthenticated("Bearer"))
    }
}

impl Authorize for Things {
    async fn authorize(&self, call: &Call, caller: &String) -> Result<(), Refusal> {
        self.note("authorize");
        assert!(call.path_parameter("thingId").is_some() && call.json().is_some());
        if caller == "stranger" { Err(Refusal::forbidden()) } else { Ok(()) }
    }
}

impl Idempotency for Things {
    type Unit = String;

    async fn claim(&self, claim: &Claim, caller: &String) -> Result<Claimed<String>, Refusal> {
        self.note("claim");
        Ok(self.keys.claim(caller, claim)?.map(|()| caller.clone()))
    }

    async fn complete(&self, claim: &Claim, tenant: String, answer: &Answer) -> Result<(), Refusal> {
        self.note("complete");
        self.keys.complete(&tenant, claim, answer);
        Ok(())
    }

    async fn abandon(&self, claim: &Claim, tenant: String) {
        self.note("abandon");
        self.keys.abandon(&tenant, claim);
    }
}

/// A header that a test sets.
pub(crate) fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("a header")
}
