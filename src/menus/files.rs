//! The files of entries, as each file manager reads them: Nautilus scripts, Nemo actions, KDE service menus, and what Thunar
//! sends files to.

use std::path::Path;

use super::entry::{Entry, FileManager, Named, Offer};

/// How a file says that it is ours.
pub(super) const MARK: &str = "# untrace integrate: ";
const NOTE: &str = "an entry in the menu of a file manager; see `untrace integrate --help`";
/// Copies that are out of date are replaced: a person who asks twice has changed the photo.
const ARGUMENTS: &str = "clean --window --update --";
const ICON: &str = "edit-clear-all";

/// What can be cleaned.
const TYPES: [&str; 15] = [
    "inode/directory",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/avif",
    "image/jxl",
    "image/tiff",
    "image/x-adobe-dng",
    "video/mp4",
    "video/quicktime",
    "video/x-m4v",
    "video/3gpp",
];

/// Where an entry is for everybody or for a person, below the folder for the data of programs; `None` if only a person can have
/// one, under the name that it has in the menu.
pub(super) const fn place(manager: FileManager) -> Option<&'static str> {
    match manager {
        FileManager::Nautilus => None,
        FileManager::Nemo => Some("nemo/actions/untrace.nemo_action"),
        FileManager::Dolphin => Some("kio/servicemenus/untrace.desktop"),
        FileManager::Thunar => Some("Thunar/sendto/untrace.desktop"),
    }
}

/// The file for an entry, below that folder.
pub(super) fn entry(manager: FileManager, data: &Path, offer: &Offer<'_>) -> Entry {
    let text = match manager {
        FileManager::Nautilus => script(offer),
        FileManager::Nemo => nemo_action(offer),
        FileManager::Dolphin => service_menu(offer),
        FileManager::Thunar => send_to(offer),
    };
    let path = match place(manager) {
        Some(place) => data.join(place),
        None => data.join("nautilus/scripts").join(offer.spoken.name),
    };
    Entry { path, text, is_executable: matches!(manager, FileManager::Nautilus | FileManager::Dolphin) }
}

/// It gets the names of the chosen files as arguments, in their folder (Nautilus, Scripts).
fn script(offer: &Offer<'_>) -> String {
    // What no shell can take is no path.
    let program = shlex::try_quote(offer.program).unwrap_or_default();
    format!("#!/bin/sh\n{MARK}{NOTE}\nexec {program} {ARGUMENTS} \"$@\"\n")
}

fn nemo_action(offer: &Offer<'_>) -> String {
    let Offer { program, names, .. } = offer;
    let (types, names) = (TYPES.join(";"), keys("Name", names, |named| named.name));
    let comments = keys("Comment", offer.names, |named| named.comment);
    let program = quoted(program);
    format!(
        "[Nemo Action]\n{MARK}{NOTE}\nActive=true\n{names}{comments}Exec={program} {ARGUMENTS} %F\nIcon-Name={ICON}\n\
         Selection=notnone\nMimetypes={types};\nQuote=double\n"
    )
}

/// KDE Frameworks, Service Menus.
fn service_menu(offer: &Offer<'_>) -> String {
    let types = TYPES.join(";");
    let names = keys("Name", offer.names, |named| named.name);
    format!(
        "[Desktop Entry]\n{MARK}{NOTE}\nType=Service\nX-KDE-ServiceTypes=KonqPopupMenu/Plugin\nMimeType={types};\n\
         Actions=untrace;\nX-KDE-Priority=TopLevel\n\n[Desktop Action untrace]\n{names}Icon={ICON}\nExec={} {ARGUMENTS} %F\n",
        quoted(offer.program)
    )
}

/// Thunar, Customizing the Send To Menu.
fn send_to(offer: &Offer<'_>) -> String {
    let types = TYPES.join(";");
    let (names, comments) = (keys("Name", offer.names, |named| named.name), keys("Comment", offer.names, |named| named.comment));
    format!(
        "[Desktop Entry]\n{MARK}{NOTE}\nType=Application\nVersion=1.0\n{names}{comments}Icon={ICON}\n\
         Exec={} {ARGUMENTS} %F\nMimeType={types};\nTerminal=false\nNoDisplay=true\n",
        quoted(offer.program)
    )
}

/// A key in each language; English is for all others (Desktop Entry Specification, Localized values for keys).
fn keys(key: &str, names: &[Named], word: fn(&Named) -> &'static str) -> String {
    let line = |named: &Named| match named.code {
        "en" => format!("{key}={}\n", word(named)),
        code => format!("{key}[{code}]={}\n", word(named)),
    };
    names.iter().map(line).collect()
}

/// A path as an argument (Desktop Entry Specification, The Exec key): in quotes, with a backslash before what is special in
/// them, another before each backslash for the value, and two per cent signs for one.
fn quoted(program: &str) -> String {
    let escaped: String = program
        .chars()
        .map(|c| match c {
            '"' | '`' | '$' => format!("\\\\{c}"),
            '\\' => "\\\\\\\\".to_owned(),
            '%' => "%%".to_owned(),
            _ => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_is_one_argument_whatever_is_in_it() {
        assert_eq!(quoted("/usr/bin/untrace"), r#""/usr/bin/untrace""#);
        assert_eq!(quoted(r#"/a b/50% $x`"\"#), r#""/a b/50%% \\$x\\`\\"\\\\""#);
    }
}
