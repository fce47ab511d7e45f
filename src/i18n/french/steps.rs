//! Advice beyond cleaning, and who gives it. It says only what its source says: CNIL's guide on sharing pictures of one's
//! child, its page on the right to erasure, Act 2024-120, e-Enfance.

use crate::i18n::together::{Counsel, Step};

const GUIDE: &str = "CNIL, «\u{a0}Partage de photos et vidéos de votre enfant sur les réseaux sociaux\u{a0}: quels sont les risques\u{202f}?\u{a0}»";

pub(super) const fn step(step: Step) -> Counsel {
    match step {
        Step::Faces => Counsel {
            title: "Pas de visages, ou des visages cachés",
            text: "De dos, de loin, seulement les mains\u{202f}; ou masquez le visage avant de publier.",
            source: GUIDE,
        },
        Step::NamesInPicture => Counsel {
            title: "Ni école ni club à l’image",
            text: "Un portail, un badge, un maillot ou une plaque de rue disent où trouver votre enfant. Aucun logiciel de nettoyage ne les enlève de l’image.",
            source: GUIDE,
        },
        Step::Later => Counsel {
            title: "Plus tard, et d’ailleurs",
            text: "Publier depuis le lieu même dit où vous êtes, et que la maison est vide. Publiez une fois de retour.",
            source: "untrace\u{202f}; c’est ce qui découle de cette page",
        },
        Step::FewPeople => Counsel {
            title: "Peu de monde, en message privé",
            text: "Envoyez les photos par messagerie privée ou par courriel plutôt que de les publier. Fermez votre compte aux inconnus et faites le tri parmi ceux qui vous suivent.",
            source: GUIDE,
        },
        Step::Ask => Counsel {
            title: "Demandez à votre enfant et à l’autre parent",
            text: "Les parents protègent en commun le droit à l’image de leur enfant et l’associent à la décision, selon son âge et son degré de maturité.",
            source: "Loi n\u{b0}\u{a0}2024-120 du 19\u{a0}février 2024\u{202f}; Code civil, article 372-1",
        },
        Step::Erase => Counsel {
            title: "Faites effacer ce qui est déjà publié",
            text: "Demandez l’effacement au réseau ou au site\u{a0}: c’est un droit. Sans réponse au bout d’un mois, vous pouvez saisir la CNIL.",
            source: "CNIL, «\u{a0}Le droit à l’effacement\u{a0}»",
        },
        Step::Help => Counsel {
            title: "Une image est détournée\u{a0}: le 3018",
            text: "Pour les enfants et les parents, gratuit et confidentiel\u{202f}; le 3018 peut faire supprimer des contenus.",
            source: "3018, association e-Enfance",
        },
    }
}
