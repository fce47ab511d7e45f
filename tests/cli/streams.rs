//! A photo from standard input, and its copy to standard output.

use crate::env::{Env, UNTRACE, clean_photo, photo};
use crate::outside::on_a_terminal;

/// More than is kept in memory: a comment behind another.
fn large() -> Vec<u8> {
    let plain = clean_photo();
    let comment = [&[0xFF, 0xFE, 0xFF, 0xFF][..], &[b'x'; 0xFFFD]].concat();
    [&plain[..2], &comment.repeat(20), &plain[2..]].concat()
}

#[test]
fn the_copy_of_a_stream_is_that_of_a_file() {
    let env = Env::new();
    for (name, bytes) in [("a.jpg", photo()), ("b.jpg", clean_photo()), ("c.jpg", large())] {
        env.put(name, &bytes);
        env.untrace([name]).exits(0);
        let copy = env.read(name.replace('.', "-clean."));
        for args in [&["-"][..], &["clean", "-"], &["-q", "-", "--verify", "full"]] {
            let (code, out, said) = env.run(UNTRACE, args).reading(&bytes).pipe();
            assert_eq!(code, Some(0), "{said}");
            assert!(out == copy, "{name} {args:?}");
        }
    }
}

#[test]
fn what_is_kept_of_a_stream_is_what_is_kept_of_a_file() {
    let env = Env::with_photos(&["a.jpg"]);
    env.untrace(["a.jpg", "--keep", "date,location"]).exits(0);
    let (_, out, _) = env.run(UNTRACE, ["-", "--keep", "date,location"]).reading(&photo()).pipe();
    assert!(out == env.read("a-clean.jpg"));
}

#[test]
fn the_report_of_a_stream_is_on_standard_error() {
    let env = Env::new();
    let (code, out, said) = env.run(UNTRACE, ["-", "--json"]).reading(&photo()).pipe();
    let lines: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.iter().for_each(crate::schema::assert_valid);
    assert_eq!((code, lines.len()), (Some(0), 2));
    assert_eq!((&lines[0]["source"], &lines[0]["destination"]), (&"-".into(), &"-".into()));
    assert!(out.starts_with(&[0xFF, 0xD8]));
    let (_, _, said) = env.run(UNTRACE, ["-"]).reading(&photo()).pipe();
    assert!(
        said.contains("Where they were taken: 1") && said.contains("1 clean copy written") && !said.contains("Post"),
        "{said}"
    );
    let (code, out, said) = env.run(UNTRACE, ["-", "-n"]).reading(&photo()).pipe();
    assert_eq!((code, out.len()), (Some(0), 0), "{said}");
}

#[test]
fn where_nothing_is_proven_nothing_comes_out() {
    let env = Env::new();
    for (bytes, word) in [
        (&photo()[..200], "standard input is cut off"),
        (b"", "standard input is not a photo"),
        (b"dear diary", "standard input is not a photo"),
        (b"%PDF-1.7", "standard input is a document in PDF format"),
    ] {
        let (code, out, said) = env.run(UNTRACE, ["-"]).reading(bytes).pipe();
        assert_eq!((code, out.len()), (Some(1), 0), "{said}");
        assert!(said.contains(word) && !said.contains("copy written"), "{said}");
    }
}

#[test]
fn a_stream_is_checked() {
    let env = Env::new();
    let ran = env.run(UNTRACE, ["check", "-", "--json"]).reading(&photo()).go().exits(3).writes(&[]);
    assert_eq!(ran.file("-")["format"], "JPEG");
    env.run(UNTRACE, ["check", "-"]).reading(&clean_photo()).go().exits(0).writes(&[]);
    let ran = env.run(UNTRACE, ["check", "-"]).reading(b"dear diary").go().exits(1).writes(&[]);
    assert!(ran.stderr.contains("standard input is not a photo"), "{}", ran.stderr);
}

#[test]
fn a_stream_goes_with_nothing_that_only_files_have() {
    let env = Env::with_photos(&["a.jpg", "P/-", "list"]);
    for args in [
        &["-", "a.jpg"][..],
        &["-", "-o", "out"],
        &["-", "--files-from", "list"],
        &["-", "--rename"],
        &["-", "--extract-motion"],
        &["check", "-", "a.jpg"],
    ] {
        let ran = env.run(UNTRACE, args).reading(&photo()).go().exits(2).writes(&[]);
        assert!(ran.stderr.contains("./-") && ran.stdout.is_empty(), "{}", ran.stderr);
    }
    env.run(UNTRACE, ["./-"]).inside("P").go().exits(0).writes(&["P/--clean"]);
}

#[test]
fn a_copy_that_does_not_come_out_whole_is_said_not_to_be_whole() {
    let env = Env::with_photos(&["a.jpg"]);
    let nobody_reads = "{ sleep 1; $UNTRACE - < a.jpg 2> said; echo $? > code; } | true; sleep 2; cat said; exit $(cat code)";
    for line in ["$UNTRACE - < a.jpg > /dev/full", nobody_reads] {
        let ran = env.shell(line).exits(1);
        assert!(ran.said().contains("incomplete") && !ran.said().contains("copy written"), "{}", ran.said());
    }
}

#[test]
fn no_photo_is_written_to_a_terminal_or_read_from_one() {
    let env = Env::with_photos(&["a.jpg"]);
    for (line, word) in
        [("$UNTRACE - < a.jpg", "standard output, which is a terminal"), ("$UNTRACE - > b.jpg", "input, which is a terminal")]
    {
        if let Some(ran) = on_a_terminal(&env, line, &[]) {
            let ran = ran.exits(2);
            assert!(ran.said().contains(word), "{}", ran.said());
        }
    }
}
