//! The tables of compatibility, cell by cell: API and event design §17.2 and Schema-first contracts §24.3. A cell that
//! the documents hedge ("usually", "maybe", "depends") holds under an assumption, which is named here.

use stipula_compat::{Assumption, Level};
use stipula_model::Surface;
use stipula_source::Memory;
use stipula_tests::Compared;

/// One cell: a change, judged on a surface under assumptions.
struct Cell {
    surface: Surface,
    /// The mode of the policy; the surface's own where it is `None`.
    mode: Option<&'static str>,
    assumptions: &'static [Assumption],
    level: Level,
}

const fn cell(surface: Surface, assumptions: &'static [Assumption], level: Level) -> Cell {
    Cell { surface, mode: None, assumptions, level }
}

use Assumption::{ClosedWriter, ExtensibleEnum, Rollback, TolerantReader};
use Level::{Breaking, Risky, Safe};
use Surface::{Event, HttpRequest, HttpResponse, Snapshot};

/// The heaviest level of a pair of schemas on a surface.
fn level(old: &str, new: &str, cell: &Cell) -> Level {
    const DIALECT: &str = "$schema: https://json-schema.org/draft/2020-12/schema\n";
    let (path, own_mode) = match cell.surface {
        HttpRequest => ("http/order/change-request.schema.yaml", "BACKWARD"),
        HttpResponse => ("http/order/order.schema.yaml", "FORWARD"),
        Event => ("events/order.v1.schema.yaml", "FULL"),
        Snapshot => ("snapshots/order.v1.schema.yaml", "BACKWARD"),
        _ => unreachable!("the tables have four columns"),
    };
    let names: Vec<&str> = cell.assumptions.iter().map(|it| it.name()).collect();
    let policy = format!(
        "compatibility: \"1.0\"\npolicies:\n  - contracts: \"**\"\n    surface: {}\n    mode: {}\n    \
         supportedVersions: [1]\n    window: P180D\n    assumptions: [{}]\n    reason: The table's cell.\n",
        cell.surface.name(),
        cell.mode.unwrap_or(own_mode),
        names.join(", ")
    );
    let files = |schema: &str| {
        Memory::new().with(path, format!("{DIALECT}{schema}")).with("compatibility/all.yaml", policy.clone())
    };
    let compared = Compared::of(files(old), files(new), None);
    assert!(compared.faults.is_empty(), "{:?}", compared.faults);
    compared.report.findings.iter().map(|finding| finding.level).max().unwrap_or(Safe)
}

fn check(row: &str, old: &str, new: &str, cells: &[Cell]) {
    for cell in cells {
        let found = level(old, new, cell);
        assert_eq!(found, cell.level, "{row} on {} under {:?}", cell.surface.name(), cell.assumptions);
    }
}

/// A closed object, as the platform's profile asks for.
const ORDER: &str = "
type: object
required: [id]
properties:
  id: {type: string, maxLength: 20}
  note: {type: string}
  amount: {type: number}
  status: {type: string, enum: [OPEN, DONE], x-enum-policy: open}
additionalProperties: false
";

fn edited(from: &str, to: &str) -> String {
    assert!(ORDER.contains(from), "{from}");
    ORDER.replace(from, to)
}

#[test]
fn an_optional_field_added_is_usually_safe() {
    let new = edited("  note:", "  reason: {type: string}\n  note:");
    check(
        "add optional field",
        ORDER,
        &new,
        &[
            cell(HttpRequest, &[], Safe),
            // "Usually": readers that ignore what they do not know.
            cell(HttpResponse, &[TolerantReader], Safe),
            cell(HttpResponse, &[], Breaking),
            cell(Event, &[TolerantReader], Safe),
            cell(Event, &[], Breaking),
            // "With reader tolerance": old software reads it after a rollback.
            cell(Snapshot, &[], Safe),
            cell(Snapshot, &[Rollback], Risky),
            cell(Snapshot, &[Rollback, TolerantReader], Safe),
        ],
    );
}

#[test]
fn an_optional_field_added_to_an_open_object_is_safe_if_writers_are_closed() {
    let open = edited("additionalProperties: false\n", "");
    let new = open.replace("  note:", "  reason: {type: string}\n  note:");
    check(
        "add optional field to an open object",
        &open,
        &new,
        &[
            cell(HttpRequest, &[ClosedWriter], Safe),
            cell(HttpRequest, &[], Breaking),
            cell(Event, &[ClosedWriter], Safe),
            cell(Snapshot, &[ClosedWriter], Safe),
        ],
    );
}

#[test]
fn a_required_field_added_breaks_those_who_write() {
    let new =
        edited("required: [id]", "required: [id, reason]").replace("  note:", "  reason: {type: string}\n  note:");
    check(
        "add required field",
        ORDER,
        &new,
        &[
            cell(HttpRequest, &[ClosedWriter, TolerantReader], Breaking),
            // "Maybe safe if response only": the server always sends it.
            cell(HttpResponse, &[TolerantReader], Safe),
            cell(Event, &[TolerantReader], Breaking),
            // "New version needed."
            cell(Snapshot, &[], Breaking),
        ],
    );
}

#[test]
fn a_field_removed_breaks() {
    let new = edited("  note: {type: string}\n", "");
    check(
        "remove field",
        ORDER,
        &new,
        &[
            cell(HttpRequest, &[ClosedWriter], Breaking),
            cell(HttpResponse, &[TolerantReader], Breaking),
            cell(Event, &[TolerantReader], Breaking),
            // "Never mutate old snapshot."
            cell(Snapshot, &[], Breaking),
        ],
    );
}

#[test]
fn a_field_renamed_breaks() {
    let new = edited("  note:", "  notes:");
    let cells = [HttpRequest, HttpResponse, Event, Snapshot].map(|surface| cell(surface, &[TolerantReader], Breaking));
    check("rename field", ORDER, &new, &cells);
}

#[test]
fn an_enum_value_added_is_risky_for_readers_who_do_not_know_it() {
    let new = edited("[OPEN, DONE]", "[OPEN, DONE, FAILED]");
    check(
        "add enum value",
        ORDER,
        &new,
        &[
            // What was accepted still is; old software meets the new value after a rollback.
            cell(HttpRequest, &[], Safe),
            cell(HttpRequest, &[Rollback], Risky),
            cell(HttpResponse, &[], Risky),
            cell(HttpResponse, &[ExtensibleEnum], Safe),
            cell(Event, &[], Risky),
            cell(Event, &[ExtensibleEnum], Safe),
            // "Depends on the reader."
            cell(Snapshot, &[], Safe),
            cell(Snapshot, &[Rollback], Risky),
        ],
    );
}

#[test]
fn a_length_tightened_breaks_those_who_write() {
    let new = edited("maxLength: 20", "maxLength: 10");
    check(
        "tighten max length",
        ORDER,
        &new,
        &[
            cell(HttpRequest, &[], Breaking),
            // "Maybe safe": the server sends less than it might have.
            cell(HttpResponse, &[], Safe),
            cell(Event, &[], Breaking),
            // "Risky": stored values are read again, and one of them may be longer.
            cell(Snapshot, &[], Breaking),
        ],
    );
}

#[test]
fn a_number_that_becomes_a_string_breaks() {
    let new = edited("amount: {type: number}", "amount: {type: string}");
    let cells = [HttpRequest, HttpResponse, Event, Snapshot].map(|surface| cell(surface, &[TolerantReader], Breaking));
    check("change number to string", ORDER, &new, &cells);
}

#[test]
fn a_nullable_field_added_is_safe_for_tolerant_readers() {
    let new = edited("  note:", "  reason: {type: [string, \"null\"]}\n  note:");
    check(
        "add nullable field",
        ORDER,
        &new,
        &[
            cell(HttpRequest, &[], Safe),
            cell(HttpResponse, &[TolerantReader], Safe),
            cell(Event, &[TolerantReader], Safe),
            cell(Snapshot, &[], Safe),
        ],
    );
}

#[test]
fn a_changed_meaning_breaks_though_the_schema_is_equal() {
    let old =
        edited("amount: {type: number}", "amount: {type: number, x-semantics: {kind: net-price, tax: exclusive}}");
    let new = old.replace("exclusive", "inclusive");
    let cells = [HttpRequest, HttpResponse, Event, Snapshot].map(|surface| cell(surface, &[TolerantReader], Breaking));
    check("change field meaning", &old, &new, &cells);
}
