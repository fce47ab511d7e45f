use super::*;
use std::fs;
use std::path::PathBuf;

fn tree(paths: &[&str]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for path in paths {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"x").unwrap();
    }
    root
}

fn clean(root: &Path, paths: &[&str], output: Option<&str>) -> Result<Vec<(String, Option<String>)>, RequestError> {
    let request = Request {
        paths: paths.iter().map(|path| root.join(path)).collect(),
        output: output.map(|output| root.join(output)),
        ..Request::default()
    };
    let relative = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let entries = for_cleaning(&request, |_| true)?.entries;
    Ok(entries
        .into_iter()
        .map(|entry| match entry.task {
            Task::Read { copy } => (relative(&entry.source), copy.map(|target| relative(&target.path))),
            _ => (relative(&entry.source), None),
        })
        .collect())
}

fn pairs(found: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    found.iter().map(|(source, copy)| ((*source).to_owned(), copy.map(str::to_owned))).collect()
}

#[test]
fn copies_go_beside_or_keep_their_paths_in_the_output() {
    let root = tree(&["P/x/y.jpg", "a.b.jpg"]);
    let root = root.path();
    assert_eq!(clean(root, &["P"], None).unwrap(), pairs(&[("P/x/y.jpg", Some("P-clean/x/y.jpg"))]));
    assert_eq!(clean(root, &["P/"], None).unwrap(), pairs(&[("P/x/y.jpg", Some("P-clean/x/y.jpg"))]));
    assert_eq!(clean(root, &["a.b.jpg"], None).unwrap(), pairs(&[("a.b.jpg", Some("a.b-clean.jpg"))]));
    assert_eq!(clean(root, &["P"], Some("O")).unwrap(), pairs(&[("P/x/y.jpg", Some("O/x/y.jpg"))]));
    let both = pairs(&[("P/x/y.jpg", Some("O/P/x/y.jpg")), ("a.b.jpg", Some("O/a.b.jpg"))]);
    assert_eq!(clean(root, &["P", "a.b.jpg"], Some("O")).unwrap(), both);
}

#[test]
fn what_an_earlier_run_wrote_is_not_cleaned_again() {
    let root = tree(&["P/a.jpg", "P-clean/a.jpg", "b.jpg", "b-clean.jpg"]);
    let found = clean(root.path(), &["P", "P-clean", "b-clean.jpg", "b.jpg"], None).unwrap();
    let expected = [("P/a.jpg", Some("P-clean/a.jpg")), ("P-clean", None), ("b-clean.jpg", None), ("b.jpg", Some("b-clean.jpg"))];
    assert_eq!(found, pairs(&expected));
}

#[test]
fn an_output_inside_an_input_is_not_walked() {
    let root = tree(&["P/a.jpg", "P/out/a.jpg"]);
    let found = clean(root.path(), &["P"], Some("P/out")).unwrap();
    assert_eq!(found, pairs(&[("P/a.jpg", Some("P/out/a.jpg")), ("P/out", None)]));
}

#[test]
fn names_that_differ_by_case_or_unicode_form_meet() {
    for (one, other) in [("P/A.jpg", "P/a.JPG"), ("P/\u{e9}.jpg", "P/e\u{301}.jpg")] {
        let root = tree(&[one, other]);
        if fs::read_dir(root.path().join("P")).unwrap().count() < 2 {
            // They have met: this disk ignores case itself.
            continue;
        }
        assert!(matches!(clean(root.path(), &["P"], None), Err(RequestError::Collision { .. })), "{one}");
    }
}

#[test]
fn files_of_one_name_keep_what_their_paths_do_not_share() {
    let root = tree(&["x/P/a.jpg", "x/Q/A.jpg", "x/P/b.jpg"]);
    let found = clean(root.path(), &["x/P/a.jpg", "x/Q/A.jpg", "x/P/b.jpg"], Some("O")).unwrap();
    let expected = [("x/P/a.jpg", Some("O/P/a.jpg")), ("x/Q/A.jpg", Some("O/Q/A.jpg")), ("x/P/b.jpg", Some("O/b.jpg"))];
    assert_eq!(found, pairs(&expected));
    let root = tree(&["x/DCIM/a.jpg", "y/DCIM/a.jpg"]);
    let found = clean(root.path(), &["x/DCIM", "y/DCIM"], Some("O")).unwrap();
    assert_eq!(found, pairs(&[("x/DCIM/a.jpg", Some("O/x/DCIM/a.jpg")), ("y/DCIM/a.jpg", Some("O/y/DCIM/a.jpg"))]));
}

/// What a list names, in list order, and where its copies go below the output.
fn listed(root: &Path, home: &str, paths: &[&str]) -> Vec<(PathBuf, Option<PathBuf>)> {
    let request = Request {
        listed: paths.iter().map(|path| root.join(path)).collect(),
        output: Some(root.join("O")),
        home: Some(root.join(home)),
        ..Request::default()
    };
    let entries = for_cleaning(&request, |_| true).unwrap().entries;
    let below = |path: &Path, folder: &Path| path.strip_prefix(folder).unwrap_or(path).to_path_buf();
    entries
        .iter()
        .map(|entry| (below(&entry.source, root), entry.target().map(|target| below(&target.path, &root.join("O")))))
        .collect()
}

#[test]
fn the_place_of_a_listed_file_depends_on_its_own_path_alone() {
    let root = tree(&["ann/P/a.jpg", "ann/Q/a.jpg", "ann/P/b.jpg"]);
    let place = |found: &[(PathBuf, Option<PathBuf>)], source: &str| {
        found.iter().find(|(path, _)| path == Path::new(source)).unwrap().1.clone().unwrap()
    };
    let first = listed(root.path(), "ann", &["ann/P/a.jpg", "ann/Q/a.jpg", "ann/P/b.jpg"]);
    let next = listed(root.path(), "ann", &["ann/P/a.jpg"]);
    let detour = listed(root.path(), "ann", &["ann/Q/../P/a.jpg"]);
    assert_eq!(place(&first, "ann/P/a.jpg"), Path::new("P/a.jpg"));
    assert_eq!(place(&next, "ann/P/a.jpg"), Path::new("P/a.jpg"));
    assert_eq!(detour[0].1.as_deref(), Some(Path::new("P/a.jpg")));
    let elsewhere = listed(root.path(), "bob", &["ann/P/a.jpg"]);
    assert!(place(&elsewhere, "ann/P/a.jpg").ends_with("ann/P/a.jpg"), "and the folders above it");
    assert!(place(&elsewhere, "ann/P/a.jpg").is_relative());
}

/// The way `find P` lists it: the folder, and everything in it again.
#[test]
fn what_lies_in_a_listed_folder_is_met_there_and_what_is_gone_is_told() {
    let root = tree(&["ann/P/a.jpg", "ann/P/b/c.jpg"]);
    let found = listed(root.path(), "ann", &["ann/P", "ann/P/a.jpg", "ann/P/b", "ann/P/b/c.jpg", "ann/P/gone.jpg"]);
    let expected = [("ann/P/a.jpg", Some("P/a.jpg")), ("ann/P/b/c.jpg", Some("P/b/c.jpg")), ("ann/P/gone.jpg", None)];
    let expected: Vec<_> = expected.iter().map(|(source, copy)| (PathBuf::from(source), copy.map(PathBuf::from))).collect();
    assert_eq!(found, expected);
}

#[test]
fn nothing_is_replaced_in_a_folder_that_holds_originals() {
    let root = tree(&["P/sub/a.jpg", "P/a.jpg"]);
    let root = root.path();
    let request =
        |replace| Request { paths: vec![root.join("P/sub")], output: Some(root.join("P")), replace, ..Request::default() };
    assert!(matches!(for_cleaning(&request(true), |_| true), Err(RequestError::OutputEncloses(_))));
    assert!(for_cleaning(&request(false), |_| true).is_ok());
}

#[test]
fn an_output_that_is_an_input_or_a_file_is_refused() {
    let root = tree(&["P/a.jpg", "b.jpg"]);
    let root = root.path();
    assert!(matches!(clean(root, &["P"], Some("P")), Err(RequestError::OutputIsInput(_))));
    assert!(matches!(clean(root, &["P"], Some("P/../P")), Err(RequestError::OutputIsInput(_))));
    assert!(matches!(clean(root, &["P"], Some("b.jpg")), Err(RequestError::OutputIsFile(_))));
    assert!(matches!(clean(root, &["P"], Some("new.jpg")), Err(RequestError::OutputIsFile(_))));
    assert!(matches!(clean(root, &["b.jpg"], Some("")), Err(RequestError::OverOriginal(_))));
    assert!(!root.join("new.jpg").exists());
    assert!(matches!(clean(root, &["nothing"], None), Err(RequestError::Missing(_))));
}
