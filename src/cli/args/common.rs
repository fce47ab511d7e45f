//! What commands that look into files have in common: which files, what is reported, how thoroughly and how fast. Options of
//! a single command are in the module above.

use std::path::PathBuf;
use std::thread;
use std::time::SystemTime;

use clap::{ArgAction, Args, ColorChoice, ValueEnum};
use untrace_core::model::{Codec, Trust};

use super::lang::LangArgs;
use super::wait::WaitArgs;
use super::worded::{help, place};
use crate::cli::since;
use crate::i18n::{Help, Placeholder, language};

#[derive(Debug, Args)]
pub(in crate::cli) struct CommonArgs {
    #[arg(value_name = place(Placeholder::Path), required_unless_present = "files_from", help = help(Help::Paths))]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) list: ListArgs,
    #[arg(long, help_heading = help(Help::FilesGroup), help = help(Help::Hidden))]
    pub(in crate::cli) hidden: bool,
    #[command(flatten)]
    pub(in crate::cli) filter: FilterArgs,
    #[arg(long, help_heading = help(Help::FilesGroup), help = help(Help::ExpectFiles))]
    pub(in crate::cli) expect_files: bool,
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::Json))]
    pub(in crate::cli) json: bool,
    #[arg(long, value_name = place(Placeholder::File), help_heading = help(Help::ReportGroup), help = help(Help::Log))]
    pub(in crate::cli) log: Option<PathBuf>,
    #[arg(short, long, help_heading = help(Help::ReportGroup), help = help(Help::Quiet))]
    pub(in crate::cli) quiet: bool,
    #[arg(short, long, help_heading = help(Help::ReportGroup), help = help(Help::Verbose))]
    pub(in crate::cli) verbose: bool,
    #[arg(long, value_name = place(Placeholder::When), value_enum, default_value_t = ColorChoice::Auto, help_heading = help(Help::ReportGroup), help = help(Help::Color))]
    pub(in crate::cli) color: ColorChoice,
    #[command(flatten)]
    spoken: LangArgs,
    #[command(flatten)]
    waiting: WaitArgs,
    #[arg(short, long, action = ArgAction::Help, help_heading = help(Help::ReportGroup), help = help(Help::Help))]
    help: Option<bool>,
    #[arg(short, long, value_name = place(Placeholder::Number), value_parser = jobs, help_heading = help(Help::MachineGroup), help = help(Help::Jobs))]
    jobs: Option<u16>,
    #[arg(long, help_heading = help(Help::MachineGroup), help = help(Help::Strict))]
    pub(in crate::cli) strict: bool,
    #[arg(long, value_name = place(Placeholder::Codec), value_delimiter = ',', value_parser = codec, help_heading = help(Help::MachineGroup), help = help(Help::TrustCodec))]
    trust_codec: Vec<Codec>,
    #[arg(long, value_name = place(Placeholder::When), value_enum, default_value_t = Sandbox::Auto, help_heading = help(Help::MachineGroup), help = help(Help::Sandbox))]
    pub(in crate::cli) sandbox: Sandbox,
}

/// Which of the files that are met are wanted.
#[derive(Debug, Args)]
pub(in crate::cli) struct FilterArgs {
    #[arg(long, value_name = place(Placeholder::Glob), help_heading = help(Help::FilesGroup), help = help(Help::Exclude))]
    pub(in crate::cli) exclude: Vec<String>,
    #[arg(long, value_name = place(Placeholder::Glob), help_heading = help(Help::FilesGroup), help = help(Help::Include))]
    pub(in crate::cli) include: Vec<String>,
    #[arg(long, value_name = place(Placeholder::When), value_parser = since::parse, help_heading = help(Help::FilesGroup), help = help(Help::Since))]
    pub(in crate::cli) since: Option<SystemTime>,
}

/// Paths out of a file.
#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(long, value_name = place(Placeholder::File), help_heading = help(Help::FilesGroup), help = help(Help::FilesFrom))]
    pub(in crate::cli) files_from: Option<PathBuf>,
    #[arg(short = '0', long, requires = "files_from", help_heading = help(Help::FilesGroup), help = help(Help::Null))]
    pub(in crate::cli) null: bool,
}

impl CommonArgs {
    pub(in crate::cli) fn trust(&self) -> Trust {
        Trust::these(self.trust_codec.iter().copied())
    }

    /// Whether codecs are trusted.
    pub(in crate::cli) const fn has_trust(&self) -> bool {
        !self.trust_codec.is_empty()
    }

    pub(in crate::cli) fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from)
    }
}

/// How many files at a time.
fn jobs(typed: &str) -> Result<u16, &'static str> {
    typed.parse().ok().filter(|jobs| (1..=256).contains(jobs)).ok_or_else(|| language().no_jobs())
}

fn codec(typed: &str) -> Result<Codec, &'static str> {
    typed.parse().map_err(|_| language().no_codec())
}

/// Whether the system is to hold the program to the files that it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Sandbox {
    Auto,
    Require,
    Off,
}
