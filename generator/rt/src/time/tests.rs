use super::{Date, Duration, TimeOfDay, Timestamp};
use crate::{Mode, Wire, from_json, from_slice, to_vec};
use chrono::{DateTime, Timelike};

#[test]
fn texts_come_back_as_they_were() {
    for text in [
        "2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05.120z",
        "2026-01-02T03:04:05.123456789012345-00:00",
        "1998-12-31T15:59:60.5-08:00",
        "0000-02-29T00:00:00+23:59",
    ] {
        let json = format!("\"{text}\"");
        let read =
            from_slice::<Timestamp>(json.as_bytes(), Mode::Strict).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(to_vec(&read), json.as_bytes());
    }
}

#[test]
fn what_is_no_time_is_refused() {
    for text in [
        "2026-01-02 03:04:05Z",
        "2026-01-02T03:04:05",
        "2026-02-29T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:04:60Z",
        "2026-01-02T23:59:60+01:00",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05+24:00",
        "2026-01-02T03:04:05+0700",
        "26-01-02T03:04:05Z",
        "2026-01-02T03:04:05٣Z",
        "2026-01-0٣",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}

#[test]
fn instants_are_compared_across_offsets() {
    let at = |text: &str| text.parse::<Timestamp>().expect("a time");
    assert!(at("2026-01-01T00:00:00+07:00") < at("2025-12-31T20:00:00Z"));
    let leap = at("1998-12-31T23:59:60Z");
    assert_eq!(leap.instant().nanosecond(), 1_000_000_000);
    assert!(leap < at("1999-01-01T00:00:00Z"));
}

#[test]
fn chrono_goes_both_ways() {
    let instant = DateTime::parse_from_rfc3339("2026-01-02T03:04:05.5+07:00").expect("a time");
    let stamp = Timestamp::try_from(instant).expect("a time");
    assert_eq!(stamp.as_str(), "2026-01-02T03:04:05.500+07:00");
    assert_eq!(stamp.instant(), instant);
    assert!(Timestamp::try_from(DateTime::<chrono::Utc>::MAX_UTC).is_err());
    let day = "2026-02-28".parse::<Date>().expect("a day");
    assert_eq!(Date::try_from(day.day()).expect("a day"), day);
}

#[test]
fn times_of_day_have_an_offset() {
    let time = "08:30:06.283185+01:30".parse::<TimeOfDay>().expect("a time");
    assert_eq!((time.time().hour(), time.offset().local_minus_utc()), (8, 5400));
    assert!("08:30:06".parse::<TimeOfDay>().is_err());
}

#[test]
fn durations_follow_the_grammar() {
    for text in ["P1Y", "P1Y2M3D", "P2M3D", "PT1H", "PT1H2M3S", "P4DT12H30M5S", "P2W", "P0D", "PT36H"] {
        assert!(text.parse::<Duration>().is_ok(), "{text}");
    }
    for text in ["P", "PT", "P1", "P1YT", "1Y", "P1Y3D", "PT1H3S", "P1W2D", "P2WT1H", "P1D2Y", "PT0.5S", "P٣D", "P1D\n"]
    {
        assert!(text.parse::<Duration>().is_err(), "{text}");
    }
    let long = |text: &str| text.parse::<Duration>().expect("a duration").to_std().map(|long| long.as_secs());
    assert_eq!(long("P1DT1M1S"), Some(86_461));
    assert_eq!(long("P1M"), None);
    assert_eq!(long("P99999999999999999999D"), None);
}

#[test]
fn faults_name_the_format() {
    let invalid = from_json::<Date>(&"2026-13-01".write_json(), Mode::Strict).expect_err("no month");
    assert_eq!(
        (invalid.faults[0].keyword, invalid.to_string().as_str()),
        ("format", "the value: must be in the format `date`")
    );
}

trait WriteJson {
    fn write_json(&self) -> crate::Json;
}

impl WriteJson for str {
    fn write_json(&self) -> crate::Json {
        self.to_owned().write()
    }
}
