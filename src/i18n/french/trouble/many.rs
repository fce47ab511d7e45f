//! What is wrong with many files at once.

use crate::outcome::Outdated;
use untrace_words::french::lists::and;
use untrace_words::french::numbers::number;

/// That a sentence about one file is also true of others.
pub(super) fn same_with(first: &str, others: u64, names: &[String]) -> String {
    let files = if others < 2 { "autre fichier" } else { "autres fichiers" };
    format!(
        "{first} Même genre de problème pour {}\u{a0}{files}, dont {} (--verbose les donne tous).",
        number(others),
        and(names.iter().cloned()),
    )
}

/// Why earlier copies would be different now.
pub(super) fn outdated(why: Outdated, files: u64) -> String {
    let count = number(files);
    let (copies, replaces) = if files < 2 {
        ("copie d’un passage précédent a été faite", "--update la remplace")
    } else {
        ("copies de passages précédents ont été faites", "--update les remplace")
    };
    match why {
        Outdated::Original if files < 2 => format!("{count}\u{a0}original a changé depuis sa copie\u{a0}: {replaces}."),
        Outdated::Original => format!("{count}\u{a0}originaux ont changé depuis leur copie\u{a0}: --update remplace les copies."),
        Outdated::Options => format!("{count}\u{a0}{copies} avec d’autres options\u{a0}: {replaces}."),
        Outdated::Program => {
            format!("{count}\u{a0}{copies} par une autre version d’untrace, qui a pu y laisser davantage\u{a0}: {replaces}.")
        }
    }
}
