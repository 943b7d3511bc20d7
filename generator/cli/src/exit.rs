use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: nothing to report at or above the threshold.
    Clean,
    /// 1: findings at or above the threshold.
    Findings,
    /// 2: the command line, the configuration or the input is wrong, so nothing was judged.
    Usage,
    /// 3: a bug in Stipula.
    Internal,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Internal => 3,
        })
    }
}

/// Runs `work`; a panic in it is our bug, is said so, and never looks like a verdict.
pub(crate) fn guarded(work: impl FnOnce() -> Exit) -> Exit {
    std::panic::set_hook(Box::new(report));
    // Nothing is looked at after a panic, so nothing broken can be seen.
    let result = catch_unwind(AssertUnwindSafe(work));
    let _ = std::panic::take_hook();
    result.unwrap_or(Exit::Internal)
}

#[allow(clippy::print_stderr, reason = "the terminal may be what panicked")]
fn report(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
    let message = panic.payload_as_str().unwrap_or("no message");
    let repository = env!("CARGO_PKG_REPOSITORY");
    let where_to = if repository.is_empty() { String::new() } else { format!(" at {repository}/issues") };
    let trace = std::backtrace::Backtrace::capture();
    let trace = match trace.status() {
        std::backtrace::BacktraceStatus::Captured => format!("\n{trace}"),
        _ => " RUST_BACKTRACE=1 adds where it happened.".to_owned(),
    };
    eprintln!(
        "internal error: {message}{place}\n\n\
         This is a bug in stipula {}, not in your contracts, and no verdict was reached (exit code 3).\n\
         Please report it{where_to}: this text, the command line and, if you can, the file that caused it.{trace}",
        env!("CARGO_PKG_VERSION"),
    );
}

#[cfg(test)]
mod tests {
    use super::{Exit, guarded};

    #[test]
    fn a_panic_is_internal_and_nothing_else_is() {
        assert_eq!(guarded(|| Exit::Findings), Exit::Findings);
        assert_eq!(guarded(|| panic!("on purpose")), Exit::Internal);
    }
}
