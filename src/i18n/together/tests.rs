//! Every sentence of every language, with values that are few, many and none.

mod wording;

use jiff::civil::{Date, Time, Weekday, date};
use untrace_core::insight::{Age, Confidence, Device, Files, Kind, Routine, Secret, Spot, Why, Window};
use untrace_core::model::Category;

use super::{Figure, Headline, Known, Label, Line, Media, Named, Nearby, Step, Together, Work};
use crate::exports::Network;
use crate::i18n::{Lang, together};
use crate::tally::{Holder, Missed, Posted};

const COUNTS: [u32; 4] = [0, 1, 2, 1234];
const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const MEDIA: [Media; 4] = [Media::Photos, Media::Videos, Media::Both, Media::Posts];

fn files(photos: u32, videos: u32, posts: u32, located: u32, dated: u32) -> Files {
    let (first, last) = if dated > 0 { (Some(date(2024, 5, 1)), Some(date(2024, 11, 20))) } else { (None, None) };
    Files {
        photos,
        videos,
        posts,
        described: posts / 2,
        traces: posts,
        located,
        dated,
        nowhere: located,
        wrong_clock: dated,
        first,
        last,
    }
}

fn all_files() -> Vec<Files> {
    vec![
        files(0, 0, 0, 0, 0),
        files(1, 0, 0, 1, 1),
        files(0, 1, 0, 0, 1),
        files(0, 0, 1, 1, 0),
        files(2, 0, 0, 0, 0),
        files(214, 12, 0, 186, 226),
        files(1234, 1, 7, 1, 1000),
    ]
}

fn known() -> Vec<Known> {
    let counted: [fn(u32) -> Known; 17] = [
        Known::Homes,
        Known::SchoolsOrWork,
        Known::Away,
        Known::Places,
        Known::Positions,
        Known::Names,
        Known::Born,
        Known::Ages,
        Known::Birthdays,
        Known::OneDevice,
        Known::Devices,
        Known::Moments,
        Known::Hidden,
        Known::FileNames,
        Known::PlaceNames,
        Known::Texts,
        Known::Something,
    ];
    let counted = counted.into_iter().flat_map(|known| [1, 2, 1234].map(known));
    counted.chain(WEEKDAYS.map(|weekday| Known::EveryWeek { weekday, from: Time::constant(17, 5, 0, 0) })).collect()
}

fn headlines() -> Vec<Headline> {
    let mut headlines = vec![Headline::NoFiles];
    for files in all_files().into_iter().filter(|files| files.all() > 0) {
        headlines.extend([Headline::Nothing(files), Headline::NothingRead(files), Headline::Few(files)]);
        for known in known() {
            headlines.push(Headline::NoPlaces(files, vec![known]));
            headlines.push(Headline::Knows(files, vec![known, Known::Homes(1), known]));
        }
    }
    headlines
}

fn whys() -> Vec<Why> {
    let (from, to) = (Time::constant(8, 15, 0, 0), Time::constant(16, 0, 0, 0));
    let mut all = vec![Why::NoPattern, Why::WeekdayHours { first: Weekday::Sunday, last: Weekday::Thursday, from, to }];
    for n in COUNTS {
        all.extend([Why::Nights(n), Why::Evenings(n), Why::Weekends(n), Why::MostDays { days: n, of: n }]);
        all.extend([Why::FarAway(n), Why::DaysInARow(n), Why::NothingElse(n), Why::FewDays(n)]);
        all.extend(WEEKDAYS.map(|weekday| Why::SameHour { weekday, weeks: n }));
    }
    all
}

fn routine(minute: i8, weeks: u32) -> Routine {
    Routine {
        place: 3,
        weekday: Weekday::Wednesday,
        window: Window { from: Time::constant(17, 0, 0, 0), to: Time::constant(17, minute, 0, 0) },
        weeks,
        of_weeks: weeks,
        confidence: Confidence(0.9),
        files: vec![],
        first: date(2024, 5, 1),
        last: date(2024, 5, 1),
    }
}

fn ages() -> Vec<Age> {
    let day = |some: bool| some.then(|| Date::constant(2019, 1, 1));
    let of =
        |n: u32| Age { name: None, years: (n & 1 > 0).then_some(n), born: day(n & 2 > 0), birthday: day(n & 4 > 0), file: 0 };
    (0..8).map(of).collect()
}

const CATEGORIES: [Category; 11] = [
    Category::Location,
    Category::Date,
    Category::People,
    Category::Motion,
    Category::Preview,
    Category::Id,
    Category::Camera,
    Category::Text,
    Category::Software,
    Category::Panorama,
    Category::Other,
];
const SECRETS: [Secret; 5] =
    [Secret::CroppedAway, Secret::MotionVideo, Secret::TrimmedFilm, Secret::Depth, Secret::SecondPicture];

/// Everything that a language says, except what may be empty.
pub(in crate::i18n) fn sentences(words: &dyn Together) -> Vec<String> {
    let (first, last) = (date(2024, 8, 1), date(2024, 8, 9));
    let mut said: Vec<String> = Label::ALL.map(|label| words.label(label).to_owned()).to_vec();
    said.extend(headlines().iter().map(|headline| words.headline(headline)));
    said.extend(whys().iter().map(|why| words.why(why)));
    said.extend(ages().iter().flat_map(|age| [words.age(None, age), words.age(Some("Léa"), age)]));
    said.extend(
        WEEKDAYS
            .iter()
            .flat_map(|day| [words.weekday(*day).to_owned(), words.weekday_short(*day).to_owned(), words.cell(*day, 23, 1)]),
    );
    said.extend((1..=12).flat_map(|month| [words.month(2024, month), words.month_letter(month).to_owned()]));
    said.extend(all_files().iter().filter(|files| files.all() > 0).map(|files| words.measure(files)));
    said.extend(all_files().iter().flat_map(|files| words.left_aside(files)));
    for kind in [Kind::Home, Kind::SchoolOrWork, Kind::Routine, Kind::Trip, Kind::Other] {
        said.push(words.kind(kind).to_owned());
    }
    for step in Step::ALL {
        let step = words.step(step);
        said.extend([step.title, step.text, step.source].map(str::to_owned));
    }
    for line in [
        Line::Places,
        Line::Routines,
        Line::Journeys,
        Line::Devices,
        Line::People,
        Line::Hidden,
        Line::Said,
        Line::Names,
        Line::Posted,
        Line::Next,
    ] {
        said.push(words.line_head(line).to_owned());
    }
    said.extend(
        [words.work(Work::Towns), words.work(Work::Land), words.line_posted(), words.described(false), words.described(true)]
            .map(str::to_owned),
    );
    for holder in [Network::Instagram, Network::Facebook, Network::Snapchat, Network::Google]
        .map(Holder::Network)
        .into_iter()
        .chain([Holder::GooglePhotos])
    {
        for n in [1, 2, 1234] {
            let posts =
                Posted { posts: n, located: n, named: n, dated: n, first: Some(first), last: Some(last), ..Posted::default() };
            said.push(words.posted(holder, &posts));
            said.push(words.posted(holder, &Posted { positions: n, ..posts }));
            said.push(words.posted(holder, &Posted { positions: n, ..Posted::default() }));
        }
    }
    for n in COUNTS {
        said.extend(
            [Figure::Places(n), Figure::Routines(n), Figure::Devices(n), Figure::People(n)]
                .map(|figure| words.figure(figure).to_owned()),
        );
        said.extend([
            words.number(n),
            words.more(n),
            words.distance(n),
            words.radius(n),
            words.at_place(n, None),
            words.at_place(n, Some(Nearby { town: "Antony", metres: n.saturating_mul(100) })),
        ]);
        said.extend(SECRETS.map(|secret| words.hidden(secret, n)));
        said.extend(CATEGORIES.map(|category| words.names(category, n)));
        said.push(words.routine(&routine(15, n), "x"));
        said.push(words.routine(&routine(0, n), "x"));
        said.extend(words.missed(&Missed { files: n, partly: vec![] }));
        for media in MEDIA {
            said.extend(CATEGORIES.map(|category| words.said(category, n, media)));
            let device = Device { files: (0..n).collect(), first: Some(first), ..Device::default() };
            said.extend([
                words.files(n, media),
                words.perhaps(n, media),
                words.place_counts(n, n, media),
                words.device(None, &device, media),
                words.device(Some("x"), &device, media),
            ]);
            for (is_shown, others, at) in [(true, vec![], vec![]), (false, vec!["a".to_owned(), "b".to_owned()], vec![1, 2, n])] {
                said.push(words.person(&Named { name: "x", files: n, is_shown, places: &at, with: &others }, media));
            }
        }
    }
    for (serial, owner) in [(Some("1"), None), (None, Some("x")), (Some("1"), Some("x"))] {
        said.push(words.device_more(serial, owner));
    }
    said.extend(
        [vec![], vec!["a".to_owned(), "b".to_owned()]]
            .iter()
            .flat_map(|stops| [words.journey(first, last, stops, 0, None), words.journey(first, first, stops, 3, Some(442))]),
    );
    for partly in [vec![], vec!["a".to_owned()], vec!["a".to_owned(), "b".to_owned()]] {
        said.extend(words.missed(&Missed { files: 0, partly }));
    }
    said.extend([0.0, 0.7, 0.9, 1.0, f64::NAN].map(|sure| words.sure(Confidence(sure)).to_owned()));
    said.extend([
        words.region(None),
        words.region(Some("Sceaux")),
        words.near(Nearby { town: "Sceaux", metres: 900 }),
        words.week_of("x"),
        words.made(first),
    ]);
    said.extend([
        words.position(Spot::new(48.8566, -2.3522).unwrap()),
        words.hour(7),
        words.country("FR"),
        words.line_next().to_owned(),
    ]);
    said.extend([words.date(first), words.span(Some(first), Some(last)), words.time(Time::constant(21, 7, 0, 0))]);
    said
}

#[test]
fn no_language_leaves_anything_unsaid_or_says_it_twice() {
    for &lang in Lang::ALL {
        let words = together(lang);
        for sentence in sentences(words) {
            assert!(!sentence.trim().is_empty(), "{lang:?}");
            for wrong in ["  ", " ,", " .", "..", "{", "}", ",,"] {
                assert!(!sentence.contains(wrong), "{lang:?}: {sentence:?}");
            }
        }
    }
}

#[test]
fn nothing_is_said_of_what_is_not_known() {
    for &lang in Lang::ALL {
        let words = together(lang);
        assert_eq!([words.span(None, None), words.measure(&Files::default()), words.device_more(None, None)], ["", "", ""]);
        assert!(words.left_aside(&Files::default()).is_empty());
    }
}

#[test]
fn french_breaks_no_line_before_its_signs() {
    let words = together(Lang::French);
    for sentence in sentences(words) {
        let chars: Vec<char> = sentence.chars().collect();
        for (at, c) in chars.iter().enumerate().skip(1) {
            let before = chars[at - 1];
            match c {
                ':' | '»' => assert_eq!(before, '\u{a0}', "{sentence}"),
                ';' | '!' | '?' => assert_eq!(before, '\u{202f}', "{sentence}"),
                '\'' | '"' => panic!("typewriter's quotes: {sentence}"),
                _ => {}
            }
            assert!(before != '«' || *c == '\u{a0}', "{sentence}");
            let is_number = before.is_ascii_digit() && *c == ' ';
            let then = chars.get(at + 1).copied().unwrap_or(' ');
            assert!(
                !is_number || !"hkm°".contains(then) || chars.get(at + 2).is_some_and(|next| next.is_alphabetic()),
                "{sentence}"
            );
        }
    }
}

#[test]
fn languages_do_not_borrow_from_each_other() {
    let [english, french] = [Lang::English, Lang::French].map(|lang| sentences(together(lang)));
    for sentence in &french {
        for word in [" the ", " and ", " photos of ", " of ", "metadata", "thumbnail"] {
            assert!(!sentence.contains(word), "{sentence}");
        }
    }
    for sentence in &english {
        for word in [" les ", " des ", " et ", "\u{202f}"] {
            assert!(!sentence.contains(word) || sentence.contains("Loi n"), "{sentence}");
        }
    }
}

#[test]
fn headlines_are_sentences() {
    let said = |lang, headline: &Headline| together(lang).headline(headline);
    let some = files(214, 12, 0, 186, 226);
    let wednesday = Known::EveryWeek { weekday: Weekday::Wednesday, from: Time::constant(17, 0, 0, 0) };
    let knows = Headline::Knows(some, vec![Known::Homes(1), Known::SchoolsOrWork(1), wednesday]);
    assert_eq!(
        said(Lang::English, &knows),
        "A stranger with these 214 photos and 12 videos can find out where you live, which school or workplace one of you goes to and where \
         one of you is on Wednesdays around 17:00."
    );
    assert_eq!(
        said(Lang::French, &knows).replace('\u{a0}', " "),
        "Avec ces 214 photos et 12 vidéos, un inconnu peut découvrir où vous habitez, quelle école ou quel lieu de travail l’un de vous \
         fréquente et où l’un de vous se trouve le mercredi vers 17 h."
    );
    let none = Headline::NoPlaces(some, vec![Known::OneDevice(142), Known::Moments(226)]);
    assert_eq!(
        said(Lang::English, &none),
        "These 214 photos and 12 videos do not say where they were taken, but a stranger can still find out that one phone or camera took \
         142 of them and when they were taken."
    );
    assert_eq!(said(Lang::English, &Headline::Few(files(1, 0, 0, 1, 1))), "This photo is not enough to draw conclusions from.");
    assert_eq!(
        said(Lang::French, &Headline::Few(files(0, 1, 0, 1, 1))),
        "Cette vidéo ne suffit pas pour en tirer des conclusions."
    );
}

#[test]
fn nothing_is_said_twice_where_once_is_enough() {
    let said = |lang, files: &Files| together(lang).measure(files).replace(['\u{a0}', '\u{202f}'], " ");
    let all = Files { photos: 12, videos: 1, located: 13, dated: 13, ..Files::default() };
    assert_eq!(said(Lang::English, &all), "12 photos and 1 video. All say where and when.");
    assert_eq!(said(Lang::French, &all), "12 photos et 1 vidéo. Toutes disent où et quand.");
    let none = Files { located: 0, dated: 0, ..all };
    assert_eq!(said(Lang::English, &none), "12 photos and 1 video. None has coordinates or a capture date.");
    assert_eq!(said(Lang::French, &none), "12 photos et 1 vidéo. Aucune ne contient ni coordonnées ni date de prise de vue.");
}

#[test]
fn one_of_several_is_not_these() {
    let files = Files { photos: 1, videos: 2, located: 3, ..Files::default() };
    let said = |lang| together(lang).headline(&Headline::Knows(files, vec![Known::Homes(1)]));
    assert_eq!(said(Lang::English), "A stranger with this photo and 2 videos can find out where you live.");
    assert_eq!(
        said(Lang::French).replace('\u{a0}', " "),
        "Avec cette photo et 2 vidéos, un inconnu peut découvrir où vous habitez."
    );
}
