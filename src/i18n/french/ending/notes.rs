//! Sentences about the rest.

use super::titles::amount;
use crate::i18n::ending::Note;
use untrace_core::model::Category;
use untrace_words::french::lists::{and, and_more, or};
use untrace_words::french::numbers::{count, number};

/// The plural begins at two.
const fn one_or(files: u64, one: &'static str, many: &'static str) -> &'static str {
    if files < 2 { one } else { many }
}

/// `2 fichiers laissés de côté`.
fn left_out(files: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(files, one, many), one_or(files, "laissé de côté", "laissés de côté"))
}

fn companions(files: u64) -> String {
    count(files, "fichier associé", "fichiers associés")
}

pub(super) fn note(note: &Note) -> String {
    match note {
        Note::Unkept(n) => format!(
            "{} pas de place pour une partie de ce que vous vouliez garder\u{202f}; {}.",
            count(*n, "fichier n’a", "fichiers n’ont"),
            one_or(*n, "sa copie s’en passe", "leurs copies s’en passent")
        ),
        Note::Names(n, categories) => names(*n, categories),
        Note::NamesByHand(n, categories) => {
            let rename = one_or(*n, "Renommez la copie avant de la publier", "Renommez les copies avant de les publier");
            format!("{}. {rename}.", revealing(*n, categories))
        }
        Note::Companions(n) => format!(
            "{} (.json de Google, .aae d’Apple, .xmp, ._*) {}\u{a0}: {} contenir des lieux et des noms.",
            companions(*n),
            one_or(*n, "n’a pas été copié", "n’ont pas été copiés"),
            one_or(*n, "il peut", "ils peuvent")
        ),
        Note::NotMedia(n) => format!(
            "{}\u{a0}: {}.",
            left_out(*n, "autre fichier", "autres fichiers"),
            one_or(*n, "ce n’est ni une photo ni une vidéo", "ce ne sont ni des photos ni des vidéos")
        ),
        Note::Pages(n) => format!(
            "{}\u{a0}: {}.",
            count(*n, "page d’untrace report laissée de côté", "pages d’untrace report laissées de côté"),
            one_or(*n, "elle est privée", "elles sont privées")
        ),
        Note::Excluded(n) => format!("{} par --exclude ou --include.", left_out(*n, "fichier", "fichiers")),
        Note::Older(n) => {
            format!("{}\u{a0}: {} que --since.", left_out(*n, "fichier", "fichiers"), one_or(*n, "plus ancien", "plus anciens"))
        }
        Note::Archives(n) => format!(
            "{}. Décompressez-{} d’abord, puis nettoyez {}.",
            count(*n, "archive laissée de côté", "archives laissées de côté"),
            one_or(*n, "la", "les"),
            one_or(*n, "ce qu’elle contient", "ce qu’elles contiennent")
        ),
        Note::MayTell(n, named) => format!(
            "{} qui {} contenir des lieux\u{a0}: {}.",
            left_out(*n, "fichier", "fichiers"),
            one_or(*n, "peut", "peuvent"),
            and_more(named, *n)
        ),
        Note::HiddenFiles(n) => format!(
            "{}. Ajoutez --hidden pour {}.",
            left_out(*n, "fichier ou dossier caché", "fichiers ou dossiers cachés"),
            one_or(*n, "l’inclure", "les inclure")
        ),
        Note::Links(n) => format!("{}.", left_out(*n, "lien ou fichier spécial", "liens ou fichiers spéciaux")),
        Note::Outputs(n) => {
            format!("{}.", left_out(*n, "dossier ou copie d’un passage précédent", "dossiers ou copies d’un passage précédent"))
        }
        Note::NotReached(n) => format!(
            "Arrêt avant la fin\u{a0}: {}. Relancez la même commande pour faire le reste.",
            count(*n, "fichier n’a pas été examiné", "fichiers n’ont pas été examinés")
        ),
        Note::HdrLost(n) => format!(
            "{} car {} données HDR ne suivent pas la norme.",
            count(*n, "photo HDR enregistrée comme une photo ordinaire,", "photos HDR enregistrées comme des photos ordinaires,"),
            one_or(*n, "ses", "leurs")
        ),
        Note::Flat(n) => format!(
            "{} à plat. Ajoutez --keep panorama pour garder la vue à 360°.",
            count(*n, "image à 360° s’affichera", "images à 360° s’afficheront")
        ),
        Note::MadeWhole(n) => format!(
            "{} à la fin\u{202f}; {}.",
            count(*n, "fichier était incomplet", "fichiers étaient incomplets"),
            one_or(*n, "sa copie est complète", "leurs copies sont complètes")
        ),
        Note::CutOff(n, tenths) => format!(
            "{} encore {}{},{}\u{a0}{} au montage\u{a0}: le reste ne peut pas être lu sans cela.",
            count(*n, "vidéo contient", "vidéos contiennent"),
            one_or(*n, "", "jusqu’à "),
            number(tenths / 10),
            tenths % 10,
            if *tenths < 20 { "seconde de film coupée" } else { "secondes de film coupées" }
        ),
        Note::Cropped { files: n, named, has_copies } => {
            let files = if *has_copies {
                count(*n, "copie contient encore", "copies contiennent encore")
            } else {
                count(*n, "fichier contient", "fichiers contiennent")
            };
            format!(
                "{files} une partie de l’image masquée par le recadrage, qu’on peut faire réapparaître\u{a0}: {}. \
                 Pour qu’elle disparaisse, ouvrez {}, enregistrez le recadrage dans un nouveau fichier, puis nettoyez celui-ci.",
                and_more(named, *n),
                one_or(*n, "l’image", "chaque image")
            )
        }
        Note::Corrected(n) => format!(
            "{} une mauvaise extension\u{202f}; {} la bonne.",
            count(*n, "fichier avait", "fichiers avaient"),
            one_or(*n, "sa copie a", "leurs copies ont")
        ),
        Note::Misnamed(n, named) => misnamed(*n, named),
        Note::EarlierCopies(n) => {
            format!("{} d’un passage précédent.", count(*n, "autre copie est là,", "autres copies sont là,"))
        }
        Note::Gone(n) => format!(
            "{}. --prune {} supprime.",
            count(*n, "copie n’a plus d’original", "copies n’ont plus d’original"),
            one_or(*n, "la", "les")
        ),
        Note::Pruned { copies, dry_run } => format!(
            "{} {}.",
            count(*copies, "copie dont l’original n’existe plus", "copies dont l’original n’existe plus"),
            removed(*copies, *dry_run)
        ),
        Note::Renamed { copies, dry_run } => format!(
            "{} de nom\u{202f}; {} {}.",
            count(*copies, "copie change", "copies changent"),
            one_or(*copies, "celle sous l’ancien nom", "celles sous les anciens noms"),
            removed(*copies, *dry_run)
        ),
        Note::Others(n, named) => format!(
            "{} sans venir de ce passage\u{a0}: {}. Regardez-{} avant de publier.",
            count(*n, "fichier s’y trouve", "fichiers s’y trouvent"),
            and_more(named, *n),
            one_or(*n, "le", "les")
        ),
        Note::ForeignUnchecked(n) => format!(
            "{} dans un format qu’untrace ne sait pas examiner\u{a0}: on ne sait rien {}.",
            count(*n, "fichier est", "fichiers sont"),
            one_or(*n, "de lui", "d’eux")
        ),
        Note::Unchecked(some) => format!(
            "{} {}\u{a0}: on ne sait rien {}.",
            amount(*some),
            one_or(some.count, "n’a pas pu être examinée", "n’ont pas pu être examinées"),
            one_or(some.count, "d’elle", "d’elles")
        ),
        Note::CompanionsUnread(n) => format!(
            "{} {}\u{a0}: on ne sait rien {}.",
            companions(*n),
            one_or(*n, "n’a pas pu être lu", "n’ont pas pu être lus"),
            one_or(*n, "de lui", "d’eux")
        ),
        Note::PartlyUnread(n) => {
            format!("{} quelque chose qui n’a pas pu être lu.", count(*n, "fichier contient", "fichiers contiennent"))
        }
        Note::Uncompared(some) => format!(
            "{} {} à l’image\u{202f}; {} montrer ce qui a été coupé au recadrage.",
            amount(*some),
            one_or(some.count, "a un aperçu qui n’a pas été comparé", "ont des aperçus qui n’ont pas été comparés"),
            one_or(some.count, "il peut", "ils peuvent")
        ),
        Note::CompanionsTell(n) => format!(
            "{} une partie de tout cela\u{202f}; untrace ne les copie jamais.",
            count(*n, "fichier associé révèle", "fichiers associés révèlent")
        ),
        Note::More => "Ajoutez --verbose pour la liste complète, fichier par fichier.".to_owned(),
    }
}

const fn removed(copies: u64, dry_run: bool) -> &'static str {
    match (dry_run, copies) {
        (true, 0 | 1) => "serait supprimée",
        (true, _) => "seraient supprimées",
        (false, 0 | 1) => "a été supprimée",
        (false, _) => "ont été supprimées",
    }
}

/// `12 noms de fichiers révèlent une date, un appareil ou une application.`
fn names(files: u64, categories: &[Category]) -> String {
    format!("{}. Ajoutez --rename pour donner aux copies des noms neutres.", revealing(files, categories))
}

/// `2 noms de fichiers révèlent une date ou un appareil`.
fn revealing(files: u64, categories: &[Category]) -> String {
    let told = categories.iter().map(|category| revealed(*category).to_owned());
    format!("{} {}", count(files, "nom de fichier révèle", "noms de fichiers révèlent"), or(told))
}

const fn revealed(category: Category) -> &'static str {
    match category {
        Category::Location => "un lieu",
        Category::Date => "une date",
        Category::People => "une personne",
        Category::Camera => "un appareil",
        Category::Software => "une application",
        _ => "un numéro",
    }
}

/// `2 fichiers ont une mauvaise extension : a.heic est un JPEG et b.jpg est un PNG. ...`
fn misnamed(files: u64, named: &[(String, &'static str)]) -> String {
    let named: Vec<String> = named.iter().map(|(name, format)| format!("{name} est au format {format}")).collect();
    let shown = match named.as_slice() {
        [] => String::new(),
        [first] if files > 1 => format!(" ({first}, par exemple)"),
        all => format!("\u{a0}: {}", and(all.iter().cloned())),
    };
    let have = count(files, "fichier a", "fichiers ont");
    format!("{have} une mauvaise extension{shown}. Ajoutez --fix-extension pour la corriger dans les copies.")
}
