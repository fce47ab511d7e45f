//! What stands on the page in a browser.

use super::numbers::{count, number};
use crate::lang::French;
use crate::page::{Counted, Page, Text};

impl Page for French {
    fn itself(&self) -> &'static str {
        "Français"
    }

    fn text(&self, text: Text) -> &'static str {
        match text {
            Text::PageTitle => "untrace\u{a0}: des photos et des vidéos sans traces",
            Text::Language => "Langue",
            Text::Headline => "Publiez la photo, pas l’endroit où elle a été prise.",
            Text::Lead => {
                "Les photos et les vidéos disent où et quand elles ont été prises, avec quel téléphone, et parfois qui elles montrent. Faites-en des copies qui ne le disent plus, avant de les publier ou de les envoyer."
            }
            Text::ChooseFiles => "Choisir des photos et des vidéos",
            Text::ChooseFolder => "Choisir un dossier",
            Text::DropHere => "Ou déposez des fichiers et des dossiers n’importe où sur cette page.",
            Text::NothingUploaded => "Rien n’est envoyé.",
            Text::StayHere => "Vos photos restent sur cet appareil. Les originaux ne sont jamais modifiés.",
            Text::WhatHappens => "Ce qui arrive à une photo",
            Text::GoesTitle => "Ce qui disparaît",
            Text::Goes => {
                "Le lieu et la date, le téléphone ou l’appareil photo et ses numéros de série, les noms et les visages repérés, les légendes, les aperçus et les vidéos cachés, et tout ce qui n’est pas connu."
            }
            Text::StaysTitle => "Ce qui reste",
            Text::Stays => "L’image avec ses couleurs, et le son des vidéos, exactement comme ils sont.",
            Text::CannotTitle => "Ce qu’aucune copie ne peut cacher",
            Text::Cannot => {
                "Ce qui se voit ou s’entend\u{a0}: les visages, le nom de l’école sur un maillot, une voix. Et ce que le site enregistre quand vous publiez."
            }
            Text::Results => "Vos photos et vos vidéos",
            Text::AddFiles => "Ajouter des fichiers",
            Text::AddFolder => "Ajouter un dossier",
            Text::StartAgain => "Recommencer",
            Text::AtWork => "Les copies sans traces sont en préparation. Les originaux ne sont jamais modifiés.",
            Text::ToCopies => "Aller aux copies",
            Text::EachFile => "Chaque fichier",
            Text::Waiting => "En attente",
            Text::Working => "En cours",
            Text::CopyReady => "Copie sans traces",
            Text::NoCopy => "Pas de copie",
            Text::GivesAway => "Ce que révèle l’original",
            Text::GivesNothing => "L’original ne révèle rien.",
            Text::Perhaps => "peut-être",
            Text::Place => "Un lieu sur une carte",
            Text::StillSays => "Ce que la copie dit encore, parce que l’image en a besoin",
            Text::NothingLeft => "La copie ne dit plus rien de tout cela.",
            Text::Compare => "Avant et après",
            Text::Before => "Avant",
            Text::After => "Après",
            Text::TheOriginal => "L’original",
            Text::TheCopy => "La copie sans traces",
            Text::Close => "Fermer",
            Text::Stopped => {
                "Un problème est survenu avec ce fichier, et il n’a pas été copié. Ne publiez pas l’original à la place."
            }
            Text::TooLong => {
                "Ce fichier prenait trop de temps, et n’a pas été copié. Le programme pour ordinateur y arrivera peut-être."
            }
            Text::NotReached => "Vous avez annulé avant que vienne son tour. Il n’a pas été copié.",
            Text::Unreadable => {
                "Ce fichier ou ce dossier n’a pas pu être lu, et n’a pas été copié. Choisissez-le à nouveau, seul."
            }
            Text::WithoutCopy => "Sans copie\u{a0}:",
            Text::WithoutLead => "Ne publiez pas les originaux à la place.",
            Text::Others => "Ni photos ni vidéos\u{a0}:",
            Text::Bar => "Avancement et copies",
            Text::Progress => "Avancement",
            Text::Cancel => "Annuler",
            Text::NeutralNames => "Noms neutres (photo-0001.jpg)",
            Text::NeutralHint => "Les noms révèlent aussi des choses\u{a0}: des dates, des personnes, des applications.",
            Text::KeptHint => {
                "Les copies gardent les noms des originaux, qui peuvent révéler des dates, des personnes ou des applications."
            }
            Text::Share => "Partager",
            Text::OtherWays => "Autres façons de prendre les copies",
            Text::Save => "Enregistrer",
            Text::AsSingleFiles => "Fichier par fichier",
            Text::AsZip => "Dans un zip",
            Text::IntoFolder => "Dans un dossier",
            Text::PostCopies => "Publiez les copies, pas les originaux.",
            Text::Saving => "Enregistrement…",
            Text::Saved => "Les copies sont dans vos téléchargements.",
            Text::SavedInFolder => "Les copies sont dans le dossier. Rien de ce qui s’y trouvait n’a été remplacé.",
            Text::Shared => "Les copies ont été transmises.",
            Text::NotSaved => "Rien de plus n’a été enregistré.",
            Text::SavingFailed => {
                "Tout n’a pas pu être enregistré. Y a-t-il assez de place, et le navigateur a-t-il le droit d’y écrire\u{202f}?"
            }
            Text::ShareFailed => "Le partage n’a pas fonctionné ici. Enregistrez plutôt les copies.",
            Text::ShareLost => {
                "Ce que vous avez partagé n’est pas arrivé, peut-être parce que c’est trop volumineux. Choisissez plutôt les photos ici."
            }
            Text::CannotStart => {
                "Le programme n’a pas pu démarrer dans ce navigateur. Rechargez la page, ou essayez un navigateur plus récent. Rien n’a été copié."
            }
            Text::CheckTitle => "Comment vérifier que rien n’est envoyé",
            Text::CheckOffline => {
                "Déconnectez-vous\u{a0}: une fois cette page ouverte, coupez le Wi-Fi et la connexion du téléphone. Tout fonctionne comme avant."
            }
            Text::CheckTools => {
                "Observez\u{a0}: ouvrez les outils de développement du navigateur (F12), onglet «\u{a0}Réseau\u{a0}», et faites traiter des photos. Aucune requête ne part avec elles."
            }
            Text::CheckHosted => {
                "Lisez\u{a0}: la Content-Security-Policy de la page, au début de son code, fait refuser au navigateur toute connexion, sauf vers l’endroit d’où vient la page elle-même, auquel seuls les fichiers de la page sont demandés."
            }
            Text::CheckAlone => {
                "Lisez\u{a0}: la Content-Security-Policy au début de ce fichier fait refuser au navigateur toute connexion."
            }
            Text::CheckSum => {
                "Comparez\u{a0}: la somme SHA-256 ci-dessous est celle du programme même qui fonctionne ici. Chaque version publiée l’indique."
            }
            Text::Checksum => "SHA-256 du programme\u{a0}:",
            Text::NoChecksum => "pas disponible dans ce navigateur",
            Text::Credits => "Cartes\u{a0}: Natural Earth.",
        }
    }

    fn counted(&self, counted: Counted) -> String {
        match counted {
            Counted::Summary { copies, without, others } => summary(copies, without, others),
            Counted::SaveCopies(1) => "Enregistrer la copie sans traces".to_owned(),
            Counted::SaveCopies(copies) => format!("Enregistrer {}", count(copies, "copie sans traces", "copies sans traces")),
            Counted::ShareCopies(1) => "Partager la copie sans traces".to_owned(),
            Counted::ShareCopies(copies) => format!("Partager {}", count(copies, "copie sans traces", "copies sans traces")),
            Counted::ShowMore(files) => format!("En afficher {} de plus", number(files)),
            Counted::More(files) => format!("{}\u{a0}de plus", number(files)),
        }
    }
}

/// What all files came to, in up to three sentences.
fn summary(copies: u64, without: u64, others: u64) -> String {
    let copies = match copies {
        0 => "Aucune copie sans traces n’a été faite.".to_owned(),
        1 => "1\u{a0}copie sans traces est prête.".to_owned(),
        many => format!("{}\u{a0}copies sans traces sont prêtes.", number(many)),
    };
    let without = match without {
        0 => String::new(),
        1 => " 1\u{a0}fichier n’a pas de copie.".to_owned(),
        many => format!(" {}\u{a0}fichiers n’ont pas de copie.", number(many)),
    };
    let others = match others {
        0 => String::new(),
        1 => " 1\u{a0}fichier n’est ni une photo ni une vidéo.".to_owned(),
        many => format!(" {}\u{a0}fichiers ne sont ni des photos ni des vidéos.", number(many)),
    };
    copies + &without + &others
}
