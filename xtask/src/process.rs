//! What a process used, from `/proc`.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The largest resident memory of this process so far, in MiB; 0 where the system does not say.
pub(crate) fn peak_memory() -> u64 {
    high_water(&std::fs::read_to_string("/proc/self/status").unwrap_or_default()) / 1024
}

/// The largest resident memory, in KiB.
fn high_water(status: &str) -> u64 {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Forgets the largest resident memory, so that the next reading is of what follows (Linux).
pub(crate) fn reset_peak_memory() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// What another process used.
#[derive(Debug, Clone)]
pub(crate) struct Usage {
    pub(crate) cpu: Duration,
    pub(crate) wall: Duration,
    /// The largest resident memory, in MiB.
    pub(crate) memory: u64,
    pub(crate) code: Option<i32>,
}

/// Runs a program to its end. What it prints is thrown away; exit codes tell what was found and are no error.
///
/// The CPU time is what the system adds to this process for children that have ended; it counts in hundredths of seconds.
pub(crate) fn measured(command: &mut Command) -> anyhow::Result<Usage> {
    measured_within(command, Duration::MAX)
}

/// The same, and ends the program when it takes longer.
pub(crate) fn measured_within(command: &mut Command, longest: Duration) -> anyhow::Result<Usage> {
    let before = cpu_of_children();
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > longest {
            child.kill()?;
        }
        memory = memory.max(high_water(&std::fs::read_to_string(&status_file).unwrap_or_default()));
        std::thread::sleep(Duration::from_millis(1));
    };
    Ok(Usage {
        cpu: cpu_of_children().saturating_sub(before),
        wall: start.elapsed(),
        memory: memory / 1024,
        code: status.code(),
    })
}

/// User and system time of children that have ended (fields 16 and 17 of `/proc/self/stat`).
fn cpu_of_children() -> Duration {
    const TICKS_PER_SECOND: u32 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u32 = after_name.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u32>().ok()).sum();
    Duration::from_secs(1) * ticks / TICKS_PER_SECOND
}
