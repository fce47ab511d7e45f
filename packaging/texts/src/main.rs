//! Writes the pages of the manual and the completions of `untrace` in a language, and the entries for menus of file managers in
//! all of them, from what the program itself defines:
//! `untrace-texts LANG DATE FOLDER`.

mod completions;
mod flat;
mod manual;
mod page;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use untrace::cli::command;
use untrace::i18n::{self, Lang};
use untrace::menus::{self, FileManager, Offer};

/// Where packages put the program.
const PROGRAM: &str = "/usr/bin/untrace";

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1);
    let code = arguments.next().and_then(|code| code.into_string().ok()).context("no language")?;
    let date = arguments.next().and_then(|date| date.into_string().ok()).context("no date")?;
    let folder = PathBuf::from(arguments.next().context("no folder")?);
    ensure!(arguments.next().is_none(), "a language, a date and a folder are enough");
    let lang = Lang::of_code(&code).with_context(|| format!("no language {code}"))?;
    for (name, text) in manual::pages(&command(lang), lang, &date)?.into_iter().chain(completions::scripts(&command(lang))?) {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        fs::write(file, text)?;
    }
    entries(&folder.join("share"))
}

/// The entries that everybody on a machine can have.
fn entries(share: &Path) -> Result<()> {
    let names = i18n::offers();
    let offer = Offer { program: PROGRAM, spoken: *names.first().context("no language")?, names: &names };
    for manager in [FileManager::Nemo, FileManager::Dolphin, FileManager::Thunar] {
        menus::add(manager, share, &offer).map_err(|obstacle| anyhow!("{obstacle:?}"))?;
    }
    Ok(())
}
