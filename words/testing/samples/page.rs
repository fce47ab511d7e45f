//! Samples of what stands on the page in a browser.

use crate::each;
use crate::testing::each::COUNTS;
use crate::{Counted, Lang, Text};

/// What was said about what.
#[must_use]
pub fn sentences(lang: Lang) -> Vec<(String, String)> {
    let words = lang.one_file();
    let mut said: Vec<(String, String)> =
        Text::ALL.iter().map(|text| (text.name().to_owned(), words.text(*text).to_owned())).collect();
    for n in COUNTS {
        let counted = each!(Counted {
            Summary { copies: n, without: n, others: n },
            SaveCopies(n),
            ShareCopies(n),
            ShowMore(n),
            More(n),
        });
        said.extend(counted.into_iter().map(|counted| (format!("{counted:?}"), words.counted(counted))));
    }
    said.push(("itself".to_owned(), words.itself().to_owned()));
    said
}
