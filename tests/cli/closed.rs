//! Closed in: before the first photo is looked into, the program gives up all files but those that it was asked about, the
//! network, and dumps of its memory. `src/confine/tests.rs` tries what is out of reach then.

use std::fs;
use std::os::unix::fs::MetadataExt;

use crate::env::{Env, Ran, UNTRACE};
use crate::outside::{has, say, skip};

/// Whether the kernel holds programs to what they need; says so loudly where it does not.
#[track_caller]
fn kernel_closes() -> bool {
    let said = Env::with_photos(&["a.jpg"]).untrace(["check", "a.jpg", "-v"]).exits(3).stdout;
    let closes = said.starts_with("Protections: files (Landlock ");
    if !closes {
        let listed = fs::read_to_string("/sys/kernel/security/lsm").unwrap_or_default();
        let has_none = said.contains("this kernel has no Landlock") || said.contains("is switched off in this kernel");
        assert!(has_none && !listed.contains("landlock"), "the kernel has {listed}, and the program says\n{said}");
        say("THIS KERNEL HAS NO LANDLOCK: THAT THE PROGRAM IS CLOSED IN IS NOT TESTED");
    }
    closes
}

/// Whether a tracer is told the names of files: the memory of the program is closed to all but root.
fn shows_names(env: &Env) -> bool {
    let is_root = fs::metadata(env.path("")).unwrap().uid() == 0;
    if !is_root {
        say("NOT ROOT: WHICH FILES THE PROGRAM OPENS CANNOT BE SEEN");
    }
    is_root
}

/// Runs the program with the system's answers changed; answers what it did, and the calls that it made.
#[track_caller]
fn traced(env: &Env, calls: &str, more: &[&str], args: &[&str]) -> Option<(Ran, String)> {
    if !has("strace") {
        skip("no strace: when the program is closed in cannot be seen");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let trace = format!("trace={calls}");
    let strace = ["-f", "-qqq", "-s", "400", "-e", "signal=none", "-o", log.to_str().unwrap(), "-e", &trace];
    let ran = env.run("strace", [&strace, more, &[UNTRACE], args].concat()).go();
    Some((ran, fs::read_to_string(log).unwrap()))
}

const OPENS: &str = "landlock_restrict_self,prctl,prlimit64,open,openat,openat2,clone,clone3";

/// What is opened and started before the program is closed in, and after.
fn around_closing(env: &Env, args: &[&str]) -> Option<(String, String)> {
    let (_, log) = traced(env, OPENS, &[], args)?;
    let closed = log.find("landlock_restrict_self(").unwrap_or_else(|| panic!("{args:?}: never closed in\n{log}"));
    let (before, after) = log.split_at(closed);
    Some((before.to_owned(), after.to_owned()))
}

/// What is opened as a path alone cannot be read.
fn reads_photo(line: &str) -> bool {
    line.contains(".jpg\"") && !line.contains("O_PATH")
}

/// Calls, not names of folders.
fn starts_thread(log: &str) -> bool {
    ["clone(", "clone3("].iter().any(|call| log.contains(call))
}

#[test]
fn no_photo_is_opened_and_no_thread_started_before_the_program_is_closed_in() {
    if !kernel_closes() {
        return;
    }
    for args in [
        &["P"][..],
        &["P", "-n"],
        &["P", "-o", "x/y/z", "--rename", "--name-map", "names.json"],
        &["P", "--fix-extension", "--force"],
        &["P/a.jpg"],
        &["check", "P"],
        &["check", "P/a.jpg"],
    ] {
        let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
        if !shows_names(&env) {
            return;
        }
        let Some((before, after)) = around_closing(&env, args) else { return };
        assert!(!before.lines().any(reads_photo), "{args:?}: a photo is opened before\n{before}");
        assert!(!starts_thread(&before), "{args:?}: a thread is started before\n{before}");
        assert!(after.lines().any(reads_photo), "{args:?}: nothing is opened after\n{after}");
        assert!(!after.contains("EACCES"), "{args:?}: something is needed and out of reach\n{after}");
    }
}

/// It gives up what it does not need for a thread of its own, which another one waits for.
#[test]
fn report_opens_no_photo_before_it_is_closed_in_and_needs_nothing_more() {
    if !kernel_closes() {
        return;
    }
    for args in [&["report", "P"][..], &["report", "P", "-o", "r.html", "--thumbnails"], &["report", "P", "-o", "P/r.html"]] {
        let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
        if !shows_names(&env) {
            return;
        }
        let Some((before, after)) = around_closing(&env, args) else { return };
        assert!(!before.lines().any(reads_photo) && after.lines().any(reads_photo), "{args:?}\n{before}{after}");
        // The allocator asks for that, and does without.
        let is_missed = |line: &str| line.contains("EACCES") && !line.contains("/proc/sys/vm/overcommit_memory");
        assert!(!after.lines().any(is_missed), "{args:?}: something is needed and out of reach\n{after}");
    }
}

#[test]
fn check_and_fields_and_dry_runs_may_write_nothing() {
    if !kernel_closes() {
        return;
    }
    const RULES: &str = "landlock_add_rule,landlock_restrict_self";
    for (args, rules) in [(&["check", "P"][..], 1), (&["fields"], 0), (&["P", "-n"], 2), (&["P", "-n", "--rename"], 2)] {
        let env = Env::with_photos(&["P/a.jpg", "P-clean/b.jpg"]);
        if !shows_names(&env) {
            return;
        }
        let Some((_, log)) = traced(&env, RULES, &[], args) else { return };
        let given: Vec<&str> = log.lines().filter(|line| line.contains("landlock_add_rule(")).collect();
        assert_eq!(given.len(), rules, "{args:?}\n{log}");
        let reads = "{allowed_access=LANDLOCK_ACCESS_FS_READ_FILE|LANDLOCK_ACCESS_FS_READ_DIR, ";
        assert!(given.iter().all(|line| line.contains(reads)), "{args:?}\n{log}");
        assert!(log.contains("landlock_restrict_self("), "{args:?}");
    }
}

#[test]
fn off_is_off() {
    let env = Env::with_photos(&["P/a.jpg"]);
    let Some((ran, log)) = traced(&env, OPENS, &[], &["P", "--sandbox", "off", "-v"]) else { return };
    assert!(!log.contains("landlock_restrict_self("), "{log}");
    let said = ran.exits(0).stdout;
    assert!(
        said.starts_with("Protections: none for files and network (switched off by --sandbox off), no core dumps.\n"),
        "{said}"
    );
}

#[test]
fn no_socket_is_asked_for() {
    for args in
        [&["P"][..], &["check", "P"], &["P", "--rename", "-o", "out"], &["P", "--sandbox", "off", "-o", "off"], &["fields"]]
    {
        let env = Env::with_phone_export();
        let Some((_, log)) = traced(&env, "%network", &[], args) else { return };
        assert!(log.is_empty(), "{args:?}\n{log}");
    }
}

#[test]
fn memory_is_dumped_nowhere() {
    for args in [&["P"][..], &["check", "P"], &["fields"], &["--help"], &["P", "--sandbox", "off"]] {
        let env = Env::with_photos(&["P/a.jpg"]);
        let Some((_, log)) = traced(&env, OPENS, &[], args) else { return };
        assert!(log.contains("prlimit64(0, RLIMIT_CORE, {rlim_cur=0, rlim_max=0}"), "{args:?}\n{log}");
        assert!(log.contains("prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE)"), "{args:?}\n{log}");
    }
}

#[test]
fn verbose_says_what_protects() {
    let is_closed = kernel_closes();
    let env = Env::with_photos(&["P/a.jpg"]);
    for args in [&["P", "-v"][..], &["check", "P", "-v"]] {
        let said = env.untrace(args).stdout;
        let first = said.lines().next().unwrap();
        assert!(first.starts_with("Protections: ") && first.ends_with("no core dumps."), "{first}");
        assert_eq!(first.contains("files (Landlock "), is_closed);
    }
    for args in [&["P"][..], &["check", "P"], &["P", "-qv"], &["check", "P", "--json", "-v"]] {
        assert!(!env.untrace(args).said().contains("Protections"), "{args:?}");
    }
}

#[test]
fn require_is_met_or_nothing_is_written() {
    let env = Env::with_photos(&["P/a.jpg"]);
    if kernel_closes() {
        env.untrace(["P", "-o", "required", "--sandbox", "require"]).exits(0).writes(&["required/a.jpg"]);
        env.untrace(["check", "P", "--sandbox", "require"]).exits(3);
    }
    // As a kernel without it, one in which it is switched off, and one that never heard of it but says so otherwise.
    for error in ["ENOSYS", "EOPNOTSUPP", "EPERM"] {
        let inject = format!("inject=landlock_create_ruleset:error={error}");
        for args in [&["P", "-o", "new/out"][..], &["P", "-n"], &["check", "P"]] {
            let required = [args, &["--sandbox", "require"]].concat();
            let Some((ran, _)) = traced(&env, "landlock_create_ruleset", &["-e", &inject], &required) else { return };
            let ran = ran.exits(2).writes(&[]);
            assert!(ran.stdout.is_empty() && ran.stderr.starts_with("untrace: --sandbox require: "), "{}", ran.said());
        }
        let auto = ["P", "-v", "-o", error];
        let Some((ran, _)) = traced(&env, "landlock_create_ruleset", &["-e", &inject], &auto) else { return };
        let ran = ran.exits(0).writes(&[&format!("{error}/a.jpg")]);
        assert!(ran.stdout.starts_with("Protections: none for files and network ("), "{}", ran.stdout);
    }
}

#[test]
fn each_version_of_landlock_closes_what_it_can_and_changes_no_copy() {
    if !kernel_closes() {
        return;
    }
    let plain = Env::with_phone_export();
    let expected = plain.untrace(["P", "--sandbox", "off", "--rename", "--name-map", "names.json"]).exits(0).new;
    for version in 1..=7 {
        let env = Env::with_phone_export();
        let inject = format!("inject=landlock_create_ruleset:retval={version}:when=1");
        let args = ["P", "-v", "--rename", "--name-map", "names.json"];
        let Some((ran, _)) = traced(&env, "landlock_create_ruleset", &["-e", &inject], &args) else { return };
        let ran = ran.exits(0);
        let first = ran.stdout.lines().next().unwrap();
        let closed = match version {
            1 | 2 => format!("files (Landlock {version}, which cannot stop files from being emptied), no core"),
            3 => "files (Landlock 3), no core".to_owned(),
            _ => format!("files (Landlock {version}), network (TCP), no core"),
        };
        assert!(first.starts_with(&format!("Protections: {closed}")), "{first}");
        assert_eq!(ran.new, expected, "{version}");
        for place in expected.iter().filter(|place| plain.path(place).is_file()) {
            assert!(env.read(place) == plain.read(place), "{version}: {place}");
        }
        let required = ["check", "P", "--sandbox", "require"];
        let Some((ran, _)) = traced(&env, "landlock_create_ruleset", &["-e", &inject], &required) else { return };
        ran.exits(if version < 3 { 2 } else { 3 });
    }
}

#[test]
fn an_output_that_stays_empty_goes_again_though_all_else_is_closed() {
    let env = Env::new();
    env.put("P/a.jpg", b"no photo");
    env.untrace(["P", "-o", "x/y/z"]).exits(1).writes(&[]);
    env.untrace(["P", "-o", "x/y/z", "--json"]).exits(1).writes(&[]);
}

#[test]
fn links_that_are_named_lead_to_what_is_read() {
    let env = Env::with_photos(&["far/a.jpg", "far/away/b.jpg"]);
    std::os::unix::fs::symlink(env.path("far/a.jpg"), env.path("link.jpg")).unwrap();
    std::os::unix::fs::symlink("far/away", env.path("link")).unwrap();
    fs::create_dir(env.path("real")).unwrap();
    std::os::unix::fs::symlink("../real", env.path("far/out")).unwrap();
    env.untrace(["link.jpg", "link", "-o", "far/out"]).exits(0).writes(&["real/link.jpg", "real/link/b.jpg"]);
    env.untrace(["check", "link.jpg", "link"]).exits(3);
}
