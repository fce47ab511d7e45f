//! What the README shows is what the program does. `UPDATE_README=1 cargo test readme` writes it anew.

use std::collections::BTreeMap;
use std::path::Path;

use untrace_core::model::{Category, KEEPABLE};
use untrace_core::policy::{Treatment, rows};

fn section(label: &str, content: &str) {
    section_of("README.md", label, content);
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
fn readme_table_is_that_of_the_policy() {
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
    section("table: categories", &table);
}

#[test]
fn readme_shows_real_output() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = folder.path().join("fixtures");
    std::fs::create_dir(&fixtures).unwrap();
    let copy =
        std::process::Command::new("cp").arg("-r").arg(crate::common::fixtures().join("phone-export")).arg(&fixtures).status();
    assert!(copy.unwrap().success());
    for line in ["fixtures/phone-export", "report fixtures/phone-export --lang en"] {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_untrace"))
            .current_dir(folder.path())
            .env("XDG_STATE_HOME", folder.path().join("state"))
            .args(line.split(' '))
            .output()
            .unwrap();
        assert!(run.status.success());
        let output = String::from_utf8(run.stdout).unwrap();
        let (before, end) = output.rsplit_once("; in ").unwrap();
        let output = format!("{before}; in 0.1 s, status {}", end.split_once(" s, status ").unwrap().1);
        section(&format!("output: untrace {line}"), &format!("\n```console\n$ untrace {line}\n{output}```\n"));
    }
}
