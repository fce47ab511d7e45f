//! What was typed. The words and letters of the options are a contract with scripts. An option appears in the help group that
//! its attribute names; groups come in the order in which they first occur here. Whatever else the help says in the language in
//! use is in `told`.

mod common;
mod lang;
mod page;
mod routed;
mod told;
mod wait;
mod worded;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::status::FailOn;
use crate::discover::Naming;
use crate::i18n::{Help, Placeholder};
use crate::names::Asked;
use crate::run::InPlace;
use untrace_core::model::{Category, CropGuard, Keep};
use untrace_core::verify::Depth;

pub(super) use common::{CommonArgs, ListArgs, Sandbox};
use lang::LangArgs;
pub(super) use lang::of as lang_of;
use page::PageArgs;
pub(super) use routed::meant_command;
pub(super) use wait::{of as waits, shows_window};
use worded::{help, place};

/// Help is laid out for terminals of the default width.
pub(super) const WIDTH: usize = 80;

/// Everything that can be typed, and its help.
pub(super) fn command() -> clap::Command {
    told::told(Cli::command())
}

/// The arguments, with their command first.
pub(super) fn with_command(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    routed::with_command(&Cli::command(), arguments)
}

/// Whether a first word is one of the commands.
pub(super) fn is_command(word: &str) -> bool {
    routed::is_command(&Cli::command(), word)
}

#[derive(Debug, Parser)]
#[command(name = "untrace", version, about = help(Help::About), max_term_width = WIDTH)]
#[command(arg_required_else_help = true, subcommand_required = true, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    spoken: LangArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = help(Help::Clean), after_help = help(Help::After), disable_help_flag = true)]
    Clean(CleanArgs),
    #[command(about = help(Help::Check), after_help = help(Help::AfterCheck), disable_help_flag = true)]
    Check(CheckArgs),
    #[command(about = help(Help::Watch), after_help = help(Help::AfterWatch), disable_help_flag = true)]
    Watch(CleanArgs),
    #[command(about = help(Help::Report), after_help = help(Help::AfterReport), disable_help_flag = true)]
    Report(ReportArgs),
    #[command(about = help(Help::Fields), disable_help_flag = true)]
    Fields(FieldsArgs),
    #[command(about = help(Help::Integrate), after_help = help(Help::AfterIntegrate), disable_help_flag = true)]
    Integrate(IntegrateArgs),
}

#[derive(Debug, Args)]
pub(super) struct IntegrateArgs {
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::IntegrateRemove))]
    pub(super) remove: bool,
    #[command(flatten)]
    spoken: LangArgs,
    #[arg(short, long, action = ArgAction::Help, help_heading = help(Help::ReportGroup), help = help(Help::Help))]
    help: Option<bool>,
}

#[derive(Debug, Args)]
pub(super) struct FieldsArgs {
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::FieldsJson))]
    pub(super) json: bool,
    #[command(flatten)]
    spoken: LangArgs,
    #[arg(short, long, action = ArgAction::Help, help_heading = help(Help::ReportGroup), help = help(Help::Help))]
    help: Option<bool>,
}

#[derive(Debug, Args)]
pub(super) struct CleanArgs {
    #[arg(short, long, value_name = place(Placeholder::Dir), help_heading = help(Help::CopiesGroup), help = help(Help::Output))]
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
    #[arg(long, value_name = place(Placeholder::Categories), value_enum, value_delimiter = ',', conflicts_with = "only", help_heading = help(Help::KeepingGroup), help = help(Help::Keep))]
    keep: Vec<Kept>,
    #[arg(long, value_name = place(Placeholder::Categories), value_enum, value_delimiter = ',', help_heading = help(Help::KeepingGroup), help = help(Help::Only))]
    only: Vec<Kept>,
    #[arg(long, value_name = place(Placeholder::How), value_enum, default_value_t = Guard::Tell, help_heading = help(Help::KeepingGroup), help = help(Help::CropGuard))]
    pub(super) crop_guard: Guard,
    #[arg(long, help_heading = help(Help::NamingGroup), help = help(Help::Rename))]
    rename: bool,
    #[arg(long, value_name = place(Placeholder::File), requires = "rename", help_heading = help(Help::NamingGroup), help = help(Help::NameMap))]
    pub(super) name_map: Option<PathBuf>,
    #[arg(long, help_heading = help(Help::NamingGroup), help = help(Help::FixExtension))]
    fix_extension: bool,
    #[command(flatten)]
    pub(super) common: CommonArgs,
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::ShowValues))]
    pub(super) show_values: bool,
    #[arg(long, help_heading = help(Help::ReportGroup), help = help(Help::Window), conflicts_with_all = ["dry_run", "in_place", "json", "quiet", "verbose"])]
    pub(super) window: bool,
    #[arg(long, value_name = place(Placeholder::How), value_enum, help_heading = help(Help::MachineGroup), help = help(Help::Verify))]
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

    /// Whether copies get new names.
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

/// What becomes of files of which a crop hides a part.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Guard {
    Tell,
    Refuse,
}

impl From<Guard> for CropGuard {
    fn from(word: Guard) -> Self {
        match word {
            Guard::Tell => Self::Tell,
            Guard::Refuse => Self::Refuse,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,
    #[arg(long, value_name = place(Placeholder::Words), value_delimiter = ',', hide_possible_values = true, help_heading = help(Help::ReportGroup), help = help(Help::FailOn),
        value_parser = clap::builder::PossibleValuesParser::new(FailOn::all()))]
    pub(super) fail_on: Option<Vec<String>>,
    #[arg(long, value_name = place(Placeholder::Categories), value_enum, value_delimiter = ',', help_heading = help(Help::ReportGroup), help = help(Help::KeptAlready))]
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
