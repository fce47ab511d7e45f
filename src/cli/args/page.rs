//! What is said about the page of `untrace report`.

use std::path::PathBuf;

use clap::Args;

use crate::i18n::{Help, language};

#[derive(Debug, Args)]
pub(in crate::cli) struct PageArgs {
    #[arg(short, long, value_name = "FILE", help_heading = help(Help::PageGroup), help = help(Help::PageFile))]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(long, requires = "output", help_heading = help(Help::PageGroup), help = help(Help::OpenPage))]
    pub(in crate::cli) open: bool,
    #[arg(long, requires = "output", help_heading = help(Help::PageGroup), help = help(Help::Thumbnails))]
    pub(in crate::cli) thumbnails: bool,
}

fn help(key: Help) -> &'static str {
    language().help(key)
}
