//! Where copies go.

use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use crate::env::{Env, Ran, UNTRACE, photo};

#[track_caller]
fn is_wrong_request(ran: Ran, told: &str) {
    let ran = ran.exits(2).writes(&[]);
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_folder_has_its_copy_beside_it_whichever_way_it_is_typed() {
    for typed in ["P", "P/", "P//", "./P", "./P/", "P/.", "P/./", "P/x/..", "P/x/../", "Q/../P"] {
        let env = Env::with_photos(&["P/a.jpg", "P/x/y/b.jpg"]);
        std::fs::create_dir(env.path("Q")).unwrap();
        env.untrace([typed]).exits(0).writes(&["P-clean/a.jpg", "P-clean/x/y/b.jpg"]);
    }
}

#[test]
fn the_folder_that_one_is_in_has_its_copy_beside_it() {
    for typed in [".", "./", "../P", "../../outside/P", "x/..", "./x/../"] {
        let env = Env::with_photos(&["outside/P/a.jpg", "outside/P/x/b.jpg"]);
        let ran = env.run(UNTRACE, [typed]).inside("outside/P").go().exits(0);
        ran.writes(&["outside/P-clean/a.jpg", "outside/P-clean/x/b.jpg"]);
    }
    let env = Env::with_photos(&["outside/P/a.jpg"]);
    std::fs::create_dir(env.path("outside/P/x")).unwrap();
    env.run(UNTRACE, [".."]).inside("outside/P/x").go().exits(0).writes(&["outside/P-clean/a.jpg"]);
}

#[test]
fn a_file_has_its_copy_beside_it() {
    for (typed, copy) in [
        ("a.jpg", "a-clean.jpg"),
        ("./a.jpg", "a-clean.jpg"),
        ("P/a.b.JPG", "P/a.b-clean.JPG"),
        ("P/PXL_1.MP.jpg", "P/PXL_1.MP-clean.jpg"),
        ("P/../a.jpg", "a-clean.jpg"),
        ("no-extension", "no-extension-clean"),
        (".a", ".a-clean"),
        ("ends.", "ends-clean."),
    ] {
        let env = Env::with_photos(&["a.jpg", "P/a.b.JPG", "P/PXL_1.MP.jpg", "no-extension", ".a", "ends."]);
        env.untrace([typed]).exits(0).writes(&[copy]);
        env.untrace([env.path(typed)]).exits(0).writes(&[]);
    }
}

#[test]
fn absolute_paths_go_to_the_same_places() {
    let env = Env::with_photos(&["P/a.jpg", "b.jpg"]);
    env.untrace([env.path("P"), env.path("b.jpg")]).exits(0).writes(&["P-clean/a.jpg", "b-clean.jpg"]);
    env.untrace(["P", "b.jpg"]).exits(0).writes(&[]);
}

#[test]
fn several_inputs_each_have_their_copy_beside_them() {
    let env = Env::with_photos(&["P/a.jpg", "Q/R/a.jpg", "b.jpg"]);
    env.untrace(["P", "Q/R", "b.jpg"]).exits(0).writes(&["P-clean/a.jpg", "Q/R-clean/a.jpg", "b-clean.jpg"]);
}

#[test]
fn one_input_fills_the_folder_that_is_asked_for() {
    for typed in ["P", "P/", "./P"] {
        for output in ["out", "out/", "./out", "new/deep/out"] {
            let env = Env::with_photos(&["P/a.jpg", "P/x/y.jpg"]);
            let place = output.trim_start_matches("./").trim_end_matches('/');
            env.untrace([typed, "-o", output]).exits(0).writes(&[&format!("{place}/a.jpg"), &format!("{place}/x/y.jpg")]);
        }
    }
    let env = Env::with_photos(&["P/a.jpg"]);
    env.untrace(["P/a.jpg", "-o", "out"]).exits(0).writes(&["out/a.jpg"]);
    env.untrace(["-o", "out", "P/a.jpg"]).exits(0).writes(&[]);
}

#[test]
fn the_copy_of_the_folder_that_one_is_in_fills_the_folder_that_is_asked_for() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/y.jpg"]);
    env.run(UNTRACE, [".", "-o", "../out"]).inside("P").go().exits(0).writes(&["out/a.jpg", "out/x/y.jpg"]);
}

#[test]
fn several_inputs_keep_their_names_in_the_folder_that_is_asked_for() {
    let env = Env::with_photos(&["P/a.jpg", "Q/R/x/a.jpg", "b.jpg"]);
    let ran = env.untrace(["P", "Q/R/", "b.jpg", "-o", "out"]).exits(0);
    ran.writes(&["out/P/a.jpg", "out/R/x/a.jpg", "out/b.jpg"]);
    let env = Env::with_photos(&["P/a.jpg", "b.jpg"]);
    env.run(UNTRACE, [".", "../b.jpg", "-o", "../out"]).inside("P").go().exits(0).writes(&["out/P/a.jpg", "out/b.jpg"]);
}

#[test]
fn the_same_input_twice_is_one() {
    let env = Env::with_photos(&["P/a.jpg"]);
    let ran = env.untrace(["P", "./P/", env.path("P").to_str().unwrap(), "-o", "out", "--json"]).exits(0);
    assert_eq!(ran.files().count(), 1);
    assert!(env.has("out/a.jpg"));
}

#[test]
fn an_output_that_is_there_keeps_its_other_files() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("out/b.jpg", b"mine");
    env.put("out/x/c.txt", b"mine");
    env.untrace(["P", "-o", "out"]).exits(0).writes(&["out/a.jpg"]);
}

#[test]
fn an_output_is_always_a_folder() {
    let env = Env::with_photos(&["a.jpg", "P/b.jpg"]);
    env.put("notes", b"mine");
    for (input, output) in [("a.jpg", "b.jpg"), ("a.jpg", "new/b.PNG"), ("P", "b.heic"), ("a.jpg", "notes"), ("P", "P/b.jpg")] {
        is_wrong_request(env.untrace([input, "-o", output]), "-o takes a folder");
        is_wrong_request(env.untrace([input, "-o", output, "--force"]), "-o takes a folder");
    }
    std::fs::create_dir(env.path("folder.jpg")).unwrap();
    env.untrace(["a.jpg", "-o", "folder.jpg"]).exits(0).writes(&["folder.jpg/a.jpg"]);
}

#[test]
fn a_root_has_no_place_beside_it() {
    // Nothing is walked: a run that goes wrong here would read the whole disk.
    is_wrong_request(Env::new().untrace(["/"]), "-o");
}

#[test]
fn an_output_is_no_input() {
    let env = Env::with_photos(&["P/a.jpg", "Q/b.jpg"]);
    symlink("P", env.path("to-P")).unwrap();
    let absolute = env.path("P");
    for args in [
        &["P", "-o", "P"][..],
        &["P", "-o", "P/"],
        &["P/", "-o", "./P"],
        &["P", "-o", "Q/../P"],
        &["P", "-o", "to-P"],
        &["to-P", "-o", "P"],
        &["P", "-o", absolute.to_str().unwrap()],
        &["Q", "P", "-o", "P"],
        &["P", "-o", "P", "--force"],
        &["P", "-o", "P", "-n"],
    ] {
        is_wrong_request(env.untrace(args), "is also what you want to clean");
    }
    for (typed, output) in [(".", "."), (".", "../P"), ("../P", ".")] {
        let ran = env.run(UNTRACE, [typed, "-o", output]).inside("P").go();
        assert_eq!(ran.code, Some(2), "{typed} -o {output:?}: {}", ran.said());
        ran.writes(&[]);
    }
}

#[test]
fn an_output_without_a_name_is_wrong_usage() {
    let env = Env::with_photos(&["P/a.jpg"]);
    // A script whose variable is not set.
    is_wrong_request(env.shell("exec \"$UNTRACE\" P -o \"$NOT_SET\""), "-o");
}

#[test]
fn an_output_inside_an_input_is_not_walked() {
    for output in ["P/out", "P/x/out", "./P/out/"] {
        let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg"]);
        let place = output.trim_start_matches("./").trim_end_matches('/');
        let copies = [format!("{place}/a.jpg"), format!("{place}/x/b.jpg")];
        env.untrace(["P", "-o", output]).exits(0).writes(&copies.each_ref().map(String::as_str));
        let again = env.untrace(["P", "-o", output, "--json"]).exits(0).writes(&[]);
        assert_eq!(again.summary()["up_to_date"], 2);
        assert_eq!(again.fate(place), ("skipped", Some("output")));
    }
    let env = Env::with_photos(&["P/a.jpg"]);
    for _ in 0..2 {
        env.run(UNTRACE, [".", "-o", "out"]).inside("P").go().exits(0);
    }
    assert!(env.has("P/out/a.jpg") && !env.has("P/out/out"));
}

#[test]
fn an_input_inside_the_output_is_cleaned() {
    let env = Env::with_photos(&["P/x/a.jpg"]);
    env.untrace(["P/x", "-o", "P"]).exits(0).writes(&["P/a.jpg"]);
    env.untrace(["P/x", "-o", "P"]).exits(0).writes(&[]);
}

#[test]
fn an_input_inside_an_input_has_its_own_copy_too() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg"]);
    let copies = ["P-clean/a.jpg", "P-clean/x/b.jpg", "P/a-clean.jpg", "P/x-clean/b.jpg"];
    env.untrace(["P", "P/x", "P/a.jpg"]).exits(0).writes(&copies);
    env.untrace(["P", "P/x", "P/a.jpg"]).exits(0).writes(&[]);
}

#[test]
fn no_copy_takes_the_name_of_an_original() {
    let env = Env::with_photos(&["a.jpg", "P/x/b.jpg", "P/x/x/b.jpg"]);
    for args in [
        &["a.jpg", "-o", "."][..],
        &["a.jpg", "-o", ".", "--force"],
        &["P/x/b.jpg", "-o", "P/x", "--force"],
        &["P/x", "-o", "P", "--force"],
        &["a.jpg", "P", "-o", ".", "--force"],
    ] {
        is_wrong_request(env.untrace(args), "Nothing was written");
    }
}

#[test]
fn no_copy_takes_the_name_of_an_original_whichever_way_it_is_typed() {
    let force = ["--force"];
    for output in ["nothing/../P", "./nothing/../P/", "P/nothing/..", "P/nothing/../../P", "to-P", "Q/../to-P"] {
        for input in ["P", "P/a.jpg", "to-P", "to-P/a.jpg"] {
            for more in [&[][..], &force] {
                let env = Env::with_photos(&["P/a.jpg", "Q/b.jpg"]);
                symlink("P", env.path("to-P")).unwrap();
                // That `P/a.jpg` is the same afterwards is seen to at every run.
                let ran = env.untrace([&[input, "-o", output], more].concat()).exits(2);
                assert!(ran.new.is_empty(), "{input} -o {output}: {:?}", ran.new);
            }
        }
    }
}

#[test]
fn no_copy_takes_the_name_of_the_original_that_a_link_leads_to() {
    let env = Env::with_photos(&["P/photo.jpg", "photo-clean.jpg", "Q/album-clean/a.jpg"]);
    symlink("photo-clean.jpg", env.path("photo.jpg")).unwrap();
    symlink("../P/photo.jpg", env.path("Q/photo.jpg")).unwrap();
    symlink("album-clean", env.path("Q/album")).unwrap();
    for args in [
        &["photo.jpg"][..],
        &["photo.jpg", "--force"],
        &["Q/photo.jpg", "-o", "P"],
        &["Q/photo.jpg", "-o", "P", "--force"],
        &["Q/album"],
        &["Q/album", "--force"],
    ] {
        is_wrong_request(env.untrace(args), "Nothing was written");
    }
}

#[test]
fn ten_thousand_arguments_are_no_burden() {
    let env = Env::new();
    let names: Vec<String> = (0..10_000).map(|number| format!("P/{number}.txt")).collect();
    names.iter().for_each(|name| env.put(name, b"dear diary"));
    // Of what was asked for and is no photo nothing is known; but there is nothing to copy.
    for (command, as_files) in [("check", 1), ("clean", 0)] {
        let begin = Instant::now();
        env.untrace([command, "P"]).exits(0).writes(&[]);
        let as_folder = begin.elapsed();
        let begin = Instant::now();
        env.untrace(std::iter::once(command).chain(names.iter().map(String::as_str))).exits(as_files).writes(&[]);
        let as_files = begin.elapsed();
        assert!(as_files < as_folder * 5 + Duration::from_secs(3), "{command}: {as_files:?}, as a folder {as_folder:?}");
    }
}

#[test]
fn what_an_earlier_run_wrote_is_not_cleaned_again() {
    let env = Env::with_photos(&["P/a.jpg", "Q/x/b.jpg", "c.jpg", "d"]);
    let copies = ["P-clean/a.jpg", "Q-clean/x/b.jpg", "c-clean.jpg", "d-clean"];
    env.shell("exec \"$UNTRACE\" *").exits(0).writes(&copies);
    let again = env.shell("exec \"$UNTRACE\" * --json").exits(0).writes(&[]);
    assert_eq!((&again.summary()["up_to_date"], &again.summary()["cleaned"]), (&4.into(), &0.into()));
    for copy in ["P-clean", "Q-clean", "c-clean.jpg", "d-clean"] {
        assert_eq!(again.fate(copy), ("skipped", Some("output")), "{copy}");
    }
    env.shell("exec \"$UNTRACE\" ./*").exits(0).writes(&[]);
    env.shell("exec \"$UNTRACE\" \"$PWD\"/*").exits(0).writes(&[]);
    env.shell("exec \"$UNTRACE\" Q/x/*").exits(0).writes(&["Q/x/b-clean.jpg"]);
    env.shell("exec \"$UNTRACE\" Q/x/*").exits(0).writes(&[]);
    env.put("P/new.jpg", &photo());
    env.shell("exec \"$UNTRACE\" P").exits(0).writes(&["P-clean/new.jpg"]);
}

#[test]
fn what_lies_among_the_copies_and_is_none_of_them_is_said() {
    let env = Env::with_photos(&["P/a.jpg"]);
    assert!(!env.untrace(["P"]).exits(0).stdout.contains("did not write"));
    env.put("P-clean/mine.jpg", &photo());
    for paths in [&["P"][..], &["P", "P-clean"]] {
        let ran = env.untrace(paths).exits(0);
        assert!(ran.stdout.contains("1 file is there that this run did not write"), "{}", ran.stdout);
    }
}

#[test]
fn what_is_called_clean_without_an_original_beside_it_is_cleaned() {
    let env = Env::with_photos(&["P-clean/a.jpg", "b-clean.jpg"]);
    env.untrace(["P-clean", "b-clean.jpg"]).exits(0).writes(&["P-clean-clean/a.jpg", "b-clean-clean.jpg"]);
}
