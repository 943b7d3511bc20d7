//! `stipula completions`

use crate::{Exit, args::Completions, terminal::Terminal};
use anyhow::Result;

pub(crate) fn run(args: &Completions, terminal: Terminal) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::command(), "stipula", &mut script);
    terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
