//! What generated code looks like, under the strictest lints.
#![deny(missing_docs, clippy::pedantic, clippy::all, warnings)]

use std::collections::{HashMap, HashSet};
use stipula_rt::{Fault, Invalid, Mode, Number, Wire, from_slice, to_vec};

/// Generated types.
pub mod generated {
    use stipula_rt::{Json, Map, Members, Number, Reader, Text, Tri, Wire};

    /// An exact amount.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Amount(String);
    stipula_rt::text!(Amount { pattern: r"^-?[0-9]{1,20}(\.[0-9]{1,6})?$", max_length: 28 });

    /// Where mail goes.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct Email(String);
    stipula_rt::text!(Email { format: "email" });

    /// A share.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Percent(Number);
    stipula_rt::number!(Percent { minimum: "0", exclusive_maximum: "100", multiple_of: "0.01" });

    /// A number of things beyond any machine's integers.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Huge(Number);
    stipula_rt::number!(Huge { integer: true, minimum: "1" });

    /// How it stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Status {
        /// It is being written.
        Draft,
        /// It is done.
        Done,
    }
    stipula_rt::choice!(Status { Draft = "DRAFT", Done = "DONE" });

    /// Why, as far as is known.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Reason {
        /// Too late.
        Late,
        /// A later reason.
        Unknown(String),
    }
    stipula_rt::choice!(Reason { Late = "LATE" } open);

    /// The version.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Version;
    stipula_rt::constant!(Version = 1);

    /// The kind.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Kind;
    stipula_rt::constant!(Kind = "quote");

    /// A form.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Form;
    stipula_rt::constant!(Form = json r#"{"a": [1.50, null]}"#);

    /// All of it.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct Quote {
        /// Version.
        pub version: Version,
        /// Kind.
        pub kind: Kind,
        /// Amount.
        pub amount: Amount,
        /// Share.
        pub percent: Option<Percent>,
        /// Status.
        pub status: Status,
        /// Reason.
        pub reason: Tri<Reason>,
        /// Remarks by language.
        pub remarks: Map<Text<1, 20>>,
    }

    impl Wire for Quote {
        fn read(json: &Json, reader: &mut Reader) -> Option<Self> {
            let mut members = reader.object(json)?;
            let version = members.required("version");
            let kind = members.required("kind");
            let amount = members.required("amount");
            let percent = members.optional("percent");
            let status = members.required("status");
            let reason = members.tri("reason");
            let remarks = members.rest_as();
            Some(Self {
                version: version?,
                kind: kind?,
                amount: amount?,
                percent: percent?,
                status: status?,
                reason: reason?,
                remarks: remarks?,
            })
        }

        fn write(&self) -> Json {
            let mut members = Members::new();
            members.put("version", &self.version);
            members.put("kind", &self.kind);
            members.put("amount", &self.amount);
            members.put_optional("percent", &self.percent);
            members.put("status", &self.status);
            members.put_tri("reason", &self.reason);
            members.put_rest(&self.remarks);
            Json::Object(members)
        }
    }

    stipula_rt::serde!(Quote, Amount);
}

use generated::{Amount, Email, Form, Huge, Percent, Quote, Reason, Status, Version};

const QUOTE: &str =
    r#"{"version":1,"kind":"quote","amount":"12.50","percent":12.50,"status":"DRAFT","reason":null,"en":"x"}"#;

fn keyword<T>(read: Result<T, Invalid>) -> Option<&'static str> {
    read.err().map(|invalid| invalid.faults[0].keyword)
}

#[test]
fn a_value_comes_back_as_it_was() {
    let quote: Quote = from_slice(QUOTE.as_bytes(), Mode::Strict).expect("valid");
    assert_eq!(String::from_utf8(to_vec(&quote)).expect("JSON is UTF-8"), QUOTE);
    assert_eq!(quote.validate(), Ok(()));
    assert!(HashSet::from([quote.clone()]).contains(&quote));
}

#[test]
fn serde_is_as_strict() {
    let quote: Quote = serde_json::from_str(QUOTE).expect("valid");
    assert_eq!(serde_json::to_string(&quote).expect("JSON"), QUOTE);
    let error = serde_json::from_str::<Quote>(r#"{"version": 2, "kind": "quote"}"#).expect_err("wrong").to_string();
    assert!(error.contains("/version: must be 1; ") && error.contains("`amount` is required"), "{error}");
    assert!(serde_json::from_str::<Quote>("[1]").is_err());
}

#[test]
fn texts_are_checked_and_borrowed() {
    let amount = Amount::try_from("1.5").expect("valid");
    let by_amount = HashMap::from([(amount.clone(), 1)]);
    assert_eq!(by_amount.get("1.5"), Some(&1));
    assert_eq!(String::from(amount), "1.5");
    assert_eq!(keyword("1,5".parse::<Amount>()), Some("pattern"));
    assert_eq!(keyword(Amount::new("1".repeat(29))), Some("maxLength"));
    assert_eq!(keyword(Email::new("nobody")), Some("format"));
    assert_eq!(Email::new("a@example.com").expect("valid").as_str(), "a@example.com");
}

#[test]
fn numbers_are_checked() {
    assert_eq!(keyword(Percent::new(-1)), Some("minimum"));
    assert_eq!(keyword(Percent::new(100)), Some("exclusiveMaximum"));
    assert_eq!(keyword("0.005".parse::<Percent>()), Some("multipleOf"));
    assert_eq!("12.50".parse::<Percent>().expect("valid").number(), &"12.5".parse::<Number>().expect("a number"));
    assert!(Huge::new(10_i128.pow(30)).is_ok());
    assert_eq!(keyword("1.5".parse::<Huge>()), Some("type"));
    assert_eq!(keyword("1e-9999999999".parse::<Huge>()), Some("type"));
}

#[test]
fn choices_are_closed_or_open() {
    assert_eq!(Status::ALL.iter().map(Status::as_str).collect::<Vec<_>>(), ["DRAFT", "DONE"]);
    let fault = |read: Result<Status, Invalid>| read.expect_err("unknown").faults[0].clone();
    let expected =
        Fault { pointer: String::new(), keyword: "enum", message: "must be one of `DRAFT`, `DONE`".to_owned() };
    assert_eq!(fault("LOST".parse()), expected);
    assert_eq!(fault(from_slice(br#""LOST""#, Mode::Tolerant)), expected);
    assert_eq!(from_slice(br#""LOST""#, Mode::Tolerant), Ok(Reason::Unknown("LOST".to_owned())));
    assert_eq!(keyword(from_slice::<Reason>(br#""LOST""#, Mode::Strict)), Some("enum"));
    assert_eq!(keyword(Reason::Unknown("LOST".to_owned()).validate()), Some("enum"));
    assert_eq!(keyword(from_slice::<Reason>(b"1", Mode::Tolerant)), Some("type"));
}

#[test]
fn constants_have_one_value() {
    assert_eq!(from_slice(b"1.0", Mode::Strict), Ok(Version));
    assert_eq!(keyword(from_slice::<Version>(b"true", Mode::Strict)), Some("const"));
    assert_eq!(from_slice(br#"{"a": [1.5, null]}"#, Mode::Strict), Ok(Form));
    assert_eq!(to_vec(&Form), br#"{"a":[1.50,null]}"#);
}
