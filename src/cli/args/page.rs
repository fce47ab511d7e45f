//! The options for the page of `untrace report`.

use std::path::PathBuf;

use clap::Args;

use super::worded::{help, place};
use crate::i18n::{Help, Placeholder};

#[derive(Debug, Args)]
pub(in crate::cli) struct PageArgs {
    #[arg(short, long, value_name = place(Placeholder::File), help_heading = help(Help::PageGroup), help = help(Help::PageFile))]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(long, requires = "output", help_heading = help(Help::PageGroup), help = help(Help::OpenPage))]
    pub(in crate::cli) open: bool,
    #[arg(long, requires = "output", help_heading = help(Help::PageGroup), help = help(Help::Thumbnails))]
    pub(in crate::cli) thumbnails: bool,
}
