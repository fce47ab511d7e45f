//! The program as those who type it meet it: what `clean` takes can be typed without `clean`.

use clap::{Arg, ArgAction, Command, ValueHint};

/// The command that is meant where none is typed.
pub(crate) const DEFAULT: &str = "clean";

/// The program with the options of `clean`, and its commands with the options that they do not refuse. `version` says what
/// `--version` is for.
pub(crate) fn flat(program: &Command, version: &str) -> Command {
    let mut whole = Command::new("untrace").disable_help_flag(true).disable_help_subcommand(true).disable_version_flag(true);
    whole = whole.about(program.get_about().cloned().unwrap_or_default());
    let default = program.find_subcommand(DEFAULT);
    whole = whole.args(default.into_iter().flat_map(arguments));
    let heading = default.and_then(|clean| clean.get_arguments().find(|arg| arg.get_id() == "help")?.get_help_heading());
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(version.to_owned());
    whole = whole.version(env!("CARGO_PKG_VERSION")).arg(match heading {
        Some(heading) => version.help_heading(heading.to_owned()),
        None => version,
    });
    whole.subcommands(program.get_subcommands().map(command))
}

/// A command without what it refuses.
fn command(of: &Command) -> Command {
    let bare = Command::new(of.get_name().to_owned()).disable_help_flag(true).args(arguments(of));
    bare.about(of.get_about().cloned().unwrap_or_default()).after_help(of.get_after_help().cloned().unwrap_or_default())
}

fn arguments(of: &Command) -> impl Iterator<Item = Arg> {
    of.get_arguments().filter(|arg| !arg.is_hide_set()).map(|arg| if arg.is_positional() { paths(arg) } else { arg.clone() })
}

/// The paths, whatever else may stand in their place.
fn paths(arg: &Arg) -> Arg {
    let paths = Arg::new(arg.get_id().clone()).num_args(1..).value_hint(ValueHint::AnyPath);
    let names = arg.get_value_names().unwrap_or_default().iter().cloned();
    let paths = paths.value_names(names).help(arg.get_help().cloned().unwrap_or_default());
    match arg.get_help_heading() {
        Some(heading) => paths.help_heading(heading.to_owned()),
        None => paths,
    }
}
