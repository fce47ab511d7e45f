//! Samples of what is said at the end of a run. Names contain `zz`, so that they can be found again.

use std::time::Duration;

use untrace_core::base::Moment;
use untrace_core::model::Category;

use crate::discover::Skip;
use crate::i18n::ending::{
    Amount, Became, By, Conclusion, Deed, Done, Heading, Met, Note, Posted, Ran, Row, Title, Told, Window,
};
use crate::i18n::language::Spoken;
use crate::i18n::together::Media;
use crate::outcome::Action;
use untrace_words::Lang;
use untrace_words::each;
use untrace_words::testing::each::COUNTS;

const MEDIA: [Media; 3] = [Media::Photos, Media::Videos, Media::Both];

fn amounts() -> Vec<Amount> {
    MEDIA.iter().flat_map(|media| COUNTS.map(|count| Amount { count, media: *media })).collect()
}

fn titles(n: u64, amount: Amount) -> Vec<Title> {
    let met = Met { photos: n.saturating_add(1), live_photos: n, videos: n };
    each!(Title {
        NotReached,
        NoneReadable,
        None,
        Met(met),
        Earlier(amount),
        UpToDate(amount, n),
        New(amount, n),
        Checked(met, n, n),
        CompanionsChecked(n),
    })
}

fn headings(n: u64, amount: Amount) -> Vec<Heading> {
    let media = amount.media;
    each!(Heading {
        GiveAway(media),
        GaveAway(media),
        Hidden,
        Kept,
        NotCopied(n),
        Copies,
        StandardOutput,
        Found(Category::Id, amount),
        Perhaps(amount),
    })
}

fn rows(n: u64) -> Vec<Row> {
    let deed = Deed::default();
    let day = |text| Moment::of_text(text).unwrap();
    let mut rows = each!(Row {
        Told { category: Category::Location, sure: n, perhaps: n },
        VideosBehind { photos: n, with_sound: n },
        VideoNotes(n),
        HiddenTracks(n),
        StillTold(Category::Date, n),
        Stayed(n),
        Written { copies: n, deed: deed },
        UpToDate(n),
        Span(day("2024:05:11 12:00:00"), day("2024:08:01 12:00:00")),
    });
    for (dry_run, in_place) in [(false, true), (true, false), (true, true)] {
        rows.push(Row::Written { copies: n, deed: Deed { dry_run, in_place, keeps: false } });
    }
    for (sure, perhaps) in [(n, 0), (0, n)] {
        rows.extend(Category::ALL.iter().map(|category| Row::Told { category: *category, sure, perhaps }));
    }
    rows.extend(Category::ALL.iter().map(|category| Row::StillTold(*category, n)));
    rows.push(Row::VideosBehind { photos: n, with_sound: 0 });
    rows
}

fn notes(n: u64, amount: Amount) -> Vec<Note> {
    let names = || vec!["zz-a.gpx".to_owned(), "zz-b.kml".to_owned()];
    let all = Category::ALL.to_vec();
    let mut notes = each!(Note {
        Unkept(n),
        Names(n, all.clone()),
        NamesByHand(n, all),
        Companions(n),
        NotMedia(n),
        Pages(n),
        Excluded(n),
        Older(n),
        Archives(n),
        MayTell(n, names()),
        HiddenFiles(n),
        Links(n),
        Outputs(n),
        NotReached(n),
        HdrLost(n),
        Flat(n),
        MadeWhole(n),
        CutOff(n, 24),
        Cropped { files: n, named: names(), has_copies: true },
        Corrected(n),
        Misnamed(n, vec![("zz-a.heic".to_owned(), "JPEG")]),
        EarlierCopies(n),
        Gone(n),
        Pruned { copies: n, dry_run: false },
        Renamed { copies: n, dry_run: false },
        Others(n, names()),
        ForeignUnchecked(n),
        Unchecked(amount),
        CompanionsUnread(n),
        PartlyUnread(n),
        Uncompared(amount),
        CompanionsTell(n),
        More,
    });
    notes.extend([
        Note::Names(n, vec![Category::Date]),
        Note::Misnamed(2, vec![("zz-a.heic".to_owned(), "JPEG"), ("zz-b.jpg".to_owned(), "PNG")]),
        Note::Pruned { copies: n, dry_run: true },
        Note::Renamed { copies: n, dry_run: true },
        Note::Cropped { files: n, named: names(), has_copies: false },
    ]);
    notes
}

fn conclusions(amount: Amount) -> Vec<Conclusion> {
    let media = amount.media;
    let words = || "location,date".to_owned();
    let posted = each!(Posted { Nothing, File("zz.jpg".to_owned()), In(vec!["zz-Out".to_owned()]), Copies });
    let mut conclusions = each!(Conclusion {
        Replaced(media),
        NotAllReplaced,
        Post(Posted::In(vec!["zz-a".to_owned(), "zz-b".to_owned()]), false),
        NothingCounts(words(), true),
        NothingChecked,
        NothingInChecked,
        NothingButKept(words()),
        NothingButNames,
        Nothing,
        LeaveOut,
        WithoutCompanions(media),
        NotAsTheyAre(amount, true),
    });
    conclusions.push(Conclusion::NotAsTheyAre(amount, false));
    // Nothing is said about a stream, in any language.
    conclusions.extend(posted.into_iter().filter(|posted| *posted != Posted::Nothing).map(|it| Conclusion::Post(it, true)));
    conclusions
}

/// What was said about what, in a language.
pub(crate) fn sentences(lang: Lang) -> Vec<(String, String)> {
    let words = lang.words();
    let mut said = Vec::new();
    for amount in amounts() {
        let n = amount.count;
        said.extend(titles(n, amount).iter().map(|it| (format!("{it:?}"), words.title(it))));
        said.extend(headings(n, amount).iter().map(|it| (format!("{it:?}"), words.heading(it))));
        said.extend(notes(n, amount).iter().map(|it| (format!("{it:?}"), words.note(it))));
        said.extend(conclusions(amount).iter().map(|it| (format!("{it:?}"), words.conclusion(it))));
    }
    for n in COUNTS {
        said.extend(rows(n).iter().map(|it| (format!("{it:?}"), words.row(it))));
        said.push((format!("and {n} more"), words.and_more("zz", n)));
        said.extend([true, false].map(|trash| (format!("replace {n}, {trash}"), words.may_replace(n, trash))));
        let done = each!(Done { Cleaned(n, n), DryRun(n), Checked(n, n), Read(n), Nothing("zz") });
        let told =
            Told { version: "1.2.3", command: "clean", dry_run: false, duration: Duration::from_millis(61_250), status: 1 };
        said.extend(done.into_iter().map(|done| {
            // If nothing was done, nothing is without a copy.
            let rest = if matches!(done, Done::Nothing(_)) { 0 } else { n };
            let ran = Ran { told, done, without: rest, left_out: rest, not_reached: rest };
            (format!("{ran:?}"), words.line(&ran))
        }));
        for (first, beside) in [(Some("zz.jpg"), true), (Some("zz.jpg"), false)] {
            let by = By { files: n, first, beside };
            said.push((format!("{by:?}"), words.told_by("zz", by)));
        }
    }
    said.extend(COUNTS.map(|n| (format!("{n} so far"), words.so_far(n, n))));
    let windows = each!(Window { Looking, Stop, Open, OpenAsked, Close, Failed });
    said.extend(windows.into_iter().map(|it| (format!("{it:?}"), words.window(it).to_owned())));
    let actions = each!(Action { Clean, Plan });
    said.extend(actions.into_iter().map(|it| (format!("{it:?}"), words.progress(it).to_owned())));
    said.push(("dry run".to_owned(), words.dry_run().to_owned()));
    let skips = each!(Skip { Hidden, Sidecar, NotMedia, MayTell, Page, Excluded, Older, Growing, Link, Special, Output });
    said.extend(skips.into_iter().map(|it| (format!("{it:?}"), words.outcome(Became::Skipped(it)))));
    let became = each!(Became { Cleaned, AlreadyClean, UpToDate, Refused, Failed, Skipped(Skip::Hidden) });
    said.extend(became.into_iter().map(|it| (format!("{it:?}"), words.outcome(it))));
    said
}
