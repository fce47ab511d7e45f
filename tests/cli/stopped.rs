//! A run that is told to stop leaves what it is at work on.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;

use crate::env::{Env, UNTRACE, wait_until};
use crate::outside::signal;

/// Bytes that a process has read so far.
fn read_by(process: u32) -> u64 {
    let io = fs::read_to_string(format!("/proc/{process}/io")).unwrap_or_default();
    io.lines().find_map(|line| line.strip_prefix("rchar: ")?.parse().ok()).unwrap_or(0)
}

/// It was read and copied to its end before the run was at its own.
#[test]
fn a_large_file_at_work_is_left() {
    for (name, number) in [("INT", 2), ("TERM", 15)] {
        for args in [&["P", "-j", "1"][..], &["P", "-j", "1", "--json"]] {
            let env = Env::with_photos(&["P/a.jpg", "P/b.jpg", "P/c.jpg"]);
            // A hole behind the picture, which is looked through.
            File::options().write(true).open(env.path("P/b.jpg")).unwrap().set_len(64 << 30).unwrap();
            // Whoever runs the tests behind a shell has interrupts ignored.
            let child = env.run("env", [&["--default-signal=INT", UNTRACE], args].concat()).start();
            wait_until(|| read_by(child.id()) > 64 << 20);
            signal(name, child.id());
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.signal(), Some(number));
            let said = String::from_utf8(output.stdout).unwrap();
            let (told, left) = (["1 clean copy written", "2 files were not looked at"], "\"not_reached\":2");
            assert!(
                if args.contains(&"--json") { said.contains(left) } else { told.iter().all(|word| said.contains(word)) },
                "{said}"
            );
            let copies: Vec<_> = fs::read_dir(env.path("P-clean")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(copies, ["a.jpg"]);
        }
    }
}

/// It waited for the end of the other run, whatever it was told.
#[test]
fn a_run_that_waits_for_another_one_ends_at_once() {
    let env = Env::with_photos(&["P/a.jpg", "P-clean/other.jpg"]);
    let line = File::open(env.path("P-clean")).unwrap();
    line.lock().unwrap();
    let mut child = env.run(UNTRACE, ["P"]).start();
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut waiting = String::new();
    std::io::BufRead::read_line(&mut said, &mut waiting).unwrap();
    assert!(waiting.contains("Waiting for it to finish"), "{waiting}");
    signal("TERM", child.id());
    assert_eq!(child.wait().unwrap().signal(), Some(15));
    assert!(!env.has("P-clean/a.jpg"));
}
