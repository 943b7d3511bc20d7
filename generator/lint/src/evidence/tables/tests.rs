use super::{Table, apply, words};
use stipula_diagnostics::FileId;

fn tables(text: &str) -> Vec<String> {
    let mut tables: Vec<Table> = Vec::new();
    for statement in words::words(text).split(|word| word.is(";")) {
        apply(statement, FileId(0), &mut tables);
    }
    tables.iter().map(|table| format!("{}: {}", table.name, table.columns.join(" "))).collect()
}

#[test]
fn columns_are_the_first_words_of_their_items() {
    let text = "
        -- the outbox; of (each) event
        create table if not exists public.\"Outbox\" (
            event_id uuid primary key, /* id, (ULID) */
            event_version integer not null check (event_version > 0, 'a, b'),
            payload_json jsonb default '{\"a\": [1, 2]}''),',
            amount numeric(18, 6),
            constraint positive check (amount > 0),
            primary key (event_id, event_version),
            \"check\" text
        ) strict;";
    assert_eq!(tables(text), ["outbox: event_id event_version payload_json amount check"]);
}

#[test]
fn migrations_follow_one_another() {
    let text = "
        create table outbox (event_id uuid, payload text);
        create function f() returns void as $body$ begin; create table no (a int); end $body$ language plpgsql;
        alter table only outbox add column if not exists topic text, add column tenant_id numeric(1, 2), drop payload;
        alter table outbox rename column topic to channel;
        alter table outbox add constraint c check (event_id is not null);
        alter table outbox rename to event_outbox;
        create table gone (a int); drop table if exists gone;
        create index i on event_outbox (event_id);
        insert into event_outbox values ('a;b');";
    assert_eq!(tables(text), ["event_outbox: event_id channel tenant_id"]);
}

#[test]
fn what_is_cut_off_ends_with_the_file() {
    for text in [
        "create table",
        "create table a",
        "create table a (",
        "create table a (b",
        "alter table a add",
        "'",
        "$a$",
        "/*",
        "\"",
        "[",
    ] {
        assert!(tables(text).len() <= 1, "{text}");
    }
    assert_eq!(tables("create table a as select 1"), ["a: "]);
    assert_eq!(tables("CREATE TABLE [dbo].[outbox] ([event_id] int, `b` int)"), ["outbox: event_id b"]);
}
