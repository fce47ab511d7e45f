//! The help, and what was mistyped.

use super::{help, meant, menus};
use crate::i18n::language::French;
use crate::i18n::usage::{Help, Manual, Meant, Menus, Mistyped, Opening, Placeholder, Usage};
use untrace_words::french::lists::or;

impl Usage for French {
    fn did_you_mean(&self, words: &[String]) -> String {
        let words = match words {
            [others @ .., last] if !others.is_empty() => format!("{} ou {last}", others.join(", ")),
            words => words.concat(),
        };
        format!("vouliez-vous dire {words}\u{202f}?")
    }

    fn meant(&self, meant: Meant) -> String {
        meant::advice(meant)
    }

    fn help(&self, key: Help) -> &'static str {
        help::text(key)
    }

    fn placeholder(&self, placeholder: Placeholder) -> &'static str {
        match placeholder {
            Placeholder::Path => "CHEMIN",
            Placeholder::Dir => "DOSSIER",
            Placeholder::File => "FICHIER",
            Placeholder::Categories => "QUOI,...",
            Placeholder::Words => "MOTS",
            Placeholder::Glob => "MOTIF",
            Placeholder::When => "QUAND",
            Placeholder::How => "COMMENT",
            Placeholder::Number => "N",
            Placeholder::Codec => "NOM",
        }
    }

    fn manual(&self, manual: Manual) -> &'static str {
        match manual {
            Manual::Whole => "Commandes",
            Manual::Name => "Nom",
            Manual::Synopsis => "Synopsis",
            Manual::Description => "Description",
            Manual::SeeAlso => "Voir aussi",
        }
    }

    fn default_value(&self, value: &str) -> String {
        format!("[par défaut\u{a0}: {value}]")
    }

    fn possible_values(&self, values: &[String]) -> String {
        format!("[valeurs possibles\u{a0}: {}]", values.join(", "))
    }

    fn mistyped(&self, mistyped: &Mistyped) -> String {
        match mistyped {
            Mistyped::NoOption(typed) => format!("il n’y a pas d’option {} ici", quoted(typed)),
            Mistyped::NoPlace(typed) => format!("{} est de trop", quoted(typed)),
            Mistyped::NoCommand(typed) => format!("il n’y a pas de commande {}", quoted(typed)),
            Mistyped::Twice(option) => format!("{} ne peut être utilisé qu’une fois", quoted(option)),
            Mistyped::Conflict(option, others) if others.is_empty() => {
                format!("{} ne peut pas être utilisé avec les autres options", quoted(option))
            }
            Mistyped::Conflict(option, others) => {
                format!("{} ne peut pas être utilisé avec {}", quoted(option), all_quoted(others))
            }
            Mistyped::Missing(what) => format!("il manque {}", all_quoted(what)),
            Mistyped::NoValue(option) => format!("il manque une valeur à {}", quoted(option)),
            Mistyped::WrongValue(option, typed, None) => {
                format!("{} n’est pas une valeur de {}", quoted(typed), quoted(option))
            }
            Mistyped::WrongValue(option, typed, Some(why)) => {
                format!("{} n’est pas une valeur de {}\u{a0}: {why}", quoted(typed), quoted(option))
            }
            Mistyped::NeedlessValue(option, typed) => {
                format!("{} ne prend pas de valeur\u{a0}: retirez {}", quoted(option), quoted(typed))
            }
            Mistyped::NoText => "une valeur contient des octets qui ne sont pas du texte (UTF-8)".to_owned(),
            Mistyped::Other => "ces arguments ne vont pas ensemble".to_owned(),
        }
    }

    fn as_a_name(&self, name: &str) -> String {
        format!("si c’est le nom d’un fichier, faites-le précéder de deux tirets\u{a0}: -- {name}")
    }

    fn opening(&self, opening: Opening) -> &'static str {
        match opening {
            Opening::Usage => "Utilisation\u{a0}:",
            Opening::Error => "erreur\u{a0}:",
            Opening::Tip => "conseil\u{a0}:",
        }
    }

    fn drag_here(&self) -> &'static str {
        "Pour nettoyer des photos et des vidéos, faites-les glisser sur le programme\n\
         untrace, seules ou dans leur dossier, puis relâchez. Les copies sans traces\n\
         se placent à côté, et les originaux restent tels quels. Dans un terminal,\n\
         untrace --help montre tout ce que le programme sait faire."
    }

    fn press_enter(&self) -> &'static str {
        "Appuyez sur Entrée pour fermer cette fenêtre."
    }

    fn more_in_help(&self) -> &'static str {
        "Pour en savoir plus, essayez «\u{a0}--help\u{a0}»."
    }

    fn no_moment(&self) -> &'static str {
        "indiquez un jour, une heure ou une durée du passé, comme 2026-11-01, 2026-11-01T18:00 ou 7d"
    }

    fn no_language(&self, known: &[String]) -> String {
        format!("indiquez {}", or(known.iter().cloned()))
    }

    fn no_jobs(&self) -> &'static str {
        "indiquez un nombre entier de 1 à 256"
    }

    fn no_codec(&self) -> &'static str {
        "indiquez quatre lettres, ou 0x suivi de huit chiffres hexadécimaux"
    }

    fn offer(&self) -> [&'static str; 2] {
        ["Créer une copie sans traces", "Sans le lieu, le moment, l’appareil ni les personnes de la prise de vue"]
    }

    fn menus(&self, menus: &Menus) -> String {
        menus::said(menus)
    }
}

fn quoted(typed: &str) -> String {
    format!("«\u{a0}{typed}\u{a0}»")
}

fn all_quoted(typed: &[String]) -> String {
    typed.iter().map(|typed| quoted(typed)).collect::<Vec<_>>().join(", ")
}
