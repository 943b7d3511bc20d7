//! What gives the inside of a service away in a text.

use std::net::Ipv4Addr;

/// The first part of a text that gives the inside of a service away, and what it is.
pub(super) fn internal(text: &str) -> Option<(&'static str, &str)> {
    trace(text)
        .or_else(|| words(text).find_map(exception))
        .or_else(|| sql(text))
        .or_else(|| words(text).find_map(place))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_mark = |c: char| "\"'`()[]{}<>,;:.!?".contains(c);
    text.split_whitespace().map(move |word| word.trim_matches(is_mark)).filter(|word| !word.is_empty())
}

/// Traces of calls: their headings, and lines of source files.
fn trace(text: &str) -> Option<(&'static str, &str)> {
    const HEADINGS: [&str; 4] = ["Traceback (most recent call last)", "Caused by:", "panicked at", "goroutine "];
    const SOURCES: [&str; 10] = [".java:", ".kt:", ".scala:", ".cs:", ".js:", ".ts:", ".py:", ".rb:", ".php:", ".go:"];
    let heading =
        HEADINGS.into_iter().find(|heading| text.contains(heading) && (*heading != "goroutine " || text.contains('[')));
    let is_line = |source: &&str| {
        let after = text.find(source).map(|at| &text[at + source.len()..]);
        after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    };
    heading.or_else(|| SOURCES.into_iter().find(is_line)).map(|part| ("a stack trace", part.trim_end()))
}

/// Classes of exceptions; in runtimes that call them errors, the well-known ones.
fn exception(word: &str) -> Option<(&'static str, &str)> {
    const ERRORS: [&str; 12] = [
        "TypeError",
        "ReferenceError",
        "RangeError",
        "SyntaxError",
        "KeyError",
        "ValueError",
        "AttributeError",
        "IndexError",
        "NoMethodError",
        "NameError",
        "OutOfMemoryError",
        "StackOverflowError",
    ];
    let name = word.rsplit(['.', '\\']).next().unwrap_or(word);
    let name = name.split([':', '(']).next().unwrap_or(name);
    let is_class = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.strip_suffix("Exception").is_some_and(|rest| !rest.is_empty())
        && name.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_class || ERRORS.contains(&name)).then_some(("the class of an exception", name))
}

/// Statements and messages of databases: what they begin with, what follows, and how both are called.
fn sql(text: &str) -> Option<(&'static str, &str)> {
    const MARKS: [(&str, &str, &str); 8] = [
        ("SELECT ", " FROM ", "SELECT … FROM"),
        ("UPDATE ", " SET ", "UPDATE … SET"),
        ("INSERT INTO ", "", "INSERT INTO"),
        ("DELETE FROM ", "", "DELETE FROM"),
        ("SQLSTATE", "", "SQLSTATE"),
        ("violates ", " constraint", "violates … constraint"),
        ("duplicate key value", "", "duplicate key value"),
        ("ORA-0", "", "ORA-…"),
    ];
    let is_there = |(one, other, _): &(&str, &str, &str)| text.find(one).is_some_and(|at| text[at..].contains(other));
    MARKS.into_iter().find(is_there).map(|(_, _, name)| ("from the database", name))
}

/// Files, and hosts that only the service can reach.
fn place(word: &str) -> Option<(&'static str, &str)> {
    const FOLDERS: [&str; 9] = ["/usr/", "/var/", "/home/", "/opt/", "/etc/", "/srv/", "/tmp/", "/root/", "C:\\"];
    const SCHEMES: [&str; 7] =
        ["jdbc:", "amqp://", "kafka://", "redis://", "mongodb://", "postgres://", "postgresql://"];
    if FOLDERS.into_iter().any(|folder| word.starts_with(folder)) {
        return Some(("a file of the server", word));
    }
    let (_, address) = word.split_once("://").unwrap_or(("", word));
    let host = address.split([':', '/']).next().unwrap_or(address);
    let is_private = host.parse().is_ok_and(|ip: Ipv4Addr| ip.is_private() || ip.is_loopback());
    let is_inside = host == "localhost" || host.ends_with(".svc.cluster.local") || host.ends_with(".internal");
    (is_private || is_inside || SCHEMES.into_iter().any(|scheme| word.starts_with(scheme)))
        .then_some(("an address inside the network", word))
}

#[cfg(test)]
mod tests {
    use super::internal;

    #[test]
    fn the_inside_gives_itself_away() {
        for (text, expected) in [
            ("NullPointerException", "the class of an exception"),
            ("failed: com.example.PriceException: no policy", "the class of an exception"),
            ("Uncaught TypeError: x is undefined", "the class of an exception"),
            ("at com.example.Quote.price(Quote.java:42)", "a stack trace"),
            ("Traceback (most recent call last)", "a stack trace"),
            ("thread 'main' panicked at src/main.rs", "a stack trace"),
            ("goroutine 1 [running]:", "a stack trace"),
            ("SELECT id FROM quote", "from the database"),
            ("UPDATE quote SET version = 3", "from the database"),
            ("value violates unique constraint \"quote_pk\"", "from the database"),
            ("ORA-00001", "from the database"),
            ("cannot open '/etc/pricing/policy.yaml'", "a file of the server"),
            ("no answer from localhost:5432", "an address inside the network"),
            ("no answer from http://192.168.1.7/tax", "an address inside the network"),
            ("no answer from tax.internal", "an address inside the network"),
            ("no answer from tax.prod.svc.cluster.local:80", "an address inside the network"),
            ("jdbc:postgresql://db/quotes", "an address inside the network"),
        ] {
            assert_eq!(internal(text).map(|(what, _)| what), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_of_the_domain_stay() {
        for text in [
            "Quote version is stale.",
            "An exception applies; the Exception was granted.",
            "Price-Exception and price_Exception are names of forms",
            "goroutine scheduling is a feature of Go",
            "SELECT at least one product",
            "The update SET is empty",
            "see https://contracts.example.com/problems/quote-version-conflict",
            "/quotes/quo_01JZ8Q4T9M3F6K2H7W5N0B1C4D/accept",
            "8.8.8.8 answers, 2026.10.11 is a date, total.js: a file name",
        ] {
            assert_eq!(internal(text), None, "{text}");
        }
    }
}
