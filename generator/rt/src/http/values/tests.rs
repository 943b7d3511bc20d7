use super::{ETag, IdempotencyKey, IfMatch, RetryAfter};
use std::time::{Duration, SystemTime};

#[test]
fn entity_tags_keep_their_strength() {
    let strong: ETag = "\"17\"".parse().unwrap();
    let weak: ETag = "W/\"17\"".parse().unwrap();
    assert_eq!((strong.to_string(), weak.to_string()), ("\"17\"".to_owned(), "W/\"17\"".to_owned()));
    // RFC 9110 §8.8.3.2
    assert!(strong.matches_strongly(&strong) && !weak.matches_strongly(&weak) && !weak.matches_strongly(&strong));
    assert!(weak.matches_weakly(&strong));
    for wrong in ["17", "\"17", "w/\"17\"", "\"a\"b\"", "\"a b\"", "", "\""] {
        assert!(wrong.parse::<ETag>().is_err(), "{wrong}");
    }
    assert_eq!("\"\"".parse::<ETag>().unwrap().tag(), "");
}

#[test]
fn if_match_takes_a_list_and_a_star() {
    let current: ETag = "\"b,c\"".parse().unwrap();
    let tags: IfMatch = "\"a\", W/\"x\",\"b,c\"".parse().unwrap();
    assert!(tags.allows(&current));
    assert_eq!(tags.to_string(), "\"a\", W/\"x\", \"b,c\"");
    assert!("*".parse::<IfMatch>().unwrap().allows(&current));
    assert!(!"W/\"b,c\"".parse::<IfMatch>().unwrap().allows(&current), "a weak tag guards nothing");
    for wrong in ["", "17", "\"a\" \"b\"", "\"a", "*, \"a\"", "\"a\" x"] {
        assert!(wrong.parse::<IfMatch>().is_err(), "{wrong}");
    }
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
    assert_eq!("120".parse::<RetryAfter>().unwrap().wait(now), Duration::from_mins(2));
    let date: RetryAfter = "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap();
    assert_eq!(date.wait(now), Duration::from_secs(7));
    assert_eq!(date.wait(now + Duration::from_mins(1)), Duration::ZERO);
    assert_eq!(date.to_string(), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!("99999999999999999999999".parse::<RetryAfter>().unwrap(), RetryAfter::Seconds(u64::MAX));
    for wrong in ["", "-1", "1.5", "soon", "+5"] {
        assert!(wrong.parse::<RetryAfter>().is_err(), "{wrong}");
    }
}

#[test]
fn idempotency_keys_are_read_bare_or_quoted_and_written_quoted() {
    for text in ["quote-123", "\"quote-123\""] {
        assert_eq!(text.parse::<IdempotencyKey>().unwrap().to_string(), "\"quote-123\"");
    }
    let odd = IdempotencyKey::new(r#"a"b\c"#).unwrap();
    assert_eq!(odd.to_string(), r#""a\"b\\c""#);
    assert_eq!(odd.to_string().parse::<IdempotencyKey>().unwrap(), odd);
    for wrong in ["", "\"\"", "\"a", "\"a\"b", "\"a\\x\"", "k\u{fc}", "a\nb"] {
        assert!(wrong.parse::<IdempotencyKey>().is_err(), "{wrong}");
    }
}

#[test]
fn random_keys_differ() {
    assert_ne!(IdempotencyKey::random(), IdempotencyKey::random());
}
