//! `stipula rules`

use crate::{
    Exit,
    args::{Format, Rules},
    config::Config,
    inputs,
    terminal::Terminal,
};
use anstyle::{AnsiColor, Style};
use anyhow::Result;
use serde_json::{Value, json};
use stipula_diagnostics::Severity;
use stipula_lint::{Settings, rules};

pub(crate) fn run(args: &Rules, terminal: Terminal) -> Result<Exit> {
    let config = inputs::nearest_config(&args.scope)?;
    let rows = rows(args, &config);
    let text = match args.format {
        Format::Json => format!("{:#}\n", rows.iter().map(Row::to_json).collect::<Value>()),
        Format::Human => table(&rows),
    };
    terminal.print(&text)?;
    Ok(Exit::Clean)
}

/// A rule as it is listed.
struct Row {
    id: String,
    family: &'static str,
    profile: &'static str,
    level: Option<Severity>,
    title: String,
    details: Value,
}

fn rows(args: &Rules, config: &Config) -> Vec<Row> {
    let settings = config.lint_settings(args.profile.map(crate::config::ProfileName::profile));
    let built_in = rules::all().iter().enumerate().map(|(n, rule)| {
        let options = rule.options.iter().map(|option| {
            json!({ "name": option.name, "about": option.about, "kind": option.kind(), "default": option.default_value() })
        });
        Row {
            id: rule.id().to_owned(),
            family: rules::family(rule),
            profile: rule.profile.name(),
            level: settings.usual_level(n),
            title: rule.code().title().replace('`', ""),
            details: json!({
                "looksAt": rule.subject(),
                "surfaces": rule.surfaces.names(),
                "severity": rule.code().severity().name(),
                "options": options.collect::<Value>(),
                "cedesTo": rule.cedes_to,
            }),
        }
    });
    let is_wanted = |row: &Row| {
        let is_on = args.all || row.level.is_some();
        is_on && args.family.as_ref().is_none_or(|family| family.replace('-', "_") == row.family)
    };
    built_in.chain(custom(&settings)).filter(is_wanted).collect()
}

fn custom(settings: &Settings) -> impl Iterator<Item = Row> {
    settings.custom.iter().map(|rule| Row {
        id: rule.code().id().to_owned(),
        family: "custom",
        profile: "custom",
        level: Some(rule.severity()),
        title: rule.code().title().replace('`', ""),
        details: json!({
            "looksAt": rule.subject().name(),
            "surfaces": rule.surfaces().names(),
            "severity": rule.severity().name(),
            "options": [],
            "cedesTo": [],
        }),
    })
}

impl Row {
    fn level(&self) -> &'static str {
        self.level.map_or("off", Severity::name)
    }

    fn to_json(&self) -> Value {
        let mut row = json!({
            "rule": self.id,
            "title": self.title,
            "family": self.family.replace('_', "-"),
            "profile": self.profile,
            "level": self.level(),
        });
        for (key, value) in self.details.as_object().into_iter().flatten() {
            row[key] = value.clone();
        }
        row
    }
}

/// One line a rule: id, weight, profile, family, what is wrong.
fn table(rows: &[Row]) -> String {
    let bold = Style::new().bold();
    let width = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
    let line = |row: &Row| {
        let style = weight(row.level);
        let (id, level, profile, family) = (&row.id, row.level(), row.profile, row.family.replace('_', "-"));
        format!("{bold}{id:width$}{bold:#}  {style}{level:7}{style:#}  {profile:11}  {family:13}  {}\n", row.title)
    };
    let count = format!("\n{} rules; `stipula explain RULE` says more about one\n", rows.len());
    rows.iter().map(line).chain([count]).collect()
}

fn weight(level: Option<Severity>) -> Style {
    let color = match level {
        Some(Severity::Error) => AnsiColor::BrightRed,
        Some(Severity::Warning) => AnsiColor::Yellow,
        Some(Severity::Info) => AnsiColor::BrightBlue,
        None => AnsiColor::BrightBlack,
    };
    color.on_default()
}
