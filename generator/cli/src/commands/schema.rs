//! `stipula schema`

use crate::{
    Exit,
    args::{Schema, SchemaOf},
    config::config_schema,
    terminal::Terminal,
};
use anyhow::Result;
use stipula_report::report_schema;
use stipula_validate::own_schema;

pub(crate) fn run(args: &Schema, terminal: Terminal) -> Result<Exit> {
    let shipped = |name| own_schema(name).expect("every format of our own has a schema").to_owned();
    let schema = match args.of {
        SchemaOf::Config => format!("{:#}\n", config_schema()),
        SchemaOf::Report => format!("{:#}\n", report_schema()),
        SchemaOf::StateMachine => shipped("state-machine"),
        SchemaOf::Owners => shipped("owners"),
        SchemaOf::Compatibility => shipped("compatibility"),
        SchemaOf::Waivers => shipped("waivers"),
        SchemaOf::Metadata => stipula_lint::vocabulary::SCHEMA.to_owned(),
        SchemaOf::LintBaseline => shipped("lint-baseline"),
        SchemaOf::ErrorCodes => shipped("error-codes"),
        SchemaOf::Fixtures => shipped("fixtures"),
        SchemaOf::Scenario => shipped("scenario"),
        SchemaOf::Attestations => shipped("attestations"),
        SchemaOf::ContractTests => shipped("contract-tests"),
    };
    terminal.print(&schema)?;
    Ok(Exit::Clean)
}
