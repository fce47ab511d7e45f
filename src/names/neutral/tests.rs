use super::*;

/// What a file is: path, the second at which it was taken, existing copies.
type Given<'g> = (&'g str, Option<i64>, &'g [&'g str]);

fn wanted(given: &[Given<'_>]) -> Vec<Wanted> {
    let of = |(index, (source, taken, copies)): (usize, &Given<'_>)| {
        let source = PathBuf::from(source);
        let format = match source.extension().and_then(|extension| extension.to_str()) {
            Some("heic" | "HEIC") => FormatKind::Heif,
            Some("mov" | "MOV") => FormatKind::QuickTime,
            Some("mp4") => FormatKind::Mp4,
            _ => FormatKind::Jpeg,
        };
        let taken = taken.map(|second| Timestamp::from_second(second).unwrap());
        let copy = copies.first().map(|first| {
            let bytes = held(first, given);
            let (kind, _, rest) = numbers::read(first.rsplit('/').next().unwrap()).unwrap();
            let form = Form { len: bytes.len() as u64, kind, extension: rest[1..].to_owned() };
            let nothing = EditList::new(Vec::new(), form.len).unwrap();
            (form, Content::of_output(&Input::from_bytes(bytes.as_bytes()), &nothing).unwrap())
        });
        let in_album = source.components().count() > 1;
        Wanted { index, source, in_album, seen: Seen { format: Some(format), readable: true, taken, copy, named: None } }
    };
    given.iter().enumerate().map(of).collect()
}

/// What an existing copy contains: the same as the other copies of its file, and different from all others.
fn held(path: &str, given: &[Given<'_>]) -> String {
    let group = given.iter().find(|(_, _, copies)| copies.contains(&path));
    group.map_or_else(|| path.to_owned(), |(_, _, copies)| copies.join(" "))
}

/// The names that files get in an output that already contains others.
fn names_beside(given: &[Given<'_>], there: &[&str]) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    for name in there {
        let path = root.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, held(name, given)).unwrap();
    }
    let mut names = Output { present: Present::of(root.path(), &State::default()).unwrap(), wanted: wanted(given) }.names();
    names.sort();
    names.into_iter().map(|(_, path)| path.to_str().unwrap().replace(std::path::MAIN_SEPARATOR, "/")).collect()
}

fn names(given: &[Given<'_>]) -> Vec<String> {
    names_beside(given, &[])
}

#[test]
fn numbers_follow_the_time_then_the_path() {
    let given: &[Given<'_>] =
        &[("c.jpg", None, &[]), ("a.jpg", None, &[]), ("z.jpg", Some(1), &[]), ("b.mp4", Some(3), &[]), ("y.jpg", Some(2), &[])];
    assert_eq!(names(given), ["photo-0005.jpg", "photo-0004.jpg", "photo-0001.jpg", "video-0003.mp4", "photo-0002.jpg"]);
}

#[test]
fn a_file_that_cannot_be_read_comes_last() {
    let mut wanted = wanted(&[("a.jpg", Some(1), &[]), ("b.jpg", None, &[])]);
    wanted[0].seen.readable = false;
    let mut names = Output { present: Present::default(), wanted }.names();
    names.sort();
    assert_eq!(names, [(0, "photo-0002.jpg".into()), (1, "photo-0001.jpg".into())]);
}

#[test]
fn the_halves_of_a_live_photo_share_a_number_and_no_others_do() {
    let given: &[Given<'_>] = &[
        ("x/IMG_1.HEIC", Some(5), &[]),
        ("x/IMG_1.jpg", Some(5), &[]),
        ("x/IMG_1.MOV", Some(4), &[]),
        ("y/IMG_1.MOV", Some(9), &[]),
        ("y/IMG_2.mp4", Some(10), &[]),
        ("y/IMG_2.jpg", Some(10), &[]),
    ];
    assert_eq!(
        names(given),
        [
            "album-01/photo-0001.heic",
            "album-01/photo-0002.jpg",
            "album-01/video-0001.mov",
            "album-02/video-0003.mov",
            "album-02/video-0005.mp4",
            "album-02/photo-0004.jpg",
        ]
    );
}

#[test]
fn albums_follow_their_first_moment_and_lie_beside_each_other() {
    let given: &[Given<'_>] =
        &[("2023/Nice/a.jpg", Some(3), &[]), ("2022/b.jpg", Some(2), &[]), ("c.jpg", Some(1), &[]), ("2022/d.jpg", Some(4), &[])];
    assert_eq!(names(given), ["album-02/photo-0003.jpg", "album-01/photo-0002.jpg", "photo-0001.jpg", "album-01/photo-0004.jpg"]);
}

#[test]
fn copies_keep_their_names_and_what_is_new_gets_new_numbers() {
    let there = &["album-01/photo-0001.jpg", "album-01/photo-0002.jpg", "photo-0007.motion.mp4", "album-03/mine.txt"];
    let given: &[Given<'_>] = &[
        ("x/new.jpg", Some(1), &[]),
        ("x/a.jpg", Some(2), &["album-01/photo-0001.jpg"]),
        ("x/b.jpg", Some(3), &["album-01/photo-0002.jpg"]),
        ("y/c.jpg", Some(4), &[]),
    ];
    assert_eq!(
        names_beside(given, there),
        ["album-01/photo-0008.jpg", "album-01/photo-0001.jpg", "album-01/photo-0002.jpg", "album-04/photo-0009.jpg",]
    );
}

#[test]
fn a_half_that_comes_later_gets_the_number_of_the_other() {
    let there = &["photo-0001.heic", "photo-0002.heic", "VIDEO-0002.MOV"];
    let given: &[Given<'_>] = &[
        ("a.HEIC", Some(1), &["photo-0001.heic"]),
        ("a.MOV", Some(1), &[]),
        ("b.HEIC", Some(2), &["photo-0002.heic"]),
        ("b.MOV", Some(2), &[]),
    ];
    // Somebody else's video has the other number.
    assert_eq!(names_beside(given, there), ["photo-0001.heic", "video-0001.mov", "photo-0002.heic", "video-0003.mov"]);
}

#[test]
fn files_of_the_same_bytes_have_a_copy_each() {
    let copies: &[&str] = &["photo-0001.jpg", "photo-0002.jpg"];
    let given: &[Given<'_>] = &[("a.jpg", None, copies), ("b.jpg", None, copies), ("c.jpg", None, copies)];
    assert_eq!(names_beside(given, copies), ["photo-0001.jpg", "photo-0002.jpg", "photo-0003.jpg"]);
}
