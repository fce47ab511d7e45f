//! Which language was asked for. It has to be known before anything is said, even the help.

use std::ffi::OsString;

use clap::Args;

use super::worded::help;
use crate::i18n::{Help, Lang, language};

#[derive(Debug, Args)]
pub(in crate::cli) struct LangArgs {
    /// Known before the rest was looked at.
    #[arg(long, value_name = "fr|en", value_parser = parse, overrides_with = "lang", help_heading = help(Help::ReportGroup), help = help(Help::Lang))]
    lang: Option<Lang>,
}

fn parse(code: &str) -> Result<Lang, String> {
    let known = || Lang::ALL.iter().map(|lang| lang.code().to_owned()).collect::<Vec<_>>();
    Lang::of_code(code).ok_or_else(|| language().no_language(&known()))
}

/// The language that the arguments ask for, if it is one we speak.
pub(in crate::cli) fn of(arguments: &[OsString]) -> Option<Lang> {
    let texts = arguments.iter().skip(1).take_while(|argument| *argument != "--").filter_map(|argument| argument.to_str());
    let texts: Vec<&str> = texts.collect();
    // The last one counts, so that an alias can be overridden.
    let at = texts.iter().rposition(|text| *text == "--lang" || text.starts_with("--lang="))?;
    let typed = texts.get(at)?.strip_prefix("--lang=").or_else(|| texts.get(at.checked_add(1)?).copied())?;
    Lang::of_code(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_wherever_it_is_asked_for() {
        let asked = |typed: &str| of(&typed.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked("untrace a --lang fr"), Some(Lang::French));
        assert_eq!(asked("untrace --lang=fr --help"), Some(Lang::French));
        assert_eq!(asked("untrace a --lang en b"), Some(Lang::English));
        assert_eq!(asked("untrace --lang fr a --lang en"), Some(Lang::English));
        for none in ["untrace a", "untrace a --lang", "untrace a --lang xx", "untrace -- --lang fr", "untrace --language fr"] {
            assert_eq!(asked(none), None, "{none}");
        }
    }
}
