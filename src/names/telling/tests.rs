use super::*;
use untrace_core::base::Place;
use untrace_core::model::{FieldId, Ifd, Value};

fn words(told: &[Category]) -> String {
    told.iter().map(|category| category.word()).collect::<Vec<_>>().join(" ")
}

/// Lines of a list; those that start with a hash are comments.
fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

#[test]
fn names_that_tell_something_are_known() {
    let mut wrong = Vec::new();
    let mut told = "";
    let mut count = 0;
    for line in lines(include_str!("../../../tests/names/telling.txt")) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(categories) => told = categories,
            None => {
                count += 1;
                let found = words(&telling(Path::new(line), &[]));
                if found != told {
                    wrong.push(format!("{line}: [{found}] for [{told}]"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count >= 200, "{count}");
}

#[test]
fn names_that_tell_nothing_are_let_be() {
    let list: Vec<&str> = lines(include_str!("../../../tests/names/plain.txt")).collect();
    let wrong: Vec<String> = list
        .iter()
        .map(|line| (line, words(&telling(Path::new(line), &[]))))
        .filter(|(_, found)| !found.is_empty())
        .map(|(line, found)| format!("{line}: [{found}]"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(list.len() >= 200, "{}", list.len());
}

fn finding(category: Category, value: &str) -> Finding {
    let id = FieldId::Exif(Ifd::Image, 0x013B);
    Finding { category, possible: false, id, place: Place::at(0), value: Value::Text(value.to_owned()) }
}

#[test]
fn persons_and_places_of_the_fields_are_found_in_names() {
    let found = [
        finding(Category::People, "Léa Martin"),
        finding(Category::People, "Copyright Photo Studio, all rights reserved"),
        finding(Category::Location, "Nice"),
        finding(Category::Location, "東京"),
        finding(Category::Location, "48 deg 51 min 23.76 sec N"),
        finding(Category::Text, "Sunflowers"),
    ];
    for (name, told) in [
        ("Léa at Nice.jpg", "location people"),
        ("lea_2.jpg", "people"),
        ("Le\u{301}a.jpg", "people"),
        ("LEA/IMG_0001.JPG", "people"),
        ("東京タワー.jpg", "location"),
        ("nice-dog.jpg", "location"),
        ("leader.jpg", ""),
        ("my studio, all rights.jpg", ""),
        ("sunflowers.jpg", ""),
        ("48 sec.jpg", ""),
        ("Martinique.jpg", ""),
    ] {
        assert_eq!(words(&telling(Path::new(name), &found)), told, "{name}");
    }
}

#[test]
fn a_name_of_any_length_and_kind_is_read() {
    for name in ["", "\u{202e}", &"9".repeat(100_000), &"2024-".repeat(20_000), &"é".repeat(10_000), "\u{fffd}\u{fffd}.jpg"] {
        let _ = telling(Path::new(name), &[finding(Category::People, &"A ".repeat(600))]);
    }
}
