//! The wall around code made by others: what it panics at is an error, and one schema that it cannot read does not cost the others.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

/// Threads of this name are not heard when they panic: their panic is an answer.
const THREAD: &str = "stipula-back-end";

/// Back ends recurse as deep as schemas are nested and merged.
const STACK: usize = 256 << 20;

/// Runs a back end on a thread of its own.
pub(crate) fn run<T: Send>(work: impl FnOnce() -> Result<T, String> + Send) -> Result<T, String> {
    silence();
    let caught = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
        let handle = thread.spawn_scoped(scope, || catch_unwind(AssertUnwindSafe(work)));
        handle.map(|handle| handle.join().unwrap_or_else(Err))
    });
    match caught {
        Err(error) => Err(format!("no thread could be started: {error}")),
        Ok(Ok(answer)) => answer,
        Ok(Err(panic)) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked");
            Err(first_lines(text))
        }
    }
}

/// Back ends print whole schemas; the beginning says what they stopped at.
pub(crate) fn first_lines(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(200).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD) {
                before(panic);
            }
        }));
    });
}

/// The part at which a back end fails, if it reads `count` parts together and fails: the last of the fewest first ones that it fails at.
/// `None` if it fails without any.
pub(crate) fn culprit(count: usize, fails_with_first: impl Fn(usize) -> bool) -> Option<usize> {
    if fails_with_first(0) {
        return None;
    }
    let (mut passes, mut fails) = (0, count);
    while fails - passes > 1 {
        let middle = usize::midpoint(passes, fails);
        if fails_with_first(middle) { fails = middle } else { passes = middle }
    }
    Some(fails - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_that_says_what_was_said() {
        let answer: Result<(), String> = run(|| panic!("invalid schema:\n{{\n  x\n}}"));
        assert_eq!(answer, Err("invalid schema: { x }".to_owned()));
    }

    #[test]
    fn the_first_part_that_does_not_pass_is_found() {
        for bad in 0..9 {
            assert_eq!(culprit(9, |first| first > bad), Some(bad));
        }
        assert_eq!(culprit(9, |_| true), None);
    }
}
