//! What is said of arguments that are wrong, in either language: all that clap finds, and no word of its own.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use textwrap::core::display_width;

use crate::env::{Env, UNTRACE};

/// Words that clap has for all of this, and that no sentence in French has.
const OF_CLAP: &[&str] = &[
    "error",
    "Usage",
    "tip",
    "unexpected",
    "unrecognized",
    "subcommand",
    "invalid",
    "required",
    "cannot",
    "multiple",
    "possible values",
    "default",
    "more information",
    "similar",
    "exists",
    "provided",
    "supplied",
    "value",
    "argument",
    "found",
    "the ",
    "with",
    "UTF-8 was",
    "PATH",
    "FILE",
    "DIR",
];

/// Wrong usage, by what is wrong, and a part of what is said of it in English and in French.
const WRONG: &[(&[&str], &str, &str)] = &[
    (&["P", "--nonsense"], "there is no option '--nonsense' here", "il n’y a pas d’option «\u{a0}--nonsense\u{a0}» ici"),
    (&["P", "--nonsense"], "two dashes before it: -- --nonsense", "de deux tirets\u{a0}: -- --nonsense"),
    (&["P", "--renam"], "did you mean --rename?", "vouliez-vous dire --rename\u{202f}?"),
    (&["P", "--strip"], "removed by default", "supprimé par défaut"),
    (&["P", "--threads", "4"], "use --jobs: How many files", "utilisez --jobs\u{a0}: Nombre de fichiers"),
    (&["check", "P", "--force"], "that is an option of `untrace clean`", "c’est une option d’«\u{a0}untrace clean\u{a0}»"),
    (&["--nonsense", "--help"], "there is no option '--nonsense'", "pas d’option «\u{a0}--nonsense\u{a0}»"),
    (&["fields", "word"], "'word' is one word too many", "«\u{a0}word\u{a0}» est de trop"),
    (&["help", "chekc"], "there is no command 'chekc'", "pas de commande «\u{a0}chekc\u{a0}»"),
    (&["help", "chekc"], "did you mean check?", "vouliez-vous dire check\u{202f}?"),
    (&["P", "-o", "a", "-o", "b"], "'--output' can only be used once", "«\u{a0}--output\u{a0}» ne peut être utilisé qu’une fois"),
    (&["P", "--keep", "date", "--only", "text"], "'--keep' cannot be used with '--only'", "utilisé avec «\u{a0}--only\u{a0}»"),
    (
        &["P", "--in-place", "--force", "--prune"],
        "used with '--force', '--prune'",
        "avec «\u{a0}--force\u{a0}», «\u{a0}--prune\u{a0}»",
    ),
    (&["clean"], "'<PATH>...' is missing", "il manque «\u{a0}<CHEMIN>...\u{a0}»"),
    (&["clean"], "Usage: untrace clean [OPTIONS] [PATH]...", "Utilisation\u{a0}: untrace clean [OPTIONS] [CHEMIN]..."),
    (&["P", "--name-map", "x"], "'--rename' is missing", "il manque «\u{a0}--rename\u{a0}»"),
    (&["report", "P", "--open"], "'--output <FILE>' is missing", "il manque «\u{a0}--output <FICHIER>\u{a0}»"),
    (&["P", "-o"], "'--output' needs a value", "il manque une valeur à «\u{a0}--output\u{a0}»"),
    (&["P", "--verify"], "[possible values: full, pixels]", "[valeurs possibles\u{a0}: full, pixels]"),
    (&["P", "--verify", "perhaps"], "'perhaps' is not a value for '--verify'", "n’est pas une valeur de «\u{a0}--verify\u{a0}»"),
    (&["P", "--keep", "locaton"], "did you mean location?", "vouliez-vous dire location\u{202f}?"),
    (&["P", "--color", "maybe"], "[possible values: auto, always, never]", "[valeurs possibles\u{a0}: auto, always, never]"),
    (&["check", "P", "--fail-on", "x"], "software, panorama, other, sidecars, names]", "panorama, other, sidecars, names]"),
    (&["P", "-j", "0"], "give a whole number from 1 to 256", "indiquez un nombre entier de 1 à 256"),
    (&["P", "-j", "many"], "give a whole number from 1 to 256", "indiquez un nombre entier de 1 à 256"),
    (&["P", "--since", "yesterday"], "a duration in the past", "une durée du passé"),
    (&["P", "--trust-codec", "toolong"], "give four letters", "indiquez quatre lettres"),
    (&["P", "--json=1"], "'--json' takes no value: leave out '1'", "«\u{a0}--json\u{a0}» ne prend pas de valeur\u{a0}: retirez"),
];

/// What is said, in lines that fit, and without the breaks between them.
#[track_caller]
fn said<S: AsRef<OsStr>>(env: &Env, args: &[S], locale: &str) -> String {
    let ran = env.run(UNTRACE, args).variable("LC_ALL", locale).go().exits(2).writes(&[]);
    assert_eq!(ran.stdout, "");
    for line in ran.stderr.lines() {
        assert!(display_width(line) <= 80 && !line.ends_with(' '), "{line}");
    }
    ran.stderr.split(['\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Every option that a text names.
fn options(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.filter(|word| word.starts_with("--") && word.len() > 2).collect()
}

#[test]
fn what_is_wrong_is_said_in_the_language_of_who_typed_it() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for (args, english, french) in WRONG {
        let (in_english, in_french) = (said(&env, args, "en_GB.UTF-8"), said(&env, args, "fr_FR.UTF-8"));
        assert!(in_english.starts_with("error: ") && in_english.contains(english), "{args:?}: {in_english}");
        assert!(in_french.starts_with("erreur\u{a0}: ") && in_french.contains(french), "{args:?}: {in_french}");
        assert!(in_english.ends_with("For more information, try '--help'."), "{in_english}");
        assert!(in_french.ends_with("essayez «\u{a0}--help\u{a0}»."), "{in_french}");
        assert_eq!(options(&in_english), options(&in_french), "{args:?}");
        for word in OF_CLAP {
            assert!(!in_french.contains(word), "{args:?}: {word:?} in {in_french}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_said_to_be_none() {
    let env = Env::with_photos(&["P/a.jpg"]);
    let args: Vec<OsString> = vec!["P".into(), "--exclude".into(), OsStr::from_bytes(b"a\xFFb").into()];
    assert!(said(&env, &args, "C").contains("bytes that are not text (UTF-8)"));
    assert!(said(&env, &args, "fr").contains("octets qui ne sont pas du texte (UTF-8)"));
}

#[test]
fn what_was_typed_cannot_steer_the_terminal() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for args in [["P", "--verify=a\u{1b}[2Jb\nc"], ["P", "--non\u{1b}[2Jsense\nc"], ["P", "-j\u{202e}4"], ["help", "a\u{7}b"]] {
        for locale in ["en", "fr"] {
            let said = said(&env, &args, locale);
            assert!(said.contains("\\u{") && !said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
        }
    }
}
