//! What was typed. The words and letters of the options are a contract with scripts. An option stands in the group of the
//! help that its attribute names; groups come in the order in which they are met here.

mod lang;
mod page;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::SystemTime;

use clap::builder::{StyledStr, Styles};
use clap::{ArgAction, Args, ColorChoice, CommandFactory, Parser, Subcommand, ValueEnum};

use super::since;
use super::status::FailOn;
use crate::discover::Naming;
use crate::i18n::{Help, language};
use crate::names::Asked;
use crate::run::InPlace;
use untrace_core::model::{Category, Codec, Keep, Trust};
use untrace_core::verify::Depth;

use lang::LangArgs;
pub(super) use lang::of as lang_of;
use page::PageArgs;

/// Help is made for terminals that nobody has made wider.
pub(super) const WIDTH: usize = 80;

fn help(key: Help) -> &'static str {
    language().help(key)
}

/// The help of the whole program: what people need, with its headings shown as those of a command are.
fn page() -> StyledStr {
    let heading = *Styles::styled().get_header();
    let line = |line: &str| match line.split_once(':') {
        Some((words, rest)) if !line.starts_with(' ') => format!("{heading}{words}:{heading:#}{rest}"),
        _ => line.to_owned(),
    };
    let lines: Vec<String> = help(Help::Page).lines().map(line).collect();
    StyledStr::from(lines.join("\n") + "\n")
}

#[derive(Debug, Parser)]
#[command(name = "untrace", version, about = help(Help::About), override_help = page())]
#[command(override_usage = "untrace <PATH>... [OPTIONS]\n       untrace <COMMAND> <PATH>... [OPTIONS]")]
#[command(arg_required_else_help = true, subcommand_required = true, max_term_width = WIDTH)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = help(Help::Clean), after_help = help(Help::After), disable_help_flag = true)]
    Clean(CleanArgs),
    #[command(about = help(Help::Check), after_help = help(Help::AfterCheck), disable_help_flag = true)]
    Check(CheckArgs),
    #[command(about = help(Help::Watch), after_help = help(Help::After), disable_help_flag = true)]
    Watch(CleanArgs),
    #[command(about = help(Help::Report), after_help = help(Help::AfterReport), disable_help_flag = true)]
    Report(ReportArgs),
    #[command(about = help(Help::Fields))]
    Fields(FieldsArgs),
}

#[derive(Debug, Args)]
pub(super) struct FieldsArgs {
    #[arg(long, help = help(Help::FieldsJson))]
    pub(super) json: bool,
    #[command(flatten)]
    spoken: LangArgs,
}

#[derive(Debug, Args)]
pub(super) struct CleanArgs {
    #[arg(short, long, value_name = "DIR", help_heading = help(Help::CopiesGroup), help = help(Help::Output))]
    pub(super) output: Option<PathBuf>,
    #[arg(short = 'n', long, help_heading = help(Help::CopiesGroup), help = help(Help::DryRun))]
    pub(super) dry_run: bool,
    #[arg(long, help_heading = help(Help::CopiesGroup), help = help(Help::Force))]
    pub(super) force: bool,
    #[arg(long, help_heading = help(Help::CopiesGroup), help = help(Help::Update))]
    pub(super) update: bool,
    #[arg(long, help_heading = help(Help::CopiesGroup), help = help(Help::Prune))]
    pub(super) prune: bool,
    #[arg(long, help_heading = help(Help::OriginalsGroup), help = help(Help::InPlace),
        conflicts_with_all = ["output", "force", "update", "prune", "recheck", "rename", "name_map", "fix_extension", "extract_motion"])]
    in_place: bool,
    #[arg(short, long, requires = "in_place", help_heading = help(Help::OriginalsGroup), help = help(Help::Yes))]
    pub(super) yes: bool,
    #[arg(long, requires = "in_place", help_heading = help(Help::OriginalsGroup), help = help(Help::Trash))]
    trash: bool,
    #[arg(long, requires = "in_place", help_heading = help(Help::OriginalsGroup), help = help(Help::BreakLinks))]
    break_links: bool,
    #[arg(long, help_heading = help(Help::KeepingGroup), help = help(Help::ExtractMotion))]
    pub(super) extract_motion: bool,
    #[arg(long, value_name = "WHAT,...", value_enum, value_delimiter = ',', conflicts_with = "only", help_heading = help(Help::KeepingGroup), help = help(Help::Keep))]
    keep: Vec<Kept>,
    #[arg(long, value_name = "WHAT,...", value_enum, value_delimiter = ',', help_heading = help(Help::KeepingGroup), help = help(Help::Only))]
    only: Vec<Kept>,
    #[arg(long, help_heading = help(Help::NamingGroup), help = help(Help::Rename))]
    rename: bool,
    #[arg(long, value_name = "FILE", requires = "rename", help_heading = help(Help::NamingGroup), help = help(Help::NameMap))]
    pub(super) name_map: Option<PathBuf>,
    #[arg(long, help_heading = help(Help::NamingGroup), help = help(Help::FixExtension))]
    fix_extension: bool,
    #[command(flatten)]
    pub(super) common: CommonArgs,
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::ShowValues))]
    pub(super) show_values: bool,
    #[arg(long, value_name = "HOW", value_enum, help_heading = help(Help::MachineGroup), help = help(Help::Verify))]
    pub(super) verify: Option<Verify>,
    #[arg(long, help_heading = help(Help::MachineGroup), help = help(Help::Recheck))]
    pub(super) recheck: bool,
    #[arg(long, help_heading = help(Help::MachineGroup), help = help(Help::NoSync))]
    pub(super) no_sync: bool,
}

impl CleanArgs {
    pub(super) fn keep(&self) -> Keep {
        let categories = |words: &[Kept]| words.iter().copied().map(Category::from).collect::<Vec<_>>();
        if self.only.is_empty() { Keep::these(categories(&self.keep)) } else { Keep::all_but(&categories(&self.only)) }
    }

    /// What the names of the copies depend on.
    pub(super) fn asked(&self) -> Asked {
        Asked { naming: self.naming(), keep: self.keep(), trust: self.common.trust() }
    }

    /// Whether copies take the place of their originals.
    pub(super) fn in_place(&self) -> Option<InPlace> {
        self.in_place.then_some(InPlace { trash: self.trash, break_links: self.break_links })
    }

    /// Whether copies get names of their own.
    pub(super) const fn renames(&self) -> bool {
        self.rename
    }

    /// Neutral names have the right extension anyway.
    pub(super) const fn naming(&self) -> Naming {
        match (self.rename, self.fix_extension) {
            (true, _) => Naming::Neutral,
            (false, true) => Naming::Corrected,
            (false, false) => Naming::Kept,
        }
    }
}

/// Categories that can be kept.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Kept {
    Location,
    Date,
    Camera,
    People,
    Text,
    Software,
    Panorama,
}

impl From<Kept> for Category {
    fn from(word: Kept) -> Self {
        match word {
            Kept::Location => Self::Location,
            Kept::Date => Self::Date,
            Kept::Camera => Self::Camera,
            Kept::People => Self::People,
            Kept::Text => Self::Text,
            Kept::Software => Self::Software,
            Kept::Panorama => Self::Panorama,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,
    #[arg(long, value_name = "WORDS", value_delimiter = ',', hide_possible_values = true, help_heading = help(Help::ReportGroup), help = help(Help::FailOn),
        value_parser = clap::builder::PossibleValuesParser::new(FailOn::all()))]
    pub(super) fail_on: Option<Vec<String>>,
    #[arg(long, value_name = "WHAT,...", value_enum, value_delimiter = ',', help_heading = help(Help::ReportGroup), help = help(Help::KeptAlready))]
    keep: Vec<Kept>,
}

impl CheckArgs {
    /// What may be there.
    pub(super) fn keep(&self) -> Vec<Category> {
        self.keep.iter().copied().map(Category::from).collect()
    }
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) page: PageArgs,
    #[command(flatten)]
    pub(super) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(super) struct CommonArgs {
    #[arg(value_name = "PATH", required_unless_present = "files_from", help = help(Help::Paths))]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) list: ListArgs,
    #[arg(long, help_heading = help(Help::FilesGroup), help = help(Help::Hidden))]
    pub(super) hidden: bool,
    #[command(flatten)]
    pub(super) filter: FilterArgs,
    #[arg(long, help_heading = help(Help::FilesGroup), help = help(Help::ExpectFiles))]
    pub(super) expect_files: bool,
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::Json))]
    pub(super) json: bool,
    #[arg(long, value_name = "FILE", help_heading = help(Help::ReportGroup), help = help(Help::Log))]
    pub(super) log: Option<PathBuf>,
    #[arg(short, long, help_heading = help(Help::ReportGroup), help = help(Help::Quiet))]
    pub(super) quiet: bool,
    #[arg(short, long, help_heading = help(Help::ReportGroup), help = help(Help::Verbose))]
    pub(super) verbose: bool,
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto, help_heading = help(Help::ReportGroup), help = help(Help::Color))]
    pub(super) color: ColorChoice,
    #[command(flatten)]
    spoken: LangArgs,
    #[arg(short, long, action = ArgAction::Help, help_heading = help(Help::ReportGroup), help = help(Help::Help))]
    help: Option<bool>,
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256), help_heading = help(Help::MachineGroup), help = help(Help::Jobs))]
    jobs: Option<u16>,
    #[arg(long, help_heading = help(Help::MachineGroup), help = help(Help::Strict))]
    pub(super) strict: bool,
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = help(Help::MachineGroup), help = help(Help::TrustCodec))]
    trust_codec: Vec<Codec>,
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Sandbox::Auto, help_heading = help(Help::MachineGroup), help = help(Help::Sandbox))]
    pub(super) sandbox: Sandbox,
}

/// Which of the files that are met are wanted.
#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    #[arg(long, value_name = "GLOB", help_heading = help(Help::FilesGroup), help = help(Help::Exclude))]
    pub(super) exclude: Vec<String>,
    #[arg(long, value_name = "GLOB", help_heading = help(Help::FilesGroup), help = help(Help::Include))]
    pub(super) include: Vec<String>,
    #[arg(long, value_name = "WHEN", value_parser = since::parse, help_heading = help(Help::FilesGroup), help = help(Help::Since))]
    pub(super) since: Option<SystemTime>,
}

/// Paths out of a file.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[arg(long, value_name = "FILE", help_heading = help(Help::FilesGroup), help = help(Help::FilesFrom))]
    pub(super) files_from: Option<PathBuf>,
    #[arg(short = '0', long, requires = "files_from", help_heading = help(Help::FilesGroup), help = help(Help::Null))]
    pub(super) null: bool,
}

impl CommonArgs {
    pub(super) fn trust(&self) -> Trust {
        Trust::these(self.trust_codec.iter().copied())
    }

    /// Whether codecs are trusted.
    pub(super) const fn has_trust(&self) -> bool {
        !self.trust_codec.is_empty()
    }

    pub(super) fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from)
    }
}

/// Whether the system is to hold the program to the files that it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Sandbox {
    Auto,
    Require,
    Off,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Verify {
    Full,
    Pixels,
}

impl From<Verify> for Depth {
    fn from(verify: Verify) -> Self {
        match verify {
            Verify::Full => Self::Full,
            Verify::Pixels => Self::Pixels,
        }
    }
}

const DEFAULT_COMMAND: &str = "clean";
/// Added by clap.
const HELP: &str = "help";

fn commands() -> impl Iterator<Item = String> {
    let names = |command: &clap::Command| command.get_name().to_owned();
    Cli::command().get_subcommands().map(names).chain([HELP.to_owned()]).collect::<Vec<_>>().into_iter()
}

/// Whether a first word is one of the commands.
pub(super) fn is_command(word: &str) -> bool {
    commands().any(|command| command == word)
}

/// The arguments with their command in front: the first word if it is one, `clean` if it is not.
///
/// Words are what is no option and no value of one, so that `untrace --json check P` checks.
pub(super) fn with_command(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let alone = |argument: &OsString| ["-h", "--help", "-V", "--version"].iter().any(|option| argument == option);
    if arguments.len() < 2 {
        return arguments;
    }
    match first_word(&arguments) {
        Some(at)
            if arguments.get(at).and_then(|word| word.to_str()).is_some_and(|word| commands().any(|command| command == word)) =>
        {
            let word = arguments.remove(at);
            arguments.insert(1, word);
        }
        // Alone, `--help` asks about the whole program, and not about `clean`.
        None if arguments.iter().skip(1).take_while(|argument| *argument != "--").any(alone) => {}
        _ => arguments.insert(1, DEFAULT_COMMAND.into()),
    }
    arguments
}

/// Index of the first argument that is no option and no value of one; nothing where `--` comes first.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let mut at = 1_usize;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_string_lossy();
        if text == "--" {
            return None;
        }
        if !text.starts_with('-') || text == "-" {
            return Some(at);
        }
        at = at.saturating_add(if takes_next(&text) { 2 } else { 1 });
    }
    None
}

/// Whether the value of an option is the next argument.
fn takes_next(option: &str) -> bool {
    let cli = Cli::command();
    let mut options = cli.get_subcommands().flat_map(clap::Command::get_arguments).filter(|arg| arg.get_action().takes_values());
    match option.strip_prefix("--") {
        Some(long) => options.any(|arg| arg.get_long() == Some(long)),
        // `-nj 4` ends with the option that takes the value; `-j4` has it already.
        None => {
            let mut letters = option.chars().skip(1);
            let taking: Vec<char> = options.filter_map(clap::Arg::get_short).collect();
            letters.find(|letter| taking.contains(letter)).is_some() && letters.next().is_none()
        }
    }
}

/// The command that a first word, which is no path, may have been meant for.
pub(super) fn meant_command(missing: &Path, paths: &[PathBuf]) -> Option<&'static str> {
    let word = missing.to_str()?;
    let first = paths.first().map(|path| path.as_os_str()) == Some(OsStr::new(word));
    let near = |command: &&str| strsim::damerau_levenshtein(word, command) <= 2;
    ["check", "clean", "fields", "report", HELP].into_iter().filter(|_| first).find(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routed(typed: &[&str]) -> Vec<String> {
        let arguments = std::iter::once("untrace").chain(typed.iter().copied()).map(OsString::from);
        with_command(arguments).into_iter().skip(1).map(|argument| argument.into_string().unwrap()).collect()
    }

    #[test]
    fn definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_first_word_is_the_command_if_it_is_one() {
        assert_eq!(routed(&["check", "a"]), ["check", "a"]);
        assert_eq!(routed(&["--json", "check", "a"]), ["check", "--json", "a"]);
        assert_eq!(routed(&["-nj", "4", "check", "a"]), ["check", "-nj", "4", "a"]);
        assert_eq!(routed(&["-j4", "check"]), ["check", "-j4"]);
        assert_eq!(routed(&["a", "check"]), ["clean", "a", "check"]);
        assert_eq!(routed(&["./check"]), ["clean", "./check"]);
        assert_eq!(routed(&["-o", "check", "a"]), ["clean", "-o", "check", "a"]);
        assert_eq!(routed(&["--", "check"]), ["clean", "--", "check"]);
        assert_eq!(routed(&["-n"]), ["clean", "-n"]);
        assert_eq!(routed(&["--help"]), ["--help"]);
        assert_eq!(routed(&["a", "--help"]), ["clean", "a", "--help"]);
    }
}
