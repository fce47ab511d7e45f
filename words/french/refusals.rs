//! Why a file has no copy, as the file itself is the reason, and what to do about it. A file is masculine, whatever it is called.

use untrace_core::base::{Error, Limit, Malformed, Place, Unsupported};
use untrace_core::model::codec_name;
use untrace_core::sniff::{self, Foreign};
use untrace_core::verify::Doubt;

use super::numbers::number;
use super::obstacles::io_error;
use crate::lang::French;
use crate::printable::printable;
use crate::refusals::{Advice, Refusals};

const EXPORT_AGAIN: &str = "Exportez-le de nouveau depuis le téléphone.";
const SAVE_AGAIN: &str =
    "Ouvrez-le dans une application photo, enregistrez-le sous un autre nom, puis nettoyez le nouveau fichier.";
const SAVE_ELSEWHERE: &str =
    "Ouvrez-le dans une autre application, enregistrez-le sous un autre nom, puis nettoyez le nouveau fichier.";
const SAVE_VIDEO_AGAIN: &str =
    "Ouvrez-le dans une application vidéo, enregistrez-le sous un autre nom, puis nettoyez le nouveau fichier.";
const EXPORT_JPEG: &str = "Exportez-le en JPEG, puis nettoyez le JPEG.";
const REPORT: &str = "C’est une erreur d’untrace\u{a0}: merci de la signaler, sans envoyer le fichier.";

impl Refusals for French {
    fn refused(&self, error: &Error) -> Advice {
        self::error(error)
    }

    fn doubted(&self, doubt: &Doubt) -> Advice {
        self::doubt(doubt)
    }

    fn bug(&self) -> Advice {
        advice("a fait échouer untrace", REPORT)
    }

    fn not_copied(&self, name: &str, advice: &Advice) -> String {
        format!("{name} {}\u{202f}; non copié. {}", advice.trouble, advice.remedy)
    }

    fn not_checked(&self, name: &str, advice: &Advice) -> String {
        format!("{name} {}\u{202f}; non examiné. {}", advice.trouble, advice.remedy)
    }
}

fn error(error: &Error) -> Advice {
    match error {
        Error::Malformed { what, place } => malformed(*what, place),
        Error::Unsupported { what, place } => unsupported(*what, place),
        Error::Limit { what, place } => limit(*what, place),
        Error::Io(error) => advice(format!("est illisible ({})", io_error(error)), "Vérifiez l’état du disque, puis réessayez."),
    }
}

/// `à l’octet 81 920, dans APP1/Exif`.
fn at(place: &Place) -> String {
    let byte = number(place.at);
    if place.path.is_empty() {
        format!("à l’octet\u{a0}{byte}")
    } else {
        format!("à l’octet\u{a0}{byte}, dans {}", printable(&place.path))
    }
}

fn malformed(what: Malformed, place: &Place) -> Advice {
    let at = at(place);
    let cut_off = |why| format!("est tronqué {at} ({why})");
    let damaged = |why| format!("est endommagé {at} ({why})");
    match what {
        Malformed::CutOff => advice(format!("est tronqué {at}"), EXPORT_AGAIN),
        Malformed::Empty => advice("est vide", EXPORT_AGAIN),
        Malformed::NoEndOfImage => advice(cut_off("pas de marqueur de fin d’image"), EXPORT_AGAIN),
        Malformed::NoEnd => advice(cut_off("pas de bloc IEND"), EXPORT_AGAIN),
        Malformed::NoMovie => advice(cut_off("pas de boîte moov"), EXPORT_AGAIN),
        Malformed::NoFrame => advice(format!("ne contient aucune image complète ({at})"), EXPORT_AGAIN),
        Malformed::NoPrimaryItem => advice(format!("ne contient aucune image à afficher ({at})"), EXPORT_AGAIN),
        Malformed::NoTrack => advice("ne contient ni image ni son", "Vérifiez s’il se lit, ou exportez-le de nouveau."),
        Malformed::SecondFrame => advice(damaged("un deuxième en-tête d’image"), SAVE_AGAIN),
        Malformed::StrangeScan => advice(damaged("un balayage qui ne fait pas partie de l’image"), SAVE_AGAIN),
        Malformed::UnexpectedMarker => advice(damaged("un marqueur mal placé"), SAVE_AGAIN),
        Malformed::SegmentLength => advice(damaged("une longueur qui ne correspond pas au contenu"), SAVE_AGAIN),
        Malformed::ChunkLength => advice(damaged("une longueur erronée"), SAVE_AGAIN),
        Malformed::ChunkType => advice(damaged("ce n’est pas un bloc"), SAVE_AGAIN),
        Malformed::Crc => advice(damaged("une somme de contrôle erronée"), EXPORT_AGAIN),
        Malformed::ChunkOrder => advice(damaged("un bloc mal placé"), SAVE_AGAIN),
        Malformed::UnexpectedBlock => advice(damaged("un bloc qui n’a pas lieu d’être"), SAVE_AGAIN),
        Malformed::BoxSize => advice(damaged("une boîte de taille erronée"), EXPORT_AGAIN),
        Malformed::SecondBox => advice(damaged("une boîte en double, alors qu’une seule est permise"), SAVE_VIDEO_AGAIN),
        Malformed::SecondItem => advice(damaged("un élément inscrit deux fois"), EXPORT_AGAIN),
        Malformed::SampleTable => advice(damaged("ses tables se contredisent"), SAVE_VIDEO_AGAIN),
        Malformed::ColourTable => advice(damaged("sa table de couleurs est illisible"), SAVE_VIDEO_AGAIN),
        Malformed::SampleOutside => advice(damaged("des images ou du son hors des données prévues"), EXPORT_AGAIN),
        Malformed::CodedSample => {
            advice(damaged("des images ou du son qui enfreignent les règles de leur codec"), SAVE_VIDEO_AGAIN)
        }
        Malformed::ItemOutside => advice(damaged("des données absentes du fichier"), EXPORT_AGAIN),
        Malformed::ItemData => advice(damaged("des données de longueur erronée"), SAVE_AGAIN),
        Malformed::Codestream => advice(damaged("pas d’en-tête d’image valable"), EXPORT_AGAIN),
        Malformed::SecondTag => advice(damaged("une balise présente deux fois"), SAVE_AGAIN),
        Malformed::TagValue => advice(damaged("une balise avec des nombres qu’elle ne peut pas avoir"), SAVE_AGAIN),
        Malformed::Overlap => advice(damaged("l’image et d’autres données se chevauchent"), SAVE_AGAIN),
        Malformed::Sidecar => advice("est endommagé, ou n’est pas ce que dit son nom", "Ne le publiez pas."),
        Malformed::Undecided => advice(format!("contient quelque chose qu’untrace n’a pas su identifier {at}"), REPORT),
        Malformed::Unrecognised => advice(
            "n’est pas vraiment une photo ni une vidéo, malgré son nom",
            "Ouvrez-le pour voir ce que c’est, ou exportez-le de nouveau.",
        ),
    }
}

fn unsupported(what: Unsupported, place: &Place) -> Advice {
    let at = at(place);
    match what {
        Unsupported::Format(name) => foreign(name),
        Unsupported::Hierarchical => {
            advice(format!("est un JPEG hiérarchique ({at}), qu’untrace ne sait pas nettoyer"), SAVE_AGAIN)
        }
        Unsupported::Protected => advice(
            format!("est protégé contre la copie ({at}), et untrace ne sait pas nettoyer les vidéos protégées"),
            "Filmez vous-même, ou demandez une version sans protection à la personne qui l’a fait.",
        ),
        Unsupported::Codec(codec) => {
            let codec = codec_name(codec);
            advice(
                format!("contient des images ou du son au codec {codec} ({at}), où untrace ne sait pas chercher de traces"),
                format!(
                    "Enregistrez-le en H.264 ou HEVC avec AAC. Si vous savez que l’appareil n’y cache rien, --trust-codec {codec} le copie tel quel."
                ),
            )
        }
        Unsupported::EntryBox(codec, kind) => {
            let codec = codec_name(codec);
            let kind = printable(&untrace_core::containers::bmff::name(kind));
            advice(
                format!("a un élément inconnu, {kind}, dans la description de sa piste {codec} ({at})"),
                format!("{SAVE_VIDEO_AGAIN} Si vous savez que rien ne s’y cache, --trust-codec {codec} le copie tel quel."),
            )
        }
        Unsupported::ExternalMedia => advice(
            format!("a son image ou sa piste sonore dans un autre fichier ({at})"),
            "Enregistrez-le en un seul fichier, puis nettoyez ce fichier.",
        ),
        Unsupported::SharedSample => {
            advice(format!("utilise les mêmes octets pour l’image ou le son et pour une piste cachée ({at})"), SAVE_VIDEO_AGAIN)
        }
        Unsupported::FragmentPlace => advice(
            format!("contient des images ou du son que l’on ne trouve qu’au moyen d’une piste cachée ({at})"),
            SAVE_VIDEO_AGAIN,
        ),
        Unsupported::CompressedMovie => {
            advice(format!("a un index compressé ({at}), qu’untrace ne sait pas nettoyer"), SAVE_VIDEO_AGAIN)
        }
        Unsupported::ItemType => advice(format!("est codé d’une façon qu’untrace ne connaît pas ({at})"), EXPORT_JPEG),
        Unsupported::ItemMetadata => advice(format!("a des métadonnées à l’intérieur de l’image codée ({at})"), EXPORT_JPEG),
        Unsupported::EssentialProperty => advice(format!("dépend d’une propriété qu’untrace ne connaît pas ({at})"), EXPORT_JPEG),
        Unsupported::MetaLayout => {
            advice(format!("n’a pas assez de place pour la version sans traces de ses listes ({at})"), EXPORT_JPEG)
        }
        Unsupported::MinimizedImage => {
            advice(format!("est écrit dans la forme courte de HEIF ({at}), qu’untrace ne sait pas nettoyer"), EXPORT_JPEG)
        }
        Unsupported::NamedLayers => advice(format!("a du texte à l’intérieur de l’image codée ({at})"), EXPORT_JPEG),
        Unsupported::HiddenPicture => advice(
            format!("a une seconde image, qu’aucun logiciel n’affiche, à l’intérieur de l’image codée ({at})"),
            SAVE_ELSEWHERE,
        ),
        Unsupported::ColourProfile => advice(
            format!("a un profil de couleurs qu’untrace ne sait pas nettoyer sans changer les couleurs ({at})"),
            SAVE_AGAIN,
        ),
        Unsupported::ByteStream => advice(format!("range ses images comme pour la télédiffusion ({at})"), SAVE_VIDEO_AGAIN),
        Unsupported::Cropped(shown, whole) => advice(
            format!(
                "ne montre qu’une partie de son image, {}\u{a0}×\u{a0}{} pixels sur {}\u{a0}×\u{a0}{}, et contient encore le reste",
                shown.0, shown.1, whole.0, whole.1
            ),
            "Ouvrez-le, enregistrez le recadrage dans un nouveau fichier, puis nettoyez ce nouveau fichier.",
        ),
        Unsupported::Compression => {
            advice(format!("a une image codée d’une façon qu’untrace ne sait pas examiner ({at})"), SAVE_AGAIN)
        }
        Unsupported::CameraName => advice(
            format!(
                "est une photo brute que les logiciels développent d’après le nom de l’appareil ({at})\u{a0}: sans lui, la copie serait différente"
            ),
            EXPORT_JPEG,
        ),
        Unsupported::CodedExtension => {
            advice(format!("a, dans l’image ou le son, des données qu’untrace ne sait pas examiner ({at})"), SAVE_VIDEO_AGAIN)
        }
        Unsupported::CodedEnd => advice(
            format!(
                "a du texte dans l’image ou le son codés, ou à leur suite ({at}), et untrace ne sait pas où ils se terminent"
            ),
            SAVE_ELSEWHERE,
        ),
        Unsupported::CriticalChunk => advice(format!("dépend d’un bloc étranger à la norme PNG ({at})"), SAVE_AGAIN),
    }
}

/// A file in a format that is not cleaned.
fn foreign(name: &str) -> Advice {
    let (what, remedy) = match sniff::foreign(name) {
        Foreign::Picture => (
            format!("est une image au format {name}, qu’untrace ne sait pas encore nettoyer"),
            "Exportez-la d’abord en JPEG ou en PNG.",
        ),
        Foreign::Raw => {
            (format!("est une photo brute au format {name}, qu’untrace ne sait pas nettoyer"), "Exportez-la d’abord en JPEG.")
        }
        Foreign::Video => (
            format!("est une vidéo au format {name}, qu’untrace ne sait pas nettoyer"),
            "Convertissez-la en MP4, puis nettoyez le MP4.",
        ),
        Foreign::Camcorder => (
            format!("est une vidéo au format {name}, qu’untrace ne sait pas nettoyer"),
            "Convertissez-la en MP4 en la réencodant (une simple copie des flux garderait la date et le lieu), puis nettoyez le MP4.",
        ),
        Foreign::Document => (
            format!("est un document au format {name}, qu’untrace ne sait pas nettoyer"),
            "Exportez d’abord en JPEG ou en PNG ce que vous voulez montrer.",
        ),
        Foreign::Archive => {
            (format!("est une archive au format {name}"), "Décompressez-la d’abord, puis nettoyez ce qu’elle contient.")
        }
    };
    advice(what, remedy)
}

fn limit(what: Limit, place: &Place) -> Advice {
    let what = match what {
        Limit::BlockBytes => "a un bloc trop grand pour être lu",
        Limit::InflatedBytes => "a un bloc qui devient trop grand une fois décompressé",
        Limit::Elements => "a bien plus d’éléments qu’une vraie photo ou vidéo",
        Limit::Work => "demanderait bien plus de temps d’examen qu’une vraie photo ou vidéo",
        Limit::Memory => "demanderait bien plus de mémoire qu’une vraie photo ou vidéo",
    };
    advice(format!("{what} ({})", at(place)), SAVE_ELSEWHERE)
}

fn doubt(doubt: &Doubt) -> Advice {
    let seen = match doubt {
        Doubt::Unreadable(error) => format!("le fichier copié {}", self::error(error).trouble),
        Doubt::StillThere { id, place } => format!("{} s’y trouvait encore {}", printable(&id.to_string()), at(place)),
        Doubt::NotFinal => "un second nettoyage la changerait".to_owned(),
        Doubt::MediaChanged { at } => format!("image ou son différents de l’original à l’octet\u{a0}{}", number(*at)),
        Doubt::Unexplained { at } => format!("un fichier nettoyé n’a pas un tel octet\u{a0}{}", number(*at)),
        Doubt::SecondEyes { parser, sees } => {
            format!("un second analyseur, {parser}, y a trouvé «\u{a0}{}\u{a0}»", printable(sees))
        }
        Doubt::NotDecoded => "il y a du texte dans l’image codée ou à sa suite".to_owned(),
        Doubt::Needle { id } => format!("le texte de {} s’y trouvait encore", printable(&id.to_string())),
        Doubt::KeptChanged => "elle ne dit pas ce qui devait être conservé".to_owned(),
        Doubt::PixelsChanged => "elle ne montre pas la même image".to_owned(),
    };
    // A copy that cannot be read back is the disk's fault.
    let remedy =
        if matches!(doubt, Doubt::Unreadable(Error::Io(_))) { "Vérifiez l’état du disque, puis réessayez." } else { REPORT };
    advice(format!("a été nettoyé, mais sa copie n’a pas passé le contrôle ({seen})"), remedy)
}

fn advice(trouble: impl Into<String>, remedy: impl Into<String>) -> Advice {
    Advice { trouble: trouble.into(), remedy: remedy.into() }
}
