//! How the pages are written: lines that fit, a README.md that a parent reads to its end and a LISEZMOI.md that says the same,
//! and links that lead somewhere. What the program prints on them is compared in `readme.rs`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::readme::{pages, text_of};

const README: &str = "README.md";
const LISEZMOI: &str = "LISEZMOI.md";

/// Columns of a line of prose, and words that a parent reads.
const WIDEST: usize = 120;
const MOST_WORDS: usize = 750;

/// Words of formats and of programs, which have their place in `docs/`.
const JARGON: &[&str] = &[
    "8BIM",
    "bitstream",
    "byte",
    "bytes",
    "C2PA",
    "checksum",
    "codec",
    "codecs",
    "Exif",
    "FixtureIdentifier",
    "gain map",
    "GPSLatitude",
    "ICC",
    "IPTC",
    "JUMBF",
    "Landlock",
    "MakerNote",
    "mpvd",
    "octet",
    "octets",
    "parser",
    "schema",
    "sidecar",
    "sidecars",
    "stderr",
    "stdout",
    "XMP",
];

/// Lines that stand neither in a block of code nor in a comment, each with its number.
fn outside_of_code(text: &str) -> Vec<(usize, &str)> {
    let mut inside = false;
    let lines = text.lines().enumerate().filter(|(_, line)| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !inside && !fence && !line.starts_with("<!--") && !line.starts_with("    ")
    });
    lines.map(|(at, line)| (at + 1, line)).collect()
}

/// What is read of a line: a link's words without its address, and nothing of a picture.
fn read(line: &str) -> String {
    if line.starts_with("![") {
        return String::new();
    }
    let mut rest = line;
    let mut words = String::new();
    while let Some((before, after)) = rest.split_once("](") {
        words.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    words + rest
}

/// The lines of a page's blocks of `sh`, without the names of folders and files, which each language has its own of.
fn commands(page: &str) -> Vec<String> {
    let text = text_of(page);
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    let named = |line: &str| line.replace("APublier", "ToPost");
    blocks.flat_map(str::lines).map(named).collect()
}

fn headings(page: &str) -> Vec<usize> {
    let text = text_of(page);
    let lines = outside_of_code(&text);
    lines.iter().map(|(_, line)| line.len() - line.trim_start_matches('#').len()).filter(|level| *level > 0).collect()
}

#[test]
fn lines_of_prose_fit() {
    for page in pages() {
        let text = text_of(&page);
        for (number, line) in outside_of_code(&text) {
            let whole = line.starts_with('|') || line.starts_with("![");
            let wide = line.chars().count();
            assert!(whole || wide <= WIDEST, "{page}:{number} has {wide} columns: python3 .ci/wrap.py {page}");
        }
    }
}

#[test]
fn a_parent_can_read_all_of_it() {
    for page in [README, LISEZMOI] {
        let text = text_of(page);
        let lines = outside_of_code(&text);
        let is_word = |word: &&str| word.contains(char::is_alphanumeric);
        let words: usize = lines.iter().map(|(_, line)| read(line).split_whitespace().filter(is_word).count()).sum();
        // French takes some more words for the same.
        let most = if page == README { MOST_WORDS } else { MOST_WORDS * 6 / 5 };
        assert!(words > most / 2 && words <= most, "{page} has {words} words");
        let said: String = lines.iter().map(|(_, line)| format!(" {} ", line.to_lowercase())).collect();
        let said = said.replace(|c: char| !c.is_alphanumeric(), " ");
        for word in JARGON {
            assert!(!said.contains(&format!(" {} ", word.to_lowercase())), "{page} says {word}");
        }
    }
}

#[test]
fn both_languages_have_the_same_parts_and_commands() {
    assert_eq!(headings(README), headings(LISEZMOI));
    assert!(headings(README).len() > 5);
    assert_eq!(commands(README), commands(LISEZMOI));
    assert!(commands(README).iter().any(|line| line == "untrace photo.jpg"));
    let shown = |page| {
        text_of(page)
            .lines()
            .filter(|line| line.starts_with("<!-- output: "))
            .map(|line| line.replace(" --lang fr", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(README), shown(LISEZMOI));
    let links =
        |page| links(page).filter(|link| link != README && link != LISEZMOI && !link.ends_with(".png")).collect::<Vec<_>>();
    assert_eq!(links(README), links(LISEZMOI));
}

#[test]
fn french_has_the_spaces_of_french() {
    let text = text_of(LISEZMOI);
    for (number, line) in outside_of_code(&text) {
        for wrong in [" :", " ;", " ?", " !", "« ", " »", "'", "\""] {
            assert!(!line.contains(wrong) || line.starts_with("!["), "{LISEZMOI}:{number}: {wrong:?} in {line}");
        }
        // Outside of what is typed, and of addresses.
        let said: String = read(line).split('`').step_by(2).collect();
        let glued = |mark: char, space: char| {
            said.match_indices(mark).all(|(at, _)| said[..at].ends_with(space) || said[..at].ends_with('*'))
        };
        assert!(glued(':', '\u{a0}') && [';', '?'].iter().all(|&mark| glued(mark, '\u{202f}')), "{LISEZMOI}:{number}: {line}");
    }
}

/// Where the links and pictures of a page lead.
fn links(page: &str) -> impl Iterator<Item = String> {
    let text = text_of(page);
    let lines: Vec<String> = outside_of_code(&text).iter().map(|(_, line)| (*line).to_owned()).collect();
    let whole = lines.join(" ");
    let found: Vec<String> = whole.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect();
    found.into_iter()
}

/// A heading as GitHub makes an anchor of it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut led = 0;
    for page in pages() {
        for link in links(&page).filter(|link| !link.contains("://")) {
            let (path, part) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { root.join(&page) } else { root.join(&page).parent().unwrap().join(path) };
            assert!(target.exists(), "{page} leads to {link}");
            if !part.is_empty() {
                let text = std::fs::read_to_string(&target).unwrap();
                let anchors: BTreeSet<String> = text.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
                assert!(anchors.contains(part), "{page} leads to {link}, and there are {anchors:?}");
            }
            led += 1;
        }
    }
    assert!(led > 40, "only {led} links were found");
}

#[test]
fn every_page_is_led_to() {
    let linked: BTreeSet<String> = pages().iter().flat_map(|page| links(page)).collect();
    for page in pages().iter().filter_map(|page| page.strip_prefix("docs/").map(str::to_owned)) {
        let found = linked
            .iter()
            .any(|link| link.split('#').next().is_some_and(|path| path == page || path.ends_with(&format!("/{page}"))));
        assert!(found, "no page leads to docs/{page}");
    }
}
