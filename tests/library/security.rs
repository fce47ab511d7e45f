//! SECURITY.md names a test behind each promise: each of them is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a file of the repository has what is named: a test, or, where it is no Rust, the words.
fn has(text: &str, file: &str, name: &str) -> bool {
    if !file.ends_with(".rs") {
        return text.contains(name);
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_it =
        |line: &&str| line.strip_prefix("fn ").and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| rest.starts_with('('));
    let Some(at) = lines.iter().position(is_it) else { return false };
    lines[..at].iter().rev().take_while(|line| line.starts_with("#[")).any(|line| *line == "#[test]")
}

/// The promises, each with the files and names that hold it.
fn promises(page: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.rsplit_once(" | "));
    let rows = rows.filter(|(promise, _)| *promise != "What is promised");
    let holders = |cell| {
        let (mut file, mut found) = ("", Vec::new());
        for word in quoted(cell) {
            if Path::new(env!("CARGO_MANIFEST_DIR")).join(word).is_file() {
                file = word;
            } else {
                found.push((file, word));
            }
        }
        found
    };
    rows.map(|(promise, cell)| (promise, holders(cell))).collect()
}

#[test]
fn each_promise_has_tests_and_each_test_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let promises = promises(&page);
    assert!(promises.len() > 20, "the tables are not read: {promises:?}");
    for (promise, holders) in promises {
        assert!(!holders.is_empty(), "nothing holds: {promise}");
        for (file, name) in holders {
            assert!(!file.is_empty(), "no such file before {name}: {promise}");
            let text = fs::read_to_string(root.join(file)).unwrap();
            assert!(has(&text, file, name), "{file} has no test {name}: {promise}");
        }
    }
    // Files that are named elsewhere on the page are there, too.
    let paths: BTreeSet<&str> = quoted(&page).filter(|word| word.contains('/') && !word.contains(' ')).collect();
    for path in paths {
        assert!(root.join(path).exists(), "SECURITY.md names {path}");
    }
}

#[test]
fn a_test_that_is_gone_is_missed() {
    let text = "#[test]\nfn held() {\n}\n\nfn no_test() {\n}\n\n#[test]\n#[cfg(unix)]\nfn held_by_some(x in 0..9) {}\n";
    assert!(has(text, "a.rs", "held") && has(text, "a.rs", "held_by_some"));
    for name in ["hel", "no_test", "gone", "held_by"] {
        assert!(!has(text, "a.rs", name), "{name}");
    }
    let page = "| What is promised | What holds it |\n|---|---|\n| `x` stays. | `src/lib.rs`: `a`, `b`; `gone.rs`: `c` |\n| More. | nothing |\n";
    let expected = [
        ("`x` stays.", vec![("src/lib.rs", "a"), ("src/lib.rs", "b"), ("src/lib.rs", "gone.rs"), ("src/lib.rs", "c")]),
        ("More.", vec![]),
    ];
    assert_eq!(promises(page), expected);
}
