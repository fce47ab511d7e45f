//! What stands on a page, and what must not: what was not read, places without a map, numbers that mean nothing.

use super::*;

#[test]
fn what_could_not_be_read_is_on_the_page_and_nothing_is_claimed_of_it() {
    let missed = Missed { files: 3, partly: vec!["posts_1.json".to_owned()] };
    for (lang, unread, part, all) in [
        (
            Lang::English,
            "3 files could not be read: nothing is known about them.",
            "Only part of posts_1.json was read.",
            "In these 12 photos untrace found nothing",
        ),
        (
            Lang::French,
            "3 fichiers n’ont pas pu être lus : on ne sait rien d’eux.",
            "La liste posts_1.json n’a été lue qu’en partie.",
            "Dans ces 12 photos, untrace n’a rien trouvé",
        ),
    ] {
        let shown = |missed: &Missed| {
            page(&nothing(), &About { missed: missed.clone(), ..about(12) }, together(lang)).replace('\u{a0}', " ")
        };
        let html = shown(&missed);
        assert!(html.contains(unread) && html.contains(part) && !html.contains(all), "{lang:?}");
        let html = shown(&Missed::default());
        assert!(html.contains(all) && !html.contains("class=\"measure missed\""), "{lang:?}");
    }
}

/// A research station and a ship at the pole: no map shows them, everything else does.
#[test]
fn places_are_told_whether_there_is_a_map_of_them_or_not() {
    let mut insight = few();
    insight.places = [(-75.1, 123.35), (90.0, 0.0), (48.0, 2.0)]
        .map(|(latitude, longitude)| place(Kind::Other, latitude, longitude, "", 2, 0.5, vec![Why::FewDays(2)]))
        .to_vec();
    for mapped in 1..=3 {
        let only = Insight { places: insight.places[..mapped].to_vec(), ..insight.clone() };
        let html = page(&only, &about(2), together(Lang::English));
        let map = html.split("<figcaption>All places on the map of the world").nth(1).unwrap().split("</figure>").next().unwrap();
        assert_eq!(map.matches("class=\"number\"").count(), mapped, "{map}");
    }
    let none = Land { project: |_, _| None, ..about(2).land };
    let html = page(&insight, &About { land: none, ..about(2) }, together(Lang::English));
    assert!(html.contains("id=\"where\"") && html.contains("id=\"place-1\"") && html.contains("75.1000\u{b0} S"), "{html}");
    assert!(!html.contains("All places on the map of the world"));
}

/// `nine in ten within 0 m` was said of one photo, `a guess` of a position to the metre.
#[test]
fn nothing_is_said_of_a_place_that_means_nothing() {
    let said = |kind: Kind, files: u32, radius: u32| {
        let mut insight = one_place();
        let place = &mut insight.places[0];
        (place.kind, place.files, place.radius, place.confidence) = (kind, (0..files).collect(), radius, Confidence(0.5));
        page(&insight, &about(40), together(Lang::English))
    };
    assert!(!said(Kind::Home, 1, 30).contains("nine in ten") && !said(Kind::Home, 9, 0).contains("nine in ten"));
    assert!(said(Kind::Home, 9, 30).contains("(nine in ten within 30 m)"));
    assert!(said(Kind::Home, 9, 30).contains("a guess") && !said(Kind::Other, 9, 30).contains("a guess"));
}

#[test]
fn a_town_that_is_far_is_on_no_map_as_if_it_were_there() {
    let mut insight = family();
    for place in &mut insight.places {
        place.town.as_mut().unwrap().distance = 70_000;
    }
    let html = page(&insight, &about(226), together(Lang::English));
    assert!(html.contains("Home, 70 km from Sceaux") && !html.contains("near Sceaux") && !html.contains("Around Sceaux"));
}
