//! Completions for shells, by clap, with what it does not know about a command that is meant where none is typed: that a
//! path may come before an option, and that the first word may be a path or a command.

use anyhow::{Result, ensure};
use clap::Command;
use clap_complete::Shell;

use crate::flat::{DEFAULT, flat};
use crate::page::Page;

/// Each script with the file that it belongs into.
pub(crate) fn scripts(program: &Command) -> Result<Vec<(String, Vec<u8>)>> {
    let version = Page::of(program)?.version;
    let names: Vec<String> = program.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let flat = flat(program, &version);
    let scripts = [
        ("untrace.bash", bash(&written(Shell::Bash, without_paths(&flat))?, &names)?),
        ("_untrace", zsh(&written(Shell::Zsh, without_options(&flat))?, &flat, &names)?),
        ("untrace.fish", fish(&written(Shell::Fish, flat.clone())?, &names)?),
        ("untrace.ps1", powershell(&written(Shell::PowerShell, flat)?, &names)?),
    ];
    Ok(scripts.into_iter().map(|(name, text)| (format!("completions/{name}"), text.into_bytes())).collect())
}

fn written(shell: Shell, mut command: Command) -> Result<String> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut command, "untrace", &mut text);
    Ok(String::from_utf8(text)?)
}

/// Bash offers names of files by itself; the placeholder of a path would be one more word.
fn without_paths(command: &Command) -> Command {
    let bare = Command::new(command.get_name().to_owned()).disable_help_flag(true).disable_help_subcommand(true);
    let bare = bare.disable_version_flag(true).version(env!("CARGO_PKG_VERSION"));
    let bare = bare.args(command.get_arguments().filter(|arg| !arg.is_positional()).cloned());
    bare.about(command.get_about().cloned().unwrap_or_default()).subcommands(command.get_subcommands().map(without_paths))
}

/// Zsh is told that `clean` was typed.
fn without_options(flat: &Command) -> Command {
    let bare = Command::new("untrace").disable_help_flag(true).disable_help_subcommand(true).disable_version_flag(true);
    bare.subcommands(flat.get_subcommands().cloned())
}

fn bash(script: &str, names: &[String]) -> Result<String> {
    let script = replaced(script, " || ${COMP_CWORD} -eq 2 ]]", " ]]", names.len())?;
    let script = replaced(
        &script,
        "            esac\n            COMPREPLY=( $(compgen -W \"${opts}\" -- \"${cur}\") )\n",
        "            esac\n",
        names.len().saturating_add(1),
    )?;
    let first = format!(
        r#" ]] ; then
                COMPREPLY=( $(compgen -W "${{opts}}" -- "${{cur}}") )
                return 0
            elif [[ ${{COMP_CWORD}} -eq 1 ]] ; then
                local IFS=$'\n'
                COMPREPLY=( $(compgen -W $'{}' -- "${{cur}}"; compgen -f -- "${{cur}}") )
                type compopt >/dev/null 2>&1 && compopt -o filenames
                return 0
            elif false"#,
        names.join("\\n")
    );
    replaced(&script, " || ${COMP_CWORD} -eq 1 ]]", &first, 1)
}

fn zsh(script: &str, flat: &Command, names: &[String]) -> Result<String> {
    // With two colons, no option comes behind a path.
    let with_paths = flat.get_subcommands().filter(|command| command.get_positionals().next().is_some()).count();
    let script = &replaced(script, "'*::paths -- ", "'*:paths -- ", with_paths)?;
    let start = "    local context curcontext=\"$curcontext\" state line\n";
    let routed = format!(
        "    if (( CURRENT > 2 )) || [[ $words[2] == -* ]]; then\n        case $words[2] in\n            ({}) ;;\n            \
         (*) words=(\"$words[1]\" {DEFAULT} \"${{(@)words[2,-1]}}\"); (( CURRENT++ )) ;;\n        esac\n    fi\n",
        names.join("|")
    );
    let script = replaced(script, start, &format!("{start}{routed}"), 1)?;
    let offered = "    _describe -t commands 'untrace commands' commands \"$@\"\n";
    replaced(&script, offered, &format!("{offered}    _files\n"), 1)
}

fn fish(script: &str, names: &[String]) -> Result<String> {
    let has_command = format!(
        "function __fish_untrace_is_default\n    not __fish_seen_subcommand_from {}\nend\n\nfunction __fish_untrace_using_subcommand",
        names.join(" ")
    );
    let script = replaced(script, "function __fish_untrace_using_subcommand", &has_command, 1)?;
    let needs = "-n \"__fish_untrace_needs_command\" ";
    let lines = script.lines().map(|line| match line.split_once(needs) {
        // A path may come before an option, and never before a command.
        Some((before, option)) if option.starts_with("-s ") || option.starts_with("-l ") => {
            format!("{before}-n \"__fish_untrace_is_default\" {option}\n")
        }
        Some((before, command)) => format!("{before}{needs}{}\n", command.trim_start_matches("-f ")),
        None => format!("{line}\n"),
    });
    Ok(lines.collect())
}

fn powershell(script: &str, names: &[String]) -> Result<String> {
    let typed = "                $element.Value -eq $wordToComplete) {";
    let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let unknown = format!(
        "                $element.Value -eq $wordToComplete -or\n                $element.Value -notin @({})) {{",
        names.join(", ")
    );
    replaced(script, typed, &unknown, 1)
}

/// What clap wrote, with each of `times` places changed.
fn replaced(script: &str, from: &str, to: &str, times: usize) -> Result<String> {
    let found = script.matches(from).count();
    ensure!(found == times, "clap writes other scripts than it did: {from} {found} times, not {times}");
    Ok(script.replace(from, to))
}
