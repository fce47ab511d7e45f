//! What only the help of the whole program says.

use anyhow::{Context, Result, bail};
use clap::Command;

/// The parts of that help, its headings without their colons.
pub(crate) struct Page {
    pub(crate) usage: String,
    pub(crate) examples: String,
    /// What is typed, and what that does.
    pub(crate) shown: Vec<(String, String)>,
    pub(crate) commands: String,
    pub(crate) status: String,
    /// What `--version` is for.
    pub(crate) version: String,
}

impl Page {
    pub(crate) fn of(program: &Command) -> Result<Self> {
        let help = program.clone().render_help().to_string();
        let paragraphs: Vec<&str> = help.trim().split("\n\n").collect();
        let [_, usage, examples, commands, options, status] = paragraphs.as_slice() else {
            bail!("the help has other parts than it had:\n{help}");
        };
        let (examples, shown) = examples.split_once('\n').context("no examples")?;
        let version =
            options.lines().map(columns).find(|row| row.as_ref().is_some_and(|(typed, _)| typed.ends_with("--version")));
        Ok(Self {
            usage: usage.split_once(": ").context("no usage")?.1.to_owned(),
            examples: titled(examples),
            shown: shown.lines().map(columns).collect::<Option<_>>().context("an example that does nothing")?,
            commands: titled(commands.lines().next().unwrap_or_default()),
            status: (*status).to_owned(),
            version: version.flatten().context("no --version")?.1,
        })
    }
}

/// A heading without its colon.
pub(crate) fn titled(heading: &str) -> String {
    heading.trim_end_matches([':', '\u{a0}', '\u{202f}']).to_owned()
}

/// The two columns of a line.
fn columns(line: &str) -> Option<(String, String)> {
    let (typed, does) = line.trim().split_once("  ")?;
    Some((typed.to_owned(), does.trim().to_owned()))
}
