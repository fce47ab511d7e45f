//! What `--help` says.

use crate::i18n::Help;

pub(super) const fn text(key: Help) -> &'static str {
    match key {
        Help::About => "Copie vos photos et vidéos sans les données qui révèlent le lieu, la date, l’appareil ou les personnes.",
        Help::Page => page(),
        Help::After => {
            "\
Code de retour\u{a0}: 0 chaque photo ou vidéo a sa copie, prouvée sans
traces\u{202f}; 1 au moins une a été refusée ou a échoué\u{202f}; 2 commande incorrecte, ou
fichier introuvable."
        }
        Help::AfterCheck => {
            "\
Code de retour\u{a0}: 0 rien de ce qui compte n’a été trouvé\u{202f}; 1 un fichier n’a pas
pu être lu\u{202f}; 2 commande incorrecte, ou fichier introuvable\u{202f}; 3 quelque chose qui
compte a été trouvé."
        }
        Help::AfterReport => {
            "\
Code de retour\u{a0}: 0 tout a été lu\u{202f}; 1 un fichier n’a pas pu être lu, ou la page
n’a pas pu être écrite\u{202f}; 2 commande incorrecte, ou fichier introuvable."
        }
        Help::AfterWatch => {
            "\
Code de retour, celui du dernier passage avant l’arrêt\u{a0}: 0 chaque photo ou vidéo
a sa copie, prouvée sans traces\u{202f}; 1 au moins une a été refusée ou a
échoué\u{202f}; 2 commande incorrecte."
        }
        Help::Help => "Afficher cette aide",
        Help::ArgumentsGroup => "Arguments\u{a0}",
        Help::FilesGroup => "Fichiers à traiter\u{a0}",
        Help::CopiesGroup => "Destination des copies\u{a0}",
        Help::OriginalsGroup => "Remplacement des originaux\u{a0}",
        Help::KeepingGroup => "Ce qui est gardé\u{a0}",
        Help::NamingGroup => "Noms des copies\u{a0}",
        Help::ReportGroup => "Messages\u{a0}",
        Help::MachineGroup => "Sûreté et rapidité\u{a0}",
        Help::PageGroup => "La page\u{a0}",
        Help::Clean => "Créer des copies sans traces\u{202f}; c’est ce que fait untrace sans commande",
        Help::Watch => "Nettoyer tout ce qui arrive dans des dossiers, jusqu’à ce que vous l’arrêtiez",
        Help::Check => "Montrer ce que révèlent photos et vidéos, et les fichiers qui les accompagnent\u{202f}; ne rien écrire",
        Help::Report => {
            "Montrer ce qu’un inconnu apprendrait de toutes les photos et vidéos réunies (domicile, école, habitudes, voyages)"
        }
        Help::Fields => "Donner la liste des champs connus\u{a0}: ce qu’ils révèlent, et ce qu’ils deviennent",
        Help::FieldsJson => "Écrire une ligne de JSON par champ",
        Help::Paths => {
            "Photos et vidéos, ou dossiers qui en contiennent\u{202f}; avec -, une seule est lue sur l’entrée standard, et sa copie est \
             écrite sur la sortie standard"
        }
        Help::CheckPaths => {
            "Photos et vidéos, ou dossiers qui en contiennent\u{202f}; avec -, une seule est lue sur l’entrée standard"
        }
        Help::ReportPaths => "Photos et vidéos, ou dossiers qui en contiennent",
        Help::WatchPaths => "Dossiers à surveiller, avec tous leurs sous-dossiers",
        Help::FilesFrom => {
            "Lire aussi des chemins dans un fichier, un par ligne\u{202f}; - est l’entrée standard. Avec -o, chaque copie garde le \
             chemin indiqué dans la liste"
        }
        Help::ReadFilesFrom => "Lire aussi des chemins dans un fichier, un par ligne\u{202f}; - est l’entrée standard",
        Help::Null => "Les chemins de --files-from se terminent par un octet nul, comme les écrit «\u{a0}find -print0\u{a0}»",
        Help::Hidden => "Traiter aussi les fichiers et dossiers cachés, comme .trashed-* et .thumbnails",
        Help::ExpectFiles => {
            "Terminer avec le code 1 si un dossier ne contient ni photo ni vidéo\u{a0}: par exemple si un téléphone n’est pas branché"
        }
        Help::Exclude => {
            "Laisser de côté ce qui correspond à un motif (*,\u{a0}?,\u{a0}**, [a-z], {a,b}\u{202f}; majuscules et minuscules sont \
             confondues)\u{a0}: sans /, il est comparé à chaque nom\u{202f}; avec un /, au chemin à partir du dossier indiqué. Un dossier \
             qui correspond est laissé de côté avec tout son contenu"
        }
        Help::Include => "Seulement ce qui correspond à un motif",
        Help::Since => "Seulement les fichiers modifiés depuis\u{a0}: 2026-11-01, 2026-11-01T18:00, 7d",
        Help::Output => "Dossier des copies [par défaut\u{a0}: P-clean à côté de P, a-clean.jpg à côté de a.jpg]",
        Help::WatchOutput => "Dossier des copies [par défaut\u{a0}: P-clean à côté de P]",
        Help::DryRun => "Montrer ce qui serait fait, sans rien écrire",
        Help::Force => "Remplacer les copies existantes qui diffèrent",
        Help::Update => {
            "Remplacer les copies précédentes qui seraient différentes aujourd’hui, parce que l’original, les options ou \
             untrace ont changé. Seulement celles qu’untrace a écrites et que personne n’a modifiées depuis"
        }
        Help::Prune => {
            "Supprimer les copies dont l’original n’existe plus. Seulement celles qu’untrace a écrites et que personne n’a \
             modifiées depuis"
        }
        Help::InPlace => {
            "Remplacer les originaux eux-mêmes par des copies sans traces, chacune vérifiée auparavant. Une confirmation est \
             demandée. Sans --trash, ce qui est supprimé est perdu définitivement"
        }
        Help::Yes => "Remplacer les originaux sans demander de confirmation",
        Help::Trash => "Mettre les originaux à la corbeille au lieu de les remplacer définitivement",
        Help::BreakLinks => {
            "Remplacer aussi un fichier qui a d’autres noms sur le disque (liens physiques), mais sous ce nom seulement"
        }
        Help::ExtractMotion => "Écrire aussi les vidéos cachées dans les photos, sans leurs traces\u{a0}: IMG_1234.motion.mp4",
        Help::CropGuard => {
            "Que faire d’une photo ou d’une vidéo qui contient encore ce qu’un recadrage masque\u{a0}: la copier et le dire, \
             comme sans cette option, ou la refuser"
        }
        Help::Keep => {
            "Garder ceci dans les copies et supprimer tout le reste. Ce qui est gardé est réécrit, jamais recopié tel quel"
        }
        Help::Only => {
            "Supprimer seulement ceci et garder le reste de la liste. Les numéros de série, les aperçus et les données \
             inconnues sont toujours supprimés"
        }
        Help::Rename => {
            "Donner aux copies des noms neutres, numérotés dans l’ordre de prise de vue\u{a0}: photo-0001.jpg, video-0002.mp4, \
             album-01"
        }
        Help::NameMap => {
            "Écrire aussi les anciens et les nouveaux noms dans un fichier JSON, hors des copies et pour vous seul\u{202f}; il est \
             complété à chaque fois"
        }
        Help::Window => {
            "Montrer l’avancement et le résultat dans une fenêtre plutôt que dans le terminal, et proposer d’ouvrir le dossier\u{a0}: \
             pour les menus des gestionnaires de fichiers"
        }
        Help::Integrate => {
            "Ajouter «\u{a0}Créer une copie sans traces\u{a0}» aux menus que les gestionnaires de fichiers montrent au clic droit (Linux)"
        }
        Help::AfterIntegrate => {
            "\
Code de sortie\u{a0}: 0 c’est fait\u{202f}; 1 un fichier n’a pas pu être écrit ou supprimé,
ou aucun gestionnaire de fichiers connu n’est là\u{202f}; 2 commande incorrecte, ou pas
sur ce système."
        }
        Help::IntegrateRemove => "Supprimer ces entrées de menus",
        Help::FixExtension => "Donner aux copies l’extension qui convient à leur contenu\u{a0}: un JPEG nommé .HEIC devient .jpg",
        Help::Json => "Écrire sur la sortie standard une ligne de JSON par fichier, et une pour l’ensemble",
        Help::ReportJson => "Écrire sur la sortie standard un objet JSON pour l’ensemble des fichiers",
        Help::WatchJson => "Écrire sur la sortie standard une ligne de JSON par fichier, et une par passage",
        Help::Log => {
            "Ajouter la dernière ligne du compte rendu, avec l’heure, à un fichier hors des copies\u{202f}; également avec --quiet et \
             avec le code de retour 2"
        }
        Help::ReadLog => {
            "Ajouter la dernière ligne du compte rendu, avec l’heure, à un fichier\u{202f}; également avec --quiet et avec le code de \
             retour 2"
        }
        Help::Quiet => "N’afficher que ce qui n’a pas pu être copié",
        Help::ReadQuiet => "N’afficher que ce qui n’a pas pu être lu",
        Help::Verbose => "Afficher ce qu’est devenu chaque fichier, et tout ce qu’il contenait",
        Help::CheckVerbose => "Afficher tout ce qui a été trouvé dans chaque fichier, avec les valeurs",
        Help::ReportVerbose => "Nommer chaque fichier qui n’a pas pu être lu, et dire comment le système limite untrace",
        Help::Color => "Quand utiliser des couleurs",
        Help::Lang => "Langue de tous les messages [par défaut\u{a0}: celle du système, sinon l’anglais]",
        Help::Wait => {
            "Attendre la touche Entrée à la fin, pour une fenêtre qui se fermerait (sous Windows, c’est le cas si untrace a la sienne)"
        }
        Help::FailOn => {
            "Ce qui donne le code de retour 3, séparé par des virgules\u{a0}: location, date, people, motion, preview, id, camera, \
             text, software, panorama, other, sidecars, names [par défaut\u{a0}: tout sauf panorama et names]"
        }
        Help::KeptAlready => "Afficher ceci sans le compter\u{a0}: pour des copies faites avec «\u{a0}clean --keep\u{a0}»",
        Help::ShowValues => "Afficher aussi ce que contenaient les champs supprimés\u{202f}; ne partagez pas une telle liste",
        Help::PageFile => {
            "Écrire dans un fichier une page avec des cartes et des emplois du temps. Elle fonctionne hors connexion et n’est \
             que pour vous"
        }
        Help::OpenPage => "Ouvrir la page dans votre navigateur",
        Help::Thumbnails => "Montrer sur la page de petites images de chaque lieu",
        Help::Jobs => "Nombre de fichiers traités en même temps [par défaut\u{a0}: un par processeur]",
        Help::Strict => {
            "Traiter comme des erreurs les documents et archives trouvés parmi les photos (PDF, SVG, ZIP), au lieu de les \
             laisser de côté"
        }
        Help::ReadStrict => {
            "Compter comme illisibles les documents et archives trouvés parmi les photos (PDF, SVG, ZIP), au lieu de les laisser \
             de côté"
        }
        Help::TrustCodec => {
            "Copier sans l’examiner l’image ou le son codés ainsi (par exemple apac)\u{202f}; sinon, ces vidéos sont refusées"
        }
        Help::ReadTrustCodec => {
            "Accepter sans l’examiner l’image ou le son codés ainsi (par exemple apac)\u{202f}; sinon, ces vidéos comptent comme \
             illisibles"
        }
        Help::Verify => {
            "Vérifications supplémentaires de chaque copie\u{a0}: comparer chaque octet d’image et de son, même au-delà de 64\u{a0}Mio \
             (full), ou en plus décoder les deux images et les comparer (pixels)"
        }
        Help::Recheck => "Tout relire, même ce qui n’a pas changé depuis la dernière fois",
        Help::NoSync => {
            "Ne pas attendre que les copies soient bien enregistrées sur le disque\u{a0}: plus rapide, mais une coupure de courant \
             peut laisser des fichiers vides"
        }
        Help::Sandbox => {
            "Demander au système de limiter untrace aux fichiers nécessaires avant qu’il n’en ouvre un seul\u{a0}: si possible \
             (auto), ou sinon ne pas démarrer (require)"
        }
    }
}

/// What people need, in lines that fit a terminal of 80 columns. Each option is one line; anything missing here is
/// in the help of a command.
const fn page() -> &'static str {
    "\
Copie vos photos et vidéos sans les données qui révèlent le lieu, la date,
l’appareil ou les personnes. Sauf avec --in-place, l’original reste intact.

Utilisation\u{a0}: untrace <CHEMIN>... [OPTIONS]
              untrace <COMMANDE> <CHEMIN>... [OPTIONS]

Exemples\u{a0}:
  untrace Photos                    Copies sans traces, dans Photos-clean
  untrace Photos -o Album --rename  Dans Album, sous des noms neutres
  untrace check Photos              Ce qu’elles révèlent\u{202f}; n’écrit rien

Commandes\u{a0}:
  clean      Créer des copies sans traces\u{202f}; la commande par défaut
  check      Montrer ce que révèlent photos, vidéos et fichiers associés
  report     Montrer ce qu’un inconnu apprendrait de l’ensemble
  watch      Nettoyer tout ce qui arrive dans un dossier, jusqu’à l’arrêt
  fields     Donner la liste des champs connus, et ce qu’ils deviennent
  integrate  Nettoyer d’un clic droit dans le gestionnaire de fichiers (Linux)
  help       Afficher toutes les options d’une commande\u{a0}: untrace help clean

Options courantes\u{a0}:
  -o, --output <DOSSIER>  Dossier des copies [par défaut\u{a0}: P-clean à côté de P]
  -n, --dry-run           Montrer ce qui serait fait, sans rien écrire
      --update            Remplacer les copies qui ne sont plus à jour
      --keep <QUOI,...>   Garder location, date, camera, people, text, software
      --only <QUOI,...>   Supprimer seulement ceci, garder le reste de la liste
      --rename            Noms neutres\u{a0}: photo-0001.jpg, video-0002.mp4
      --hidden            Traiter aussi les fichiers et dossiers cachés
      --json              Pour les scripts\u{a0}: une ligne de JSON par fichier
  -q, --quiet             N’afficher que ce qui n’a pas pu être copié
  -v, --verbose           Afficher ce qu’est devenu chaque fichier
      --lang <fr|en>      Langue [par défaut\u{a0}: du système, sinon l’anglais]
  -h, --help              Cette page\u{202f}; toutes les options\u{a0}: untrace clean --help
  -V, --version           La version

Code de retour\u{a0}: 0 chaque photo ou vidéo a sa copie, prouvée sans
traces\u{202f}; 1 au moins une a été refusée ou a échoué\u{202f}; 2 commande incorrecte, ou
fichier introuvable\u{202f}; 3 check a trouvé quelque chose qui compte."
}
