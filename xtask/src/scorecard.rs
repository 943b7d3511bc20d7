//! Holds the oracle against labelled pairs of schemas that others wrote.

mod documents;
mod judge;
mod lower;
mod row;

use anyhow::{Context, bail};
use documents::Documents;
use judge::{Judged, Outcome};
use row::{Direction, Row};
use std::path::{Path, PathBuf};
use std::time::Duration;
use stipula_oracle::Options;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A folder of `*.jsonl` files
    #[arg(long, value_name = "DIR")]
    corpus: PathBuf,
    /// Print only what concerns rows whose name contains this, and every answer to them
    #[arg(long, value_name = "TEXT")]
    row: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(&args.corpus)?.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    if files.is_empty() {
        bail!("{} holds no .jsonl file", args.corpus.display());
    }
    let (mut total, mut lists) = (Tally::default(), Lists::default());
    println!("{HEADER}");
    for path in files {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let tally = one_file(&path, args, &mut lists)?;
        tally.print(&name);
        total.add(tally);
    }
    total.print("all");
    lists.print();
    if total.wrong > 0 {
        bail!("{} answers are wrong", total.wrong);
    }
    Ok(())
}

fn one_file(path: &Path, args: &Args, lists: &mut Lists) -> anyhow::Result<Tally> {
    let text = std::fs::read_to_string(path)?;
    let rows = text.lines().filter(|line| !line.trim().is_empty()).map(Row::parse);
    let rows = rows.collect::<anyhow::Result<Vec<Row>>>().with_context(|| path.display().to_string())?;
    let mut tally = Tally::default();
    for row in &rows {
        let name = row.name();
        if args.row.as_ref().is_some_and(|wanted| !name.contains(wanted.as_str())) {
            continue;
        }
        let Some((old, new)) = row.schemas() else {
            tally.documents += 1;
            lists.documents.judge(&args.corpus, row).with_context(|| name.clone())?;
            continue;
        };
        let judged = judge::judge(row, old, new, Options::default()).with_context(|| name.clone())?;
        if args.row.is_some() {
            println!("{name}\n  {:?}", judged.outcomes);
        }
        tally.count(&name, &judged);
        lists.collect(&name, judged);
    }
    Ok(tally)
}

const HEADER: &str = "file                                  rows  proved refuted undecid.  wrong  misread  unlike label  documents  \
                      time s  slowest";

/// What is counted, in directions but for rows and documents.
#[derive(Default)]
struct Tally {
    rows: usize,
    proved: usize,
    refuted: usize,
    undecided: usize,
    wrong: usize,
    misread: usize,
    unlike_label: usize,
    documents: usize,
    elapsed: Duration,
    slowest: (Duration, String),
}

impl Tally {
    fn count(&mut self, name: &str, judged: &Judged) {
        self.rows += 1;
        self.elapsed += judged.elapsed;
        self.misread += usize::from(!judged.misread.is_empty());
        if judged.elapsed > self.slowest.0 {
            self.slowest = (judged.elapsed, name.to_owned());
        }
        for outcome in &judged.outcomes {
            match outcome {
                Outcome::Proved(unlike) => {
                    self.proved += 1;
                    self.unlike_label += usize::from(*unlike);
                }
                Outcome::Refuted(_, unlike) => {
                    self.refuted += 1;
                    self.unlike_label += usize::from(*unlike);
                }
                Outcome::Undecided(_) => self.undecided += 1,
                Outcome::Wrong(_) => self.wrong += 1,
            }
        }
    }

    fn add(&mut self, other: Tally) {
        self.rows += other.rows;
        self.proved += other.proved;
        self.refuted += other.refuted;
        self.undecided += other.undecided;
        self.wrong += other.wrong;
        self.misread += other.misread;
        self.unlike_label += other.unlike_label;
        self.documents += other.documents;
        self.elapsed += other.elapsed;
        if other.slowest.0 > self.slowest.0 {
            self.slowest = other.slowest;
        }
    }

    fn print(&self, name: &str) {
        let slowest = format!("{:.1} ms {}", self.slowest.0.as_secs_f64() * 1000.0, self.slowest.1);
        println!(
            "{name:<36} {:>5} {:>7} {:>7} {:>8} {:>6} {:>8} {:>13} {:>10} {:>7.2}  {slowest}",
            self.rows,
            self.proved,
            self.refuted,
            self.undecided,
            self.wrong,
            self.misread,
            self.unlike_label,
            self.documents,
            self.elapsed.as_secs_f64(),
        );
    }
}

/// The rows to look at.
#[derive(Default)]
struct Lists {
    misread: Vec<String>,
    wrong: Vec<String>,
    contradicted: Vec<String>,
    proved_unlike_label: Vec<String>,
    undecided: Vec<String>,
    documents: Documents,
}

impl Lists {
    fn collect(&mut self, name: &str, judged: Judged) {
        self.misread.extend(judged.misread.into_iter().map(|what| format!("{name}: {what}")));
        for (direction, outcome) in Direction::BOTH.into_iter().zip(judged.outcomes) {
            let line = |what: String| format!("{name} ({}): {what}", direction.name());
            match outcome {
                Outcome::Wrong(why) => self.wrong.push(line(why)),
                Outcome::Refuted(witness, true) => {
                    let what = format!("{} at `{}` by `{}`", witness.value, witness.at, witness.keyword);
                    self.contradicted.push(line(what));
                }
                Outcome::Proved(true) => self.proved_unlike_label.push(line("proved".to_owned())),
                Outcome::Undecided(why) => self.undecided.push(line(format!("{} at `{}`", why.reason, why.pointer))),
                Outcome::Proved(false) | Outcome::Refuted(_, false) => {}
            }
        }
    }

    fn print(&self) {
        let lists = [
            ("labels that a confirmed witness contradicts", &self.contradicted),
            ("proved, though the label says otherwise and nobody has a counterexample", &self.proved_unlike_label),
            ("values that 2020-12 reads otherwise than the row does", &self.misread),
            ("undecided", &self.undecided),
            ("WRONG", &self.wrong),
        ];
        for (title, lines) in lists {
            println!("\n{title}: {}", lines.len());
            for line in lines {
                println!("  {line}");
            }
        }
        let Documents { same, unlabelled, unlike } = &self.documents;
        println!(
            "\ndocuments: {same} directions as labelled, {unlabelled} without a label, {} otherwise",
            unlike.len()
        );
        for line in unlike {
            println!("  {line}");
        }
    }
}
