use super::*;

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
    let relative = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
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
        assert!(matches!(clean(root.path(), &["P"], None), Err(RequestError::Collision { .. })), "{one}");
    }
    let root = tree(&["P/a.jpg", "Q/a.jpg"]);
    assert!(matches!(clean(root.path(), &["P/a.jpg", "Q/a.jpg"], Some("O")), Err(RequestError::Collision { .. })));
    assert!(!root.path().join("O").exists());
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
    assert!(matches!(clean(root, &["nothing"], None), Err(RequestError::Missing(_))));
}
