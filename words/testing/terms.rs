//! What things are called, so that the same thing has the same name everywhere: one row for each, with words to avoid for it.
//! A translator adds a column, and the tests check every sentence against it.

use crate::Lang;

/// A thing, what it is called, and what it is not.
#[derive(Debug)]
pub struct Term {
    english: &'static str,
    french: &'static str,
    not_english: &'static [&'static str],
    not_french: &'static [&'static str],
}

impl Term {
    /// Words that a language avoids for it.
    pub const fn avoided(&self, lang: Lang) -> &'static [&'static str] {
        match lang {
            Lang::English => self.not_english,
            Lang::French => self.not_french,
        }
    }

    /// What a language calls it.
    pub const fn word(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::English => self.english,
            Lang::French => self.french,
        }
    }
}

const fn term(
    [english, french]: [&'static str; 2],
    not_english: &'static [&'static str],
    not_french: &'static [&'static str],
) -> Term {
    Term { english, french, not_english, not_french }
}

/// All of them.
pub const TERMS: &[Term] = &[
    term(
        ["clean copy", "copie sans traces"],
        &["sanitised", "sanitized"],
        &["copie propre", "copies propres", "copie nettoyée", "copies nettoyées"],
    ),
    term(["original", "original"], &["source file"], &["fichier source"]),
    term(["photo", "photo"], &["photograph"], &["photographie", "cliché"]),
    term(["companion file", "fichier associé"], &["sidecar"], &["sidecar", "fichier annexe", "fichier compagnon"]),
    term(["preview", "aperçu"], &["thumbnail"], &["vignette", "miniature", "thumbnail"]),
    term(["serial number", "numéro de série"], &[], &["numéro de serie"]),
    term(["caption", "légende"], &[], &["sous-titre"]),
    term(["metadata", "métadonnées"], &["meta-data"], &["metadata", "méta-données"]),
    term(["folder", "dossier"], &["directory", "directories"], &["répertoire"]),
    term(["file name", "nom de fichier"], &["filename"], &[]),
    term(["app", "application"], &[], &["appli "]),
    term(["phone", "téléphone"], &["smartphone"], &["smartphone", "portable", "mobile"]),
    term(["post", "publier"], &[], &["poster ", "uploader"]),
    term(["left out", "laissé de côté"], &["skipped"], &["ignoré", "sauté", "omis"]),
    term(["give away", "révéler"], &["leak"], &["fuite", "divulguer"]),
    term(["trash", "corbeille"], &["recycle bin"], &["poubelle"]),
    term(["an earlier run", "un passage précédent"], &["previous run"], &["exécution", "run précédent"]),
];
