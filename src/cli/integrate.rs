//! `untrace integrate`: entries in the menus of the file managers that a person has.

use anyhow::Result;
use etcetera::BaseStrategy;

use super::args::IntegrateArgs;
use super::output::Output;
use super::status::ExitStatus;
use crate::desktop::is_there;
use crate::i18n::{self, Menus, Spoken, language};
use crate::menus::{self, FileManager, Obstacle, Offer};
use untrace_words::printable_path;

/// Adds entries, or removes them.
pub(super) fn integrate(args: &IntegrateArgs) -> Result<ExitStatus> {
    let mut output = Output::with(clap::ColorChoice::Auto, false, false);
    let data = etcetera::choose_base_strategy().ok().map(|strategy| strategy.data_dir()).filter(|_| cfg!(target_os = "linux"));
    let Some(data) = data else {
        output.problem(&language().menus(&Menus::Elsewhere));
        return Ok(ExitStatus::Usage);
    };
    let names = i18n::offers();
    let program = std::env::current_exe()?;
    let offer = Offer { program: program.to_str().unwrap_or("untrace"), spoken: i18n::spoken().offered(), names: &names };
    let (mut done, mut failed) = (Vec::new(), false);
    let wanted = FileManager::ALL.iter().copied().filter(|manager| args.remove || is_there(manager.program()));
    for manager in wanted {
        // The name of a script depends on the language, and two of them would be two entries.
        let removed = menus::remove(manager, &data, &offer);
        let added = || if menus::is_for_everybody(manager) { Ok(()) } else { menus::add(manager, &data, &offer) };
        let result = if args.remove { removed } else { removed.and_then(|_| added()).map(|()| true) };
        match result {
            Ok(true) => done.push(manager),
            Ok(false) => {}
            Err(obstacle) => {
                failed = true;
                output.problem(&language().menus(&said(&obstacle)));
            }
        }
    }
    let said_of = match (args.remove, done.is_empty()) {
        (true, false) => Menus::Removed(done),
        (true, true) => Menus::NothingToRemove,
        (false, false) => Menus::Added(done),
        (false, true) => Menus::NoFileManager,
    };
    let is_empty = said_of == Menus::NoFileManager;
    if !failed || matches!(said_of, Menus::Added(_) | Menus::Removed(_)) {
        output.line(&language().menus(&said_of));
    }
    output.finish()?;
    Ok(if failed || is_empty { ExitStatus::Incomplete } else { ExitStatus::Clean })
}

fn said(obstacle: &Obstacle) -> Menus {
    match obstacle {
        Obstacle::Foreign(path) => Menus::Foreign(printable_path(path)),
        Obstacle::Failed(path, trouble) => Menus::Failed(printable_path(path), *trouble),
    }
}
