//! Samples of what is said about a file. Names contain `zz`, so that they can be found again.

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::{Category, Crop};
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use crate::Lang;
use crate::each;
use crate::testing::each::COUNTS;

/// What was said about what, in a language.
#[must_use]
pub fn sentences(lang: Lang) -> Vec<(String, String)> {
    let words = lang.one_file();
    let mut said: Vec<(String, String)> = Vec::new();
    for category in Category::ALL {
        said.push((format!("{category:?}"), words.category(*category).to_owned()));
        said.push((format!("numbers of {category:?}"), words.numbers(*category).to_owned()));
    }
    said.extend(Part::ALL.iter().map(|it| (format!("{it:?}"), words.part(*it).to_owned())));
    said.push(("may tell".to_owned(), words.may_tell(Category::ALL, Part::ALL)));
    let treatments = each!(Treatment { Stay, Rewrite, Remove, Refuse });
    let fates = treatments.into_iter().flat_map(|it| [true, false].map(|keep| (it, keep)));
    said.extend(fates.map(|(it, keep)| (format!("{it:?}, {keep}"), words.field_fate(it, keep).to_owned())));
    said.extend(Shows::ALL.iter().map(|it| (format!("{it:?}"), words.preview(*it).to_owned())));
    for n in COUNTS {
        said.extend([
            (format!("{n} bytes"), words.bytes(n)),
            (format!("size of {n}"), words.size(n)),
            (format!("{n} faces"), words.faces(n)),
            (format!("{n} pictures"), words.small_pictures(n)),
        ]);
    }
    for text in ["2024:08:03 21:07:44", "2024-05-01T12:30:00Z", "2024-08-03T21:09:12+0200", "20240512"] {
        said.push((text.to_owned(), words.moment(&Moment::of_text(text).unwrap())));
    }
    let fix = Fix::of_decimals("48.8566, -2.3522").unwrap();
    said.extend([("fix".to_owned(), words.position(&fix)), ("half".to_owned(), words.coordinate(fix.longitude))]);
    said.extend([true, false].map(|sound| (format!("video, {sound}"), words.video(sound).to_owned())));
    let names = ["zz-a".to_owned(), "zz-b".to_owned(), "zz-c".to_owned()];
    said.extend((0..=3).map(|n| (format!("beside {n}"), words.beside(names.get(..n).unwrap_or_default()))));
    said.extend([
        ("crop label".to_owned(), words.crop_label().to_owned()),
        ("crop".to_owned(), words.cropped(Crop { shown: (1200, 900), whole: (4000, 3000) })),
        ("notes".to_owned(), words.notes_about_video().to_owned()),
        ("perhaps".to_owned(), words.perhaps_label().to_owned()),
        ("perhaps zz".to_owned(), words.perhaps("zz")),
        ("parts".to_owned(), words.parts(&names)),
        ("label".to_owned(), words.labelled("zz-label", "zz")),
        ("quoted".to_owned(), words.quoted("zz")),
    ]);
    said
}

/// Numbers with their units: some are written the same everywhere.
#[must_use]
pub fn measures(lang: Lang) -> Vec<(String, String)> {
    Measure::ALL.iter().map(|it| (format!("{it:?}"), lang.one_file().measure(*it, "12"))).collect()
}
