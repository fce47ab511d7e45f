//! First lines, and headings.

use crate::i18n::ending::{Amount, Heading, Met, Title};
use crate::i18n::french::media::files;
use crate::i18n::together::Media;
use untrace_core::model::Category;
use untrace_words::french::numbers::{count, number};

pub(super) fn amount(amount: Amount) -> String {
    files(amount.count, amount.media)
}

/// All of them: `les photos`.
pub(super) const fn kinds(media: Media) -> &'static str {
    match media {
        Media::Photos => "les photos",
        Media::Videos => "les vidéos",
        Media::Both | Media::Posts => "les photos et les vidéos",
    }
}

/// `11 photos, 1 Live Photo, 1 vidéo`.
fn met(met: Met) -> String {
    let parts =
        [(met.photos, "photo", "photos"), (met.live_photos, "Live Photo", "Live Photos"), (met.videos, "vidéo", "vidéos")];
    let parts = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many));
    parts.collect::<Vec<_>>().join(", ")
}

/// Whether the participle about all of them is in the plural.
const fn is_many(met: Met) -> bool {
    met.photos.saturating_add(met.live_photos).saturating_add(met.videos) > 1
}

fn companions(files: u64) -> String {
    count(files, "fichier associé", "fichiers associés")
}

pub(super) fn title(title: Title) -> String {
    match title {
        Title::NotReached => "Arrêt avant la première photo ou vidéo.".to_owned(),
        Title::NoneReadable => "Aucune photo ni vidéo qu’untrace sache lire.".to_owned(),
        Title::None => "Aucune photo ni vidéo trouvée.".to_owned(),
        Title::Met(some) => met(some),
        Title::Earlier(some) => {
            let have = if some.count < 2 {
                "a une copie d’un passage précédent"
            } else {
                "ont des copies d’un passage précédent"
            };
            format!("Rien de nouveau\u{a0}: {} {have}.", amount(some))
        }
        Title::UpToDate(there, without) => {
            let have = if there.count < 2 { "a déjà sa copie sans traces" } else { "ont déjà leur copie sans traces" };
            let rest = match without {
                0 => String::new(),
                1 => ", 1\u{a0}n’en a pas".to_owned(),
                many => format!(", {}\u{a0}n’en ont pas", number(many)),
            };
            format!("Rien de nouveau\u{a0}: {} {have}{rest}.", amount(there))
        }
        Title::New(fresh, there) => {
            let have = if there < 2 { "avait déjà sa copie sans traces" } else { "avaient déjà leur copie sans traces" };
            format!("Nouveau\u{a0}: {}. {}\u{a0}{have}.", amount(fresh), number(there))
        }
        Title::Checked(some, beside, unchecked) => {
            let beside = if beside == 0 { String::new() } else { format!(", et {}", companions(beside)) };
            match unchecked {
                0 => format!("{} {}{beside}", met(some), if is_many(some) { "examinées" } else { "examinée" }),
                some_not => {
                    let not = count(some_not, "n’a pas pu être examinée", "n’ont pas pu être examinées");
                    format!("{}, dont {not}{beside}", met(some))
                }
            }
        }
        Title::CompanionsChecked(files) => {
            format!("{} {}", companions(files), if files < 2 { "examiné" } else { "examinés" })
        }
    }
}

pub(super) fn heading(heading: &Heading) -> String {
    match heading {
        Heading::GiveAway(media) => format!("Ce que révèlent {}", kinds(*media)),
        Heading::GaveAway(media) => format!("Ce que révélaient {}", kinds(*media)),
        Heading::Hidden => "Caché dans les fichiers".to_owned(),
        Heading::Kept => "Ce que vous avez demandé de garder".to_owned(),
        Heading::NotCopied(files) => format!("Sans copie ({})", number(*files)),
        Heading::Copies => "Copies sans traces".to_owned(),
        Heading::StandardOutput => "Sortie standard".to_owned(),
        Heading::Found(category, files) => format!("{} ({})", found(*category), amount(*files)),
        Heading::Perhaps(files) => format!("Peut-être davantage ({})", amount(*files)),
    }
}

const fn found(category: Category) -> &'static str {
    match category {
        Category::Location => "Où",
        Category::Date => "Quand",
        Category::People => "Qui",
        Category::Motion => "Vidéos cachées",
        Category::Preview => "Aperçus",
        Category::Id => "Numéros de série et identifiants",
        Category::Camera => "Appareil ou téléphone",
        Category::Text => "Légendes et commentaires",
        Category::Software => "Applications",
        Category::Panorama => "Vue à 360°",
        Category::Other => "Données inconnues",
    }
}
