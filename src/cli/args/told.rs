//! The definitions in the language in use: what clap would say in English by itself, and what an option shared by several
//! commands is called in the help of one of them. How mistakes are worded is in `mistyped`.

use clap::builder::{PossibleValue, StyledStr, Styles};
use clap::{Arg, Command};

use super::worded::help;
use crate::i18n::{Help, Opening, language};

/// Options described differently than for `clean`: by command and name.
const OWN: &[(&str, &str, Help)] = &[
    ("check", "paths", Help::CheckPaths),
    ("check", "files_from", Help::ReadFilesFrom),
    ("check", "log", Help::ReadLog),
    ("check", "quiet", Help::ReadQuiet),
    ("check", "verbose", Help::CheckVerbose),
    ("check", "strict", Help::ReadStrict),
    ("check", "trust_codec", Help::ReadTrustCodec),
    ("report", "paths", Help::ReportPaths),
    ("report", "files_from", Help::ReadFilesFrom),
    ("report", "json", Help::ReportJson),
    ("report", "log", Help::ReadLog),
    ("report", "quiet", Help::ReadQuiet),
    ("report", "verbose", Help::ReportVerbose),
    ("report", "strict", Help::ReadStrict),
    ("report", "trust_codec", Help::ReadTrustCodec),
    ("watch", "paths", Help::WatchPaths),
    ("watch", "output", Help::WatchOutput),
    ("watch", "json", Help::WatchJson),
];

/// What a command takes over from the definition of another, but refuses.
const REFUSED: &[(&str, &[&str])] =
    &[("watch", &["files_from", "null", "dry_run", "in_place", "yes", "trash", "break_links", "window"])];

/// A program with its help and that of its commands.
pub(super) fn told(cli: Command) -> Command {
    let cli = cli.override_help(page());
    let names: Vec<String> = cli.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.iter().fold(cli, |cli, name| cli.mut_subcommand(name, of_command))
}

/// A command with its headings, defaults and values in the language in use.
fn of_command(command: Command) -> Command {
    let heading = *Styles::styled().get_usage();
    let usage = language().opening(Opening::Usage);
    let template = format!("{{about-with-newline}}\n{heading}{usage}{heading:#} {{usage}}\n\n{{all-args}}{{after-help}}");
    let name = command.get_name().to_owned();
    let (first, others): (Vec<_>, Vec<_>) =
        command.get_arguments().map(|arg| (arg.is_positional(), arg.get_id().to_string())).partition(|(first, _)| *first);
    // A changed argument moves to the end, so the groups come in the order of this list.
    first.iter().chain(&others).fold(command.help_template(StyledStr::from(template)), |command, (_, id)| {
        command.mut_arg(id, |arg| argument(&name, id, arg))
    })
}

fn argument(command: &str, id: &str, arg: Arg) -> Arg {
    let own = OWN.iter().find(|(of, own, _)| *of == command && *own == id).map(|(_, _, key)| help(*key).to_owned());
    let mut text = own.unwrap_or_else(|| arg.get_help().map(ToString::to_string).unwrap_or_default());
    let refused = REFUSED.iter().any(|(of, refused)| *of == command && refused.contains(&id));
    let arg = if arg.is_positional() { arg.help_heading(help(Help::ArgumentsGroup)) } else { arg };
    if !arg.get_action().takes_values() {
        return arg.help(text).hide(refused);
    }
    let default: Vec<_> = arg.get_default_values().iter().filter_map(|value| value.to_str()).collect();
    if !default.is_empty() {
        text = format!("{text} {}", language().default_value(&default.join(" ")));
    }
    let values: Vec<String> = arg.get_possible_values().iter().map(PossibleValue::get_name).map(str::to_owned).collect();
    if !values.is_empty() && !arg.is_hide_possible_values_set() {
        text = format!("{text} {}", language().possible_values(&values));
    }
    arg.help(text).hide(refused).hide_default_value(true).hide_possible_values(true)
}

/// The help for the whole program: what people need, with headings styled like those of a command.
fn page() -> StyledStr {
    let heading = *Styles::styled().get_header();
    let line = |line: &str| match line.split_once(':') {
        Some((words, rest)) if !line.starts_with(' ') => format!("{heading}{words}:{heading:#}{rest}"),
        _ => line.to_owned(),
    };
    let lines: Vec<String> = help(Help::Page).lines().map(line).collect();
    StyledStr::from(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use crate::cli::args::command;

    use super::*;

    #[test]
    fn definitions_are_sound() {
        command().debug_assert();
    }

    #[test]
    fn every_row_is_of_an_option_that_the_command_has() {
        let command = command();
        let has = |of: &str, id: &str| command.find_subcommand(of).unwrap().get_arguments().any(|arg| arg.get_id() == id);
        for (of, id, _) in OWN {
            assert!(has(of, id), "{of} {id}");
        }
        for (of, id) in REFUSED.iter().flat_map(|(of, ids)| ids.iter().map(move |id| (of, id))) {
            assert!(has(of, id), "{of} {id}");
        }
    }
}
