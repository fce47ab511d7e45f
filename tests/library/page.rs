//! The page of `untrace report`: it asks for nothing, whatever stands in the files; and it is the same page in every language.
//!
//! `UNTRACE_PAGES=FOLDER cargo test --test library page` writes the pages of these albums, to look at them and for `.ci/page.py`.

mod told;

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday, date};
use untrace::atlas;
use untrace::exports::Network;
use untrace::i18n::{Lang, Together, together};
use untrace::report::page::{About, Land, page};
use untrace::report::together::Command;
use untrace::sidecars::is_page;
use untrace::tally::{Holder, Missed, Posted};
use untrace_core::insight::{
    Age, Confidence, Device, Files, Insight, Journey, Kind, Month, Person, Place, Routine, Secret, Spot, Town, Week, Why, Window,
};
use untrace_core::model::Category;

const HOSTILE: &str = "\"><script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>'&{{ 7*7 }}\u{202e}gpj.exe";

fn about(files: u32) -> About {
    About {
        names: (0..files)
            .map(|file| format!("DCIM/Camera/IMG_2024{:02}{:02}_{file:06}.jpg", file % 12 + 1, file % 28 + 1))
            .collect(),
        command: Some(Command::Typed("untrace clean DCIM -o DCIM-clean".to_owned())),
        missed: Missed::default(),
        posted: BTreeMap::new(),
        made: date(2024, 11, 29),
        thumbnails: BTreeMap::new(),
        land: Land { path: atlas::outline(), width: 2880.0, height: 1410.0, project: atlas::on_map },
    }
}

fn town(name: &str) -> Option<Town> {
    Some(Town { name: name.to_owned(), country: "FR".to_owned(), distance: 900 })
}

fn week(of: &[(i8, i8, u32)]) -> Week {
    let mut week = Week::default();
    for (weekday, hour, count) in of {
        // A Monday.
        for _ in 0..*count {
            week.add(date(2024, 5, 13 + weekday).at(*hour, 5, 0, 0));
        }
    }
    week
}

fn place(kind: Kind, latitude: f64, longitude: f64, name: &str, days: u32, confidence: f64, why: Vec<Why>) -> Place {
    Place {
        centre: Spot::new(latitude, longitude).unwrap(),
        radius: 35,
        files: (0..days * 2).collect(),
        days,
        first: Some(date(2024, 5, 11)),
        last: Some(date(2024, 11, 20)),
        kind,
        why,
        confidence: Confidence(confidence),
        town: town(name),
        week: Week::default(),
    }
}

const fn at(hour: i8, minute: i8) -> Time {
    Time::constant(hour, minute, 0, 0)
}

fn routine(place: u32, weekday: Weekday, from: Time, to: Time, weeks: u32, of_weeks: u32, confidence: f64) -> Routine {
    Routine {
        place,
        weekday,
        window: Window { from, to },
        weeks,
        of_weeks,
        confidence: Confidence(confidence),
        files: (0..weeks).collect(),
        first: date(2024, 5, 15),
        last: date(2024, 11, 13),
    }
}

/// An ordinary family: half a year, home, school, a club, grandparents, a week away, two phones.
fn family() -> Insight {
    let mut home =
        place(Kind::Home, 48.7781, 2.2902, "Sceaux", 61, 0.98, vec![Why::Nights(38), Why::Evenings(44), Why::Weekends(21)]);
    home.week = week(&[
        (0, 19, 6),
        (1, 20, 5),
        (2, 18, 9),
        (3, 19, 7),
        (4, 20, 8),
        (5, 9, 11),
        (5, 10, 12),
        (5, 21, 9),
        (6, 10, 14),
        (6, 18, 6),
        (6, 7, 2),
    ]);
    let mut school = place(
        Kind::SchoolOrWork,
        48.7822,
        2.2841,
        "Sceaux",
        34,
        0.91,
        vec![
            Why::WeekdayHours { first: Weekday::Monday, last: Weekday::Friday, from: at(8, 15), to: at(16, 40) },
            Why::MostDays { days: 34, of: 60 },
        ],
    );
    school.week = week(&[(0, 8, 7), (0, 16, 5), (1, 8, 6), (1, 16, 4), (3, 8, 8), (3, 16, 6), (4, 8, 5), (4, 16, 7), (4, 11, 1)]);
    let mut gym = place(
        Kind::Routine,
        48.7719,
        2.3007,
        "Bourg-la-Reine",
        18,
        0.99,
        vec![Why::SameHour { weekday: Weekday::Wednesday, weeks: 18 }],
    );
    gym.week = week(&[(2, 17, 18), (2, 16, 2)]);
    let grandparents = place(Kind::Other, 48.8049, 2.1204, "Versailles", 9, 0.7, vec![Why::NoPattern, Why::Weekends(8)]);
    let mut lake = place(Kind::Trip, 45.8992, 6.1294, "Annecy", 7, 0.95, vec![Why::FarAway(442), Why::DaysInARow(7)]);
    (lake.first, lake.last) = (Some(date(2024, 8, 3)), Some(date(2024, 8, 9)));
    let other = place(Kind::Other, 48.7766, 2.2951, "Sceaux", 3, 0.5, vec![Why::FewDays(3)]);
    let months = [(5, 18, 15), (6, 31, 26), (7, 40, 37), (8, 62, 58), (9, 28, 22), (10, 25, 20), (11, 10, 8)];
    Insight {
        files: Files {
            photos: 214,
            videos: 12,
            located: 186,
            dated: 220,
            nowhere: 1,
            wrong_clock: 2,
            first: Some(date(2024, 5, 11)),
            last: Some(date(2024, 11, 20)),
            ..Files::default()
        },
        places: vec![home, school, gym, grandparents, lake, other],
        routines: vec![
            routine(3, Weekday::Wednesday, at(17, 0), at(17, 15), 18, 24, 0.999),
            routine(2, Weekday::Thursday, at(8, 15), at(8, 30), 11, 24, 0.86),
        ],
        journeys: vec![Journey {
            first: date(2024, 8, 3),
            last: date(2024, 8, 9),
            stops: vec![5],
            files: (0..40).collect(),
            kilometres: Some(442),
        }],
        devices: vec![
            Device {
                make: Some("Apple".to_owned()),
                model: Some("iPhone 13".to_owned()),
                files: (0..142).collect(),
                first: Some(date(2024, 5, 11)),
                last: Some(date(2024, 11, 20)),
                ..Device::default()
            },
            Device {
                make: Some("samsung".to_owned()),
                model: Some("SM-A546B".to_owned()),
                serial: Some("R5CW20ABCDE".to_owned()),
                files: (142..200).collect(),
                first: Some(date(2024, 5, 12)),
                last: Some(date(2024, 11, 2)),
                ..Device::default()
            },
        ],
        people: vec![
            Person { name: "Léa".to_owned(), files: (0..23).collect(), places: vec![1, 3], with: vec![1], is_shown: true },
            Person { name: "Tom".to_owned(), files: (0..9).collect(), places: vec![1], with: vec![0], is_shown: true },
        ],
        ages: vec![Age { name: Some("Léa".to_owned()), years: Some(7), born: None, birthday: Some(date(2024, 6, 2)), file: 3 }],
        hidden: BTreeMap::from([(Secret::CroppedAway, vec![1, 5]), (Secret::MotionVideo, (0..31).collect())]),
        names: BTreeMap::from([(Category::Date, (0..190).collect()), (Category::Software, (0..12).collect())]),
        said: BTreeMap::from([(Category::Location, vec![3]), (Category::Text, (0..40).collect())]),
        perhaps: vec![2],
        zone: None,
        months: months.into_iter().map(|(month, files, located)| Month { year: 2024, month, files, located }).collect(),
    }
}

fn few() -> Insight {
    let files = Files {
        photos: 2,
        located: 1,
        dated: 2,
        first: Some(date(2024, 5, 1)),
        last: Some(date(2024, 5, 2)),
        ..Files::default()
    };
    let mut insight = Insight {
        files,
        places: vec![place(Kind::Home, 48.0, 2.0, "Orléans", 2, 0.99, vec![Why::FewDays(2)])],
        ..Insight::default()
    };
    insight.places[0].files = vec![0];
    insight
}

/// Stripped of places, as a messenger leaves them.
fn no_places() -> Insight {
    let mut insight = family();
    insight.files.located = 0;
    (insight.places, insight.routines, insight.journeys) = (vec![], vec![], vec![]);
    insight.people.iter_mut().for_each(|person| person.places.clear());
    insight.months.iter_mut().for_each(|month| month.located = 0);
    insight
}

fn nothing() -> Insight {
    Insight { files: Files { photos: 12, ..Files::default() }, ..Insight::default() }
}

/// One place, and nothing else.
fn one_place() -> Insight {
    let mut insight = few();
    insight.files.photos = 40;
    insight
}

/// Sixty places around the world, on both sides of 180 degrees.
fn sixty_places() -> Insight {
    let mut insight = family();
    insight.files.photos = 4000;
    insight.places = (0..60)
        .map(|index: u32| {
            let (row, column) = (f64::from(index / 10), f64::from(index % 10));
            let (latitude, longitude) = if index < 30 {
                (-17.5 + row * 0.02, 179.97 + column * 0.01)
            } else {
                (60.0 - row * 15.0, -170.0 + column * 37.0)
            };
            let longitude = if longitude > 180.0 { longitude - 360.0 } else { longitude };
            place(
                if index == 0 { Kind::Home } else { Kind::Other },
                latitude,
                longitude,
                &format!("Town {index}"),
                70 - index,
                0.9,
                vec![Why::NoPattern],
            )
        })
        .collect();
    insight.months =
        (0..84).map(|index| Month { year: 2017 + index / 12, month: (index % 12) as i8 + 1, files: 40, located: 30 }).collect();
    insight
}

/// Names that attack, names without end, names from right to left.
fn hostile() -> Insight {
    let mut insight = family();
    let names = [HOSTILE.to_owned(), "ab".repeat(150), "גן ילדים \u{202b}רמת אביב".to_owned(), "👩‍👩‍👧‍👦🎂 Fête d’été".to_owned()];
    for (place, name) in insight.places.iter_mut().zip(names.iter().cycle()) {
        place.town = Some(Town { name: name.clone(), country: name.clone(), distance: 1 });
    }
    for (person, name) in insight.people.iter_mut().zip(names.iter()) {
        person.name.clone_from(name);
    }
    for (index, name) in names.iter().enumerate() {
        insight.devices.push(Device {
            make: Some(name.clone()),
            model: Some(name.clone()),
            serial: Some(name.clone()),
            owner: Some(name.clone()),
            files: vec![index as u32],
            ..Device::default()
        });
        insight.people.push(Person {
            name: name.clone(),
            files: vec![1],
            with: vec![0, 1, 99],
            places: vec![1, 2, 77],
            is_shown: false,
        });
        insight.ages.push(Age {
            name: Some(name.clone()),
            years: None,
            born: Some(Date::constant(2019, 2, 28)),
            birthday: None,
            file: 9999,
        });
    }
    insight
}

/// Who was also on Instagram, and let a phone upload what it took.
fn family_about() -> About {
    let posts = Posted {
        posts: 214,
        located: 37,
        dated: 214,
        named: 12,
        first: Some(date(2023, 5, 3)),
        last: Some(date(2024, 11, 20)),
        ..Posted::default()
    };
    let posted = [(Holder::Network(Network::Instagram), posts), (Holder::GooglePhotos, Posted { posts: 1890, ..posts })];
    About { posted: posted.into_iter().collect(), ..about(226) }
}

fn hostile_about() -> About {
    let mut about = about(226);
    about.names = vec![HOSTILE.to_owned(), "a".repeat(300), "ü".repeat(300)];
    about.command = Some(Command::Typed(format!("untrace clean '{}' -o '{}'", HOSTILE.replace('\u{202e}', ""), "b".repeat(300))));
    about.thumbnails = BTreeMap::from([
        (1, "https://evil.example/pixel.gif".to_owned()),
        (2, "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==".to_owned()),
        (3, "data:image/png,\"><script>alert(2)</script>".to_owned()),
    ]);
    about
}

fn albums() -> Vec<(&'static str, Insight, About)> {
    vec![
        ("family", family(), family_about()),
        ("few", few(), about(2)),
        ("no-places", no_places(), about(226)),
        ("nothing", nothing(), about(12)),
        ("no-files", Insight::default(), About { command: None, ..about(0) }),
        ("one-place", one_place(), about(40)),
        ("sixty-places", sixty_places(), about(226)),
        ("hostile", hostile(), hostile_about()),
    ]
}

/// Each album in each language.
fn pages() -> Vec<(String, &'static dyn Together, String)> {
    let all = albums().into_iter().flat_map(|(name, insight, about)| {
        Lang::ALL.iter().map(move |lang| {
            let words = together(*lang);
            (format!("{name}-{}", words.code()), words, page(&insight, &about, words))
        })
    });
    all.collect()
}

#[test]
fn a_page_asks_for_nothing() {
    for (name, _, html) in pages() {
        let text = html.to_lowercase();
        for word in
            ["<script", "<link", "<iframe", "<object", "<embed", "<form", "<base", "url(", "@import", "<a ", "srcset", " style="]
        {
            assert!(!text.contains(word), "{name}: {word}");
        }
        let sources: Vec<&str> = text.match_indices(" src=\"").map(|(at, _)| &text[at + 6..]).collect();
        assert!(sources.iter().all(|source| source.starts_with("data:image/")), "{name}");
        let inside: Vec<&str> = text.match_indices(" href=\"").map(|(at, _)| &text[at + 7..]).collect();
        assert!(inside.iter().all(|link| link.starts_with('#')), "{name}");
        assert!(text.contains("default-src 'none'; style-src 'sha256-") && !text.contains("unsafe-inline"), "{name}");
    }
}

#[test]
fn only_what_attacks_names_another_place() {
    for (name, _, html) in pages().into_iter().filter(|(name, ..)| !name.starts_with("hostile")) {
        assert!(!html.contains("http:") && !html.contains("https:"), "{name}");
    }
}

#[test]
fn hostile_names_are_escaped_and_steer_nothing() {
    for (name, _, html) in pages().into_iter().filter(|(name, ..)| name.starts_with("hostile")) {
        assert!(html.contains("&#60;script&#62;") || html.contains("&lt;script&gt;"), "{name}: the name is shown");
        let tags = html.matches("<img").count();
        assert_eq!(tags, 2, "{name}: those of the two pictures that are data");
        assert!(!html.contains("evil.example/pixel.gif"), "{name}");
        assert!(!html.contains('\u{202e}') && !html.contains('\u{202b}'), "{name}");
        assert!(!html.contains("49\u{202e}") && html.contains("{{ 7*7 }}"), "{name}: what looks like a template is none");
        assert!(!html.contains(&"ab".repeat(60)), "{name}: no town has 300 characters");
    }
}

#[test]
fn a_page_says_what_it_is_before_anything_else() {
    for (name, words, html) in pages() {
        let head = &html[..html.len().min(400)];
        assert!(is_page(head.as_bytes()), "{name}: {head}");
        assert!(head.contains(&format!("<html lang=\"{}\">", words.code())), "{name}");
        assert!(html.contains("name=\"robots\" content=\"noindex") && html.contains("content=\"no-referrer\""), "{name}");
        assert_eq!(html.matches("<h1>").count(), 1, "{name}");
    }
}

#[test]
fn a_page_stays_small_whatever_the_album_is_like() {
    let mut insight = sixty_places();
    insight.places = insight.places.iter().cycle().take(3000).cloned().collect();
    insight.people = (0..5000)
        .map(|index| Person { name: format!("Person {index}"), files: (0..4000).collect(), ..Person::default() })
        .collect();
    insight.months =
        (0..2000_i16).map(|index| Month { year: index / 12, month: (index % 12) as i8 + 1, files: 1, located: 0 }).collect();
    let html = page(&insight, &about(4000), together(Lang::English));
    assert!(html.len() < 300_000, "{}", html.len());
    assert!(html.contains("and 2,800 more") && html.contains("and 4,988 more"));
}

/// A name from right to left, at the beginning of a sentence, would turn all of it.
#[test]
fn a_name_does_not_turn_the_sentence_around_it() {
    let html = page(&hostile(), &hostile_about(), together(Lang::English));
    let set = |(at, _): (usize, &str)| html[at..].starts_with("<p><bdi dir=\"ltr\">");
    let sentences: Vec<bool> = html.match_indices("<p><bdi").map(set).collect();
    assert!(sentences.len() > 10 && sentences.iter().all(|is_set| *is_set), "{sentences:?}");
}

#[test]
fn an_unknown_file_or_place_is_left_out() {
    let html = page(&hostile(), &hostile_about(), together(Lang::English));
    assert!(html.contains("(places 1, 2 and 77)") && !html.contains("9999"));
}

#[test]
fn pages_can_be_looked_at() {
    let Some(folder) = std::env::var_os("UNTRACE_PAGES") else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for (name, _, html) in pages() {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.html")), html).unwrap();
    }
}

#[test]
fn what_others_have_is_on_the_page_and_no_command_where_there_is_nothing_to_clean() {
    for lang in Lang::ALL {
        let words = together(*lang);
        let family = page(&family(), &family_about(), words);
        assert!(family.contains("Instagram") && family.contains("Google Photos"), "{lang:?}");
        let none = page(&Insight::default(), &About { command: None, ..about(0) }, words);
        assert!(!none.contains("<pre>") && !none.contains("id=\"posted\""), "{lang:?}");
    }
}
