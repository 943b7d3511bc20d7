//! `stipula schema`

use crate::{
    Exit,
    args::{Schema, SchemaOf},
    config::config_schema,
    terminal::Terminal,
};
use anyhow::Result;
use stipula_report::report_schema;

pub(crate) fn run(args: &Schema, terminal: Terminal) -> Result<Exit> {
    let schema = match args.of {
        SchemaOf::Config => config_schema(),
        SchemaOf::Report => report_schema(),
    };
    terminal.print(&format!("{schema:#}\n"))?;
    Ok(Exit::Clean)
}
