//! `stipula man`

use crate::{Exit, args::Man, terminal::Terminal, write};
use anyhow::Result;
use clap::Command;

pub(crate) fn run(args: &Man, terminal: Terminal) -> Result<Exit> {
    let pages = pages()?;
    match &args.output {
        None => {
            let (_, page) = pages.first().expect("the command has a page");
            terminal.print(&String::from_utf8_lossy(page))?;
        }
        Some(folder) => {
            for (name, page) in &pages {
                write::replace(&folder.join(name), page)?;
            }
            terminal.say(&format!("wrote {} pages to {}", pages.len(), folder.display()));
        }
    }
    Ok(Exit::Clean)
}

/// The page of the command itself, then one per subcommand, with the names of their files.
fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut command = crate::command();
    command.build();
    let subcommands = command.get_subcommands().map(|sub| (format!("stipula-{}", sub.get_name()), sub.clone()));
    let all = std::iter::once(("stipula".to_owned(), command.clone())).chain(subcommands);
    all.map(|(name, command)| page(&name, command)).collect()
}

fn page(name: &str, command: Command) -> Result<(String, Vec<u8>)> {
    // The page of `stipula check` is named `stipula-check`, as git's are.
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    let mut page = Vec::new();
    let version = concat!("stipula ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command.display_name(name).name(name)).source(version).manual("Stipula").render(&mut page)?;
    Ok((format!("{name}.1"), page))
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn every_command_has_a_page() {
        let pages = pages().expect("pages are written to memory");
        assert_eq!(pages.len(), crate::command().get_subcommands().count() + 1);
        let check = pages.iter().find(|(name, _)| name == "stipula-check.1").expect("check has a page");
        let text = String::from_utf8_lossy(&check.1);
        assert!(text.contains("stipula\\-check") && text.contains("deny\\-warnings"), "{text}");
    }
}
