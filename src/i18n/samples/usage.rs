//! Samples of what is said to a person who types. Names contain `zz`, so that they can be found again.

use strum::VariantArray;
use untrace_core::model::Category;

use crate::i18n::language::Spoken;
use crate::i18n::usage::{Help, Manual, Meant, Menus, Mistyped, Opening, Placeholder};
use crate::menus::FileManager;
use untrace_words::Lang;
use untrace_words::each;

/// What was said about what, in a language. Help is on one line here, without what scripts type.
pub(in crate::i18n) fn sentences(lang: Lang) -> Vec<(String, String)> {
    let words = lang.words();
    let one_line = |text: &str| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // Patterns and values appear as they are typed.
    let typed = ["{a,b}", ".thumbnails", "*, ?, **", "*,\u{a0}?,\u{a0}**", "sidecars"];
    let help = |key: Help| {
        let text = one_line(&words.help(key).replace('\n', " ")).replace(", '2 weeks'", "");
        typed.iter().fold(text, |text, typed| text.replace(typed, "zz"))
    };
    let mut said: Vec<(String, String)> = Help::VARIANTS.iter().map(|key| (format!("{key:?}"), help(*key))).collect();
    let text = |text: &str| text.to_owned();
    let some = || vec![text("zz-a"), text("zz-b")];
    let mistyped = each!(Mistyped {
        NoOption(text("--zz")),
        NoPlace(text("zz")),
        NoCommand(text("zz")),
        Twice(text("--zz")),
        Conflict(text("--zz"), some()),
        Missing(some()),
        NoValue(text("--zz <ZZ>")),
        WrongValue(text("zz"), text("--zz <ZZ>"), Some(text("zz-why"))),
        NeedlessValue(text("zz"), text("--zz")),
        NoText,
        Other,
    });
    said.extend(mistyped.iter().map(|it| (format!("{it:?}"), words.mistyped(it))));
    let meant = each!(Meant {
        Everything,
        One(Category::Location),
        OriginalsStay,
        Folders,
        AsTheyAre,
        Command("check"),
        Option("--rename", Help::Rename),
        Elsewhere("check"),
    });
    said.extend(meant.into_iter().map(|it| (format!("{it:?}"), words.meant(it))));
    let openings = each!(Opening { Usage, Error, Tip });
    said.extend(openings.into_iter().map(|it| (format!("{it:?}"), format!("{} zz", words.opening(it)))));
    let menus = each!(Menus {
        Added(FileManager::VARIANTS.to_vec()),
        Removed(FileManager::VARIANTS.to_vec()),
        NothingToRemove,
        NoFileManager,
        Elsewhere,
        Foreign(text("zz")),
        Failed(text("zz"), std::io::ErrorKind::NotFound.into()),
    });
    said.extend(menus.iter().map(|it| (format!("{it:?}"), words.menus(it))));
    said.extend(words.offer().map(|it| (text("offer"), text(it))));
    said.extend([
        (text("meant"), words.did_you_mean(&some())),
        (text("default"), words.default_value("zz")),
        (text("possible"), words.possible_values(&some())),
        (text("a name"), words.as_a_name("zz")),
        (text("drag"), words.drag_here().replace('\n', " ")),
        (text("enter"), words.press_enter().to_owned()),
        (text("more"), words.more_in_help().to_owned()),
        (text("moment"), words.no_moment().to_owned()),
        (text("language"), words.no_language(&some())),
        (text("jobs"), words.no_jobs().to_owned()),
        (text("codec"), words.no_codec().to_owned()),
    ]);
    said
}

/// Placeholders for values, and headings of manuals: some are the same everywhere.
pub(in crate::i18n) fn placeholders(lang: Lang) -> Vec<&'static str> {
    let all = each!(Placeholder { Path, Dir, File, Categories, Words, Glob, When, How, Number, Codec });
    let headings = each!(Manual { Whole, Name, Synopsis, Description, SeeAlso });
    let headings = headings.into_iter().map(|it| lang.words().manual(it));
    all.into_iter().map(|it| lang.words().placeholder(it)).chain(headings).collect()
}
