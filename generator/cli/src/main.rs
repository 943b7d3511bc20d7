//! The `stipula` command; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    stipula_cli::run(std::env::args_os()).into()
}
