//! What single sentences must say, and must not.

use super::*;

/// A screenshot whose name has the date, a photo whose caption has the street.
#[test]
fn a_file_without_coordinates_is_not_said_to_say_nothing() {
    let one = Files { photos: 1, ..Files::default() };
    let said = |lang, files: &Files| together(lang).measure(files);
    assert_eq!(said(Lang::English, &one), "It has neither coordinates nor a capture date.");
    assert_eq!(said(Lang::French, &one), "Elle ne contient ni coordonnées ni date de prise de vue.");
    assert!(said(Lang::English, &Files { wrong_clock: 1, ..one }).ends_with("that can be right."));
}

#[test]
fn positions_that_were_recorded_are_not_among_files_that_say_where() {
    let files = Files { posts: 12, traces: 26, located: 5, dated: 12, ..Files::default() };
    let said = |lang| together(lang).measure(&files).replace('\u{a0}', " ");
    assert_eq!(said(Lang::English), "12 posts. Of these, 5 say where, all say when. There are also 26 recorded positions.");
    assert_eq!(
        said(Lang::French),
        "12 publications. Parmi elles, 5 disent où, toutes disent quand. S’y ajoutent 26 positions enregistrées."
    );
}

/// Savusavu is an hour's flight away from some of the islands that it is nearest to.
#[test]
fn a_town_that_is_far_is_not_near() {
    let said = |lang, metres| together(lang).near(Nearby { town: "Savusavu", metres }).replace('\u{a0}', " ");
    assert_eq!([said(Lang::English, 14_999), said(Lang::English, 70_000)], ["near Savusavu", "70 km from Savusavu"]);
    assert_eq!([said(Lang::French, 14_999), said(Lang::French, 70_000)], ["près de Savusavu", "à 70 km de Savusavu"]);
}

#[test]
fn all_of_them_are_called_all() {
    let files = Files { photos: 307, dated: 307, ..Files::default() };
    let known = Headline::Knows(files, vec![Known::OneDevice(307), Known::Moments(307)]);
    let said = |lang| together(lang).headline(&known).replace('\u{a0}', " ");
    assert_eq!(
        said(Lang::English),
        "A stranger with these 307 photos can find out that all of them come from the same device and when they were taken."
    );
    assert_eq!(
        said(Lang::French),
        "Avec ces 307 photos, un inconnu peut découvrir que toutes viennent du même appareil et quand elles ont été prises."
    );
}

#[test]
fn whoever_signs_photos_is_their_author() {
    let named = Named { name: "Léa Martin", files: 13, is_shown: false, places: &[1, 2, 3, 5], with: &[] };
    let said = |lang| together(lang).person(&named, Media::Photos).replace('\u{a0}', " ");
    assert_eq!(said(Lang::English), "13 photos name Léa Martin as the author (places 1, 2, 3 and 5).");
    assert_eq!(said(Lang::French), "Léa Martin figure comme auteur de 13 photos (lieux 1, 2, 3 et 5).");
}

#[test]
fn french_keeps_a_number_with_its_word() {
    let is_apart = |sentence: &str| {
        let words: Vec<&str> = sentence.split(' ').collect();
        words.windows(2).any(|pair| {
            let is_number = pair[0].ends_with(|c: char| c.is_ascii_digit());
            let joins = ["au", "du", "et", "sur", "à", "par", "peut"];
            is_number && pair[1].starts_with(char::is_alphabetic) && !joins.contains(&pair[1])
        })
    };
    let apart: Vec<String> = sentences(together(Lang::French)).into_iter().filter(|sentence| is_apart(sentence)).collect();
    assert!(apart.is_empty(), "{apart:#?}");
}
