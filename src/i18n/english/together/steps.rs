//! Advice beyond cleaning, and who gives it. It says only what its source says: CNIL's guide on sharing pictures of one's
//! child, its page on the right to erasure, Act 2024-120, e-Enfance.

use crate::i18n::together::{Counsel, Step};

const GUIDE: &str = "CNIL, guide on sharing photos and videos of your child on social networks";

pub(super) const fn step(step: Step) -> Counsel {
    match step {
        Step::Faces => Counsel {
            title: "No faces, or hidden ones",
            text: "From behind, from afar, only the hands; or cover the face before you post.",
            source: GUIDE,
        },
        Step::NamesInPicture => Counsel {
            title: "No school, no club in the picture",
            text: "A gate, a badge, a shirt or a street sign says where your child can be found. No cleaner can take that out of the picture.",
            source: GUIDE,
        },
        Step::Later => Counsel {
            title: "Later, and from elsewhere",
            text: "What is posted from the place says where you are now, and that nobody is at home. Post when you are back.",
            source: "untrace; it follows from this page",
        },
        Step::FewPeople => Counsel {
            title: "Few people, private messages",
            text: "Send photos by a private message or by e-mail rather than posting them. Close your account to strangers, and look through who follows you.",
            source: GUIDE,
        },
        Step::Ask => Counsel {
            title: "Ask your child, and the other parent",
            text: "In France both parents protect their child\u{2019}s right to their own image together, and the child has a say, by age and maturity.",
            source: "Loi n\u{b0} 2024-120 du 19 f\u{e9}vrier 2024; Code civil, article 372-1",
        },
        Step::Erase => Counsel {
            title: "Get what is already posted removed",
            text: "Ask the network or the site to erase it: in the European Union that is a right. In France, if a month passes without an answer, complain to the CNIL.",
            source: "CNIL, right to erasure (droit \u{e0} l\u{2019}effacement)",
        },
        Step::Help => Counsel {
            title: "Somebody misuses a picture: 3018",
            text: "In France, for children and parents. Free and confidential; they can have content removed.",
            source: "3018, association e-Enfance",
        },
    }
}
