//! What the pages show is what the program says: every block of console output in README.md, LISEZMOI.md and `docs/`, and
//! the table of what goes. `UPDATE_README=1 cargo test readme` writes them again. What the pages say themselves is in
//! `prose.rs`; commands are run by `.ci/recipes.py`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use untrace_core::model::{Category, KEEPABLE};
use untrace_core::policy::{Treatment, rows};

/// All pages of the project, as paths below its root.
pub(crate) fn pages() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["", "docs", "benches", "fixtures", "fuzz"];
    let files =
        folders.iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap()).map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let mut pages: Vec<String> = pages.map(|path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned()).collect();
    pages.sort();
    pages
}

pub(crate) fn text_of(page: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap()
}

/// Compares what stands between `<!-- label -->` and `<!-- end -->` in a document with what should, or puts it there.
pub(crate) fn section_of(document: &str, label: &str, content: &str) {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = std::fs::read_to_string(&document).unwrap();
    let start = format!("<!-- {label} -->\n");
    let from = text.find(&start).unwrap() + start.len();
    let to = from + text[from..].find("<!-- end -->").unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        let updated = format!("{}{content}{}", &text[..from], &text[to..]);
        std::fs::write(&document, updated).unwrap();
    } else {
        assert_eq!(&text[from..to], content, "run UPDATE_README=1 cargo test readme");
    }
}

const fn about(category: Category) -> &'static str {
    match category {
        Category::Location => "where: position, place names",
        Category::Date => "when: times of taking, editing, exporting",
        Category::People => "who: names, faces, owner, author",
        Category::Motion => "video behind a photo",
        Category::Preview => "thumbnails, previews, second pictures",
        Category::Id => "serial numbers and unique ids",
        Category::Camera => "with what: phone, camera, lens, settings",
        Category::Text => "captions, keywords, comments",
        Category::Software => "programs, history, provenance",
        Category::Panorama => "how a 360-degree picture is shown",
        Category::Other => "what nobody has heard of",
    }
}

/// Fields named for each category; all are in the policy.
const NAMED: usize = 6;

#[test]
fn the_table_of_what_goes_is_that_of_the_policy() {
    let mut names: BTreeMap<Category, Vec<String>> = BTreeMap::new();
    for row in rows() {
        if let Some(category) = row.rule.category.filter(|_| row.rule.treatment != Treatment::Stay) {
            let of = names.entry(category).or_default();
            if !of.iter().any(|name| name == row.name) {
                of.push(row.name.to_owned());
            }
        }
    }
    let mut table = String::from("| Goes | | For example | |\n|---|---|---|---|\n");
    for &category in Category::ALL {
        let of = &names[&category];
        let more = if of.len() > NAMED { format!(", and {} more", of.len() - NAMED) } else { String::new() };
        let shown = of.iter().take(NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let keep = if KEEPABLE.contains(&category) { format!("`--keep {}`", category.word()) } else { "always".to_owned() };
        table.push_str(&format!("| `{}` | {} | {shown}{more} | {keep} |\n", category.word(), about(category)));
    }
    section_of("docs/formats.md", "table: categories", &table);
}

/// The sample photos in a folder of their own, where a page's commands are run one after the other.
fn sample_photos() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = folder.path().join("fixtures");
    std::fs::create_dir(&fixtures).unwrap();
    let copied = Command::new("cp").arg("-r").arg(crate::common::fixtures().join("phone-export")).arg(&fixtures).status();
    assert!(copied.unwrap().success());
    folder
}

/// What a command shows on a terminal, with a tenth of a second for the time that it took.
fn shown(line: &str, folder: &Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_untrace"))
        .current_dir(folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .env_remove("LANGUAGE")
        .env("LC_ALL", "en_US.UTF-8")
        .args(line.split(' ').skip(1))
        .output()
        .unwrap();
    let (told, found) = (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap());
    assert!(matches!(run.status.code(), Some(0 | 3)), "{line}: {:?}\n{found}", run.status);
    let output = told + &found;
    let lines = output.lines().map(|line| if line.starts_with("untrace 0.") { with_a_tenth(line) } else { line.to_owned() });
    lines.map(|line| line + "\n").collect()
}

/// The last line of a report with `0.1 s`, or `0,1 s`, in the place of its seconds.
fn with_a_tenth(line: &str) -> String {
    let mut numbers = line.char_indices().filter(|&(_, c)| c == '.' || c == ',').filter_map(|(at, _)| {
        let whole = line[..at].len() - line[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let parts = line[at + 1..].len() - line[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let unit = line[at + 1 + parts..].trim_start_matches([' ', '\u{a0}', '\u{202f}']).strip_prefix('s');
        let seconds = unit.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        (whole > 0 && parts > 0 && seconds).then(|| (at - whole, at + 1 + parts))
    });
    let (from, to) = numbers.next_back().unwrap_or_else(|| panic!("no seconds in {line}"));
    let point = if line[from..to].contains(',') { ',' } else { '.' };
    format!("{}0{point}1{}", &line[..from], &line[to..])
}

#[test]
fn pages_show_real_output() {
    for page in pages() {
        let text = text_of(&page);
        let commands: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("<!-- output: ")?.strip_suffix(" -->")).collect();
        let blocks = text.lines().filter(|line| *line == "```console").count();
        // A block without a command above it would be compared with nothing.
        assert!(blocks <= commands.len(), "{page} has {blocks} blocks of output, and {} commands", commands.len());
        let folder = sample_photos();
        for line in commands {
            let output = shown(line, folder.path());
            section_of(&page, &format!("output: {line}"), &format!("\n```console\n$ {line}\n{output}```\n"));
        }
        let text = text_of(&page);
        assert_eq!(text.matches("```console\n").count(), text.matches("<!-- output: ").count(), "{page}");
    }
}

#[test]
fn seconds_are_found_in_both_languages() {
    assert_eq!(
        with_a_tenth("untrace 0.1.0: clean: 1,400 new, 2 left; in 12.4 s, status 0"),
        "untrace 0.1.0: clean: 1,400 new, 2 left; in 0.1 s, status 0"
    );
    assert_eq!(
        with_a_tenth("untrace 0.1.0\u{a0}: 14 copies, en 3,7\u{a0}s, état 0"),
        "untrace 0.1.0\u{a0}: 14 copies, en 0,1\u{a0}s, état 0"
    );
}
