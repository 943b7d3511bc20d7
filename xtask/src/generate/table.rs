//! The survey as Markdown.

use super::engine::{Engine, Made};
use std::path::Path;

/// A document, and what each engine made of it.
pub(super) struct Row {
    name: String,
    bytes: u64,
    pub(super) made: Vec<Made>,
}

impl Row {
    pub(super) fn new(document: &Path, made: Vec<Made>) -> anyhow::Result<Self> {
        let parts: Vec<_> = document.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let name = parts[parts.len().saturating_sub(2)..].join("/");
        Ok(Self { name, bytes: std::fs::metadata(document)?.len(), made })
    }
}

pub(super) fn print(engines: &[Engine], rows: &[Row]) {
    println!("| document | KB | engine | generated | findings | lines | cpu s | wall s | MiB | compiled | errors |");
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for row in rows {
        for (engine, made) in engines.iter().zip(&row.made) {
            let generated = if made.package.is_some() { "yes" } else { "no" };
            let compiled = made.errors.map_or("", |errors| if errors == 0 { "yes" } else { "no" });
            let errors =
                made.errors.filter(|errors| *errors > 0).map(|errors| format!("{errors}: ")).unwrap_or_default();
            let Usage { cpu, wall, memory } = Usage::of(made);
            println!(
                "| {} | {} | {} | {generated} | {} | {} | {cpu:.2} | {wall:.2} | {memory} | {compiled} | {errors}{} |",
                row.name,
                row.bytes / 1024,
                engine.name(),
                made.findings,
                made.lines,
                short(&made.reason),
            );
        }
    }
    println!("\n| engine | generated | compiled | lines | cpu s | largest MiB |");
    println!("|---|---|---|---|---|---|");
    for (n, engine) in engines.iter().enumerate() {
        let made: Vec<&Made> = rows.iter().map(|row| &row.made[n]).collect();
        let generated = made.iter().filter(|made| made.package.is_some()).count();
        let checked = made.iter().filter(|made| made.errors.is_some()).count();
        let compiled = made.iter().filter(|made| made.errors == Some(0)).count();
        let lines: usize = made.iter().map(|made| made.lines).sum();
        let cpu: f64 = made.iter().map(|made| made.usage.cpu.as_secs_f64()).sum();
        let memory = made.iter().map(|made| made.usage.memory).max().unwrap_or(0);
        let count = rows.len();
        println!(
            "| {} | {generated} of {count} | {compiled} of {checked} | {lines} | {cpu:.1} | {memory} |",
            engine.name()
        );
    }
}

struct Usage {
    cpu: f64,
    wall: f64,
    memory: u64,
}

impl Usage {
    fn of(made: &Made) -> Self {
        let usage = &made.usage;
        Self { cpu: usage.cpu.as_secs_f64(), wall: usage.wall.as_secs_f64(), memory: usage.memory }
    }
}

/// The beginning of an error, in one cell.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
    let short: String = line.chars().take(120).collect();
    if short.is_empty() { short } else { format!("`{}`", short.replace('`', "'")) }
}
